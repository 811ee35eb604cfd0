# frozen_string_literal: true

require_relative "test_helper"
require_relative "support/resident_memory"

# The process does not grow: a million calls, and a hundred thousand that fail. That a leak would
# be seen is shown in test_hooks_test.rb.
class MemoryTest < Userhash::TestCase
  LIMIT = 64 * 1024

  SCRIPT = <<~'RUBY'
    key = Userhash::SecretKey.new(ARGV[0])
    ring = Userhash::KeyRing.new(Userhash::SecretKey.new("another"), key)
    user = "customer@example.com"
    hash = key.user_hash(user)
    failing = lambda do |&call|
      call.()
    rescue Userhash::Error, TypeError
      nil
    end
    {
      hash: [1_000_000, -> { key.user_hash(user) }],
      check: [1_000_000, -> { key.verify(user, hash) }],
      check_with_ring: [1_000_000, -> { ring.verified_by(user, nil) }],
      one_shot: [1_000_000, -> { Userhash::HMAC.hexdigest("sha256", "k", user) }],
      load: [100_000, -> { Userhash::SecretKey.new("secret") }],
      stream: [100_000, -> { Userhash::HMAC.new("k", "sha256").update(user).dup.digest }],
      visitor: [100_000, -> { key.visitor({ email: user, name: "<é>" }).script_tag(nonce: "abc") }],
      failing_visitor: [100_000, -> { failing.() { key.visitor({ name: user }) } }],
      failing_nonce: [100_000, -> { failing.() { Userhash.logout_script_tag(nonce: " ") } }],
      failing_load: [100_000, -> { failing.() { Userhash::SecretKey.new("padded ") } }],
      failing_user: [100_000, -> { failing.() { key.user_hash("") } }],
      failing_type: [100_000, -> { failing.() { key.user_hash(nil) } }],
      failing_digest: [100_000, -> { failing.() { Userhash::HMAC.new("k", nil) } }]
    }.each { |name, (times, call)| puts "#{name} #{ResidentMemory.growth(times) { call.() }}" }
  RUBY

  def test_resident_memory_stays
    skip "needs Linux's /proc" unless ResidentMemory.available?
    growth = ruby("require '#{__dir__}/support/resident_memory'\n#{SCRIPT}", SECRET).lines.to_h(&:split)
    assert_equal 13, growth.size
    growth.each { |name, bytes| assert_operator Integer(bytes), :<, LIMIT, name }
    warn growth.inspect if ENV["USERHASH_TEST_VERBOSE"]
  end
end
