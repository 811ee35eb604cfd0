import userhash

previous = userhash.SecretKey.from_env("ACQUIRE_PREVIOUS_SECRET_KEY")
ring = userhash.KeyRing(userhash.SecretKey.from_env("USERHASH_SECRET_KEY"), previous)

print(ring.user_hash(request.user.email))  # made with the current key

presented = previous.user_hash(request.user.email)  # what a page still has that was open before
print(ring.verified_by(request.user.email, presented))  # 1: the first of the previous keys
print(previous.fingerprint)  # for the log: says which key, and nothing else about it
