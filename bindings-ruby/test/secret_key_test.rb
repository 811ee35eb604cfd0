# frozen_string_literal: true

require_relative "test_helper"

# Which secret keys are taken, refused, and made into which hash.
class SecretKeyTest < Userhash::TestCase
  CONSTRUCTORS = { "new" => :new, "hex" => :from_hex, "base64" => :from_base64 }.freeze

  def load(row)
    Userhash::SecretKey.public_send(CONSTRUCTORS.fetch(row["constructor"]), value(row["secret"]))
  end

  def test_refused_secrets
    rows = vectors("secret_keys")["refused"]
    assert_operator rows.size, :>, 50
    rows.each { |row| assert_code(row["code"]) { load(row) } }
  end

  def test_accepted_secrets
    table = vectors("secret_keys")
    table["accepted"].each do |row|
      key = load(row)
      assert_equal row["fingerprint"], key.fingerprint, row["name"]
      assert_equal row["user_hash"], key.user_hash(value(table["user"])), row["name"]
    end
  end

  def test_secrets_of_wrong_types
    (WRONG_TYPES + [42, 2**70]).each do |wrong|
      %i[new from_env from_file from_hex from_base64].each do |constructor|
        call = -> { Userhash::SecretKey.public_send(constructor, wrong) }
        assert_raises(TypeError, "#{constructor}(#{wrong.inspect})", &call)
      end
    end
    assert_raises(ArgumentError) { Userhash::SecretKey.new }
    assert_raises(ArgumentError) { Userhash::SecretKey.new(SECRET, SECRET) }
  end

  def test_a_secret_is_its_bytes_whatever_the_encoding
    text = "schlüssel-\u{1F511}"
    wide = text.encode("UTF-16LE")
    broken = "key\xFF\xFE".dup
    [text, text.b, text.dup.force_encoding("US-ASCII"), wide, broken, broken.b].each do |secret|
      before = [secret.encoding, secret.bytes]
      expected = OpenSSL::HMAC.hexdigest("sha256", secret, USER)
      assert_equal expected, key(secret).user_hash(USER)
      assert_equal before, [secret.encoding, secret.bytes]
    end
  end

  def test_a_secret_may_be_an_object_with_to_str
    assert_equal USER_HASH, key(Boxed.new(SECRET)).user_hash(USER)
    assert_raises(TypeError) { key(Boxed.new(42)) }
    error = assert_raises(RuntimeError) { key(Class.new { def to_str = raise("mine") }.new) }
    assert_equal "mine", error.message
  end

  def test_a_key_forgets_the_callers_string
    secret = SECRET.dup
    key = key(secret)
    secret.replace("something else")
    assert_equal USER_HASH, key.user_hash(USER)
  end

  def test_identity_is_equality
    one = key
    other = key
    refute_equal one, other
    refute one.eql?(other)
    assert_equal one, one
    assert_equal 2, { one => 1, other => 2 }.size
  end

  def test_keys_are_frozen_and_have_nothing_to_see
    assert_predicate key, :frozen?
    assert_empty key.instance_variables
    assert_raises(FrozenError) { key.instance_variable_set(:@a, 1) }
    assert_raises(FrozenError, TypeError) { key.define_singleton_method(:a) { 1 } }
  end

  def test_subclasses
    subclass = Class.new(Userhash::SecretKey)
    assert_instance_of subclass, subclass.new(SECRET)
    assert_equal USER_HASH, subclass.from_hex(SECRET.unpack1("H*")).user_hash(USER)
  end
end
