# frozen_string_literal: true

require_relative "test_helper"
require "pp"
require "yaml"

# Keys and rings show their fingerprints, and nothing takes them out of the process.
class RedactionTest < Userhash::TestCase
  CANARY = "canary-\u{1F424}-that-nobody-may-see"

  def setup
    @key = key(CANARY)
    @ring = Userhash::KeyRing.new(@key, key)
    @hmac = Userhash::HMAC.new(CANARY, "sha256")
  end

  def test_what_is_printed
    shown = "#<Userhash::SecretKey(fingerprint=#{@key.fingerprint})>"
    assert_equal shown, @key.inspect
    assert_equal shown, @key.to_s
    assert_equal shown, "#{@key}"
    assert_equal shown, PP.singleline_pp(@key, +"")
    assert_equal "#<Userhash::KeyRing(fingerprints=[#{@key.fingerprint}, 1e04eea9])>", @ring.inspect
    assert_equal @ring.inspect, @ring.to_s
    assert_equal "#<Userhash::HMAC>", @hmac.inspect
  end

  def test_no_copies
    [@key, @ring].each do |object|
      [-> { object.dup }, -> { object.clone }, -> { object.clone(freeze: false) },
       -> { Kernel.instance_method(:dup).bind_call(object) }, -> { Kernel.instance_method(:clone).bind_call(object) }].each do |copy|
        assert_raises(TypeError, &copy)
      end
    end
  end

  def test_no_serializers
    [@key, @ring].each do |object|
      [-> { Marshal.dump(object) }, -> { YAML.dump(object) }, -> { JSON.generate([object]) }, -> { object.to_json },
       -> { object.as_json }].each do |dump|
        error = assert_raises(TypeError, &dump)
        assert_match(/#{object.class} can't be serialized/, error.message)
      end
    end
    assert_raises(TypeError) { Marshal.dump(@hmac) }
    assert_equal "--- !ruby/object:Userhash::HMAC {}\n", YAML.dump(@hmac)
  end

  def test_nothing_makes_an_object_without_a_key
    [Userhash::SecretKey, Userhash::KeyRing].each do |klass|
      [-> { klass.allocate }, -> { Class.new(klass).allocate }, -> { Class.instance_method(:new).bind_call(klass, SECRET) },
       -> { Marshal.load("\x04\bo:#{(klass.name.size + 5).chr}#{klass.name}\x00") },
       -> { Marshal.load("\x04\bU:#{(klass.name.size + 5).chr}#{klass.name}i\x00") },
       -> { YAML.unsafe_load("--- !ruby/object:#{klass.name} {}\n") }].each do |make|
        assert_raises(TypeError, ArgumentError, &make)
      end
    end
    assert_raises(TypeError) { Userhash::SecretKey.instance_method(:user_hash).bind_call(Object.new, USER) }
  end

  # The canary is in no output and no message, whatever is done with objects that hold it.
  def test_a_canary_secret_is_seen_nowhere
    failures = [-> { key("#{CANARY} ") }, -> { key("<#{CANARY}>") }, -> { Userhash::KeyRing.new(CANARY) },
                -> { Userhash::SecretKey.from_hex(CANARY) }, -> { Userhash::SecretKey.from_base64(CANARY) },
                -> { @key.user_hash("") }, -> { @key.verify(nil, CANARY) }, -> { @key.user_hash },
                -> { Marshal.dump(@key) }, -> { @key.dup }, -> { @key.no_such_method }, -> { @hmac.no_such_method },
                -> { Userhash::HMAC.new("sha256", CANARY) }, -> { Userhash::HMAC.hexdigest(CANARY, "sha256", USER) },
                -> { Userhash::HMAC.digest([CANARY], "sha256", USER) },
                -> { Userhash.fixed_length_secure_compare(CANARY, "a") }]
    seen = failures.map do |failure|
      error = assert_raises(StandardError, &failure)
      [error.message, error.inspect, error.full_message]
    end
    seen << [@key, @ring, @hmac].map { |object| [object.inspect, PP.pp(object, +""), object.instance_variables.inspect] }
    text = seen.flatten.join("\n").b
    # The backtrace quotes this file's lines, which name the constant and not its value.
    refute_includes text, CANARY.b
    refute_includes text, "canary-"
    refute_includes text, @hmac.hexdigest
    assert_operator text.size, :>, 1000
  end

  def test_object_space_shows_sizes_only
    require "objspace"
    assert_operator ObjectSpace.memsize_of(@key), :>=, 128
    assert_operator ObjectSpace.memsize_of(@ring), :>=, 256
    dumped = ObjectSpace.dump(@key) + ObjectSpace.dump(@ring)
    refute_includes dumped, "canary"
  end
end
