import userhash

key = userhash.SecretKey.from_env("USERHASH_SECRET_KEY")
visitor = key.visitor({"email": request.user.email, "name": request.user.name})

# Data, not a script; the script after it is the file that userhash.loader() returns.
print(visitor.data_tag(), '<script src="/userhash-loader.js"></script>', sep="")
