import userhash

key = userhash.SecretKey.from_env("USERHASH_SECRET_KEY")

if request.user:  # of the session; for a guest there is nothing to announce
    visitor = key.visitor({"email": request.user.email, "name": request.user.name})
    response.headers.update(userhash.headers())
    print(visitor.script_tag(nonce))  # script_tag() without a Content Security Policy
