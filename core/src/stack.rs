//! Leaving nothing of a key on the stack.

use zeroize::zeroize_stack;

/// How much stack taking in a key uses at most, in bytes, with some room: the padded key, both
/// states, and the message schedule of SHA-256's portable implementation.
const DEPTH: usize = 2048;

/// Runs `work` in a stack frame of its own and wipes the stack below this frame afterwards.
///
/// The crates' own wiping leaves copies of the padded key and of the states behind. What `work`
/// returns is the caller's to wipe.
pub(crate) fn on_wiped_stack<T>(work: impl FnOnce() -> T) -> T {
    #[inline(never)]
    fn apart<T>(work: impl FnOnce() -> T) -> T {
        work()
    }
    let result = apart(work);
    zeroize_stack::<DEPTH>();
    result
}
