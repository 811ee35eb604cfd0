//! Writers: what is asked for at the same time becomes one transaction.
//!
//! A disk can be asked a few hundred times a second whether it has written everything, and one
//! answer is as good for a hundred writes as for one. A write is acknowledged when the transaction
//! that it is part of is on the disk.

use super::{Database, StoreError, sql};
use crate::conversation::Conversation;
use crate::session::Session;
use crate::token::TokenDigest;
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AnyPool, Connection as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;

/// Writes in one transaction at most.
const BATCH: usize = 256;

/// Writes that may wait for a writer; who comes then waits to get into the queue.
const QUEUE: usize = 4096;

pub(super) enum Write {
    Switch { end: Option<TokenDigest>, begin: Option<Box<Session>> },
    Say { token: TokenDigest, app: String, conversation: Conversation, text: String, at: i64 },
    Renew { token: TokenDigest, expires_at: i64 },
}

pub(super) enum Done {
    Written,
    Said(Option<i64>),
}

struct Job {
    write: Write,
    reply: oneshot::Sender<Result<Done, StoreError>>,
}

/// The writers' queues. A clone writes to the same ones.
#[derive(Clone)]
pub(super) struct Writers(Arc<Shared>);

struct Shared {
    queues: Vec<mpsc::Sender<Job>>,
    next: AtomicUsize,
    pool: AnyPool,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

impl Writers {
    pub(super) fn start(pool: AnyPool, database: Database, writers: usize) -> Self {
        let (mut queues, mut tasks) = (Vec::new(), Vec::new());
        for _ in 0..writers {
            let (queue, jobs) = mpsc::channel(QUEUE);
            queues.push(queue);
            tasks.push(tokio::spawn(work(pool.clone(), database, jobs)));
        }
        let (next, tasks) = (AtomicUsize::new(0), Mutex::new(tasks));
        Writers(Arc::new(Shared { queues, next, pool, tasks }))
    }

    /// Writes, and returns when it is on the disk.
    pub(super) async fn write(&self, write: Write) -> Result<Done, StoreError> {
        let gone = || StoreError("the store is closed".into());
        let (reply, done) = oneshot::channel();
        let job = Job { write, reply };
        self.queue().send(job).await.map_err(|_| gone())?;
        done.await.map_err(|_| gone())?
    }

    fn queue(&self) -> &mpsc::Sender<Job> {
        let next = self.0.next.fetch_add(1, Ordering::Relaxed);
        &self.0.queues[next % self.0.queues.len()]
    }

    pub(super) async fn close(&self) {
        for task in self.0.tasks.lock().await.drain(..) {
            task.abort();
            let _ = task.await;
        }
        self.0.pool.close().await;
    }
}

async fn work(pool: AnyPool, database: Database, mut jobs: mpsc::Receiver<Job>) {
    let mut writer = Writer { pool, database, connection: None };
    let mut batch = Vec::with_capacity(BATCH);
    while jobs.recv_many(&mut batch, BATCH).await > 0 {
        // Every transaction takes conversations in the same order, so that no two of them wait
        // for each other.
        batch.sort_by_key(|job| match &job.write {
            Write::Say { conversation, .. } => Some(*conversation),
            _ => None,
        });
        match writer.together(&batch).await {
            Ok(done) => {
                for (job, done) in batch.drain(..).zip(done) {
                    answer(job, Ok(done));
                }
            }
            // One bad write must not fail its neighbours: each gets a transaction of its own.
            Err(Failed::Before(_)) => {
                for job in batch.drain(..) {
                    let done = writer.together(std::slice::from_ref(&job)).await;
                    let done = done.map(|mut done| done.pop().unwrap_or(Done::Written));
                    answer(job, done.map_err(Failed::into_store_error));
                }
            }
            // Nobody knows what was written, so nothing is written again.
            Err(failed @ Failed::AtCommit(_)) => {
                let error = failed.into_store_error();
                for job in batch.drain(..) {
                    answer(job, Err(error.clone()));
                }
            }
        }
    }
}

fn answer(job: Job, done: Result<Done, StoreError>) {
    // Whoever asked may have gone away meanwhile.
    let _ = job.reply.send(done);
}

/// When a transaction failed: before its commit, so that nothing of it was written, or at it.
enum Failed {
    Before(sqlx::Error),
    AtCommit(sqlx::Error),
}

impl Failed {
    fn into_store_error(self) -> StoreError {
        match self {
            Failed::Before(error) | Failed::AtCommit(error) => error.into(),
        }
    }
}

struct Writer {
    pool: AnyPool,
    database: Database,
    /// Kept from one transaction to the next. After a failure, another one is opened.
    connection: Option<PoolConnection<Any>>,
}

impl Writer {
    /// Does all of these writes, or none.
    async fn together(&mut self, batch: &[Job]) -> Result<Vec<Done>, Failed> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.pool.acquire().await.map_err(Failed::Before)?,
        };
        let done = transaction(&mut connection, self.database, batch).await;
        match done {
            Ok(_) => self.connection = Some(connection),
            // Whatever state it is in, nobody else gets it.
            Err(_) => drop(connection.close().await),
        }
        done
    }
}

async fn transaction(
    connection: &mut AnyConnection,
    database: Database,
    batch: &[Job],
) -> Result<Vec<Done>, Failed> {
    let mut transaction = connection.begin().await.map_err(Failed::Before)?;
    let mut done = Vec::with_capacity(batch.len());
    for job in batch {
        let written = one(&mut transaction, database, &job.write).await;
        done.push(written.map_err(Failed::Before)?);
    }
    transaction.commit().await.map_err(Failed::AtCommit)?;
    Ok(done)
}

async fn one(
    connection: &mut AnyConnection,
    database: Database,
    write: &Write,
) -> Result<Done, sqlx::Error> {
    match write {
        Write::Switch { end, begin } => {
            if let Some(token) = end {
                sql::end(connection, token).await?;
            }
            if let Some(session) = begin {
                sql::begin(connection, session).await?;
            }
            Ok(Done::Written)
        }
        Write::Say { token, app, conversation, text, at } => {
            if database == Database::Postgres {
                sql::lock_postgres(connection, conversation).await?;
            }
            sql::say(connection, token, app, conversation, text, *at).await.map(Done::Said)
        }
        Write::Renew { token, expires_at } => {
            sql::renew(connection, token, *expires_at).await?;
            Ok(Done::Written)
        }
    }
}
