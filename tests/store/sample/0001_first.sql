-- The tables the storage tests work with: one of each type of column, keys to a parent and to the table itself.
CREATE TABLE firm (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    name    TEXT NOT NULL UNIQUE,
    mood    TEXT NOT NULL CHECK (mood IN ('calm', 'angry')),
    since   TEXT,
    seen_at TEXT,
    rate    TEXT,
    credit  INTEGER NOT NULL,
    active  INTEGER NOT NULL CHECK (active IN (0, 1)),
    visits  INTEGER
) STRICT;

CREATE TABLE bill (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    firm_id   INTEGER NOT NULL REFERENCES firm (id) ON DELETE RESTRICT,
    parent_id INTEGER REFERENCES bill (id) ON DELETE RESTRICT,
    number    TEXT NOT NULL,
    sha256    TEXT
) STRICT;

CREATE TRIGGER lost BEFORE INSERT ON bill WHEN new.number = 'lost'
BEGIN SELECT RAISE(ROLLBACK, 'as SQLite does by itself after an I/O fault'); END;

CREATE TABLE trash (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    kind           TEXT NOT NULL,
    label          TEXT NOT NULL,
    deleted_on     TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    images         TEXT NOT NULL
) STRICT;

CREATE TABLE revision (id INTEGER PRIMARY KEY CHECK (id = 1), token TEXT NOT NULL) STRICT;
INSERT INTO revision (id, token) VALUES (1, '');
