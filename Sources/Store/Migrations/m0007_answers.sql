-- The numbered answers that a send offered, as JSON: a digit is read by what was sent.
ALTER TABLE sends ADD COLUMN answers TEXT;
