import hashlib
import os

from userhash import hmac

print(hmac.new(
  os.environ['USERHASH_SECRET_KEY'], # secret key (keep safe!)
  request.user.email, # user's email
  digestmod=hashlib.sha256 # hash function
).hexdigest())
