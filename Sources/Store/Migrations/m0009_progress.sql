-- Whether anything of a send has left lately is told from the index alone; the state is in it
-- anyhow, so each change of a message costs what it did.
DROP INDEX messages_send;
CREATE INDEX messages_send ON messages (send_id, state, changed_at);
-- What a case's next message follows.
CREATE INDEX messages_case ON messages (case_id, contact_id, created_at) WHERE case_id IS NOT NULL;
-- The send whose first texts this one's words of who writes go before: they are steered together.
ALTER TABLE sends ADD COLUMN goes_before TEXT;
CREATE INDEX sends_goes_before ON sends (goes_before) WHERE goes_before IS NOT NULL;
