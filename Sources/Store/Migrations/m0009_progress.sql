-- Whether anything of a send has left lately is told from the index alone; the state is in it
-- anyhow, so each change of a message costs what it did.
DROP INDEX messages_send;
CREATE INDEX messages_send ON messages (send_id, state, changed_at);
