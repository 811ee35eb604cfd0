//! The Python binding of userhash: converts, calls the core, converts back.
//!
//! `python/userhash/` is the package that people import; this is its module `_userhash`.

mod compare_digest;
mod details;
mod digestmod;
mod error;
#[cfg(feature = "forced-panic")]
mod forced;
mod hmac;
mod input;
mod key_ring;
mod secret_key;
mod visitor;

/// The native half of the package `userhash`.
#[pyo3::pymodule(gil_used = false)]
mod _userhash {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::compare_digest::compare_digest;
    #[cfg(feature = "forced-panic")]
    #[pymodule_export]
    use crate::forced::force;
    #[pymodule_export]
    use crate::hmac::{Hmac, digest, new};
    #[pymodule_export]
    use crate::key_ring::KeyRing;
    #[pymodule_export]
    use crate::secret_key::SecretKey;
    #[pymodule_export]
    use crate::visitor::{
        Visitor, headers, loader, logout_call, logout_csp_hash, logout_data_tag, logout_script_tag,
    };

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("Error", crate::error::class(module.py())?)?;
        module.add("__version__", userhash::VERSION)
    }
}
