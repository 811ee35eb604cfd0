import json

import userhash

key = userhash.SecretKey.from_env("USERHASH_SECRET_KEY")

try:
    sent = json.loads(body)
    verified = key.verify(sent["visitor_id"], sent["hash"])
except (KeyError, TypeError, ValueError):  # here the user comes from outside, too, and is no id at all
    verified = False
print("verified" if verified else "not verified")
