# frozen_string_literal: true

# Runs the tests that call the extension in this process, for valgrind to watch, and ends without
# Ruby's own cleaning up: memory that something still points to is then no leak, and the rest is.
require "minitest"
def Minitest.autorun = nil

ENV["USERHASH_TEST_INPUTS"] = "1000"
%w[secret_key loading user_hash verify key_ring error redaction hmac hmac_parity compare visitor visitor_refusals].each do |name|
  require_relative "../#{name}_test"
end
# The garbage collector runs when the tests are done, and then with no call of the extension in the
# stack, all of which it reads, whether it was ever written or not.
GC.disable
passed = Minitest.run([])
GC.enable
GC.start
$stdout.flush
exit!(passed ? 0 : 1)
