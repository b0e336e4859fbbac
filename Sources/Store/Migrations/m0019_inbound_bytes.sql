-- The bytes apart from what becomes of them: SQLite writes a whole row anew whenever its state
-- changes, and a mail with its photographs would go to the disk three times.
CREATE TABLE inbound_bytes (
    raw_id TEXT NOT NULL PRIMARY KEY REFERENCES inbound (id),
    bytes BYTEA NOT NULL
);
INSERT INTO inbound_bytes (raw_id, bytes) SELECT id, bytes FROM inbound;
ALTER TABLE inbound DROP COLUMN bytes;
