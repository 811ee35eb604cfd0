# frozen_string_literal: true

require "userhash/page"

module Userhash
  # Rack middleware that puts a Page into <tt>env["userhash"]</tt>, and its headers on the response.
  # It has to stand inside the middleware that keeps the session. Works with Rack 2 and 3.
  #
  #   require "userhash/rack"
  #
  #   use Rack::Session::Cookie, secret: ENV.fetch("SESSION_SECRET")
  #   use Userhash::Rack, key: Userhash::SecretKey.from_env("USERHASH_SECRET_KEY"),
  #                       details: ->(request) { request.session["user"] }
  #
  # In the application, <tt>env["userhash"].tag(nonce: nonce)</tt> goes into the page's head.
  class Rack
    # +options+ are those of Settings, which may also be given instead. +details+ are called with the
    # Rack::Request.
    #
    # Raises TypeError as Settings.new.
    def initialize(app, settings = nil, **options)
      @app = app
      @settings = settings || Settings.new(**options)
    end

    # The response of the application, with what its Page has to add.
    def call(env)
      page = env["userhash"] = Page.new(@settings, env)
      status, headers, body = @app.call(env)
      [status, page.finish(status, headers), body]
    end
  end
end
