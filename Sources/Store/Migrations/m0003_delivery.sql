-- The outbox: what was decided, what it says, each message's state and every attempt.
CREATE TABLE sends (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    family_id TEXT REFERENCES families (id),
    notice TEXT NOT NULL,
    about_kind TEXT NOT NULL,
    about_id TEXT NOT NULL,
    bulk BOOLEAN NOT NULL,
    audience TEXT NOT NULL,
    notice_values TEXT NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX sends_reference ON sends (reference);
CREATE INDEX sends_about ON sends (about_kind, about_id);
-- Who was left out of a send, and why.
CREATE TABLE send_exclusions (
    send_id TEXT NOT NULL REFERENCES sends (id),
    contact_id TEXT NOT NULL REFERENCES contacts (id),
    family_id TEXT NOT NULL REFERENCES families (id),
    reason TEXT NOT NULL,
    PRIMARY KEY (send_id, contact_id)
);
-- Each distinct text once, exactly as sent; a family's own when it names one.
CREATE TABLE renderings (
    id TEXT NOT NULL PRIMARY KEY,
    send_id TEXT NOT NULL REFERENCES sends (id),
    family_id TEXT REFERENCES families (id),
    record_kind TEXT NOT NULL,
    language TEXT NOT NULL,
    direction TEXT NOT NULL,
    standing TEXT NOT NULL,
    subject TEXT NOT NULL,
    text_body TEXT NOT NULL,
    html_body TEXT NOT NULL,
    sources TEXT NOT NULL
);
CREATE INDEX renderings_send ON renderings (send_id);
CREATE TABLE messages (
    id TEXT NOT NULL PRIMARY KEY,
    idempotency_key TEXT NOT NULL,
    send_id TEXT NOT NULL REFERENCES sends (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    family_id TEXT NOT NULL REFERENCES families (id),
    contact_id TEXT NOT NULL REFERENCES contacts (id),
    case_id TEXT REFERENCES cases (id),
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    rendering_id TEXT NOT NULL REFERENCES renderings (id),
    message_id TEXT NOT NULL,
    in_reply_to TEXT,
    bulk BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    lease_until BIGINT,
    attempts BIGINT NOT NULL,
    expires_at BIGINT,
    last_reply TEXT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX messages_idempotency ON messages (idempotency_key);
CREATE UNIQUE INDEX messages_message_id ON messages (message_id);
CREATE INDEX messages_due ON messages (due_at, id) WHERE state IN ('queued', 'deferred', 'unclear');
CREATE INDEX messages_leased ON messages (lease_until) WHERE state = 'sending';
CREATE INDEX messages_send ON messages (send_id, state);
CREATE INDEX messages_family ON messages (family_id);
CREATE INDEX messages_address ON messages (channel, address, created_at);
CREATE TABLE attempts (
    message_id TEXT NOT NULL REFERENCES messages (id),
    number BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    outcome TEXT NOT NULL,
    reply TEXT NOT NULL,
    PRIMARY KEY (message_id, number)
);
-- Belongs to the address and its channel, so it survives a new roster.
CREATE TABLE suppressions (
    id TEXT NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    scope TEXT NOT NULL,
    reason TEXT NOT NULL,
    raw_id TEXT,
    at BIGINT NOT NULL,
    lifted_at BIGINT
);
CREATE UNIQUE INDEX suppressions_address ON suppressions (channel, address, scope)
    WHERE lifted_at IS NULL;
