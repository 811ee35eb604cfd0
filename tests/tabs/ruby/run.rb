# frozen_string_literal: true

# The tabs "Rails" and "Other" in plain Ruby: the document's code with another constant, against
# the document's code itself.

require "json"
require "openssl"
require "userhash"

TABS = File.expand_path("..", __dir__)
INPUTS = JSON.parse(File.read(File.join(TABS, "inputs.json")))
User = Struct.new(:email)

# The document's block with a secret in the place of the empty one.
def with_secret(block, secret)
  raise "the block has no place for a secret" unless block.scan("''").size == 1

  block.sub("''") { secret.empty? ? "''" : secret.inspect }
end

# Runs a block as the document's reader would: `current_user` is there.
def run(block, current_user)
  eval(block, binding, "tab")
end

%w[rails other].each do |tab|
  document = File.read(File.join(TABS, "document", "#{tab}.rb"))
  raise "the block does not name the constant once" unless document.scan("OpenSSL::HMAC").size == 1

  INPUTS["secrets"].product(INPUTS["users"]).each do |secret, email|
    theirs = with_secret(document, secret)
    ours = theirs.sub("OpenSSL::HMAC", "Userhash::HMAC")
    equal = run(ours, User.new(email)) == run(theirs, User.new(email))
    puts "#{equal ? "ok" : "not ok"} - #{tab}: #{secret.inspect}, #{email.inspect}"
  end
end
