//! Prints the user hash of the user who is logged in.

use userhash::SecretKey;
use userhash_load::LoadSecretKey as _;

fn main() -> Result<(), userhash::Error> {
    let key = SecretKey::from_env("USERHASH_SECRET_KEY")?;
    println!("{}", key.user_hash("customer@example.com")?);
    Ok(())
}
