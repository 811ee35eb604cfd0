require "userhash"

previous = Userhash::SecretKey.from_env("ACQUIRE_PREVIOUS_SECRET_KEY")
ring = Userhash::KeyRing.new(Userhash::SecretKey.from_env("USERHASH_SECRET_KEY"), previous)

puts ring.user_hash(current_user.email) # made with the current key

presented = previous.user_hash(current_user.email) # what a page still has that was open before
puts ring.verified_by(current_user.email, presented) # 1: the first of the previous keys
puts previous.fingerprint # for the log: says which key, and nothing else about it
