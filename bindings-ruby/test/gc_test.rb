# frozen_string_literal: true

require_relative "test_helper"

# The garbage collector at the worst moments: before every allocation, and moving what it can.
class GCTest < Userhash::TestCase
  # One of everything, errors included; returns the hashes.
  def work(number)
    text = "user #{number}"
    key = key("secret #{number}")
    ring = Userhash::KeyRing.new(key("another"), key)
    hmac = Userhash::HMAC.new(Boxed.new("secret #{number}"), "sha256") << text
    begin
      key("")
    rescue Userhash::Error => error
      raise "wrong code" unless error.code == "empty_secret"
    end
    key.inspect
    ring.inspect
    hashes = [key.user_hash(text), key.user_hash(Boxed.new(text)), hmac.dup.hexdigest, hmac.digest.unpack1("H*"),
              Userhash::HMAC.hexdigest("sha256", "secret #{number}", text)]
    hashes << hashes.first if key.verify(text, hashes.first) && ring.verified_by(text, hashes.first) == 1
    visitor = ring.visitor({ "email" => text, name: "<#{"é" * 200}>" }, identity: Boxed.new("email"))
    raise "wrong visitor" unless JSON.parse(visitor.to_json).dig("userDetails", "name").size == 202
    visitor.script_tag(nonce: Boxed.new("abc"))
    key.user_hash(2**100 + number)
    hmac.base64digest
    hashes
  end

  def assert_right(number, hashes)
    expected = OpenSSL::HMAC.hexdigest("sha256", "secret #{number}", "user #{number}")
    assert_equal [expected] * 6, hashes
  end

  def test_stress
    GC.stress = true
    results = Array.new(5) { |number| work(number) }
    GC.stress = false
    results.each_with_index { |hashes, number| assert_right(number, hashes) }
  ensure
    GC.stress = false
  end

  def test_compaction
    skip "this Ruby can't compact" unless GC.respond_to?(:verify_compaction_references)
    keys = Array.new(200) { |n| key("secret #{n}") }
    ring = Userhash::KeyRing.new(*keys)
    hmacs = Array.new(200) { |n| Userhash::HMAC.new("secret #{n}", "sha256").update(USER) }
    expected = Array.new(200) { |n| OpenSSL::HMAC.hexdigest("sha256", "secret #{n}", USER) }
    3.times do
      GC.verify_compaction_references(toward: :empty, double_heap: false)
      assert_equal(expected, keys.map { |key| key.user_hash(USER) })
      assert_equal expected, hmacs.map(&:hexdigest)
      assert_equal 199, ring.verified_by(USER, expected.last)
      assert_code("empty_secret") { key("") }
    end
  end

  def test_automatic_compaction_under_stress
    skip "this Ruby can't compact" unless GC.respond_to?(:auto_compact=)
    GC.auto_compact = true
    GC.stress = true
    hashes = work(7)
    GC.stress = false
    assert_right(7, hashes)
  ensure
    GC.stress = false
    GC.auto_compact = false if GC.respond_to?(:auto_compact=)
  end
end
