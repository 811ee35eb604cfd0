//! The userhash command.
fn main() {}
