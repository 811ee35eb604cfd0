//! Tests of what this crate adds to core. The calls across the ABI are tested from C, in
//! `tests/c`; these are in the crate because a library for C can't be linked by a test in Rust.

mod header;
mod status;
