-- Parts of long texts that come one by one. The key is a digest of who wrote, to which number and
-- under which reference; its own row is where two readers of two parts meet.
CREATE TABLE text_part_keys (
    key TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);
CREATE TABLE text_parts (
    raw_id TEXT NOT NULL PRIMARY KEY REFERENCES inbound (id),
    key TEXT NOT NULL REFERENCES text_part_keys (key),
    text_id TEXT NOT NULL REFERENCES inbound (id),
    number BIGINT NOT NULL,
    digest TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    state TEXT NOT NULL
);
CREATE INDEX text_parts_key ON text_parts (key, received_at);
CREATE INDEX text_parts_waiting ON text_parts (received_at) WHERE state = 'waiting';
CREATE INDEX text_parts_due ON text_parts (text_id) WHERE state = 'due';
-- Pictures and the like that came beside a text: fetched from the provider after it was filed.
CREATE TABLE text_media (
    raw_id TEXT NOT NULL REFERENCES inbound (id),
    position BIGINT NOT NULL,
    family_id TEXT REFERENCES families (id),
    record_kind TEXT NOT NULL,
    url TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    problem TEXT,
    type TEXT,
    size BIGINT,
    sha256 TEXT,
    bytes BYTEA,
    PRIMARY KEY (raw_id, position)
);
CREATE INDEX text_media_due ON text_media (due_at) WHERE state = 'waiting';
CREATE INDEX text_media_family ON text_media (family_id);
