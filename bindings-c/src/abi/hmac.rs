//! HMAC-SHA256 with the manners of other C libraries, for programs that are written that way.

use super::answer;
use super::memory::{Opaque, blanked, bytes, exclusive, output, shared, write, write_text};
use crate::status::userhash_status;
use std::ffi::{c_char, c_void};
use std::mem::MaybeUninit;
use userhash_core::hmac::{Hmac, TAG_LENGTH, digest, equals};
use userhash_core::{Error, UserHash, guard};
use zeroize::zeroize_stack;

/// A running HMAC-SHA256, in the caller's memory: give it a message in pieces, ask for the tag
/// at any time.
///
/// **This is the raw interface**: any key is taken, even an empty one, and comparing is up to the
/// caller (`userhash_equals()`). New code wants `userhash_key`.
///
/// It needs no initialisation before `userhash_hmac_init()`, and `userhash_hmac_wipe()` after its
/// last use. A struct of zeros and a wiped one answer `USERHASH_EMPTY_SECRET`. One thread at a
/// time may use it.
#[repr(C)]
pub struct userhash_hmac {
    /// Not for the caller: the content may differ in every version.
    opaque: [MaybeUninit<u64>; 32],
}

/// What is inside of a `userhash_hmac`.
#[repr(C)]
struct Content {
    started: u64,
    mac: MaybeUninit<Hmac>,
}

/// Marks a struct that `mac` was written to.
const STARTED: u64 = 0x7573_6572_686d_6163;

/// Stack that starting or copying may leave traces on, in bytes, and that is wiped afterwards.
const STACK: usize = 4096;

const _: () = {
    assert!(size_of::<Content>() <= size_of::<userhash_hmac>());
    assert!(align_of::<Content>() <= align_of::<userhash_hmac>());
    assert!(size_of::<userhash_hmac>() == 256);
};

// SAFETY: `repr(C)`, and an array of words is all that it has.
unsafe impl Opaque for userhash_hmac {}

impl userhash_hmac {
    /// # Errors
    /// [`Error::EmptySecret`] if nothing was started here.
    ///
    /// # Safety
    /// The struct was zeroed or filled by `userhash_hmac_init` or `userhash_hmac_copy`.
    unsafe fn running(&self) -> Result<&Hmac, Error> {
        // SAFETY: size and alignment are asserted above; of the content, only the mark is needed
        // to be initialised, which the caller promises.
        let content = unsafe { &*std::ptr::from_ref(self).cast::<Content>() };
        if content.started != STARTED {
            return Err(Error::EmptySecret);
        }
        // SAFETY: the mark is set by `start` alone, which writes `mac` first.
        Ok(unsafe { content.mac.assume_init_ref() })
    }

    /// As [`running`](Self::running).
    ///
    /// # Errors
    /// [`Error::EmptySecret`].
    ///
    /// # Safety
    /// As [`running`](Self::running).
    unsafe fn running_mut(&mut self) -> Result<&mut Hmac, Error> {
        // SAFETY: the caller's promise.
        unsafe { self.running()? };
        // SAFETY: as in `running`, which has found `mac` initialised.
        let content = unsafe { &mut *std::ptr::from_mut(self).cast::<Content>() };
        // SAFETY: as above.
        Ok(unsafe { content.mac.assume_init_mut() })
    }

    /// Puts a computation into a blank struct. In a function of its own, so that whatever the
    /// compiler leaves on the stack is below the caller's frame and can be wiped.
    ///
    /// # Safety
    /// The struct is initialised.
    #[inline(never)]
    unsafe fn start(&mut self, mac: impl FnOnce() -> Hmac) {
        // SAFETY: as in `running`.
        let content = unsafe { &mut *std::ptr::from_mut(self).cast::<Content>() };
        content.mac.write(mac());
        content.started = STARTED;
    }
}

/// Starts with a key of any length, even an empty one.
///
/// `hmac`: where to put it; need not be initialised.
/// `key`, `key_len`: the key and its length in bytes.
///
/// Answers `USERHASH_OK`; `USERHASH_NULL_POINTER` or `USERHASH_TOO_LONG`. Unless it answers
/// `USERHASH_OK`, `*hmac` holds nothing.
///
/// # Safety
/// `hmac` is NULL or points to a `userhash_hmac` that no other thread uses meanwhile; `key` is
/// NULL or points to `key_len` readable bytes outside of it.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_hmac_init(
    hmac: *mut userhash_hmac,
    key: *const c_void,
    key_len: usize,
) -> userhash_status {
    answer(|| {
        // SAFETY: the caller's promise.
        let (hmac, key) = unsafe { (blanked(hmac)?, bytes(key, key_len)?) };
        // SAFETY: blanked above.
        unsafe { hmac.start(|| Hmac::new(key)) };
        zeroize_stack::<STACK>();
        Ok(())
    })
}

/// Adds a piece of the message.
///
/// `hmac`: a running computation.
/// `data`, `data_len`: the piece and its length in bytes; may be empty.
///
/// Answers `USERHASH_OK`; `USERHASH_EMPTY_SECRET` if nothing was started; `USERHASH_NULL_POINTER`
/// or `USERHASH_TOO_LONG`.
///
/// # Safety
/// `hmac` is NULL or points to a struct that was zeroed or that `userhash_hmac_init()` or
/// `userhash_hmac_copy()` was called on and that no other thread uses meanwhile; `data` is NULL
/// or points to `data_len` readable bytes outside of it.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_hmac_update(
    hmac: *mut userhash_hmac,
    data: *const c_void,
    data_len: usize,
) -> userhash_status {
    answer(|| {
        // SAFETY: the caller's promise.
        let (hmac, data) = unsafe { (exclusive(hmac)?.running_mut()?, bytes(data, data_len)?) };
        hmac.update(data);
        Ok(())
    })
}

/// The tag of the message so far. The computation goes on: more may be added afterwards.
///
/// `hmac`: a running computation.
/// `tag`: takes `USERHASH_TAG_LENGTH` bytes.
///
/// Answers `USERHASH_OK`; `USERHASH_EMPTY_SECRET` if nothing was started; `USERHASH_NULL_POINTER`.
///
/// # Safety
/// `hmac` as in `userhash_hmac_update()`; `tag` is NULL or points to `USERHASH_TAG_LENGTH`
/// writable bytes.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_hmac_digest(
    hmac: *const userhash_hmac,
    tag: *mut u8,
) -> userhash_status {
    answer(|| {
        let tag = output(tag)?;
        // SAFETY: the caller's promise.
        let digest = unsafe { shared(hmac)?.running()? }.digest();
        // SAFETY: not null; the room is the caller's promise.
        unsafe { write(tag, &digest) };
        Ok(())
    })
}

/// As `userhash_hmac_digest()`, in 64 lower-case hexadecimal characters.
///
/// `hmac`: a running computation.
/// `out`: takes `USERHASH_HASH_SIZE` bytes: the characters and a NUL.
///
/// Answers as `userhash_hmac_digest()`.
///
/// # Safety
/// `hmac` as in `userhash_hmac_update()`; `out` is NULL or points to `USERHASH_HASH_SIZE`
/// writable bytes.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_hmac_hexdigest(
    hmac: *const userhash_hmac,
    out: *mut c_char,
) -> userhash_status {
    answer(|| {
        let out = output(out)?;
        // SAFETY: the caller's promise.
        let digest: [u8; TAG_LENGTH] = unsafe { shared(hmac)?.running()? }.digest();
        let mut text = [0; UserHash::HEX_LENGTH];
        // Can't fail: two characters a byte is what there is room for.
        let _ = base16ct::lower::encode(&digest, &mut text);
        // SAFETY: not null; the room is the caller's promise.
        unsafe { write_text(out, &text) };
        Ok(())
    })
}

/// Forks a computation: both go on independently, with the same key and message so far.
///
/// `copy`: where to put the second one; need not be initialised. Not the same as `hmac`.
/// `hmac`: a running computation.
///
/// Answers `USERHASH_OK`; `USERHASH_EMPTY_SECRET` if nothing was started; `USERHASH_NULL_POINTER`.
/// Unless it answers `USERHASH_OK`, `*copy` holds nothing.
///
/// # Safety
/// `copy` is NULL or points to a `userhash_hmac` that no other thread uses meanwhile; `hmac` as
/// in `userhash_hmac_update()`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_hmac_copy(
    copy: *mut userhash_hmac,
    hmac: *const userhash_hmac,
) -> userhash_status {
    answer(|| {
        // A copy in place is what is there already; blanking it first would lose it.
        if std::ptr::eq(copy, hmac) {
            // SAFETY: the caller's promise.
            return unsafe { shared(hmac)?.running() }.map(|_| ());
        }
        // SAFETY: the caller's promise; the two don't overlap.
        let (copy, hmac) = unsafe { (blanked(copy)?, shared(hmac)?.running()?) };
        // SAFETY: blanked above.
        unsafe { copy.start(|| hmac.clone()) };
        zeroize_stack::<STACK>();
        Ok(())
    })
}

/// Forgets the message and keeps the key: starts anew.
///
/// `hmac`: a running computation.
///
/// Answers `USERHASH_OK`; `USERHASH_EMPTY_SECRET` if nothing was started; `USERHASH_NULL_POINTER`.
///
/// # Safety
/// `hmac` as in `userhash_hmac_update()`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_hmac_reset(hmac: *mut userhash_hmac) -> userhash_status {
    answer(|| {
        // SAFETY: the caller's promise.
        unsafe { exclusive(hmac)?.running_mut()? }.reset();
        Ok(())
    })
}

/// Forgets key and message: overwrites the struct with zeros, which no compiler leaves out.
///
/// May be called on an uninitialised struct, and more than once; with NULL it does nothing.
///
/// # Safety
/// `hmac` is NULL or points to a `userhash_hmac` that no other thread uses meanwhile.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_hmac_wipe(hmac: *mut userhash_hmac) {
    // SAFETY: the caller's promise. NULL is the only error, and nothing to wipe.
    let _ = guard(|| unsafe { blanked(hmac) }.map(|_| ()));
}

/// HMAC-SHA256 (RFC 2104, FIPS 180-4) in one call: the fastest way for a key that is used once.
///
/// `key`, `key_len`: the key, of any length and even empty, and its length in bytes.
/// `data`, `data_len`: the message and its length in bytes.
/// `tag`: takes `USERHASH_TAG_LENGTH` bytes.
///
/// Answers `USERHASH_OK`; `USERHASH_NULL_POINTER` or `USERHASH_TOO_LONG`.
///
/// # Safety
/// `key` and `data` are NULL or point to `key_len` and `data_len` readable bytes; `tag` is NULL
/// or points to `USERHASH_TAG_LENGTH` writable bytes.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_hmac_sha256(
    key: *const c_void,
    key_len: usize,
    data: *const c_void,
    data_len: usize,
    tag: *mut u8,
) -> userhash_status {
    answer(|| {
        let tag = output(tag)?;
        // SAFETY: the caller's promise.
        let (key, data) = unsafe { (bytes(key, key_len)?, bytes(data, data_len)?) };
        let digest = digest(key, data);
        // SAFETY: not null; the room is the caller's promise.
        unsafe { write(tag, &digest) };
        Ok(())
    })
}

/// Compares two byte strings; the time taken depends on their lengths alone.
///
/// `a`, `a_len`, `b`, `b_len`: the two and their lengths in bytes.
///
/// Answers `USERHASH_OK` if they are equal, `USERHASH_MISMATCH` if not; `USERHASH_NULL_POINTER`
/// or `USERHASH_TOO_LONG`.
///
/// # Safety
/// `a` and `b` are NULL or point to `a_len` and `b_len` readable bytes.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_equals(
    a: *const c_void,
    a_len: usize,
    b: *const c_void,
    b_len: usize,
) -> userhash_status {
    answer(|| {
        // SAFETY: the caller's promise.
        let (a, b) = unsafe { (bytes(a, a_len)?, bytes(b, b_len)?) };
        if equals(a, b) { Ok(()) } else { Err(Error::Mismatch) }
    })
}
