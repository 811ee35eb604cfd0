import userhash

key = userhash.SecretKey.from_env("USERHASH_SECRET_KEY")

# For the page of the user who is logged in:
user_hash = key.user_hash("customer@example.com")
print(user_hash)

# For what comes back from a browser, which can be anything:
print(key.verify("customer@example.com", user_hash))
print(key.verify("somebody@example.com", user_hash))
