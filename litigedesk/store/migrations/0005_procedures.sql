-- Procedures, agreements and their instalments, changes to plans, own wordings; registered electronic mail; who is a commerçant.
-- Columns added have a default, for the trash.

CREATE TABLE procedure (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    dispute_id       INTEGER NOT NULL REFERENCES dispute (id) ON DELETE RESTRICT,
    kind             TEXT NOT NULL CHECK (kind IN ('conciliation', 'business-mediation', 'small-claims', 'payment-order',
                         'interim-order', 'court-claim', 'public-claim', 'insolvency', 'judgment')),
    reference        TEXT NOT NULL,
    court            TEXT CHECK (court IN ('judicial', 'commercial', 'economic', 'local-commercial', 'administrative')),
    authority        TEXT NOT NULL,
    contact          TEXT NOT NULL,
    street           TEXT NOT NULL,
    street_extra     TEXT NOT NULL,
    postcode         TEXT NOT NULL,
    city             TEXT NOT NULL,
    email            TEXT NOT NULL,
    opposition_court TEXT NOT NULL DEFAULT '',
    exemption        TEXT CHECK (exemption IN ('homologation', 'prior-appeal', 'legitimate-ground', 'judge-conciliates',
                         'small-claims-failed')),
    asked_on         TEXT,
    meeting_on       TEXT,
    agreed_on        TEXT,
    decided_on       TEXT,
    granted          INTEGER CHECK (granted >= 0),
    served_on        TEXT,
    served_in_person INTEGER CHECK (served_in_person IN (0, 1)),
    opposed_on       TEXT,
    enforceable_on   TEXT,
    published_on     TEXT,
    declared_on      TEXT,
    outcome          TEXT CHECK (outcome IN ('agreement', 'failure', 'refused', 'silence', 'no-meeting', 'granted',
                         'partly-granted', 'rejected', 'lapsed', 'paid', 'unrecoverable', 'withdrawn')),
    ended_on         TEXT,
    cost             INTEGER CHECK (cost >= 0),
    notes            TEXT NOT NULL,
    file_id          INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX procedure_of_dispute ON procedure (dispute_id);

CREATE TABLE agreement (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    dispute_id      INTEGER NOT NULL REFERENCES dispute (id) ON DELETE RESTRICT,
    kind            TEXT NOT NULL CHECK (kind IN ('instalments', 'acknowledgment', 'settlement')),
    proposed_on     TEXT NOT NULL,
    signed_on       TEXT,
    as_of           TEXT NOT NULL,
    principal       INTEGER NOT NULL CHECK (principal >= 0),
    interest        INTEGER NOT NULL CHECK (interest >= 0),
    fee             INTEGER NOT NULL CHECK (fee >= 0),
    waived          INTEGER NOT NULL CHECK (waived >= 0),
    acceleration    INTEGER NOT NULL CHECK (acceleration IN (0, 1)),
    interest_runs   INTEGER NOT NULL CHECK (interest_runs IN (0, 1)),
    cause           TEXT NOT NULL,
    our_concessions TEXT NOT NULL,
    their_concessions TEXT NOT NULL,
    confidential    INTEGER NOT NULL CHECK (confidential IN (0, 1)),
    notes           TEXT NOT NULL,
    file_id         INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    outcome         TEXT CHECK (outcome IN ('kept', 'broken', 'forfeited', 'replaced', 'not-signed')),
    ended_on        TEXT,
    CHECK ((outcome IS NULL) = (ended_on IS NULL))
) STRICT;
CREATE INDEX agreement_of_dispute ON agreement (dispute_id);

CREATE TABLE instalment (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id) ON DELETE RESTRICT,
    due_on       TEXT NOT NULL,
    amount       INTEGER NOT NULL CHECK (amount > 0)
) STRICT;
CREATE INDEX instalment_of_agreement ON instalment (agreement_id, due_on);

CREATE TABLE plan_change (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    dispute_id INTEGER NOT NULL REFERENCES dispute (id) ON DELETE RESTRICT,
    plan       TEXT NOT NULL CHECK (plan <> ''),
    step       TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('delay', 'skipped', 'postponed', 'done', 'added')),
    days       INTEGER CHECK (days >= 0),
    until      TEXT,
    title      TEXT NOT NULL,
    reason     TEXT NOT NULL,
    done_on    TEXT,
    changed_on TEXT NOT NULL,
    CHECK ((kind = 'added') = (title <> ''))
) STRICT;
CREATE INDEX plan_change_of_dispute ON plan_change (dispute_id);

-- One text of the user's own for each letter.
CREATE TABLE wording (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    template   TEXT NOT NULL UNIQUE CHECK (template <> ''),
    body       TEXT NOT NULL,
    ours       TEXT NOT NULL,
    changed_on TEXT NOT NULL
) STRICT;

ALTER TABLE profile ADD COLUMN trader INTEGER CHECK (trader IN (0, 1));
ALTER TABLE client ADD COLUMN trader INTEGER CHECK (trader IN (0, 1));
ALTER TABLE client ADD COLUMN electronic_consent_on TEXT;
ALTER TABLE dispute ADD COLUMN contested_on TEXT;
ALTER TABLE dispute ADD COLUMN contest_answer TEXT NOT NULL DEFAULT '';
ALTER TABLE dispute ADD COLUMN criminal INTEGER NOT NULL DEFAULT 0 CHECK (criminal IN (0, 1));
ALTER TABLE event ADD COLUMN procedure_id INTEGER REFERENCES procedure (id) ON DELETE RESTRICT;
ALTER TABLE event ADD COLUMN agreement_id INTEGER REFERENCES agreement (id) ON DELETE RESTRICT;
CREATE INDEX event_of_procedure ON event (procedure_id);
CREATE INDEX event_of_agreement ON event (agreement_id);
ALTER TABLE limitation_event ADD COLUMN certain INTEGER NOT NULL DEFAULT 0 CHECK (certain IN (0, 1));
ALTER TABLE limitation_event ADD COLUMN payment_id INTEGER REFERENCES payment (id) ON DELETE RESTRICT;
ALTER TABLE limitation_event ADD COLUMN procedure_id INTEGER REFERENCES procedure (id) ON DELETE RESTRICT;
ALTER TABLE limitation_event ADD COLUMN agreement_id INTEGER REFERENCES agreement (id) ON DELETE RESTRICT;
CREATE INDEX limitation_event_of_payment ON limitation_event (payment_id);
CREATE INDEX limitation_event_of_procedure ON limitation_event (procedure_id);
CREATE INDEX limitation_event_of_agreement ON limitation_event (agreement_id);

-- The numbers already used stay used, those of deleted records too.
CREATE TABLE letter_new (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    dispute_id         INTEGER REFERENCES dispute (id) ON DELETE RESTRICT,
    template           TEXT NOT NULL,
    title              TEXT NOT NULL,
    written_on         TEXT NOT NULL,
    send_method        TEXT NOT NULL CHECK (send_method IN ('registered', 'post', 'email', 'hand', 'electronic')),
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
    receipt_file_id    INTEGER REFERENCES stored_file (id) ON DELETE RESTRICT,
    procedure_id       INTEGER REFERENCES procedure (id) ON DELETE RESTRICT,
    agreement_id       INTEGER REFERENCES agreement (id) ON DELETE RESTRICT,
    CHECK (coalesce(dispute_id, contract_id, insurance_claim_id, policy_id) IS NOT NULL)
) STRICT;
INSERT INTO letter_new (id, dispute_id, template, title, written_on, send_method, amount_due, reply_by, sent_on, tracking_number, presented_on,
    received_on, outcome, docx_file_id, pdf_file_id, mediation_id, confidential, contract_id, insurance_claim_id, policy_id)
    SELECT id, dispute_id, template, title, written_on, send_method, amount_due, reply_by, sent_on, tracking_number, presented_on,
    received_on, outcome, docx_file_id, pdf_file_id, mediation_id, confidential, contract_id, insurance_claim_id, policy_id FROM letter;
DELETE FROM sqlite_sequence WHERE name = 'letter_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'letter_new', seq FROM sqlite_sequence WHERE name = 'letter';
DROP TABLE letter;
ALTER TABLE letter_new RENAME TO letter;
CREATE INDEX letter_of_dispute ON letter (dispute_id);
CREATE INDEX letter_of_mediation ON letter (mediation_id);
CREATE INDEX letter_of_contract ON letter (contract_id);
CREATE INDEX letter_of_claim ON letter (insurance_claim_id);
CREATE INDEX letter_of_policy ON letter (policy_id);
CREATE INDEX letter_of_procedure ON letter (procedure_id);
CREATE INDEX letter_of_agreement ON letter (agreement_id);

CREATE TABLE insurance_claim_new (
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
    declared_by         TEXT CHECK (declared_by IN ('registered', 'post', 'email', 'hand', 'electronic')),
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
INSERT INTO insurance_claim_new (id, reference, title, policy_id, dispute_id, contract_id, client_id, third_party, happened_on, known_on, claimed_on,
    facts, request, amount, measures, witnesses, other_insurance, pending, declared_on, declared_by, declaration_file_id,
    insurer_reference, handler, expert_on, expert, expert_meeting_on, decision, decided_on, decision_text, indemnity,
    deductible, paid_on, recourse, sued_on, compensated_on, outcome, closed_on, notes)
    SELECT id, reference, title, policy_id, dispute_id, contract_id, client_id, third_party, happened_on, known_on, claimed_on,
    facts, request, amount, measures, witnesses, other_insurance, pending, declared_on, declared_by, declaration_file_id,
    insurer_reference, handler, expert_on, expert, expert_meeting_on, decision, decided_on, decision_text, indemnity,
    deductible, paid_on, recourse, sued_on, compensated_on, outcome, closed_on, notes FROM insurance_claim;
DELETE FROM sqlite_sequence WHERE name = 'insurance_claim_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'insurance_claim_new', seq FROM sqlite_sequence WHERE name = 'insurance_claim';
DROP TABLE insurance_claim;
ALTER TABLE insurance_claim_new RENAME TO insurance_claim;
CREATE INDEX insurance_claim_of_policy ON insurance_claim (policy_id);
CREATE INDEX insurance_claim_of_dispute ON insurance_claim (dispute_id);
CREATE INDEX insurance_claim_of_contract ON insurance_claim (contract_id);
CREATE INDEX insurance_claim_of_client ON insurance_claim (client_id);

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
                           'expert-meeting', 'insurer-limitation', 'attestation-end', 'policy-end',
                           'limitation', 'instalment', 'meeting', 'conciliation', 'small-claims', 'costs-deposit',
                           'order-service', 'opposition', 'enforceable', 'claim-declaration', 'relief', 'rate-increase',
                           'title-end', 'public-reply', 'after-opposition')),
    computed_on        TEXT,
    complaint_id       INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    mediation_id       INTEGER REFERENCES mediation (id) ON DELETE RESTRICT,
    convention_id      INTEGER REFERENCES convention (id) ON DELETE RESTRICT,
    first_reminder     INTEGER CHECK (first_reminder >= 0),
    second_reminder    INTEGER CHECK (second_reminder >= 0),
    contract_id        INTEGER REFERENCES contract (id) ON DELETE RESTRICT,
    policy_id          INTEGER REFERENCES policy (id) ON DELETE RESTRICT,
    insurance_claim_id INTEGER REFERENCES insurance_claim (id) ON DELETE RESTRICT,
    procedure_id       INTEGER REFERENCES procedure (id) ON DELETE RESTRICT,
    agreement_id       INTEGER REFERENCES agreement (id) ON DELETE RESTRICT,
    CHECK ((clock IS NULL) = (computed_on IS NULL))
) STRICT;
INSERT INTO deadline_new (id, dispute_id, title, due_on, reason, done_on, letter_id, clock, computed_on, complaint_id, mediation_id,
    convention_id, first_reminder, second_reminder, contract_id, policy_id, insurance_claim_id)
    SELECT id, dispute_id, title, due_on, reason, done_on, letter_id, clock, computed_on, complaint_id, mediation_id,
    convention_id, first_reminder, second_reminder, contract_id, policy_id, insurance_claim_id FROM deadline;
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
CREATE INDEX deadline_of_procedure ON deadline (procedure_id);
CREATE INDEX deadline_of_agreement ON deadline (agreement_id);
