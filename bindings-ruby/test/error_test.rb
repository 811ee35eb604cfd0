# frozen_string_literal: true

require_relative "test_helper"

# Userhash::Error; that every status of the table arrives in it is tested in test_hooks_test.rb.
class ErrorTest < Userhash::TestCase
  def test_code_number_and_message
    error = assert_code("padded_secret") { key("secret ") }
    assert_equal 3, error.number
    assert_match(/starts or ends in white space/, error.message)
    assert_equal Encoding::UTF_8, error.message.encoding
    assert_predicate error.code, :frozen?
    assert_equal Encoding::UTF_8, error.code.encoding
  end

  def test_the_class
    assert_equal StandardError, Userhash::Error.superclass
    refute_respond_to Userhash::Error.new, :code=
    assert_nil Userhash::Error.new("made by a program").code
    assert_raises(Userhash::Error) { raise Userhash::Error, "made by a program" }
  end

  def test_errors_survive_marshal
    error = Marshal.load(Marshal.dump(assert_code("empty_secret") { key("") }))
    assert_equal ["empty_secret", 2], [error.code, error.number]
  end
end
