# frozen_string_literal: true

require_relative "test_helper"

# Random inputs, on which every way to make a hash has to agree with OpenSSL::HMAC.
class HMACParityTest < Userhash::TestCase
  INPUTS = Integer(ENV.fetch("USERHASH_TEST_INPUTS", "100000"))
  # Where SHA-256's blocks and padding begin and end.
  EDGES = [0, 1, 31, 32, 33, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129].freeze
  ENCODINGS = [Encoding::BINARY, Encoding::UTF_8, Encoding::UTF_16LE, Encoding::US_ASCII].freeze

  def bytes(random)
    length = random.rand(2).zero? ? EDGES.sample(random: random) : random.rand(300)
    random.bytes(length).force_encoding(ENCODINGS.sample(random: random))
  end

  def results(random, key, message)
    split = random.rand(message.bytesize + 1)
    results = [
      Userhash::HMAC.hexdigest("sha256", key, message),
      (Userhash::HMAC.new(key, "SHA256") << message.byteslice(0, split) << message.byteslice(split..)).hexdigest,
      Userhash::HMAC.digest("sha256", key, message).unpack1("H*")
    ]
    return results if key.empty? || message.empty?

    loaded = Userhash::SecretKey.from_hex(key.unpack1("H*"))
    raise "a right hash was refused" unless loaded.verify(message, results.first)

    results << loaded.user_hash(message)
  end

  def test_no_difference
    random = Random.new(Integer(ENV.fetch("USERHASH_TEST_SEED", Random.new_seed.to_s)))
    differences = INPUTS.times.count do
      key = bytes(random)
      message = bytes(random)
      results(random, key, message).uniq != [OpenSSL::HMAC.hexdigest("sha256", key, message)]
    end
    assert_equal 0, differences, "seed #{random.seed}"
  end
end
