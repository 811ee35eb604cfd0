//! Where sessions and messages are kept: one file of SQLite, or a PostgreSQL database.
//!
//! Both speak the same statements (`sql.rs`). Reads go to a pool of connections; writes to
//! writers (`writer.rs`) that put what comes at the same time into one transaction.

mod open;
mod sql;
mod writer;

use crate::clock::Clock;
use crate::conversation::Conversation;
use crate::session::{Kind, Message, Session};
use crate::token::TokenDigest;
use sqlx::AnyPool;
use std::fmt;
use std::time::Duration;
use writer::{Done, Write, Writers};

/// The messages that one answer holds at most.
pub const MOST_MESSAGES: i64 = 200;

/// The kinds of databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    /// A file, of this process alone.
    Sqlite,
    /// A server, for any number of processes.
    Postgres,
}

/// An open database. Clones share it.
#[derive(Clone)]
pub struct Store {
    database: Database,
    readers: AnyPool,
    writers: Writers,
    clock: Clock,
}

/// Reads; once more if that failed, for as many connections as there are that may have broken
/// since they were used last. To ask each first whether it still works costs a round trip.
macro_rules! read {
    ($store:expr, $query:expr) => {{
        let mut retries = $store.readers.size();
        loop {
            match $query.await {
                Err(error) if retries > 0 && !matches!(error, sqlx::Error::PoolTimedOut) => {
                    retries -= 1;
                }
                done => break done.map_err(StoreError::from),
            }
        }
    }};
}

impl Store {
    /// Which kind of database it is.
    #[must_use]
    pub fn database(&self) -> Database {
        self.database
    }

    /// Milliseconds since 1970, as this store sees it.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.clock.now()
    }

    /// Puts this store's clock forward, so that a test or a demonstration sees sessions end.
    pub fn advance_clock(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// The live session of a token, if there is one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn session(
        &self,
        app: &str,
        kind: Kind,
        token: &TokenDigest,
    ) -> Result<Option<Session>, StoreError> {
        read!(self, sql::session(&self.readers, app, kind, token, self.now()))
    }

    /// The messages of a conversation after the one with the id `after`, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn messages(
        &self,
        app: &str,
        conversation: &Conversation,
        after: i64,
    ) -> Result<Vec<Message>, StoreError> {
        read!(self, sql::messages_after(&self.readers, app, conversation, after))
    }

    /// The newest messages of a conversation, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn newest_messages(
        &self,
        app: &str,
        conversation: &Conversation,
    ) -> Result<Vec<Message>, StoreError> {
        read!(self, sql::newest_messages(&self.readers, app, conversation))
    }

    /// Ends one session and begins another, or does one of the two; both or neither is done.
    ///
    /// # Errors
    /// [`StoreError`]: nothing was done, or nobody knows.
    pub async fn switch(
        &self,
        end: Option<TokenDigest>,
        begin: Option<Session>,
    ) -> Result<(), StoreError> {
        self.writers.write(Write::Switch { end, begin: begin.map(Box::new) }).await.map(|_| ())
    }

    /// Adds a visitor's message to the conversation of a session that is alive; its id, or `None`
    /// if the session has ended.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn say(
        &self,
        session: &Session,
        text: String,
        at: i64,
    ) -> Result<Option<i64>, StoreError> {
        let (token, app, conversation) = (session.token, session.app.clone(), session.conversation);
        match self.writers.write(Write::Say { token, app, conversation, text, at }).await? {
            Done::Said(id) => Ok(id),
            Done::Written => Ok(None),
        }
    }

    /// Puts off the end of a session.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn renew(&self, token: TokenDigest, expires_at: i64) -> Result<(), StoreError> {
        self.writers.write(Write::Renew { token, expires_at }).await.map(|_| ())
    }

    /// Removes the sessions that have ended, with the conversations that end with them, and says
    /// how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sweep(&self) -> Result<usize, StoreError> {
        let mut swept = 0;
        loop {
            let ended = read!(self, sql::ended_sessions(&self.readers, self.now()))?;
            if ended.is_empty() {
                return Ok(swept);
            }
            for token in ended {
                self.switch(Some(token), None).await?;
                swept += 1;
            }
        }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`StoreError`] if it doesn't.
    pub async fn ping(&self) -> Result<(), StoreError> {
        read!(self, sql::ping(&self.readers))
    }

    /// Closes every connection. What somebody waits for must have been written by then.
    pub async fn close(&self) {
        self.writers.close().await;
        self.readers.close().await;
    }
}

/// The database failed; the cause is for the log.
#[derive(Clone, Debug)]
pub struct StoreError(String);

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the database failed: {}", self.0)
    }
}

impl std::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        StoreError(error.to_string())
    }
}
