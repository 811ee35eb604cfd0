require "userhash/rack"

use Rack::Session::Cookie, secret: ENV.fetch("SESSION_SECRET")
use Userhash::Rack, key: Userhash::SecretKey.from_env("USERHASH_SECRET_KEY"),
                    details: ->(request) { request.session["user"] } # { email: …, name: … }, or nil

run(lambda do |env|
  page = env["userhash"]
  if env["PATH_INFO"] == "/logout" && env["REQUEST_METHOD"] == "POST"
    page.logout
    env["rack.session"].clear
    [303, { "location" => "/" }, []]
  else
    [200, { "content-type" => "text/html" }, ["<!DOCTYPE html><title>Shop</title>#{page.tag}"]]
  end
end)
