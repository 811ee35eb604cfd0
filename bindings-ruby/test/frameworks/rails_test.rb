# frozen_string_literal: true

require_relative "logouts"
require_relative "pages"
require_relative "rails_application"

# Rails, with its templates, sessions and Content Security Policy.
class RailsTest < Userhash::TestCase
  include Userhash::Framework::Pages
  include Userhash::Framework::Logouts

  def app = Shop

  def raised = last_request.env["action_dispatch.exception"]

  def test_the_nonce_is_that_of_the_policy
    login("jane")
    get("/page", {}, { "test.nonce" => "YW5vdGhlcg==" })
    assert_includes last_response.body, KEY.visitor(JANE).script_tag(nonce: "YW5vdGhlcg==")
    assert_includes header("Content-Security-Policy"), "'nonce-YW5vdGhlcg=='"
    get("/explicit")
    assert_equal "#{KEY.visitor(JANE).script_tag}\n", last_response.body
  end

  # Rails suggests the session's id as the nonce, and after reset_session there is none.
  def test_an_empty_nonce_is_none
    post("/logout")
    get("/page", {}, { "test.nonce" => "" })
    assert_equal BEFORE + Userhash.logout_script_tag + AFTER, last_response.body
  end

  def test_a_nonce_that_is_refused
    login("jane")
    get("/page", {}, { "test.nonce" => '"><script>' })
    assert_equal [500, "malformed_nonce"], [last_response.status, userhash_error&.code]
  end

  def test_what_rescue_from_shows_instead_does_not_consume_the_logout
    log_jane_out
    get("/rescued")
    assert_equal [404, "Something else"], [last_response.status, last_response.body]
    assert_empty cookies_set
    assert_equal LOGOUT, page
  end

  def test_a_logout_outlives_reset_session
    log_jane_out
    assert_equal 1, cookies_set.size
    get("/visitor.json")
    assert_equal 204, last_response.status
  end

  def test_controllers_without_views
    get("/api/visitor")
    assert_equal 204, last_response.status
    login("jane")
    get("/api/visitor")
    assert_equal KEY.visitor(JANE).to_json, last_response.body
    assert_private
  end

  def test_no_helper_is_an_action
    assert_empty PagesController.action_methods.grep(/userhash|rescue_with/)
  end

  # As in a mail or a job: there is no session, so there is nobody.
  def test_a_page_that_is_rendered_without_a_request
    assert_equal BEFORE + AFTER, PagesController.render(:page)
  end

  def test_the_session_is_read_in_time
    login("jane")
    post("/farewell")
    assert_includes last_response.body, LOGOUT
    refute_includes last_response.body, "user_hash"
  end
end
