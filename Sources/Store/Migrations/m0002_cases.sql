-- Cases with their timeline, meetings, events and answers. Each row with words names its family.
CREATE TABLE cases (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    family_id TEXT NOT NULL REFERENCES families (id),
    student_id TEXT REFERENCES students (id),
    kind TEXT NOT NULL,
    concern TEXT NOT NULL,
    referred_by TEXT REFERENCES staff (id),
    liaison_id TEXT NOT NULL REFERENCES staff (id),
    state TEXT NOT NULL,
    next_step TEXT,
    next_step_on TEXT,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT
);
CREATE UNIQUE INDEX cases_reference ON cases (reference);
CREATE INDEX cases_family ON cases (family_id, state);
-- A family's standing conversation is opened once.
CREATE UNIQUE INDEX cases_standing ON cases (family_id) WHERE kind = 'general';
CREATE TABLE timeline (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    family_id TEXT NOT NULL REFERENCES families (id),
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    author_kind TEXT NOT NULL,
    author_id TEXT,
    channel TEXT,
    subject TEXT,
    words TEXT NOT NULL,
    language TEXT NOT NULL,
    details TEXT NOT NULL,
    message_id TEXT,
    raw_id TEXT,
    evidence TEXT,
    unverified BOOLEAN NOT NULL
);
CREATE INDEX timeline_case ON timeline (case_id, at, id);
CREATE INDEX timeline_family ON timeline (family_id);
CREATE INDEX timeline_raw ON timeline (raw_id);
CREATE TABLE meetings (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL,
    case_id TEXT NOT NULL REFERENCES cases (id),
    family_id TEXT NOT NULL REFERENCES families (id),
    student_id TEXT NOT NULL REFERENCES students (id),
    starts_local TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    place TEXT NOT NULL,
    teacher_id TEXT REFERENCES staff (id),
    principal_id TEXT REFERENCES staff (id),
    interpreter TEXT NOT NULL,
    note TEXT NOT NULL,
    calendar_uid TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    state TEXT NOT NULL,
    created_by TEXT NOT NULL REFERENCES staff (id),
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX meetings_reference ON meetings (reference);
CREATE UNIQUE INDEX meetings_calendar_uid ON meetings (calendar_uid);
CREATE INDEX meetings_case ON meetings (case_id);
CREATE TABLE school_events (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    starts_local TEXT NOT NULL,
    ends_local TEXT,
    time_zone TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    place TEXT NOT NULL,
    created_by TEXT NOT NULL REFERENCES staff (id),
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX school_events_reference ON school_events (reference);
-- An event's own words, in English and in whatever languages the school has.
CREATE TABLE event_words (
    event_id TEXT NOT NULL REFERENCES school_events (id),
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    PRIMARY KEY (event_id, language)
);
-- Each answer is kept; the latest by receipt is the one that counts.
CREATE TABLE answers (
    id TEXT NOT NULL PRIMARY KEY,
    about_kind TEXT NOT NULL,
    about_id TEXT NOT NULL,
    family_id TEXT NOT NULL REFERENCES families (id),
    contact_id TEXT REFERENCES contacts (id),
    answer TEXT NOT NULL,
    given_by TEXT NOT NULL,
    sequence BIGINT,
    at BIGINT NOT NULL,
    raw_id TEXT
);
CREATE INDEX answers_about ON answers (about_kind, about_id, at);
