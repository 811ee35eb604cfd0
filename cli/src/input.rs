//! The bytes that users are read from: a file or the standard input, a chunk at a time.

use crate::failure::{Code, Failure, Stop};
use crate::progress::Progress;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::Path;

/// How much is read at once, in bytes.
const CHUNK: usize = 64 * 1024;

/// The longest line or CSV row that is taken, in bytes. Memory stays bounded whatever comes in.
pub const LONGEST_RECORD: usize = 8 * 1024 * 1024;

/// What to do before waiting for more input: passing on what is already known, so that a program
/// which writes one user and waits for the answer gets it.
pub type BeforeWaiting<'a> = &'a mut dyn FnMut() -> Result<(), Stop>;

/// An open input.
pub struct Input {
    reader: BufReader<Box<dyn Read>>,
    name: String,
    progress: Progress,
    mark: &'static [u8],
}

impl Input {
    /// Opens `path`, or the standard input if there is none or it is `-`.
    ///
    /// `may_show_progress` says that the terminal isn't used for results.
    pub fn open(path: Option<&Path>, may_show_progress: bool) -> Result<Self, Failure> {
        let path = path.filter(|path| path.as_os_str() != "-");
        let (mut source, name, length): (Box<dyn Read>, _, _) = match path {
            None => (Box::new(io::stdin().lock()), "standard input".to_owned(), stdin_length()),
            Some(path) => {
                let name = format!("{path:?}");
                let file = File::open(path).map_err(|error| unreadable(&name, &error))?;
                let length = file_length(&file);
                (Box::new(file), name, length)
            }
        };
        let (mark, start) = encoding::sniff(&mut source)
            .map_err(|error| unreadable(&name, &error))?
            .ok_or_else(|| {
                Failure::new(Code::MalformedInput, "written in UTF-16: save it as UTF-8")
                    .about(name.clone())
            })?;
        let source = Box::new(io::Cursor::new(start).chain(source));
        Ok(Input {
            reader: BufReader::with_capacity(CHUNK, source),
            name,
            progress: Progress::new(length.filter(|_| may_show_progress)),
            mark,
        })
    }

    /// The byte order mark that the input began with, or nothing. It is no part of the chunks.
    pub fn mark(&self) -> &'static [u8] {
        self.mark
    }

    /// Tells someone who may be waiting for a prompt that the command waits for them.
    pub fn hint_at_terminal(path: Option<&Path>, what: &str) {
        let is_stdin = path.is_none_or(|path| path.as_os_str() == "-");
        if is_stdin && io::stdin().is_terminal() {
            let _ = writeln!(io::stderr(), "userhash: reading {what} from the terminal");
        }
    }

    /// What is unread of the current chunk, or the next one; empty at the end.
    pub fn chunk(&mut self, before_waiting: BeforeWaiting<'_>) -> Result<&[u8], Stop> {
        if self.reader.buffer().is_empty() {
            before_waiting()?;
            loop {
                match self.reader.fill_buf() {
                    Ok(chunk) => break self.progress.advance(chunk.len()),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(unreadable(&self.name, &error).into()),
                }
            }
        }
        Ok(self.reader.buffer())
    }

    /// Marks `count` bytes of the chunk as read.
    pub fn consume(&mut self, count: usize) {
        self.reader.consume(count);
    }
}

fn unreadable(name: &str, error: &io::Error) -> Failure {
    Failure::new(Code::UnreadableInput, format!("can't be read: {error}")).about(name.to_owned())
}

/// The length of a regular file; other files have none that means anything.
fn file_length(file: &File) -> Option<u64> {
    file.metadata().ok().filter(|metadata| metadata.is_file()).map(|metadata| metadata.len())
}

#[cfg(unix)]
fn stdin_length() -> Option<u64> {
    use std::os::fd::AsFd;
    let stdin = io::stdin().as_fd().try_clone_to_owned().ok()?;
    file_length(&File::from(stdin))
}

#[cfg(not(unix))]
fn stdin_length() -> Option<u64> {
    None
}

/// The error for a record that has no end in sight.
pub fn too_long(line: u64, hint: &'static str) -> Failure {
    Failure::new(Code::MalformedInput, format!("longer than 8 MiB{hint}")).at_line(Some(line))
}

mod encoding {
    use std::io::{self, Read};

    const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

    /// Reads just enough to tell how a text is encoded, and returns the byte order mark of a UTF-8
    /// file, which isn't part of its first line, and what else was read.
    ///
    /// `None` means UTF-16, which older tools of Windows write: each user in it would get a hash
    /// that no server computes. Other bytes are none of the command's business.
    pub fn sniff(source: &mut dyn Read) -> io::Result<Option<(&'static [u8], Vec<u8>)>> {
        let mut start = Vec::new();
        while may_become_mark(&start) {
            let mut byte = [0];
            match source.read(&mut byte) {
                Ok(0) => break,
                Ok(_) => start.push(byte[0]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(match start.as_slice() {
            [0xFF, 0xFE, _, 0] | [0xFE, 0xFF, 0] => None,
            BYTE_ORDER_MARK => Some((BYTE_ORDER_MARK, Vec::new())),
            _ => Some((b"", start)),
        })
    }

    fn may_become_mark(start: &[u8]) -> bool {
        // A line break ends a line of which an answer may be awaited: nothing is read beyond it.
        let utf16 = matches!(start, [0xFF] | [0xFF, 0xFE] | [0xFE] | [0xFE, 0xFF])
            || matches!(start, [0xFF, 0xFE, next] if *next != b'\n');
        utf16 || (start.len() < BYTE_ORDER_MARK.len() && BYTE_ORDER_MARK.starts_with(start))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn encodings_are_told_apart() {
            for (text, expected) in [
                (b"".as_slice(), Some((b"".as_slice(), b"".as_slice()))),
                (b"a", Some((b"", b"a"))),
                (b"\xEF\xBB\xBFa", Some((BYTE_ORDER_MARK, b""))),
                (b"\xEF\xBB", Some((b"", b"\xEF\xBB"))),
                (b"\xEF\xBBa", Some((b"", b"\xEF\xBBa"))),
                (b"\xFF\xFE\n", Some((b"", b"\xFF\xFE\n"))),
                (b"\xFF\xFEab", Some((b"", b"\xFF\xFEab"))),
                (b"\xFF\xFEa\0", None),
                (b"\xFE\xFF\0a", None),
            ] {
                let sniffed = sniff(&mut &*text).unwrap();
                let sniffed = sniffed.as_ref().map(|(mark, start)| (*mark, start.as_slice()));
                assert_eq!(sniffed, expected, "{text:?}");
            }
        }
    }
}
