require "userhash"

key = Userhash::SecretKey.from_env("USERHASH_SECRET_KEY")
visitor = key.visitor({ email: current_user.email, name: current_user.name })

response.headers["Content-Security-Policy"] = "script-src 'self' #{visitor.csp_hash}"
puts visitor.script_tag
