//! The visitor that was just made, for the first time that it is rendered.
//!
//! A page makes a visitor and renders it at once. Between the two, JavaScript holds a visitor as text,
//! and reading that again would take as long as all the rest of the rendering.

use std::cell::RefCell;
use userhash::{UserHash, Visitor};

/// The longest details that are kept, in bytes of JSON.
const LONGEST: usize = 4096;

thread_local! {
    static FRESH: RefCell<Option<Fresh>> = const { RefCell::new(None) };
}

struct Fresh {
    visitor: Visitor,
    json: Box<[u8]>,
}

/// Keeps a visitor, made of these details, in place of the last one.
pub(crate) fn keep(visitor: Visitor, json: &[u8]) {
    let fresh = (json.len() <= LONGEST).then(|| Fresh { visitor, json: json.into() });
    FRESH.replace(fresh);
}

/// Hands the visitor with this user hash and these details out, if it is the one that is kept, which
/// it then no longer is.
pub(crate) fn take(hash: &UserHash, json: &[u8]) -> Option<Visitor> {
    FRESH
        .take()
        .filter(|fresh| *fresh.json == *json && fresh.visitor.user_hash() == hash)
        .map(|fresh| fresh.visitor)
}
