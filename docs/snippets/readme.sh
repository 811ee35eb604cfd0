# The secret key comes from the environment, a file or a prompt; no option takes the key itself.
export USERHASH_SECRET_KEY="correct horse battery staple"

user_hash=$(userhash sign customer@example.com)
echo "$user_hash"

# The receiving side: status 0 if the hash is the user's, 1 if not.
userhash verify customer@example.com "$user_hash"
userhash verify customer@example.com "whatever a visitor sent" || echo "refused"

# Many at once: users one a line, or a CSV that gets a column user_hash.
printf '%s\n' ada@example.com grace@example.com | userhash sign
printf 'name,email\n"Lovelace, Ada",ada@example.com\n' | userhash sign --csv --column email
