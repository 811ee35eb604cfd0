require "userhash"

key = Userhash::SecretKey.from_env("ACQUIRE_SECRET_KEY")

puts key.user_hash(current_user.email)
