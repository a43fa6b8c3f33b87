-- Pieces of disputes and of insurance claims.

CREATE TABLE piece (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    dispute_id         INTEGER REFERENCES dispute (id) ON DELETE RESTRICT,
    insurance_claim_id INTEGER REFERENCES insurance_claim (id) ON DELETE RESTRICT,
    number             INTEGER NOT NULL CHECK (number >= 1),
    place              INTEGER NOT NULL,
    file_id            INTEGER NOT NULL REFERENCES stored_file (id) ON DELETE RESTRICT,
    title              TEXT NOT NULL CHECK (title <> ''),
    kind               TEXT NOT NULL CHECK (kind IN ('order', 'invoice', 'delivery', 'correspondence', 'notice', 'receipt',
                           'attestation', 'expert', 'other')),
    dated_on           TEXT,
    author             TEXT NOT NULL,
    note               TEXT NOT NULL,
    is_copy            INTEGER NOT NULL CHECK (is_copy IN (0, 1)),
    confidential       INTEGER NOT NULL CHECK (confidential IN (0, 1)),
    event_id           INTEGER REFERENCES event (id) ON DELETE RESTRICT,
    CHECK ((dispute_id IS NULL) <> (insurance_claim_id IS NULL))
) STRICT;
CREATE INDEX piece_of_dispute ON piece (dispute_id, place);
CREATE INDEX piece_of_claim ON piece (insurance_claim_id, place);
CREATE INDEX piece_of_event ON piece (event_id);
