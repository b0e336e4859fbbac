-- Text messages: the number they went out from, and the provider's own id of each.
ALTER TABLE messages ADD COLUMN sender TEXT;
ALTER TABLE messages ADD COLUMN provider_id TEXT;
CREATE INDEX messages_provider_id ON messages (provider_id) WHERE provider_id IS NOT NULL;
-- Each channel is claimed by itself, so that a slow one keeps no other waiting.
DROP INDEX messages_due;
CREATE INDEX messages_due ON messages (channel, due_at, id)
    WHERE state IN ('queued', 'deferred', 'unclear');
