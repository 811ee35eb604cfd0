//! The C enum is core's table: the same rows, numbers, codes and messages.

use crate::status::{texts, userhash_status};
use userhash_core::Error;

#[test]
fn every_error_of_core_has_its_status() {
    for error in Error::ALL {
        let status = userhash_status::from(*error);
        assert_eq!(status as i32, error.number());
        assert_eq!(format!("{status:?}"), format!("USERHASH_{}", error.code().to_uppercase()));
    }
    assert_eq!(userhash_status::from(Ok(())) as i32, 0);
}

#[test]
fn every_status_has_the_texts_of_core() {
    for error in Error::ALL {
        let (code, message) = texts(error.number());
        assert_eq!(code.to_str(), Ok(error.code()));
        assert_eq!(message.to_str(), Ok(error.message()));
    }
}

#[test]
fn any_other_number_has_texts_too() {
    assert_eq!(texts(0), (c"ok", c"ok"));
    let last = Error::ALL.iter().map(|error| error.number()).max().unwrap();
    for number in [-1, last + 1, 1000, i32::MIN, i32::MAX] {
        let (code, message) = texts(number);
        assert_eq!(code, c"unknown");
        assert!(message.to_bytes().starts_with(b"unknown"));
    }
}
