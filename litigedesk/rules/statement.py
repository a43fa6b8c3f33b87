"""The statement of several invoices of one dispute: one line each, and totals that add up to the cent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from operator import attrgetter

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.errors import BugError
from litigedesk.rules import interest
from litigedesk.rules.claims import Claim, InterestResult
from litigedesk.rules.law import Law
from litigedesk.rules.reasons import Reasons


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
    reasons: Reasons = field(compare=False, repr=False)

    @property
    def steps(self) -> tuple[str, ...]:
        """How each line was found, then the total."""
        return self.reasons.steps

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to beware of, line by line."""
        return self.reasons.warnings

    @property
    def sources(self) -> tuple[str, ...]:
        """The articles and publications relied on, each once."""
        return self.reasons.sources


def compute(invoices: Sequence[InvoiceClaim], until: date, law: Law) -> Statement:
    """The statement of these invoices; errors as ``interest.compute``, ``BugError`` when a claim has another
    ``until``."""
    if any(invoice.claim.until != until for invoice in invoices):
        raise BugError("every invoice of a statement must be reckoned on the same day")
    lines = tuple(
        StatementLine(invoice_id=invoice.invoice_id, number=invoice.number, result=interest.compute(invoice.claim, law))
        for invoice in invoices
    )

    results = [line.result for line in lines]

    def total(name: str) -> Money:
        return Money.total(map(attrgetter(name), results))

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
        overpaid=total("overpaid"),
        per_day=total("per_day"),
        reasons=Reasons(partial(_steps, lines), partial(_warnings, lines), partial(_sources, lines)),
    )


def _steps(lines: Sequence[StatementLine]) -> Iterator[str]:
    yield from _named(lines, [line.result.steps for line in lines])
    if len(lines) > 1:
        total = Money.total(line.result.total_due for line in lines)
        yield f"Total des {formats.count(len(lines), 'facture')} : {formats.money(total)}."


def _warnings(lines: Sequence[StatementLine]) -> Iterator[str]:
    yield from _named(lines, [line.result.warnings for line in lines])
    if len(lines) > 1 and any(line.result.overpaid for line in lines):
        yield (
            "Le trop-perçu d’une facture n’est pas déduit des autres : le client choisit d’abord quelle dette il paie "
            "(C. civ. 1342-10)."
        )


def _sources(lines: Sequence[StatementLine]) -> Iterable[str]:
    return (source for line in lines for source in line.result.sources)


def _named(lines: Sequence[StatementLine], said: Sequence[Sequence[str]]) -> Iterator[str]:
    """What is said of each line, after its invoice's number unless every line says the same."""
    common = set.intersection(*map(set, said)) if said else set()
    for line, sentences in zip(lines, said, strict=True):
        for sentence in sentences:
            yield sentence if sentence in common else f"{line.number} : {sentence}"
