# frozen_string_literal: true

require "etc"

# How much the memory of this process grows while something is done again and again.
module ResidentMemory
  PAGE = Etc.sysconf(Etc::SC_PAGESIZE)

  module_function

  def available? = File.exist?("/proc/self/statm")

  # The smallest of several readings: what Ruby has in hand at the moment is noise.
  def bytes
    Array.new(3) do
      GC.start
      Integer(File.read("/proc/self/statm").split[1]) * PAGE
    end.min
  end

  # Bytes that `times` calls add, after a warm-up; the least of three, because a leak leaks always.
  def growth(times, &call)
    (times / 5).times(&call)
    Array.new(3) do
      before = bytes
      times.times(&call)
      bytes - before
    end.min
  end
end
