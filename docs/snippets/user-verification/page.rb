require "userhash"

key = Userhash::SecretKey.from_env("USERHASH_SECRET_KEY")

if current_user # of the session; for a guest there is nothing to announce
  visitor = key.visitor({ email: current_user.email, name: current_user.name })
  response.headers.merge!(Userhash.headers)
  puts visitor.script_tag(nonce: nonce) # script_tag without a Content Security Policy
end
