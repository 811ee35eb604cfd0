//! `userhash verify`.

use crate::args::{Batch, Verify};
use crate::csv::{Row, Rows};
use crate::failure::{Code, Failure, Outcome, Stop};
use crate::lines::Lines;
use crate::output::Output;
use crate::report::{Form, at_line, bytes_of};
use std::io::{self, Write};
use userhash::{Error, KeyRing};

pub fn run(verify: &Verify) -> Result<Outcome, Stop> {
    let ring = verify.key.load_ring(&verify.previous)?;
    match verify.words.as_slice() {
        [user, presented] => {
            let mut output = Output::create(verify.batch.output.as_deref())?;
            // Not `bytes_of`: whatever a visitor presents is a mismatch at worst.
            let presented = presented.as_encoded_bytes();
            let verdict = Verdict::of(&ring, bytes_of(user)?, presented)?;
            verdict.write(&mut output, Form::of(&verify.batch), bytes_of(user)?)?;
            output.finish()?;
            Ok(verdict.outcome())
        }
        _ if verify.batch.csv => verify_rows(verify, &ring)?.outcome(verify.batch.json),
        _ => verify_lines(&verify.batch, &ring)?.outcome(verify.batch.json),
    }
}

/// Which key a user hash was made with: 0 is the current one, then come the previous ones.
#[derive(Clone, Copy)]
struct Verdict(Option<usize>);

impl Verdict {
    fn of(ring: &KeyRing, user: &[u8], presented: &[u8]) -> Result<Self, Error> {
        match ring.check(user, presented) {
            Ok(key) => Ok(Verdict(Some(key))),
            Err(Error::Mismatch) => Ok(Verdict(None)),
            Err(error) => Err(error),
        }
    }

    fn outcome(self) -> Outcome {
        if self.0.is_some() { Outcome::Done } else { Outcome::NotVerified }
    }

    fn write(self, output: &mut Output, form: Form, user: &[u8]) -> Result<(), Stop> {
        match self.0 {
            Some(0) => form.write(output, user, "verified", "\"verified\":true,\"verified_by\":0"),
            Some(key) => form.write(
                output,
                user,
                &format!("verified with previous key {key}"),
                &format!("\"verified\":true,\"verified_by\":{key}"),
            ),
            None => {
                form.write(output, user, "not verified", "\"verified\":false,\"verified_by\":null")
            }
        }
    }
}

/// What came of many.
#[derive(Default)]
struct Count {
    all: u64,
    not_verified: u64,
}

impl Count {
    fn add(&mut self, verdict: Verdict) {
        self.all += 1;
        self.not_verified += u64::from(verdict.0.is_none());
    }

    fn outcome(self, json: bool) -> Result<Outcome, Stop> {
        if self.all == 0 {
            // Else a caller whose input got lost would take "nothing was wrong" for "verified".
            return Err(Failure::new(Code::MalformedInput, "there is nothing to verify").into());
        }
        if self.not_verified == 0 {
            return Ok(Outcome::Done);
        }
        if !json {
            let Count { all, not_verified } = self;
            let _ = writeln!(io::stderr(), "userhash: not verified: {not_verified} of {all}");
        }
        Ok(Outcome::NotVerified)
    }
}

fn verify_lines(batch: &Batch, ring: &KeyRing) -> Result<Count, Stop> {
    let mut output = Output::create(batch.output.as_deref())?;
    let mut lines = Lines::new(batch.open_input("lines of the form \"hash  user\"")?);
    let (form, mut count) = (Form::of(batch), Count::default());
    while let Some((number, line)) = lines.next(&mut || output.pass_on())? {
        let (presented, user) = split(line).map_err(|failure| at_line(failure, number))?;
        let verdict = Verdict::of(ring, user, presented).map_err(|error| at_line(error, number))?;
        verdict.write(&mut output, form, user).map_err(|stop| at_line(stop, number))?;
        count.add(verdict);
    }
    output.finish()?;
    Ok(count)
}

/// Takes `hash  user` apart at the first two spaces: a user may hold more of them, a hash none.
fn split(line: &[u8]) -> Result<(&[u8], &[u8]), Failure> {
    let at = line.windows(2).position(|pair| pair == b"  ").ok_or_else(|| {
        Failure::new(
            Code::MalformedInput,
            "not of the form \"hash  user\", with two spaces between",
        )
    })?;
    Ok((&line[..at], &line[at + 2..]))
}

fn verify_rows(verify: &Verify, ring: &KeyRing) -> Result<Count, Stop> {
    let batch = &verify.batch;
    let mut output = Output::create(batch.output.as_deref())?;
    let mut rows = Rows::new(batch.open_input("CSV")?, batch.delimiter);
    let header = rows.header(&mut || Ok(()))?;
    let users = header.position(bytes_of(&batch.column)?)?;
    let hashes = header.position(bytes_of(&verify.hash_column)?)?;
    if !batch.json {
        header.refuse("verified")?;
        header.refuse("verified_by")?;
        header.write_with(&mut output, batch.delimiter, &[b"verified", b"verified_by"])?;
    }
    let mut count = Count::default();
    while let Some(row) = rows.next(&mut || output.pass_on())? {
        let user = row.field(users);
        let verdict =
            Verdict::of(ring, user, row.field(hashes)).map_err(|error| at_line(error, row.line))?;
        let written = if batch.json {
            verdict.write(&mut output, Form::Json, user)
        } else {
            write_row(&row, &mut output, batch, verdict)
        };
        written.map_err(|stop| at_line(stop, row.line))?;
        count.add(verdict);
    }
    output.finish()?;
    Ok(count)
}

fn write_row(
    row: &Row<'_>,
    output: &mut Output,
    batch: &Batch,
    verdict: Verdict,
) -> Result<(), Stop> {
    match verdict.0 {
        Some(key) => {
            row.write_with(output, batch.delimiter, &[b"true", key.to_string().as_bytes()])
        }
        None => row.write_with(output, batch.delimiter, &[b"false", b""]),
    }
}
