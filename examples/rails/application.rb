# frozen_string_literal: true

# A Rails application in one file: people log in, and the chat widget on the page knows who they are.

require "action_controller/railtie"
require "puma"
require "puma/server"
require "securerandom"
require "userhash/rails"

WIDGET_URL = ENV.fetch("WIDGET_URL", "http://127.0.0.1:9000/widget.js")
WIDGET_APP = ENV.fetch("WIDGET_APP", "rails")

User = Struct.new(:email, :name)
USERS = [
  User.new("ada@example.com", "Ada Lovelace"),
  User.new("grace@example.com", "Grace Hopper"),
  User.new("eve@example.com", "Eve </script><script>alert(1)</script>")
].freeze

class Application < Rails::Application
  config.load_defaults Rails::VERSION::STRING.to_f
  config.root = __dir__
  config.eager_load = false
  config.cache_classes = true
  config.consider_all_requests_local = false
  config.logger = Logger.new($stderr)
  config.log_level = :warn
  config.filter_parameters += [:password]
  config.secret_key_base = ENV.fetch("SECRET_KEY_BASE") { SecureRandom.hex(64) }
  config.session_store :cookie_store, key: "rails_session"
  # The demo page shows the application in a frame.
  config.action_dispatch.default_headers.delete("X-Frame-Options")

  # The key of the widget's vendor, and what the widget is told about who is logged in.
  config.userhash.key = Userhash::SecretKey.from_env("USERHASH_SECRET_KEY")
  config.userhash.details = -> { current_user && { email: current_user.email, name: current_user.name } }

  # Every script needs the nonce of its response; `userhash_visitor_tag` puts it into its own.
  config.content_security_policy_nonce_generator = ->(_request) { SecureRandom.base64(16) }
  config.content_security_policy_nonce_directives = []
  config.content_security_policy do |policy|
    nonce = -> { "'nonce-#{content_security_policy_nonce}'" }
    policy.default_src :self
    policy.script_src nonce
    policy.style_src nonce
    policy.connect_src :self, WIDGET_URL[%r{\A\w+://[^/]+}]
    policy.img_src :self, :data
    policy.base_uri :none
    policy.object_src :none
  end

  routes.append do
    root to: "visitors#page"
    post "login", to: "visitors#login"
    post "logout", to: "visitors#logout"
    get "visitor.json", to: "visitors#visitor"
  end
end
Application.initialize!

class VisitorsController < ActionController::Base
  protect_from_forgery with: :exception
  rescue_from(ActionController::InvalidAuthenticityToken) { show_error "This form was out of date. Please send it again.", 422 }
  helper_method :current_user

  def page
    render inline: PAGE
  end

  def login
    user = USERS.find { |one| one.email == params[:email] }
    unless user && Userhash.secure_compare("demo", params[:password].to_s)
      return show_error "Wrong e-mail address or password.", 401
    end
    # Somebody else's visit ends before this one begins. Either way, the session gets a new id.
    current_user ? userhash_logout : reset_session
    session[:email] = user.email
    redirect_to "/", status: :see_other
  end

  def logout
    userhash_logout
    redirect_to "/", status: :see_other
  end

  def visitor
    render_userhash_visitor
  end

  private

  def show_error(message, status)
    @error = message
    render inline: PAGE, status: status
  end

  # Who the session says it is, and never what the request says.
  def current_user
    USERS.find { |user| user.email == session[:email] }
  end
end

PAGE = <<~'ERB'
  <!DOCTYPE html>
  <html lang="en">
  <head>
  <meta charset="utf-8">
  <title>rails</title>
  <%= userhash_visitor_tag %>
  <%= tag.script(src: WIDGET_URL, data: { app: WIDGET_APP }, nonce: content_security_policy_nonce, async: true) %>
  <style nonce="<%= content_security_policy_nonce %>">body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem;color:#1c2430}input,button{font:inherit;padding:.4rem .6rem;margin:.2rem 0}#error{color:#b3261e}</style>
  </head>
  <body>
  <h1>rails</h1>
  <p id="who"><%= current_user ? "#{current_user.name} <#{current_user.email}>" : "guest" %></p>
  <% if @error %><p id="error"><%= @error %></p><% end %>
  <%= form_tag("/login", id: "login") do %>
  <input name="email" type="email" placeholder="ada@example.com" aria-label="E-mail" required>
  <input name="password" type="password" placeholder="demo" aria-label="Password" required>
  <button>Log in</button>
  <% end %>
  <% if current_user %><%= form_tag("/logout", id: "logout") do %><button>Log out</button><% end %><% end %>
  </body>
  </html>
ERB

server = Puma::Server.new(Application)
server.add_tcp_listener("127.0.0.1", Integer(ENV.fetch("PORT", "3000")))
%w[INT TERM].each { |signal| trap(signal) { server.stop } }
running = server.run
puts "rails on http://127.0.0.1:#{ENV.fetch("PORT", "3000")}"
$stdout.flush
running.join
