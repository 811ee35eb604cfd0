require "userhash/sinatra"

class Shop < Sinatra::Base
  set :sessions, secret: ENV.fetch("SESSION_SECRET")
  register Userhash::Sinatra
  userhash(key: Userhash::SecretKey.from_env("USERHASH_SECRET_KEY")) { session[:user] } # { email: …, name: … }, or nil

  get("/") { erb "<!DOCTYPE html><title>Shop</title><%= userhash_visitor_tag %>" }
  get("/visitor.json") { userhash_visitor_json }
  post "/logout" do
    userhash.logout
    session.clear
    redirect "/", 303
  end
end
