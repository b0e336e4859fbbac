-- Translations of persons' own words: one for each text and language. The words are a family's where
-- it names one.
CREATE TABLE drafts (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    family_id TEXT REFERENCES families (id),
    case_id TEXT REFERENCES cases (id),
    -- The family's own words that it puts into the staff's language; NULL for words of staff.
    entry_id TEXT,
    purpose TEXT NOT NULL,
    source_language TEXT NOT NULL,
    target_language TEXT NOT NULL,
    -- Says same: the same words for the same readers are translated once.
    same_key TEXT NOT NULL,
    fields TEXT NOT NULL,
    -- The fields cut into sentences, with what was taken out of each; NULL before that is done.
    protected TEXT,
    state TEXT NOT NULL,
    standing TEXT NOT NULL,
    revision BIGINT NOT NULL,
    unlisted TEXT NOT NULL,
    question TEXT,
    staff_id TEXT REFERENCES staff (id),
    claimed_by TEXT REFERENCES staff (id),
    claimed_until BIGINT,
    approved_by TEXT REFERENCES staff (id),
    approved_at BIGINT,
    approved_digest TEXT,
    due_at BIGINT NOT NULL,
    lease_until BIGINT,
    attempts BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX drafts_reference ON drafts (reference);
CREATE UNIQUE INDEX drafts_same ON drafts (same_key) WHERE state <> 'withdrawn';
CREATE INDEX drafts_queue ON drafts (school_id, state, created_at);
CREATE INDEX drafts_due ON drafts (due_at) WHERE state = 'wanted';
CREATE INDEX drafts_entry ON drafts (entry_id);
CREATE INDEX drafts_family ON drafts (family_id);
-- Their sentences, with what was taken out of each before a machine saw it.
CREATE TABLE draft_sentences (
    draft_id TEXT NOT NULL REFERENCES drafts (id),
    number BIGINT NOT NULL,
    field TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT,
    origin TEXT NOT NULL,
    service TEXT NOT NULL,
    score DOUBLE PRECISION,
    back TEXT,
    doubts TEXT NOT NULL,
    PRIMARY KEY (draft_id, number)
);
-- What was sent to which translation service: for each call the draft and the sentences, as they
-- stand above, without what was taken out.
CREATE TABLE translator_calls (
    id TEXT NOT NULL PRIMARY KEY,
    draft_id TEXT NOT NULL REFERENCES drafts (id),
    family_id TEXT REFERENCES families (id),
    service TEXT NOT NULL,
    kind TEXT NOT NULL,
    host TEXT NOT NULL,
    source_language TEXT NOT NULL,
    target_language TEXT NOT NULL,
    sentences TEXT NOT NULL,
    characters BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    milliseconds BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX translator_calls_draft ON translator_calls (draft_id, at);
CREATE INDEX translator_calls_at ON translator_calls (at);
-- Words that a school has looked at: names that are on no roster, places, and ordinary words.
CREATE TABLE school_words (
    school_id TEXT NOT NULL REFERENCES schools (id),
    word TEXT NOT NULL,
    kind TEXT NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (school_id, word)
);
-- The languages that a member of staff reads well enough to answer for a translation.
CREATE TABLE staff_languages (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    language TEXT NOT NULL,
    PRIMARY KEY (staff_id, language)
);
-- Notices that wait, for the readers of one language, until a draft may be used.
CREATE TABLE waiting_sends (
    id TEXT NOT NULL PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES schools (id),
    family_id TEXT REFERENCES families (id),
    notice TEXT NOT NULL,
    about_kind TEXT NOT NULL,
    about_id TEXT NOT NULL,
    order_key TEXT NOT NULL,
    language TEXT NOT NULL,
    draft_id TEXT NOT NULL REFERENCES drafts (id),
    rule TEXT NOT NULL,
    order_json TEXT NOT NULL,
    addresses BIGINT NOT NULL,
    send_id TEXT,
    state TEXT NOT NULL,
    -- In English from then on; NULL for never.
    english_at BIGINT,
    expires_at BIGINT,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    released_as TEXT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX waiting_sends_same ON waiting_sends (order_key, language) WHERE state = 'waiting';
CREATE INDEX waiting_sends_draft ON waiting_sends (draft_id, state);
CREATE INDEX waiting_sends_state ON waiting_sends (state, created_at);
