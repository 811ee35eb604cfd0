require "json"
require "userhash"

key = Userhash::SecretKey.from_env("USERHASH_SECRET_KEY")

begin
  sent = JSON.parse(body)
  verified = key.verify(sent["visitor_id"], sent["hash"])
rescue JSON::ParserError, TypeError, Userhash::Error # here the user comes from outside, too, and is no id at all
  verified = false
end
puts verified ? "verified" : "not verified"
