//! The progress bar.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// Work that is done sooner gets no bar.
const PATIENCE: Duration = Duration::from_millis(300);

/// How much of the input is read, shown on the standard error stream if that is a terminal, the
/// length is known, and it takes long enough to wonder.
pub struct Progress {
    length: Option<u64>,
    done: u64,
    started: Instant,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Of an input of this many bytes; without a length nothing is shown.
    pub fn new(length: Option<u64>) -> Self {
        let length = length.filter(|_| io::stderr().is_terminal());
        Progress { length, done: 0, started: Instant::now(), bar: None }
    }

    /// Says that so many more bytes were read.
    pub fn advance(&mut self, bytes: usize) {
        let Some(length) = self.length else { return };
        self.done += bytes as u64;
        if self.bar.is_none() && self.started.elapsed() > PATIENCE {
            self.bar = Some(start(length).with_elapsed(self.started.elapsed()));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn start(length: u64) -> ProgressBar {
    let template = "{percent:>3}% [{bar:30}] {bytes} of {total_bytes}, {eta} left";
    let style = ProgressStyle::with_template(template)
        .map_or_else(|_| ProgressStyle::default_bar(), |style| style.progress_chars("=> "));
    ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr()).with_style(style)
}
