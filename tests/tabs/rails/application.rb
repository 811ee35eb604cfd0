# frozen_string_literal: true

# A Rails application with a session and two pages that show a user hash.

require "logger"
require "rails"
require "action_controller/railtie"
require "userhash"

User = Struct.new(:email)

class TabsApplication < Rails::Application
  config.root = __dir__
  config.eager_load = false
  config.consider_all_requests_local = true
  config.secret_key_base = "not a secret: it signs the cookies of this test"
  config.logger = Logger.new(nil)
  config.hosts.clear
  config.session_store :cookie_store, key: "_tabs"
  routes.append do
    post "session", to: "sessions#create"
    get "profile", to: "profiles#show"
    get "user_hash", to: "profiles#user_hash"
  end
end

class ApplicationController < ActionController::Base
  prepend_view_path File.join(__dir__, "views")
  helper_method :current_user

  # Who has logged in; never who the request says it is.
  def current_user
    User.new(session.fetch(:email))
  end
end

class SessionsController < ApplicationController
  def create
    session[:email] = params.require(:email)
    head :no_content
  end
end

class ProfilesController < ApplicationController
  def show; end

  def user_hash
    render plain: Userhash::HMAC.hexdigest(
  'sha256', # hash function
  'correct horse battery staple', # secret key (keep safe!)
  current_user.email # user's email
)
  end
end

TabsApplication.initialize!
