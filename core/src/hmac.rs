//! HMAC-SHA256 (RFC 2104, FIPS 198-1) with the manners of the languages' own libraries.
//!
//! **This is the raw interface**, for code that is written against such a library and only
//! changes its import: any key is taken, even an empty one, and comparing is up to the caller.
//! New code wants [`SecretKey`](crate::SecretKey), which can't be used wrongly.

use crate::stack::on_wiped_stack;
use ::hmac::{HmacReset, KeyInit, Mac};
use sha2::Sha256;
use sha2::block_api::compress256;
use std::fmt;
use subtle::ConstantTimeEq;
use zeroize::optimization_barrier;

/// The length of a tag, in bytes.
pub const TAG_LENGTH: usize = 32;

/// The block size of SHA-256, in bytes. A longer key is hashed first, as RFC 2104 says.
pub const BLOCK_LENGTH: usize = 64;

/// SHA-256's initial state (FIPS 180-4, section 5.3.3).
const INITIAL_STATE: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// A running HMAC-SHA256: give it a message in pieces, ask for the tag at any time.
///
/// Cloning it forks the computation. It is wiped when dropped, and `Debug` shows nothing of it.
///
/// ```
/// use userhash::hmac::{Hmac, digest};
///
/// let mut mac = Hmac::new(b"key");
/// mac.update(b"customer@");
/// mac.update(b"example.com");
/// assert_eq!(mac.digest(), digest(b"key", b"customer@example.com"));
/// ```
#[derive(Clone)]
pub struct Hmac(HmacReset<Sha256>);

impl Hmac {
    /// Starts with a key of any length; an empty one is allowed here, as the languages' own
    /// libraries allow it.
    #[must_use]
    pub fn new(key: &[u8]) -> Self {
        on_wiped_stack(|| match HmacReset::new_from_slice(key) {
            Ok(mac) => Hmac(mac),
            // RFC 2104 takes keys of any length, and so does the crate.
            Err(_) => unreachable!("HMAC takes keys of any length"),
        })
    }

    /// Adds `data` to the message.
    pub fn update(&mut self, data: &[u8]) {
        Mac::update(&mut self.0, data);
    }

    /// The tag of the message so far; more may be added afterwards.
    #[must_use]
    pub fn digest(&self) -> [u8; TAG_LENGTH] {
        on_wiped_stack(|| self.0.clone().finalize().into_bytes().into())
    }

    /// Forgets the message, keeps the key.
    pub fn reset(&mut self) {
        on_wiped_stack(|| Mac::reset(&mut self.0));
    }
}

impl fmt::Debug for Hmac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hmac { … }")
    }
}

/// HMAC-SHA256 of `message` in one call: the fastest way for a key that is used once.
#[must_use]
pub fn digest(key: &[u8], message: &[u8]) -> [u8; TAG_LENGTH] {
    on_wiped_stack(|| {
        let (mut inner, mut outer) = ([0; 8], [0; 8]);
        key_states(key, &mut inner, &mut outer);
        tag_from_states(inner, outer, message)
    })
}

/// Whether two byte strings are equal; the time taken depends on their lengths alone.
#[must_use]
pub fn equals(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

/// The two states that a key is turned into: SHA-256 after the block `key xor ipad`, and after
/// the block `key xor opad` (RFC 2104, sections 2 and 4). Leaves the key on the stack: callers wipe it.
#[inline(never)]
pub(crate) fn key_states(key: &[u8], inner: &mut [u32; 8], outer: &mut [u32; 8]) {
    let mut block = [0; BLOCK_LENGTH];
    if key.len() <= BLOCK_LENGTH {
        block[..key.len()].copy_from_slice(key);
    } else {
        let mut state = INITIAL_STATE;
        hash_rest(&mut state, key, 0);
        write_state(&state, &mut block);
    }
    for byte in &mut block {
        *byte ^= 0x36;
    }
    *inner = INITIAL_STATE;
    compress256(inner, &[block]);
    for byte in &mut block {
        *byte ^= 0x36 ^ 0x5c;
    }
    *outer = INITIAL_STATE;
    compress256(outer, &[block]);
}

/// Leaves nothing of a key in the registers that [`key_states`] used, by having the same code take
/// in a public key that is longer than a block.
///
/// Programs that bind functions lazily save these registers to the stack when they call one for
/// the first time, and signal handlers always do.
pub(crate) fn clear_registers() {
    let (mut inner, mut outer) = ([0; 8], [0; 8]);
    key_states(&[0; 3 * BLOCK_LENGTH], &mut inner, &mut outer);
    optimization_barrier(&inner);
    optimization_barrier(&outer);
}

/// The tag of a message under the key whose states are given.
///
/// Two compressions for a message of up to 55 bytes. The states come in as copies that are
/// overwritten in place, so that nothing of the key stays behind on the stack.
pub(crate) fn tag_from_states(
    mut inner: [u32; 8],
    mut outer: [u32; 8],
    message: &[u8],
) -> [u8; TAG_LENGTH] {
    hash_rest(&mut inner, message, BLOCK_LENGTH as u64);
    let mut inner_hash = [0; TAG_LENGTH];
    write_state(&inner, &mut inner_hash);
    hash_rest(&mut outer, &inner_hash, BLOCK_LENGTH as u64);
    let mut tag = [0; TAG_LENGTH];
    write_state(&outer, &mut tag);
    tag
}

/// Hashes `data` and SHA-256's padding (FIPS 180-4, section 5.1.1) into a state that has already
/// taken in `before` bytes, a multiple of the block size.
fn hash_rest(state: &mut [u32; 8], data: &[u8], before: u64) {
    let (blocks, rest) = data.as_chunks::<BLOCK_LENGTH>();
    compress256(state, blocks);
    let mut padded = [[0; BLOCK_LENGTH]; 2];
    padded[0][..rest.len()].copy_from_slice(rest);
    padded[0][rest.len()] = 0x80;
    // The length takes the last 8 bytes; it goes into a block of its own if they are in use.
    let last = usize::from(rest.len() >= BLOCK_LENGTH - 8);
    let bits = (before + data.len() as u64) * 8;
    padded[last][BLOCK_LENGTH - 8..].copy_from_slice(&bits.to_be_bytes());
    compress256(state, &padded[..=last]);
}

fn write_state(state: &[u32; 8], out: &mut [u8]) {
    for (word, bytes) in state.iter().zip(out.chunks_exact_mut(4)) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
}
