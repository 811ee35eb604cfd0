//! The Python binding of userhash: converts, calls the core, converts back.
//!
//! `python/userhash/` is the package that people import; this is its module `_userhash`.

mod digestmod;
mod error;
#[cfg(feature = "forced-panic")]
mod forced;
mod hmac;
mod input;
mod key_ring;
mod secret_key;

/// The native half of the package `userhash`.
#[pyo3::pymodule(gil_used = false)]
mod _userhash {
    use pyo3::prelude::*;

    #[cfg(feature = "forced-panic")]
    #[pymodule_export]
    use crate::forced::force;
    #[pymodule_export]
    use crate::hmac::{Hmac, compare_digest, digest, new};
    #[pymodule_export]
    use crate::key_ring::KeyRing;
    #[pymodule_export]
    use crate::secret_key::SecretKey;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("Error", crate::error::class(module.py())?)?;
        module.add("__version__", userhash::VERSION)
    }
}
