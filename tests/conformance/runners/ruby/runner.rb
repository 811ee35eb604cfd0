# frozen_string_literal: true

# Answers the conformance driver from Ruby. tests/conformance/README.md says what is asked.

require "openssl"
require "userhash"
require_relative "visitors"

# There is no such value or call in Ruby.
class CannotExpress < StandardError; end

# Turns into text when it is asked to, as Ruby's own methods ask.
Boxed = Struct.new(:to_str)

WORDS = { "null" => nil, "true" => true, "false" => false, "symbol" => :user }.freeze

# Strings that are overwritten when the call that they were made for has returned.
LENT = []

def overwrite
  LENT.pop.then { |string| string.replace("\xa5" * string.bytesize) } until LENT.empty?
end

def data(hex)
  digits, times = hex.split("*")
  [digits || ""].pack("H*") * (times || 1).to_i
end

def text(hex)
  data(hex).force_encoding(Encoding::UTF_8)
end

def value(word)
  return WORDS[word] if WORDS.key?(word)

  kind, rest = word.split(":", 2)
  case kind
  when "t" then text(rest)
  when "b" then data(rest)
  when "integer", "number" then Integer(rest)
  when "float" then rest == "nan" ? Float::NAN : Float(rest)
  when "object" then { "a" => "b" }
  when "ring" then Userhash::KeyRing.new(Userhash::SecretKey.new("secret"))
  when "array" then [text(rest)]
  when "boxed" then Boxed.new(text(rest))
  # A long string shares its memory with the string that it was cut from.
  when "view" then ("#{"<" * 100}#{text(rest)}>").byteslice(100..-2)
  when "mutated" then text(rest).tap { |string| LENT << string }
  else raise CannotExpress
  end
end

# A key or a ring, or what stands in place of one.
def key(word)
  constructor, argument = word.split("=", 2)
  case constructor
  when "ring" then return Userhash::KeyRing.new(*argument.split(",").map { |member| key(member) })
  when "blank" then return Userhash::SecretKey.allocate
  end
  begin
    given = value(argument)
    case constructor
    when "new" then Userhash::SecretKey.new(given)
    when "hex" then Userhash::SecretKey.from_hex(given)
    when "base64" then Userhash::SecretKey.from_base64(given)
    when "env" then Userhash::SecretKey.from_env(given)
    when "file" then Userhash::SecretKey.from_file(given)
    when "raw" then given
    end
  ensure
    overwrite
  end
end

# The interface that is like Ruby's own: in one call, or in pieces.
def raw(secret, message, splits)
  return Userhash::HMAC.hexdigest("sha256", secret, message) if splits == "-"

  hmac = Userhash::HMAC.new(secret, "sha256")
  start = 0
  splits.split(",").map(&:to_i).each do |length|
    hmac << message.byteslice(start, length)
    start += length
  end
  hmac.hexdigest
end

def result(call, words)
  case call
  when "user_hash" then key(words[0]).user_hash(value(words[1]))
  when "verify" then key(words[0]).verify(value(words[1]), value(words[2]))
  when "verified_by" then key(words[0]).verified_by(value(words[1]), value(words[2]))
  when "fingerprint" then key(words[0]).fingerprint
  when "hmac" then raw(value(words[0]), value(words[1]), words[2])
  when "native" then OpenSSL::HMAC.hexdigest("sha256", value(words[0]), value(words[1]))
  when "visitor", "with_hash", "page" then Visitors.result(call, words)
  else raise CannotExpress
  end
end

# By type, so that "true" doesn't pass for true.
TYPES = { "verify" => [TrueClass, FalseClass], "verified_by" => [Integer, NilClass] }.freeze

def shown(call, got)
  return "a #{got.class}" unless TYPES.fetch(call, [String]).include?(got.class)

  got.nil? ? "none" : got.to_s
end

def answer(line)
  call, *words = line.split
  "=#{shown(call, result(call, words))}"
rescue CannotExpress
  "n/a"
rescue Userhash::Error => e
  "!#{e.code}"
rescue TypeError
  "!type_error"
rescue StandardError, NoMemoryError => e
  "!#{e.class}"
ensure
  overwrite
end

$stdout.sync = ARGV.include?("--flush")
$stdin.each_line { |line| $stdout.write(answer(line), "\n") }
