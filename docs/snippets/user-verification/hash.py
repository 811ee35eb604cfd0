import userhash

key = userhash.SecretKey.from_env("USERHASH_SECRET_KEY")

print(key.user_hash(request.user.email))
