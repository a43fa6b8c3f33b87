"""Agreements with the client: proposed with their instalments, signed, followed payment by payment, ended."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from litigedesk import formats, validation
from litigedesk.domain.agreement import Agreement, AgreementKind, AgreementOutcome, Instalment
from litigedesk.domain.records import Client, Deadline, Dispute, Event, Letter, LimitationEvent
from litigedesk.domain.vocabulary import DisputeStage, LimitationEventKind
from litigedesk.errors import Problem, Refused
from litigedesk.letters.ids import OF_MISSED
from litigedesk.operations import clocks, milestones
from litigedesk.operations.files import keep_document
from litigedesk.operations.milestones import Line
from litigedesk.operations.outcome import operation
from litigedesk.queries import agreements as queries
from litigedesk.queries import portage
from litigedesk.rules import instalments as rules

if TYPE_CHECKING:
    from litigedesk.desk import Desk

FILE: Final = "file_id"
OF_THE_COMPANY: Final = (
    "Votre société de portage a facturé : elle seule peut accorder un délai ou transiger (C. trav. L1254-1). Demandez-lui de "
    "proposer cet accord."
)
ANOTHER_RUNS: Final = "Un autre accord est en cours dans ce litige : notez d’abord sa fin, par exemple « Remplacé »."
_PAPERS: Final = {  # each with the ending of its past participles
    AgreementKind.INSTALMENTS: ("Échéancier", ""),
    AgreementKind.ACKNOWLEDGMENT: ("Reconnaissance de dette", "e"),
    AgreementKind.SETTLEMENT: ("Accord transactionnel", ""),
}


@operation("Accord enregistré{ — agreement}")
def save(
    desk: "Desk",
    agreement: Agreement,
    instalments: Sequence[Instalment] | None = None,
    documents: Mapping[str, Path] | None = None,
    recognised: bool | None = None,
) -> Agreement:
    """Propose an agreement, have it signed or note its end; with its instalments, next date, timeline and limitation.

    ``instalments`` replace those it has, ``documents`` holds the paper as signed under ``file_id``; ``None`` leaves them.
    ``recognised`` says whether its signature is a recognition of the debt (C. civ. 2240). Raises ``InvalidInput``, for a
    forfeiture whose conditions are not met among others (C. civ. 1305-4), ``Refused`` for a new one that is not the user's to
    propose, and ``StorageError``.
    """
    table = desk.table(Agreement)
    before = None if agreement.id is None else table.get(agreement.id)
    held = queries.instalments(desk, agreement.id or 0) if instalments is None else instalments
    _refuse(desk, agreement, before, held)
    if documents and FILE in documents:
        agreement = replace(agreement, file_id=keep_document(desk, documents[FILE]).id)
    agreement = table.insert(agreement) if before is None else table.update(agreement)
    if instalments is not None:
        _keep_instalments(desk, agreement, instalments)
    _recognise(desk, agreement, recognised)
    follow(desk, agreement)
    return agreement


def problems(desk: "Desk", agreement: Agreement, instalments: Sequence[Instalment]) -> list[Problem]:
    """What is wrong with an agreement before it is saved; what only warns is among them."""
    found = validation.agreement_problems(
        agreement, instalments, queries.client_kind(desk, agreement.dispute_id), desk.today()
    )
    if rules.in_force(agreement) and _another_runs(desk, agreement):
        found.append(Problem("signed_on", formats.typographic(ANOTHER_RUNS)))
    if agreement.outcome is AgreementOutcome.KEPT:
        left = queries.tracking(desk, replace(agreement, outcome=None, ended_on=None), desk.today()).left
        if left:
            sentence = f"Il manque {formats.money(left)} d’après les paiements notés."
            found.append(Problem("outcome", sentence, blocking=False))
    if agreement.outcome is AgreementOutcome.FORFEITED and (why := _why_not_forfeited(desk, agreement)):
        found.append(Problem("outcome", formats.typographic(why)))
    return found


def _why_not_forfeited(desk: "Desk", agreement: Agreement) -> str:
    """The whole becomes due only when the agreement says so and after a notice without effect; said once, it stays said."""
    if agreement.id is None:
        return "Enregistrez d’abord l’accord, puis notez sa fin."
    view = queries.view(desk, agreement.id, desk.today())
    said_already = view.agreement.outcome is AgreementOutcome.FORFEITED
    return "" if said_already else rules.why_not(view.forfeiture)


def _refuse(desk: "Desk", agreement: Agreement, before: Agreement | None, instalments: Sequence[Instalment]) -> None:
    dispute = desk.table(Dispute).get(agreement.dispute_id)
    if before is None and dispute.stage is DisputeStage.CLOSED:
        raise Refused("Ce litige est clos\u00a0: rouvrez-le avant d’y noter un accord.")
    if before is None and portage.side_of(desk, agreement.dispute_id) is not None:
        raise Refused(formats.typographic(OF_THE_COMPANY))
    validation.refuse(problems(desk, agreement, instalments))


def _another_runs(desk: "Desk", agreement: Agreement) -> bool:
    others = desk.table(Agreement).where(dispute_id=agreement.dispute_id)
    return any(rules.in_force(one) for one in others if one.id != agreement.id)


def _keep_instalments(desk: "Desk", agreement: Agreement, instalments: Sequence[Instalment]) -> None:
    assert agreement.id is not None
    table = desk.table(Instalment)
    kept = {one.id for one in instalments}
    for present in table.where(agreement_id=agreement.id):
        if present.id not in kept and present.id is not None:
            table.delete(present.id)
    for one in [replace(instalment, agreement_id=agreement.id) for instalment in instalments]:
        if one.id is None:
            table.insert(one)
        else:
            table.update(one)


def _recognise(desk: "Desk", agreement: Agreement, recognised: bool | None) -> None:
    """The recognition of the debt that the signature was; a limitation already acquired is left to the rule, which ignores it."""
    table = desk.table(LimitationEvent)
    held = table.first(agreement_id=agreement.id)
    wanted = held is not None if recognised is None else recognised
    if agreement.signed_on is None or not wanted:
        if held is not None and held.id is not None:
            table.delete(held.id)
        return
    event = LimitationEvent(
        id=held.id if held is not None else None,
        dispute_id=agreement.dispute_id,
        kind=LimitationEventKind.RECOGNISED,
        happened_on=agreement.signed_on,
        note=f"{_PAPERS[agreement.kind][0]} signé{_PAPERS[agreement.kind][1]} par le client",
        certain=True,
        agreement_id=agreement.id,
    )
    if held is None:
        table.insert(event)
    else:
        table.update(event)


# ---- what follows an agreement ---------------------------------------------------------------------------------------
def follow(desk: "Desk", agreement: Agreement) -> None:
    """Bring the next date, the timeline and the letters that waited for an answer to what an agreement says, inside the step."""
    milestones.follow(desk, _lines(desk, agreement), {"agreement_id": agreement.id}, agreement.dispute_id)
    clocks.follow_agreements(desk, agreement.dispute_id)
    answered = min((day for day in (agreement.signed_on, agreement.ended_on) if day is not None), default=None)
    for letter in desk.table(Letter).where(agreement_id=agreement.id):
        if letter.template not in OF_MISSED:
            _answer(desk, letter, answered)
        elif agreement.ended_on is not None:
            _answer(desk, letter, agreement.ended_on)


def follow_payments(desk: "Desk", dispute_id: int | None) -> None:
    """What a payment noted, changed or taken away means for the agreements of its dispute, inside the running step."""
    if dispute_id is None:
        return
    clocks.follow_agreements(desk, dispute_id)
    for view in queries.of_dispute(desk, dispute_id, desk.today()):
        if view.is_kept_up:
            for letter in view.letters:
                if letter.template in OF_MISSED:
                    _answer(desk, letter, desk.today())


def _answer(desk: "Desk", letter: Letter, on: date | None) -> None:
    """The reply that a letter waited for has come."""
    if on is None:
        return
    deadlines = desk.table(Deadline)
    for deadline in deadlines.where(letter_id=letter.id, done_on=None):
        deadlines.update(replace(deadline, done_on=max(on, letter.written_on)))


def _lines(desk: "Desk", agreement: Agreement) -> list[Line]:
    name, ending = _PAPERS[agreement.kind]
    count = desk.table(Instalment).count(agreement_id=agreement.id)
    how = f" en {formats.count(count, 'versement')}" if count > 1 else ""
    total = f"{formats.money(agreement.total)}{how}"
    outcome = agreement.outcome.label if agreement.outcome is not None else ""
    found = (
        ("proposed", agreement.proposed_on, f"{name} proposé{ending}", total),
        ("signed", agreement.signed_on, f"{name} signé{ending} par le client", total),
        ("ended", agreement.ended_on, f"{name} : {outcome[:1].lower()}{outcome[1:]}", ""),
    )
    return [
        Line(milestone=key, happened_on=day, title=formats.typographic(title), body=body)
        for key, day, title, body in found
        if day is not None
    ]


# ---- trash -----------------------------------------------------------------------------------------------------------
@operation("Accord mis à la corbeille{ — agreement}")
def delete(desk: "Desk", agreement_id: int) -> None:
    """Put an agreement with its instalments, letters, dates, lines and recognition of the debt in the trash."""
    agreement = desk.table(Agreement).get(agreement_id)
    letters = desk.table(Letter).where(agreement_id=agreement_id)
    ids = {letter.id for letter in letters}
    events = desk.table(Event).where(dispute_id=agreement.dispute_id)
    deadlines = desk.table(Deadline).where(dispute_id=agreement.dispute_id)
    children = [
        *queries.instalments(desk, agreement_id),
        *letters,
        *(one for one in events if one.agreement_id == agreement_id or one.letter_id in ids),
        *(one for one in deadlines if one.agreement_id == agreement_id or one.letter_id in ids),
        *desk.table(LimitationEvent).where(agreement_id=agreement_id),
    ]
    client = desk.table(Client).get(desk.table(Dispute).get(agreement.dispute_id).client_id)
    desk.trash.put(f"{agreement.kind.label} avec {client.name}", [agreement, *children], desk.today())


def brought_back(desk: "Desk", agreement: Agreement) -> None:
    """What an agreement taken out of the trash changes again, inside the running step; ``Refused`` while another one runs."""
    if rules.in_force(agreement) and _another_runs(desk, agreement):
        raise Refused(formats.typographic(ANOTHER_RUNS))
    follow(desk, agreement)
