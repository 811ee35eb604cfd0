# frozen_string_literal: true

require_relative "test_helper"

# What a collected object leaves behind: another process reads this one's whole memory before and
# after, and searches it for the states that the keys were turned into.
class WipingTest < Userhash::TestCase
  # Says where an object's data is, then drops the object, and says so when it has been collected.
  CHILD = <<~'RUBY'
    require "fiddle"
    secret = STDIN.gets.chomp
    hold = {
      "key" => -> { Userhash::SecretKey.new(secret) },
      "ring" => -> { Userhash::KeyRing.new(Userhash::SecretKey.new(secret)) },
      "hmac" => -> { Userhash::HMAC.new(secret, "sha256").dup }
    }.fetch(ARGV[0])
    # In a thread, so that its stack goes away with all references that may be left on it.
    held = Thread.new { [hold.call] }.value
    $stdout.sync = true
    # Flags, class, type, a mark, and then the pointer (struct RTypedData).
    puts Thread.new { Fiddle::Pointer[Fiddle.dlwrap(held[0])][0, 40].unpack("J5").last }.value
    STDIN.gets
    Thread.new { held.clear }.join
    klasses = [Userhash::SecretKey, Userhash::KeyRing, Userhash::HMAC]
    alive = -> { klasses.sum { |klass| ObjectSpace.each_object(klass).count } }
    100.times { alive.call.zero? ? break : Thread.new { GC.start }.join }
    puts alive.call
    STDIN.gets
  RUBY

  # Reads another process, which Linux allows for one's own children.
  class Memory
    def initialize(pid)
      @pid = pid
    end

    def at(address, size)
      File.open("/proc/#{@pid}/mem", "rb") { |file| file.pread(size, address) }
    end

    def count(bytes)
      regions.sum do |from, to|
        occurrences(at(from, to - from), bytes)
      rescue EOFError, Errno::EIO
        0
      end
    end

    def occurrences(memory, bytes)
      found = -1
      (0..).find { (found = memory.index(bytes, found + 1)).nil? }
    end

    def regions
      File.readlines("/proc/#{@pid}/maps").map(&:split).select { |_, rights| rights.start_with?("rw") }
          .map { |range, *| range.split("-").map { |address| address.to_i(16) } }
    end
  end

  # Where in the data a state is. Not the first one: malloc writes into the first 16 bytes of what
  # is given back, and so would hide that they were not wiped.
  { "key" => 40, "ring" => 48, "hmac" => 40 }.each do |kind, offset|
    define_method("test_nothing_is_left_of_a_collected_#{kind}") do
      skip "needs Linux's /proc" unless File.exist?("/proc/self/maps")
      command = [RbConfig.ruby, "-I", File.join(PACKAGE, "lib"), "-r", "userhash", "-e", CHILD, kind]
      Open3.popen2(*command) do |input, output, child|
        memory = Memory.new(child.pid)
        input.puts(OpenSSL::Random.random_bytes(20).unpack1("H*"))
        state = memory.at(Integer(output.gets) + offset, 32)
        refute_equal "\0".b * 32, state
        assert_operator memory.count(state), :>=, 1, "the search finds what is there"
        input.puts
        assert_equal 0, Integer(output.gets), "the objects were not collected"
        assert_equal 0, memory.count(state)
        input.puts
        assert_predicate child.value, :success?
      end
    end
  end
end
