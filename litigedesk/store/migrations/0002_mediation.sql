-- Complaints and consumer mediation: complaint, mediator, convention, mediation, placed_mention; a dispute may be a complaint;
-- a deadline may stand alone, be set by a rule and have its own reminders. Columns added have a default, for the trash.

CREATE TABLE dispute_new (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id          INTEGER NOT NULL REFERENCES client (id) ON DELETE RESTRICT,
    kind               TEXT NOT NULL CHECK (kind IN ('unpaid', 'complaint')),
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
INSERT INTO dispute_new SELECT id, client_id, kind, reference, title, opened_on, stage, contested_amount, contested_reason,
    notice_received_on, judgment_on, capitalise, closed_on, closing_reason, notes FROM dispute;
-- The numbers already used stay used, those of deleted records too.
DELETE FROM sqlite_sequence WHERE name = 'dispute_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'dispute_new', seq FROM sqlite_sequence WHERE name = 'dispute';
DROP TABLE dispute;
ALTER TABLE dispute_new RENAME TO dispute;
CREATE INDEX dispute_of_client ON dispute (client_id);

CREATE TABLE complaint (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    dispute_id  INTEGER NOT NULL REFERENCES dispute (id) ON DELETE RESTRICT,
    received_on TEXT NOT NULL,
    channel     TEXT NOT NULL CHECK (channel IN
                    ('letter', 'registered', 'email', 'web-form', 'message', 'phone', 'in-person')),
    contract_id INTEGER REFERENCES contract (id) ON DELETE RESTRICT,
    grievance   TEXT NOT NULL,
    request     TEXT NOT NULL,
    amount      INTEGER CHECK (amount >= 0),
    file_id     INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    findings    TEXT NOT NULL,
    answer      TEXT CHECK (answer IN ('offer', 'partial', 'refusal')),
    answer_text TEXT NOT NULL,
    answered_on TEXT
) STRICT;
CREATE INDEX complaint_of_dispute ON complaint (dispute_id);
CREATE INDEX complaint_of_contract ON complaint (contract_id);

CREATE TABLE mediator (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    shipped      TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('consumer', 'business')),
    name         TEXT NOT NULL CHECK (name <> ''),
    website      TEXT NOT NULL,
    street       TEXT NOT NULL,
    street_extra TEXT NOT NULL,
    postcode     TEXT NOT NULL,
    city         TEXT NOT NULL,
    email        TEXT NOT NULL,
    phone        TEXT NOT NULL,
    sectors      TEXT NOT NULL,
    checked_on   TEXT,
    notes        TEXT NOT NULL
) STRICT;

CREATE TABLE convention (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    mediator_id INTEGER NOT NULL REFERENCES mediator (id) ON DELETE RESTRICT,
    reference   TEXT NOT NULL,
    through     TEXT NOT NULL,
    signed_on   TEXT,
    starts_on   TEXT NOT NULL,
    ends_on     TEXT,
    years       INTEGER NOT NULL CHECK (years >= 1),
    fee         INTEGER CHECK (fee >= 0),
    fee_paid_on TEXT,
    fee_simple  INTEGER CHECK (fee_simple >= 0),
    fee_complex INTEGER CHECK (fee_complex >= 0),
    file_id     INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    notes       TEXT NOT NULL
) STRICT;
CREATE INDEX convention_of_mediator ON convention (mediator_id);

CREATE TABLE mediation (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    dispute_id        INTEGER NOT NULL REFERENCES dispute (id) ON DELETE RESTRICT,
    mediator_id       INTEGER NOT NULL REFERENCES mediator (id) ON DELETE RESTRICT,
    complaint_id      INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    reference         TEXT NOT NULL,
    started_by_client INTEGER CHECK (started_by_client IN (0, 1)),
    in_court          INTEGER CHECK (in_court IN (0, 1)),
    other_mediator    INTEGER CHECK (other_mediator IN (0, 1)),
    in_sector         INTEGER CHECK (in_sector IN (0, 1)),
    excluded_service  INTEGER CHECK (excluded_service IN (0, 1)),
    referred_on       TEXT,
    notified_on       TEXT,
    rejected_on       TEXT,
    rejection_reason  TEXT NOT NULL,
    stance            TEXT CHECK (stance IN ('takes-part', 'declines')),
    stance_on         TEXT,
    stance_reason     TEXT NOT NULL,
    agreed_on         TEXT,
    first_meeting_on  TEXT,
    completed_on      TEXT,
    extended_on       TEXT,
    extended_until    TEXT,
    position          TEXT NOT NULL,
    proposal_on       TEXT,
    proposal          TEXT NOT NULL,
    proposal_amount   INTEGER CHECK (proposal_amount >= 0),
    proposal_file_id  INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    answer_by         TEXT,
    my_answer         TEXT CHECK (my_answer IN ('accepted', 'refused')),
    my_answer_on      TEXT,
    my_answer_reason  TEXT NOT NULL,
    client_answer     TEXT CHECK (client_answer IN ('accepted', 'refused')),
    client_answer_on  TEXT,
    outcome           TEXT CHECK (outcome IN
                          ('agreement', 'failure', 'withdrawn-by-client', 'withdrawn-by-user', 'rejected', 'declined')),
    ended_on          TEXT,
    perform_by        TEXT,
    performed_on      TEXT,
    size              TEXT CHECK (size IN ('simple', 'complex')),
    cost              INTEGER CHECK (cost >= 0),
    cost_paid_on      TEXT,
    notes             TEXT NOT NULL,
    CHECK ((outcome IS NULL) = (ended_on IS NULL))
) STRICT;
CREATE INDEX mediation_of_dispute ON mediation (dispute_id);
CREATE INDEX mediation_of_mediator ON mediation (mediator_id);
CREATE INDEX mediation_of_complaint ON mediation (complaint_id);

CREATE TABLE placed_mention (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    place     TEXT NOT NULL UNIQUE,
    placed_on TEXT,
    text      TEXT NOT NULL,
    spot      TEXT NOT NULL
) STRICT;

CREATE TABLE deadline_new (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    dispute_id      INTEGER REFERENCES dispute (id) ON DELETE RESTRICT,
    title           TEXT NOT NULL CHECK (title <> ''),
    due_on          TEXT NOT NULL,
    reason          TEXT NOT NULL,
    done_on         TEXT,
    letter_id       INTEGER REFERENCES letter (id) ON DELETE RESTRICT,
    clock           TEXT CHECK (clock IN ('complaint-answer', 'client-referral', 'insurer', 'rejection', 'result',
                        'proposal-answer', 'performance', 'convention-end')),
    computed_on     TEXT,
    complaint_id    INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    mediation_id    INTEGER REFERENCES mediation (id) ON DELETE RESTRICT,
    convention_id   INTEGER REFERENCES convention (id) ON DELETE RESTRICT,
    first_reminder  INTEGER CHECK (first_reminder >= 0),
    second_reminder INTEGER CHECK (second_reminder >= 0),
    CHECK ((clock IS NULL) = (computed_on IS NULL))
) STRICT;
INSERT INTO deadline_new (id, dispute_id, title, due_on, reason, done_on, letter_id)
    SELECT id, dispute_id, title, due_on, reason, done_on, letter_id FROM deadline;
DELETE FROM sqlite_sequence WHERE name = 'deadline_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'deadline_new', seq FROM sqlite_sequence WHERE name = 'deadline';
DROP TABLE deadline;
ALTER TABLE deadline_new RENAME TO deadline;
CREATE INDEX deadline_of_dispute ON deadline (dispute_id);
CREATE INDEX deadline_of_letter ON deadline (letter_id);
CREATE INDEX deadline_of_complaint ON deadline (complaint_id);
CREATE INDEX deadline_of_mediation ON deadline (mediation_id);
CREATE INDEX deadline_of_convention ON deadline (convention_id);

ALTER TABLE letter ADD COLUMN mediation_id INTEGER REFERENCES mediation (id) ON DELETE RESTRICT;
ALTER TABLE letter ADD COLUMN confidential INTEGER NOT NULL DEFAULT 0 CHECK (confidential IN (0, 1));
CREATE INDEX letter_of_mediation ON letter (mediation_id);
ALTER TABLE event ADD COLUMN complaint_id INTEGER REFERENCES complaint (id) ON DELETE RESTRICT;
ALTER TABLE event ADD COLUMN mediation_id INTEGER REFERENCES mediation (id) ON DELETE RESTRICT;
ALTER TABLE event ADD COLUMN milestone TEXT NOT NULL DEFAULT '';
ALTER TABLE event ADD COLUMN confidential INTEGER NOT NULL DEFAULT 0 CHECK (confidential IN (0, 1));
CREATE INDEX event_of_complaint ON event (complaint_id);
CREATE INDEX event_of_mediation ON event (mediation_id);
ALTER TABLE limitation_event ADD COLUMN mediation_id INTEGER REFERENCES mediation (id) ON DELETE RESTRICT;
CREATE INDEX limitation_event_of_mediation ON limitation_event (mediation_id);
