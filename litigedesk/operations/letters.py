"""Letters of a dispute: the facts they are written from, the preview, and filing one as sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from litigedesk import formats, validation
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Address, Client, Contact, Deadline, Dispute, Event, Letter
from litigedesk.domain.vocabulary import (
    DisputeStage,
    DivisorBasis,
    EventAuthor,
    EventKind,
    SendMethod,
)
from litigedesk.errors import Refused
from litigedesk.letters import catalogue, claim, guards, word
from litigedesk.letters import pdf as pdf_pages
from litigedesk.letters.facts import InvoiceFacts, LetterFacts, RateMode, SegmentFacts, StatementFacts
from litigedesk.letters.template import Template
from litigedesk.operations.files import keep_bytes
from litigedesk.operations.outcome import operation
from litigedesk.queries import sums
from litigedesk.queries.files import content
from litigedesk.rules.statement import StatementLine

if TYPE_CHECKING:
    from litigedesk.desk import Desk

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOTICE = "mise-en-demeure"


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the user decides when writing a letter; the rest are facts."""

    written_on: date
    send_method: SendMethod
    reply_by: date | None
    enclosures: tuple[str, ...] = ()


def facts(desk: "Desk", dispute_id: int, choices: Choices) -> LetterFacts:
    """Everything a letter of this dispute may say; ``Refused`` in words when the sums cannot be stated.

    Raises ``InvalidInput`` for a day of another age.
    """
    validation.refuse(validation.plausible_date("written_on", choices.written_on))
    dispute = desk.table(Dispute).get(dispute_id)
    client = desk.table(Client).get(dispute.client_id)
    profile = desk.profile()
    owed = sums.of_dispute(desk, dispute, choices.written_on)
    if owed.statement is None:
        raise Refused(owed.obstacle)
    contracts = {line.contract.id: line.contract for line in owed.lines if line.contract is not None}
    payments = sorted((p for line in owed.lines for p in line.payments), key=lambda p: (p.paid_on, p.id or 0))
    return LetterFacts(
        written_on=choices.written_on,
        profile=profile,
        client=client,
        address=desk.table(Address).first(order="main DESC, id", client_id=client.id),
        contact=desk.table(Contact).first(client_id=client.id),
        dispute=dispute,
        contracts=tuple(contracts.values()),
        statement=_statement_facts(desk, owed, dispute),
        previous_letters=tuple(desk.table(Letter).where(order="written_on, id", dispute_id=dispute_id)),
        payments=tuple(payments),
        reply_by=choices.reply_by,
        send_method=choices.send_method,
        enclosures=choices.enclosures,
        rate_warnings=_rate_warnings(desk, choices.written_on),
        logo=content(desk, profile.logo_file_id),
        signature=content(desk, profile.signature_file_id),
        letterhead=content(desk, profile.letterhead_file_id),
    )


def _rate_warnings(desk: "Desk", on: date) -> tuple[str, ...]:
    rates = desk.law.rates
    if not rates.expires_soon(on):
        return ()
    end = formats.date_long(rates.complete_until)
    return (f"La table des taux s’arrête au {end}\u00a0: ajoutez le semestre suivant dès qu’il est publié.",)


def _statement_facts(desk: "Desk", owed: sums.Sums, dispute: Dispute) -> StatementFacts:
    found = owed.statement
    assert found is not None
    by_id = {line.invoice.id: line for line in owed.lines}
    contested = min(dispute.contested_amount, found.principal_due)
    year = "365 jours" if desk.divisor() is DivisorBasis.FIXED_365 else "365 jours, 366 les années bissextiles"
    return StatementFacts(
        as_of=found.until,
        lines=tuple(_invoice_facts(by_id[line.invoice_id], line) for line in found.lines),
        principal=found.principal,
        credited=found.credited,
        paid=found.paid - found.overpaid,  # what is over on one invoice is not set against another
        interest=found.interest,
        fee=found.fixed_fee,
        total_due=found.total_due,
        per_day=_share(found.per_day, found.principal_due - contested, found.principal_due),
        legal_basis=found.sources,
        divisor_text=year,
        contested_amount=contested,
        contested_interest=_share(found.interest_due, contested, found.principal_due),
    )


def _share(whole: Money, part: Money, of: Money) -> Money:
    """The part of a sum that goes with a part of the principal, rounded half-up."""
    from fractions import Fraction

    return Money.rounded(Fraction(whole.cents * part.cents, of.cents * 100)) if of else ZERO


def _invoice_facts(line: sums.InvoiceSums, stated: StatementLine) -> InvoiceFacts:
    result = stated.result
    return InvoiceFacts(
        invoice_id=line.invoice.id,
        number=line.invoice.number,
        title=line.invoice.title,
        issued_on=line.invoice.issued_on,
        performed_on=line.invoice.performed_on,
        due_on=line.invoice.due_on,
        principal=result.principal,
        credited=result.credited,
        paid=result.paid - result.overpaid,
        principal_left=result.principal_due,
        days=result.days,
        rate_mode=RateMode(result.regime.value),
        interest=result.interest,
        fee=result.fixed_fee,
        total=result.total_due,
        segments=tuple(
            SegmentFacts(
                first=s.first, last=s.last, days=s.days, rate=s.rate, amount=s.amount, source=s.source, principal=s.base
            )
            for s in result.segments
        ),
    )


@operation("Lettre enregistrée dans le dossier")
def file(desk: "Desk", dispute_id: int, template_id: str, choices: Choices, sent_on: date | None = None) -> Letter:
    """Write the letter, keep it (.docx and .pdf), set the reply deadline and write the timeline: all or nothing.

    Raises ``MissingFacts`` with every missing fact, ``Refused`` when the law forbids it, ``InvalidInput`` for dates.
    """
    template = catalogue.template(template_id)
    given = facts(desk, dispute_id, choices)
    _refuse_forbidden(template, given)
    document = catalogue.render(template, given)
    letter = Letter(
        dispute_id=dispute_id,
        template=template_id,
        title=template.title,
        written_on=choices.written_on,
        send_method=choices.send_method,
        amount_due=claim.asked(template, given),
        reply_by=choices.reply_by,
        sent_on=sent_on,
    )
    validation.refuse(validation.letter_problems(letter, desk.today()))
    contents = word.write_docx(document), pdf_pages.write_pdf(document)  # both, before either is kept
    name = f"{choices.written_on:%Y-%m-%d} {template.title} {given.dispute.reference}"
    docx = keep_bytes(desk, contents[0], f"{name}.docx", DOCX)
    pdf = keep_bytes(desk, contents[1], f"{name}.pdf", PDF)
    letter = desk.table(Letter).insert(replace(letter, docx_file_id=docx.id, pdf_file_id=pdf.id))
    _after_filing(desk, letter, given.dispute)
    return letter


def _refuse_forbidden(template: Template, given: LetterFacts) -> None:
    forbidden = [finding for finding in guards.findings(template, given) if finding.severity is guards.Severity.FORBIDS]
    if forbidden:
        raise Refused(" ".join(finding.sentence for finding in forbidden))


def _after_filing(desk: "Desk", letter: Letter, dispute: Dispute) -> None:
    """The timeline, the deadline to watch, the end of the deadlines this letter answers, and the stage."""
    assert dispute.id is not None
    deadlines = desk.table(Deadline)
    for open_one in deadlines.where(dispute_id=dispute.id, done_on=None):
        if open_one.letter_id is not None:
            deadlines.update(replace(open_one, done_on=letter.written_on))
    desk.table(Event).insert(_event(letter))
    _expect_reply(desk, letter)
    if letter.template == NOTICE and dispute.stage is DisputeStage.AMICABLE:
        desk.table(Dispute).update(replace(dispute, stage=DisputeStage.FORMAL_NOTICE))


def _expect_reply(desk: "Desk", letter: Letter) -> None:
    if letter.reply_by is None:
        return
    reason = f"Délai laissé par la lettre du {formats.date_long(letter.written_on)}."
    title = f"Réponse attendue à la {letter.title.lower()}"
    desk.table(Deadline).insert(
        Deadline(dispute_id=letter.dispute_id, title=title, due_on=letter.reply_by, reason=reason, letter_id=letter.id)
    )


def _event(letter: Letter, present: Event | None = None) -> Event:
    sent = letter.sent_on is not None
    body = f"{letter.send_method.label}, {formats.money(letter.amount_due)} demandés"
    if letter.tracking_number:
        body += f", n°\u00a0{letter.tracking_number}"
    if letter.received_on is not None:
        body += f", reçue le {formats.date_long(letter.received_on)}"
    event = present or Event(
        dispute_id=letter.dispute_id,
        kind=EventKind.EMAIL if letter.send_method is SendMethod.EMAIL else EventKind.LETTER,
        author=EventAuthor.PROGRAM,
        happened_on=letter.written_on,
        title="",
        letter_id=letter.id,
    )
    title = f"{letter.title} {'envoyée' if sent else 'rédigée'}"
    return replace(event, happened_on=letter.sent_on or letter.written_on, title=title, body=body)


def written(desk: "Desk", dispute_id: int, template_id: str, choices: Choices, *, pdf: bool) -> bytes:
    """The letter as a file, without filing it. Raises as ``file`` does."""
    template = catalogue.template(template_id)
    given = facts(desk, dispute_id, choices)
    _refuse_forbidden(template, given)
    document = catalogue.render(template, given)
    return pdf_pages.write_pdf(document) if pdf else word.write_docx(document)


@operation("Suivi de la lettre noté")
def track(desk: "Desk", letter: Letter) -> Letter:
    """Note when a letter left, its number, its presentation and receipt; moves its deadline and a consumer's interest.

    Raises ``InvalidInput`` for dates out of order or to come.
    """
    validation.refuse(validation.letter_problems(letter, desk.today()))
    assert letter.id is not None
    table = desk.table(Letter)
    before, noticed = table.get(letter.id), _noticed_on(desk, letter.dispute_id)
    table.update(letter)
    events = desk.table(Event)
    for event in events.where(letter_id=letter.id):
        events.update(_event(letter, event))
    if letter.reply_by != before.reply_by:  # else a deadline that the user has put off stays where they put it
        _move_reply(desk, letter)
    if letter.template == NOTICE:
        _follow_notices(desk, letter.dispute_id, noticed)
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


def _noticed_on(desk: "Desk", dispute_id: int) -> date | None:
    """The earliest receipt or first presentation among the notices; an unclaimed or refused letter is still valid."""
    notices = desk.table(Letter).where(dispute_id=dispute_id, template=NOTICE)
    return min((day for one in notices if (day := one.received_on or one.presented_on)), default=None)


def _follow_notices(desk: "Desk", dispute_id: int, before: date | None) -> Dispute:
    """Let a consumer's interest start with the notices on file; ``before`` is the day they gave until now.

    A day typed by the user, for a notice sent without the program, stays as long as no notice on file has one.
    """
    table, after = desk.table(Dispute), _noticed_on(desk, dispute_id)
    dispute = table.get(dispute_id)
    if after is not None or dispute.notice_received_on == before:
        dispute = table.update(replace(dispute, notice_received_on=after))
    return dispute


@operation("Lettre mise à la corbeille")
def delete(desk: "Desk", letter_id: int) -> None:
    """Put a letter with its line in the timeline and its deadline in the trash; its files stay in the data folder.

    Without its last formal notice a dispute is amicable again, and a consumer's interest no longer runs from it.
    """
    letter = desk.table(Letter).get(letter_id)
    children: Sequence[Event | Deadline] = [
        *desk.table(Event).where(letter_id=letter_id),
        *desk.table(Deadline).where(letter_id=letter_id),
    ]
    noticed = _noticed_on(desk, letter.dispute_id)
    desk.trash.put(f"{letter.title} du {formats.date_long(letter.written_on)}", [letter, *children], desk.today())
    if letter.template == NOTICE:
        dispute = _follow_notices(desk, letter.dispute_id, noticed)
        left = desk.table(Letter).count(dispute_id=dispute.id, template=NOTICE) or dispute.notice_received_on
        if dispute.stage is DisputeStage.FORMAL_NOTICE and not left:
            desk.table(Dispute).update(replace(dispute, stage=DisputeStage.AMICABLE))


def brought_back(desk: "Desk", letter: Letter) -> None:
    """What a letter taken out of the trash changes again in its dispute, inside the running step: undoes ``delete``."""
    if letter.template == NOTICE:
        dispute = _follow_notices(desk, letter.dispute_id, None)
        if dispute.stage is DisputeStage.AMICABLE:
            desk.table(Dispute).update(replace(dispute, stage=DisputeStage.FORMAL_NOTICE))


def proposed_choices(desk: "Desk", template_id: str) -> Choices:
    """What the letter window starts from: today, the usual way of sending, and the user's own reply delay."""
    from litigedesk.settings import definition

    template = catalogue.template(template_id)
    days = int(desk.setting(definition(f"reply_days.{template_id}")))
    today = desk.today()
    return Choices(written_on=today, send_method=template.send_method, reply_by=today + timedelta(days=days))
