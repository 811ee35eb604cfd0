//! Prints the user hash for the page, then checks what came back.

use userhash::SecretKey;
use userhash_load::LoadSecretKey as _;

fn main() -> Result<(), userhash::Error> {
    let key = SecretKey::from_env("USERHASH_SECRET_KEY")?;

    // For the page of the user who is logged in:
    let user_hash = key.user_hash("customer@example.com")?.to_string();
    println!("{user_hash}");

    // For what comes back from a browser, which can be anything:
    println!("{}", key.verify("customer@example.com", &user_hash));
    println!("{}", key.verify("somebody@example.com", &user_hash));
    Ok(())
}
