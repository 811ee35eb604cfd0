# frozen_string_literal: true

# userhash against Ruby's OpenSSL, the two in turns in one process; medians of many rounds.

require "json"
require "openssl"
require "userhash"

SECRET = "correct horse battery staple"
USER = "customer@example.com"
ROUNDS = 25
# How long one measurement takes, in seconds.
ROUND = 0.02

KEY = Userhash::SecretKey.new(SECRET)
HASH = KEY.user_hash(USER)
DETAILS = { email: USER, name: "Jane Doe", phone: "+1 555 0100", plan: "pro", created_at: 1_700_000_000 }.freeze
MEGABYTE = ("x" * 1_000_000).freeze

# A pair is ours and theirs, with what ours is to be faster by. It is code, compiled into a loop of
# its own, because calling a block for each hash would be measured too.
PAIRS = [
  ["hash, loaded key", 25,
   "KEY.user_hash(USER)",
   "OpenSSL::HMAC.hexdigest('sha256', SECRET, USER)"],
  ["hash, key given each time", 20,
   "Userhash::HMAC.hexdigest('sha256', SECRET, USER)",
   "OpenSSL::HMAC.hexdigest('sha256', SECRET, USER)"],
  ["check, loaded key", nil,
   "KEY.verify(USER, HASH)",
   "OpenSSL.secure_compare(OpenSSL::HMAC.hexdigest('sha256', SECRET, USER), HASH)"],
  ["new, update, hexdigest", nil,
   "Userhash::HMAC.new(SECRET, 'sha256').update(USER).hexdigest",
   "OpenSSL::HMAC.new(SECRET, 'sha256').update(USER).hexdigest"],
  ["visitor, script tag", 1,
   "KEY.visitor(DETAILS).script_tag",
   "[JSON.generate(DETAILS), OpenSSL::HMAC.hexdigest('sha256', SECRET, USER)]"],
  ["hash of 1 MB, key given each time", nil,
   "Userhash::HMAC.hexdigest('sha256', SECRET, MEGABYTE)",
   "OpenSSL::HMAC.hexdigest('sha256', SECRET, MEGABYTE)"]
].freeze

def loop_of(code)
  eval("# frozen_string_literal: true\n->(count) { #{code} while (count -= 1) >= 0 }", binding, __FILE__, __LINE__)
end

def seconds
  started = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  yield
  Process.clock_gettime(Process::CLOCK_MONOTONIC) - started
end

def median(values) = values.sort[values.size / 2]

puts format("%-36s %12s %12s %8s", "", "userhash", "OpenSSL", "ratio")
PAIRS.each do |name, wanted, *codes|
  loops = codes.map { |code| loop_of(code) }
  counts = loops.map do |measured|
    measured.call(20)
    [1, (ROUND / (seconds { measured.call(20) } / 20)).to_i].max
  end
  times = Array.new(ROUNDS) { loops.zip(counts).map { |measured, count| seconds { measured.call(count) } / count } }
  ours, theirs = times.transpose.map { |measured| median(measured) }
  # Of each round by itself: what slows the machine down for a while slows both.
  ratio = median(times.map { |our, their| their / our })
  goal = wanted ? "  (wanted: #{wanted})" : ""
  puts format("%-36s %9.0f ns %9.0f ns %7.1fx%s", name, ours * 1e9, theirs * 1e9, ratio, goal)
end
