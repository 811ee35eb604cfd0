# frozen_string_literal: true

# What a snippet finds in its program: the user of the session, the policy's nonce, a request's body
# and its response, which is shown at the end.

User = Struct.new(:email, :name)
Response = Struct.new(:headers, :status)
RESPONSE = Response.new({}, 200)

def current_user = ENV["SNIPPET_GUEST"] ? nil : User.new("customer@example.com", "Jane </script>")
def response = RESPONSE
def nonce = "bm9uY2U="
def body = ENV.fetch("SNIPPET_BODY")

at_exit do
  response.headers.each { |name, value| puts "#{name}: #{value}" }
  puts "Status: #{response.status}"
end
