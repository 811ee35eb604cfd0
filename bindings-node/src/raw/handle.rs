//! What passes back to JavaScript: things of ours, and text.

use super::status;
use napi::bindgen_prelude::{External, FromNapiValue, ToNapiValue, TypeName, ValidateNapiValue};
use napi::{Error, Result, Status, ValueType, sys};
use std::ops::Deref;
use std::ptr;
use std::rc::Rc;

/// Something of ours that JavaScript holds, as an external value.
pub(crate) struct Handle<T: 'static>(Rc<T>);

impl<T> Handle<T> {
    pub(crate) fn new(held: T) -> Self {
        Handle(Rc::new(held))
    }
}

impl<T> Deref for Handle<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> ToNapiValue for Handle<T> {
    unsafe fn to_napi_value(env: sys::napi_env, handle: Self) -> Result<sys::napi_value> {
        // SAFETY: the caller's promise.
        unsafe { External::to_napi_value(env, External::new(handle.0)) }
    }
}

impl<T> FromNapiValue for Handle<T> {
    unsafe fn from_napi_value(env: sys::napi_env, raw: sys::napi_value) -> Result<Self> {
        let mut data = ptr::null_mut();
        // SAFETY: the caller's promise.
        status(unsafe { sys::napi_get_value_external(env, raw, &mut data) })?;
        // SAFETY: napi looks the pointer up among the external values that it made, with their
        // types, before it follows it. The clone is what keeps the value alive from here on.
        let held = unsafe { External::<Rc<T>>::inner_from_raw(data) };
        held.map(|held| Handle(Rc::clone(held)))
            .ok_or_else(|| Error::from_status(Status::InvalidArg))
    }
}

impl<T> TypeName for Handle<T> {
    fn type_name() -> &'static str {
        "External"
    }

    fn value_type() -> ValueType {
        ValueType::External
    }
}

impl<T> ValidateNapiValue for Handle<T> {}

/// A text of one character for each byte, of the code points up to U+00FF.
pub(crate) struct Characters<const N: usize>(pub(crate) [u8; N]);

impl<const N: usize> ToNapiValue for Characters<N> {
    unsafe fn to_napi_value(env: sys::napi_env, text: Self) -> Result<sys::napi_value> {
        let mut raw = ptr::null_mut();
        // SAFETY: the caller's promise; the text has the length that is passed.
        status(unsafe {
            sys::napi_create_string_latin1(env, text.0.as_ptr().cast(), N as isize, &mut raw)
        })?;
        Ok(raw)
    }
}

/// A text that is ASCII, as all that a visitor renders is: it takes JavaScript less time to copy than
/// text that has to be decoded.
pub(crate) struct Ascii(pub(crate) String);

impl ToNapiValue for Ascii {
    unsafe fn to_napi_value(env: sys::napi_env, Ascii(text): Self) -> Result<sys::napi_value> {
        if !text.is_ascii() {
            // SAFETY: the caller's promise.
            return unsafe { String::to_napi_value(env, text) };
        }
        let length =
            isize::try_from(text.len()).map_err(|_| Error::from_status(Status::InvalidArg))?;
        let mut raw = ptr::null_mut();
        // SAFETY: the caller's promise; the text has the length that is passed.
        status(unsafe {
            sys::napi_create_string_latin1(env, text.as_ptr().cast(), length, &mut raw)
        })?;
        Ok(raw)
    }
}
