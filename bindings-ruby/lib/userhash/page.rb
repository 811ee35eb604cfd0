# frozen_string_literal: true

require "rack"
require "userhash/settings"

module Userhash
  # One request, and what its response says about the visitor: <tt>env["userhash"]</tt>. Userhash::Rack
  # makes it; Sinatra's and Rails' helpers ask it.
  class Page
    # The cookie that says that a logout has yet to be told to the widget. The session that knew who
    # it was is gone by then. It lives an hour at most; whoever forges it logs nobody out but themselves.
    COOKIE = "userhash_logout"

    # How the cookie is set, apart from +secure+, which goes with the request.
    ATTRIBUTES = { path: "/", httponly: true, same_site: :lax }.freeze
    private_constant :ATTRIBUTES

    def initialize(settings, env) # :nodoc:
      @settings = settings
      @request = @owner = ::Rack::Request.new(env)
    end

    # Names whom the details are asked of: an application's or a controller's instance. Without it, it
    # is the Rack::Request. Returns the page itself.
    def from(owner)
      @owner = owner
      self
    end

    # The HTML for the page's head (a String, +html_safe+ where there is such a thing): empty for a guest,
    # Visitor#script_tag for who is logged in. The first page after a logout has Userhash.logout_script_tag
    # in front of it. +nonce+ is that of the page's Content Security Policy. The response gets
    # Userhash.headers if anything was rendered.
    #
    # Raises as #visitor; Userhash::Error with the code +malformed_nonce+.
    def tag(nonce: nil)
      visitor = self.visitor
      logout = Userhash.logout_script_tag(nonce: nonce) if logout_pending?
      html = "#{logout}#{visitor&.script_tag(nonce: nonce)}"
      @told = true if logout
      @given_out = true unless html.empty?
      html.respond_to?(:html_safe) ? html.html_safe : html
    end

    # The Visitor who is logged in, or +nil+. The response gets Userhash.headers if there is one.
    #
    # Raises what SecretKey#visitor raises for the details; RuntimeError when the response's headers have
    # been sent, as a body that is rendered while it is sent would go out without Userhash.headers.
    def visitor
      early
      details = @settings.details.call(@owner) or return
      visitor = @settings.key.visitor(details, identity: @settings.identity)
      @given_out = true
      visitor
    end

    # Visitor#to_json of who is logged in, or +nil+ for a guest: for single-page apps. The response gets
    # Userhash.headers either way. A logout that is pending is left to the next page.
    #
    # Raises as #visitor.
    def json
      json = visitor&.to_json
      @given_out = true
      json
    end

    # Marks a logout: the next page that has the #tag tells the widget, whatever redirects, error pages and
    # other pages come before. To be called where the application logs a user out, or logs in another
    # user without that, before or after the session is cleared.
    #
    # Raises RuntimeError when the response's headers have been sent.
    def logout
      early
      @logged_out = true
      @told = false
      nil
    end

    # Takes back that the logout was told: an error page is sent in place of the page that was rendered.
    def withdraw
      @told = false
      nil
    end

    # The headers that the response is sent with.
    def finish(status, headers) # :nodoc:
      @finished = true
      return headers unless @given_out || @logged_out

      # The application may keep one hash for all of its responses.
      headers = headers.dup
      merge(headers) if @given_out
      remember(status, headers)
      headers
    end

    # Shows the class and nothing else.
    def inspect
      "#<#{self.class}>"
    end

    private

    def early
      raise "userhash: too late, the response's headers have been sent" if @finished
    end

    def asked_for? = @request.cookies.key?(COOKIE)

    def logout_pending? = !@told && (@logged_out || asked_for?)

    # Whether the browser gets the page that was rendered, and not a redirect or an error page instead.
    def shown?(status) = !@request.head? && [2, 4].include?(status.to_i / 100)

    def remember(status, headers)
      if @told && shown?(status)
        set_cookie(headers, value: "", max_age: 0, expires: Time.at(0)) if asked_for?
      elsif @logged_out
        set_cookie(headers, value: "1", max_age: 3600)
      end
    end

    def set_cookie(headers, **cookie)
      present = headers[::Rack::SET_COOKIE]
      headers[::Rack::SET_COOKIE] = present.dup if present.is_a?(Array) # which Rack 3 would append to
      ::Rack::Utils.set_cookie_header!(headers, COOKIE, { **ATTRIBUTES, secure: @request.ssl?, **cookie })
    end

    def merge(headers)
      Userhash.headers.each do |name, value|
        present = headers.keys.select { |key| key.casecmp?(name) }.flat_map { |key| headers.delete(key) }
        headers[spelled(name)] = name == "Vary" ? added(present, value) : value
      end
    end

    # As this Rack spells names of headers: from 3 on in lower case.
    def spelled(name) = ::Rack::SET_COOKIE.match?(/[A-Z]/) ? name : name.downcase

    def added(present, value)
      list = present.flat_map { |text| text.split(/\s*,\s*/) }
      list << value unless list.any? { |item| item == "*" || item.casecmp?(value) }
      list.join(", ")
    end
  end
end
