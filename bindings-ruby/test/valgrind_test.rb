# frozen_string_literal: true

require_relative "test_helper"
require_relative "support/valgrind"

# The tests that call the extension, once more under valgrind; test_hooks_test.rb shows that it bites.
class ValgrindTest < Userhash::TestCase
  SUITE = File.expand_path("support/suite_under_valgrind.rb", __dir__)

  def test_no_error_and_no_byte_lost
    skip "valgrind is not installed" unless Valgrind.available?
    output, passed, findings = Valgrind.run("-I", File.join(PACKAGE, "lib"), "-I", __dir__, SUITE)
    assert passed, output
    assert_match(/ 0 failures, 0 errors, 0 skips/, output)
    refute_empty findings, "valgrind always finds something in Ruby itself"
    assert_empty findings.select(&:ours?).map(&:to_s)
  end
end
