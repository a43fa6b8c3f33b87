"""The sheet of a dispute: its facts gathered from the dossier, and set on a page or two."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Letter
from litigedesk.domain.vocabulary import DisputeStage, EventAuthor
from litigedesk.formats import typographic
from litigedesk.operations import bundles
from litigedesk.paper.dispute_sheet import SheetFacts, SheetLine, SheetParty, SheetSum, write_sheet
from litigedesk.queries import disputes, pieces
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.next_step import propose
from litigedesk.rules.claims import Segment
from litigedesk.rules.statement import Statement

if TYPE_CHECKING:
    from litigedesk.desk import Desk

MOST_EVENTS: Final = 30  # the latest: the sheet is for a glance, the dossier has them all
CONFIDENTIAL: Final = typographic(
    "Les lignes marquées « confidentiel » viennent d’une médiation : ne les communiquez à personne d’autre (loi n° 95-125 du "
    "8 février 1995, art. 21-3)."
)


def write(desk: "Desk", dispute_id: int) -> bytes:
    """The pages of the sheet of a dispute, as they stand today; ``NotFound`` when it is gone."""
    return write_sheet(facts(desk, dispute_id))


def facts(desk: "Desk", dispute_id: int) -> SheetFacts:
    """What the sheet of a dispute says; ``NotFound`` when it is gone."""
    today = desk.today()
    dossier = disputes.dossier(desk, dispute_id, today)
    dispute, step = dossier.dispute, propose(dossier, today)
    held = pieces.rows(desk, of_dispute(dispute_id))
    confidential = (
        any(one.confidential for one in dossier.events)
        or any(one.confidential for one in dossier.letters)
        or any(row.piece.confidential for row in held)
    )
    return SheetFacts(
        reference=dispute.reference,
        title=dispute.title or dispute.kind.label,
        client=dossier.client.name,
        made_on=today,
        facts=tuple(_facts(dossier)),
        next_step="" if dispute.stage is DisputeStage.CLOSED else step.sentence,
        reason=step.reason,
        parties=tuple(SheetParty(one.role, one.lines) for one in bundles.parties(desk, dossier)),
        sums=tuple(_sums(dossier)),
        notes=tuple(_notes(dossier)),
        dates=tuple(
            SheetLine(one.due_on, one.title, one.reason, formats.days_away(one.due_on, today))
            for one in dossier.deadlines
            if one.done_on is None
        ),
        events=tuple(_events(dossier)),
        letters=tuple(_letter(one) for one in dossier.letters),
        pieces=tuple(
            SheetLine(
                row.piece.dated_on,
                f"{row.piece.number}. {row.piece.title}",
                beside=_marked(row.piece.kind.label, confidential=row.piece.confidential),
            )
            for row in held
        ),
        warning=CONFIDENTIAL if confidential else "",
    )


def _facts(dossier: Dossier) -> Iterator[tuple[str, str]]:
    dispute = dossier.dispute
    yield "Litige", dispute.kind.label
    yield "Étape", dispute.stage.label_of(dispute.kind)
    yield "Ouvert le", formats.date_long(dispute.opened_on)
    yield "Client", dossier.client.kind.label
    if dispute.closed_on is not None and dispute.closing_reason is not None:
        yield "Clos le", f"{formats.date_long(dispute.closed_on)} ({dispute.closing_reason.label.lower()})"
    if dispute.contested_amount:
        yield "Contesté", formats.money(dispute.contested_amount)
    if dossier.client.phone or dossier.client.email:
        yield "Joindre", " · ".join(filter(None, (dossier.client.phone, dossier.client.email)))
    if dossier.limitation is not None:
        safe = formats.date_long(dossier.limitation.result.prudent_safe_date)
        yield "Prescription", typographic(f"dernier jour sûr : {safe}")


# ---- sums ------------------------------------------------------------------------------------------------------------
def _sums(dossier: Dossier) -> Iterator[SheetSum]:
    """Principal, credit notes, interest with its segments, fee, payments, what is due: the ledger of the window."""
    found = dossier.sums.statement
    for line in dossier.sums.lines:
        words = f"Facture {line.invoice.number}, échue le {formats.date_long(line.invoice.due_on)}"
        yield SheetSum(words, formats.money(line.invoice.gross))
        for note in line.credit_notes:
            yield SheetSum(f"Avoir {note.number}", formats.money(-note.gross))
    if not dossier.sums.lines:
        return
    if found is None:
        yield SheetSum("Principal impayé", formats.money(dossier.sums.outstanding), total=True)
        return
    yield SheetSum("Intérêts de retard", formats.money(found.interest))
    yield from _working(found)
    if found.fixed_fee:
        yield SheetSum("Indemnité forfaitaire (C. com. D441-5)", formats.money(found.fixed_fee))
    for line in dossier.sums.lines:
        for payment in line.payments:
            day = formats.date_long(payment.paid_on)
            yield SheetSum(f"Payé le {day} ({payment.method.label.lower()})", formats.money(-payment.amount))
    if found.overpaid:
        yield SheetSum("Trop-perçu, à rendre", formats.money(found.overpaid))
    yield SheetSum(f"Dû au {formats.date_long(found.until)}", formats.money(found.total_due), total=True)


def _working(found: Statement) -> Iterator[SheetSum]:
    several = len(found.lines) > 1
    for line in found.lines:
        for segment in line.result.segments:
            before = f"{line.number} : " if several else ""
            yield SheetSum(typographic(before + _segment(segment)), formats.money(segment.amount), inner=True)


def _segment(one: Segment) -> str:
    span = f"du {formats.date_short(one.first)} au {formats.date_short(one.last)}"
    days = formats.count(one.days, "jour")
    return f"{span}, {days} à {formats.percent(one.rate)} sur {formats.money(one.base)}"


def _notes(dossier: Dossier) -> Iterator[str]:
    found = dossier.sums.statement
    if found is None:
        if dossier.sums.obstacle:
            yield dossier.sums.obstacle
        return
    if found.per_day and dossier.dispute.closed_on is None:
        yield typographic(f"Par jour de plus : {formats.money(found.per_day)}.")
    if found.sources and found.interest:
        yield typographic(f"Sources : {' ; '.join(found.sources)}.")
    if dossier.dispute.contested_amount and dossier.dispute.contested_reason:
        yield typographic(f"Contesté : {dossier.dispute.contested_reason}")


# ---- what happened ---------------------------------------------------------------------------------------------------
def _events(dossier: Dossier) -> Iterator[SheetLine]:
    """The latest, oldest first."""
    for one in reversed(dossier.events[:MOST_EVENTS]):
        by_hand = one.kind.label if one.author is EventAuthor.USER else ""
        yield SheetLine(
            one.happened_on,
            one.title,
            " ".join(one.body.split()),
            _marked(by_hand, confidential=one.confidential),
        )
    if len(dossier.events) > MOST_EVENTS:
        left = formats.count(len(dossier.events) - MOST_EVENTS, "ligne plus ancienne", "lignes plus anciennes")
        yield SheetLine(None, f"Et {left}, dans le dossier.")


def _letter(one: Letter) -> SheetLine:
    detail = " · ".join(
        filter(
            None,
            (
                one.send_method.label,
                f"n° {one.tracking_number}" if one.tracking_number else "",
                f"réponse attendue le {formats.date_long(one.reply_by)}" if one.reply_by else "",
            ),
        )
    )
    return SheetLine(
        one.sent_on or one.written_on, one.title, detail, _marked(_state(one), confidential=one.confidential)
    )


def _state(one: Letter) -> str:
    if one.sent_on is None:
        return "à envoyer"
    if one.outcome is not None and one.received_on is None:
        return one.outcome.label.lower()
    if one.received_on is not None:
        return f"reçue le {formats.date_short(one.received_on)}"
    return f"envoyée le {formats.date_short(one.sent_on)}"


def _marked(words: str, *, confidential: bool) -> str:
    return " · ".join(filter(None, (words, "confidentiel" if confidential else "")))
