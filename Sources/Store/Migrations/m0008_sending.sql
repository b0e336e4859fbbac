-- Messages are claimed by channel and rank, and within them by lane: the receiving domain of a
-- mail. A lane that is slow or shut keeps no other waiting.
ALTER TABLE messages ADD COLUMN priority BIGINT NOT NULL DEFAULT 1;
ALTER TABLE messages ADD COLUMN lane TEXT NOT NULL DEFAULT '';
-- Why it waits although nothing has failed: quiet hours, the family's ceiling.
ALTER TABLE messages ADD COLUMN waits_for TEXT;
-- When a server or provider took it.
ALTER TABLE messages ADD COLUMN sent_at BIGINT;
UPDATE messages SET priority = 2 WHERE bulk;
UPDATE messages SET sent_at = changed_at WHERE state IN ('sent', 'delivered', 'bounced');
DROP INDEX messages_due;
CREATE INDEX messages_due ON messages (channel, priority, lane, due_at, id)
    WHERE state IN ('queued', 'deferred', 'unclear');
DROP INDEX messages_family;
CREATE INDEX messages_family ON messages (family_id, sent_at);
-- A send that a person has halted or ended, and the end of the moment in which it can be undone.
ALTER TABLE sends ADD COLUMN release_at BIGINT;
ALTER TABLE sends ADD COLUMN paused_at BIGINT;
ALTER TABLE sends ADD COLUMN cancelled_at BIGINT;
CREATE INDEX sends_release ON sends (release_at) WHERE release_at IS NOT NULL;
-- How fast a lane may go: when its next message may leave, in microseconds, and until when it is
-- shut because its server asked for a pause. The lane '*' is the channel itself.
CREATE TABLE paces (
    channel TEXT NOT NULL,
    lane TEXT NOT NULL,
    free_at BIGINT NOT NULL,
    shut_until BIGINT NOT NULL,
    PRIMARY KEY (channel, lane)
);
-- Where the family lives, when that is not the school's time zone.
ALTER TABLE families ADD COLUMN time_zone TEXT;
-- From which attempt on the schedule of tries counts: a person may begin it anew.
ALTER TABLE messages ADD COLUMN schedule_from BIGINT NOT NULL DEFAULT 0;
CREATE INDEX messages_failed ON messages (school_id, changed_at) WHERE state = 'failed';
