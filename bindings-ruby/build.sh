# Shared by scripts/build-ruby and scripts/test-ruby; to be sourced after scripts/lib.sh.
# shellcheck shell=bash

# need_ruby: Ruby with its headers, a C compiler, and cargo.
need_ruby() {
  local headers='exit File.exist?(File.join(RbConfig::CONFIG["rubyhdrdir"], "ruby.h"))'
  need ruby ruby
  ruby -rrbconfig -e "$headers" || need_packages ruby-dev
  need cc gcc
  need make make
  have cargo || die "Missing: Rust 1.88 or later (https://rustup.rs)."
}

# build_extension WORK FOLDER [OPTION...]: FOLDER/userhash.so, built in WORK with extconf.rb's options.
build_extension() {
  local work=$1 folder=$2
  shift 2
  mkdir -p "$work" "$folder"
  # Renamed into place, so that a process that has the old one loaded keeps it. Chained, because
  # bash ignores `set -e` in a function that is called as a condition.
  (cd "$work" && ruby "$ROOT/bindings-ruby/ext/userhash/extconf.rb" "$@" && make) &&
    cp "$work/userhash.so" "$folder/userhash.so.new" &&
    mv "$folder/userhash.so.new" "$folder/userhash.so"
}
