# frozen_string_literal: true

require "fileutils"

# The Rust sources that the gem carries, so that it can be installed where there is no clone.
module RustSources
  REPOSITORY = File.expand_path("../..", __dir__)
  COPY = File.expand_path("../ext/userhash/rust", __dir__)
  CRATES = %w[core load bindings-c].freeze
  SHARED = %w[Cargo.toml Cargo.lock LICENSE-APACHE LICENSE-MIT include/userhash.h].freeze
  # The files of a crate that cargo wants to see even if it compiles none of them.
  TARGETS = "{build.rs,src/{lib,main}.rs,{src/bin,benches,examples,tests}/*.rs}"

  module_function

  # The version of the workspace, which is the version of every package in it.
  def version
    manifest[/^\[workspace\.package\]\nversion = "([^"]+)"/, 1] or raise "Cargo.toml names no version"
  end

  # Copies the crates beside the extension's own sources: RubyGems packs nothing from outside of
  # the gem's folder. The copy is made anew each time, so that it can't be out of date.
  def copy
    FileUtils.rm_rf(COPY)
    (SHARED + CRATES.flat_map { |crate| files(crate, "**/*") }).each { |file| write(file) }
    # Cargo holds the lock file against the whole workspace, so the others' manifests come along.
    (members - CRATES).each do |crate|
      write(File.join(crate, "Cargo.toml"))
      files(crate, TARGETS).each { |file| write(file, empty: true) }
    end
  end

  def members
    manifest[/^members = \[(.*?)^\]/m, 1].scan(/"([^"]+)"/).flatten
  end

  def manifest
    File.read(File.join(REPOSITORY, "Cargo.toml"))
  end

  def files(folder, pattern)
    Dir.glob(File.join(folder, pattern), base: REPOSITORY)
       .select { |file| File.file?(File.join(REPOSITORY, file)) }
  end

  def write(file, empty: false)
    FileUtils.mkdir_p(File.dirname(File.join(COPY, file)))
    contents = empty ? "" : File.binread(File.join(REPOSITORY, file))
    File.binwrite(File.join(COPY, file), contents)
  end
end
