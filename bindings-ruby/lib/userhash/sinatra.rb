# frozen_string_literal: true

require "sinatra/base"
require "userhash/rack"

module Userhash
  # An extension for Sinatra applications: the setting ::userhash and the helpers of Helpers.
  #
  #   require "userhash/sinatra"
  #
  #   class Shop < Sinatra::Base
  #     enable :sessions
  #     register Userhash::Sinatra
  #     userhash(key: Userhash::SecretKey.from_env("USERHASH_SECRET_KEY")) { session[:user] }
  #   end
  module Sinatra
    # What an extended application's routes and templates can call.
    module Helpers
      # The request's Page. Call +userhash.logout+ where a user is logged out.
      def userhash
        env["userhash"].from(self)
      end

      # Page#tag, for the page's head. Where templates escape, write <tt><%==</tt> for it.
      def userhash_visitor_tag(nonce: nil)
        userhash.tag(nonce: nonce)
      end

      # Ends the route with Page#json, or with 204 for a guest: for single-page apps.
      def userhash_visitor_json
        json = userhash.json or halt(204)
        content_type :json
        halt(json)
      end
    end

    # Adds Helpers to the application that registers the extension.
    def self.registered(app)
      app.helpers Helpers
    end

    # Sets the key (a SecretKey or a KeyRing) and, as a block, the details of who is logged in: a Hash, or +nil+ for
    # a guest. The block runs in the instance that serves the request, as a route does. To be called
    # once in an application, which is when its sessions have been enabled.
    #
    # Raises TypeError as Settings.new.
    def userhash(key:, identity: "email", &details)
      from_instance = details && ->(app) { app.instance_exec(&details) }
      use Rack, Settings.new(key: key, identity: identity, details: from_instance)
    end
  end
end
