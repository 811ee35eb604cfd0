# frozen_string_literal: true

require_relative "framework_test_case"

module Userhash
  # The tests of pages, for every framework: who is on them, and with which headers.
  module Framework::Pages
    include Framework::Asking

    def test_a_guests_page_is_untouched
      get("/plain")
      plain = [last_response.status, last_response.body, without_the_clock(last_response.headers)]
      get("/page")
      assert_equal plain, [last_response.status, last_response.body, without_the_clock(last_response.headers)]
      refute_includes header("Cache-Control").to_s, "no-store"
      assert_empty cookies_set
    end

    # What differs between any two responses.
    def without_the_clock(headers)
      headers.to_h.reject { |name, _| name.match?(/\AX-(Runtime|Request-Id)\z/i) }
    end

    def test_a_users_page
      login("jane")
      assert_equal tag_of(JANE), page
      assert_private
      assert_empty cookies_set
      # The user's other pages don't show who it is.
      assert_empty page("/plain")
      refute_includes header("Cache-Control").to_s, "no-store"
      login("john")
      assert_equal tag_of(JOHN), page
    end

    def test_headers_are_merged
      login("jane")
      { "/cached" => "Accept-Encoding, Cookie", "/star" => "*", "/vary" => "Accept, cookie" }.each do |path, vary|
        assert_equal tag_of(JANE), page(path)
        assert_equal "private, no-store", header("Cache-Control")
        assert_equal vary, header("Vary")
        assert_equal 1, last_response.headers.keys.count { |name| name.casecmp?("vary") }
        assert_equal 1, last_response.headers.keys.count { |name| name.casecmp?("cache-control") }
      end
    end

    def test_a_guests_headers_are_the_applications
      page("/cached")
      assert_match(/public/, header("Cache-Control"))
      assert_equal "Accept-Encoding", header("Vary")
    end

    def test_json
      get("/visitor.json")
      assert_equal [204, ""], [last_response.status, last_response.body]
      assert_private
      login("jane")
      get("/visitor.json")
      assert_equal [200, KEY.visitor(JANE).to_json], [last_response.status, last_response.body]
      assert_match(%r{\Aapplication/json\b}, header("Content-Type"))
      assert_private
    end

    # No request can have somebody signed.
    def test_what_the_request_says_is_ignored
      forged = { "email" => "eve@example.com", "user" => "jane", "name" => "jane", "userhash" => "jane", "details" => { "email" => "eve@example.com" } }
      %w[/page /visitor.json].each do |path|
        get(path, forged)
        refute_match(/user_hash/, last_response.body)
        get("#{path}?email=jane@example.com", {}, { "CONTENT_TYPE" => "application/json", :input => JSON.generate(forged),
                                                    "HTTP_X_USER" => "jane", "HTTP_EMAIL" => "jane@example.com" })
        refute_match(/user_hash/, last_response.body)
      end
      login("jane")
      get("/page", forged)
      assert_includes last_response.body, tag_of(JANE)
      refute_includes last_response.body, "eve"
    end

    def test_details_that_are_refused
      { { name: "no e-mail" } => "missing_user", { email: "" } => "empty_user", [1] => "malformed_details",
        { email: "a", x: Float::NAN } => "malformed_details", { email: "a\xff" } => "malformed_details" }.each do |details, code|
        DETAILS["bad"] = details
        login("bad")
        %w[/page /visitor.json].each do |path|
          get(path)
          assert_equal code, userhash_error&.code, details
          assert_equal 500, last_response.status
          refute_match(/Shop|user_hash/, last_response.body)
        end
      end
    end

    def slots(payload)
      [{ "email" => payload }, { "email" => "a", "name" => payload }, { "email" => "a", payload => "value" }]
    end

    def test_no_payload_changes_the_page
      payloads = vectors("injections").fetch("payloads")
      assert_operator payloads.size, :>, 80
      rendered = refused = 0
      payloads.flat_map { |payload| slots(payload) }.each do |details|
        DETAILS["payload"] = details
        login("payload")
        begin
          expected = tag_of(details)
        rescue Userhash::Error => error
          get("/page")
          assert_equal error.code, userhash_error&.code
          refute_includes last_response.body, "Shop"
          refused += 1
          next
        end
        assert_equal expected, page
        rendered += 1
      end
      assert_equal payloads.size * 3, rendered + refused
      assert_operator refused, :<, 5
    end
  end
end
