-- How a member of staff is told that families wrote: each, digest:HOURS or never; NULL for the usual.
ALTER TABLE staff ADD COLUMN notify TEXT;
-- Whether the teacher who referred the child is told that its family wrote; NULL for no.
ALTER TABLE cases ADD COLUMN teacher_told BOOLEAN;
CREATE INDEX answers_raw ON answers (raw_id);
-- What one of the staff is to be told of one arrival: once, by whichever mail takes it along.
CREATE TABLE staff_notes (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    raw_id TEXT NOT NULL REFERENCES inbound (id),
    place TEXT NOT NULL,
    reference TEXT NOT NULL,
    family_id TEXT REFERENCES families (id),
    entry_id TEXT,
    kind TEXT NOT NULL,
    answer TEXT,
    language TEXT NOT NULL,
    urgent BOOLEAN NOT NULL,
    unverified BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    mail_id TEXT,
    PRIMARY KEY (staff_id, raw_id)
);
CREATE INDEX staff_notes_due ON staff_notes (staff_id, due_at) WHERE mail_id IS NULL;
CREATE INDEX staff_notes_raw ON staff_notes (raw_id);
-- Mails to staff; their Message-ID is fixed here, so that a repetition is known as such.
CREATE TABLE staff_mails (
    id TEXT NOT NULL PRIMARY KEY,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    address TEXT NOT NULL,
    message_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    lease_until BIGINT,
    attempts BIGINT NOT NULL,
    last_reply TEXT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX staff_mails_message_id ON staff_mails (message_id);
CREATE INDEX staff_mails_staff ON staff_mails (staff_id, created_at);
CREATE INDEX staff_mails_due ON staff_mails (due_at)
    WHERE state IN ('queued', 'deferred', 'unclear', 'sending');
