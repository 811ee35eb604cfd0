//! The two cookies: the guest's, and the visitor's over it.

use crate::config::{Cookies, SameSite, Secure};
use crate::session::Kind;
use crate::token::Token;
use axum::http::{HeaderMap, HeaderValue, header};

/// The cookie of a session of this kind.
#[must_use]
pub fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Guest => "userhash_guest",
        Kind::Visitor => "userhash_visitor",
    }
}

/// The token in a request's cookies. `Some(None)` if there is a cookie, but no token in it.
#[must_use]
pub fn token(headers: &HeaderMap, kind: Kind) -> Option<Option<Token>> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .flat_map(|line| line.as_bytes().split(|&byte| byte == b';'))
        .map(<[u8]>::trim_ascii)
        .find_map(|pair| pair.strip_prefix(name(kind).as_bytes())?.strip_prefix(b"="))
        .map(Token::parse)
}

/// How the cookies of one request are set.
#[derive(Clone, Copy)]
pub struct CookieStyle {
    secure: bool,
    same_site: SameSite,
}

impl CookieStyle {
    /// Off loopback, cookies are for HTTPS only. The host of the request decides: a browser tells
    /// the one that it asked for.
    #[must_use]
    pub fn of(config: &Cookies, host: Option<&str>) -> Self {
        let loopback = config.secure == Secure::Auto && host.is_some_and(is_loopback);
        // Browsers take no cookie that is for all sites and not Secure, and call loopback secure.
        let secure = !loopback || config.same_site == SameSite::None;
        CookieStyle { secure, same_site: config.same_site }
    }

    /// The cookie that gives a browser a session for `seconds`.
    #[must_use]
    pub fn set(self, app: &str, kind: Kind, token: &Token, seconds: u32) -> Option<HeaderValue> {
        self.cookie(app, kind, &token.text(), seconds)
    }

    /// The cookie that takes a session from a browser.
    #[must_use]
    pub fn remove(self, app: &str, kind: Kind) -> Option<HeaderValue> {
        self.cookie(app, kind, "", 0)
    }

    fn cookie(self, app: &str, kind: Kind, value: &str, seconds: u32) -> Option<HeaderValue> {
        let site = match self.same_site {
            SameSite::Lax => "Lax",
            SameSite::None => "None; Partitioned",
        };
        let secure = if self.secure { "; Secure" } else { "" };
        let name = name(kind);
        let cookie = format!(
            "{name}={value}; Path=/v1/apps/{app}; Max-Age={seconds}; HttpOnly; SameSite={site}{secure}"
        );
        // An app's id and a token have only characters that a header has.
        HeaderValue::from_str(&cookie).ok()
    }
}

/// Whether a `Host` is this machine's own. The port doesn't matter.
fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookies: &[&str]) -> HeaderMap {
        let pairs =
            cookies.iter().map(|line| (header::COOKIE, HeaderValue::from_str(line).unwrap()));
        pairs.collect()
    }

    #[test]
    fn a_token_is_found_among_other_cookies() {
        let token_of = |lines: &[&str]| token(&headers(lines), Kind::Visitor);
        let text = Token::generate().unwrap().text();
        assert!(token_of(&[]).is_none());
        assert!(token_of(&["userhash_visitors=x; xuserhash_visitor=y"]).is_none());
        assert!(token_of(&["userhash_visitor=junk"]).unwrap().is_none());
        assert!(token_of(&["userhash_visitor="]).unwrap().is_none());
        for lines in [
            &[&*format!("a=b; userhash_visitor={text};c=d")][..],
            &["a=b", &*format!("userhash_visitor={text}")],
        ] {
            assert_eq!(token_of(lines).unwrap().unwrap().text(), text);
        }
    }

    #[test]
    fn cookies_are_for_https_off_loopback() {
        let lax = Cookies::default();
        for host in
            ["127.0.0.1", "127.0.0.1:9000", "localhost:9000", "LOCALHOST", "[::1]:80", "[::1]"]
        {
            assert!(!CookieStyle::of(&lax, Some(host)).secure, "{host}");
        }
        for host in
            ["chat.example", "localhost.chat.example", "10.0.0.1", "", "127.0.0.1.chat.example"]
        {
            assert!(CookieStyle::of(&lax, Some(host)).secure, "{host}");
        }
        assert!(CookieStyle::of(&lax, None).secure);
        let always = Cookies { secure: Secure::Always, ..lax };
        assert!(CookieStyle::of(&always, Some("localhost")).secure);
        let none = Cookies { same_site: SameSite::None, ..lax };
        assert!(CookieStyle::of(&none, Some("localhost")).secure);
    }
}
