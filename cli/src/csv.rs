//! Reading CSV (RFC 4180) strictly, and keeping every row as it was written.
//!
//! Readers that forgive (a blank line skipped, a quotation mark never closed) lose rows without a
//! word, and here each row is a user who would be left without a hash. So what the RFC doesn't
//! allow is refused with the number of the line. A row's bytes are kept, so that writing it again
//! with a further column changes nothing else: not its quoting, its line breaks or its encoding.

use crate::failure::{Code, Failure, Stop};
use crate::input::{BeforeWaiting, Input, LONGEST_RECORD, too_long};
use crate::output::Output;
use std::borrow::Cow;
use std::str::FromStr;

/// The byte between fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delimiter(pub u8);

impl FromStr for Delimiter {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.as_bytes() {
            b"tab" | b"\\t" => Ok(Delimiter(b'\t')),
            [b'"' | b'\r' | b'\n'] => Err("a quotation mark or line break can't separate fields"),
            [byte] if byte.is_ascii() => Ok(Delimiter(*byte)),
            _ => Err("takes one ASCII character, or the word tab"),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    FieldStart,
    Bare,
    Quoted,
    /// After a quotation mark inside a quoted field: the field's end, or half of an escaped one.
    QuoteSeen,
    /// After a carriage return outside of quotes.
    ReturnSeen,
}

/// Takes rows apart, a byte at a time.
#[derive(Debug)]
struct Parser {
    delimiter: u8,
    state: State,
    values: Vec<u8>,
    ends: Vec<usize>,
    breaks_inside: u64,
}

impl Parser {
    fn start_row(&mut self) {
        self.state = State::FieldStart;
        self.values.clear();
        self.ends.clear();
        self.breaks_inside = 0;
    }

    /// Takes the next byte and says whether it ended the row.
    fn step(&mut self, byte: u8) -> Result<bool, &'static str> {
        use State::{Bare, FieldStart, QuoteSeen, Quoted, ReturnSeen};
        self.state = match (self.state, byte) {
            (Quoted, b'"') => QuoteSeen,
            (Quoted, _) => {
                self.breaks_inside += u64::from(byte == b'\n');
                self.values.push(byte);
                Quoted
            }
            (QuoteSeen, b'"') => {
                self.values.push(b'"');
                Quoted
            }
            (FieldStart, b'"') => Quoted,
            (_, b'\n') => {
                self.ends.push(self.values.len());
                return Ok(true);
            }
            (ReturnSeen, _) => return Err("a carriage return without a line feed"),
            (_, b'\r') => ReturnSeen,
            (_, _) if byte == self.delimiter => {
                self.ends.push(self.values.len());
                FieldStart
            }
            (QuoteSeen, _) => return Err("text after a closing quotation mark"),
            (_, b'"') => {
                return Err("a quotation mark inside a field that isn't quoted: \
                            quote the field and double the mark");
            }
            (_, _) => {
                self.values.push(byte);
                Bare
            }
        };
        Ok(false)
    }

    /// Takes the end of the input and says whether it ended a row that `has_bytes`.
    fn finish(&mut self, has_bytes: bool) -> Result<bool, &'static str> {
        match self.state {
            State::Quoted => Err("a quotation mark is never closed"),
            State::ReturnSeen => Err("a carriage return without a line feed"),
            _ => {
                self.ends.push(self.values.len());
                Ok(has_bytes)
            }
        }
    }
}

/// The rows of an input.
pub struct Rows {
    input: Input,
    parser: Parser,
    raw: Vec<u8>,
    line: u64,
    next_line: u64,
    width: usize,
    line_break: &'static [u8],
}

/// A row as it was written, and its fields' values.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// The line that it starts on, counted from 1.
    pub line: u64,
    /// The byte order mark before it, if it is the first row and there is one.
    pub mark: &'static [u8],
    /// Its bytes, without the line break.
    pub raw: &'a [u8],
    /// Its line break, or that of the row before if it has none.
    pub line_break: &'static [u8],
    values: &'a [u8],
    ends: &'a [usize],
}

impl<'a> Row<'a> {
    /// The value of a field, unquoted.
    pub fn field(&self, index: usize) -> &'a [u8] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.values[start..self.ends[index]]
    }

    /// Where the only field with this value is.
    ///
    /// What the fields hold isn't told: the wrong file may have been given.
    pub fn position(&self, name: &[u8]) -> Result<usize, Failure> {
        let shown = String::from_utf8_lossy(name);
        let mut places = (0..self.ends.len()).filter(|index| self.field(*index) == name);
        match (places.next(), places.next()) {
            (Some(place), None) => Ok(place),
            (None, _) => Err(self.malformed(format!(
                "the header has no column \"{shown}\": name it with --column or --hash-column, \
                 or the separator with --delimiter"
            ))),
            (Some(_), Some(_)) => {
                Err(self.malformed(format!("the header has the column \"{shown}\" twice")))
            }
        }
    }

    /// Refuses a column that is to be added but already there.
    pub fn refuse(&self, name: &str) -> Result<(), Failure> {
        if (0..self.ends.len()).any(|index| self.field(index) == name.as_bytes()) {
            return Err(self.malformed(format!(
                "the header already has a column \"{name}\": rename or remove it"
            )));
        }
        Ok(())
    }

    /// Writes it as it was, with further fields, which need no quoting, at its end.
    pub fn write_with(
        &self,
        output: &mut Output,
        delimiter: Delimiter,
        fields: &[&[u8]],
    ) -> Result<(), Stop> {
        output.write(self.mark)?;
        output.write(self.raw)?;
        for field in fields {
            output.write(&[delimiter.0])?;
            output.write(field)?;
        }
        output.write(self.line_break)
    }

    fn malformed(&self, message: String) -> Failure {
        Failure::new(Code::MalformedInput, message).at_line(Some(self.line))
    }
}

impl Rows {
    /// Starts at the header.
    pub fn new(input: Input, delimiter: Delimiter) -> Self {
        let parser = Parser {
            delimiter: delimiter.0,
            state: State::FieldStart,
            values: Vec::new(),
            ends: Vec::new(),
            breaks_inside: 0,
        };
        let raw = Vec::new();
        Rows { input, parser, raw, line: 0, next_line: 1, width: 0, line_break: b"\n" }
    }

    /// The first row.
    pub fn header(&mut self, before_waiting: BeforeWaiting<'_>) -> Result<Row<'_>, Stop> {
        if !self.read(before_waiting)? {
            return Err(Failure::new(Code::MalformedInput, "the CSV has no header").into());
        }
        self.width = self.parser.ends.len();
        Ok(self.row())
    }

    /// The next row, which has as many fields as the header; `None` at the end.
    pub fn next(&mut self, before_waiting: BeforeWaiting<'_>) -> Result<Option<Row<'_>>, Stop> {
        if !self.read(before_waiting)? {
            return Ok(None);
        }
        let width = self.parser.ends.len();
        if width != self.width {
            let message = format!("fields: {width}, but the header has {}", self.width);
            return Err(self.malformed(message).into());
        }
        Ok(Some(self.row()))
    }

    fn row(&self) -> Row<'_> {
        Row {
            line: self.line,
            mark: if self.line == 1 { self.input.mark() } else { b"" },
            raw: &self.raw,
            line_break: self.line_break,
            values: &self.parser.values,
            ends: &self.parser.ends,
        }
    }

    fn malformed(&self, message: impl Into<Cow<'static, str>>) -> Failure {
        Failure::new(Code::MalformedInput, message).at_line(Some(self.line))
    }

    /// Reads a row into `raw` and the parser; `false` at the end.
    fn read(&mut self, before_waiting: BeforeWaiting<'_>) -> Result<bool, Stop> {
        self.raw.clear();
        self.parser.start_row();
        self.line = self.next_line;
        loop {
            let chunk = self.input.chunk(before_waiting)?;
            if chunk.is_empty() {
                let ended = self.parser.finish(!self.raw.is_empty());
                return Ok(ended.map_err(|message| self.malformed(message))?);
            }
            let mut taken = chunk.len();
            let mut ended = Ok(false);
            for (index, byte) in chunk.iter().enumerate() {
                ended = self.parser.step(*byte);
                if ended != Ok(false) {
                    taken = index + 1;
                    break;
                }
            }
            self.raw.extend_from_slice(&chunk[..taken]);
            self.input.consume(taken);
            if ended.map_err(|message| self.malformed(message))? {
                self.end_row();
                return Ok(true);
            }
            if self.raw.len() > LONGEST_RECORD {
                let hint = ": a quotation mark may have lost its partner";
                return Err(too_long(self.line, hint).into());
            }
        }
    }

    /// Takes the line break off a row that is complete, and remembers which one it was.
    fn end_row(&mut self) {
        self.next_line += 1 + self.parser.breaks_inside;
        self.line_break = if self.raw.ends_with(b"\r\n") { b"\r\n" } else { b"\n" };
        self.raw.truncate(self.raw.len() - self.line_break.len());
    }
}
