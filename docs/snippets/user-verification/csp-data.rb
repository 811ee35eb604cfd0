require "userhash"

key = Userhash::SecretKey.from_env("USERHASH_SECRET_KEY")
visitor = key.visitor({ email: current_user.email, name: current_user.name })

# Data, not a script; the script after it is the file that Userhash.loader returns.
puts visitor.data_tag + '<script src="/userhash-loader.js"></script>'
