//! Where results go: the standard output, or a file that appears only when it is complete.

use crate::failure::{Code, Failure, Stop};
use crate::signals;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// How much is written at once, in bytes.
const CHUNK: usize = 64 * 1024;

/// An open output.
pub struct Output {
    target: Target,
    name: String,
}

enum Target {
    /// The standard output, or a device or pipe: written as the results come.
    Stream(BufWriter<Box<dyn Write>>),
    Replacement(Replacement),
}

/// A temporary file that takes its place when everything is written.
struct Replacement {
    file: BufWriter<NamedTempFile>,
    place: PathBuf,
    undo: signals::Undo,
}

impl Output {
    /// Opens the standard output if there is no path or it is `-`.
    ///
    /// A file is written beside its place and moved there by [`finish`](Self::finish); dropped
    /// before, it leaves nothing behind. What isn't a regular file is written to as it is: it
    /// would be wrong to put a file in the place of `/dev/null`.
    pub fn create(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            let stdout: Box<dyn Write> = Box::new(io::stdout().lock());
            let target = Target::Stream(BufWriter::with_capacity(CHUNK, stdout));
            return Ok(Output { target, name: "standard output".to_owned() });
        };
        let name = format!("{path:?}");
        let target = Target::open(path).map_err(|error| unwritable(&name, &error))?;
        Ok(Output { target, name })
    }

    /// Whether results go to a terminal.
    pub fn is_terminal(path: Option<&Path>) -> bool {
        path.is_none_or(|path| path.as_os_str() == "-") && io::stdout().is_terminal()
    }

    /// Writes some bytes.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        let result = match &mut self.target {
            Target::Stream(stream) => stream.write_all(bytes),
            Target::Replacement(replacement) => replacement.file.write_all(bytes),
        };
        result.map_err(|error| self.stop(&error))
    }

    /// Passes on what was written, if someone could be waiting for it.
    pub fn pass_on(&mut self) -> Result<(), Stop> {
        let result = match &mut self.target {
            Target::Stream(stream) => stream.flush(),
            Target::Replacement(_) => Ok(()),
        };
        result.map_err(|error| self.stop(&error))
    }

    /// Completes the output. Nothing counts as written before this succeeds.
    pub fn finish(mut self) -> Result<(), Stop> {
        self.pass_on()?;
        match self.target {
            Target::Stream(_) => Ok(()),
            Target::Replacement(replacement) => {
                Ok(replacement.finish().map_err(|error| unwritable(&self.name, &error))?)
            }
        }
    }

    fn stop(&self, error: &io::Error) -> Stop {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Stop::BrokenPipe;
        }
        unwritable(&self.name, error).into()
    }
}

fn unwritable(name: &str, error: &io::Error) -> Failure {
    Failure::new(Code::UnwritableOutput, format!("can't be written: {error}"))
        .about(name.to_owned())
}

impl Target {
    fn open(path: &Path) -> io::Result<Self> {
        let old = match fs::metadata(path) {
            Ok(old) => old,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Replacement::new(path.to_owned(), None).map(Target::Replacement);
            }
            Err(error) => return Err(error),
        };
        // Refuses folders and files that the caller may not write, and changes nothing.
        let opened = OpenOptions::new().append(true).open(path)?;
        if old.is_file() {
            // Behind a symbolic link, the file is what is replaced, not the link.
            let place = fs::canonicalize(path)?;
            return Replacement::new(place, Some(&old)).map(Target::Replacement);
        }
        Ok(Target::Stream(BufWriter::with_capacity(CHUNK, Box::new(opened))))
    }
}

impl Replacement {
    /// A new file can be read by its owner alone, because a user hash lets whoever has it pass
    /// for that user; an old file's permissions are kept.
    fn new(place: PathBuf, old: Option<&Metadata>) -> io::Result<Self> {
        let folder = match place.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let file =
            tempfile::Builder::new().prefix(".userhash-").suffix(".tmp").tempfile_in(folder)?;
        let temporary = file.path().to_owned();
        let undo = signals::undo_on_signal(move || {
            let _ = fs::remove_file(&temporary);
        });
        if let Some(old) = old {
            keep_ownership(file.as_file(), old)?;
        }
        Ok(Replacement { file: BufWriter::with_capacity(CHUNK, file), place, undo })
    }

    fn finish(self) -> io::Result<()> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        // Otherwise a power failure could leave an empty file in the old one's place.
        file.as_file().sync_all()?;
        self.undo.settle(|| file.persist(&self.place))?;
        Ok(())
    }
}

#[cfg(unix)]
fn keep_ownership(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    // Only the superuser can give files away; for others the file becomes theirs.
    let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    file.set_permissions(old.permissions())
}

#[cfg(not(unix))]
fn keep_ownership(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}
