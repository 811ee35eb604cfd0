# frozen_string_literal: true

require "open3"
require "rbconfig"
require "tempfile"

# Runs Ruby under valgrind and tells which findings are the extension's.
module Valgrind
  # Below this function, Ruby runs methods of other people that a conversion has called.
  INTERPRETER = "rb_vm_exec"
  OPTIONS = %w[--leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite --num-callers=40
               --error-limit=no --xml=yes].freeze

  Finding = Struct.new(:kind, :frames) do
    # The extension is in the stack, and no interpreter stands between it and the finding. Ruby's
    # garbage collector, which reads also what was never written, must not run inside of its calls.
    def ours?
      first = frames.index { |_, object| object.end_with?("/userhash/userhash.so") } or return false
      sound? && frames.first(first).none? { |function, _| function == INTERPRETER }
    end

    # Some of Ruby's machine code gives no hint where its caller is. Valgrind then guesses from what
    # lies on the stack, and comes to addresses where no code is.
    def sound? = frames.none? { |_, object| object.empty? }

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
