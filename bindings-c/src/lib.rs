//! The C ABI of userhash.
/// Probe.
pub fn probe() -> &'static str {
    userhash_core::VERSION
}
