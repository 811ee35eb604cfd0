# frozen_string_literal: true

require_relative "framework_test_case"
require "userhash/sinatra"

# sig/frameworks.rbs: what there is, and what the methods really take and give.
class FrameworkSignaturesTest < Userhash::TestCase
  SIGNATURES = File.join(PACKAGE, "sig")
  OWNERS = [Userhash::Settings, Userhash::Page, Userhash::Rack, Userhash::Sinatra, Userhash::Sinatra::Helpers].freeze

  def setup
    require "rbs"
  rescue LoadError
    skip "the gem rbs is not installed"
  end

  def names(definition)
    definition.methods.select { |_, method| method.defs.any? { |type| type.implemented_in == definition.type_name } }.keys
  end

  # The methods of a class or module that need not be loaded here.
  def assert_names(builder, owner, there_are, of_the_class)
    name = RBS::TypeName.new(name: owner.split("::").last.to_sym, namespace: RBS::Namespace.parse("::#{owner[/.*::/]}"))
    assert_equal there_are.map(&:to_sym).sort, names(builder.build_instance(name)).sort, owner
    assert_equal of_the_class.map(&:to_sym).sort, (names(builder.build_singleton(name)) - [:new]).sort, owner
  end

  def test_they_name_the_methods_that_there_are
    loader = RBS::EnvironmentLoader.new
    loader.add(path: Pathname(SIGNATURES))
    builder = RBS::DefinitionBuilder.new(env: RBS::Environment.from_loader(loader).resolve_type_names)
    OWNERS.each do |owner|
      assert_names(builder, owner.name, owner.instance_methods(false) + owner.private_instance_methods(false), owner.singleton_methods(false))
    end
    # Rails itself stays out of this process.
    script = <<~RUBY
      require "userhash/rails"
      [Userhash::Rails::Controller, Userhash::Rails::Railtie].each do |owner|
        puts (owner.instance_methods(false) + owner.private_instance_methods(false)).join(" ")
        puts (owner.singleton_methods(false) + owner.singleton_class.private_instance_methods(false)).join(" ")
      end
    RUBY
    controller, of_controllers, railtie, of_railties = ruby(script, environment: { "RUBYOPT" => "-W0" }).lines.map(&:split)
    assert_names(builder, "Userhash::Rails::Controller", controller, of_controllers)
    assert_names(builder, "Userhash::Rails::Railtie", railtie, of_railties)
  end

  CHECKED = <<~'RUBY'
    require "pathname"
    require "userhash/rack"
    require "rbs"
    require "rbs/test"
    RBS.logger_level = Logger::ERROR
    loader = RBS::EnvironmentLoader.new
    loader.add(path: Pathname(ARGV[0]))
    tester = RBS::Test::Tester.new(env: RBS::Environment.from_loader(loader).resolve_type_names)
    [Userhash::Settings, Userhash::Page, Userhash::Rack].each { |owner| tester.install!(owner, sample_size: nil, unchecked_classes: []) }
    key = Userhash::SecretKey.new("k")
    [{ email: "a" }, nil, false].each do |details|
      settings = Userhash::Settings.new(key: Userhash::KeyRing.new(key), details: ->(_) { details })
      application = lambda do |env|
        page = env["userhash"].from(self)
        [page.tag, page.tag(nonce: "abc"), page.visitor, page.json, page.logout, page.tag(nonce: nil), page.withdraw, page.inspect]
        [200, {}, []]
      end
      environment = { "HTTP_COOKIE" => "userhash_logout=1" }
      Userhash::Rack.new(application, settings).call(Rack::MockRequest.env_for("/", environment))
      Userhash::Rack.new(application, key: key, details: ->(_) { details }, identity: :email).call(Rack::MockRequest.env_for("/"))
    end
    print "as written; "
    begin
      Userhash::Page.new(nil, {})
    rescue RBS::Test::Tester::TypeError
      print "not as written"
    end
  RUBY

  def test_the_methods_take_and_give_what_they_say
    assert_equal "as written; not as written", ruby(CHECKED, SIGNATURES)
  end
end
