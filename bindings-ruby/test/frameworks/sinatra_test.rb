# frozen_string_literal: true

require_relative "logouts"
require_relative "pages"
require "userhash/sinatra"

# Sinatra, with ERB templates.
class SinatraTest < Userhash::TestCase
  include Userhash::Framework::Pages
  include Userhash::Framework::Logouts

  class Shop < Sinatra::Base
    include Userhash::Framework
    set :environment, :production
    set :sessions, secret: "x" * 64
    # What it refuses is its own business, and tested there.
    disable :protection
    register Userhash::Sinatra
    userhash(key: KEY) { current_user }

    template(:page) { TEMPLATE.sub("TAG", "userhash_visitor_tag(nonce: NONCE)") }
    template(:plain) { BEFORE + AFTER }
    get("/page") { erb :page }
    get("/plain") { erb :plain }
    get("/denied") { [401, erb(:page)] }
    get("/redirect") { redirect "/page" }
    get("/missing") { halt 404, "Nothing here" }
    get("/broken") { erb(:page) && raise("broken") }
    get("/visitor.json") { userhash_visitor_json }
    get("/cached") do
      cache_control :public, max_age: 600
      headers "Vary" => "Accept-Encoding"
      erb :page
    end
    get("/star") { headers("Vary" => "*") && erb(:page) }
    get("/vary") { headers("Vary" => "Accept, cookie") && erb(:page) }
    post("/login") { log_in }
    post("/switch") { userhash.logout && nil || log_in }
    post("/logout") { log_out && redirect("/page", 303) }
    post("/farewell") { log_out && erb(:page) }

    def log_in
      session.clear
      session[:user] = params[:name]
      redirect "/page", 303
    end

    def log_out
      userhash.logout
      session.clear
    end

    private

    def current_user = DETAILS[session[:user]]
  end

  def app = Shop

  def raised = last_request.env["sinatra.error"]

  def test_the_configuration_is_refused_when_the_class_is_defined
    define = lambda do |*block, **options|
      Class.new(Sinatra::Base) do
        register Userhash::Sinatra
        userhash(**options, &block.first)
      end
    end
    [nil, SECRET, { key: SECRET }].each do |key|
      error = assert_raises(TypeError) { define.call(-> {}, key: key) }
      refute_includes error.message, SECRET
    end
    assert_raises(TypeError) { define.call(key: KEY) }
    assert_raises(TypeError) { define.call(-> {}, key: KEY, identity: nil) }
    assert define.call(-> {}, key: KEY, identity: :id)
  end

  def application(template, **options, &details)
    Class.new(Sinatra::Base) do
      include Userhash::Framework
      set :environment, :production
      set options
      register Userhash::Sinatra
      userhash(key: KEY, &details)
      get("/") { erb template }
    end
  end

  def body_of(application) = ::Rack::MockRequest.new(application).get("/").body

  # Erubi has no word for text that is HTML already, so the template says it.
  def test_templates_that_escape
    inner = application("<%== userhash_visitor_tag %>", erb: { escape_html: true }) { JANE }
    assert_equal KEY.visitor(JANE).script_tag, body_of(inner)
  end

  # As Slim and Haml ask for it, where ActiveSupport is loaded.
  def test_the_tag_is_html_safe_where_there_is_such_a_thing
    String.class_eval { def html_safe = "safe: #{self}" }
    assert_equal "safe: #{KEY.visitor(JANE).script_tag}", body_of(application("<%= userhash_visitor_tag %>") { JANE })
  ensure
    String.undef_method(:html_safe)
  end

  def test_subclasses_have_it_too
    assert_equal KEY.visitor(JANE).script_tag, body_of(Class.new(application("<%= userhash_visitor_tag %>") { JANE }))
  end

  def test_the_classic_style
    script = <<~RUBY
      require "sinatra"
      require "userhash/sinatra"
      disable :run
      set :environment, :production
      register Userhash::Sinatra
      userhash(key: Userhash::SecretKey.new("k")) { { email: "a" } }
      get("/") { userhash_visitor_tag }
      print Rack::MockRequest.new(Sinatra::Application).get("/").body == Userhash::SecretKey.new("k").visitor({ email: "a" }).script_tag
    RUBY
    assert_equal "true", ruby(script)
  end
end
