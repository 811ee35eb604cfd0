//! The Python binding of userhash.
