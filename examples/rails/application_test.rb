# frozen_string_literal: true

require "minitest/autorun"
require "net/http"
require "open3"
require "socket"
require "userhash"

# The application as a process, and a browser that keeps cookies and sends forms.
class ApplicationTest < Minitest::Test
  RUN = File.join(__dir__, "run")
  SECRET = "correct horse battery staple"
  KEY = Userhash::SecretKey.new(SECRET)
  WIDGET = "http://127.0.0.1:9/widget.js"
  ADA = { email: "ada@example.com", name: "Ada Lovelace" }.freeze
  GRACE = { email: "grace@example.com", name: "Grace Hopper" }.freeze
  EVE = { email: "eve@example.com", name: "Eve </script><script>alert(1)</script>" }.freeze

  # One process for all tests, which have cookies of their own.
  class Server
    attr_reader :port, :first_line

    def initialize
      @port = TCPServer.open("127.0.0.1", 0) { |server| server.addr[1] }
      environment = { "PORT" => port.to_s, "USERHASH_SECRET_KEY" => SECRET, "WIDGET_URL" => WIDGET, "WIDGET_APP" => "shop" }
      _, @output, @process = Open3.popen2(environment, RUN, err: File::NULL)
      @first_line = @output.gets
      @other_lines = Thread.new { @output.read }
    end

    def end_by(signal)
      Process.kill(signal, @process.pid)
      [@process.value.exitstatus, @other_lines.value]
    end
  end

  def self.server
    @server ||= Server.new.tap { |server| Minitest.after_run { server.end_by("TERM") if server.equal?(@server) } }
  end

  def setup
    @cookies = {}
    @port = self.class.server.port
  end

  def send_request(request)
    request["Cookie"] = @cookies.map { |name, value| "#{name}=#{value}" }.join("; ")
    @response = Net::HTTP.start("127.0.0.1", @port) { |http| http.request(request) }
    (@response.get_fields("Set-Cookie") || []).each do |field|
      name, value = field[/\A[^;]*/].split("=", 2)
      field.match?(/max-age=0\b/i) ? @cookies.delete(name) : @cookies[name] = value
    end
    @response
  end

  def get(path = "/") = send_request(Net::HTTP::Get.new(path))

  def page
    assert_equal "200", get.code
    @response.body
  end

  # A form of the page that was seen last, with its token.
  def submit(id, **fields)
    form = @response.body[%r{<form id="#{id}".*?</form>}m] or flunk("no form #{id}")
    token = form[/name="authenticity_token" value="([^"]*)"/, 1]
    post(form[/action="([^"]*)"/, 1], authenticity_token: token, **fields)
  end

  def post(path, **fields)
    request = Net::HTTP::Post.new(path)
    request.set_form_data(fields)
    send_request(request)
  end

  def login(email, password = "demo")
    page
    submit("login", email: email, password: password)
  end

  def nonce = @response["Content-Security-Policy"][/'nonce-([^']*)'/, 1]

  # The page's head, from its title to the widget's script.
  def head = @response.body[%r{<title>rails</title>\s*(.*?)\s*<script src="#{WIDGET}"}m, 1]

  def who = @response.body[%r{<p id="who">(.*)</p>}, 1]

  def tag_of(details) = KEY.visitor(details).script_tag(nonce: nonce)

  def logout_tag = Userhash.logout_script_tag(nonce: nonce)

  def test_it_says_that_it_is_ready
    assert_equal "rails on http://127.0.0.1:#{@port}\n", self.class.server.first_line
  end

  def test_a_guest
    body = page
    assert_equal ["", "guest"], [head, who]
    assert_includes body, %(<script src="#{WIDGET}" data-app="shop" nonce="#{nonce}" async)
    assert_includes body, "<h1>rails</h1>"
    refute_includes body, 'id="logout"'
    refute_includes body, 'id="error"'
    refute_includes body, "user_hash"
    assert_equal ["rails_session"], @cookies.keys
    get("/visitor.json")
    assert_equal ["204", "private, no-store"], [@response.code, @response["Cache-Control"]]
  end

  def test_the_policy
    nonces = Array.new(2) do
      page
      sources = "default-src 'self'; script-src 'nonce-#{nonce}'; style-src 'nonce-#{nonce}'; connect-src 'self' http://127.0.0.1:9; " \
                "img-src 'self' data:; base-uri 'none'; object-src 'none'"
      assert_equal sources, @response["Content-Security-Policy"]
      assert_nil @response["X-Frame-Options"]
      assert_includes @response.body, "<style nonce=\"#{nonce}\">body{font:16px/1.5 "
      assert_equal 16, nonce.unpack1("m0").bytesize
      nonce
    end
    refute_equal(*nonces)
  end

  def test_login_and_logout
    login(ADA[:email])
    assert_equal ["303", "http://127.0.0.1:#{@port}/"], [@response.code, @response["Location"]]
    page
    assert_equal [tag_of(ADA), "Ada Lovelace &lt;ada@example.com&gt;"], [head, who]
    assert_equal "private, no-store", @response["Cache-Control"]
    assert_includes @response["Vary"].split(", "), "Cookie"
    submit("logout")
    assert_equal "303", @response.code
    page
    assert_equal [logout_tag, "guest"], [head, who]
    page
    assert_equal ["", "guest"], [head, who]
    get("/visitor.json")
    assert_equal "204", @response.code
  end

  def test_json
    login(GRACE[:email])
    get("/visitor.json?email=ada@example.com")
    assert_equal ["200", KEY.visitor(GRACE).to_json], [@response.code, @response.body]
    assert_equal "private, no-store", @response["Cache-Control"]
  end

  def test_a_name_that_tries_to_leave_its_place
    login(EVE[:email])
    page
    assert_equal tag_of(EVE), head
    assert_equal "Eve &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; &lt;eve@example.com&gt;", who
  end

  def test_a_switch_of_users
    login(ADA[:email])
    login(GRACE[:email])
    assert_equal "303", @response.code
    page
    assert_equal [logout_tag + tag_of(GRACE), "Grace Hopper &lt;grace@example.com&gt;"], [head, who]
    page
    assert_equal tag_of(GRACE), head
  end

  def test_a_wrong_password
    [[ADA[:email], "wrong"], ["nobody@example.com", "demo"], ["", ""]].each do |email, password|
      login(email, password)
      assert_equal ["401", "", "guest"], [@response.code, head, who]
      assert_match(%r{<p id="error">.+</p>}, @response.body)
    end
    # The form is there again.
    submit("login", email: ADA[:email], password: "demo")
    assert_equal "303", @response.code
  end

  def test_forged_requests
    page
    assert_equal "422", post("/login", email: ADA[:email], password: "demo").code
    assert_equal ["", "guest"], [head, who]
    assert_includes @response.body, 'id="error"'
    page
    assert_equal "guest", who
    login(ADA[:email])
    assert_equal "422", post("/logout").code
    assert_equal "422", post("/login", email: GRACE[:email], password: "demo", authenticity_token: "forged").code
    page
    assert_equal tag_of(ADA), head
  end

  def test_signals_end_it_and_nothing_is_left
    before = Dir[File.join(__dir__, "**", "*")]
    %w[TERM INT].each do |signal|
      server = Server.new
      assert_equal [0, ""], server.end_by(signal)
      assert_raises(Errno::ECONNREFUSED) { TCPSocket.open("127.0.0.1", server.port) }
    end
    assert_equal before, Dir[File.join(__dir__, "**", "*")]
  end

  def test_it_needs_a_key
    { "" => /USERHASH_SECRET_KEY/, "changeme" => /placeholder/ }.each do |secret, message|
      output, status = Open3.capture2e({ "USERHASH_SECRET_KEY" => secret, "PORT" => "0" }, RUN)
      assert_equal 1, status.exitstatus
      assert_match(message, output)
    end
  end
end
