//! The statements, which SQLite and PostgreSQL both understand, and what they give back.

use super::MOST_MESSAGES;
use crate::check::Verdict;
use crate::conversation::Conversation;
use crate::session::{Kind, Message, Session};
use crate::token::TokenDigest;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AnyPool, Row as _};

/// How many ended sessions are looked up at once.
const SWEEP: i64 = 500;

pub(super) async fn session(
    pool: &AnyPool,
    app: &str,
    kind: Kind,
    token: &TokenDigest,
    now: i64,
) -> Result<Option<Session>, sqlx::Error> {
    let row = sqlx::query(
        "SELECT verdict, details, conversation, created_at, expires_at FROM sessions \
         WHERE token = $1 AND app = $2 AND kind = $3 AND expires_at > $4",
    )
    .bind(&token.0[..])
    .bind(app)
    .bind(kind.as_str())
    .bind(now)
    .fetch_optional(pool)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let verdict: String = row.try_get(0)?;
    let conversation: Vec<u8> = row.try_get(2)?;
    let conversation = Conversation::stored(&conversation)
        .ok_or_else(|| sqlx::Error::Decode("a conversation has no name".into()))?;
    Ok(Some(Session {
        token: *token,
        app: app.to_owned(),
        kind,
        verdict: Verdict::ALL.into_iter().find(|known| known.as_str() == verdict),
        details: row.try_get(1)?,
        conversation,
        created_at: row.try_get(3)?,
        expires_at: row.try_get(4)?,
    }))
}

pub(super) async fn messages_after(
    pool: &AnyPool,
    app: &str,
    conversation: &Conversation,
    after: i64,
) -> Result<Vec<Message>, sqlx::Error> {
    let rows = sqlx::query(
        "SELECT id, sender, body, sent_at FROM messages \
         WHERE app = $1 AND conversation = $2 AND id > $3 ORDER BY id LIMIT $4",
    )
    .bind(app)
    .bind(conversation.as_bytes())
    .bind(after)
    .bind(MOST_MESSAGES)
    .fetch_all(pool)
    .await?;
    rows.iter().map(message).collect()
}

pub(super) async fn newest_messages(
    pool: &AnyPool,
    app: &str,
    conversation: &Conversation,
) -> Result<Vec<Message>, sqlx::Error> {
    let rows = sqlx::query(
        "SELECT id, sender, body, sent_at FROM messages \
         WHERE app = $1 AND conversation = $2 ORDER BY id DESC LIMIT $3",
    )
    .bind(app)
    .bind(conversation.as_bytes())
    .bind(MOST_MESSAGES)
    .fetch_all(pool)
    .await?;
    rows.iter().rev().map(message).collect()
}

fn message(row: &AnyRow) -> Result<Message, sqlx::Error> {
    Ok(Message {
        id: row.try_get(0)?,
        from: row.try_get(1)?,
        text: row.try_get(2)?,
        at: row.try_get(3)?,
    })
}

pub(super) async fn ended_sessions(
    pool: &AnyPool,
    now: i64,
) -> Result<Vec<TokenDigest>, sqlx::Error> {
    let rows = sqlx::query("SELECT token FROM sessions WHERE expires_at <= $1 LIMIT $2")
        .bind(now)
        .bind(SWEEP)
        .fetch_all(pool)
        .await?;
    let mut tokens = Vec::with_capacity(rows.len());
    for row in rows {
        let token: Vec<u8> = row.try_get(0)?;
        tokens.extend(<[u8; 32]>::try_from(token).map(TokenDigest));
    }
    Ok(tokens)
}

pub(super) async fn ping(pool: &AnyPool) -> Result<(), sqlx::Error> {
    sqlx::query("SELECT 1").execute(pool).await?;
    Ok(())
}

/// Ends a session, and its conversation if that was the session's own.
pub(super) async fn end(
    connection: &mut AnyConnection,
    token: &TokenDigest,
) -> Result<(), sqlx::Error> {
    let ended =
        sqlx::query("DELETE FROM sessions WHERE token = $1 RETURNING app, conversation, private")
            .bind(&token.0[..])
            .fetch_optional(&mut *connection)
            .await?;
    let Some(ended) = ended else { return Ok(()) };
    let (app, conversation): (String, Vec<u8>) = (ended.try_get(0)?, ended.try_get(1)?);
    if ended.try_get::<i64, _>(2)? == 1 {
        sqlx::query("DELETE FROM messages WHERE app = $1 AND conversation = $2")
            .bind(app)
            .bind(conversation)
            .execute(connection)
            .await?;
    }
    Ok(())
}

pub(super) async fn begin(
    connection: &mut AnyConnection,
    session: &Session,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO sessions (token, app, kind, verdict, details, conversation, private, \
         created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&session.token.0[..])
    .bind(&*session.app)
    .bind(session.kind.as_str())
    .bind(session.verdict.map_or("", Verdict::as_str))
    .bind(&*session.details)
    .bind(session.conversation.as_bytes())
    .bind(i64::from(session.conversation.is_private()))
    .bind(session.created_at)
    .bind(session.expires_at)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn renew(
    connection: &mut AnyConnection,
    token: &TokenDigest,
    expires_at: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE sessions SET expires_at = $1 WHERE token = $2 AND expires_at < $1")
        .bind(expires_at)
        .bind(&token.0[..])
        .execute(connection)
        .await?;
    Ok(())
}

/// Adds a message if its session is alive. The session is looked up in the same transaction:
/// nothing is said in one that a logout ended.
pub(super) async fn say(
    connection: &mut AnyConnection,
    token: &TokenDigest,
    app: &str,
    conversation: &Conversation,
    text: &str,
    at: i64,
) -> Result<Option<i64>, sqlx::Error> {
    let row = sqlx::query(
        "INSERT INTO messages (app, conversation, sender, body, sent_at) \
         SELECT app, conversation, 'visitor', $1, $2 FROM sessions \
         WHERE token = $3 AND app = $4 AND conversation = $5 AND expires_at > $2 RETURNING id",
    )
    .bind(text)
    .bind(at)
    .bind(&token.0[..])
    .bind(app)
    .bind(conversation.as_bytes())
    .fetch_optional(connection)
    .await?;
    row.map(|row| row.try_get(0)).transpose()
}

/// Lets nobody else write into a conversation until the transaction ends, so that ids become
/// visible in their order: who asks for messages after the last one that he saw misses none.
/// SQLite has one writer and needs no lock.
pub(super) async fn lock_postgres(
    connection: &mut AnyConnection,
    conversation: &Conversation,
) -> Result<(), sqlx::Error> {
    let name = conversation.as_bytes();
    let mut key = [0; 8];
    key.copy_from_slice(&name[1..9]);
    sqlx::query("SELECT 1 FROM pg_advisory_xact_lock($1)")
        .bind(i64::from_be_bytes(key))
        .execute(connection)
        .await?;
    Ok(())
}
