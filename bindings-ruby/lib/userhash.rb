# frozen_string_literal: true

# Everything is in the extension, and behind it in the Rust core that all languages share.
require "userhash/userhash"
