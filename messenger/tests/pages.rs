//! Which pages may ask, how cookies are set, and what everybody may look at.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use axum::body::Body;
use axum::http::Request;
use serde_json::json;
use support::{Desk, ORIGIN};

#[tokio::test]
async fn only_pages_of_the_apps_origins_change_anything() {
    let desk = Desk::new().await;
    let mut browser = desk.browser();
    browser.login_as("ada@example.com").await.ok();
    for origin in [
        None,
        Some("https://evil.example"),
        Some("null"),
        Some("http://shop.example"),
        Some(""),
        Some("https://shop.example:443"),
        Some("https://shop.example.evil.example"),
        Some("https://shop.example/"),
        Some("HTTPS://SHOP.EXAMPLE"),
    ] {
        browser.origin = origin.map(Into::into);
        for endpoint in ["session", "login", "logout", "messages"] {
            let answer = browser.post(endpoint, json!({"text": "x"})).await;
            assert_eq!(answer.error(403), "origin_not_allowed", "{endpoint} {origin:?}");
            assert!(!answer.headers.contains_key("access-control-allow-origin"));
        }
        let answer = browser.get("session").await;
        assert!(!answer.headers.contains_key("access-control-allow-origin"), "{origin:?}");
    }
    browser.origin = Some(ORIGIN.into());
    assert_eq!(browser.get("session").await.ok()["state"], "visitor");
}

#[tokio::test]
async fn forms_of_other_sites_send_nothing_that_is_taken() {
    let desk = Desk::new().await;
    let browser = desk.browser();
    browser.login_as("ada@example.com").await.ok();
    let kinds = [
        None,
        Some("text/plain"),
        Some("application/x-www-form-urlencoded"),
        Some("multipart/form-data"),
        Some("text/plain; application/json"),
        Some("application/jsonp"),
        Some(""),
    ];
    for kind in kinds {
        for endpoint in ["session", "login", "logout", "messages"] {
            let mut request = Request::post(browser.path(endpoint));
            if let Some(kind) = kind {
                request = request.header("content-type", kind);
            }
            let answer = browser.send(request.body(Body::from("{}")).unwrap()).await;
            assert_eq!(answer.error(415), "unsupported_media_type", "{endpoint} {kind:?}");
        }
    }
    for kind in ["application/json", "application/json; charset=utf-8", "Application/JSON;x=y"] {
        let request = Request::post(browser.path("session")).header("content-type", kind);
        browser.send(request.body(Body::from("{}")).unwrap()).await.ok();
    }
    assert_eq!(browser.get("session").await.ok()["state"], "visitor");
}

#[tokio::test]
async fn browsers_are_told_in_advance_who_may_ask() {
    let desk = Desk::new().await;
    let ask = async |origin: &str| {
        let mut browser = desk.browser();
        browser.origin = Some(origin.into());
        let request = Request::options(browser.path("login"))
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "content-type");
        browser.send(request.body(Body::empty()).unwrap()).await
    };
    let answer = ask(ORIGIN).await;
    assert_eq!(answer.status, 200);
    for (name, value) in [
        ("access-control-allow-origin", ORIGIN),
        ("access-control-allow-credentials", "true"),
        ("access-control-allow-methods", "GET,POST"),
        ("access-control-allow-headers", "content-type"),
    ] {
        assert_eq!(answer.headers[name], value, "{name}");
    }
    assert!(!ask("https://evil.example").await.headers.contains_key("access-control-allow-origin"));
    // Refusals can be read by the app's pages, too.
    let answer = desk.browser().get("session").await;
    assert_eq!(answer.error(401), "no_session");
    assert_eq!(answer.headers["access-control-allow-origin"], ORIGIN);
    assert_eq!(answer.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn cookies_have_the_attributes_that_keep_them_in() {
    let desk = Desk::new().await;
    let mut browser = desk.browser();
    let path = format!("Path=/v1/apps/{}; ", desk.app);
    let attributes = |cookie: &str| cookie.split_once("; ").unwrap().1.to_owned();
    let guest = browser.session().await.set_cookies();
    let expected = format!("{path}Max-Age=15552000; HttpOnly; SameSite=Lax; Secure");
    assert_eq!(guest.iter().map(|c| attributes(c)).collect::<Vec<_>>(), [expected]);
    let visitor = browser.login_as("ada@example.com").await.set_cookies();
    let expected = format!("{path}Max-Age=604800; HttpOnly; SameSite=Lax; Secure");
    assert_eq!(visitor.iter().map(|c| attributes(c)).collect::<Vec<_>>(), [expected]);
    assert!(visitor[0].starts_with("userhash_visitor="));
    browser.host = "127.0.0.1:9000".into();
    let logout = browser.logout().await.set_cookies();
    assert_eq!(logout, [format!("userhash_visitor=; {path}Max-Age=0; HttpOnly; SameSite=Lax")]);

    let desk = Desk::with("", "cookies = { same_site = \"none\" }").await;
    let cookie = desk.browser().session().await.set_cookies().remove(0);
    assert!(cookie.ends_with("; HttpOnly; SameSite=None; Partitioned; Secure"), "{cookie}");
}

#[tokio::test]
async fn unknown_addresses_and_methods_have_errors_in_json() {
    let desk = Desk::new().await;
    let browser = desk.browser();
    let send = async |method: &str, path: &str| {
        let request = Request::builder().method(method).uri(path).body(Body::empty());
        browser.send(request.unwrap()).await
    };
    for path in ["/", "/v1", "/v1/apps", "/v1/apps/x", "/v1/apps/x/y", "/widget.js/", "/..%2f"] {
        assert_eq!(send("GET", path).await.error(404), "not_found", "{path}");
    }
    for path in ["/v1/apps/nobody/session", "/v1/apps/%ff/session", "/v1/apps/%00/session"] {
        assert_eq!(send("GET", path).await.error(404), "unknown_app", "{path}");
    }
    for (method, endpoint) in
        [("DELETE", "session"), ("GET", "login"), ("PUT", "verify"), ("GET", "logout")]
    {
        let answer = send(method, &browser.path(endpoint)).await;
        assert_eq!(answer.error(405), "method_not_allowed", "{method} {endpoint}");
        assert!(answer.headers.contains_key("allow"));
    }
    assert_eq!(send("POST", "/healthz").await.error(405), "method_not_allowed");
}

#[tokio::test]
async fn files_are_compressed_and_remembered() {
    let desk = Desk::new().await;
    let browser = desk.browser();
    for (path, kind) in
        [("/widget.js", "text/javascript; charset=utf-8"), ("/openapi.json", "application/json")]
    {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = browser.send(request).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.headers["content-type"], kind);
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        let tag = answer.headers["etag"].clone();
        let again = Request::get(path).header("if-none-match", tag).body(Body::empty()).unwrap();
        let again = browser.send(again).await;
        assert_eq!((again.status.as_u16(), &*again.text), (304, ""));
        let other =
            Request::get(path).header("if-none-match", "W/\"x\"").body(Body::empty()).unwrap();
        assert_eq!(browser.send(other).await.status, 200);
    }
}

#[tokio::test]
async fn the_description_names_every_failure_and_no_other_status() {
    let text = include_str!("../openapi.json");
    let description: serde_json::Value = serde_json::from_str(text).unwrap();
    let undescribed = ["method_not_allowed", "internal"];
    for failure in userhash_messenger::Failure::ALL {
        let code = failure.code();
        let described = text.contains(&format!("`{code}`"));
        assert_ne!(described, undescribed.contains(&code), "{code}");
    }
    assert_eq!(description["openapi"], "3.1.0");
}

#[tokio::test]
async fn operators_see_health_and_counters() {
    let desk = Desk::with("policy = \"report\"", "").await;
    let mut browser = desk.browser();
    browser.login_as("ada@example.com").await.ok();
    browser.post("login", json!({"userDetails": {"email": "a"}})).await.ok();
    let get = async |browser: &support::Browser, path: &str| {
        browser.send(Request::get(path).body(Body::empty()).unwrap()).await
    };
    assert_eq!(get(&browser, "/healthz").await.ok(), json!({"status": "ok"}));
    assert_eq!(get(&browser, "/metrics").await.error(404), "not_found");
    browser.address = ([127, 0, 0, 1], 5).into();
    let answer = get(&browser, "/metrics").await;
    assert!(
        answer.headers["content-type"]
            .to_str()
            .unwrap()
            .starts_with("application/openmetrics-text")
    );
    let app = &desk.app;
    for line in [
        format!("userhash_logins_total{{app=\"{app}\",policy=\"report\",verdict=\"verified\"}} 1"),
        format!("userhash_logins_total{{app=\"{app}\",policy=\"report\",verdict=\"missing\"}} 1"),
        "userhash_responses_total{status=\"404\"} 1".into(),
        "userhash_panics_total 0".into(),
    ] {
        assert!(answer.text.lines().any(|found| found == line), "{line} not in\n{}", answer.text);
    }
}
