# frozen_string_literal: true

require_relative "test_helper"
require "pathname"
require "tmpdir"

# Secret keys from environment variables and files.
class LoadingTest < Userhash::TestCase
  VARIABLE = "USERHASH_RUBY_TEST"

  def teardown
    ENV.delete(VARIABLE)
  end

  def from_env(value)
    ENV[VARIABLE] = value
    Userhash::SecretKey.from_env(VARIABLE)
  end

  def test_one_final_line_break_of_a_variable_is_dropped
    [SECRET, "#{SECRET}\n", "#{SECRET}\r\n"].each { |value| assert_equal USER_HASH, from_env(value).user_hash(USER) }
  end

  def test_variables_that_are_refused
    { "" => "empty_secret", "\n" => "empty_secret", "#{SECRET}\n\n" => "padded_secret", "changeme" => "placeholder_secret" }
      .each { |value, code| assert_code(code) { from_env(value) } }
    assert_code("missing_secret") { Userhash::SecretKey.from_env("USERHASH_RUBY_TEST_NOT_SET") }
    assert_code("missing_secret") { Userhash::SecretKey.from_env("") }
    assert_code("missing_secret") { Userhash::SecretKey.from_env("A=B") }
    assert_code("missing_secret") { Userhash::SecretKey.from_env("A\0B") }
    assert_code("public_secret") { Userhash::SecretKey.from_env("VITE_SECRET") }
  end

  def test_files
    Dir.mktmpdir do |folder|
      path = File.join(folder, "geheim \u{1F511}")
      { SECRET => nil, "#{SECRET}\n" => nil, "#{SECRET} \n" => "padded_secret", "" => "empty_secret",
        "k" * 65_537 => "malformed_secret" }.each do |contents, code|
        File.binwrite(path, contents)
        [path, Pathname(path), Boxed.new(path)].each do |form|
          if code
            assert_code(code) { Userhash::SecretKey.from_file(form) }
          else
            assert_equal USER_HASH, Userhash::SecretKey.from_file(form).user_hash(USER)
          end
        end
      end
      [folder, "#{path}-missing", "", "#{path}\0"].each do |missing|
        assert_code("missing_secret") { Userhash::SecretKey.from_file(missing) }
      end
    end
  end

  def test_an_open_file_stands_for_its_path
    File.open(File.join(Dir.mktmpdir, "secret"), "w+") do |file|
      file.write(SECRET)
      file.flush
      assert_equal USER_HASH, Userhash::SecretKey.from_file(file).user_hash(USER)
    end
  end
end
