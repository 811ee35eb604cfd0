# frozen_string_literal: true

require_relative "test_helper"

# The hash of a user: which users there are, and what comes out.
class UserHashTest < Userhash::TestCase
  def test_what_comes_out
    hash = key.user_hash(USER)
    assert_equal USER_HASH, hash
    assert_equal Encoding::US_ASCII, hash.encoding
    refute_predicate hash, :frozen?
    refute_same hash, key.user_hash(USER)
    assert_equal "1e04eea9", key.fingerprint
  end

  def test_identities_in_many_scripts
    table = vectors("identities")
    key = key(table["secret"])
    table["cases"].each do |row|
      assert_equal row["user_hash"], key.user_hash(row["user"]), row["name"]
      assert_equal row["user_hash"], key.user_hash([row["utf8"]].pack("H*")), row["name"]
    end
  end

  def test_every_length_of_key_and_message
    derived = ->(label, length) { Array.new(length / 32 + 1) { |n| OpenSSL::Digest::SHA256.digest("#{label}:#{length}:#{n}") }.join[0, length] }
    keys = Hash.new { |made, length| made[length] = derived.call("key", length) }
    messages = Hash.new { |made, length| made[length] = derived.call("message", length) }
    vectors("boundary")["cases"].each do |row|
      secret, message = keys[row["key_length"]], messages[row["message_length"]]
      assert_equal row["tag"], Userhash::HMAC.hexdigest("sha256", secret, message)
      next if secret.empty? || message.empty?

      assert_equal row["tag"], Userhash::SecretKey.from_hex(secret.unpack1("H*")).user_hash(message)
    end
  end

  def test_integers_are_their_decimal_digits
    [0, 1, -7, 42, 2**62 - 1, 2**62, -2**64, 10**400].each do |id|
      assert_equal key.user_hash(id.to_s), key.user_hash(id)
    end
  end

  def test_integers_are_not_asked_for_their_text
    script = 'class Integer; def to_s(*) = "1"; def to_str = "1"; end; print Userhash::SecretKey.new("s3cret").user_hash(42)'
    assert_equal key("s3cret").user_hash("42"), ruby(script)
  end

  def test_users_of_wrong_types
    WRONG_TYPES.each do |wrong|
      assert_raises(TypeError) { key.user_hash(wrong) }
      assert_raises(TypeError) { key.verify(wrong, USER_HASH) }
      assert_raises(TypeError) { Userhash::KeyRing.new(key).verified_by(wrong, nil) }
    end
  end

  def test_an_empty_user
    assert_code("empty_user") { key.user_hash("") }
    [USER_HASH, nil, [], "junk"].each { |presented| assert_code("empty_user") { key.verify("", presented) } }
  end

  def test_a_user_is_its_bytes_whatever_the_encoding
    ["josé", "josé".encode("UTF-16LE"), "josé".encode("ISO-8859-1"), "\xFF\xFEx", "a\0b", "x" * 100_000].each do |user|
      assert_equal OpenSSL::HMAC.hexdigest("sha256", SECRET, user), key.user_hash(user)
    end
    refute_equal key.user_hash("a"), key.user_hash("a\0b")
    refute_equal key.user_hash("jos\u00e9"), key.user_hash("jose\u0301")
  end

  def test_a_user_may_be_an_object_with_to_str
    assert_equal USER_HASH, key.user_hash(Boxed.new(USER))
    assert key.verify(Boxed.new(USER), USER_HASH)
  end
end
