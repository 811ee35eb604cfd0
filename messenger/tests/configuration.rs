//! Configurations: what is refused, and what a new one changes in a running messenger.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use serde_json::json;
use std::time::Duration;
use support::{Desk, OLD_SECRET, hash};
use userhash::SecretKey;
use userhash_messenger::{Config, Settings};

#[test]
fn what_no_configuration_says_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("key");
    std::fs::write(&key, "a secret key\n").unwrap();
    std::fs::write(folder.path().join("padded"), " a secret key\n").unwrap();
    std::fs::write(folder.path().join("short"), "token\n").unwrap();
    let file =
        |name: &str| format!("{{ file = {:?} }}", folder.path().join(name).to_str().unwrap());
    let app = |lines: &str| format!("[apps.shop]\nkey = {}\n{lines}\n", file("key"));
    let load = |text: &str| Config::parse(text).and_then(Settings::load).map_err(|e| e.to_string());
    load("").unwrap();
    load(&app("")).unwrap();
    load(&app("allowed_origins = [\"http://127.0.0.1:80\", \"https://xn--a.example\", \"http://[::1]:1\"]")).unwrap();
    for (text, why) in [
        ("nonsense = 1".to_owned(), "nonsense"),
        ("[apps.shop]".into(), "key"),
        (app("polcy = \"off\""), "polcy"),
        (app("policy = \"strict\""), "strict"),
        (app("identity = \"\""), "identity"),
        (app("allowed_origins = [\"*\"]"), "allowed_origins"),
        (app("allowed_origins = [\"https://shop.example/\"]"), "allowed_origins"),
        (app("allowed_origins = [\"https://Shop.example\"]"), "allowed_origins"),
        (app("allowed_origins = [\"null\"]"), "allowed_origins"),
        (app(&format!("previous_keys = [{}]", file("none"))), "none: there is no secret key"),
        (app(&format!("previous_keys = [{}]", file("padded"))), "white space"),
        (app(&format!("api_token = {}", file("short"))), "api_token"),
        ("[apps.\"a b\"]\nkey = { env = \"X\" }".into(), "1 to 64"),
        ("[apps.shop]\nkey = { env = \"NEXT_PUBLIC_KEY\" }".into(), "publish"),
        ("[apps.shop]\nkey = { env = \"NOT_SET_ANYWHERE\" }".into(), "NOT_SET_ANYWHERE"),
        ("[apps.shop]\nkey = \"a secret key\"".into(), "say where"),
        ("trusted_proxies = [\"10.0.0.0/33\"]".into(), "line 1"),
        ("sessions = { guest_idle_seconds = 0 }".into(), "0"),
    ] {
        let refused = load(&text).unwrap_err();
        assert!(refused.contains(why), "{text}: {refused}");
        assert!(!refused.contains("a secret key"), "{refused}");
    }
}

#[tokio::test]
async fn a_new_configuration_holds_at_once_and_drops_no_session() {
    let desk = Desk::new().await;
    let browser = desk.browser();
    browser.login_as("ada@example.com").await.ok();
    browser.say("before").await.ok();
    let forged = json!({"user_hash": "x", "userDetails": {"email": "ada@example.com"}});
    assert_eq!(desk.browser().post("login", forged.clone()).await.error(403), "not_verified");

    desk.messenger.reload(desk.config("policy = \"report\"", "")).unwrap();
    assert_eq!(desk.browser().post("login", forged).await.ok()["verdict"], "invalid");
    assert_eq!(browser.session().await.texts(), ["before"]);
    browser.say("after").await.ok();

    // Without the app there is nothing; with it, everything is there again.
    desk.messenger.reload(Config::parse("").unwrap()).unwrap();
    assert_eq!(browser.get("session").await.error(404), "unknown_app");
    desk.messenger.reload(desk.config("", "")).unwrap();
    assert_eq!(browser.session().await.texts(), ["before", "after"]);
}

#[tokio::test]
async fn a_bad_configuration_changes_nothing() {
    let desk = Desk::new().await;
    let browser = desk.browser();
    browser.login_as("ada@example.com").await.ok();
    std::fs::write(desk.folder.path().join("key"), "").unwrap();
    let refused = desk.messenger.reload(desk.config("policy = \"off\"", "")).unwrap_err();
    assert!(refused.to_string().contains(&desk.app), "{refused}");
    assert_eq!(desk.messenger.settings().app(&desk.app).unwrap().policy().as_str(), "enforce");
    browser.login_as("ada@example.com").await.ok();
}

#[tokio::test]
async fn a_key_is_replaced_in_two_steps() {
    let desk = Desk::new().await;
    let path = |name: &str| desk.folder.path().join(name);
    let hash_of = |secret: &str| {
        let hash =
            SecretKey::new(secret).unwrap().user_hash("ada@example.com").unwrap().to_string();
        json!({"user_hash": hash, "userDetails": {"email": "ada@example.com"}})
    };
    let login =
        async |secret: &str| desk.browser().post("login", hash_of(secret)).await.status.as_u16();
    assert_eq!((login(support::SECRET).await, login(OLD_SECRET).await), (200, 200));
    std::fs::copy(path("key"), path("old")).unwrap();
    std::fs::write(path("key"), "next year's horse battery staple").unwrap();
    assert_eq!(login("next year's horse battery staple").await, 403);
    desk.messenger.reload(desk.config("", "")).unwrap();
    assert_eq!(login("next year's horse battery staple").await, 200);
    assert_eq!((login(support::SECRET).await, login(OLD_SECRET).await), (200, 403));
}

#[tokio::test]
async fn sessions_end_when_unused_and_after_their_time() {
    const HOUR: Duration = Duration::from_secs(60 * 60);
    let desk = Desk::new().await;
    let (idle, busy) = (desk.browser(), desk.browser());
    for browser in [&idle, &busy] {
        browser.session().await.ok();
        browser.say("guest").await.ok();
        browser.login_as("ada@example.com").await.ok();
    }
    // Used every eleven hours, a session outlives its idle time of twelve.
    for _ in 0..15 {
        desk.store.advance_clock(11 * HOUR);
        assert_eq!(busy.get("session").await.ok()["state"], "visitor");
    }
    assert_eq!(idle.get("messages").await.error(401), "no_session");
    assert_eq!(idle.say("late").await.error(401), "no_session");
    assert_eq!(idle.session().await.texts(), ["guest"]);
    assert_eq!(idle.cookie("userhash_visitor"), None);
    // But not its absolute one, of seven days.
    desk.store.advance_clock(4 * HOUR);
    assert_eq!(busy.get("messages").await.error(401), "no_session");
    assert!(desk.store.sweep().await.unwrap() >= 2);
    assert_eq!(busy.session().await.texts(), ["guest"]);
}

#[tokio::test]
async fn a_swept_guest_takes_the_conversation_along() {
    let desk = Desk::with("", "sessions = { guest_idle_seconds = 100 }").await;
    let (guest, ada) = (desk.browser(), desk.browser());
    ada.login_as("ada@example.com").await.ok();
    ada.say("kept").await.ok();
    guest.session().await.ok();
    guest.say("gone").await.ok();
    desk.store.advance_clock(Duration::from_secs(101));
    desk.store.sweep().await.unwrap();
    assert_eq!(guest.get("messages").await.error(401), "no_session");
    assert!(guest.session().await.texts().is_empty());
    assert_eq!(ada.session().await.texts(), ["kept"]);
}

#[tokio::test]
async fn rates_are_limited_and_nobody_uses_up_anothers() {
    let limits = "limits = { requests_per_second_per_address = 5, \
                  logins_per_minute_per_identity = 3, messages_per_minute_per_conversation = 2 }";
    let desk = Desk::with("policy = \"enforce\"", limits).await;
    let mut address = 0;
    let mut browser = || {
        address += 1;
        let mut browser = desk.browser();
        browser.address = ([192, 0, 2, address], 1).into();
        browser
    };
    // Of an address: a burst of twenty.
    let flood = browser();
    let mut answers = Vec::new();
    for _ in 0..40 {
        answers.push(flood.get("session").await);
    }
    let limited = answers.iter().find(|answer| answer.status == 429).expect("no limit");
    assert_eq!(limited.error(429), "rate_limited");
    assert!(limited.headers.contains_key("retry-after"));
    assert_eq!(browser().get("session").await.status, 401);
    // Of a user: failed logins don't count against the one they name.
    let forged = json!({"user_hash": hash("x"), "userDetails": {"email": "ada@example.com"}});
    let forger = browser();
    for _ in 0..10 {
        forger.post("login", forged.clone()).await.error(403);
    }
    for _ in 0..3 {
        browser().login_as("ada@example.com").await.ok();
    }
    assert_eq!(browser().login_as("ada@example.com").await.error(429), "rate_limited");
    let grace = browser();
    grace.login_as("grace@example.com").await.ok();
    // Of a conversation.
    grace.say("one").await.ok();
    grace.say("two").await.ok();
    assert_eq!(grace.say("three").await.error(429), "rate_limited");
    assert_eq!(grace.session().await.texts(), ["one", "two"]);
    // Without limits.
    let lines = "limits = { requests_per_second_per_address = 0 }";
    desk.messenger.reload(desk.config("", lines)).unwrap();
    for _ in 0..100 {
        assert_eq!(flood.get("session").await.status, 401);
    }
}

#[tokio::test]
async fn messages_have_a_length() {
    let desk = Desk::new().await;
    let browser = desk.browser();
    browser.session().await.ok();
    browser.say(&"é".repeat(2048)).await.ok();
    assert_eq!(browser.say(&"é".repeat(2049)).await.error(413), "too_large");
    assert_eq!(browser.say(&"x".repeat(1 << 20)).await.error(413), "too_large");
    // Escaped, the longest message still fits into the body.
    let escaped = format!(r#"{{"text":"{}"}}"#, "\\u00e9".repeat(2048));
    assert_eq!(browser.post_text("messages", escaped).await.status, 201);
    for wrong in [
        json!({}),
        json!({"text": ""}),
        json!({"text": 1}),
        json!({"text": null}),
        json!({"text": ["x"]}),
        json!({"text": "a\0b"}),
        json!("x"),
        json!(["x"]),
        json!(null),
    ] {
        assert_eq!(
            browser.post("messages", wrong.clone()).await.error(400),
            "malformed_request",
            "{wrong}"
        );
    }
}
