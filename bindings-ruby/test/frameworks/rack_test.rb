# frozen_string_literal: true

require "erb"
require_relative "logouts"
require_relative "pages"
require "userhash/rack"

# Plain Rack.
class RackTest < Userhash::TestCase
  include Userhash::Framework::Pages
  include Userhash::Framework::Logouts

  # Templates of a program without a framework: whatever is in the binding.
  class Shop
    include Userhash::Framework

    PAGE = ERB.new(TEMPLATE.sub("TAG", "page.tag(nonce: NONCE)"))
    PLAIN = BEFORE + AFTER
    HTML = { "Content-Type" => "text/html" }.freeze
    HEADERS = { "/page" => HTML, "/denied" => HTML,
                "/cached" => { **HTML, "cache-control" => "public, max-age=600", "Vary" => "Accept-Encoding" },
                "/star" => { **HTML, "Vary" => "*" }, "/vary" => { **HTML, "VARY" => "Accept, cookie" } }.freeze

    def call(env)
      request = ::Rack::Request.new(env)
      if request.post?
        post(request, env["userhash"])
      else
        get(request.path_info, env["userhash"])
      end
    end

    def post(request, page)
      page.logout if %w[/switch /logout /farewell].include?(request.path_info)
      request.session.clear
      request.session["user"] = request.params["name"]
      return [200, HTML, [PAGE.result(binding)]] if request.path_info == "/farewell"

      [303, { "Location" => "/page" }, []]
    end

    def get(path, page)
      case path
      when "/plain" then [200, HTML, [PLAIN]]
      when "/redirect" then [302, { "Location" => "/page" }, []]
      when "/missing" then [404, HTML, ["Nothing here"]]
      when "/broken" then page.tag && raise("broken")
      when "/visitor.json" then (json = page.json) ? [200, { "Content-Type" => "application/json" }, [json]] : [204, {}, []]
      else [path == "/denied" ? 401 : 200, HEADERS.fetch(path), [PAGE.result(binding)]]
      end
    end
  end

  # As a server does.
  class ErrorPage
    def initialize(app)
      @app = app
    end

    def call(env)
      @app.call(env)
    rescue StandardError => error
      env["test.error"] = error
      [500, {}, ["Sorry"]]
    end
  end

  def build(application, **options)
    ::Rack::Builder.app do
      use ErrorPage
      use ::Rack::Head
      use ::Rack::Session::Cookie, secret: "x" * 64
      use Userhash::Rack, **{ key: KEY, details: ->(request) { DETAILS[request.session["user"]] }, **options }
      run application
    end
  end

  def app = @app ||= ::Rack::Lint.new(build(Shop.new))

  def raised = last_request.env["test.error"]

  def test_the_configuration_is_refused_when_the_application_starts
    [nil, SECRET, { key: SECRET }, Userhash::SecretKey].each do |key|
      error = assert_raises(TypeError) { build(Shop.new, key: key) }
      refute_includes error.message, SECRET
    end
    [nil, JANE, "details"].each { |details| assert_raises(TypeError) { build(Shop.new, details: details) } }
    [nil, 1, ["email"]].each { |identity| assert_raises(TypeError) { build(Shop.new, identity: identity) } }
    assert_raises(ArgumentError) { Userhash::Rack.new(nil) }
    assert_raises(ArgumentError) { build(Shop.new, secret: SECRET) }
  end

  def test_key_rings_and_other_identities
    ring = Userhash::KeyRing.new(key("this year's"), KEY)
    @app = build(Shop.new, key: ring, identity: :id, details: ->(_) { { id: 42 } })
    assert_equal ring.visitor({ id: 42 }, identity: "id").script_tag(nonce: NONCE), page
  end

  def test_details_are_asked_of_the_request
    asked = nil
    @app = build(Shop.new, details: ->(request) { (asked = request) && false })
    assert_empty page
    assert_instance_of ::Rack::Request, asked
  end

  # The application asks for a body that is made while it is sent: the headers have gone by then.
  def test_a_body_that_is_rendered_too_late
    calls = { tag: 0, visitor: 0, json: 0, logout: 0 }
    late = lambda do |env|
      body = Enumerator.new do |lines|
        calls.each_key do |name|
          env["userhash"].public_send(name)
        rescue RuntimeError => error
          calls[name] += 1 if error.message.include?("too late")
        end
        lines << "sent"
      end
      [200, {}, body]
    end
    @app = build(late, details: ->(_) { JANE })
    get("/")
    assert_equal "sent", last_response.body
    assert_equal [1], calls.values.uniq
  end

  def response(given, &application)
    env = ::Rack::MockRequest.env_for("/")
    Userhash::Rack.new(->(inner) { application&.call(inner["userhash"]) || [200, given, []] }, key: KEY, details: ->(_) { JANE }).call(env)[1]
  end

  def test_headers_of_every_kind
    tag = ->(page) { page.tag && nil }
    frozen = { "Vary" => "Accept" }.freeze
    assert_same frozen, response(frozen)
    assert_equal({ "Vary" => "Accept, Cookie", "Cache-Control" => "private, no-store" }, response(frozen, &tag))
    { {} => "Cookie", { "Vary" => "" } => "Cookie", { "vary" => ["a", "b,c"] } => "a, b, c, Cookie", { "Vary" => "cookie" } => "cookie",
      { "Vary" => "A", "vary" => "B" } => "A, B, Cookie", { "Vary" => "A, *" } => "A, *" }.each do |given, vary|
      headers = response(given.dup, &tag)
      assert_equal [vary], headers.select { |name, _| name.casecmp?("vary") }.values
    end
    kept = { "Set-Cookie" => "a=b", "X-Other" => "1" }
    headers = response(kept.dup, &:logout)
    assert_equal "a=b", headers["Set-Cookie"].lines.first.chomp
    assert_equal "1", headers["X-Other"]
  end

  # An application that keeps its headers in a constant must not say to everybody what it said to one.
  def test_the_applications_own_headers_are_left_alone
    [{ "Vary" => "Accept" }, { "Set-Cookie" => ["a=b"] }, ::Rack::Utils::HeaderHash["vary" => "Accept"]].each do |given|
      before = Marshal.load(Marshal.dump(given.to_h))
      changed = response(given) do |page|
        page.tag
        page.logout
        nil
      end
      assert_equal before, given.to_h
      assert_equal "private, no-store", changed["Cache-Control"]
      assert_includes changed["Set-Cookie"], Userhash::Page::COOKIE
    end
  end

  # The page was rendered for who was logged in by then.
  def test_a_logout_after_the_page_was_rendered
    headers = response({}) do |page|
      page.logout
      page.tag
      page.logout
    end
    assert_match(/\A#{Userhash::Page::COOKIE}=1;/, headers["Set-Cookie"])
  end

  # Rack 3 has names of headers in lower case, and appends to an Array that is there.
  RACK_3 = <<~'RUBY'
    require "rack"
    Rack.send(:remove_const, :SET_COOKIE)
    Rack::SET_COOKIE = "set-cookie"
    def (Rack::Utils).set_cookie_header!(headers, key, value)
      headers[Rack::SET_COOKIE] << add_cookie_to_header(nil, key, value)
    end
    require "userhash/rack"
    application = lambda do |env|
      env["userhash"].tag
      env["userhash"].logout
      [200, { "set-cookie" => ["a=b"].freeze, "vary" => %w[A B] }.freeze, []]
    end
    middleware = Userhash::Rack.new(application, key: Userhash::SecretKey.new("k"), details: ->(_) { { email: "a" } })
    headers = middleware.call(Rack::MockRequest.env_for("/"))[1]
    print headers.keys.sort.join(" "), "; ", headers["vary"], "; ", headers["set-cookie"].map { |cookie| cookie[/[^;]*/] }
  RUBY

  def test_the_headers_of_rack_3
    assert_equal 'cache-control set-cookie vary; A, B, Cookie; ["a=b", "userhash_logout=1"]', ruby(RACK_3)
  end

  def test_a_page_shows_nothing_of_itself
    page = Userhash::Page.new(Userhash::Settings.new(key: KEY, details: ->(_) { JANE }), ::Rack::MockRequest.env_for("/"))
    page.tag
    assert_equal "#<Userhash::Page>", page.inspect
  end

  def test_the_gem_alone_loads_none_of_it
    script = 'print defined?(Userhash::Rack).inspect, defined?(Userhash::Page).inspect, defined?(Rack).inspect, $LOADED_FEATURES.grep(/rack|sinatra|rails/)'
    assert_equal "nilnilnil[]", ruby(script)
  end
end
