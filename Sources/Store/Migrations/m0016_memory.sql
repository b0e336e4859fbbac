-- Translations of free text, for the whole organisation: whoever has this database. Each pair of
-- languages, source and target stands here once. Its key is two halves of SHA-256 (of the pair and
-- the source; of the target), so that what is kept twice is the same row on every machine.
CREATE TABLE memory_entries (
    source_key BIGINT NOT NULL,
    target_key BIGINT NOT NULL,
    -- Of the pair and the words without case and marks: what the index below speaks of.
    words_key BIGINT NOT NULL,
    source_language TEXT NOT NULL,
    target_language TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    standing TEXT NOT NULL,
    origin TEXT NOT NULL,
    reviewer TEXT,
    at BIGINT NOT NULL,
    uses BIGINT NOT NULL,
    PRIMARY KEY (source_key, target_key)
);

CREATE INDEX memory_entries_by_words ON memory_entries (words_key);

-- How often a word stood in the sources when the index was last built; a word that is missing was
-- rare. It fixes the order in which a sentence's words are indexed, rarest first.
CREATE TABLE memory_words (
    token BIGINT NOT NULL PRIMARY KEY,
    frequency BIGINT NOT NULL
);

-- In which sentences a word is among the rarest: up to 256 members of 17 bytes each (words_key,
-- signature, number of words).
CREATE TABLE memory_blocks (
    token BIGINT NOT NULL,
    number BIGINT NOT NULL,
    shortest BIGINT NOT NULL,
    longest BIGINT NOT NULL,
    members BYTEA NOT NULL,
    PRIMARY KEY (token, number)
);

-- One row: whoever changes the memory changes it first, so that writers take turns.
CREATE TABLE memory_index (
    id BIGINT NOT NULL PRIMARY KEY,
    -- Sentences in the index now, and when the words were last counted.
    segments BIGINT NOT NULL,
    counted BIGINT NOT NULL
);

INSERT INTO memory_index (id, segments, counted) VALUES (1, 0, 0);

-- A school's own words and what they are called in other languages.
CREATE TABLE glossary_terms (
    school_id TEXT NOT NULL,
    language TEXT NOT NULL,
    -- The English term in lower case: a term stands once.
    folded TEXT NOT NULL,
    term TEXT NOT NULL,
    approved TEXT NOT NULL,
    note TEXT NOT NULL,
    -- A JSON array of words.
    forbidden TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (school_id, language, folded)
);
