"""Consumer mediations: opened, moved from date to date, ended; with their clocks, timeline and suspension of limitation."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from litigedesk import formats, validation
from litigedesk.domain.mediation import Complaint, Mediation, Mediator
from litigedesk.domain.records import Client, Deadline, Dispute, Event, Letter, LimitationEvent
from litigedesk.domain.vocabulary import DisputeStage, LimitationEventKind, ProposalAnswer, Stance
from litigedesk.errors import InvalidInput, Problem, Refused
from litigedesk.letters.ids import ANSWERS, STANCES
from litigedesk.operations import clocks, milestones
from litigedesk.operations.disputes import reached
from litigedesk.operations.files import keep_document
from litigedesk.operations.milestones import Line
from litigedesk.operations.outcome import operation
from litigedesk.rules import admissibility
from litigedesk.rules import mediation as rules
from litigedesk.rules.conditions import Condition

if TYPE_CHECKING:
    from litigedesk.desk import Desk

ONE_AT_A_TIME: Final = "Une médiation est déjà en cours dans ce litige"
_EARLY = frozenset({DisputeStage.AMICABLE, DisputeStage.FORMAL_NOTICE})


@operation("Médiation{ de mediation} enregistrée")
def save(desk: "Desk", mediation: Mediation, document: Path | None = None) -> Mediation:
    """Open a mediation or note what happened in it; ``document`` is the mediator's proposal, kept whole.

    Raises ``InvalidInput`` for dates out of order and, when it is opened, for a condition without which there can be no consumer
    mediation (C. conso. L611-3); ``StorageError`` for a document that cannot be read.
    """
    return _stored(desk, mediation, document)


def _stored(desk: "Desk", mediation: Mediation, document: Path | None = None) -> Mediation:
    table = desk.table(Mediation)
    before = None if mediation.id is None else table.get(mediation.id)
    _refuse(desk, mediation, before)
    was = clocks.expected(desk, mediation.dispute_id)
    if document is not None:
        mediation = replace(mediation, proposal_file_id=keep_document(desk, document).id)
    mediation = table.insert(mediation) if before is None else table.update(mediation)
    clocks.follow(desk, mediation.dispute_id, was)
    follow(desk, mediation)
    if before is None:
        _assist(desk, mediation)
    return mediation


def _refuse(desk: "Desk", mediation: Mediation, before: Mediation | None) -> None:
    problems = validation.mediation_problems(mediation, desk.today())
    dispute = desk.table(Dispute).get(mediation.dispute_id)
    if before is None and dispute.stage is DisputeStage.CLOSED:
        raise Refused("Ce litige est clos\u00a0: rouvrez-le avant d’y ouvrir une médiation.")
    problems += _forbidden(desk, dispute, mediation, before)
    complaint = None if mediation.complaint_id is None else desk.table(Complaint).get(mediation.complaint_id)
    if complaint is not None and complaint.dispute_id != dispute.id:
        problems.append(Problem("complaint_id", "Cette réclamation est celle d’un autre litige."))
    validation.refuse(problems)
    if mediation.ended_on is None and _running(desk, dispute.id, mediation.id):
        raise InvalidInput([Problem("mediator_id", f"{ONE_AT_A_TIME}\u00a0: notez d’abord sa fin.")])


def _forbidden(desk: "Desk", dispute: Dispute, mediation: Mediation, before: Mediation | None) -> list[Problem]:
    """The conditions without which there is no consumer mediation; one that failed already keeps nothing from being noted.

    A client may turn out to be a professional in the middle of a mediation, which must still be brought to its end.
    """
    kind = desk.table(Client).get(dispute.client_id).kind
    received = desk.table(Complaint).where(dispute_id=dispute.id)

    def failed(one: Mediation) -> tuple[Condition, ...]:
        return admissibility.forbidding(admissibility.conditions(kind, received, one, desk.law, desk.today()))

    known = {condition.code for condition in failed(before)} if before is not None else set()
    return [Problem(one.field or "mediator_id", one.refusal) for one in failed(mediation) if one.code not in known]


def _running(desk: "Desk", dispute_id: int | None, other_than: int | None) -> bool:
    held = desk.table(Mediation).where(dispute_id=dispute_id, ended_on=None)
    return any(one.id != other_than for one in held)


def follow(desk: "Desk", mediation: Mediation) -> None:
    """Bring timeline and limitation to what the mediation says, inside the running step."""
    milestones.follow(desk, _lines(desk, mediation), {"mediation_id": mediation.id}, mediation.dispute_id)
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
    if dispute.stage in _EARLY:
        disputes.update(replace(dispute, stage=DisputeStage.ASSISTED))


def _unassist(desk: "Desk", mediation: Mediation) -> None:
    """Without its only mediation a dispute goes back to the stage it had reached before."""
    table = desk.table(Dispute)
    dispute = table.get(mediation.dispute_id)
    if dispute.stage is DisputeStage.ASSISTED and not desk.table(Mediation).count(dispute_id=dispute.id):
        table.update(replace(dispute, stage=reached(desk, dispute)))


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


@operation("Médiation{ de mediation} mise à la corbeille")
def delete(desk: "Desk", mediation_id: int) -> None:
    """Put a mediation with its letters, deadlines, lines and suspension in the trash."""
    mediation = desk.table(Mediation).get(mediation_id)
    was = clocks.expected(desk, mediation.dispute_id)
    letters = desk.table(Letter).where(mediation_id=mediation_id)
    ids = {letter.id for letter in letters}
    deadlines = desk.table(Deadline).where(dispute_id=mediation.dispute_id)
    events = desk.table(Event).where(dispute_id=mediation.dispute_id)
    children = [
        *letters,
        *(one for one in events if one.mediation_id == mediation_id or one.letter_id in ids),
        *(one for one in deadlines if one.mediation_id == mediation_id or one.letter_id in ids),
        *desk.table(LimitationEvent).where(mediation_id=mediation_id),
    ]
    client = desk.table(Client).get(desk.table(Dispute).get(mediation.dispute_id).client_id)
    desk.trash.put(f"Médiation avec {client.name}", [mediation, *children], desk.today())
    _unassist(desk, mediation)
    clocks.follow(desk, mediation.dispute_id, was)  # the client's right to go to a mediator is open again


def brought_back(desk: "Desk", mediation: Mediation, was: clocks.Expected) -> None:
    """What a mediation taken out of the trash changes again in its dispute, inside the running step; ``was`` is before it came.

    ``Refused`` when another one was opened meanwhile.
    """
    if mediation.ended_on is None and _running(desk, mediation.dispute_id, mediation.id):
        raise Refused(f"{ONE_AT_A_TIME}\u00a0: notez sa fin, puis reprenez celle-ci.")
    clocks.follow(desk, mediation.dispute_id, was)
    follow(desk, mediation)
    _assist(desk, mediation)


def note_letter(desk: "Desk", letter: Letter, before: Letter | None = None) -> None:
    """Let the mediation follow a letter to the mediator: sent, sent another day (``before``), or taken back; inside the step."""
    if letter.mediation_id is None:
        return
    mediation = changed = desk.table(Mediation).get(letter.mediation_id)
    gone = {letter.sent_on, before.sent_on if before else None} - {None}
    stance, answer = _last_sent(desk, mediation, STANCES), _last_sent(desk, mediation, ANSWERS)
    if letter.template in STANCES and (stance or mediation.stance_on in gone):
        value = STANCES[stance.template] if stance else None
        changed = replace(mediation, stance=value, stance_on=stance.sent_on if stance else None)
    if letter.template in ANSWERS and (answer or mediation.my_answer_on in gone):
        said = ANSWERS[answer.template] if answer else None
        changed = replace(mediation, my_answer=said, my_answer_on=answer.sent_on if answer else None)
    _stored(desk, changed)


def _last_sent(desk: "Desk", mediation: Mediation, templates: Mapping[str, object]) -> Letter | None:
    """The last of these letters that has left: one may accept after having declined."""
    found = [one for one in desk.table(Letter).where(mediation_id=mediation.id) if one.template in templates]
    return max((one for one in found if one.sent_on), key=lambda one: (str(one.sent_on), one.id or 0), default=None)
