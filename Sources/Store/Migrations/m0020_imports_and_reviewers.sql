-- Large files that are taken into the memory of translations, a portion at a time: how far one has
-- come, so that a run that was interrupted goes on there. One row for each file and way of taking
-- it; a finished one is deleted, for the audit trail tells of it.
CREATE TABLE memory_imports (
    -- Of the file's bytes, of who vouches for it and of whether what is doubtful is taken.
    digest TEXT NOT NULL PRIMARY KEY,
    -- For people: the file's name without its folder.
    name TEXT NOT NULL,
    -- Translations and problems of the file that are behind it.
    done BIGINT NOT NULL,
    added BIGINT NOT NULL,
    raised BIGINT NOT NULL,
    known BIGINT NOT NULL,
    replaced BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    moved_at BIGINT NOT NULL
);
-- When somebody who answers for translations was last told by mail that some wait.
CREATE TABLE reviewer_mails (
    staff_id TEXT NOT NULL PRIMARY KEY REFERENCES staff (id),
    told_at BIGINT NOT NULL
);
