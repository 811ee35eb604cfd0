# frozen_string_literal: true

require_relative "test_helper"

# The comparisons, against OpenSSL's.
class CompareTest < Userhash::TestCase
  def answers(host, method, first, second)
    host.public_send(method, first, second)
  rescue StandardError => error
    [error.class, error.message]
  end

  def test_as_openssl
    values = ["", "a", "b", "ab", "a\0", "\xFF", "é", USER_HASH, USER_HASH.upcase, nil, 1, :a]
    %i[secure_compare fixed_length_secure_compare].product(values, values) do |method, first, second|
      assert_equal answers(OpenSSL, method, first, second), answers(Userhash, method, first, second), [method, first, second].inspect
    end
  end

  # OpenSSL.secure_compare also compares them as Strings, and so depends on encodings and classes.
  def test_bytes_are_what_is_compared
    assert Userhash.secure_compare("é", "é".b)
    assert Userhash.secure_compare("a", Boxed.new("a"))
    refute Userhash.secure_compare("a", "a".encode("UTF-16LE"))
  end

  def test_every_bit_counts
    tag = OpenSSL::HMAC.digest("sha256", SECRET, USER)
    256.times do |bit|
      other = tag.dup
      other.setbyte(bit / 8, other.getbyte(bit / 8) ^ (1 << bit % 8))
      refute Userhash.secure_compare(tag, other)
      refute Userhash.fixed_length_secure_compare(tag, other)
    end
    assert Userhash.secure_compare(tag, tag.dup)
  end
end
