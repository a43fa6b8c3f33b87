"""What a letter asks for, and the ledger in its body that adds up to it."""

from datetime import date

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.letters import escaping
from litigedesk.letters.blocks import Align, Column, Row, Table
from litigedesk.letters.facts import InvoiceFacts, LetterFacts, StatementFacts
from litigedesk.letters.page import TEXT_WIDTH
from litigedesk.letters.template import Recipient, Template

FEW = 3  # up to so many invoices are named one by one in the body
_SEGMENTS_SHOWN = 4
_SUM_WIDTH = 35.0

Entry = tuple[str, Money]


def claims_total(template: Template, facts: LetterFacts) -> bool:
    """Whether this letter asks this client for interest and fee besides the principal."""
    return facts.client.kind in template.claims_total


def asked(template: Template, facts: LetterFacts) -> Money:
    """The sum the letter asks for: everything due, or the principal left; never the part contested in writing, but before those
    who may decide about it.
    """
    statement = facts.owed
    if claims_total(template, facts):
        return statement.total_due if template.claims_contested else statement.claimed
    left = Money.total(principal_balance(line) for line in statement.lines)
    return left if template.claims_contested else left - statement.contested_amount


def principal_balance(line: InvoiceFacts) -> Money:
    """What an invoice would show as left to pay, interest aside: its amount less credit notes and payments."""
    return line.principal - line.credited - line.paid


def period(first: date, last: date) -> str:
    """``du 1er au 30 juin 2026``: what both ends share is said once."""
    start = formats.date_long(first)
    if first.year == last.year:
        start = start.removesuffix(f"{formats.NBSP}{first.year}")
        if first.month == last.month:
            start = start.split(formats.NBSP)[0]
    return f"du {start} au {formats.date_long(last)}"


def ledger(template: Template, facts: LetterFacts) -> tuple[Table, ...]:
    """The table of the body: one line per sum, one rule above the total; nothing where a sentence has said it all."""
    statement = facts.owed
    total = claims_total(template, facts)
    entries = _principal(statement)
    if total:
        entries += [*_interest(statement), *_fee(statement)]
    entries += [("Paiements reçus", -statement.paid)] if statement.paid else []
    left_out = bool(statement.contested_amount) and not template.claims_contested
    if left_out:
        who = "que vous contestez" if template.recipient is Recipient.CLIENT else "que le débiteur conteste"
        entries.append((f"Part {who}, non réclamée ici", -statement.contested_amount))
        if total and statement.contested_interest:
            entries.append(("Intérêts sur cette part, non réclamés ici", -statement.contested_interest))
    if len(entries) == 1 and not total:
        return ()
    day = formats.date_long(statement.as_of)
    label = f"Somme réclamée au {day}" if left_out else f"Total dû au {day}"
    rows = [Row((label, formats.money(amount))) for label, amount in entries]
    rows.append(Row((label, formats.money(asked(template, facts))), total=True))
    columns = (Column(TEXT_WIDTH - _SUM_WIDTH), Column(_SUM_WIDTH, Align.RIGHT))
    return (Table(columns, tuple(rows)),)


def _principal(statement: StatementFacts) -> list[Entry]:
    if len(statement.lines) > FEW:
        entries = [(f"Principal des {formats.count(len(statement.lines), 'facture')} du décompte", statement.principal)]
        return entries + ([("Avoirs", -statement.credited)] if statement.credited else [])
    entries = []
    for line in statement.lines:
        number = escaping.clean(line.number)
        entries.append((f"Principal de la facture {number}", line.principal))
        entries += [(f"Avoir sur la facture {number}", -line.credited)] if line.credited else []
    return entries


def _interest(statement: StatementFacts) -> list[Entry]:
    if not statement.interest:
        return []
    if len(statement.lines) == 1 and _adds_up(statement.lines[0]):
        return [
            (
                f"Intérêts {period(segment.first, segment.last)}{formats.NBSP}: {formats.count(segment.days, 'jour')}"
                f" à {formats.percent(segment.rate)} l’an",
                segment.amount,
            )
            for segment in statement.lines[0].segments
        ]
    return [("Intérêts de retard, détaillés dans le décompte", statement.interest)]


def _adds_up(line: InvoiceFacts) -> bool:
    """Rounded parts are shown only when they add up to the interest, which is rounded once."""
    parts = Money.total(segment.amount for segment in line.segments)
    return parts == line.interest and len(line.segments) <= _SEGMENTS_SHOWN


def _fee(statement: StatementFacts) -> list[Entry]:
    if not statement.fee:
        return []
    late = sum(1 for line in statement.lines if line.fee)
    each = f" ({formats.count(late, 'facture')})" if late > 1 else ""
    return [(f"Indemnité forfaitaire pour frais de recouvrement{each}", statement.fee)]
