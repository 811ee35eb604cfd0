# frozen_string_literal: true

require_relative "test_helper"
require_relative "support/resident_memory"
require_relative "support/valgrind"

# Against a build of the extension that can be made to misbehave (scripts/test-ruby makes it):
# what a bug in the core looks like from Ruby, and that the checks for memory bite.
class TestHooksTest < Userhash::TestCase
  FOLDER = ENV.fetch("USERHASH_RUBY_TEST_HOOKS")

  def ruby(script) = super(script, folder: FOLDER)

  def test_a_panic_in_the_core_is_an_error
    script = <<~'RUBY'
      2.times do
        Userhash.test_panic
      rescue Userhash::Error => error
        puts error.code, error.number, error.message
      end
      print Userhash::SecretKey.new("secret").verify("a", "b")
    RUBY
    lines = ruby(script).lines(chomp: true)
    assert_equal 2, lines.count("panic"), lines
    assert_equal 2, lines.count("17"), lines
    assert_equal "false", lines.last
  end

  def test_every_status_arrives_as_an_error
    core = File.read(File.join(ROOT, "core", "src", "error.rs"))
    table = core.scan(/^    \w+ = (\d+), "(\w+)",$/).to_h { |number, code| [Integer(number), code] }
    assert_operator table.size, :>=, 17
    script = <<~RUBY
      #{table.keys}.each do |number|
        Userhash.test_raise(number)
      rescue Userhash::Error => error
        puts [error.number, error.code, error.message, error.message.encoding].join("|")
      end
    RUBY
    lines = ruby(script).lines(chomp: true).map { |line| line.split("|") }
    assert_equal table.to_a, lines.map { |number, code| [Integer(number), code] }
    lines.each do |_, _, message, encoding|
      assert_operator message.size, :>, 20
      assert_equal "UTF-8", encoding
    end
  end

  def test_a_leak_is_seen_in_resident_memory
    skip "needs Linux's /proc" unless ResidentMemory.available?
    script = "require '#{__dir__}/support/resident_memory'; print ResidentMemory.growth(1000) { Userhash.test_leak }"
    assert_operator Integer(ruby(script)), :>, 64 * 1024
  end

  def test_a_leak_and_a_wrong_access_are_seen_by_valgrind
    skip "valgrind is not installed" unless Valgrind.available?
    script = "Userhash.test_leak; Userhash.test_misread; GC.start; exit!(0)"
    output, passed, findings = Valgrind.run("-I", FOLDER, "-r", "userhash", "-e", script)
    assert passed, output
    assert_equal %w[InvalidRead Leak_DefinitelyLost], findings.select(&:ours?).map(&:kind).sort
  end

  def test_what_is_shipped_has_no_hooks
    assert_empty Userhash.singleton_methods.grep(/test/)
  end
end
