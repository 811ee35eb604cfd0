import userhash

print(userhash.logout_script_tag(nonce))  # on the page that is shown after the logout, and on no other
