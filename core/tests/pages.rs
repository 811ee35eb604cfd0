//! What is rendered, put into a page and read back by an HTML parser.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use userhash::{Error, KeyRing, SecretKey, Visitor};

const USER: &str = "customer@example.com";

fn key() -> SecretKey {
    SecretKey::new("correct horse battery staple").unwrap()
}

fn visitor(details: &Value) -> Visitor {
    key().visitor(details.to_string()).unwrap()
}

fn payloads() -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/injections.json");
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let payloads: Vec<String> = serde_json::from_value(file["payloads"].clone()).unwrap();
    assert!(payloads.len() > 80);
    payloads
}

/// A payload in every place that a caller fills in.
fn slots(payload: &str) -> Vec<Value> {
    vec![
        json!({"email": payload}),
        json!({"email": USER, "name": payload}),
        json!({"email": USER, payload: "value"}),
        json!({"email": USER, payload: payload}),
        json!({"email": USER, "company": {"name": payload}}),
        json!({"email": USER, "company": {payload: 1}}),
        json!({"email": USER, "tags": [payload, [payload]]}),
    ]
}

/// A page's elements with their attributes, and the text of its scripts.
fn parse(tag: &str) -> (String, Vec<String>) {
    let page =
        format!("<!doctype html><html><head>{tag}</head><body><p id=after>x</p></body></html>");
    let dom = html5ever::parse_document(RcDom::default(), Default::default()).one(page);
    let (mut shape, mut scripts) = (String::new(), Vec::new());
    walk(&dom.document, &mut shape, &mut scripts);
    (shape, scripts)
}

fn walk(node: &Handle, shape: &mut String, scripts: &mut Vec<String>) {
    match &node.data {
        NodeData::Element { name, attrs, .. } => {
            shape.push_str(&format!("<{}", name.local));
            for attribute in attrs.borrow().iter() {
                shape.push_str(&format!(" {}={}", attribute.name.local, attribute.value));
            }
            shape.push('>');
            if &*name.local == "script" {
                let children = node.children.borrow();
                let NodeData::Text { contents } = &children[0].data else { unreachable!() };
                assert_eq!(children.len(), 1);
                scripts.push(contents.borrow().to_string());
                return;
            }
        }
        NodeData::Text { contents } => shape.push_str(&contents.borrow()),
        NodeData::Comment { .. } => shape.push_str("<!---->"),
        _ => {}
    }
    for child in node.children.borrow().iter() {
        walk(child, shape, scripts);
    }
}

/// What the script passes to the widget.
fn pushed(script: &str) -> Value {
    let script = script.strip_prefix("window.acquire=window.acquire||[];acquire.push(").unwrap();
    serde_json::from_str(script.strip_suffix(");").unwrap()).unwrap()
}

#[test]
fn no_payload_changes_the_page_or_is_lost() {
    let (benign, _) =
        parse(&visitor(&json!({"email": USER})).script_tag(Some("bm9uY2U=")).unwrap());
    let (inert, _) = parse(&visitor(&json!({"email": USER})).data_tag());
    for payload in payloads() {
        for details in slots(&payload) {
            let visitor = visitor(&details);
            let hash = key().user_hash(details["email"].as_str().unwrap()).unwrap();
            let told = json!({"user_hash": hash.to_string(), "userDetails": details});

            let (shape, scripts) = parse(&visitor.script_tag(Some("bm9uY2U=")).unwrap());
            assert_eq!(shape, benign, "{details}");
            assert_eq!(scripts, [visitor.script()], "{details}");
            assert_eq!(pushed(&scripts[0]), told, "{details}");

            let (shape, scripts) = parse(&visitor.data_tag());
            assert_eq!(shape, inert, "{details}");
            assert_eq!(serde_json::from_str::<Value>(&scripts[0]).unwrap(), told, "{details}");

            for call in [visitor.login_call(), visitor.switch_call()] {
                let (_, scripts) = parse(&format!("<script>{call}</script>"));
                assert_eq!(scripts, [call.as_str()], "{details}");
                assert!(call.is_ascii());
            }
        }
    }
}

#[test]
fn a_nonce_is_refused_or_stays_in_its_attribute() {
    let visitor = visitor(&json!({"email": USER}));
    let (benign, _) = parse(&visitor.script_tag(Some("NONCE")).unwrap());
    let mut refused = 0;
    for payload in payloads() {
        match visitor.script_tag(Some(&payload)) {
            Ok(tag) => assert_eq!(parse(&tag).0, benign.replace("NONCE", &payload)),
            Err(error) => {
                assert_eq!(error, Error::MalformedNonce, "{payload:?}");
                assert_eq!(userhash::logout_script_tag(Some(&payload)), Err(error));
                refused += 1;
            }
        }
    }
    assert!(refused > 100, "only plain words are nonces");
}

#[test]
fn the_key_that_sets_a_prototype_is_refused() {
    let details = r#"{"email":"a@b.c","__proto__":{"email":"x@b.c"}}"#;
    assert_eq!(key().visitor(details).err(), Some(Error::MalformedDetails));
}

#[test]
fn the_calls_are_safe_before_the_widget_has_loaded() {
    let visitor = visitor(&json!({"email": USER}));
    let hash = visitor.user_hash().to_string();
    assert_eq!(
        visitor.login_call(),
        format!(
            "window.acquire=window.acquire||[];acquire.push(function(){{\
             acquireIO.loginVisitor(\"{hash}\",{{\"email\":\"{USER}\"}});}});"
        )
    );
    assert_eq!(
        userhash::logout_call(),
        "window.acquire=window.acquire||[];acquire.push(function(){acquireIO.logoutVisitor();});"
    );
    assert_eq!(
        visitor.switch_call(),
        visitor
            .login_call()
            .replace("acquireIO.login", "acquireIO.logoutVisitor();acquireIO.login")
    );
}

#[test]
fn the_policy_hash_is_that_of_the_bytes_between_the_tags() {
    use base64ct::{Base64, Encoding};
    let visitor = visitor(&json!({"email": USER, "name": "josé\r\n"}));
    for (tag, hash) in [
        (visitor.script_tag(None).unwrap(), visitor.csp_hash()),
        (userhash::logout_script_tag(None).unwrap(), userhash::logout_csp_hash()),
    ] {
        let (_, scripts) = parse(&tag);
        let digest = Base64::encode_string(&Sha256::digest(&scripts[0]));
        assert_eq!(hash, format!("'sha256-{digest}'"));
    }
}

#[test]
fn a_ring_signs_visitors_with_its_current_key() {
    let ring = KeyRing::new(key(), [SecretKey::new("old secret").unwrap()]);
    let details = r#"{"id":42,"email":"a@b.c"}"#;
    for (visitor, user) in
        [(ring.visitor(details), "a@b.c"), (ring.visitor_by("id", details), "42")]
    {
        assert_eq!(*visitor.unwrap().user_hash(), key().user_hash(user).unwrap());
    }
}

#[test]
fn details_must_name_a_user() {
    for (details, error) in [
        (r#"{"name":"Jane"}"#, Error::MissingUser),
        (r#"{"email":null}"#, Error::MissingUser),
        (r#"{"email":""}"#, Error::EmptyUser),
        (r#"["a@b.c"]"#, Error::MalformedDetails),
    ] {
        assert_eq!(key().visitor(details).err(), Some(error), "{details}");
    }
}

#[test]
fn a_hash_made_before_gives_the_same_visitor() {
    let details = json!({"email": USER, "name": "</script>"});
    let signed = visitor(&details);
    let kept = Visitor::with_hash(signed.user_hash().clone(), details.to_string()).unwrap();
    assert_eq!(kept.to_json(), signed.to_json());
    assert_eq!(
        Visitor::with_hash(signed.user_hash().clone(), "[]").err(),
        Some(Error::MalformedDetails)
    );
}

#[test]
fn debug_output_shows_nothing_of_a_visitor() {
    assert_eq!(format!("{:?}", visitor(&json!({"email": USER}))), "Visitor(…)");
}
