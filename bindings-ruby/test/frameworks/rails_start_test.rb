# frozen_string_literal: true

require_relative "../test_helper"
require "fileutils"
require "tmpdir"

# How a Rails application starts, or doesn't: each in a process and a folder of its own.
class RailsStartTest < Userhash::TestCase
  SCRIPT = <<~'RUBY'
    require "logger"
    require "rails"
    require "action_controller/railtie"
    require "active_support/encrypted_configuration"
    require "userhash/rails"

    if (yaml = ENV["CREDENTIALS"])
      File.write("config/master.key", ActiveSupport::EncryptedConfiguration.generate_key)
      ActiveSupport::EncryptedConfiguration.new(config_path: "config/credentials.yml.enc", key_path: "config/master.key",
                                                env_key: "NONE", raise_if_missing_key: true).write(yaml)
    end

    class Shop < Rails::Application
      config.root = Dir.pwd
      config.eager_load = false
      config.secret_key_base = "not a secret"
      config.logger = Logger.new(nil)
    end

    begin
      Shop.initialize!
      settings = Userhash::Rails::Railtie.settings
      print "started ", settings&.key.inspect, " ", settings&.identity
      print " and accepts the previous" if settings && settings.key.verify("a", Userhash::SecretKey.new("last year's").user_hash("a"))
    rescue StandardError => error
      print error.class, " ", error.message, (" " + error.code if error.is_a?(Userhash::Error))
    end
  RUBY
  DETAILS = "Rails.application.config.userhash.details = -> { nil }"
  KEY = "Rails.application.config.userhash.key ="

  # What the application says that has this initializer and these credentials.
  def start(initializer = DETAILS, credentials: nil, environment: {})
    Dir.mktmpdir do |folder|
      FileUtils.mkdir_p(File.join(folder, "config", "initializers"))
      File.write(File.join(folder, "config", "initializers", "userhash.rb"), initializer)
      environment = { "CREDENTIALS" => credentials, "RUBYOPT" => "-W0", **environment }
      output, status = Open3.capture2e(environment, RbConfig.ruby, "-I", File.join(PACKAGE, "lib"), "-e", SCRIPT, chdir: folder)
      assert_predicate status, :success?, output
      output
    end
  end

  def test_the_key_of_an_initializer
    fingerprint = key.fingerprint
    assert_equal "started #<Userhash::SecretKey(fingerprint=#{fingerprint})> id",
                 start("#{DETAILS}\n#{KEY} Userhash::SecretKey.new('#{SECRET}')\nRails.application.config.userhash.identity = 'id'")
  end

  def test_the_keys_of_the_credentials
    ring = Userhash::KeyRing.new(key).inspect
    assert_equal "started #{ring} email", start(credentials: "userhash:\n  secret_key: #{SECRET}\n")
    both = "userhash:\n  secret_key: #{SECRET}\n  previous_secret_keys: [\"last year's\"]\n"
    assert_match(/\Astarted #<Userhash::KeyRing.* email and accepts the previous\z/, start(credentials: both))
  end

  def test_keys_that_are_refused
    { "changeme" => "placeholder_secret", "''" => "empty_secret" }.each do |secret, code|
      assert_match(/\AUserhash::Error .* #{code}\z/, start(credentials: "userhash:\n  secret_key: #{secret}\n"))
    end
    assert_match(/\ATypeError /, start(credentials: "userhash:\n  secret_key: 42\n"))
    told = start("#{DETAILS}\n#{KEY} '#{SECRET}'")
    assert_match(/\ATypeError .*key: must be/, told)
    refute_includes told, SECRET
    [nil, "userhash: {}\n"].each do |credentials|
      assert_match(/\AArgumentError .*config\.userhash\.key, or userhash\.secret_key/, start(credentials: credentials))
    end
  end

  def test_details_have_to_be_set
    key = "#{KEY} Userhash::SecretKey.new('#{SECRET}')"
    [key, "#{key}\nRails.application.config.userhash.details = { email: 'a' }"].each do |initializer|
      assert_match(/\ATypeError .*details: must be callable/, start(initializer))
    end
  end

  # Rails' images build their assets without credentials.
  def test_a_build_of_assets_needs_no_key
    assert_equal "started nil ", start("", environment: { "SECRET_KEY_BASE_DUMMY" => "1" })
  end
end
