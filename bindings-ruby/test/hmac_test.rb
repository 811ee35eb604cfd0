# frozen_string_literal: true

require_relative "test_helper"

# Userhash::HMAC against OpenSSL::HMAC: the same results, classes and errors, call by call.
class HMACTest < Userhash::TestCase
  BOTH = [Userhash::HMAC, OpenSSL::HMAC].freeze

  def hmac(key = SECRET, digest = "sha256") = Userhash::HMAC.new(key, digest)

  # What a call gives on both, where it has to be the same: the result, or the error's class.
  def assert_same_on_both(message = nil)
    ours, theirs = BOTH.map do |host|
      result = yield host
      result.is_a?(String) ? [result, result.encoding] : result
    rescue StandardError => error
      error.class
    end
    assert_equal theirs, ours, message
  end

  def test_published_cases
    vectors("rfc4231")["cases"].each do |row|
      key, message = [row["key"], row["message"]].map { |hex| [hex].pack("H*") }
      assert_equal row["tag"], Userhash::HMAC.hexdigest("sha256", key, message)[0, row["tag"].size], "case #{row["case"]}"
    end
  end

  def test_the_same_methods
    assert_empty OpenSSL::HMAC.singleton_methods(false) - Userhash::HMAC.singleton_methods(false)
    assert_empty OpenSSL::HMAC.instance_methods(false) - Userhash::HMAC.instance_methods(false)
    %i[digest hexdigest base64digest].each do |name|
      assert_equal OpenSSL::HMAC.method(name).arity, Userhash::HMAC.method(name).arity
    end
  end

  def test_class_methods
    keys = ["", "k", SECRET, "k" * 64, "k" * 65, "k" * 1000, "\0", "clé", "clé".encode("UTF-16LE"), Boxed.new("k")]
    data = ["", "d", USER, "\0", "é".encode("UTF-16LE"), "\xFF", "d" * 100_000, Boxed.new("d")]
    %i[digest hexdigest base64digest].product(keys, data) do |name, key, message|
      assert_same_on_both([name, key, message].inspect) { |host| host.public_send(name, "sha256", key, message) }
    end
  end

  def test_digests_that_both_take
    ["sha256", "SHA256", "Sha256", "SHA-256", "sha2-256", OpenSSL::Digest.new("sha256"), OpenSSL::Digest::SHA256.new,
     Class.new(OpenSSL::Digest::SHA256).new].each do |digest|
      assert_same_on_both(digest.inspect) { |host| host.hexdigest(digest, "k", "d") }
      assert_same_on_both(digest.inspect) { |host| host.new("k", digest).update("d").hexdigest }
    end
  end

  def test_digests_that_both_refuse
    ["", "nope", "sha 256", "sha256 ", "sha256\0", nil, :sha256, 256, [], OpenSSL::Digest, OpenSSL::Digest::SHA256,
     Digest::SHA256.new, Boxed.new("sha256")].each do |digest|
      assert_same_on_both(digest.inspect) { |host| host.hexdigest(digest, "k", "d") }
      assert_same_on_both(digest.inspect) { |host| host.new("k", digest) }
    end
  end

  def test_only_sha256_is_offered
    ["md5", "sha1", "SHA512", "sha3-256", OpenSSL::Digest.new("sha1")].each do |digest|
      error = assert_raises(RuntimeError) { Userhash::HMAC.hexdigest(digest, "k", "d") }
      assert_instance_of RuntimeError, error
      assert_match(/\AUnsupported digest algorithm.*offers SHA-256/, error.message)
    end
  end

  def test_without_openssl
    script = 'print Userhash::HMAC.hexdigest("sha256", "k", "d"), defined?(OpenSSL).inspect
              begin; Userhash::HMAC.new("k", Object.new); rescue TypeError; print "refused"; end'
    assert_equal "#{OpenSSL::HMAC.hexdigest("sha256", "k", "d")}nilrefused", ruby(script)
  end

  def test_wrong_types
    [nil, true, 1, 1.5, :symbol, [], {}, Object.new].each do |wrong|
      assert_same_on_both { |host| host.hexdigest("sha256", wrong, "d") }
      assert_same_on_both { |host| host.hexdigest("sha256", "k", wrong) }
      assert_same_on_both { |host| host.new(wrong, "sha256") }
      assert_same_on_both { |host| host.new("k", "sha256") << wrong }
    end
    assert_same_on_both { |host| host.hexdigest("sha256", "k") }
    assert_same_on_both { |host| host.new("k") }
  end

  def test_streaming
    steps = [
      ->(h) { h.digest }, ->(h) { h.hexdigest }, ->(h) { h.to_s }, ->(h) { h.base64digest },
      ->(h) { (h << "a" << "b").hexdigest }, ->(h) { h.update("ab").hexdigest }, ->(h) { "#{h.update("a")}" },
      ->(h) { h.hexdigest.then { h.update("more").hexdigest } }, ->(h) { h.update("a").reset.update("b").hexdigest },
      ->(h) { h.reset.equal?(h) }, ->(h) { h.update("a").equal?(h) }, ->(h) { (h << "a").equal?(h) },
      ->(h) { h.update("x" * 70).update("").update("y" * 130).hexdigest }
    ]
    steps.each_with_index do |step, index|
      assert_same_on_both("step #{index}") { |host| step.call(host.new(SECRET, "sha256")) }
    end
  end

  def test_copies_go_their_own_way
    %i[dup clone].each do |copy|
      BOTH.each do |host|
        original = host.new(SECRET, "sha256").update("a")
        fork = original.public_send(copy).update("b")
        original.update("c")
        assert_equal OpenSSL::HMAC.hexdigest("sha256", SECRET, "ac"), original.hexdigest
        assert_equal OpenSSL::HMAC.hexdigest("sha256", SECRET, "ab"), fork.hexdigest
      end
    end
    assert_raises(TypeError) { hmac.send(:initialize_copy, Object.new) }
    itself = hmac.update("a")
    assert_equal itself.hexdigest, itself.send(:initialize_copy, itself).hexdigest
  end

  def test_starting_again
    again = hmac("another").update("forgotten").tap { |hmac| hmac.send(:initialize, SECRET, "sha256") }
    assert_equal USER_HASH, again.update(USER).hexdigest
  end

  def test_equality
    assert_equal hmac.update("a"), hmac.update("a")
    refute_equal hmac.update("a"), hmac.update("b")
    refute_equal hmac, hmac("another")
    [hmac.hexdigest, hmac.digest, nil, 1, Object.new, OpenSSL::HMAC.new(SECRET, "sha256")].each { |other| refute_equal hmac, other }
  end

  def test_a_frozen_object_only_answers
    frozen = hmac.update(USER).freeze
    assert_equal USER_HASH, frozen.hexdigest
    [-> { frozen.update("a") }, -> { frozen << "a" }, -> { frozen.reset }, -> { frozen.send(:initialize, "k", "sha256") },
     -> { frozen.send(:initialize_copy, hmac) }].each { |change| assert_raises(FrozenError, &change) }
    assert_equal USER_HASH, frozen.hexdigest
    assert_equal USER_HASH, frozen.clone.hexdigest
    refute_equal USER_HASH, frozen.dup.update("a").hexdigest
  end

  def test_an_object_that_was_never_initialized
    blank = Userhash::HMAC.allocate
    [-> { blank.update("a") }, -> { blank.digest }, -> { blank.hexdigest }, -> { blank.base64digest }, -> { blank.to_s },
     -> { blank.reset }, -> { blank.dup }, -> { blank == hmac }, -> { hmac == blank }]
      .each { |use| assert_code("empty_secret", &use) }
    assert_equal "#<Userhash::HMAC>", blank.inspect
    failed = Class.new(Userhash::HMAC) { def initialize = nil }.new
    assert_code("empty_secret") { failed.hexdigest }
  end

  def test_subclasses
    subclass = Class.new(Userhash::HMAC)
    assert_instance_of subclass, subclass.new(SECRET, "sha256").update("a").dup
    assert_equal USER_HASH, subclass.hexdigest("sha256", SECRET, USER)
  end
end
