-- Portage and insurance: portage_company, tripartite, validation_round, delivery_proof, policy, guarantee, insurance_claim, harm,
-- claim_piece, insurer_request; a contract may have three parties; letters, events, deadlines and causes of limitation may be
-- about these; the two settings about the user's policy become a policy. Columns added have a default, for the trash.

CREATE TABLE portage_company (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    name             TEXT NOT NULL CHECK (name <> ''),
    legal_form       TEXT NOT NULL,
    siret            TEXT NOT NULL,
    contact          TEXT NOT NULL,
    street           TEXT NOT NULL,
    street_extra     TEXT NOT NULL,
    postcode         TEXT NOT NULL,
    city             TEXT NOT NULL,
    validation_email TEXT NOT NULL,
    accounts_email   TEXT NOT NULL,
    phone            TEXT NOT NULL,
    guarantor        TEXT NOT NULL,
    insurer          TEXT NOT NULL,
    policy_number    TEXT NOT NULL,
    notes            TEXT NOT NULL
) STRICT;

CREATE TABLE contract_new (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id      INTEGER NOT NULL REFERENCES client (id) ON DELETE RESTRICT,
    kind           TEXT NOT NULL CHECK (kind IN ('quote', 'order', 'service', 'tripartite')),
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
    notes          TEXT NOT NULL,
    file_id        INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT
) STRICT;
INSERT INTO contract_new (id, client_id, kind, reference, title, signed_on, starts_on, ends_on, amount, payment_term, payment_days,
    penalty_clause, penalty_rate, notes) SELECT id, client_id, kind, reference, title, signed_on, starts_on, ends_on, amount,
    payment_term, payment_days, penalty_clause, penalty_rate, notes FROM contract;
-- The numbers already used stay used, those of deleted records too.
DELETE FROM sqlite_sequence WHERE name = 'contract_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'contract_new', seq FROM sqlite_sequence WHERE name = 'contract';
DROP TABLE contract;
ALTER TABLE contract_new RENAME TO contract;
CREATE INDEX contract_of_client ON contract (client_id);

ALTER TABLE invoice ADD COLUMN file_id INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT;

CREATE TABLE tripartite (
    id                    INTEGER PRIMARY KEY AUTOINCREMENT,
    contract_id           INTEGER NOT NULL UNIQUE REFERENCES contract (id) ON DELETE RESTRICT,
    company_id            INTEGER NOT NULL REFERENCES portage_company (id) ON DELETE RESTRICT,
    ground                TEXT CHECK (ground IN ('occasional', 'expertise')),
    skills                TEXT NOT NULL,
    service               TEXT NOT NULL,
    minimum_duration      TEXT NOT NULL,
    price                 TEXT NOT NULL,
    safety                TEXT NOT NULL,
    equipment             TEXT NOT NULL,
    deliverables          TEXT NOT NULL,
    place                 TEXT NOT NULL,
    intellectual_property TEXT NOT NULL,
    confidentiality       TEXT NOT NULL,
    termination           TEXT NOT NULL,
    order_reference       TEXT NOT NULL,
    drafted_on            TEXT,
    draft_file_id         INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    worker_signed_on      TEXT,
    worker_file_id        INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    client_signed_on      TEXT,
    client_file_id        INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    company_signed_on     TEXT,
    company_file_id       INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    ended_on              TEXT,
    end_reason            TEXT NOT NULL
) STRICT;
CREATE INDEX tripartite_of_company ON tripartite (company_id);

CREATE TABLE policy (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    holder              TEXT NOT NULL CHECK (holder IN ('user', 'portage-company')),
    company_id          INTEGER REFERENCES portage_company (id) ON DELETE RESTRICT,
    insurer             TEXT NOT NULL,
    number              TEXT NOT NULL,
    activity            TEXT NOT NULL,
    starts_on           TEXT,
    ends_on             TEXT,
    declaration_days    INTEGER NOT NULL CHECK (declaration_days >= 5),
    lapse_clause        INTEGER CHECK (lapse_clause IN (0, 1)),
    trigger             TEXT CHECK (trigger IN ('harmful-event', 'claim')),
    subsequent_years    INTEGER CHECK (subsequent_years >= 0),
    territory           TEXT NOT NULL,
    contact             TEXT NOT NULL,
    street              TEXT NOT NULL,
    street_extra        TEXT NOT NULL,
    postcode            TEXT NOT NULL,
    city                TEXT NOT NULL,
    email               TEXT NOT NULL,
    phone               TEXT NOT NULL,
    file_id             INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    attestation_from    TEXT,
    attestation_until   TEXT,
    attestation_file_id INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    notes               TEXT NOT NULL,
    CHECK ((holder = 'portage-company') = (company_id IS NOT NULL))
) STRICT;
CREATE INDEX policy_of_company ON policy (company_id);

CREATE TABLE guarantee (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    policy_id  INTEGER NOT NULL REFERENCES policy (id) ON DELETE RESTRICT,
    kind       TEXT NOT NULL CHECK (kind IN ('bodily', 'material', 'immaterial', 'pure-immaterial')),
    cap        INTEGER CHECK (cap >= 0),
    yearly_cap INTEGER CHECK (yearly_cap >= 0),
    deductible INTEGER CHECK (deductible >= 0),
    note       TEXT NOT NULL,
    UNIQUE (policy_id, kind)
) STRICT;

CREATE TABLE insurance_claim (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    reference           TEXT NOT NULL UNIQUE,
    title               TEXT NOT NULL,
    policy_id           INTEGER REFERENCES policy (id) ON DELETE RESTRICT,
    dispute_id          INTEGER REFERENCES dispute (id) ON DELETE RESTRICT,
    contract_id         INTEGER REFERENCES contract (id) ON DELETE RESTRICT,
    client_id           INTEGER REFERENCES client (id) ON DELETE RESTRICT,
    third_party         TEXT NOT NULL,
    happened_on         TEXT,
    known_on            TEXT NOT NULL,
    claimed_on          TEXT,
    facts               TEXT NOT NULL,
    request             TEXT NOT NULL,
    amount              INTEGER CHECK (amount >= 0),
    measures            TEXT NOT NULL,
    witnesses           TEXT NOT NULL,
    other_insurance     TEXT NOT NULL,
    pending             TEXT NOT NULL,
    declared_on         TEXT,
    declared_by         TEXT CHECK (declared_by IN ('registered', 'post', 'email', 'hand')),
    declaration_file_id INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    insurer_reference   TEXT NOT NULL,
    handler             TEXT NOT NULL,
    expert_on           TEXT,
    expert              TEXT NOT NULL,
    expert_meeting_on   TEXT,
    decision            TEXT CHECK (decision IN ('covered', 'partial', 'refused')),
    decided_on          TEXT,
    decision_text       TEXT NOT NULL,
    indemnity           INTEGER CHECK (indemnity >= 0),
    deductible          INTEGER CHECK (deductible >= 0),
    paid_on             TEXT,
    recourse            TEXT NOT NULL,
    sued_on             TEXT,
    compensated_on      TEXT,
    outcome             TEXT CHECK (outcome IN ('indemnified', 'refused', 'withdrawn', 'no-follow-up')),
    closed_on           TEXT,
    notes               TEXT NOT NULL,
    CHECK ((outcome IS NULL) = (closed_on IS NULL))
) STRICT;
CREATE INDEX insurance_claim_of_policy ON insurance_claim (policy_id);
CREATE INDEX insurance_claim_of_dispute ON insurance_claim (dispute_id);
CREATE INDEX insurance_claim_of_contract ON insurance_claim (contract_id);
CREATE INDEX insurance_claim_of_client ON insurance_claim (client_id);

CREATE TABLE harm (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    insurance_claim_id INTEGER NOT NULL REFERENCES insurance_claim (id) ON DELETE RESTRICT,
    kind               TEXT NOT NULL CHECK (kind IN ('immaterial', 'material', 'bodily')),
    nature             TEXT CHECK (nature IN ('professional-fault', 'data-loss', 'delay', 'underperformance', 'other')),
    consecutive        INTEGER CHECK (consecutive IN (0, 1)),
    amount             INTEGER CHECK (amount >= 0),
    description        TEXT NOT NULL,
    CHECK (kind = 'immaterial' OR (nature IS NULL AND consecutive IS NULL))
) STRICT;
CREATE INDEX harm_of_claim ON harm (insurance_claim_id);

CREATE TABLE claim_piece (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    insurance_claim_id INTEGER NOT NULL REFERENCES insurance_claim (id) ON DELETE RESTRICT,
    key                TEXT NOT NULL,
    title              TEXT NOT NULL,
    file_id            INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    obtained_on        TEXT,
    not_needed         INTEGER NOT NULL CHECK (not_needed IN (0, 1))
) STRICT;
CREATE INDEX claim_piece_of_claim ON claim_piece (insurance_claim_id);
-- Each piece of the checklist is noted once.
CREATE UNIQUE INDEX claim_piece_of_list ON claim_piece (insurance_claim_id, key) WHERE key <> '';

CREATE TABLE insurer_request (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    insurance_claim_id INTEGER NOT NULL REFERENCES insurance_claim (id) ON DELETE RESTRICT,
    asked_on           TEXT NOT NULL,
    what               TEXT NOT NULL CHECK (what <> ''),
    due_on             TEXT,
    answered_on        TEXT
) STRICT;
CREATE INDEX insurer_request_of_claim ON insurer_request (insurance_claim_id);

CREATE TABLE letter_new (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    dispute_id         INTEGER REFERENCES dispute (id) ON DELETE RESTRICT,
    template           TEXT NOT NULL,
    title              TEXT NOT NULL,
    written_on         TEXT NOT NULL,
    send_method        TEXT NOT NULL CHECK (send_method IN ('registered', 'post', 'email', 'hand')),
    amount_due         INTEGER NOT NULL,
    reply_by           TEXT,
    sent_on            TEXT,
    tracking_number    TEXT NOT NULL,
    presented_on       TEXT,
    received_on        TEXT,
    outcome            TEXT CHECK (outcome IN ('received', 'refused', 'unclaimed')),
    docx_file_id       INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    pdf_file_id        INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    mediation_id       INTEGER REFERENCES mediation (id) ON DELETE RESTRICT,
    confidential       INTEGER NOT NULL DEFAULT 0 CHECK (confidential IN (0, 1)),
    contract_id        INTEGER REFERENCES contract (id) ON DELETE RESTRICT,
    insurance_claim_id INTEGER REFERENCES insurance_claim (id) ON DELETE RESTRICT,
    policy_id          INTEGER REFERENCES policy (id) ON DELETE RESTRICT,
    CHECK (coalesce(dispute_id, contract_id, insurance_claim_id, policy_id) IS NOT NULL)
) STRICT;
INSERT INTO letter_new (id, dispute_id, template, title, written_on, send_method, amount_due, reply_by, sent_on, tracking_number,
    presented_on, received_on, outcome, docx_file_id, pdf_file_id, mediation_id, confidential)
    SELECT id, dispute_id, template, title, written_on, send_method, amount_due, reply_by, sent_on, tracking_number,
    presented_on, received_on, outcome, docx_file_id, pdf_file_id, mediation_id, confidential FROM letter;
DELETE FROM sqlite_sequence WHERE name = 'letter_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'letter_new', seq FROM sqlite_sequence WHERE name = 'letter';
DROP TABLE letter;
ALTER TABLE letter_new RENAME TO letter;
CREATE INDEX letter_of_dispute ON letter (dispute_id);
CREATE INDEX letter_of_mediation ON letter (mediation_id);
CREATE INDEX letter_of_contract ON letter (contract_id);
CREATE INDEX letter_of_claim ON letter (insurance_claim_id);
CREATE INDEX letter_of_policy ON letter (policy_id);

CREATE TABLE validation_round (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    contract_id INTEGER NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
    sent_on     TEXT NOT NULL,
    letter_id   INTEGER REFERENCES letter (id) ON DELETE RESTRICT,
    file_id     INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    answered_on TEXT,
    answer      TEXT CHECK (answer IN ('approved', 'corrections')),
    corrections TEXT NOT NULL,
    CHECK ((answer IS NULL) = (answered_on IS NULL))
) STRICT;
CREATE INDEX validation_round_of_contract ON validation_round (contract_id);
CREATE INDEX validation_round_of_letter ON validation_round (letter_id);

CREATE TABLE delivery_proof (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    contract_id INTEGER NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
    kind        TEXT NOT NULL CHECK (kind IN ('activity-report', 'acceptance', 'deliverable')),
    month       TEXT,
    made_on     TEXT NOT NULL,
    signed_on   TEXT,
    title       TEXT NOT NULL,
    file_id     INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    CHECK ((kind = 'activity-report') = (month IS NOT NULL))
) STRICT;
CREATE INDEX delivery_proof_of_contract ON delivery_proof (contract_id);
-- One activity report a month.
CREATE UNIQUE INDEX delivery_proof_of_month ON delivery_proof (contract_id, month) WHERE month IS NOT NULL;

CREATE TABLE event_new (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    dispute_id         INTEGER REFERENCES dispute (id) ON DELETE RESTRICT,
    kind               TEXT NOT NULL CHECK (kind IN ('call', 'email', 'letter', 'meeting', 'payment', 'note')),
    author             TEXT NOT NULL CHECK (author IN ('user', 'program')),
    happened_on        TEXT NOT NULL,
    title              TEXT NOT NULL,
    body               TEXT NOT NULL,
    letter_id          INTEGER REFERENCES letter (id) ON DELETE RESTRICT,
    payment_id         INTEGER REFERENCES payment (id) ON DELETE RESTRICT,
    complaint_id       INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    mediation_id       INTEGER REFERENCES mediation (id) ON DELETE RESTRICT,
    milestone          TEXT NOT NULL DEFAULT '',
    confidential       INTEGER NOT NULL DEFAULT 0 CHECK (confidential IN (0, 1)),
    insurance_claim_id INTEGER REFERENCES insurance_claim (id) ON DELETE RESTRICT,
    CHECK (coalesce(dispute_id, insurance_claim_id) IS NOT NULL)
) STRICT;
INSERT INTO event_new (id, dispute_id, kind, author, happened_on, title, body, letter_id, payment_id, complaint_id, mediation_id,
    milestone, confidential) SELECT id, dispute_id, kind, author, happened_on, title, body, letter_id, payment_id, complaint_id,
    mediation_id, milestone, confidential FROM event;
DELETE FROM sqlite_sequence WHERE name = 'event_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'event_new', seq FROM sqlite_sequence WHERE name = 'event';
DROP TABLE event;
ALTER TABLE event_new RENAME TO event;
CREATE INDEX event_of_dispute ON event (dispute_id, happened_on);
CREATE INDEX event_of_letter ON event (letter_id);
CREATE INDEX event_of_payment ON event (payment_id);
CREATE INDEX event_of_complaint ON event (complaint_id);
CREATE INDEX event_of_mediation ON event (mediation_id);
CREATE INDEX event_of_claim ON event (insurance_claim_id);

CREATE TABLE deadline_new (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    dispute_id         INTEGER REFERENCES dispute (id) ON DELETE RESTRICT,
    title              TEXT NOT NULL CHECK (title <> ''),
    due_on             TEXT NOT NULL,
    reason             TEXT NOT NULL,
    done_on            TEXT,
    letter_id          INTEGER REFERENCES letter (id) ON DELETE RESTRICT,
    clock              TEXT CHECK (clock IN ('complaint-answer', 'client-referral', 'insurer', 'rejection', 'result',
                           'proposal-answer', 'performance', 'convention-end', 'validation', 'signature', 'insurer-request',
                           'expert-meeting', 'insurer-limitation', 'attestation-end', 'policy-end')),
    computed_on        TEXT,
    complaint_id       INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    mediation_id       INTEGER REFERENCES mediation (id) ON DELETE RESTRICT,
    convention_id      INTEGER REFERENCES convention (id) ON DELETE RESTRICT,
    first_reminder     INTEGER CHECK (first_reminder >= 0),
    second_reminder    INTEGER CHECK (second_reminder >= 0),
    contract_id        INTEGER REFERENCES contract (id) ON DELETE RESTRICT,
    policy_id          INTEGER REFERENCES policy (id) ON DELETE RESTRICT,
    insurance_claim_id INTEGER REFERENCES insurance_claim (id) ON DELETE RESTRICT,
    CHECK ((clock IS NULL) = (computed_on IS NULL))
) STRICT;
INSERT INTO deadline_new (id, dispute_id, title, due_on, reason, done_on, letter_id, clock, computed_on, complaint_id, mediation_id,
    convention_id, first_reminder, second_reminder) SELECT id, dispute_id, title, due_on, reason, done_on, letter_id, clock,
    computed_on, complaint_id, mediation_id, convention_id, first_reminder, second_reminder FROM deadline;
DELETE FROM sqlite_sequence WHERE name = 'deadline_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'deadline_new', seq FROM sqlite_sequence WHERE name = 'deadline';
DROP TABLE deadline;
ALTER TABLE deadline_new RENAME TO deadline;
CREATE INDEX deadline_of_dispute ON deadline (dispute_id);
CREATE INDEX deadline_of_letter ON deadline (letter_id);
CREATE INDEX deadline_of_complaint ON deadline (complaint_id);
CREATE INDEX deadline_of_mediation ON deadline (mediation_id);
CREATE INDEX deadline_of_convention ON deadline (convention_id);
CREATE INDEX deadline_of_contract ON deadline (contract_id);
CREATE INDEX deadline_of_policy ON deadline (policy_id);
CREATE INDEX deadline_of_claim ON deadline (insurance_claim_id);

CREATE TABLE limitation_event_new (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    dispute_id         INTEGER REFERENCES dispute (id) ON DELETE RESTRICT,
    kind               TEXT NOT NULL CHECK (kind IN ('recognised', 'served', 'suspended', 'registered-letter', 'expert')),
    happened_on        TEXT NOT NULL,
    ended_on           TEXT,
    note               TEXT NOT NULL,
    mediation_id       INTEGER REFERENCES mediation (id) ON DELETE RESTRICT,
    insurance_claim_id INTEGER REFERENCES insurance_claim (id) ON DELETE RESTRICT,
    CHECK ((dispute_id IS NULL) <> (insurance_claim_id IS NULL))
) STRICT;
INSERT INTO limitation_event_new (id, dispute_id, kind, happened_on, ended_on, note, mediation_id)
    SELECT id, dispute_id, kind, happened_on, ended_on, note, mediation_id FROM limitation_event;
DELETE FROM sqlite_sequence WHERE name = 'limitation_event_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'limitation_event_new', seq FROM sqlite_sequence WHERE name = 'limitation_event';
DROP TABLE limitation_event;
ALTER TABLE limitation_event_new RENAME TO limitation_event;
CREATE INDEX limitation_event_of_dispute ON limitation_event (dispute_id);
CREATE INDEX limitation_event_of_mediation ON limitation_event (mediation_id);
CREATE INDEX limitation_event_of_claim ON limitation_event (insurance_claim_id);

-- « J’en ai une » becomes a policy with the delay typed, its insurer still to be named; « Je n’en ai pas » stays a setting.
INSERT INTO policy (holder, insurer, number, activity, declaration_days, territory, contact, street, street_extra, postcode, city,
    email, phone, notes)
    SELECT 'user', '', '', '', max(5, CAST(coalesce((SELECT value FROM setting WHERE key = 'insurance.declaration_days'), '5')
    AS INTEGER)), '', '', '', '', '', '', '', '', '' FROM setting WHERE key = 'insurance.rc_pro' AND value = 'yes';
DELETE FROM setting WHERE key = 'insurance.declaration_days' OR (key = 'insurance.rc_pro' AND value = 'yes');
