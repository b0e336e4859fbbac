-- Whether a notice stands in a conversation already is asked at each answer to it.
CREATE INDEX timeline_message ON timeline (message_id) WHERE message_id IS NOT NULL;
