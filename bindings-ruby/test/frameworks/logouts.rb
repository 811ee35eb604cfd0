# frozen_string_literal: true

require_relative "framework_test_case"

module Userhash
  # The tests of logouts, for every framework: told to the widget on the next page, and once.
  module Framework::Logouts
    include Framework::Asking

    def log_jane_out
      login("jane")
      assert_equal tag_of(JANE), page
      post("/logout")
    end

    def test_the_next_page_tells_the_logout_once
      log_jane_out
      assert_equal 303, last_response.status
      assert_equal 1, cookies_set.size
      refute_includes header("Cache-Control").to_s, "no-store"
      assert_equal LOGOUT, page
      assert_private
      assert_match(/max-age=0/i, cookies_set.first)
      assert_empty page
      assert_empty cookies_set
    end

    def test_the_cookie
      post("/logout")
      assert_equal 1, cookies_set.size
      pair, *attributes = cookies_set.first.split(/; */)
      assert_equal "#{Page::COOKIE}=1", pair
      assert_equal %w[httponly max-age=3600 path=/ samesite=lax], attributes.map(&:downcase).sort
      page
      assert_match(/\A#{Page::COOKIE}=; path=\/; max-age=0; expires=Thu, 01 Jan 1970/, cookies_set.first)
      post("/logout", {}, { "HTTPS" => "on" })
      assert_match(/; secure/i, cookies_set.first)
    end

    def test_other_responses_do_not_consume_it
      log_jane_out
      %w[/redirect /missing /plain /broken /visitor.json].each do |path|
        get(path)
        refute_includes last_response.body, LOGOUT, path
        assert_empty cookies_set, path
      end
      head("/page")
      assert_equal [200, ""], [last_response.status, last_response.body]
      assert_empty cookies_set
      assert_equal LOGOUT, page
    end

    def test_a_page_with_a_client_error_consumes_it
      log_jane_out
      get("/denied")
      assert_equal 401, last_response.status
      assert_includes last_response.body, LOGOUT
      assert_empty page
    end

    def test_another_user_after_the_logout
      log_jane_out
      login("john")
      assert_equal LOGOUT + tag_of(JOHN), page
      assert_equal tag_of(JOHN), page
    end

    def test_another_user_without_a_logout_before
      login("jane")
      post("/switch", { name: "john" })
      assert_equal LOGOUT + tag_of(JOHN), page
      assert_equal tag_of(JOHN), page
    end

    def test_a_logout_whose_response_is_the_page
      login("jane")
      post("/farewell")
      assert_equal BEFORE + LOGOUT + AFTER, last_response.body
      assert_private
      assert_empty cookies_set
      assert_empty page
    end

    # Who forges the mark logs nobody out but themselves, and gets nothing on the page but what is ours.
    def test_a_forged_mark
      ["1", "", "<script>", "%", "%ff", "x" * 3000].each do |value|
        clear_cookies
        get("/page", {}, { "HTTP_COOKIE" => "#{Page::COOKIE}=#{value}" })
        assert_equal BEFORE + LOGOUT + AFTER, last_response.body
      end
    end
  end
end
