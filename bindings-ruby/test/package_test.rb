# frozen_string_literal: true

require_relative "test_helper"
require "fileutils"
require "tmpdir"

# The gem and its shared library, as they reach a user.
class PackageTest < Userhash::TestCase
  def test_one_version
    workspace = File.read(File.join(ROOT, "Cargo.toml"))[/^\[workspace\.package\]\nversion = "(.+)"/, 1]
    assert_equal workspace, Userhash::VERSION
    assert_predicate Userhash::VERSION, :frozen?
  end

  def test_one_symbol_leaves_the_library
    output, status = Open3.capture2e("nm", "--dynamic", "--defined-only", "--format=posix", EXTENSION)
    assert_predicate status, :success?, output
    assert_equal ["Init_userhash"], output.lines.map { |line| line.split.first }
  end

  def test_the_library_is_small
    assert_operator File.size(EXTENSION), :<, 900 * 1024
  end

  def test_the_sources_compile_without_a_warning
    config = RbConfig::CONFIG
    headers = [config["rubyhdrdir"], config["rubyarchhdrdir"]].map { |folder| "-isystem#{folder}" }
    command = [config["CC"].split.first, "-std=c99", "-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter", "-fsyntax-only",
               "-I#{File.join(ROOT, "include")}", *headers]
    sources = Dir[File.join(PACKAGE, "ext", "userhash", "*.c")]
    refute_empty sources
    [[], ["-DUSERHASH_TEST_HOOKS"]].each do |hooks|
      output, status = Open3.capture2e(*command, *hooks, *sources)
      assert_predicate status, :success?, output
      assert_empty output
    end
  end

  # Everything that is or would be committed, in a folder of its own: a clean clone.
  def clone(folder)
    files, status = Open3.capture2("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", chdir: ROOT)
    skip "not a clone" unless status.success?

    files.split("\0").select { |file| File.file?(File.join(ROOT, file)) }.each do |file|
      FileUtils.mkdir_p(File.join(folder, File.dirname(file)))
      FileUtils.cp(File.join(ROOT, file), File.join(folder, file))
    end
  end

  def run_command(*command, folder:, environment: {})
    output, status = Open3.capture2e(environment, *command, chdir: folder)
    assert_predicate status, :success?, output
    output
  end

  # What README.md says, in a clean clone, which is gone when the gem is installed.
  def test_gem_build_and_gem_install
    Dir.mktmpdir do |folder|
      clone(File.join(folder, "clone"))
      package = File.join(folder, "clone", "bindings-ruby")
      home = { "GEM_HOME" => File.join(folder, "home"), "GEM_PATH" => nil }
      run_command("gem", "build", "userhash.gemspec", folder: package)
      gem = "userhash-#{Userhash::VERSION}.gem"
      FileUtils.mv(File.join(package, gem), folder)
      FileUtils.rm_rf(File.join(folder, "clone"))
      run_command("gem", "install", "--local", "--no-document", gem, folder: folder, environment: home)
      script = 'print $LOADED_FEATURES.grep(/userhash/).join(" "), " ", Userhash::SecretKey.new(ARGV[0]).user_hash(ARGV[1])'
      output = run_command(RbConfig.ruby, "-r", "userhash", "-e", script, SECRET, USER, folder: folder, environment: home)
      refute_match(/rack|page\.rb/, output)
      assert_includes output, File.join(folder, "home")
      assert output.end_with?(" #{USER_HASH}"), output
      installed = Dir[File.join(folder, "home", "gems", "**", "*")].map { |file| File.basename(file) }
      %w[userhash.rbs frameworks.rbs rack.rb sinatra.rb rails.rb].each { |file| assert_includes installed, file }
      assert_includes installed, "LICENSE-MIT"
      refute_includes installed, "libuserhash.a"
      refute_includes installed, "target"
    end
  end

  def test_a_missing_cargo_is_explained
    Dir.mktmpdir do |folder|
      command = [{ "PATH" => folder }, RbConfig.ruby, File.join(PACKAGE, "ext", "userhash", "extconf.rb")]
      output, status = Open3.capture2e(*command, chdir: folder)
      refute_predicate status, :success?
      assert_match(/needs Rust's cargo.*rustup\.rs/, output)
    end
  end
end
