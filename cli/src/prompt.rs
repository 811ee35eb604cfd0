//! Asking for the secret key on the terminal, without showing it.

use crate::failure::{Failure, Stop};
use std::io;
use userhash::Error;
use zeroize::Zeroizing;

/// What a terminal can safely pass on as one line: some systems cut lines at 1,024 bytes, Linux
/// at 4,096, all of them silently.
const LONGEST_LINE: usize = 1_000;

/// Asks on the terminal itself, whatever the standard streams are; the answer lacks its line
/// break and is wiped when dropped.
pub fn ask(question: &str) -> Result<Zeroizing<Vec<u8>>, Stop> {
    let answer = terminal::read_hidden_line(question).map_err(|_| {
        Failure::coded(
            Error::MissingSecret,
            "there is no terminal to ask for the secret key on: use --key-env or --key-file",
        )
    })?;
    if answer.len() > LONGEST_LINE {
        return Err(Failure::coded(
            Error::MalformedSecret,
            "the secret key is too long for a prompt, which takes 1000 bytes: use --key-file",
        )
        .into());
    }
    Ok(answer)
}

#[cfg(unix)]
mod terminal {
    use super::{Zeroizing, io};
    use crate::signals;
    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
    use std::fs::{File, OpenOptions};
    use std::io::{Read, Write};

    /// Reads a line with a single buffer that never grows, because growing leaves copies behind.
    pub fn read_hidden_line(question: &str) -> io::Result<Zeroizing<Vec<u8>>> {
        let mut terminal = OpenOptions::new().read(true).write(true).open("/dev/tty")?;
        let _hidden = Hidden::on(&terminal)?;
        terminal.write_all(question.as_bytes())?;
        let mut line = Zeroizing::new(vec![0; 4_096]);
        let mut length = 0;
        while length < line.len() && !line[..length].contains(&b'\n') {
            match terminal.read(&mut line[length..]) {
                Ok(0) => break,
                Ok(more) => length += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let end = line[..length].iter().position(|byte| *byte == b'\n').unwrap_or(length);
        line.truncate(end);
        Ok(line)
    }

    /// A terminal that doesn't show what is typed, until this is dropped or a signal comes.
    struct Hidden {
        terminal: File,
        before: Termios,
        _undo: signals::Undo,
    }

    impl Hidden {
        fn on(terminal: &File) -> io::Result<Self> {
            let before = tcgetattr(terminal)?;
            let mut hidden = before.clone();
            hidden.local_modes.remove(LocalModes::ECHO);
            hidden.local_modes.insert(LocalModes::ICANON | LocalModes::ISIG | LocalModes::ECHONL);
            let (copy, restored) = (terminal.try_clone()?, before.clone());
            let undo = signals::undo_on_signal(move || restore(&copy, &restored));
            tcsetattr(terminal, OptionalActions::Flush, &hidden)?;
            Ok(Hidden { terminal: terminal.try_clone()?, before, _undo: undo })
        }
    }

    impl Drop for Hidden {
        fn drop(&mut self) {
            restore(&self.terminal, &self.before);
        }
    }

    fn restore(terminal: &File, before: &Termios) {
        // What is typed but not read (half a key, the second line of a paste) is thrown away: the
        // shell would show it, and run it. If the terminal has gone, there is nothing to restore.
        let _ = tcsetattr(terminal, OptionalActions::Flush, before);
    }
}

#[cfg(not(unix))]
mod terminal {
    use super::{Zeroizing, io};

    pub fn read_hidden_line(question: &str) -> io::Result<Zeroizing<Vec<u8>>> {
        rpassword::prompt_password(question).map(|line| Zeroizing::new(line.into_bytes()))
    }
}
