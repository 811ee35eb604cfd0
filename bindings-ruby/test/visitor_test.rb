# frozen_string_literal: true

require_relative "test_helper"
require "digest"

# What visitors and logouts are rendered as, for what people pass and for what attackers do.
class VisitorTest < Userhash::TestCase
  QUEUE = "window.acquire=window.acquire||[];"
  BEFORE = "#{QUEUE}acquire.push("
  RENDERED = '{"email":"customer@example.com","name":"J\u00f6rg \u003c/script\u003e","id":42,"seen":1.0,' \
             '"big":1267650600228229401496703205376,"none":null,"tags":["a/b",[],{}]}'
  TOLD = "{\"user_hash\":\"#{USER_HASH}\",\"userDetails\":#{RENDERED}}"
  SCRIPT = "#{BEFORE}#{TOLD});"
  LOGIN = "acquireIO.loginVisitor(\"#{USER_HASH}\",#{RENDERED});"
  LOGOUT = "#{QUEUE}acquire.push(function(){acquireIO.logoutVisitor();});"
  DETAILS = { email: USER, "name" => "Jörg </script>", id: 42, seen: 1.0, big: 2**100, none: nil, tags: ["a/b", [], {}] }.freeze

  def csp(script) = "'sha256-#{Digest::SHA256.base64digest(script)}'"

  def test_what_a_visitor_is_rendered_as
    ring = Userhash::KeyRing.new(key, key("last year"))
    convertible = Object.new
    def convertible.to_hash = DETAILS
    visitors = [key.visitor(DETAILS), ring.visitor(DETAILS), Userhash::Visitor.with_hash(USER_HASH, DETAILS),
                key.visitor(convertible), key.visitor(DETAILS, identity: :email)]
    visitors.each do |visitor|
      assert_equal USER_HASH, visitor.user_hash
      assert_equal TOLD, visitor.to_json
      assert_equal SCRIPT, visitor.script
      assert_equal "<script>#{SCRIPT}</script>", visitor.script_tag
      assert_equal "<script>#{SCRIPT}</script>", visitor.script_tag(nonce: nil)
      assert_equal "<script nonce=\"bm9uY2U=\">#{SCRIPT}</script>", visitor.script_tag(nonce: "bm9uY2U=")
      assert_equal csp(SCRIPT), visitor.csp_hash
      assert_equal "<script type=\"application/json\" data-userhash=\"visitor\">#{TOLD}</script>", visitor.data_tag
      assert_equal "#{QUEUE}acquire.push(function(){#{LOGIN}});", visitor.login_call
      assert_equal "#{QUEUE}acquire.push(function(){acquireIO.logoutVisitor();#{LOGIN}});", visitor.switch_call
      assert_equal Encoding::UTF_8, visitor.script_tag.encoding
      assert_predicate visitor, :frozen?
    end
  end

  def test_what_a_logout_is_rendered_as
    assert_equal LOGOUT, Userhash.logout_call
    assert_equal "<script>#{LOGOUT}</script>", Userhash.logout_script_tag
    assert_equal "<script nonce=\"abc\">#{LOGOUT}</script>", Userhash.logout_script_tag(nonce: Boxed.new("abc"))
    assert_equal csp(LOGOUT), Userhash.logout_csp_hash
    assert_equal '<script type="application/json" data-userhash="logout">null</script>', Userhash.logout_data_tag
    assert_equal({ "Cache-Control" => "private, no-store", "Vary" => "Cookie" }, Userhash.headers)
    assert_equal File.read(File.join(ROOT, "core", "src", "loader.js")), Userhash.loader
  end

  def test_the_user_is_the_field_that_is_named
    { { id: 42 } => :id, { "id" => "42" } => "id", { "é" => 42 } => "é", { iD: 42, id: 7 } => Boxed.new("iD") }.each do |details, identity|
      assert_equal key.user_hash(42), key.visitor(details, identity: identity).user_hash
    end
    assert_equal key.user_hash(-2**70), key.visitor({ email: -2**70 }).user_hash
    # Text of another encoding is hashed as the page shows it.
    assert_equal key.user_hash("jörg"), key.visitor({ email: "jörg".encode("ISO-8859-1") }).user_hash
  end

  # So that the first buffer is too small for some.
  def test_details_of_every_size
    600.times do |length|
      name = "é<" * length
      visitor = key.visitor({ email: "a", name: name })
      assert_equal name, JSON.parse(visitor.to_json).dig("userDetails", "name")
      assert_equal visitor.to_json.size + "#{BEFORE});".size, visitor.script.size
    end
  end

  def test_details_are_copied
    details = { email: +"a@b.c" }
    visitor = key.visitor(details)
    details[:email] << "x"
    assert_equal "a@b.c", JSON.parse(visitor.to_json).dig("userDetails", "email")
  end

  def slots(payload)
    [{ "email" => payload }, { "email" => "a", "name" => payload }, { "email" => "a", payload => "value" },
     { "email" => "a", payload => payload }, { "email" => "a", "company" => { payload => 1, "name" => payload } },
     { "email" => "a", "tags" => [payload, [payload]] }]
  end

  def assert_harmless(text)
    assert_match(/\A[ -~]*\z/, text)
    refute_match(/[<>&']/, text)
  end

  def test_no_payload_leaves_its_place_or_is_lost
    payloads = vectors("injections").fetch("payloads")
    assert_operator payloads.size, :>, 80
    payloads.each do |payload|
      slots(payload).each do |details|
        if payload == "__proto__" && (details.key?(payload) || details["company"])
          assert_code("malformed_details") { key.visitor(details) }
          next
        end
        visitor = key.visitor(details)
        tag = visitor.script_tag(nonce: "abc")
        assert tag.delete_prefix!("<script nonce=\"abc\">#{BEFORE}") && tag.delete_suffix!(");</script>")
        assert_equal tag, visitor.to_json
        assert_equal({ "user_hash" => key.user_hash(details["email"]), "userDetails" => details }, JSON.parse(tag))
        [tag, visitor.script, visitor.login_call, visitor.switch_call].each { |text| assert_harmless(text) }
      end
    end
  end

  def test_nonces_are_refused_or_stay_in_their_place
    visitor = key.visitor({ email: "a" })
    nonces = vectors("injections").fetch("payloads") + ["", " ", "=", "a===", "a\n", "a\0", "é", "\xff"]
    refused = nonces.count do |nonce|
      if nonce.b.match?(%r{\A[A-Za-z0-9+/_-]+={0,2}\z})
        assert_includes visitor.script_tag(nonce: nonce), "<script nonce=\"#{nonce}\">"
        next
      end
      assert_code("malformed_nonce") { visitor.script_tag(nonce: nonce) }
      assert_code("malformed_nonce") { Userhash.logout_script_tag(nonce: nonce) }
    end
    assert_operator refused, :>, 80
  end

  def test_many_threads_and_ractors_share_a_visitor
    visitor = key.visitor(DETAILS)
    assert_equal [SCRIPT] * 8, Array.new(8) { Thread.new { visitor.script } }.map(&:value)
    assert Ractor.shareable?(visitor) if defined?(Ractor)
  end

  # Loading json takes longer than loading this library, so it waits until it is needed.
  def test_json_is_loaded_when_it_is_needed
    script = 'before = defined?(JSON); Userhash::SecretKey.new("k").visitor({ email: "a" }); print before.inspect, defined?(JSON)'
    assert_equal "nilconstant", ruby(script)
  end
end
