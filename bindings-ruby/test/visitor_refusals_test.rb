# frozen_string_literal: true

require_relative "test_helper"
require "pp"
require "yaml"

# Details, hashes and nonces that can't be, and what a visitor refuses and hides.
class VisitorRefusalsTest < Userhash::TestCase
  OK = { email: USER }.freeze

  def circular
    hash = { email: USER }
    hash[:self] = [hash]
    hash
  end

  def nested(levels) = Array.new(levels).inject([]) { |inner, _| [inner] }

  def test_details_that_can_be_no_json_object
    [circular, OK.merge(x: Float::NAN), OK.merge(x: [-Float::INFINITY]), OK.merge(x: "\xff"), OK.merge("\xc3" => 1), OK.merge(x: "\xff".b),
     { email: "a\xc3" }, OK.merge(x: "\xed\xa0\x80"), OK.merge(x: "\xd8\x00".dup.force_encoding("UTF-16BE")), OK.merge(x: nested(10_000)), OK.merge(x: nested(32)), OK.merge(x: "x" * 10_485_760),
     OK.merge("__proto__" => 1), OK.merge("email" => USER), ["a@b.c"], [OK], [], "text", "{}", 1, 1.5, Float::NAN, true, :symbol, Object.new].each do |details|
      assert_code("malformed_details") { key.visitor(details) }
    end
    assert_code("malformed_details") { Userhash::Visitor.with_hash(USER_HASH, []) }
    key.visitor(OK.merge(x: nested(30)))
  end

  def test_the_generators_error_is_the_cause
    error = assert_code("malformed_details") { key.visitor(circular) }
    assert_kind_of JSON::NestingError, error.cause
  end

  # What a program's own methods raise is the program's.
  def test_errors_of_the_program
    failing = Object.new
    def failing.to_json(*) = raise(IndexError, "mine")
    assert_raises(IndexError) { key.visitor(OK.merge(x: failing)) }
    assert_raises(TypeError) { key.visitor(OK.merge(x: key)) }
    assert_raises(TypeError) { key.visitor(OK.merge(x: key.visitor(OK))) }
  end

  def test_details_that_name_no_user
    [{}, { name: "Jane" }, { email: nil }, { email: 1.5 }, { email: true }, { email: ["a"] }, { email: {} }].each do |details|
      assert_code("missing_user") { key.visitor(details) }
    end
    [:id, "", "Email", "\xff"].each { |identity| assert_code("missing_user") { key.visitor(OK, identity: identity) } }
    assert_code("empty_user") { key.visitor({ email: "" }) }
  end

  def test_types
    ring = Userhash::KeyRing.new(key)
    assert_raises(TypeError) { key.visitor(nil) }
    assert_raises(TypeError) { ring.visitor(nil) }
    [nil, 1, true, [], {}].each { |identity| assert_raises(TypeError) { key.visitor(OK, identity: identity) } }
    [1, true, [], {}, :abc].each do |nonce|
      assert_raises(TypeError) { key.visitor(OK).script_tag(nonce: nonce) }
      assert_raises(TypeError) { Userhash.logout_script_tag(nonce: nonce) }
    end
    [nil, 1, :a, [USER_HASH]].each { |hash| assert_raises(TypeError) { Userhash::Visitor.with_hash(hash, OK) } }
    assert_raises(TypeError) { Userhash::Visitor.with_hash(USER_HASH, nil) }
    [-> { key.visitor }, -> { key.visitor(OK, "email") }, -> { key.visitor(OK, id: 1) }, -> { key.visitor(email: USER) },
     -> { key.visitor(OK).script_tag("abc") }, -> { key.visitor(OK).script_tag(none: 1) }, -> { Userhash::Visitor.with_hash(USER_HASH) }].each do |call|
      assert_raises(ArgumentError, &call)
    end
  end

  def test_hashes_that_are_none
    ["", "a", USER_HASH.upcase, "#{USER_HASH}0", USER_HASH.sub(/.\z/, '"'), "\0" * 64].each do |hash|
      assert_code("malformed_hash") { Userhash::Visitor.with_hash(hash, OK) }
    end
  end

  def test_nothing_is_shown
    visitor = key.visitor(OK)
    shown = [visitor.inspect, visitor.to_s, "#{visitor}", PP.singleline_pp(visitor, +"")]
    assert_equal ["#<Userhash::Visitor>"] * 4, shown
    assert_empty visitor.instance_variables
    require "objspace"
    refute_match(/#{USER}|#{USER_HASH}/, ObjectSpace.dump(visitor))
    assert_operator ObjectSpace.memsize_of(visitor), :>, 80
  end

  def test_no_copies_and_no_serializers
    visitor = key.visitor(OK)
    [-> { visitor.dup }, -> { visitor.clone }, -> { Marshal.dump(visitor) }, -> { YAML.dump(visitor) }, -> { JSON.generate([visitor]) },
     -> { visitor.to_json({}) }, -> { visitor.as_json }, -> { Kernel.instance_method(:dup).bind_call(visitor) }].each do |call|
      assert_raises(TypeError, &call)
    end
    [-> { Userhash::Visitor.new }, -> { Userhash::Visitor.allocate }, -> { Class.new(Userhash::Visitor).allocate },
     -> { Class.instance_method(:new).bind_call(Userhash::Visitor) }, -> { Marshal.load("\x04\bo:\x16Userhash::Visitor\x00") }].each do |make|
      assert_raises(NoMethodError, TypeError, ArgumentError, &make)
    end
    refute_equal visitor, key.visitor(OK)
    assert_raises(TypeError) { Userhash::Visitor.instance_method(:script).bind_call(Object.new) }
  end
end
