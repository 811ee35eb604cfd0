//! Reading one record a line.

use crate::failure::Stop;
use crate::input::{BeforeWaiting, Input, LONGEST_RECORD, too_long};

/// The lines of an input, one at a time.
///
/// A line ends in LF or CRLF; the last one needs no end. All other bytes, NUL and lone carriage
/// returns among them, belong to the line.
pub struct Lines {
    input: Input,
    line: Vec<u8>,
    number: u64,
}

impl Lines {
    /// Starts at the first line.
    pub fn new(input: Input) -> Self {
        Lines { input, line: Vec::new(), number: 0 }
    }

    /// The next line and its number, counted from 1; `None` at the end.
    pub fn next(
        &mut self,
        before_waiting: BeforeWaiting<'_>,
    ) -> Result<Option<(u64, &[u8])>, Stop> {
        self.line.clear();
        let ended = loop {
            let chunk = self.input.chunk(before_waiting)?;
            if chunk.is_empty() {
                break false;
            }
            let end = memchr::memchr(b'\n', chunk);
            let part = &chunk[..end.unwrap_or(chunk.len())];
            if self.line.len() + part.len() > LONGEST_RECORD {
                return Err(too_long(self.number + 1, "").into());
            }
            self.line.extend_from_slice(part);
            let consumed = part.len() + usize::from(end.is_some());
            self.input.consume(consumed);
            if end.is_some() {
                break true;
            }
        };
        if !ended && self.line.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let mut line = self.line.as_slice();
        if ended {
            line = line.strip_suffix(b"\r").unwrap_or(line);
        }
        Ok(Some((self.number, line)))
    }
}
