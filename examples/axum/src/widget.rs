//! Between axum and userhash: what a page tells the chat widget. Fits into any axum app.

use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use userhash::{Error, HEADERS, Visitor, logout_script_tag};

/// Marks a logout that the widget hasn't heard of yet. Who forges it logs only themselves out.
const LOGGED_OUT: &str = "userhash_logout";

/// A cookie for this app's own pages that scripts can't read; add `.secure(true)` behind HTTPS.
pub fn cookie(name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value)).path("/").http_only(true).same_site(SameSite::Lax).build()
}

/// Call this when a session ends: the next page with a tag logs the visitor out, too.
pub fn logged_out(jar: CookieJar) -> CookieJar {
    let mut mark = cookie(LOGGED_OUT, "1".to_owned());
    mark.set_max_age(time::Duration::hours(1));
    jar.add(mark)
}

/// What goes into the page's head: nothing for a guest, the visitor, the logout, or both.
///
/// # Errors
/// [`Error::MalformedNonce`].
pub fn tag(jar: &CookieJar, visitor: Option<&Visitor>, nonce: &str) -> Result<String, Error> {
    let mut tag = String::new();
    if jar.get(LOGGED_OUT).is_some() {
        tag.push_str(&logout_script_tag(Some(nonce))?);
    }
    if let Some(visitor) = visitor {
        tag.push_str(&visitor.script_tag(Some(nonce))?);
    }
    Ok(tag)
}

/// A page with its tag: no cache may keep what is meant for one visitor, and one page is enough
/// to tell of a logout.
pub fn with_tag(tag: &str, jar: CookieJar, page: impl IntoResponse) -> Response {
    if tag.is_empty() {
        return page.into_response();
    }
    (jar.remove(cookie(LOGGED_OUT, String::new())), HEADERS, page).into_response()
}
