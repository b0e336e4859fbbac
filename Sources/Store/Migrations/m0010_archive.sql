-- A page of families asks which of them were left out of what.
CREATE INDEX send_exclusions_family ON send_exclusions (family_id);
-- A family's answer to something is found among all of its answers.
DROP INDEX answers_about;
CREATE INDEX answers_about ON answers (about_kind, about_id, family_id, at);
