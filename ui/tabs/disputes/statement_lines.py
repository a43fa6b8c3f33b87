"""The lines of the ledger of sums, from a statement of the rules: nothing is computed but what rounding set aside."""

from collections.abc import Iterator
from datetime import date

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.records import Dispute
from litigedesk.queries.sums import Sums
from litigedesk.rules.claims import Segment
from litigedesk.rules.statement import Statement

from ... import legal_words
from ...widgets.ledger import LedgerLine


def lines(sums: Sums, dispute: Dispute) -> list[LedgerLine]:
    """From principal to what is due: details stand in the inner column, and the outer column adds up."""
    found = sums.statement
    if found is None:
        return without_statement(sums)
    return [
        *_principal(sums),
        *_interest(found),
        *_fee(found),
        *_settled(found),
        LedgerLine(_due_words(sums, dispute), found.total_due, total=True),
        *_after(found, dispute),
    ]


def without_statement(sums: Sums) -> list[LedgerLine]:
    """What can be said while the law cannot answer: principal, credit notes and payments."""
    paid = Money.total(line.paid for line in sums.lines)
    return [
        *_principal(sums),
        LedgerLine("Déjà payé", -paid),
        LedgerLine("Principal impayé", sums.outstanding, total=True),
    ]


def _principal(sums: Sums) -> Iterator[LedgerLine]:
    for line in sums.lines:
        words = f"Principal, facture {line.invoice.number}"
        yield LedgerLine(words, line.invoice.gross, tip=line.invoice.title)
        for note in line.credit_notes:
            yield LedgerLine(f"Avoir {note.number}", -note.gross, tip=note.title)


def _interest(found: Statement) -> Iterator[LedgerLine]:
    yield LedgerLine("Intérêts de retard", found.interest, tip=legal_words.told("interets-de-retard"))
    several = len(found.lines) > 1
    shown = Money(0)
    for line in found.lines:
        for segment in line.result.segments:
            shown += segment.amount
            before = f"{line.number} · " if several else ""
            yield LedgerLine(
                before + segment_words(segment, found.until), segment.amount, inner=True, tip=_why(segment)
            )
    if found.interest != shown:
        yield LedgerLine("arrondi une seule fois, à la fin", found.interest - shown, inner=True)


def segment_words(segment: Segment, until: date) -> str:
    """``1er – 30 juin : 30 j à 12,15 %``; the year is written when it is not that of the statement."""
    return f"{period(segment.first, segment.last, until)} : {segment.days} j à {formats.percent(segment.rate)}"


def period(first: date, last: date, until: date) -> str:
    """Two days as one stretch, each part written once."""
    start, month, year = formats.date_medium(first).split(formats.NBSP)
    end, end_month, end_year = formats.date_medium(last).split(formats.NBSP)
    tail = "" if last.year == until.year else f" {end_year}"
    if first == last:
        return f"{end} {end_month}{tail}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{start} – {end} {formats.MONTHS[last.month - 1]}{tail}"
    head = f"{start} {month}" if first.year == last.year else f"{start} {month} {year}"
    return f"{head} – {end} {end_month}{tail}"


def _why(segment: Segment) -> str:
    return f"Sur {formats.money(segment.base)}. {segment.source}."


def _fee(found: Statement) -> Iterator[LedgerLine]:
    if found.fixed_fee:
        late = sum(1 for line in found.lines if line.result.fixed_fee)
        words = f"Indemnité forfaitaire, {formats.count(late, 'facture')}"
        yield LedgerLine(words, found.fixed_fee, tip=legal_words.told("indemnite-40"))


def _settled(found: Statement) -> Iterator[LedgerLine]:
    tip = "Chaque paiement va d’abord aux intérêts, puis au principal (art. 1343-1 du code civil)."
    yield LedgerLine("Déjà payé", -found.paid, tip=tip)
    if found.overpaid:
        yield LedgerLine("Trop-perçu, à rendre", found.overpaid)


def _due_words(sums: Sums, dispute: Dispute) -> str:
    day = formats.date_long(sums.until)
    return f"Dû à la clôture, {day}" if dispute.closed_on is not None else f"Dû aujourd’hui, {day}"


def _after(found: Statement, dispute: Dispute) -> Iterator[LedgerLine]:
    if dispute.closed_on is None:
        plus = "+ " if found.per_day else ""
        yield LedgerLine("Par jour de plus", f"{plus}{formats.money(found.per_day)}", muted=True)
    if part := min(dispute.contested_amount, found.principal_due):
        words = "Dont contesté par le client, en principal"
        yield LedgerLine(words, part, muted=True, tip=dispute.contested_reason)
