//! Stopping a panic at the boundary to another language.

use crate::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs `work` and turns a panic into [`Error::Panic`].
///
/// Every entry of every binding goes through here: a panic that unwinds into C is undefined
/// behaviour, and hosts should see an error of the table instead of one of their own.
///
/// # Errors
/// Whatever `work` returns, and [`Error::Panic`].
///
/// ```
/// use userhash::{guard, Error};
/// assert_eq!(guard(|| Ok(1)), Ok(1));
/// assert_eq!(guard(|| Err::<(), _>(Error::EmptyUser)), Err(Error::EmptyUser));
/// ```
pub fn guard<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    // Unwind safety: bindings write outputs only after success, and keys are immutable.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Error::Panic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        assert_eq!(guard::<()>(|| panic!("forced")), Err(Error::Panic));
    }
}
