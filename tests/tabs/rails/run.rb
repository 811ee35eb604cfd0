# frozen_string_literal: true

# The tab "Rails" where it belongs: in a view and in a controller, asked with requests that go
# through the whole stack of the application, and compared with OpenSSL::HMAC.

require "json"
require "openssl"
require_relative "application"
require "action_dispatch/testing/integration"

TABS = File.expand_path("..", __dir__)
SECRET = "correct horse battery staple"

def report(right, what)
  puts "#{right ? "ok" : "not ok"} - #{what}"
end

# The view and the controller hold the document's block, with another constant and a secret.
block = File.read(File.join(TABS, "document", "rails.rb")).chomp
            .sub("OpenSSL::HMAC", "Userhash::HMAC").sub("''", "'#{SECRET}'")
%w[views/profiles/show.html.erb application.rb].each do |file|
  text = File.read(File.join(__dir__, file))
  report(text.scan(block.delete_suffix(")")).size == 1, "rails: #{file} has the document's block")
end

users = JSON.parse(File.read(File.join(TABS, "inputs.json")))["users"]
users.reject(&:empty?).each do |email|
  browser = ActionDispatch::Integration::Session.new(Rails.application)
  browser.post("/session", params: { email: email })
  expected = OpenSSL::HMAC.hexdigest("sha256", SECRET, email)
  browser.get("/profile")
  shown = browser.response.body[%r{<p id="user_hash">(.*?)</p>}m, 1]
  report(browser.response.status == 200 && shown == expected, "rails, view: #{email.inspect}")
  browser.get("/user_hash")
  report(browser.response.status == 200 && browser.response.body == expected, "rails, controller: #{email.inspect}")
end
