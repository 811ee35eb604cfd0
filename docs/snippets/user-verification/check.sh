# Which key is it? The fingerprint gives nothing away.
userhash fingerprint --key-env USERHASH_SECRET_KEY

# Is this the user's hash under that key? Both as the page's source shows them.
userhash verify --key-env USERHASH_SECRET_KEY customer@example.com "$user_hash"
