"""The statement of several invoices of one dispute: one line each, and totals that add up to the cent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.errors import BugError
from litigedesk.rules import interest
from litigedesk.rules.claims import Claim, InterestResult
from litigedesk.rules.law import Law
from litigedesk.rules.reasons import written


@dataclass(frozen=True, kw_only=True)
class InvoiceClaim:
    """One invoice of the dispute, with the facts its interest depends on."""

    invoice_id: int | None
    number: str
    claim: Claim


@dataclass(frozen=True, kw_only=True)
class StatementLine:
    """One invoice with what is owed on it."""

    invoice_id: int | None
    number: str
    result: InterestResult


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What is owed on all invoices at ``until``: every sum is the sum of its lines, each already rounded to the cent.

    ``total_due - overpaid = principal - credited + interest + fixed_fee - paid``; what was overpaid on one invoice is
    not set against another (C. civ. 1342-10 leaves that to the debtor first). Steps and warnings name the invoice they
    are about, those common to all come once.
    """

    until: date
    lines: tuple[StatementLine, ...]
    principal: Money
    credited: Money
    interest: Money
    fixed_fee: Money
    paid: Money
    principal_due: Money
    interest_due: Money
    fee_due: Money
    total_due: Money
    overpaid: Money
    per_day: Money
    steps: tuple[str, ...]
    warnings: tuple[str, ...]
    sources: tuple[str, ...]


def compute(invoices: Sequence[InvoiceClaim], until: date, law: Law) -> Statement:
    """The statement of these invoices; errors as ``interest.compute``, ``BugError`` when a claim has another
    ``until``."""
    if any(invoice.claim.until != until for invoice in invoices):
        raise BugError("every invoice of a statement must be reckoned on the same day")
    lines = tuple(
        StatementLine(invoice_id=invoice.invoice_id, number=invoice.number, result=interest.compute(invoice.claim, law))
        for invoice in invoices
    )

    def total(name: str) -> Money:
        return Money.total(attrgetter(name)(line.result) for line in lines)

    overpaid = total("overpaid")
    warnings = [sentence for line in lines for sentence in _named(lines, line, line.result.warnings)]
    if overpaid and len(lines) > 1:
        warnings.append(
            "Le trop-perçu d’une facture n’est pas déduit des autres : le client choisit d’abord quelle dette il paie "
            "(C. civ. 1342-10)."
        )
    return Statement(
        until=until,
        lines=lines,
        principal=total("principal"),
        credited=total("credited"),
        interest=total("interest"),
        fixed_fee=total("fixed_fee"),
        paid=total("paid"),
        principal_due=total("principal_due"),
        interest_due=total("interest_due"),
        fee_due=total("fee_due"),
        total_due=total("total_due"),
        overpaid=overpaid,
        per_day=total("per_day"),
        steps=written(_steps(lines)),
        warnings=written(warnings),
        sources=written(source for line in lines for source in line.result.sources),
    )


def _steps(lines: Sequence[StatementLine]) -> list[str]:
    steps = [sentence for line in lines for sentence in _named(lines, line, line.result.steps)]
    if len(lines) > 1:
        total = Money.total(line.result.total_due for line in lines)
        steps.append(f"Total des {formats.count(len(lines), 'facture')} : {formats.money(total)}.")
    return steps


def _named(lines: Sequence[StatementLine], line: StatementLine, sentences: Sequence[str]) -> list[str]:
    """The sentences of one line, each after its invoice's number unless every line says the same."""
    if len(lines) == 1:
        return list(sentences)
    said = (one.result.steps + one.result.warnings for one in lines)
    common = set.intersection(*(set(one) for one in said))
    return [sentence if sentence in common else f"{line.number} : {sentence}" for sentence in sentences]
