# frozen_string_literal: true

require "json"

# What pages get from Ruby; details are what a program has: a Hash of Ruby's own values.
module Visitors
  USER = "customer@example.com"
  # What JSON can need that Ruby's own values can say.
  READABLE = %w[json large_number large_integer no_fraction order_of_numeric_keys].freeze

  module_function

  # Details that JSON can't hold, or that would be long lines.
  def special(kind, count = nil)
    case kind
    when "nan" then { email: USER, x: Float::NAN }
    when "infinity" then { email: USER, x: Float::INFINITY }
    when "minus_infinity" then { email: USER, x: -Float::INFINITY }
    when "nan_in_a_list" then { email: USER, x: [Float::NAN] }
    when "nan_as_the_user" then { email: Float::NAN }
    when "circle" then { email: USER }.tap { |circle| circle[:x] = circle }
    when "circle_in_a_list" then { email: USER, x: [].tap { |circle| circle << circle } }
    when "circle_of_two"
      one = { x: {} }
      one[:x][:x] = one
      { email: USER, x: one }
    when "levels" then { email: USER, x: (count.to_i - 2).times.reduce([]) { |levels, _| [levels] } }
    when "bytes" then { email: USER, x: "x" * (count.to_i - %({"email":"","x":""}#{USER}).size) }
    when "twice" then { "1" => USER, 1 => "somebody@example.com" }
    when "not_utf8_user" then { email: "jane\xff@example.com" }
    when "not_utf8_value" then { email: USER, x: "\xc3" }
    when "not_utf8_key" then { :email => USER, "\xed\xa0\x80" => 1 }
    when "not_utf8_list" then { email: USER, x: ["\xc0\x80"] }
    else raise CannotExpress
    end
  end

  def details(word)
    kind, rest = word.split(":", 2)
    return JSON.parse(text(rest)) if READABLE.include?(kind)

    kind == "special" ? special(*rest.split(":")) : value(word)
  end

  def given(name, word)
    word == "-" ? {} : { name => value(word) }
  end

  def render(visitor, rendering, nonce)
    rendering == "script_tag" ? visitor.script_tag(**nonce) : visitor.public_send(rendering)
  end

  def page(rendering, nonce)
    case rendering
    when "logout_script_tag" then Userhash.logout_script_tag(**nonce)
    when "headers" then Userhash.headers.map { |name, text| "#{name}: #{text}" }.join("; ")
    else Userhash.public_send(rendering)
    end
  end

  # The answer, in hexadecimal.
  def result(call, words)
    rendering, *rest = words
    got = case call
          when "visitor"
            signer, described, identity, nonce = rest
            visitor = key(signer).visitor(details(described), **given(:identity, identity))
            render(visitor, rendering, given(:nonce, nonce))
          when "with_hash"
            render(Userhash::Visitor.with_hash(value(rest[0]), details(rest[1])), rendering, {})
          when "page" then page(rendering, given(:nonce, rest[0]))
          end
    got.instance_of?(String) ? got.unpack1("H*") : "a #{got.class}"
  end
end
