-- The first schema. Dates are ISO text, sums whole cents, rates decimal text. Ids are never used twice (AUTOINCREMENT),
-- so that a record brought back from the trash finds its own number free.

CREATE TABLE stored_file (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256     TEXT NOT NULL CHECK (length(sha256) = 64),
    name       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size       INTEGER NOT NULL CHECK (size >= 0),
    added_on   TEXT NOT NULL
) STRICT;

CREATE TABLE profile (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    status             TEXT NOT NULL CHECK (status IN ('ei', 'company', 'portage')),
    name               TEXT NOT NULL,
    legal_form         TEXT NOT NULL,
    ei_mention         INTEGER NOT NULL CHECK (ei_mention IN (0, 1)),
    siret              TEXT NOT NULL,
    registry_city      TEXT NOT NULL,
    vat_regime         TEXT NOT NULL CHECK (vat_regime IN ('franchise', 'liable')),
    vat_number         TEXT NOT NULL,
    activity           TEXT NOT NULL,
    street             TEXT NOT NULL,
    street_extra       TEXT NOT NULL,
    postcode           TEXT NOT NULL,
    city               TEXT NOT NULL,
    country            TEXT NOT NULL,
    email              TEXT NOT NULL,
    phone              TEXT NOT NULL,
    website            TEXT NOT NULL,
    iban               TEXT NOT NULL,
    bic                TEXT NOT NULL,
    sells_online       INTEGER NOT NULL CHECK (sells_online IN (0, 1)),
    sells_to_consumers INTEGER NOT NULL CHECK (sells_to_consumers IN (0, 1)),
    holiday_region     TEXT NOT NULL,
    logo_file_id       INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    signature_file_id  INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    letterhead_file_id INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE client (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT NOT NULL CHECK (kind IN ('professional', 'consumer', 'public', 'unknown')),
    name       TEXT NOT NULL CHECK (name <> ''),
    legal_form TEXT NOT NULL,
    salutation TEXT NOT NULL,
    siret      TEXT NOT NULL,
    vat_number TEXT NOT NULL,
    email      TEXT NOT NULL,
    phone      TEXT NOT NULL,
    notes      TEXT NOT NULL
) STRICT;

CREATE TABLE contact (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE RESTRICT,
    name      TEXT NOT NULL,
    role      TEXT NOT NULL,
    email     TEXT NOT NULL,
    phone     TEXT NOT NULL
) STRICT;
CREATE INDEX contact_of_client ON contact (client_id);

CREATE TABLE address (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id    INTEGER NOT NULL REFERENCES client (id) ON DELETE RESTRICT,
    label        TEXT NOT NULL,
    street       TEXT NOT NULL,
    street_extra TEXT NOT NULL,
    postcode     TEXT NOT NULL,
    city         TEXT NOT NULL,
    country      TEXT NOT NULL,
    main         INTEGER NOT NULL CHECK (main IN (0, 1))
) STRICT;
CREATE INDEX address_of_client ON address (client_id);

CREATE TABLE contract (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id      INTEGER NOT NULL REFERENCES client (id) ON DELETE RESTRICT,
    kind           TEXT NOT NULL CHECK (kind IN ('quote', 'order', 'service')),
    reference      TEXT NOT NULL,
    title          TEXT NOT NULL,
    signed_on      TEXT,
    starts_on      TEXT,
    ends_on        TEXT,
    amount         INTEGER CHECK (amount >= 0),
    payment_term   TEXT NOT NULL,
    payment_days   INTEGER CHECK (payment_days >= 0),
    penalty_clause TEXT NOT NULL CHECK (penalty_clause IN ('none', 'fixed', 'triple-legal')),
    penalty_rate   TEXT,
    notes          TEXT NOT NULL
) STRICT;
CREATE INDEX contract_of_client ON contract (client_id);

CREATE TABLE dispute (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id          INTEGER NOT NULL REFERENCES client (id) ON DELETE RESTRICT,
    kind               TEXT NOT NULL CHECK (kind IN ('unpaid')),
    reference          TEXT NOT NULL UNIQUE,
    title              TEXT NOT NULL,
    opened_on          TEXT NOT NULL,
    stage              TEXT NOT NULL CHECK (stage IN ('amicable', 'formal-notice', 'assisted', 'judicial', 'closed')),
    contested_amount   INTEGER NOT NULL CHECK (contested_amount >= 0),
    contested_reason   TEXT NOT NULL,
    notice_received_on TEXT,
    judgment_on        TEXT,
    capitalise         INTEGER NOT NULL CHECK (capitalise IN (0, 1)),
    closed_on          TEXT,
    closing_reason     TEXT CHECK (closing_reason IN ('paid', 'settled', 'abandoned', 'insolvent', 'mistake')),
    notes              TEXT NOT NULL,
    CHECK ((stage = 'closed') = (closed_on IS NOT NULL)),
    CHECK ((closed_on IS NULL) = (closing_reason IS NULL))
) STRICT;
CREATE INDEX dispute_of_client ON dispute (client_id);

CREATE TABLE invoice (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id           INTEGER NOT NULL REFERENCES client (id) ON DELETE RESTRICT,
    contract_id         INTEGER REFERENCES contract (id) ON DELETE RESTRICT,
    dispute_id          INTEGER REFERENCES dispute (id) ON DELETE RESTRICT,
    kind                TEXT NOT NULL CHECK (kind IN ('invoice', 'credit-note')),
    number              TEXT NOT NULL CHECK (number <> ''),
    title               TEXT NOT NULL,
    issued_on           TEXT NOT NULL,
    performed_on        TEXT,
    received_on         TEXT,
    due_on              TEXT NOT NULL,
    net                 INTEGER NOT NULL CHECK (net >= 0),
    vat                 INTEGER NOT NULL CHECK (vat >= 0),
    gross               INTEGER NOT NULL CHECK (gross = net + vat),
    credited_invoice_id INTEGER REFERENCES invoice (id) ON DELETE RESTRICT,
    notes               TEXT NOT NULL,
    CHECK ((kind = 'credit-note') = (credited_invoice_id IS NOT NULL))
) STRICT;
CREATE INDEX invoice_of_client ON invoice (client_id);
CREATE INDEX invoice_of_contract ON invoice (contract_id);
CREATE INDEX invoice_of_dispute ON invoice (dispute_id);
CREATE INDEX invoice_credited ON invoice (credited_invoice_id);

CREATE TABLE payment (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    invoice_id INTEGER NOT NULL REFERENCES invoice (id) ON DELETE RESTRICT,
    paid_on    TEXT NOT NULL,
    amount     INTEGER NOT NULL CHECK (amount > 0),
    method     TEXT NOT NULL,
    note       TEXT NOT NULL
) STRICT;
CREATE INDEX payment_of_invoice ON payment (invoice_id);

CREATE TABLE letter (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    dispute_id      INTEGER NOT NULL REFERENCES dispute (id) ON DELETE RESTRICT,
    template        TEXT NOT NULL,
    title           TEXT NOT NULL,
    written_on      TEXT NOT NULL,
    send_method     TEXT NOT NULL CHECK (send_method IN ('registered', 'post', 'email', 'hand')),
    amount_due      INTEGER NOT NULL,
    reply_by        TEXT,
    sent_on         TEXT,
    tracking_number TEXT NOT NULL,
    presented_on    TEXT,
    received_on     TEXT,
    outcome         TEXT CHECK (outcome IN ('received', 'refused', 'unclaimed')),
    docx_file_id    INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    pdf_file_id     INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX letter_of_dispute ON letter (dispute_id);

CREATE TABLE event (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    dispute_id  INTEGER NOT NULL REFERENCES dispute (id) ON DELETE RESTRICT,
    kind        TEXT NOT NULL CHECK (kind IN ('call', 'email', 'letter', 'meeting', 'payment', 'note')),
    author      TEXT NOT NULL CHECK (author IN ('user', 'program')),
    happened_on TEXT NOT NULL,
    title       TEXT NOT NULL,
    body        TEXT NOT NULL,
    letter_id   INTEGER REFERENCES letter (id) ON DELETE RESTRICT,
    payment_id  INTEGER REFERENCES payment (id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX event_of_dispute ON event (dispute_id, happened_on);
CREATE INDEX event_of_letter ON event (letter_id);
CREATE INDEX event_of_payment ON event (payment_id);

CREATE TABLE deadline (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    dispute_id INTEGER NOT NULL REFERENCES dispute (id) ON DELETE RESTRICT,
    title      TEXT NOT NULL CHECK (title <> ''),
    due_on     TEXT NOT NULL,
    reason     TEXT NOT NULL,
    done_on    TEXT,
    letter_id  INTEGER REFERENCES letter (id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX deadline_of_dispute ON deadline (dispute_id);
CREATE INDEX deadline_of_letter ON deadline (letter_id);

CREATE TABLE limitation_event (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    dispute_id  INTEGER NOT NULL REFERENCES dispute (id) ON DELETE RESTRICT,
    kind        TEXT NOT NULL CHECK (kind IN ('recognised', 'served', 'suspended', 'registered-letter')),
    happened_on TEXT NOT NULL,
    ended_on    TEXT,
    note        TEXT NOT NULL
) STRICT;
CREATE INDEX limitation_event_of_dispute ON limitation_event (dispute_id);

CREATE TABLE user_rate (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    half               TEXT NOT NULL UNIQUE,
    refi               TEXT NOT NULL,
    legal_professional TEXT NOT NULL,
    source             TEXT NOT NULL,
    read_on            TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    key   TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE trash (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    kind           TEXT NOT NULL,
    label          TEXT NOT NULL,
    deleted_on     TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    images         TEXT NOT NULL
) STRICT;

-- Changes with every saved step; a backup is due when it differs from the last copy's.
CREATE TABLE revision (id INTEGER PRIMARY KEY CHECK (id = 1), token TEXT NOT NULL) STRICT;
INSERT INTO revision (id, token) VALUES (1, '');
