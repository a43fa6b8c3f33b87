"""Letters of a dispute: the facts they are written from, the preview, and filing one as sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from litigedesk import formats, validation
from litigedesk.domain.matter import Matter, MatterKind
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.portage import ValidationRound
from litigedesk.domain.records import Deadline, Dispute, Event, Letter
from litigedesk.domain.vocabulary import DisputeStage, EventAuthor, EventKind, SendMethod
from litigedesk.errors import Refused
from litigedesk.letters import catalogue, claim, guards, word
from litigedesk.letters import pdf as pdf_pages
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.ids import NOTICE, OF_MISSED
from litigedesk.letters.template import Family, Template
from litigedesk.operations import (
    clocks,
    complaints,
    insurance_claims,
    letter_facts,
    mediations,
    portage,
    procedures,
    receipts,
)
from litigedesk.operations.files import keep_bytes
from litigedesk.operations.outcome import operation
from litigedesk.queries import wordings
from litigedesk.rules import registered_mail
from litigedesk.settings import SETTINGS

if TYPE_CHECKING:
    from litigedesk.desk import Desk

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ENDS: Final[Mapping[Family | None, frozenset[Family]]] = {
    Family.PORTAGE: frozenset({Family.PAYMENT, Family.PORTAGE}),  # telling the company ends the wait for the client
    Family.CONTEST: frozenset({Family.PAYMENT, Family.CONTEST}),  # the client has answered, by contesting
    Family.AGREEMENT: frozenset({Family.PAYMENT, Family.AGREEMENT}),
    Family.PROCEDURE: frozenset({Family.PAYMENT, Family.CONTEST, Family.AGREEMENT}),
}
_TO_CLIENT = frozenset({Family.COMPLAINT, Family.MEDIATION, Family.CONTEST, Family.AGREEMENT})
_CLAIMING = frozenset({Family.PAYMENT, Family.CONTEST, Family.PROCEDURE})


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the user decides when writing a letter; the rest are facts. ``attached`` are the kept files that go with an e-mail."""

    written_on: date
    send_method: SendMethod
    reply_by: date | None
    enclosures: tuple[str, ...] = ()
    attached: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A letter in both forms, with the facts that it was drawn from."""

    facts: LetterFacts
    docx: bytes
    pdf: bytes


def draw(template_id: str, given: LetterFacts) -> Drawn:
    """Both forms of a letter; takes values only, so that a thread can run it.

    Raises ``MissingFacts`` with every missing fact, ``Refused`` when the law forbids it.
    """
    template = catalogue.template(template_id)
    _refuse_forbidden(template, given)
    document = catalogue.render(template, given)
    return Drawn(facts=given, docx=word.write_docx(document), pdf=pdf_pages.write_pdf(document))


def facts(desk: "Desk", matter: Matter, template_id: str, choices: Choices) -> LetterFacts:
    """Everything that letter may say of its matter; ``Refused`` in words when its sums cannot be stated.

    Raises ``InvalidInput`` for a day of another age.
    """
    validation.refuse(validation.plausible_date("written_on", choices.written_on))
    found = letter_facts.gathered(desk, matter, catalogue.template(template_id), choices.written_on)
    return replace(
        found,
        reply_by=choices.reply_by,
        send_method=choices.send_method,
        enclosures=choices.enclosures,
        wording=wordings.body(desk, template_id),
    )


@operation("Lettre enregistrée dans le dossier{ — letter}")
def file(
    desk: "Desk",
    matter: Matter,
    template_id: str,
    choices: Choices,
    sent_on: date | None = None,
    drawn: Drawn | None = None,
) -> Letter:
    """Write the letter, keep it (.docx and .pdf), set the reply deadline and write the timeline: all or nothing.

    ``drawn`` is kept instead if its facts are still true. Raises ``MissingFacts`` with every missing fact, ``Refused`` when the
    law forbids it, ``InvalidInput`` for dates.
    """
    template = catalogue.template(template_id)
    given = facts(desk, matter, template_id, choices)
    if drawn is None or drawn.facts != given:
        drawn = draw(template_id, given)
    letter = Letter(
        dispute_id=given.known_dispute.id if given.known_dispute is not None else None,
        contract_id=matter.id if matter.kind is MatterKind.CONTRACT else None,
        insurance_claim_id=matter.id if matter.kind is MatterKind.CLAIM else None,
        policy_id=matter.id if matter.kind is MatterKind.POLICY else None,
        template=template_id,
        title=template.title,
        written_on=choices.written_on,
        send_method=choices.send_method,
        amount_due=_asked(template, given),
        reply_by=choices.reply_by,
        sent_on=sent_on,
        mediation_id=given.mediation.id if template.family is Family.MEDIATION and given.mediation else None,
        confidential=template.confidential,
        procedure_id=given.procedure.id if given.procedure is not None else None,
        agreement_id=given.agreement.id if given.agreement is not None else None,
    )
    validation.refuse(validation.letter_problems(letter, desk.today()))
    name = f"{choices.written_on:%Y-%m-%d} {template.title} {given.reference}".rstrip()
    docx = keep_bytes(desk, drawn.docx, f"{name}.docx", DOCX)
    pdf = keep_bytes(desk, drawn.pdf, f"{name}.pdf", PDF)
    letter = desk.table(Letter).insert(replace(letter, docx_file_id=docx.id, pdf_file_id=pdf.id))
    _after_filing(desk, letter, given.known_dispute)
    _note(desk, letter)
    return letter


def _asked(template: Template, given: LetterFacts) -> Money:
    """The sum that a letter asks of the client or of whoever decides; zero for one that asks for none."""
    if template.id in OF_MISSED:
        return Money.total(one.left for one in given.instalments if one.late)
    if template.family in _CLAIMING:
        return max(claim.asked(template, given), ZERO)
    return ZERO


def _refuse_forbidden(template: Template, given: LetterFacts) -> None:
    forbidden = [finding for finding in guards.findings(template, given) if finding.severity is guards.Severity.FORBIDS]
    if forbidden:
        raise Refused(" ".join(finding.sentence for finding in forbidden))


def _after_filing(desk: "Desk", letter: Letter, dispute: Dispute | None) -> None:
    """The timeline, the deadline to watch, the end of the deadlines that the letters before it left, and the stage."""
    deadlines, family = desk.table(Deadline), catalogue.family_of(letter.template)
    owner = {letter.matter.column: letter.matter.id}
    earlier = {one.id: one for one in desk.table(Letter).where("id", **owner)}
    for open_one in deadlines.where("id", done_on=None, **owner):
        answered = earlier.get(open_one.letter_id)
        if answered is not None and catalogue.family_of(answered.template) in _ENDS.get(family, {family}):
            deadlines.update(replace(open_one, done_on=letter.written_on))
    if letter.dispute_id is not None or letter.insurance_claim_id is not None:
        desk.table(Event).insert(_event(letter))
    _expect_reply(desk, letter)
    if letter.template == NOTICE and dispute is not None and dispute.stage is DisputeStage.AMICABLE:
        desk.table(Dispute).update(replace(dispute, stage=DisputeStage.FORMAL_NOTICE))


def _expect_reply(desk: "Desk", letter: Letter) -> None:
    if letter.reply_by is None:
        return
    reason = f"Délai laissé par la lettre du {formats.date_long(letter.written_on)}."
    title = f"Réponse attendue à la {letter.title.lower()}"
    family = catalogue.family_of(letter.template)
    if family is not Family.PAYMENT:
        whose = "Réponse du client attendue" if family in _TO_CLIENT else "Réponse attendue"
        title = f"{whose}\u00a0: {letter.title.lower()}"
    desk.table(Deadline).insert(
        Deadline(
            dispute_id=letter.dispute_id,
            contract_id=letter.contract_id,
            insurance_claim_id=letter.insurance_claim_id,
            policy_id=letter.policy_id,
            procedure_id=letter.procedure_id,
            agreement_id=letter.agreement_id,
            title=title,
            due_on=letter.reply_by,
            reason=reason,
            letter_id=letter.id,
        )
    )


def _event(letter: Letter, present: Event | None = None) -> Event:
    family = catalogue.family_of(letter.template)
    body = letter.send_method.label
    if letter.amount_due:
        body += f", {formats.money(letter.amount_due)} demandés"
    if letter.tracking_number:
        body += f", n°\u00a0{registered_mail.shown(letter.tracking_number)}"
    if letter.received_on is not None:
        body += f", reçue le {formats.date_long(letter.received_on)}"
    event = present or Event(
        dispute_id=letter.dispute_id,
        kind=EventKind.EMAIL if letter.send_method is SendMethod.EMAIL else EventKind.LETTER,
        author=EventAuthor.PROGRAM,
        happened_on=letter.written_on,
        title="",
        letter_id=letter.id,
        mediation_id=letter.mediation_id,
        confidential=letter.confidential,
        insurance_claim_id=letter.insurance_claim_id,
        procedure_id=letter.procedure_id,
        agreement_id=letter.agreement_id,
    )
    done = "envoyée" if letter.sent_on is not None else "rédigée"
    title = f"{letter.title} {done}" if family is Family.PAYMENT else f"{letter.title}\u00a0: lettre {done}"
    return replace(event, happened_on=letter.sent_on or letter.written_on, title=title, body=body)


def written(desk: "Desk", matter: Matter, template_id: str, choices: Choices, *, pdf: bool) -> bytes:
    """The letter as a file, without filing it. Raises as ``file`` does."""
    template = catalogue.template(template_id)
    given = facts(desk, matter, template_id, choices)
    _refuse_forbidden(template, given)
    document = catalogue.render(template, given)
    return pdf_pages.write_pdf(document) if pdf else word.write_docx(document)


@operation("Suivi de la lettre noté{ — letter}")
def track(desk: "Desk", letter: Letter, receipt: Path | None = None) -> Letter:
    """Note when a letter left, its number, its presentation and receipt; moves its deadline and a consumer's interest.

    ``receipt`` is the acknowledgment of receipt just scanned. Raises ``InvalidInput`` for dates out of order or to come, and
    ``StorageError`` for a scan that cannot be read.
    """
    validation.refuse(validation.letter_problems(letter, desk.today()))
    assert letter.id is not None
    table = desk.table(Letter)
    before, noticed = table.get(letter.id), _noticed_on(desk, letter)
    letter = receipts.follow(desk, letter, before, receipt)
    table.update(letter)
    events = desk.table(Event)
    for event in events.where(letter_id=letter.id):
        events.update(_event(letter, event))
    if letter.reply_by != before.reply_by:  # else a deadline that the user has put off stays where they put it
        _move_reply(desk, letter)
    if letter.template == NOTICE:
        _follow_notices(desk, letter, noticed)
    _note(desk, letter, before)
    return letter


def _move_reply(desk: "Desk", letter: Letter) -> None:
    """The deadline of a letter at its new reply date; none without one, none again when it was done."""
    deadlines = desk.table(Deadline)
    known = deadlines.where(letter_id=letter.id)
    if not known:
        _expect_reply(desk, letter)
    for deadline in known:
        if deadline.done_on is None and deadline.id is not None:
            if letter.reply_by is None:
                deadlines.delete(deadline.id)
            else:
                deadlines.update(replace(deadline, due_on=letter.reply_by))


def _noticed_on(desk: "Desk", letter: Letter) -> date | None:
    """The earliest day that counts among the notices of its dispute: receipt or first presentation, never the posting."""
    notices = desk.table(Letter).where(dispute_id=letter.dispute_id, template=NOTICE)
    return min((start.day for one in notices if (start := registered_mail.starts(one))), default=None)


def _follow_notices(desk: "Desk", letter: Letter, before: date | None) -> Dispute:
    """Let a consumer's interest start with the notices on file; ``before`` is the day they gave until now.

    A day typed by the user, for a notice sent without the program, stays as long as no notice on file has one.
    """
    assert letter.dispute_id is not None
    table, after = desk.table(Dispute), _noticed_on(desk, letter)
    dispute = table.get(letter.dispute_id)
    if after is not None or dispute.notice_received_on == before:
        dispute = table.update(replace(dispute, notice_received_on=after))
    return dispute


@operation("Lettre mise à la corbeille{ — letter}")
def delete(desk: "Desk", letter_id: int) -> None:
    """Put a letter with its line in the timeline and its deadline in the trash; its files stay in the data folder.

    Without its last formal notice a dispute is amicable again, and a consumer's interest no longer runs from it.
    """
    letter = desk.table(Letter).get(letter_id)
    children: Sequence[Event | Deadline | ValidationRound] = [
        *desk.table(Event).where(letter_id=letter_id),
        *desk.table(Deadline).where(letter_id=letter_id),
        *desk.table(ValidationRound).where(letter_id=letter_id),
    ]
    noticed, was = _noticed_on(desk, letter), clocks.of_row(desk, {"contract_id": letter.contract_id})
    desk.trash.put(f"{letter.title} du {formats.date_long(letter.written_on)}", [letter, *children], desk.today())
    if letter.template == NOTICE:
        dispute = _follow_notices(desk, letter, noticed)
        left = desk.table(Letter).count(dispute_id=dispute.id, template=NOTICE) or dispute.notice_received_on
        if dispute.stage is DisputeStage.FORMAL_NOTICE and not left:
            desk.table(Dispute).update(replace(dispute, stage=DisputeStage.AMICABLE))
    _note(desk, letter)
    clocks.follow_around(desk, was)  # without the sending that this letter was


def brought_back(desk: "Desk", letter: Letter) -> None:
    """What a letter taken out of the trash changes again in its matter, inside the running step: undoes ``delete``."""
    if letter.template == NOTICE:
        dispute = _follow_notices(desk, letter, None)
        if dispute.stage is DisputeStage.AMICABLE:
            desk.table(Dispute).update(replace(dispute, stage=DisputeStage.FORMAL_NOTICE))
    _note(desk, letter)


def _note(desk: "Desk", letter: Letter, before: Letter | None = None) -> None:
    """Let the record that it changes know that a letter about it has left, on another day, or is taken back."""
    family = catalogue.family_of(letter.template)
    if family is Family.COMPLAINT:
        complaints.note_letter(desk, letter, before)
    elif family is Family.MEDIATION:
        mediations.note_letter(desk, letter, before)
    elif family is Family.PORTAGE:
        portage.note_letter(desk, letter, before)
    elif family is Family.INSURANCE:
        insurance_claims.note_letter(desk, letter, before)
    elif family is Family.PROCEDURE:
        procedures.note_letter(desk, letter, before)


def proposed_choices(desk: "Desk", template_id: str) -> Choices:
    """What the letter window starts from: today, the usual way of sending, and a reply date if the letter leaves a delay.

    The delay is the user's own where there is a setting, else the letter's.
    """
    template, today = catalogue.template(template_id), desk.today()
    days = usual_days(desk, template_id)
    reply_by = today + timedelta(days=days) if days else None
    return Choices(written_on=today, send_method=template.send_method, reply_by=reply_by)


def usual_days(desk: "Desk", template_id: str) -> int:
    """The delay that a letter leaves, in calendar days: the user's own where there is a setting; 0 for none."""
    chosen = next((one for one in SETTINGS if one.key == f"reply_days.{template_id}"), None)
    return catalogue.template(template_id).reply_days if chosen is None else int(desk.setting(chosen))
