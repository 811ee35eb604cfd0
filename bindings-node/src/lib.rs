//! The Node binding of userhash.
