require "userhash"

puts Userhash.logout_script_tag(nonce: nonce) # on the page that is shown after the logout, and on no other
