//! `userhash sign`.

use crate::args::{Batch, Sign};
use crate::csv::Rows;
use crate::failure::{Outcome, Stop};
use crate::lines::Lines;
use crate::output::Output;
use crate::report::{Form, at_line, bytes_of};
use userhash::{SecretKey, UserHash};

/// The column that is added to a CSV.
const COLUMN: &str = "user_hash";

pub fn run(sign: &Sign) -> Result<Outcome, Stop> {
    let key = sign.key.load()?;
    let from_input = sign.users.is_empty() || sign.users == ["-"];
    if !from_input {
        sign_words(sign, &key)?;
    } else if sign.batch.csv {
        sign_rows(&sign.batch, &key)?;
    } else {
        sign_lines(&sign.batch, &key)?;
    }
    Ok(Outcome::Done)
}

fn sign_words(sign: &Sign, key: &SecretKey) -> Result<(), Stop> {
    let mut output = Output::create(sign.batch.output.as_deref())?;
    let form = Form::of(&sign.batch);
    for word in &sign.users {
        write_hash(&mut output, form, key, bytes_of(word)?)?;
    }
    output.finish()
}

fn sign_lines(batch: &Batch, key: &SecretKey) -> Result<(), Stop> {
    let mut output = Output::create(batch.output.as_deref())?;
    let mut lines = Lines::new(batch.open_input("users, one a line,")?);
    let form = Form::of(batch);
    while let Some((number, user)) = lines.next(&mut || output.pass_on())? {
        write_hash(&mut output, form, key, user).map_err(|stop| at_line(stop, number))?;
    }
    output.finish()
}

fn write_hash(output: &mut Output, form: Form, key: &SecretKey, user: &[u8]) -> Result<(), Stop> {
    let hash = key.user_hash(user)?;
    let mut hex = [0; UserHash::HEX_LENGTH];
    let hex = hash.write_hex(&mut hex);
    if form == Form::Json {
        form.write(output, user, hex, &format!("\"user_hash\":\"{hex}\""))
    } else {
        form.write(output, user, hex, "")
    }
}

fn sign_rows(batch: &Batch, key: &SecretKey) -> Result<(), Stop> {
    let mut output = Output::create(batch.output.as_deref())?;
    let mut rows = Rows::new(batch.open_input("CSV")?, batch.delimiter);
    let header = rows.header(&mut || Ok(()))?;
    let users = header.position(bytes_of(&batch.column)?)?;
    if !batch.json {
        header.refuse(COLUMN)?;
        header.write_with(&mut output, batch.delimiter, &[COLUMN.as_bytes()])?;
    }
    while let Some(row) = rows.next(&mut || output.pass_on())? {
        let user = row.field(users);
        let signed = if batch.json {
            write_hash(&mut output, Form::Json, key, user)
        } else {
            let mut hex = [0; UserHash::HEX_LENGTH];
            key.user_hash(user).map_err(Stop::from).and_then(|hash| {
                let hex = hash.write_hex(&mut hex).as_bytes();
                row.write_with(&mut output, batch.delimiter, &[hex])
            })
        };
        signed.map_err(|stop| at_line(stop, row.line))?;
    }
    output.finish()
}
