"""The statement of several invoices of one dispute: one line each, and totals that add up to the cent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from litigedesk.domain.money import Money
from litigedesk.rules.interest import Claim, InterestResult
from litigedesk.rules.law import Law


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
    """What is owed on all invoices; ``total_due - overpaid = principal - credited + interest + fixed_fee - paid``."""

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
    """The statement of these invoices; each claim must have the same ``until``."""
    raise NotImplementedError
