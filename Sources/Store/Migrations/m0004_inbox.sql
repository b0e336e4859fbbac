-- What came in: the bytes first, then what was read in them, then where it was filed.
CREATE TABLE inbound (
    id TEXT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    source_key TEXT NOT NULL,
    digest TEXT NOT NULL,
    record_kind TEXT NOT NULL,
    family_id TEXT REFERENCES families (id),
    received_at BIGINT NOT NULL,
    reverse_path TEXT NOT NULL,
    recipients TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    size BIGINT NOT NULL,
    state TEXT NOT NULL,
    claims BIGINT NOT NULL,
    lease_until BIGINT
);
CREATE UNIQUE INDEX inbound_source ON inbound (source, source_key);
CREATE INDEX inbound_waiting ON inbound (received_at, id) WHERE state = 'kept';
CREATE INDEX inbound_leased ON inbound (lease_until) WHERE state = 'reading';
CREATE TABLE readings (
    raw_id TEXT NOT NULL PRIMARY KEY REFERENCES inbound (id),
    family_id TEXT REFERENCES families (id),
    reader BIGINT NOT NULL,
    read_at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    message_id TEXT,
    body_digest TEXT NOT NULL,
    from_address TEXT,
    from_name TEXT,
    subject TEXT NOT NULL,
    reply TEXT NOT NULL,
    cut TEXT NOT NULL,
    language TEXT NOT NULL,
    attachments TEXT NOT NULL,
    reasons TEXT NOT NULL,
    outcome TEXT NOT NULL,
    evidence TEXT,
    case_id TEXT REFERENCES cases (id),
    entry_id TEXT REFERENCES timeline (id),
    folded_into TEXT REFERENCES inbound (id)
);
CREATE INDEX readings_message_id ON readings (message_id);
-- What could not be matched, and what a person did about it.
CREATE TABLE triage (
    raw_id TEXT NOT NULL PRIMARY KEY REFERENCES inbound (id),
    reference TEXT NOT NULL,
    at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    case_id TEXT REFERENCES cases (id),
    settled_by TEXT REFERENCES staff (id),
    settled_at BIGINT
);
CREATE UNIQUE INDEX triage_reference ON triage (reference);
CREATE INDEX triage_open ON triage (at) WHERE state = 'open';
CREATE TABLE triage_candidates (
    raw_id TEXT NOT NULL REFERENCES triage (raw_id),
    rank BIGINT NOT NULL,
    family_id TEXT NOT NULL REFERENCES families (id),
    case_id TEXT REFERENCES cases (id),
    reason TEXT NOT NULL,
    PRIMARY KEY (raw_id, rank)
);
