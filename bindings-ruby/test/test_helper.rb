# frozen_string_literal: true

require "json"
require "minitest/autorun"
require "open3"
require "openssl"
require "rbconfig"
require "tempfile"
require "userhash"

module Userhash
  # What the tests share. Expected values come from tests/vectors, or from Ruby's OpenSSL.
  class TestCase < Minitest::Test
    ROOT = File.expand_path("../..", __dir__)
    PACKAGE = File.join(ROOT, "bindings-ruby")
    EXTENSION = $LOADED_FEATURES.grep(%r{/userhash/userhash\.}).fetch(0)

    SECRET = "correct horse battery staple"
    USER = "customer@example.com"
    USER_HASH = "4af5d146ef6fcec83780002d03f0e92fcd6325875e08f3cf86c3431db16b5145"
    WRONG_TYPES = [nil, true, false, 1.5, :symbol, [SECRET], { "a" => SECRET }, Object.new, String].freeze

    # An object that is a String as far as Ruby's implicit conversion goes.
    Boxed = Struct.new(:text) do
      def to_str = text
    end

    def key(secret = SECRET) = SecretKey.new(secret)

    def vectors(name) = JSON.parse(File.read(File.join(ROOT, "tests", "vectors", "#{name}.json")))

    # A value as tests/vectors/README.md writes it.
    def value(written)
      case written
      when String then written
      when ->(object) { object.key?("bytes") } then [written["bytes"]].pack("H*")
      when ->(object) { object.key?("repeat") } then written["repeat"] * written["times"]
      when ->(object) { object.key?("repeat_bytes") } then [written["repeat_bytes"]].pack("H*") * written["times"]
      else raise ArgumentError, "unknown value #{written}"
      end
    end

    def assert_code(code, &block)
      error = assert_raises(Userhash::Error, &block)
      assert_equal code, error.code
      error
    end

    # Runs a script in a Ruby of its own, with the extension in `folder`, and returns its output.
    def ruby(script, *arguments, folder: File.join(PACKAGE, "lib"), environment: {})
      command = [environment, RbConfig.ruby, "-I", folder, "-r", "userhash", "-e", script, *arguments]
      output, status = Open3.capture2e(*command)
      assert_predicate status, :success?, output
      output
    end
  end
end
