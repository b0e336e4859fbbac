-- What an invitation says to a calendar, kept as sent beside its words (JSON).
ALTER TABLE renderings ADD COLUMN calendar TEXT;
