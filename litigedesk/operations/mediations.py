"""Consumer mediations: opened, moved from date to date, ended; with their clocks, timeline and suspension of limitation."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from litigedesk import formats, validation
from litigedesk.domain.mediation import Complaint, Mediation, Mediator
from litigedesk.domain.records import Client, Deadline, Dispute, Event, Letter, LimitationEvent
from litigedesk.domain.vocabulary import DisputeStage, LimitationEventKind, ProposalAnswer, Stance
from litigedesk.errors import InvalidInput, Problem, Refused
from litigedesk.operations import clocks, complaints, milestones
from litigedesk.operations.files import keep_document
from litigedesk.operations.milestones import Line
from litigedesk.operations.outcome import operation
from litigedesk.rules import admissibility
from litigedesk.rules import mediation as rules

if TYPE_CHECKING:
    from litigedesk.desk import Desk

STANCES: Final = {"participation-acceptee": Stance.TAKES_PART, "participation-declinee": Stance.DECLINES}
ANSWERS: Final = {
    "acceptation-proposition": ProposalAnswer.ACCEPTED,
    "refus-proposition": ProposalAnswer.REFUSED,
}
_EARLY = frozenset({DisputeStage.AMICABLE, DisputeStage.FORMAL_NOTICE})


@operation("Médiation enregistrée")
def save(desk: "Desk", mediation: Mediation, document: Path | None = None) -> Mediation:
    """Open a mediation or note what happened in it; ``document`` is the mediator's proposal, kept whole.

    Raises ``InvalidInput`` for dates out of order and, when it is opened, for a condition without which there can be no consumer
    mediation (C. conso. L611-3); ``StorageError`` for a document that cannot be read.
    """
    return _stored(desk, mediation, document)


def _stored(desk: "Desk", mediation: Mediation, document: Path | None = None) -> Mediation:
    _refuse(desk, mediation)
    if document is not None:
        mediation = replace(mediation, proposal_file_id=keep_document(desk, document).id)
    table = desk.table(Mediation)
    before = None if mediation.id is None else table.get(mediation.id)
    waiting = desk.table(Complaint).where(dispute_id=mediation.dispute_id)
    was = [complaints.clocks_of(desk, one) for one in waiting]
    mediation = table.insert(mediation) if before is None else table.update(mediation)
    _follow(desk, mediation, before)
    for complaint, clocks_before in zip(waiting, was, strict=True):
        owner = {"complaint_id": complaint.id}
        clocks.follow(desk, complaints.clocks_of(desk, complaint), clocks_before, owner, complaint.dispute_id)
    if before is None:
        _assist(desk, mediation)
    return mediation


def _refuse(desk: "Desk", mediation: Mediation) -> None:
    problems = validation.mediation_problems(mediation, desk.today())
    dispute = desk.table(Dispute).get(mediation.dispute_id)
    client = desk.table(Client).get(dispute.client_id)
    received = desk.table(Complaint).where(dispute_id=dispute.id)
    found = admissibility.conditions(client.kind, received, mediation, desk.law, desk.today())
    for condition in admissibility.forbidding(found):
        sentence = f"{condition.sentence} {condition.instead} ({condition.article})"
        problems.append(Problem(condition.field or "mediator_id", sentence))
    validation.refuse(problems)
    others = desk.table(Mediation).where(dispute_id=mediation.dispute_id)
    if mediation.ended_on is None and any(one.id != mediation.id and one.ended_on is None for one in others):
        sentence = "Une médiation est déjà en cours dans ce litige\u00a0: notez d’abord sa fin."
        raise InvalidInput([Problem("mediator_id", sentence)])


def _follow(desk: "Desk", mediation: Mediation, before: Mediation | None) -> None:
    """Bring clocks, timeline and limitation to what the mediation says."""
    owner = {"mediation_id": mediation.id}
    was = rules.mediation_clocks(before, desk.law) if before is not None else ()
    clocks.follow(desk, rules.mediation_clocks(mediation, desk.law), was, owner, mediation.dispute_id)
    milestones.follow(desk, _lines(desk, mediation), owner, mediation.dispute_id)
    _suspend(desk, mediation)


def _suspend(desk: "Desk", mediation: Mediation) -> None:
    """The suspension of C. civ. 2238 beside the dispute's other causes."""
    table, span = desk.table(LimitationEvent), rules.suspended(mediation)
    held = table.first(mediation_id=mediation.id)
    if span is None:
        if held is not None and held.id is not None:
            table.delete(held.id)
        return
    note = "Accord écrit pour entrer en médiation" if mediation.agreed_on else "Première réunion de médiation"
    wanted = LimitationEvent(
        id=held.id if held else None,
        dispute_id=mediation.dispute_id,
        kind=LimitationEventKind.SUSPENDED,
        happened_on=span[0],
        ended_on=span[1],
        note=note,
        mediation_id=mediation.id,
    )
    if held is None:
        table.insert(wanted)
    else:
        table.update(wanted)


def _assist(desk: "Desk", mediation: Mediation) -> None:
    disputes = desk.table(Dispute)
    dispute = disputes.get(mediation.dispute_id)
    if dispute.stage is DisputeStage.CLOSED:
        raise Refused("Ce litige est clos\u00a0: rouvrez-le avant d’y ouvrir une médiation.")
    if dispute.stage in _EARLY:
        disputes.update(replace(dispute, stage=DisputeStage.ASSISTED))


def _lines(desk: "Desk", m: Mediation) -> list[Line]:
    mediator = desk.table(Mediator).get(m.mediator_id).name
    sent = {one.template: one.sent_on for one in desk.table(Letter).where(mediation_id=m.id) if one.sent_on}
    stance_told = any(sent.get(template) == m.stance_on for template in STANCES)
    answer_told = any(sent.get(template) == m.my_answer_on for template in ANSWERS)
    told: tuple[tuple[str, date | None, str, str, bool], ...] = (
        ("referred", m.referred_on, "Médiateur saisi par le client", mediator, False),
        ("notified", m.notified_on, "Médiation notifiée aux deux parties", m.reference, False),
        ("rejected", m.rejected_on, "Dossier refusé par le médiateur", m.rejection_reason, False),
        ("stance", None if stance_told else m.stance_on, _stance_words(m), m.stance_reason, False),
        ("agreed", m.agreed_on, "Accord écrit pour entrer en médiation", "Prescription suspendue (C. civ. 2238)", False),
        ("meeting", m.first_meeting_on, "Première réunion de médiation", "", False),
        ("completed", m.completed_on, "Dossier complet chez le médiateur", "", False),
        ("extended", m.extended_on, "Délai prolongé par le médiateur", _extension_words(m), False),
        ("proposal", m.proposal_on, "Proposition du médiateur", m.proposal, True),
        ("my-answer", None if answer_told else m.my_answer_on, _answer_words("Vous avez", m.my_answer), "", True),
        ("client-answer", m.client_answer_on, _answer_words("Votre client a", m.client_answer), "", True),
        ("ended", m.ended_on, f"Fin de la médiation : {m.outcome.label.lower() if m.outcome else ''}", mediator, False),
        ("performed", m.performed_on, "Accord de médiation exécuté", "", True),
    )  # fmt: skip
    return [
        Line(milestone=key, happened_on=day, title=formats.typographic(title), body=body.strip(), confidential=secret)
        for key, day, title, body, secret in told
        if day is not None
    ]


def _stance_words(m: Mediation) -> str:
    return (
        "Vous participez à la médiation" if m.stance is Stance.TAKES_PART else "Vous ne participez pas à la médiation"
    )


def _extension_words(m: Mediation) -> str:
    return f"Nouvelle date : {formats.date_long(m.extended_until)}" if m.extended_until else ""


def _answer_words(who: str, answer: ProposalAnswer | None) -> str:
    return f"{who} {'accepté' if answer is ProposalAnswer.ACCEPTED else 'refusé'} la proposition"


@operation("Médiation mise à la corbeille")
def delete(desk: "Desk", mediation_id: int) -> None:
    """Put a mediation with its letters, deadlines, lines and suspension in the trash."""
    mediation = desk.table(Mediation).get(mediation_id)
    waiting = desk.table(Complaint).where(dispute_id=mediation.dispute_id)
    was = [complaints.clocks_of(desk, one) for one in waiting]
    letters = desk.table(Letter).where(mediation_id=mediation_id)
    ids = {letter.id for letter in letters}
    deadlines = desk.table(Deadline).where(dispute_id=mediation.dispute_id)
    events = desk.table(Event).where(dispute_id=mediation.dispute_id)
    children = [
        *letters,
        *(one for one in events if one.mediation_id == mediation_id or (one.letter_id in ids and one.letter_id)),
        *(one for one in deadlines if one.mediation_id == mediation_id or (one.letter_id in ids and one.letter_id)),
        *desk.table(LimitationEvent).where(mediation_id=mediation_id),
    ]
    client = desk.table(Client).get(desk.table(Dispute).get(mediation.dispute_id).client_id)
    desk.trash.put(f"Médiation avec {client.name}", [mediation, *children], desk.today())
    for complaint, clocks_before in zip(waiting, was, strict=True):
        owner = {"complaint_id": complaint.id}
        clocks.follow(desk, complaints.clocks_of(desk, complaint), clocks_before, owner, complaint.dispute_id)


def note_letter(desk: "Desk", letter: Letter, before: Letter | None = None) -> None:
    """Let the mediation follow a letter to the mediator: sent, sent another day (``before``), or taken back; inside the step."""
    if letter.mediation_id is None:
        return
    mediation = desk.table(Mediation).get(letter.mediation_id)
    present = desk.table(Letter).find(letter.id or 0)
    sent_on = present.sent_on if present is not None else None
    gone = {letter.sent_on, before.sent_on if before else None} - {None}
    changed = mediation
    if letter.template in STANCES and (sent_on or mediation.stance_on in gone):
        stance = STANCES[letter.template] if sent_on else None
        changed = replace(mediation, stance=stance, stance_on=sent_on)
    if letter.template in ANSWERS and (sent_on or mediation.my_answer_on in gone):
        answer = ANSWERS[letter.template] if sent_on else None
        changed = replace(mediation, my_answer=answer, my_answer_on=sent_on)
    _stored(desk, changed)
