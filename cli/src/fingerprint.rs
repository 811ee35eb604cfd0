//! `userhash fingerprint`.

use crate::args::Fingerprint;
use crate::failure::{Outcome, Stop};
use crate::output::Output;

pub fn run(fingerprint: &Fingerprint) -> Result<Outcome, Stop> {
    let ring = fingerprint.key.load_ring(&fingerprint.previous)?;
    let mut output = Output::create(None)?;
    for (index, key) in ring.keys().enumerate() {
        let shown = key.fingerprint();
        let line = if fingerprint.json {
            format!("{{\"key\":{index},\"fingerprint\":\"{shown}\"}}\n")
        } else {
            format!("{shown}\n")
        };
        output.write(line.as_bytes())?;
    }
    output.finish()?;
    Ok(Outcome::Done)
}
