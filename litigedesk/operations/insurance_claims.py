"""Insurance claims: opened from a dispute or alone, declared, followed to the insurer's decision and closed."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk import formats, validation
from litigedesk.domain.evidence import Piece
from litigedesk.domain.insurance import ClaimPiece, Harm, InsuranceClaim, InsurerRequest, Policy
from litigedesk.domain.records import Contract, Deadline, Dispute, Event, Letter, LimitationEvent
from litigedesk.domain.vocabulary import EventKind
from litigedesk.errors import Problem
from litigedesk.letters.ids import DECLARATIONS
from litigedesk.operations import clocks, milestones
from litigedesk.operations.files import keep_document
from litigedesk.operations.milestones import Line
from litigedesk.operations.outcome import operation
from litigedesk.queries import insurance_claims as queries
from litigedesk.rules import claim_pieces

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@operation("Sinistre{ insurance_claim} enregistré")
def save(
    desk: "Desk", claim: InsuranceClaim, harms: Sequence[Harm] | None = None, document: Path | None = None
) -> InsuranceClaim:
    """Add or change a claim with its dates and lines; ``harms`` replace those it has, ``None`` leaves them.

    ``document`` is the proof of the declaration, kept whole. Raises ``InvalidInput`` and ``StorageError``. A claim is never
    refused for being late or outside the policy.
    """
    return _stored(desk, claim, harms, document)


def _stored(
    desk: "Desk", claim: InsuranceClaim, harms: Sequence[Harm] | None = None, document: Path | None = None
) -> InsuranceClaim:
    table = desk.table(InsuranceClaim)
    claim = replace(claim, reference=claim.reference.strip() or next_reference(desk, claim.known_on.year))
    before = None if claim.id is None else table.get(claim.id)
    found = harms if harms is not None else queries.harms(desk, claim.id or 0)
    validation.refuse(_problems(desk, claim, found))
    was = clocks.of_claim(desk, before) if before is not None else ()
    of_disputes = {one: clocks.expected(desk, one) for one in _disputes(claim, before)}
    if document is not None:
        claim = replace(claim, declaration_file_id=keep_document(desk, document).id)
    claim = table.insert(claim) if before is None else table.update(claim)
    if before is not None and before.dispute_id != claim.dispute_id:
        _move(desk, claim)
    if harms is not None:
        _keep_harms(desk, claim, harms)
    clocks.follow_claim(desk, claim, was)
    if before is not None:
        _answer_letters(desk, before, claim)
    follow(desk, claim)
    for dispute_id, expected in of_disputes.items():
        # The claim takes over the time to tell the insurer of the complaint.
        clocks.follow_open(desk, dispute_id, expected)
    return claim


def _answer_letters(desk: "Desk", before: InsuranceClaim, claim: InsuranceClaim) -> None:
    """The decision, or the end, is the answer that the letters written before it waited for."""
    letters, deadlines = desk.table(Letter), desk.table(Deadline)
    for deadline in deadlines.where(insurance_claim_id=claim.id):
        if deadline.letter_id is None:
            continue
        written = letters.get(deadline.letter_id).written_on
        was, now = _answered_on(before, written), _answered_on(claim, written)
        if now != was and deadline.done_on in {None, was}:
            deadlines.update(replace(deadline, done_on=now))


def _answered_on(claim: InsuranceClaim, written: date) -> date | None:
    return min((day for day in (claim.decided_on, claim.closed_on) if day is not None and day >= written), default=None)


def _move(desk: "Desk", claim: InsuranceClaim) -> None:
    """What was written and dated in a claim goes with it to another dispute, or out of any."""
    letters, events, deadlines = desk.table(Letter), desk.table(Event), desk.table(Deadline)
    for letter in letters.where(insurance_claim_id=claim.id):
        letters.update(replace(letter, dispute_id=claim.dispute_id))
    for event in events.where(insurance_claim_id=claim.id):
        events.update(replace(event, dispute_id=claim.dispute_id))
    for deadline in deadlines.where(insurance_claim_id=claim.id):
        deadlines.update(replace(deadline, dispute_id=claim.dispute_id))


def _disputes(*claims: InsuranceClaim | None) -> set[int]:
    return {one.dispute_id for one in claims if one is not None and one.dispute_id is not None}


def _problems(desk: "Desk", claim: InsuranceClaim, harms: Sequence[Harm]) -> list[Problem]:
    policy = None if claim.policy_id is None else desk.table(Policy).get(claim.policy_id)
    most = queries.most_payable(desk, claim, harms)
    problems = validation.insurance_claim_problems(claim, policy, most, desk.today())
    problems += [problem for one in harms for problem in validation.harm_problems(one)]
    taken = desk.table(InsuranceClaim).first(reference=claim.reference)
    if taken is not None and taken.id != claim.id:
        problems.append(Problem("reference", f"La référence {claim.reference} est déjà prise."))
    return [*problems, *_of_another(desk, claim)]


def _of_another(desk: "Desk", claim: InsuranceClaim) -> list[Problem]:
    """The dispute and the contract of a claim are those of its client, and go together when the client is not said."""
    dispute = None if claim.dispute_id is None else desk.table(Dispute).get(claim.dispute_id)
    contract = None if claim.contract_id is None else desk.table(Contract).get(claim.contract_id)
    if dispute is not None and claim.client_id not in {None, dispute.client_id}:
        return [Problem("client_id", "Le litige de ce sinistre est celui d’un autre client.")]
    client_id = claim.client_id if dispute is None else dispute.client_id
    if contract is not None and client_id not in {None, contract.client_id}:
        return [Problem("contract_id", f"{contract.reference} est le contrat d’un autre client.")]
    return []


def next_reference(desk: "Desk", year: int) -> str:
    """The next free reference of the year, such as ``SIN-2026-003``."""
    prefix = f"SIN-{year}-"
    taken = [
        int(row["reference"][len(prefix) :])
        for row in desk.db.rows("SELECT reference FROM insurance_claim WHERE reference LIKE ?", (prefix + "%",))
        if re.fullmatch(r"[0-9]{1,9}", row["reference"][len(prefix) :])
    ]
    return f"{prefix}{max(taken, default=0) + 1:03}"


def _keep_harms(desk: "Desk", claim: InsuranceClaim, harms: Sequence[Harm]) -> None:
    assert claim.id is not None
    table = desk.table(Harm)
    kept = {one.id for one in harms}
    for present in table.where(insurance_claim_id=claim.id):
        if present.id not in kept and present.id is not None:
            table.delete(present.id)
    for one in [replace(harm, insurance_claim_id=claim.id) for harm in harms]:
        if one.id is None:
            table.insert(one)
        else:
            table.update(one)


# ---- timeline --------------------------------------------------------------------------------------------------------
def follow(desk: "Desk", claim: InsuranceClaim) -> None:
    """Bring the timeline to what the claim says, inside the running step."""
    milestones.follow(desk, _lines(desk, claim), {"insurance_claim_id": claim.id}, claim.dispute_id)


def _lines(desk: "Desk", c: InsuranceClaim) -> list[Line]:
    letters = desk.table(Letter).where(insurance_claim_id=c.id)
    told = any(one.template in DECLARATIONS and one.sent_on == c.declared_on for one in letters)
    by = c.declared_by.label if c.declared_by is not None else ""
    decided = f"Décision de l’assureur : {c.decision.label.lower()}" if c.decision is not None else ""
    paid = formats.money(c.indemnity) if c.indemnity is not None else ""
    closed = f"Sinistre clos : {c.outcome.label.lower()}" if c.outcome is not None else ""
    found = (
        ("happened", c.happened_on, "Fait à l’origine du sinistre", c.title, EventKind.NOTE),
        ("claimed", c.claimed_on, "Réclamation du tiers reçue", c.request, EventKind.LETTER),
        ("known", c.known_on, "Sinistre connu", "Le délai pour déclarer court de ce jour.", EventKind.NOTE),
        ("declared", None if told else c.declared_on, "Sinistre déclaré", by, EventKind.NOTE),
        ("expert", c.expert_on, "Expert désigné", c.expert, EventKind.NOTE),
        ("decided", c.decided_on, decided, c.decision_text, EventKind.NOTE),
        ("paid", c.paid_on, "Indemnité versée", paid, EventKind.NOTE),
        ("sued", c.sued_on, "Le tiers agit en justice", "Prévenez l’assureur le jour même.", EventKind.NOTE),
        ("compensated", c.compensated_on, "Tiers indemnisé", "", EventKind.NOTE),
        ("closed", c.closed_on, closed, "", EventKind.NOTE),
    )
    return [
        Line(milestone=key, happened_on=day, title=formats.typographic(title), body=body.strip(), kind=kind)
        for key, day, title, body, kind in found
        if day is not None
    ]


# ---- pieces and requests ---------------------------------------------------------------------------------------------
@operation("Pièce du sinistre notée{ — claim_piece}")
def save_piece(desk: "Desk", piece: ClaimPiece, document: Path | None = None) -> ClaimPiece:
    """Add or change a piece of a claim's file; a document makes it obtained. Raises ``InvalidInput``, ``StorageError``."""
    table = desk.table(ClaimPiece)
    if document is not None:
        piece = replace(piece, obtained_on=piece.obtained_on or desk.today(), not_needed=False)
    problems = validation.claim_piece_problems(piece, desk.today())
    desk.table(InsuranceClaim).get(piece.insurance_claim_id)
    present = table.first(insurance_claim_id=piece.insurance_claim_id, key=piece.key) if piece.key else None
    if present is not None and piece.id is None:
        piece = replace(piece, id=present.id)
    elif present is not None and present.id != piece.id:
        problems.append(Problem("key", "Cette pièce de la liste est déjà notée\u00a0: complétez-la."))
    validation.refuse(problems)
    if document is not None:
        piece = replace(piece, file_id=keep_document(desk, document).id)
    return table.insert(piece) if piece.id is None else table.update(piece)


@operation("Pièce du sinistre mise à la corbeille{ — claim_piece}")
def delete_piece(desk: "Desk", piece_id: int) -> None:
    """Put a piece of a claim's file in the trash; its file stays in the data folder."""
    piece = desk.table(ClaimPiece).get(piece_id)
    titles = {one.key: one.title for one in claim_pieces.kinds()}
    title = piece.title or titles.get(piece.key, piece.key)
    desk.trash.put(f"Pièce du sinistre\u00a0: {title}", [piece], desk.today())


@operation("Demande de l’assureur notée{ — insurer_request}")
def save_request(desk: "Desk", request: InsurerRequest) -> InsurerRequest:
    """Add or change what the insurer asked for; the first one to answer is a deadline. Raises ``InvalidInput``."""
    validation.refuse(validation.insurer_request_problems(request, desk.today()))
    claim = desk.table(InsuranceClaim).get(request.insurance_claim_id)
    was = clocks.of_claim(desk, claim)
    table = desk.table(InsurerRequest)
    request = table.insert(request) if request.id is None else table.update(request)
    clocks.follow_claim(desk, claim, was)
    return request


@operation("Demande de l’assureur mise à la corbeille{ — insurer_request}")
def delete_request(desk: "Desk", request_id: int) -> None:
    """Put a request of the insurer in the trash."""
    request = desk.table(InsurerRequest).get(request_id)
    claim = desk.table(InsuranceClaim).get(request.insurance_claim_id)
    was = clocks.of_claim(desk, claim)
    desk.trash.put("Demande de l’assureur", [request], desk.today())
    clocks.follow_claim(desk, claim, was)


@operation("Prescription{ de limitation_event} mise à jour")
def save_limitation_event(desk: "Desk", event: LimitationEvent) -> LimitationEvent:
    """Add or change what interrupts the limitation against the insurer. Raises ``InvalidInput``."""
    validation.refuse(validation.limitation_event_problems(event))
    assert event.insurance_claim_id is not None
    claim = desk.table(InsuranceClaim).get(event.insurance_claim_id)
    was = clocks.of_claim(desk, claim)
    table = desk.table(LimitationEvent)
    event = table.insert(event) if event.id is None else table.update(event)
    clocks.follow_claim(desk, claim, was)
    return event


@operation("Prescription{ de limitation_event} mise à jour")
def delete_limitation_event(desk: "Desk", event_id: int) -> None:
    """Put what interrupted the limitation against the insurer in the trash."""
    event = desk.table(LimitationEvent).get(event_id)
    assert event.insurance_claim_id is not None
    claim = desk.table(InsuranceClaim).get(event.insurance_claim_id)
    was = clocks.of_claim(desk, claim)
    label = f"Prescription\u00a0: {event.kind.label.lower()}, {formats.date_long(event.happened_on)}"
    desk.trash.put(label, [event], desk.today())
    clocks.follow_claim(desk, claim, was)


# ---- deleting --------------------------------------------------------------------------------------------------------
@operation("Sinistre{ insurance_claim} mis à la corbeille")
def delete(desk: "Desk", claim_id: int) -> None:
    """Put a claim with all that is in it in the trash; the dispute it came of has its own time to tell the insurer again."""
    claim = desk.table(InsuranceClaim).get(claim_id)
    was = {one: clocks.expected(desk, one) for one in _disputes(claim)}
    desk.trash.put(f"Sinistre {claim.reference}, {claim.title}", [claim, *belongings(desk, claim_id)], desk.today())
    for dispute_id, expected in was.items():
        clocks.follow_open(desk, dispute_id, expected)


def belongings(desk: "Desk", claim_id: int) -> list[object]:
    """What goes to the trash with a claim, parents first."""
    letters = desk.table(Letter).where(insurance_claim_id=claim_id)
    ids = {one.id for one in letters}
    events = [one for one in desk.table(Event).all() if one.insurance_claim_id == claim_id or one.letter_id in ids]
    dated = [one for one in desk.table(Deadline).all() if one.insurance_claim_id == claim_id or one.letter_id in ids]
    return [
        *desk.table(Harm).where(insurance_claim_id=claim_id),
        *desk.table(ClaimPiece).where(insurance_claim_id=claim_id),
        *desk.table(InsurerRequest).where(insurance_claim_id=claim_id),
        *letters,
        *events,
        *desk.table(Piece).where(insurance_claim_id=claim_id),
        *dated,
        *desk.table(LimitationEvent).where(insurance_claim_id=claim_id),
    ]


def brought_back(desk: "Desk", claim: InsuranceClaim, was: clocks.Expected) -> None:
    """What a claim taken out of the trash changes again around it; ``was`` is what its dispute's clocks were before it came."""
    clocks.follow_claim(desk, claim, ())
    follow(desk, claim)
    if claim.dispute_id is not None:
        clocks.follow_open(desk, claim.dispute_id, was)


def note_letter(desk: "Desk", letter: Letter, before: Letter | None = None) -> None:
    """Let the claim follow its letters: a declaration sent declares it, a registered one to the insurer interrupts.

    Once the insurer has named an expert or decided, the claim stays declared whatever is said of the letter.
    """
    if letter.insurance_claim_id is None:
        return
    claim = desk.table(InsuranceClaim).find(letter.insurance_claim_id)
    if claim is None:
        return
    changed = claim
    if letter.template in DECLARATIONS:
        sent = [
            (one.sent_on, one.send_method)
            for one in desk.table(Letter).where(insurance_claim_id=claim.id)
            if one.template in DECLARATIONS and one.sent_on is not None
        ]
        told = {None, letter.sent_on, before.sent_on if before else None, *(day for day, _ in sent)}
        if claim.declared_on in told:  # else the user noted a declaration made otherwise
            day, by = min(sent, default=(None, None), key=lambda one: one[0])
            if day is not None or (claim.expert_on is None and claim.decision is None):
                changed = replace(claim, declared_on=day, declared_by=by)
    _stored(desk, changed)
