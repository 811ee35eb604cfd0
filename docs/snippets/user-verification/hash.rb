require "userhash"

key = Userhash::SecretKey.from_env("USERHASH_SECRET_KEY")

puts key.user_hash(current_user.email)
