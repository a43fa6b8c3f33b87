"""The due date that follows from a payment term."""

from dataclasses import dataclass
from datetime import date

from litigedesk.domain.vocabulary import ClientKind, PaymentTerm
from litigedesk.rules.law import Law


@dataclass(frozen=True, kw_only=True)
class ProposedDue:
    """A due date to propose; ``None`` when a fact is missing, which ``missing`` then names (record field names)."""

    date: date | None
    missing: tuple[str, ...]
    steps: tuple[str, ...]
    source: str
    warnings: tuple[str, ...]


def propose(
    term: PaymentTerm,
    law: Law,
    *,
    client: ClientKind,
    issued: date | None,
    performed: date | None = None,
    received: date | None = None,
    custom_days: int | None = None,
) -> ProposedDue:
    """The due date by the contract's term. Calendar days, never moved for a Sunday or holiday."""
    raise NotImplementedError
