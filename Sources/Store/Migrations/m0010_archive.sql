-- A page of families asks which of them were left out of what.
CREATE INDEX send_exclusions_family ON send_exclusions (family_id);
-- A family's answer to something is found among all of its answers.
DROP INDEX answers_about;
CREATE INDEX answers_about ON answers (about_kind, about_id, family_id, at);
-- The trail of a family, or of what one member of staff did.
CREATE INDEX audit_family ON audit (family_id, id) WHERE family_id IS NOT NULL;
CREATE INDEX audit_staff ON audit (staff_id, id);
CREATE INDEX sends_staff ON sends (staff_id, id);
-- What is of use to nobody but who looks back: attempts of messages that have ended long ago.
CREATE TABLE archived_attempts (
    message_id TEXT NOT NULL REFERENCES messages (id),
    number BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    outcome TEXT NOT NULL,
    reply TEXT NOT NULL,
    PRIMARY KEY (message_id, number)
);
-- And the words that they said. The row in renderings stays, with empty words.
CREATE TABLE archived_texts (
    rendering_id TEXT NOT NULL PRIMARY KEY REFERENCES renderings (id),
    family_id TEXT REFERENCES families (id),
    text_body TEXT NOT NULL,
    html_body TEXT NOT NULL,
    sources TEXT NOT NULL
);
ALTER TABLE renderings ADD COLUMN archived_at BIGINT;
-- Sends whose words have not all been archived, in the order of making.
ALTER TABLE sends ADD COLUMN archived_at BIGINT;
CREATE INDEX sends_unarchived ON sends (id) WHERE archived_at IS NULL;
CREATE INDEX renderings_unarchived ON renderings (send_id) WHERE archived_at IS NULL;
