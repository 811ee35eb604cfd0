import userhash

key = userhash.SecretKey.from_env("USERHASH_SECRET_KEY")
visitor = key.visitor({"email": request.user.email, "name": request.user.name})

print(visitor.login_call())  # a guest has logged in
print(visitor.switch_call())  # another user has: the former one is logged out first
print(userhash.logout_call())  # the user has logged out
