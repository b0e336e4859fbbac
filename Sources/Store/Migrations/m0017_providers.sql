-- Characters that left to a translation service in a month (UTC, as in 2026-11), counted before
-- they leave.
CREATE TABLE translation_budget (
    service TEXT NOT NULL,
    month TEXT NOT NULL,
    characters BIGINT NOT NULL,
    PRIMARY KEY (service, month)
);

-- Services that asked to be left alone, so that a restart does not ask them again at once.
CREATE TABLE translation_pauses (
    service TEXT NOT NULL PRIMARY KEY,
    until BIGINT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL
);
