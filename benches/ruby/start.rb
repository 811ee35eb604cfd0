# frozen_string_literal: true

# What `require "userhash"` adds to the start of Ruby: starts with and without it, in turns.

require "rbconfig"

LIBRARY = ARGV.fetch(0)
RUNS = 60

def milliseconds(*options)
  started = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  system(RbConfig.ruby, *options, "-e", "", exception: true)
  (Process.clock_gettime(Process::CLOCK_MONOTONIC) - started) * 1000
end

def median(values) = values.sort[values.size / 2]

puts format("%-36s %12s %12s %12s", "", "empty", "userhash", "openssl")
{ "start, --disable-gems" => ["--disable-gems"], "start" => [] }.each do |name, options|
  kinds = [options, [*options, "-I", LIBRARY, "-r", "userhash"], [*options, "-r", "openssl"]]
  kinds.each { |kind| milliseconds(*kind) }
  times = Array.new(RUNS) { kinds.map { |kind| milliseconds(*kind) } }
  # What is added is taken of each turn by itself, because the machine's speed changes between them.
  added = [1, 2].map { |kind| median(times.map { |turn| turn[kind] - turn[0] }) }
  puts format("%-36s %9.1f ms %+9.1f ms %+9.1f ms  (wanted: userhash under +5)", name, median(times.map(&:first)), *added)
end
