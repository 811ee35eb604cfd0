# frozen_string_literal: true

require "fileutils"
require "json"
require "open3"
require "tmpdir"

# The static library of the Rust core, built by cargo.
module CoreLibrary
  # What the Rust standard library needs to be linked with, besides what Ruby brings along.
  SYSTEM_LIBRARIES =
    case RUBY_PLATFORM
    when /darwin/ then ["-liconv"]
    when /mswin|mingw/ then %w[-lws2_32 -luserenv -lntdll -lbcrypt -ladvapi32]
    else %w[-lpthread -ldl -lm]
    end

  CLONE = File.expand_path("../../..", __dir__)
  COPY_IN_GEM = File.join(__dir__, "rust")

  module_function

  # Whether this folder is part of a clone; otherwise it is that of a gem, which has a copy of the
  # Rust sources.
  def clone?
    File.file?(File.join(CLONE, "bindings-c", "Cargo.toml"))
  end

  def root
    clone? ? CLONE : COPY_IN_GEM
  end

  # Builds the library and returns its path. Only the versions in Cargo.lock are used.
  def build(test_hooks:)
    return cargo(File.join(CLONE, "target", "forced-panic"), "--features", "forced-panic") if test_hooks
    return cargo(File.join(CLONE, "target"), "--release") if clone?

    # An installed gem should not keep what cargo leaves behind, which is large.
    Dir.mktmpdir do |folder|
      built = cargo(folder, "--release")
      FileUtils.cp(built, Dir.pwd)
      File.basename(built)
    end
  end

  def cargo(target, *kind)
    command = ["cargo", "build", "--locked", "--package", "userhash-c", "--target-dir", target, *kind]
    output, status = Open3.capture2(*command, "--message-format=json-render-diagnostics", chdir: root)
    abort "The Rust core could not be built:\n  #{command.join(" ")}" unless status.success?

    # Cargo itself says what it has made: names and folders depend on platform and configuration.
    made = output.lines.flat_map { |line| JSON.parse(line).fetch("filenames", []) }
    made.find { |file| file.end_with?("userhash.a", "userhash.lib") } or abort "cargo made no static library"
  rescue Errno::ENOENT
    abort "userhash needs Rust's cargo, version 1.88 or later, to be built: see https://rustup.rs"
  end
end
