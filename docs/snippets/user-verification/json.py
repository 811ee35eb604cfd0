import userhash

key = userhash.SecretKey.from_env("USERHASH_SECRET_KEY")

response.headers.update(userhash.headers())  # for guests, too: the answer depends on the session
if request.user:
    response.headers["Content-Type"] = "application/json"
    print(key.visitor({"email": request.user.email, "name": request.user.name}).to_json())
else:
    response.status_code = 204
