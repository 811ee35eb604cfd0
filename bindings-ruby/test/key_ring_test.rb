# frozen_string_literal: true

require_relative "test_helper"

# Rotation: one key signs, all of them check.
class KeyRingTest < Userhash::TestCase
  def setup
    @keys = Array.new(3) { |n| key("secret number #{n}") }
    @ring = Userhash::KeyRing.new(*@keys)
  end

  def test_the_current_key_signs
    assert_equal @keys[0].user_hash(USER), @ring.user_hash(USER)
    assert_equal Encoding::US_ASCII, @ring.user_hash(USER).encoding
    assert_code("empty_user") { @ring.user_hash("") }
  end

  def test_all_keys_check
    @keys.each_with_index do |key, index|
      hash = key.user_hash(USER)
      assert_same true, @ring.verify(USER, hash)
      assert_equal index, @ring.verified_by(USER, hash)
      assert_nil @ring.verified_by("somebody", hash)
    end
    assert_same false, @ring.verify(USER, USER_HASH)
  end

  def test_the_first_of_equal_keys_is_named
    ring = Userhash::KeyRing.new(key, key("another"), key)
    assert_equal 0, ring.verified_by(USER, USER_HASH)
  end

  def test_many_keys
    keys = Array.new(500) { |n| key("secret #{n}") }
    assert_equal 499, Userhash::KeyRing.new(*keys).verified_by(USER, keys.last.user_hash(USER))
  end

  def test_a_ring_keeps_the_keys_alive
    ring = Userhash::KeyRing.new(*Array.new(2) { |n| key("fleeting #{n}") })
    GC.start
    100.times { key("garbage") }
    assert_equal 1, ring.verified_by(USER, key("fleeting 1").user_hash(USER))
  end

  def test_only_keys_go_in
    assert_raises(ArgumentError) { Userhash::KeyRing.new }
    (WRONG_TYPES + [SECRET, 1, @ring]).each do |wrong|
      assert_raises(TypeError) { Userhash::KeyRing.new(wrong) }
      assert_raises(TypeError) { Userhash::KeyRing.new(@keys[0], @keys[1], wrong) }
    end
  end

  def test_rings_are_frozen_and_only_equal_to_themselves
    assert_predicate @ring, :frozen?
    assert_empty @ring.instance_variables
    refute_equal @ring, Userhash::KeyRing.new(*@keys)
  end
end
