require "userhash"

key = Userhash::SecretKey.from_env("USERHASH_SECRET_KEY")
visitor = key.visitor({ email: current_user.email, name: current_user.name })

puts visitor.login_call # a guest has logged in
puts visitor.switch_call # another user has: the former one is logged out first
puts Userhash.logout_call # the user has logged out
