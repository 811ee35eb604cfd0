-- Sessions by the digest of their token. Times are milliseconds since 1970.
CREATE TABLE sessions (
    token BLOB NOT NULL PRIMARY KEY,
    app TEXT NOT NULL,
    -- 'guest' or 'visitor'
    kind TEXT NOT NULL,
    -- What the check of the login found; '' for guests.
    verdict TEXT NOT NULL,
    -- userDetails as JSON, as the page sent them; '' for guests.
    details TEXT NOT NULL,
    -- Whose conversation it is: a user's, or this session's own (see conversation.rs).
    conversation BLOB NOT NULL,
    -- 1 if the conversation ends with the session.
    private BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
) WITHOUT ROWID;

CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    app TEXT NOT NULL,
    conversation BLOB NOT NULL,
    -- 'visitor' or 'team'
    sender TEXT NOT NULL,
    body TEXT NOT NULL,
    sent_at BIGINT NOT NULL
);

CREATE INDEX messages_by_conversation ON messages (app, conversation, id);
