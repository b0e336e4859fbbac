-- Schools, their staff, families, contacts and what each contact may be told.
CREATE TABLE schools (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    language TEXT NOT NULL,
    region TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX schools_name ON schools (name);
CREATE TABLE staff (
    id TEXT NOT NULL PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES schools (id),
    handle TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    email TEXT,
    active BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX staff_handle ON staff (handle);
CREATE TABLE families (
    id TEXT NOT NULL PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES schools (id),
    roster_key TEXT NOT NULL,
    name TEXT NOT NULL,
    home_language TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX families_roster_key ON families (school_id, roster_key);
CREATE TABLE students (
    id TEXT NOT NULL PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES schools (id),
    roster_key TEXT NOT NULL,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    grade TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX students_roster_key ON students (school_id, roster_key);
CREATE TABLE contacts (
    id TEXT NOT NULL PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES schools (id),
    family_id TEXT NOT NULL REFERENCES families (id),
    roster_key TEXT NOT NULL,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    home_language TEXT NOT NULL,
    chosen_language TEXT,
    interpreter BOOLEAN NOT NULL,
    active BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX contacts_roster_key ON contacts (school_id, roster_key);
CREATE INDEX contacts_family ON contacts (family_id);
-- One row per address and channel, whoever uses it: suppression belongs to it, not to a person.
CREATE TABLE addresses (
    id TEXT NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX addresses_address ON addresses (channel, address);
CREATE TABLE contact_addresses (
    contact_id TEXT NOT NULL REFERENCES contacts (id),
    address_id TEXT NOT NULL REFERENCES addresses (id),
    original TEXT NOT NULL,
    position BIGINT NOT NULL,
    unlisted BOOLEAN NOT NULL,
    PRIMARY KEY (contact_id, address_id)
);
CREATE INDEX contact_addresses_address ON contact_addresses (address_id);
-- The edge between a student and a contact carries the rights.
CREATE TABLE guardianships (
    student_id TEXT NOT NULL REFERENCES students (id),
    contact_id TEXT NOT NULL REFERENCES contacts (id),
    relation TEXT NOT NULL,
    custody TEXT NOT NULL,
    may_receive BOOLEAN NOT NULL,
    no_contact BOOLEAN NOT NULL,
    lives_with BOOLEAN NOT NULL,
    PRIMARY KEY (student_id, contact_id)
);
CREATE INDEX guardianships_contact ON guardianships (contact_id);
CREATE TABLE roster_imports (
    id TEXT NOT NULL PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES schools (id),
    at BIGINT NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    digest TEXT NOT NULL,
    summary TEXT NOT NULL
);
-- Who did what to which record. Details hold counts and ids, never names or addresses.
CREATE TABLE audit (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    staff_id TEXT,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    family_id TEXT,
    details TEXT NOT NULL
);
CREATE INDEX audit_subject ON audit (subject_kind, subject_id);
