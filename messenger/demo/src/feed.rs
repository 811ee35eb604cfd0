//! What the messenger said: kept for who comes later, and handed to who waits.

use serde::Serialize;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::watch;
use userhash_messenger::VerdictEvent;

/// How many lines are kept, and how long somebody waits for the next one before asking again.
const KEPT: usize = 100;
const PATIENCE: Duration = Duration::from_secs(25);

/// A line of the feed.
#[derive(Clone, Default, Serialize)]
pub(crate) struct Line {
    id: u64,
    app: String,
    /// `verified`, `missing`, `invalid`, `partial`; or `loggedout`.
    verdict: &'static str,
    reason: &'static str,
    identity: Option<String>,
    admitted: bool,
    key: String,
    at: i64,
}

pub(crate) struct Feed {
    lines: Mutex<VecDeque<Line>>,
    last: watch::Sender<u64>,
}

impl Feed {
    pub(crate) fn new() -> Self {
        Feed { lines: Mutex::default(), last: watch::Sender::new(0) }
    }

    fn lines(&self) -> MutexGuard<'_, VecDeque<Line>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, line: Line) {
        let mut lines = self.lines();
        let id = *self.last.borrow() + 1;
        lines.push_back(Line { id, ..line });
        if lines.len() > KEPT {
            lines.pop_front();
        }
        self.last.send_replace(id);
    }

    /// Writes down that a visitor's session of this app has ended.
    pub(crate) fn logged_out(&self, app: &str) {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let at = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
        self.add(Line { app: app.into(), verdict: "loggedout", at, ..Line::default() });
    }

    /// Writes down every verdict.
    pub(crate) async fn listen(self: Arc<Self>, mut verdicts: broadcast::Receiver<VerdictEvent>) {
        loop {
            match verdicts.recv().await {
                Ok(event) => self.add(Line {
                    app: event.app,
                    verdict: event.verdict.as_str(),
                    reason: event.reason,
                    identity: event.identity,
                    admitted: event.admitted,
                    key: event.fingerprint,
                    at: event.at,
                    id: 0,
                }),
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            }
        }
    }

    /// The lines after this one, as soon as there are any; none if that takes long.
    pub(crate) async fn after(&self, id: u64) -> Vec<Line> {
        let mut last = self.last.subscribe();
        // Nothing came in time: whoever asked asks again.
        let _ = tokio::time::timeout(PATIENCE, last.wait_for(|last| *last > id)).await;
        self.lines().iter().filter(|line| line.id > id).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn lines_come_in_order_and_to_who_waits() {
        let feed = Arc::new(Feed::new());
        let waiting = tokio::spawn({
            let feed = Arc::clone(&feed);
            async move { feed.after(0).await }
        });
        feed.logged_out("php");
        assert_eq!(waiting.await.unwrap()[0].app, "php");
        for _ in 0..KEPT {
            feed.logged_out("axum");
        }
        let lines = feed.after(0).await;
        assert_eq!(lines.len(), KEPT);
        assert_eq!((lines[0].id, lines[KEPT - 1].id), (2, 101));
        assert_eq!(feed.after(100).await.len(), 1);
    }
}
