//! Logins: verdicts under each policy, and everything that a page could send.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use serde_json::{Value, json};
use support::{Desk, OLD_SECRET, hash};
use userhash::SecretKey;
use userhash_messenger::Verdict;

/// What pages send, and the verdict on it.
fn logins() -> Vec<(Value, Verdict, &'static str)> {
    let (ada, right) = ("ada@example.com", hash("ada@example.com"));
    let old = SecretKey::new(OLD_SECRET).unwrap().user_hash(ada).unwrap().to_string();
    let details = json!({"email": ada});
    let with = |hash: Value| json!({"user_hash": hash, "userDetails": details});
    let mut logins = vec![
        (with(json!(right)), Verdict::Verified, "matched_current"),
        (with(json!(old)), Verdict::Verified, "matched_previous"),
        (json!({"userDetails": details}), Verdict::Missing, "missing_hash"),
        (with(Value::Null), Verdict::Missing, "missing_hash"),
        (with(json!("")), Verdict::Missing, "missing_hash"),
        (json!({}), Verdict::Missing, "missing_user"),
        (json!({"userDetails": {"name": "Ada"}}), Verdict::Missing, "missing_user"),
        (json!({"user_hash": right}), Verdict::Partial, "missing_user"),
        (json!({"user_hash": right, "userDetails": null}), Verdict::Partial, "missing_user"),
        (json!({"user_hash": right, "userDetails": {}}), Verdict::Partial, "missing_user"),
    ];
    for nobody in [json!(null), json!(1.5), json!(true), json!([ada]), json!({"email": ada})] {
        let body = json!({"user_hash": right, "userDetails": {"email": nobody}});
        logins.push((body, Verdict::Partial, "missing_user"));
    }
    let body = json!({"user_hash": hash("x"), "userDetails": {"email": ""}});
    logins.push((body, Verdict::Partial, "empty_user"));
    // A's hash with B's details.
    for other in ["grace@example.com", "Ada@example.com", "ada@example.com ", "ada@example.com\0"] {
        let body = json!({"user_hash": right, "userDetails": {"email": other}});
        logins.push((body, Verdict::Invalid, "mismatch"));
    }
    // Another field doesn't make up for it.
    let body =
        json!({"user_hash": right, "userDetails": {"email": "b@b.c", "id": ada, "user": ada}});
    logins.push((body, Verdict::Invalid, "mismatch"));
    let wrong_shapes = [
        json!(right.to_uppercase()),
        json!(&right[..63]),
        json!(&right[..32]),
        json!(format!("{right}0")),
        json!(format!("{right}\n")),
        json!(format!(" {right}")),
        json!(format!("{right}\0")),
        json!("0".repeat(10_000)),
        json!("é".repeat(32)),
        json!("INSERT_HMAC_VALUE_HERE"),
        json!([right]),
        json!([]),
        json!({}),
        json!({"0": right}),
        json!(0),
        json!(1e300),
        json!(true),
        json!(false),
    ];
    logins.extend(wrong_shapes.map(|hash| (with(hash), Verdict::Invalid, "malformed_hash")));
    logins
}

#[tokio::test]
async fn enforcing_lets_in_the_verified_and_tells_nobody_why() {
    let desk = Desk::new().await;
    let mut events = desk.messenger.verdicts();
    let mut answers = Vec::new();
    for (body, verdict, reason) in logins() {
        let browser = desk.browser();
        let answer = browser.post("login", body.clone()).await;
        let event = events.recv().await.unwrap();
        assert_eq!((event.verdict, event.reason), (verdict, reason), "{body}");
        assert_eq!(event.admitted, verdict == Verdict::Verified);
        assert_eq!(event.app, desk.app);
        assert_eq!(event.fingerprint.len(), 8);
        if event.admitted {
            assert_eq!(answer.ok()["verdict"], "verified");
            assert_eq!(event.identity.as_deref(), Some("ada@example.com"));
        } else {
            assert_eq!(answer.error(403), "not_verified", "{body}");
            assert!(browser.cookies.lock().unwrap().is_empty());
            answers.push(answer.text);
        }
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "refusals can be told apart: {answers:?}");
}

#[tokio::test]
async fn other_policies_let_everybody_in_and_nobody_near_a_verified_users_messages() {
    for policy in ["off", "report"] {
        let desk = Desk::with(&format!("policy = {policy:?}"), "").await;
        let ada = desk.browser();
        ada.login_as("ada@example.com").await.ok();
        ada.say("for my eyes").await.ok();
        for (body, verdict, _) in logins() {
            let browser = desk.browser();
            let answer = browser.post("login", body.clone()).await;
            assert_eq!(answer.ok()["state"], "visitor");
            assert_eq!(answer.ok()["verdict"], verdict.as_str(), "{body}");
            if verdict == Verdict::Verified {
                assert_eq!(answer.texts(), ["for my eyes"]);
                continue;
            }
            assert!(answer.texts().is_empty(), "{policy}: {body} reads a verified user's messages");
            browser.say("mine").await.ok();
            assert_eq!(browser.session().await.texts(), ["mine"]);
            browser.logout().await.ok();
            // The next one who claims the same name doesn't read it either.
            assert!(browser.post("login", body).await.texts().is_empty());
        }
        assert_eq!(ada.session().await.texts(), ["for my eyes"]);
    }
}

#[tokio::test]
async fn a_refused_login_ends_the_former_visitors_session() {
    let desk = Desk::new().await;
    let browser = desk.browser();
    browser.session().await.ok();
    browser.say("from the guest").await.ok();
    browser.login_as("ada@example.com").await.ok();
    browser.say("from Ada").await.ok();
    let stolen = browser.stolen();
    let forged =
        json!({"user_hash": hash("ada@example.com"), "userDetails": {"email": "eve@example.com"}});
    assert_eq!(browser.post("login", forged).await.error(403), "not_verified");
    assert_eq!(browser.cookie("userhash_visitor"), None);
    assert_eq!(browser.session().await.texts(), ["from the guest"]);
    assert_eq!(stolen.get("messages").await.error(401), "no_session");
}

#[tokio::test]
async fn what_is_no_login_changes_nothing() {
    let desk = Desk::with("", "limits = { details_bytes = 1000 }").await;
    let browser = desk.browser();
    browser.login_as("ada@example.com").await.ok();
    let right = hash("ada@example.com");
    let with = |details: &str| format!(r#"{{"user_hash":"{right}","userDetails":{details}}}"#);
    let deep =
        format!(r#"{{"email":"ada@example.com","x":{}{}}}"#, "[".repeat(400), "]".repeat(400));
    let mut bodies: Vec<Vec<u8>> = [
        "",
        " ",
        "null",
        "[]",
        "\"x\"",
        "1",
        "{",
        "{}{}",
        "{'user_hash':1}",
        "NaN",
        r#"{"user_hash":"x","user_hash":"y"}"#,
    ]
    .map(Into::into)
    .to_vec();
    for details in [
        "[]",
        "\"ada@example.com\"",
        "1",
        "true",
        r#"{"email":"ada@example.com","email":"eve@example.com"}"#,
        r#"{"email":"eve@example.com","em\u0061il":"ada@example.com"}"#,
        r#"{"email":"ada@example.com","__proto__":{}}"#,
        r#"{"email":"\ud800"}"#,
        &*deep,
    ] {
        bodies.push(with(details).into());
    }
    bodies.push(json!([right, {"email": "ada@example.com"}]).to_string().into());
    bodies.push(b"{\"user_hash\":\"\xff\"}".to_vec());
    bodies.push([&b"\xef\xbb\xbf"[..], with("{}").as_bytes()].concat());
    for body in bodies {
        let shown = String::from_utf8_lossy(&body).into_owned();
        assert_eq!(
            browser.post_text("login", body).await.error(400),
            "malformed_request",
            "{shown}"
        );
    }
    let long = with(&format!(r#"{{"email":"ada@example.com","x":"{}"}}"#, "x".repeat(1000)));
    assert_eq!(browser.post_text("login", long).await.error(413), "too_large");
    let huge = with(&format!(r#"{{"email":"ada@example.com","x":"{}"}}"#, "x".repeat(1 << 20)));
    assert_eq!(browser.post_text("login", huge).await.error(413), "too_large");
    assert_eq!(browser.get("session").await.ok()["state"], "visitor");
}

#[tokio::test]
async fn the_identity_field_is_the_apps_choice() {
    let desk = Desk::with("identity = \"id\"", "").await;
    let login = async |user: &str, details: Value| {
        let body = json!({"user_hash": hash(user), "userDetails": details});
        desk.browser().post("login", body).await.status.as_u16()
    };
    assert_eq!(login("42", json!({"id": "42", "email": "a@b.c"})).await, 200);
    assert_eq!(login("42", json!({"id": 42})).await, 200);
    assert_eq!(login("-42", json!({"id": -42})).await, 200);
    assert_eq!(login("42", json!({"id": 42.0})).await, 403);
    assert_eq!(login("a@b.c", json!({"id": "42", "email": "a@b.c"})).await, 403);
    assert_eq!(login("a@b.c", json!({"email": "a@b.c"})).await, 403);
    let long = "x".repeat(10_000);
    assert_eq!(login(&long, json!({"id": long})).await, 200);
}

#[tokio::test]
async fn servers_ask_with_the_apps_token() {
    let desk = Desk::new().await;
    let mut server = desk.browser();
    server.origin = None;
    let ask = async |token: Option<&str>, body: String| {
        let mut request = axum::http::Request::post(server.path("verify"))
            .header("content-type", "application/json");
        if let Some(token) = token {
            request = request.header("authorization", token);
        }
        server.send(request.body(body.into()).unwrap()).await
    };
    let ada = json!({"user": "ada@example.com", "user_hash": hash("ada@example.com")}).to_string();
    let good = format!("Bearer {}", support::API_TOKEN);
    let key = SecretKey::new(support::SECRET).unwrap().fingerprint().to_string();
    assert_eq!(ask(Some(&good), ada.clone()).await.ok(), json!({"verified": true, "key": key}));
    let wrong = [
        "Bearer",
        "Bearer ",
        "Bearer x",
        support::API_TOKEN,
        "Basic eDp5",
        &good[..good.len() - 1],
    ];
    for token in wrong.into_iter().map(Some).chain([None]) {
        let answer = ask(token, ada.clone()).await;
        assert_eq!(answer.error(401), "unauthorized", "{token:?}");
        assert_eq!(answer.headers["www-authenticate"], "Bearer");
    }
    for (body, verdict, _) in logins() {
        let asked = json!({"user": "ada@example.com", "user_hash": body["user_hash"]});
        let verified = ask(Some(&good), asked.to_string()).await.ok()["verified"].clone();
        let right = verdict == Verdict::Verified || body["user_hash"] == hash("ada@example.com");
        assert_eq!(verified, json!(right), "{asked}");
    }
    for body in [
        "",
        "{}",
        "[]",
        r#"{"user":1}"#,
        r#"{"user":null}"#,
        r#"{"user":""}"#,
        r#"{"user":["a"]}"#,
        r#"["a","b"]"#,
    ] {
        assert_eq!(ask(Some(&good), body.into()).await.error(400), "malformed_request", "{body}");
    }
    // Without a token in the configuration, nobody may ask.
    let mut config = desk.config("", "");
    config.apps.get_mut(&desk.app).unwrap().api_token = None;
    desk.messenger.reload(config).unwrap();
    assert_eq!(ask(Some(&good), ada).await.error(401), "unauthorized");
}
