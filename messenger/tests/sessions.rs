//! Sessions of guests and visitors: begin, lie over each other, end.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use serde_json::{Value, json};
use support::{Desk, hash};

#[tokio::test]
async fn a_guest_begins_and_resumes() {
    let desk = Desk::new().await;
    let browser = desk.browser();
    assert_eq!(browser.get("session").await.error(401), "no_session");
    assert_eq!(browser.get("messages").await.error(401), "no_session");
    assert_eq!(browser.say("hello?").await.error(401), "no_session");
    let answer = browser.session().await;
    let guest = json!({"state": "guest", "verdict": null, "visitor": null, "messages": []});
    assert_eq!(answer.ok(), guest);
    let token = browser.cookie("userhash_guest").unwrap();
    assert_eq!(token.len(), 43);

    let said = browser.say("hello").await;
    assert_eq!(said.status, 201);
    assert_eq!(said.json()["from"], "visitor");
    assert_eq!(browser.session().await.texts(), ["hello"]);
    assert_eq!(browser.get("session").await.texts(), ["hello"]);
    assert_eq!(browser.cookie("userhash_guest").unwrap(), token);
    assert!(browser.session().await.set_cookies().is_empty());
}

#[tokio::test]
async fn a_visitor_lies_over_the_guest_until_the_logout() {
    let desk = Desk::new().await;
    let browser = desk.browser();
    browser.session().await.ok();
    browser.say("from the guest").await.ok();
    let guest = browser.cookie("userhash_guest");

    let answer = browser.login_as("ada@example.com").await;
    let visitor = answer.ok();
    assert_eq!(visitor["state"], "visitor");
    assert_eq!(visitor["verdict"], "verified");
    assert_eq!(visitor["visitor"], json!({"email": "ada@example.com", "name": "somebody"}));
    assert!(answer.texts().is_empty());
    browser.say("from Ada").await.ok();
    assert_eq!(browser.session().await.texts(), ["from Ada"]);
    assert_eq!(browser.cookie("userhash_guest"), guest);

    let answer = browser.logout().await;
    assert_eq!(answer.ok()["state"], "guest");
    assert_eq!(answer.ok()["visitor"], Value::Null);
    assert_eq!(answer.texts(), ["from the guest"]);
    assert_eq!(browser.cookie("userhash_visitor"), None);
    assert_eq!(browser.cookie("userhash_guest"), guest);
    assert_eq!(browser.logout().await.texts(), ["from the guest"]);
}

#[tokio::test]
async fn a_stolen_cookie_is_dead_after_the_logout() {
    let desk = Desk::new().await;
    let browser = desk.browser();
    browser.login_as("ada@example.com").await.ok();
    let thief = browser.stolen();
    assert_eq!(thief.get("session").await.ok()["state"], "visitor");
    browser.logout().await.ok();
    assert_eq!(thief.get("messages").await.error(401), "no_session");
    assert_eq!(thief.say("still here").await.error(401), "no_session");
    assert_eq!(thief.get("session").await.error(401), "no_session");
    assert_eq!(thief.session().await.ok()["state"], "guest");
}

#[tokio::test]
async fn every_login_makes_a_new_token_and_ends_the_former_session() {
    let desk = Desk::new().await;
    let browser = desk.browser();
    browser.session().await.ok();
    let guest = browser.cookie("userhash_guest");
    browser.login_as("ada@example.com").await.ok();
    let (first, stolen) = (browser.cookie("userhash_visitor"), browser.stolen());
    browser.say("from Ada").await.ok();

    assert_eq!(browser.login_as("ada@example.com").await.texts(), ["from Ada"]);
    assert_ne!(browser.cookie("userhash_visitor"), first);
    assert_eq!(stolen.say("x").await.error(401), "no_session");

    // Somebody else without a logout in between.
    assert!(browser.login_as("grace@example.com").await.texts().is_empty());
    assert_eq!(browser.get("session").await.ok()["visitor"]["email"], "grace@example.com");
    assert_eq!(browser.cookie("userhash_guest"), guest);
}

#[tokio::test]
async fn a_verified_users_conversation_is_the_users_in_every_browser_of_the_app() {
    let desk = Desk::new().await;
    let (one, other) = (desk.browser(), desk.browser());
    one.login_as("ada@example.com").await.ok();
    one.say("here").await.ok();
    assert_eq!(other.login_as("ada@example.com").await.texts(), ["here"]);
    other.say("and there").await.ok();
    assert_eq!(one.get("messages").await.texts(), ["here", "and there"]);
    for near in ["Ada@example.com", "ada@example.com ", "ada@example.co", "ada@example.com\0"] {
        assert!(other.login_as(near).await.texts().is_empty(), "{near:?}");
    }
    let elsewhere = Desk::new().await.browser();
    assert!(elsewhere.login_as("ada@example.com").await.texts().is_empty());
}

#[tokio::test]
async fn cookies_of_one_app_open_nothing_in_another() {
    let (desk, other) = (Desk::new().await, Desk::new().await);
    let browser = desk.browser();
    browser.login_as("ada@example.com").await.ok();
    let mut wanderer = browser.stolen();
    wanderer.app = other.app.clone();
    wanderer.router = other.router.clone();
    assert_eq!(wanderer.get("session").await.error(401), "no_session");
    // A visitor's token is no guest's token.
    let swapped = browser.stolen();
    let token = browser.cookie("userhash_visitor").unwrap();
    swapped.cookies.lock().unwrap().clear();
    swapped.cookies.lock().unwrap().insert("userhash_guest".into(), token);
    assert_eq!(swapped.get("session").await.error(401), "no_session");
}

#[tokio::test]
async fn stale_cookies_are_taken_away() {
    let desk = Desk::new().await;
    let browser = desk.browser();
    browser.session().await.ok();
    browser.say("as a guest").await.ok();
    for junk in ["", "junk", &"A".repeat(43), &"A".repeat(10_000), "\u{7f}"] {
        let stale = browser.stolen();
        stale.cookies.lock().unwrap().insert("userhash_visitor".into(), junk.into());
        if junk != "\u{7f}" {
            // Never silently into the guest's conversation.
            assert_eq!(stale.say("whose?").await.error(401), "no_session");
            assert_eq!(stale.get("messages").await.error(401), "no_session");
            // Looking changes no cookie: another tab may have logged in meanwhile.
            let looked = stale.get("session").await;
            assert_eq!(looked.error(401), "no_session");
            assert!(looked.set_cookies().is_empty());
            assert_eq!(stale.session().await.texts(), ["as a guest"]);
            assert_eq!(stale.cookie("userhash_visitor"), None);
        }
    }
    let stale = desk.browser();
    stale.cookies.lock().unwrap().insert("userhash_guest".into(), "A".repeat(43));
    assert_eq!(stale.session().await.ok()["state"], "guest");
    assert_ne!(stale.cookie("userhash_guest").unwrap(), "A".repeat(43));
}

#[tokio::test]
async fn a_login_before_any_session_and_a_logout_give_a_new_guest() {
    let desk = Desk::new().await;
    let browser = desk.browser();
    browser.login_as("ada@example.com").await.ok();
    assert_eq!(browser.cookie("userhash_guest"), None);
    assert_eq!(browser.logout().await.ok()["state"], "guest");
    assert!(browser.cookie("userhash_guest").is_some());
    assert_eq!(desk.browser().logout().await.ok()["state"], "guest");
}

#[tokio::test]
async fn messages_come_in_order_and_after_an_id() {
    let desk = Desk::new().await;
    let browser = desk.browser();
    browser.session().await.ok();
    let texts = ["one", "zwei\n", "</script>", "\u{1f980}\u{2028}", " "];
    let mut ids = Vec::new();
    for text in texts {
        ids.push(browser.say(text).await.ok()["id"].as_i64().unwrap());
    }
    assert!(ids.is_sorted());
    assert_eq!(browser.get("messages").await.texts(), texts);
    assert_eq!(browser.get(&format!("messages?after={}", ids[2])).await.texts(), texts[3..]);
    assert!(browser.get("messages?after=9223372036854775807").await.texts().is_empty());
    assert_eq!(browser.get("messages?after=-1").await.texts(), texts);
    for wrong in [
        "messages?after=",
        "messages?after=x",
        "messages?after=1e3",
        "messages?after=9999999999999999999",
    ] {
        assert_eq!(browser.get(wrong).await.error(400), "malformed_request", "{wrong}");
    }
}

#[tokio::test]
async fn a_long_conversation_is_cut_at_the_right_end() {
    let desk = Desk::with("", "limits = { messages_per_minute_per_conversation = 0 }").await;
    let browser = desk.browser();
    browser.session().await.ok();
    for number in 0..205 {
        browser.say(&number.to_string()).await.ok();
    }
    let newest = browser.session().await.texts();
    assert_eq!((newest.len(), &*newest[0], &*newest[199]), (200, "5", "204"));
    let first = browser.get("messages").await.texts();
    assert_eq!((first.len(), &*first[0], &*first[199]), (200, "0", "199"));
}

#[tokio::test]
async fn details_are_given_back_as_they_were() {
    let desk = Desk::new().await;
    let browser = desk.browser();
    let details =
        r#"{"email":"a\u0000@b.c","n":12345678901234567890123,"x":[1e400,"\u2028</script>"]}"#;
    let hash = hash("a\0@b.c");
    let body = format!(r#"{{"user_hash":"{hash}","userDetails":{details}}}"#);
    let answer = browser.post_text("login", body).await;
    assert!(answer.text.contains(&format!("\"visitor\":{details},")), "{}", answer.text);
    assert!(browser.get("session").await.text.contains(details));
}
