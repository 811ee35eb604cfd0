# frozen_string_literal: true

require "rails"
require "userhash/rack"

module Userhash
  # For Rails applications. In the Gemfile, <tt>gem "userhash", require: "userhash/rails"</tt>; in
  # config/application.rb or an initializer:
  #
  #   config.userhash.details = -> { current_user && { email: current_user.email, name: current_user.name } }
  #
  # It runs in the controller that serves the request, and returns +nil+ for a guest. The secret key stands
  # in the credentials, <tt>userhash: { secret_key: …, previous_secret_keys: […] }</tt>, or in
  # <tt>config.userhash.key</tt> as a SecretKey or a KeyRing. <tt>config.userhash.identity</tt> names the field
  # of the details that is the user, if it isn't +email+. Wrong settings stop the application
  # when it starts.
  module Rails
    # The methods of all controllers. They are private, so that none of them is an action.
    module Controller
      # Lets the views of controllers that have views call +userhash_visitor_tag+.
      def self.included(controller)
        controller.helper_method :userhash_visitor_tag if controller.respond_to?(:helper_method)
      end

      # An error page takes the place of what was rendered.
      def rescue_with_handler(exception) # :nodoc:
        userhash.withdraw
        super
      end

      private

      # The request's Page. There is one even where no middleware runs, as in ActionController::TestCase
      # and ApplicationController.render.
      def userhash # :doc:
        (request.env["userhash"] ||= Page.new(Railtie.settings, request.env)).from(self)
      end

      # Page#tag, for the layout's head; also in views. The nonce is that of Rails' own Content Security
      # Policy, if it has one. Not to be called inside of +cache+.
      def userhash_visitor_tag(nonce: request.content_security_policy_nonce.presence) # :doc:
        userhash.tag(nonce: nonce)
      end

      # Renders Page#json, or 204 for a guest: for single-page apps.
      def render_userhash_visitor # :doc:
        json = userhash.json
        json ? render(json: json) : head(:no_content)
      end

      # Logs out: Page#logout and +reset_session+, which the mark outlives. An application that ends its
      # sessions in another way calls <tt>userhash.logout</tt> beside that.
      def userhash_logout # :doc:
        userhash.logout
        reset_session
      end
    end

    # Puts everything in its place when the application starts.
    class Railtie < ::Rails::Railtie
      config.userhash = ActiveSupport::OrderedOptions.new

      class << self
        # The application's Settings.
        attr_reader :settings

        # Takes the Settings from an application's configuration and credentials.
        #
        # Raises Userhash::Error for a secret key that can't be one; ArgumentError if there is none; TypeError as
        # Settings.new.
        def settle(app)
          options = app.config.userhash
          details = options[:details]
          # What isn't a block but can be called is called with the controller, as Settings has it.
          from_controller = details.is_a?(Proc) ? ->(controller) { controller.instance_exec(&details) } : details
          # Not options.key, which is a method of Hash.
          @settings = Settings.new(key: options[:key] || from_credentials(app.credentials.userhash),
                                   details: from_controller, identity: options[:identity] || "email")
        end

        private

        def from_credentials(credentials)
          secret = credentials && credentials[:secret_key] or
            raise ArgumentError, "userhash: set config.userhash.key, or userhash.secret_key in the credentials"
          KeyRing.new(*[secret, *credentials[:previous_secret_keys]].map { |text| SecretKey.new(text) })
        end
      end

      # After the application's own initializers, which may set what is read here.
      initializer "userhash", after: :load_config_initializers do |app|
        # Rails' word for a build of assets, which serves nobody and has no credentials.
        next if ENV["SECRET_KEY_BASE_DUMMY"]

        app.config.middleware.use Userhash::Rack, Railtie.settle(app)
        ActiveSupport.on_load(:action_controller) { include Controller }
      end
    end
  end
end
