import userhash

key = userhash.SecretKey.from_env("USERHASH_SECRET_KEY")
visitor = key.visitor({"email": request.user.email, "name": request.user.name})

response.headers["Content-Security-Policy"] = f"script-src 'self' {visitor.csp_hash()}"
print(visitor.script_tag())
