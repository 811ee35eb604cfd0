# frozen_string_literal: true

require_relative "test_helper"

# Keys in several threads, Ractors and processes at once.
class ConcurrencyTest < Userhash::TestCase
  def test_threads
    key = key()
    hashes = Array.new(8) { |n| Thread.new { Array.new(2000) { key.user_hash("user #{n}") }.uniq } }.map(&:value)
    assert_equal(Array.new(8) { |n| [OpenSSL::HMAC.hexdigest("sha256", SECRET, "user #{n}")] }, hashes)
  end

  def test_keys_and_rings_are_shareable
    assert Ractor.shareable?(key)
    assert Ractor.shareable?(Userhash::KeyRing.new(key))
    refute Ractor.shareable?(Userhash::HMAC.new(SECRET, "sha256"))
    assert Ractor.shareable?(Userhash::VERSION)
  end

  RACTORS = <<~RUBY
    Warning[:experimental] = false
    require "openssl"
    key = Userhash::SecretKey.new(ARGV[0])
    ring = Userhash::KeyRing.new(Userhash::SecretKey.new("another"), key)
    ractors = Array.new(2) do |n|
      Ractor.new(key, ring, n) do |key, ring, n|
        hashes = Array.new(20_000) { key.user_hash("user \#{n}") }.uniq
        code = begin
          Userhash::SecretKey.new(" ")
        rescue Userhash::Error => error
          error.code
        end
        hmac = Userhash::HMAC.new("k", OpenSSL::Digest.new("sha256")).update("d").hexdigest
        [hashes, ring.verified_by("user \#{n}", hashes[0]), code, hmac, key.fingerprint, key.object_id]
      end
    end
    results = ractors.map { |ractor| ractor.respond_to?(:value) ? ractor.value : ractor.take }
    expected = Array.new(2) do |n|
      [[OpenSSL::HMAC.hexdigest("sha256", ARGV[0], "user \#{n}")], 1, "empty_secret",
       OpenSSL::HMAC.hexdigest("sha256", "k", "d"), key.fingerprint, key.object_id]
    end
    print results == expected ? "the same" : results.inspect
  RUBY

  def test_two_ractors_with_one_key
    assert_equal "the same", ruby(RACTORS, SECRET)
  end

  def test_a_forked_process_has_the_key
    skip "this platform has no fork" unless Process.respond_to?(:fork)
    key = key()
    hmac = Userhash::HMAC.new(SECRET, "sha256")
    read, write = IO.pipe
    child = fork do
      write.print(key.user_hash(USER), hmac.update(USER).hexdigest)
      write.close
      exit!(0)
    end
    write.close
    assert_equal USER_HASH * 2, read.read
    assert_predicate Process.wait2(child).last, :success?
    assert_equal USER_HASH, key.user_hash(USER)
  end
end
