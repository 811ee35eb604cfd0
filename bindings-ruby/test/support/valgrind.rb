# frozen_string_literal: true

require "open3"
require "rbconfig"
require "tempfile"

# Runs Ruby under valgrind and tells which findings are the extension's.
module Valgrind
  # Below these functions it is Ruby that works: its garbage collector reads the whole stack on
  # purpose, also what was never written, and its interpreter runs other people's methods.
  RUBYS_OWN = /\A(?:rb_vm_exec|rb_\w*newobj\w*|ruby_x\w+|rb_gc\w*)\z/.freeze
  OPTIONS = %w[--leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite --num-callers=40
               --error-limit=no --xml=yes].freeze

  Finding = Struct.new(:kind, :frames) do
    def leak? = kind.start_with?("Leak_")

    # The extension is in the stack, and Ruby's own work does not stand between it and the finding.
    # All memory is allocated by Ruby's functions, so for leaks only the interpreter counts as that.
    def ours?
      first = frames.index { |_, object| object.end_with?("/userhash/userhash.so") } or return false
      own = leak? ? /\Arb_vm_exec\z/ : RUBYS_OWN
      frames.first(first).none? { |function, _| function.match?(own) }
    end

    def to_s = "#{kind}\n" + frames.map { |function, object| "  #{function} in #{File.basename(object)}" }.join("\n")
  end

  module_function

  def available? = system("valgrind", "--version", out: File::NULL, err: File::NULL)

  # Returns what the program wrote, whether it succeeded, and the findings, all of them.
  def run(*arguments)
    Tempfile.create("valgrind") do |xml|
      output, status = Open3.capture2e("valgrind", *OPTIONS, "--xml-file=#{xml.path}", RbConfig.ruby, *arguments)
      [output, status.success?, findings(File.read(xml.path))]
    end
  end

  def findings(xml)
    xml.scan(%r{<error>(.*?)</error>}m).map do |(error)|
      frames = error[%r{<stack>.*?</stack>}m].scan(%r{<frame>(.*?)</frame>}m).map do |(frame)|
        [frame[%r{<fn>(.*?)</fn>}, 1].to_s, frame[%r{<obj>(.*?)</obj>}, 1].to_s]
      end
      Finding.new(error[%r{<kind>(.*?)</kind>}, 1], frames)
    end
  end
end
