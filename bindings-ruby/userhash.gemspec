# frozen_string_literal: true

require_relative "gem/rust_sources"

RustSources.copy

Gem::Specification.new do |gem|
  gem.name = "userhash"
  gem.version = RustSources.version
  gem.summary = "User hashes for chat and support widgets, made and checked safely"
  gem.description = <<~TEXT
    Makes and checks the user hash that chat and support widgets ask for, HMAC-SHA256 of a user under
    the app's secret key, with a Rust core that several languages share.
  TEXT
  gem.authors = ["The userhash developers"]
  gem.licenses = ["MIT", "Apache-2.0"]
  gem.required_ruby_version = ">= 3.0"

  gem.extensions = ["ext/userhash/extconf.rb"]
  gem.files = Dir.glob("{ext,lib,sig}/**/*.{c,h,rb,rbs}", base: __dir__) +
              Dir.glob("ext/userhash/rust/**/*", base: __dir__).select { |file| File.file?(File.join(__dir__, file)) } +
              ["README.md"]
  gem.files.uniq!
  # `ri` and `gem rdoc` read the C files' comments.
  gem.extra_rdoc_files = ["README.md"] + Dir.glob("ext/userhash/*.c", base: __dir__)
  gem.rdoc_options = ["--main", "README.md"]
  gem.metadata = { "rubygems_mfa_required" => "true" }
end
