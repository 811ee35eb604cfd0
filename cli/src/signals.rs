//! Leaving nothing behind when a signal ends the command, and ending as the shell expects.

pub use system::{Undo, die_of_broken_pipe, undo_on_signal};

#[cfg(unix)]
mod system {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGPIPE, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;
    use std::process::ExitCode;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::sync::{Mutex, MutexGuard, Once, PoisonError};

    type Work = Box<dyn FnOnce() + Send>;

    /// What is to be undone if a signal comes now.
    static PENDING: Mutex<Vec<(u64, Work)>> = Mutex::new(Vec::new());
    static WATCHING: Once = Once::new();

    fn pending() -> MutexGuard<'static, Vec<(u64, Work)>> {
        PENDING.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs `work` if a signal ends the command before the returned value is dropped.
    pub fn undo_on_signal(work: impl FnOnce() + Send + 'static) -> Undo {
        WATCHING.call_once(watch);
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        pending().push((id, Box::new(work)));
        Undo(id)
    }

    /// Something that is undone if a signal comes.
    pub struct Undo(u64);

    impl Undo {
        /// Does the step after which nothing is to be undone, out of reach of a signal.
        pub fn settle<T>(&self, step: impl FnOnce() -> T) -> T {
            let mut pending = pending();
            let done = step();
            pending.retain(|(id, _)| *id != self.0);
            done
        }
    }

    impl Drop for Undo {
        fn drop(&mut self) {
            self.settle(|| ());
        }
    }

    fn watch() {
        let signals = [SIGINT, SIGTERM, SIGHUP];
        let heeded = signals.into_iter().filter(|signal| !is_ignored(*signal));
        let Ok(mut signals) = Signals::new(heeded) else { return };
        std::thread::spawn(move || {
            let Some(signal) = signals.forever().next() else { return };
            // Held until the end, so that nothing can be settled any more.
            let mut pending = pending();
            pending.drain(..).for_each(|(_, work)| work());
            die_of(signal)
        });
    }

    /// Ends by the signal itself, which is how a shell learns of it. The first process of a
    /// container can't be ended like that, so it ends with the status that a shell would show.
    fn die_of(signal: i32) -> ! {
        if std::process::id() != 1 {
            let _ = emulate_default_handler(signal);
        }
        std::process::exit(128 + signal)
    }

    /// Whether the caller had this signal ignored, as `nohup` does: then it must stay so.
    #[allow(unsafe_code)]
    fn is_ignored(signal: i32) -> bool {
        // SAFETY: a sigaction of zeroes is a valid value of that plain C struct.
        let mut current: libc::sigaction = unsafe { std::mem::zeroed() };
        // SAFETY: with a null new action, sigaction only writes the current one to the pointer,
        // which is valid for that.
        let status = unsafe { libc::sigaction(signal, std::ptr::null(), &raw mut current) };
        status == 0 && current.sa_sigaction == libc::SIG_IGN
    }

    /// Ends the way programs do that were never told of a broken pipe: by the signal itself.
    pub fn die_of_broken_pipe() -> ExitCode {
        die_of(SIGPIPE)
    }
}

#[cfg(not(unix))]
mod system {
    use std::process::ExitCode;

    /// Other systems give no signals: an interrupted command leaves its temporary file behind,
    /// never a partial output under its own name.
    pub struct Undo;

    impl Undo {
        pub fn settle<T>(&self, step: impl FnOnce() -> T) -> T {
            step()
        }
    }

    pub fn undo_on_signal(_: impl FnOnce() + Send + 'static) -> Undo {
        Undo
    }

    pub fn die_of_broken_pipe() -> ExitCode {
        ExitCode::from(2)
    }
}
