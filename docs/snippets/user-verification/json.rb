require "userhash"

key = Userhash::SecretKey.from_env("USERHASH_SECRET_KEY")

response.headers.merge!(Userhash.headers) # for guests, too: the answer depends on the session
if current_user
  response.headers["Content-Type"] = "application/json"
  puts key.visitor({ email: current_user.email, name: current_user.name }).to_json
else
  response.status = 204
end
