//! Opens a database and brings its tables up to date.

use super::writer::Writers;
use super::{Database, Store, StoreError};
use crate::clock::Clock;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyPool, Executor as _};
use std::borrow::Cow;
use std::str::FromStr as _;
use std::time::Duration;

/// How long a request waits for a connection to the database.
const ACQUIRE: Duration = Duration::from_secs(5);

/// What SQLite is told on every connection. With `synchronous=FULL`, what was acknowledged is on
/// the disk: it outlives the process and the power.
const SQLITE: &str = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000";

/// Connections that read, and connections that write. SQLite has one writer.
const SQLITE_CONNECTIONS: (u32, u32) = (4, 1);
const POSTGRES_CONNECTIONS: (u32, u32) = (8, 4);

/// What makes the tables: number, name, and the statements for both databases. A number is never
/// used again.
const MIGRATIONS: [(i64, &str, &str, &str); 1] = [(
    1,
    "sessions",
    include_str!("../../migrations/sqlite/0001_sessions.sql"),
    include_str!("../../migrations/postgres/0001_sessions.sql"),
)];

impl Store {
    /// Opens the database at `address`: `postgres://…`, or a file of SQLite, which is made if it
    /// isn't there.
    ///
    /// # Errors
    /// [`StoreError`] if it can't be opened or its tables are of a later version.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let postgres = ["postgres://", "postgresql://"].iter().any(|p| address.starts_with(p));
        let (database, (readers, writers)) = if postgres {
            (Database::Postgres, POSTGRES_CONNECTIONS)
        } else {
            (Database::Sqlite, SQLITE_CONNECTIONS)
        };
        let options = if postgres {
            AnyConnectOptions::from_str(address)?
        } else {
            let file = address.strip_prefix("sqlite:").unwrap_or(address);
            AnyConnectOptions::from_str(&sqlite_url(file))?
        };
        let write_pool = pool(database, writers).connect_with(options.clone()).await?;
        migrate(&write_pool, database).await?;
        let readers = pool(database, readers).connect_with(options).await?;
        let writers = Writers::start(write_pool, database, writers as usize);
        Ok(Store { database, readers, writers, clock: Clock::default() })
    }
}

/// The address of a file: characters that an address gives a meaning are written by their number.
fn sqlite_url(file: &str) -> String {
    let mut url = String::from("sqlite://");
    for byte in file.bytes() {
        match byte {
            b'%' | b'?' | b'#' => url.push_str(&format!("%{byte:02X}")),
            _ => url.push(char::from(byte)),
        }
    }
    url + "?mode=rwc"
}

fn pool(database: Database, connections: u32) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE)
        // What broke meanwhile is found out by using it; the query then takes another.
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                if database == Database::Sqlite {
                    connection.execute(SQLITE).await?;
                }
                Ok(())
            })
        })
}

async fn migrate(pool: &AnyPool, database: Database) -> Result<(), StoreError> {
    let migrations = MIGRATIONS.iter().map(|&(number, name, sqlite, postgres)| {
        let statements = if database == Database::Sqlite { sqlite } else { postgres };
        let kind = MigrationType::Simple;
        Migration::new(number, name.into(), kind, statements.into(), false)
    });
    let migrator = Migrator { migrations: Cow::Owned(migrations.collect()), ..Migrator::DEFAULT };
    migrator.run(pool).await.map_err(|error| StoreError(error.to_string()))
}
