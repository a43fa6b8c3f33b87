-- Imports remembered with the lines they refused, lists kept under a name, findings of the check set aside, clients erased, bank lines
-- and dossiers recognised when they come twice. Columns added have a default, for the trash.

CREATE TABLE import_mapping (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT NOT NULL CHECK (kind IN ('clients', 'invoices', 'bank')),
    fingerprint TEXT NOT NULL CHECK (fingerprint <> ''),
    columns     TEXT NOT NULL CHECK (json_valid(columns)),
    used_on     TEXT NOT NULL,
    UNIQUE (kind, fingerprint)
) STRICT;

CREATE TABLE import_batch (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT NOT NULL CHECK (kind IN ('clients', 'invoices', 'bank', 'dossier')),
    file_name   TEXT NOT NULL,
    imported_on TEXT NOT NULL,
    added       INTEGER NOT NULL CHECK (added >= 0),
    updated     INTEGER NOT NULL CHECK (updated >= 0)
) STRICT;

CREATE TABLE refused_line (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    import_batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE RESTRICT,
    line            INTEGER NOT NULL CHECK (line > 0),
    reason          TEXT NOT NULL,
    content         TEXT NOT NULL CHECK (json_valid(content))
) STRICT;
CREATE INDEX refused_line_of_import ON refused_line (import_batch_id);

CREATE TABLE saved_list (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    list     TEXT NOT NULL CHECK (list <> ''),
    name     TEXT NOT NULL CHECK (name <> ''),
    question TEXT NOT NULL CHECK (json_valid(question)),
    UNIQUE (list, name)
) STRICT;

CREATE TABLE ignored_finding (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    code       TEXT NOT NULL CHECK (code <> ''),
    subject    TEXT NOT NULL,
    ignored_on TEXT NOT NULL,
    UNIQUE (code, subject)
) STRICT;

ALTER TABLE client ADD COLUMN erased_on TEXT;
ALTER TABLE payment ADD COLUMN bank_reference TEXT NOT NULL DEFAULT '';
ALTER TABLE dispute ADD COLUMN origin TEXT NOT NULL DEFAULT '';

CREATE INDEX payment_of_bank_line ON payment (bank_reference) WHERE bank_reference <> '';
