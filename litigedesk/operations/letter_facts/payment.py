"""The facts of letters of payment: what is owed, invoice by invoice."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.records import Dispute
from litigedesk.domain.vocabulary import DivisorBasis
from litigedesk.errors import Refused
from litigedesk.letters.facts import (
    InvoiceFacts,
    LetterFacts,
    RateMode,
    SegmentFacts,
    StatementFacts,
)
from litigedesk.queries import sums
from litigedesk.rules import contested
from litigedesk.rules.statement import StatementLine

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def with_sums(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    """What is owed on the day of the letter; ``Refused`` when it cannot be stated."""
    owed = sums.of_dispute(desk, facts.dispute, facts.written_on)
    if owed.statement is None:
        raise Refused(owed.obstacle)
    contracts = {line.contract.id: line.contract for line in owed.lines if line.contract is not None}
    payments = sorted((p for line in owed.lines for p in line.payments), key=lambda p: (p.paid_on, p.id or 0))
    return replace(
        facts,
        contracts=tuple(contracts.values()),
        statement=_statement_facts(desk, owed, facts.dispute),
        payments=tuple(payments),
        invoices=tuple(line.invoice for line in owed.lines),
        rate_warnings=_rate_warnings(desk, facts.written_on),
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
    parts = contested.split(found, dispute.contested_amount)
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
        per_day=contested.share(found.per_day, found.principal_due - parts.contested, found.principal_due),
        legal_basis=found.sources,
        divisor_text=year,
        contested_amount=parts.contested,
        contested_interest=parts.contested_interest,
    )


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
