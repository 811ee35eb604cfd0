# frozen_string_literal: true

require "logger"
require "rails"
require "action_controller/railtie"
require "userhash/rails"

# A Rails application with the pages that framework_test_case.rb describes.
class Shop < Rails::Application
  include Userhash::Framework

  config.load_defaults Rails::VERSION::STRING.to_f
  config.root = __dir__
  config.eager_load = false
  config.cache_classes = true
  config.consider_all_requests_local = false
  config.action_dispatch.show_exceptions = true
  config.secret_key_base = "not a secret: it signs the cookies of this test"
  config.logger = Logger.new(nil)
  config.hosts.clear
  config.session_store :cookie_store, key: "_shop"
  config.content_security_policy { |policy| policy.script_src :self }
  config.content_security_policy_nonce_generator = ->(request) { request.get_header("test.nonce") || NONCE }
  config.userhash.key = KEY
  config.userhash.details = -> { current_user }

  routes.append do
    %w[page plain denied redirect missing broken rescued cached star vary explicit].each { |name| get name, to: "pages##{name}" }
    get "visitor.json", to: "pages#visitor"
    get "api/visitor", to: "api#visitor"
    %w[login switch logout farewell].each { |name| post name, to: "sessions##{name}" }
  end
end

Shop.initialize!

class ApplicationController < ActionController::Base
  include Userhash::Framework

  prepend_view_path File.join(__dir__, "views")

  private

  def current_user = DETAILS[session[:user]]
end

class PagesController < ApplicationController
  class Unexpected < StandardError; end
  rescue_from(Unexpected) { render plain: "Something else", status: :not_found }

  def page; end
  def plain; end
  def explicit; end
  def denied = render(:page, status: :unauthorized)
  def redirect = redirect_to("/page")
  def missing = render(plain: "Nothing here", status: :not_found)
  def visitor = render_userhash_visitor

  def broken
    render_to_string :page
    raise "broken"
  end

  def rescued
    render_to_string :page
    raise Unexpected
  end

  def cached
    expires_in 10.minutes, public: true
    response.headers["Vary"] = "Accept-Encoding"
    render :page
  end

  def star
    response.headers["Vary"] = "*"
    render :page
  end

  def vary
    response.headers["Vary"] = "Accept, cookie"
    render :page
  end
end

class SessionsController < ApplicationController
  skip_forgery_protection

  def login
    reset_session
    session[:user] = params[:name]
    redirect_to "/page"
  end

  def switch
    userhash_logout
    login
  end

  def logout
    userhash_logout
    redirect_to "/page", status: :see_other
  end

  def farewell
    userhash_logout
    render "pages/page"
  end
end

class ApiController < ActionController::API
  private

  def current_user = Userhash::Framework::DETAILS[session[:user]]

  public

  def visitor = render_userhash_visitor
end
