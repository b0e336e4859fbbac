-- What a person's decision taught about an address that the roster does not know: whose it may be.
-- It never counts for more than a From line.
CREATE TABLE learnt_senders (
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    family_id TEXT NOT NULL REFERENCES families (id),
    case_id TEXT NOT NULL REFERENCES cases (id),
    raw_id TEXT NOT NULL REFERENCES inbound (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (channel, address, raw_id)
);
CREATE INDEX learnt_senders_family ON learnt_senders (family_id);
-- An entry that stood on the wrong case. Its words, time and author are never changed; where it
-- stands is, and this says by whom and from where.
CREATE TABLE entry_moves (
    id TEXT NOT NULL PRIMARY KEY,
    entry_id TEXT NOT NULL REFERENCES timeline (id),
    from_case TEXT NOT NULL REFERENCES cases (id),
    to_case TEXT NOT NULL REFERENCES cases (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    at BIGINT NOT NULL
);
CREATE INDEX entry_moves_entry ON entry_moves (entry_id);
CREATE INDEX entry_moves_from ON entry_moves (from_case);
-- The last six digits of an entry's id are what staff type.
CREATE INDEX timeline_name ON timeline (substr(id, 21));
-- An answer that was read in the wrong place counts no longer; it stays on record.
ALTER TABLE answers ADD COLUMN withdrawn_at BIGINT;
-- Reply addresses that prove nothing any more.
CREATE TABLE withdrawn_addresses (
    message_id TEXT NOT NULL PRIMARY KEY,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    at BIGINT NOT NULL
);
-- A contact whom staff added is not the roster's to remove.
ALTER TABLE contacts ADD COLUMN origin TEXT NOT NULL DEFAULT 'roster';
CREATE INDEX contacts_name ON contacts (family_name, given_name);
CREATE INDEX students_name ON students (given_name);
-- Why a place is likely, as codes; why an arrival was taken out of the tray, in a person's words.
ALTER TABLE triage_candidates ADD COLUMN score BIGINT NOT NULL DEFAULT 0;
ALTER TABLE triage_candidates ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]';
ALTER TABLE triage ADD COLUMN note TEXT;
