//! The C ABI of userhash: converts pointers and lengths, calls core, converts back.
//!
//! `include/userhash.h` is generated from these files; its first page states the conventions.
//! Everything unsafe is in [`abi`], and nothing there decides anything about user hashes.

mod abi;
mod status;

#[cfg(test)]
mod tests;
