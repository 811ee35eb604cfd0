# frozen_string_literal: true

require_relative "test_helper"
require "tmpdir"

# What the documentation says is so, and there is documentation for everything.
class DocumentationTest < Userhash::TestCase
  SOURCES = Dir[File.join(PACKAGE, "ext", "userhash", "*.c")].reject { |file| file.end_with?("test_hooks.c") } +
            Dir[File.join(PACKAGE, "lib", "**", "*.rb")]

  # Runs every line of the code blocks; where one ends in `# => value`, that is its value. Those that are files are
  # run as such, in test/frameworks.
  def run_blocks(text)
    blocks = text.gsub(/^<!-- file: .*?^```\w+\n.*?^```$/m, "").scan(/^```ruby\n(.*?)^```$/m).flatten
    refute_empty blocks
    context = TOPLEVEL_BINDING.dup
    blocks.flat_map(&:lines).count do |line|
      code, promise = line.split(/\s+# => /, 2)
      result = context.eval(code)
      assert_equal context.eval(promise).inspect, result.inspect, line if promise
      promise
    end
  end

  def test_the_readme_of_the_package
    ENV["USERHASH_SECRET_KEY"] = SECRET
    assert_equal 8, run_blocks(File.read(File.join(PACKAGE, "README.md")))
  ensure
    ENV.delete("USERHASH_SECRET_KEY")
  end

  def test_the_snippet_of_the_projects_readme
    script = "load '#{File.join(ROOT, "docs", "snippets", "readme.rb")}'"
    output = ruby(script, environment: { "USERHASH_SECRET_KEY" => SECRET })
    assert_equal "#{USER_HASH}\ntrue\nfalse\n", output
  end

  def test_everything_is_documented
    output, status = Open3.capture2e("rdoc", "--quiet", "--coverage-report", *SOURCES)
    assert_predicate status, :success?, output
    assert_match(/100(\.00)?% documented/, output)
  end

  def test_ri_explains_what_matters
    Dir.mktmpdir do |folder|
      folder = File.join(folder, "ri")
      output, status = Open3.capture2e("rdoc", "--quiet", "--ri", "--op", folder, *SOURCES)
      assert_predicate status, :success?, output
      { "Userhash::SecretKey#user_hash" => ["RFC 2104", "FIPS 180-4", "64 lower-case", "empty_user", "Integer"],
        "Userhash::SecretKey.from_file" => ["65,536 bytes", "missing_secret", "Pathname"],
        "Userhash::SecretKey#verify" => ["constant time", "never raises"],
        "Userhash::KeyRing#verified_by" => ["nil", "0 for the current one"],
        "Userhash::SecretKey#visitor" => ["1 MiB", "32 levels", "malformed_details", "missing_user", "identity"],
        "Userhash::Visitor#script_tag" => ["nonce", "CSP Level 3", "malformed_nonce"],
        "Userhash::Visitor.with_hash" => ["64 lower-case", "malformed_hash"],
        "Userhash.headers" => ["private, no-store"],
        "Userhash::Rack" => ["middleware", "session", "Rack 2 and 3"],
        "Userhash::Page#tag" => ["empty for a guest", "Userhash.headers", "malformed_nonce"],
        "Userhash::Page#logout" => ["next page", "before or after the session is cleared"],
        "Userhash::Settings.new" => ["never what the visitor sent", "TypeError"],
        "Userhash::Sinatra" => ["extension", "register Userhash::Sinatra"],
        "Userhash::Sinatra#userhash" => ["block", "TypeError"],
        "Userhash::Rails" => ["config.userhash.details", "credentials", "stop the application"],
        "Userhash::Rails::Controller#userhash_logout" => ["reset_session"],
        "Userhash::HMAC.hexdigest" => ["64 lower-case"],
        "Userhash::HMAC" => ["RFC 2104", "OpenSSL::HMAC", "raw interface"],
        "Userhash::Error#code" => ["empty_secret"] }.each do |name, words|
        text, = Open3.capture2e("ri", "--no-pager", "--no-standard-docs", "--format=markdown", "--doc-dir=#{folder}", name)
        words.each { |word| assert_includes text.gsub(/\s+/, " "), word, name }
      end
    end
  end
end
