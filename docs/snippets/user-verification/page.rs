//! Prints the snippet of the user who is logged in.

use userhash::{HEADERS, SecretKey};
use userhash_load::LoadSecretKey as _;

fn main() -> Result<(), userhash::Error> {
    let key = SecretKey::from_env("USERHASH_SECRET_KEY")?;

    // Details are JSON, from serde_json for instance.
    let visitor = key.visitor(r#"{"email":"customer@example.com","name":"Jane </script>"}"#)?;
    for (name, value) in HEADERS {
        println!("{name}: {value}");
    }
    println!("\n{}", visitor.script_tag(Some("bm9uY2U="))?);
    Ok(())
}
