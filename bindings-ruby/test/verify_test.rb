# frozen_string_literal: true

require_relative "test_helper"

# Checking what a visitor presented: true only for the right hash, and never an exception.
class VerifyTest < Userhash::TestCase
  # What happens when a library asks this object for anything.
  class Hostile < BasicObject
    def method_missing(*) = ::Kernel.raise("a method was called")
    def respond_to_missing?(*) = ::Kernel.raise("a method was called")
    def to_str = ::Kernel.raise("a method was called")
  end

  def test_the_right_hash
    [USER_HASH, USER_HASH.b, USER_HASH.dup.force_encoding("UTF-16LE"), Class.new(String).new(USER_HASH)].each do |right|
      assert_same true, key.verify(USER, right)
    end
  end

  def test_wrong_hashes
    table = vectors("negative_hashes")
    key = key(table["secret"])
    ring = Userhash::KeyRing.new(key("another"), key)
    assert_equal 1, ring.verified_by(table["user"], table["user_hash"])
    table["cases"].each do |row|
      assert_same false, key.verify(table["user"], value(row["presented"])), row["name"]
      assert_nil ring.verified_by(table["user"], value(row["presented"])), row["name"]
    end
  end

  def test_whatever_a_query_parser_makes_of_a_request
    ring = Userhash::KeyRing.new(key("another"), key)
    presented = [nil, true, false, 0, 1, 2**80, 0.0, Float::NAN, :"#{USER_HASH}", [], [USER_HASH], {}, { "0" => USER_HASH }, "0e1", "",
                 Object.new, String, Boxed.new(USER_HASH), Hostile.new, USER_HASH.encode("UTF-16LE")]
    presented.each do |wrong|
      assert_same false, key.verify(USER, wrong)
      assert_same false, ring.verify(USER, wrong)
      assert_nil ring.verified_by(USER, wrong)
    end
  end

  def test_another_users_hash_and_another_keys_hash
    refute key.verify("somebody@example.com", USER_HASH)
    refute key("another").verify(USER, USER_HASH)
    assert key.verify(42, key.user_hash("42"))
  end

  # `to_str` may do anything, also change the string that another argument is.
  def test_a_conversion_that_changes_the_other_argument
    presented = USER_HASH.dup
    user = Class.new do
      define_method(:to_str) do
        presented.replace("x" * 1_000_000)
        GC.start
        USER
      end
    end.new
    refute key.verify(user, presented)
    assert_equal 1_000_000, presented.size

    data = +"message"
    secret = Class.new do
      define_method(:to_str) do
        data.clear
        SECRET
      end
    end.new
    assert_equal OpenSSL::HMAC.hexdigest("sha256", SECRET, ""), Userhash::HMAC.hexdigest("sha256", secret, data)
  end
end
