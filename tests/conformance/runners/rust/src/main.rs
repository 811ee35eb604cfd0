//! Answers the conformance driver from Rust.
fn main() {}
