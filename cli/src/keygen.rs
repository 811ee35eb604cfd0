//! `userhash keygen`.

use crate::args::Keygen;
use crate::failure::{Code, Failure, Outcome, Stop};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use zeroize::Zeroizing;

/// The length of a new key: that of the hash, as RFC 2104 section 3 advises, in bytes.
const LENGTH: usize = 32;

pub fn run(keygen: &Keygen) -> Result<Outcome, Stop> {
    let mut line = Zeroizing::new([b'\n'; 2 * LENGTH + 1]);
    fill(&mut line)?;
    match &keygen.output {
        Some(path) => write_new(path, line.as_slice())?,
        None => print(line.as_slice())?,
    }
    Ok(Outcome::Done)
}

fn fill(line: &mut [u8; 2 * LENGTH + 1]) -> Result<(), Failure> {
    let mut key = Zeroizing::new([0; LENGTH]);
    let no_randomness = "the operating system has no random numbers to give";
    getrandom::fill(key.as_mut_slice())
        .map_err(|_| Failure::new(Code::NoRandomness, no_randomness))?;
    // Can't fail: there are exactly two characters a byte.
    let _ = hex::encode_to_slice(*key, &mut line[..2 * LENGTH]);
    Ok(())
}

/// Past the buffer of the standard output, in which the key would stay.
fn print(line: &[u8]) -> Result<(), Stop> {
    io::stdout().lock().write_all(line).map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Stop::BrokenPipe,
        _ => Failure::new(Code::UnwritableOutput, format!("can't be written: {error}"))
            .about("standard output")
            .into(),
    })
}

fn write_new(path: &Path, line: &[u8]) -> Result<(), Failure> {
    let failed = |error: io::Error| {
        let message = match error.kind() {
            io::ErrorKind::AlreadyExists => {
                "exists already: a secret key is never overwritten; remove it or name another"
                    .into()
            }
            _ => format!("can't be written: {error}"),
        };
        Failure::new(Code::UnwritableOutput, message).about(format!("{path:?}"))
    };
    let mut file = create(path).map_err(failed)?;
    let written = file.write_all(line).and_then(|()| file.sync_all());
    written.map_err(|error| {
        // Half a key is worse than none.
        let _ = fs::remove_file(path);
        failed(error)
    })
}

fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
