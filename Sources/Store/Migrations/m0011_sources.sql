-- What a mail folder still holds and is settled all the same: taken and only marked there, or larger
-- than allowed. The folder is a digest of server, account and name.
CREATE TABLE imap_notes (
    folder TEXT NOT NULL,
    uid_validity BIGINT NOT NULL,
    uid BIGINT NOT NULL,
    state TEXT NOT NULL,
    size BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (folder, uid_validity, uid)
);
-- The first arrival of each mail: two readers of two copies of it meet here.
CREATE TABLE mail_contents (
    message_id TEXT NOT NULL,
    body_digest TEXT NOT NULL,
    raw_id TEXT NOT NULL REFERENCES inbound (id),
    PRIMARY KEY (message_id, body_digest)
);
CREATE INDEX mail_contents_raw ON mail_contents (raw_id);
INSERT INTO mail_contents (message_id, body_digest, raw_id)
SELECT message_id, body_digest, MIN(raw_id) FROM readings
WHERE message_id IS NOT NULL AND outcome <> 'folded' GROUP BY message_id, body_digest;
