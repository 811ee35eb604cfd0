# frozen_string_literal: true

require_relative "../test_helper"

# The snippets of README.md for frameworks, as they are there: each in a process of its own, because it defines an
# application.
class SnippetsTest < Userhash::TestCase
  SNIPPETS = File.join(__dir__, "snippets")
  JANE = { "email" => USER, "name" => "Jane" }.freeze

  # Walks one visitor through the application. The block logs her in.
  WALK = <<~'RUBY'
    require "json"
    require "logger"
    require "rack/test"
    JANE = JSON.parse(ARGV[0])
    SNIPPETS = ARGV[1]

    def walk(app)
      browser = Rack::Test::Session.new(app)
      steps = [-> { browser.get("/") }, -> { yield(browser) && browser.get("/") }, -> { browser.post("/logout") }, -> { browser.get("/") }]
      print JSON.generate(steps.map { |step| step.call && (answer = browser.last_response) && [answer.status, answer["Cache-Control"], answer.body] })
    end
  RUBY

  def assert_walk(script)
    environment = { "SESSION_SECRET" => "x" * 64, "USERHASH_SECRET_KEY" => SECRET, "RUBYOPT" => "-W0", "RACK_ENV" => "production" }
    guest, user, logout, after = JSON.parse(ruby(WALK + script, JSON.generate(JANE), SNIPPETS, environment: environment))
    assert_includes guest[2], "<title>Shop</title>"
    refute_includes guest[2], "<script"
    assert_equal [200, "private, no-store"], user.first(2)
    assert_equal guest[2], user[2].sub(key.visitor(JANE).script_tag, "")
    refute_equal guest[2], user[2]
    assert_equal 303, logout[0]
    assert_equal [200, "private, no-store"], after.first(2)
    assert_equal guest[2], after[2].sub(Userhash.logout_script_tag, "")
    refute_equal guest[2], after[2]
  end

  def test_rack
    assert_walk(<<~'RUBY')
      # The application has no login, but this one makes a cookie of the same session.
      login = Rack::Session::Cookie.new(->(env) { env["rack.session"]["user"] = JANE and [200, {}, []] }, secret: ENV["SESSION_SECRET"])
      app, = Rack::Builder.parse_file(File.join(SNIPPETS, "config.ru"))
      walk(app) { |browser| browser.set_cookie(Rack::MockRequest.new(login).get("/")["Set-Cookie"]) }
    RUBY
  end

  def test_sinatra
    assert_walk(<<~'RUBY')
      require File.join(SNIPPETS, "sinatra_app")
      Shop.get("/login") { session[:user] = JANE and "" }
      Shop.set :host_authorization, permitted_hosts: []
      walk(Shop) { |browser| browser.get("/login") }
    RUBY
  end

  def test_rails
    assert_walk(<<~'RUBY')
      require "rails"
      require "action_controller/railtie"
      require "userhash/rails"

      User = Struct.new(:id, :email, :name) do
        def self.find_by(**) = new(1, *JANE.values)
        def authenticate(password) = (self if password == "demo")
      end

      class Shop < Rails::Application
        config.root = SNIPPETS
        config.eager_load = false
        config.cache_classes = true
        config.logger = Logger.new(nil)
        config.secret_key_base = "not a secret"
        config.action_controller.allow_forgery_protection = false
        routes.append do
          root to: "pages#show"
          post "login", to: "sessions#create"
          post "logout", to: "sessions#destroy"
        end
      end
      load File.join(SNIPPETS, "rails_initializer.rb")
      Shop.initialize!

      class ApplicationController < ActionController::Base
        private

        def current_user = session[:user_id] && User.find_by(id: session[:user_id])
      end
      class PagesController < ApplicationController
        def show = render(inline: File.read(File.join(SNIPPETS, "rails_layout.html.erb")))
      end
      load File.join(SNIPPETS, "rails_controller.rb")
      walk(Shop) { |browser| browser.post("/login", { email: JANE["email"], password: "demo" }) }
    RUBY
  end
end
