# frozen_string_literal: true

require_relative "../test_helper"
require "rack"
require "rack/test"

module Userhash
  # What the integrations have to do alike. A framework's test has an application (`app`) with the same pages:
  #
  #   GET  /page /plain         a page with the tag, and the same without
  #   GET  /cached /star /vary  /page, with Cache-Control and Vary: Accept-Encoding; Vary: *; Vary: Accept, cookie
  #   GET  /redirect /missing   to /page; 404 without the tag
  #   GET  /denied              /page with the status 401
  #   GET  /broken              an exception after the tag was rendered
  #   GET  /visitor.json        the JSON
  #   POST /login               the user of the parameter `name` of DETAILS, whoever was logged in
  #   POST /switch              the same, after a logout
  #   POST /logout              and a redirect to /page
  #   POST /farewell            a logout whose response is the page
  module Framework
    NONCE = "bm9uY2U="
    JANE = { email: "jane@example.com", name: "Jane </script> O'Neil & \u{1F511}" }.freeze
    JOHN = { "email" => "john@example.com" }.freeze
    # The users of the applications, which tests add theirs to.
    DETAILS = { "jane" => JANE, "john" => JOHN }
    KEY = SecretKey.new("correct horse battery staple")
    LOGOUT = Userhash.logout_script_tag(nonce: NONCE).freeze

    BEFORE = "<!DOCTYPE html><title>Shop</title>"
    AFTER = "<p>Hello</p>\n"
    TEMPLATE = "#{BEFORE}<%= TAG %>#{AFTER}"
  end

  # What the tests ask and compare.
  module Framework::Asking
    include Framework
    include ::Rack::Test::Methods

    def tag_of(details) = KEY.visitor(details).script_tag(nonce: NONCE)

    def login(name) = post("/login", { name: name })

    def page(path = "/page")
      get(path)
      assert_predicate last_response, :ok?, last_response.body
      assert last_response.body.start_with?(BEFORE) && last_response.body.end_with?(AFTER), last_response.body
      last_response.body.delete_prefix(BEFORE).delete_suffix(AFTER)
    end

    def header(name) = last_response.headers.find { |key, _| key.casecmp?(name) }&.last

    def cookies_set = Array(header("Set-Cookie")).flat_map { |text| text.split("\n") }.grep(/userhash/)

    def assert_private
      assert_equal "private, no-store", header("Cache-Control")
      assert_includes header("Vary").to_s.split(", "), "Cookie"
    end

    # Our error of the last request, however the framework wrapped it.
    def userhash_error
      error = raised
      error = error.cause until error.nil? || error.is_a?(Userhash::Error)
      error
    end
  end
end
