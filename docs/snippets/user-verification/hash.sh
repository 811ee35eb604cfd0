userhash sign --key-env ACQUIRE_SECRET_KEY customer@example.com
