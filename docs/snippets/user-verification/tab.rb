require "userhash"

puts Userhash::HMAC.hexdigest(
  'sha256', # hash function
  ENV.fetch('USERHASH_SECRET_KEY'), # secret key (keep safe!)
  current_user.email # user's email
)
