# frozen_string_literal: true

require_relative "test_helper"

# sig/userhash.rbs: valid, complete, and what the methods really take and give.
class SignaturesTest < Userhash::TestCase
  SIGNATURES = File.join(PACKAGE, "sig")
  CLASSES = [Userhash::Error, Userhash::SecretKey, Userhash::KeyRing, Userhash::Visitor, Userhash::HMAC].freeze

  def setup
    require "rbs"
    require "rbs/cli"
  rescue LoadError
    skip "the gem rbs is not installed"
  end

  def builder
    loader = RBS::EnvironmentLoader.new
    loader.add(path: Pathname(SIGNATURES))
    RBS::DefinitionBuilder.new(env: RBS::Environment.from_loader(loader).resolve_type_names)
  end

  def own_methods(definition)
    definition.methods.select { |_, method| method.defs.any? { |type| type.implemented_in == definition.type_name } }.keys
  end

  def test_they_are_valid
    script = 'require "rbs"; require "rbs/cli"; RBS::CLI.new(stdout: $stdout, stderr: $stderr).run(ARGV)'
    output = ruby(script, "-I", SIGNATURES, "validate", "--silent")
    assert_empty output
  end

  def test_they_name_the_methods_that_there_are
    builder = builder()
    [Userhash, *CLASSES].each do |owner|
      name = RBS::TypeName.new(name: owner.name.split("::").last.to_sym,
                               namespace: RBS::Namespace.parse("::#{owner.name[/.*::/]}"))
      instance = own_methods(builder.build_instance(name))
      instance -= [:initialize] unless owner.private_instance_methods(false).include?(:initialize)
      there_are = owner.instance_methods(false) + owner.private_instance_methods(false)
      assert_equal there_are.sort, instance.sort, owner.name
      singleton = own_methods(builder.build_singleton(name))
      # `new` is listed twice: it is made from `initialize` where that is what is written.
      singleton -= [:new] unless owner.singleton_methods(false).include?(:new)
      assert_equal owner.singleton_methods(false).sort, singleton.sort, owner.name
    end
  end

  # RBS wraps the methods and checks each call's arguments and result against the signatures.
  CHECKED = <<~'RUBY'
    require "openssl"
    require "pathname"
    require "rbs"
    require "rbs/test"
    RBS.logger_level = Logger::ERROR
    loader = RBS::EnvironmentLoader.new
    loader.add(path: Pathname(ARGV[0]))
    tester = RBS::Test::Tester.new(env: RBS::Environment.from_loader(loader).resolve_type_names)
    [Userhash, Userhash::Error, Userhash::SecretKey, Userhash::KeyRing, Userhash::Visitor, Userhash::HMAC].each do |owner|
      tester.install!(owner, sample_size: nil, unchecked_classes: [])
    end
    class Boxed
      def to_str = "boxed text"
    end
    ENV["USERHASH_RUBY_TEST"] = "in the environment"
    keys = [Userhash::SecretKey.new("a secret"), Userhash::SecretKey.new(Boxed.new),
            Userhash::SecretKey.from_env("USERHASH_RUBY_TEST"), Userhash::SecretKey.from_file(ARGV[1]),
            Userhash::SecretKey.from_file(Pathname(ARGV[1])),
            Userhash::SecretKey.from_hex("00"), Userhash::SecretKey.from_base64("AA==")]
    [*keys, Userhash::KeyRing.new(*keys)].each do |key|
      ["a@b.c", 42, 2**80, Boxed.new].each { |user| key.verify(user, key.user_hash(user)) }
      key.verify("a@b.c", nil)
      key.inspect + key.to_s
    end
    ring = Userhash::KeyRing.new(keys[0])
    [ring.verified_by("a", ring.user_hash("a")), ring.verified_by("a", [])]
    keys[0].fingerprint
    visitors = [keys[0].visitor({ email: "a" }), ring.visitor({ "id" => 42 }, identity: :id),
                Userhash::Visitor.with_hash("a" * 64, { name: nil })]
    visitors.each do |visitor|
      %i[user_hash script csp_hash data_tag to_json login_call switch_call inspect to_s script_tag].each { |name| visitor.public_send(name) }
      [visitor.script_tag(nonce: "abc"), visitor.script_tag(nonce: nil)]
    end
    %i[logout_call logout_script_tag logout_csp_hash logout_data_tag loader headers].each { |name| Userhash.public_send(name) }
    Userhash.logout_script_tag(nonce: Boxed.new) rescue Userhash::Error
    hmac = Userhash::HMAC.new("k", OpenSSL::Digest.new("sha256")) << "a"
    [hmac.update("b").dup == hmac, hmac.digest, hmac.hexdigest, hmac.to_s, hmac.base64digest, hmac.reset, hmac.inspect]
    %i[digest hexdigest base64digest].each { |name| Userhash::HMAC.public_send(name, "sha256", "k", Boxed.new) }
    Userhash.secure_compare("a", "b")
    begin
      Userhash::SecretKey.new("")
    rescue Userhash::Error => error
      [error.code, error.number]
    end
    Userhash::Error.new("a program's").code
    print "as written; "
    begin
      keys[0].user_hash(1.5)
    rescue RBS::Test::Tester::TypeError
      print "not as written"
    end
  RUBY

  def test_the_methods_take_and_give_what_they_say
    Tempfile.create("secret") do |file|
      file.write("in a file")
      file.flush
      assert_equal "as written; not as written", ruby(CHECKED, SIGNATURES, file.path)
    end
  end
end
