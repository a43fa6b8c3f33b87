"""The money outstanding, by how long it has been due."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from litigedesk.domain.money import ZERO, Money
from litigedesk.queries.invoices import InvoiceRow


@dataclass(frozen=True, kw_only=True)
class AgeBand:
    """Unpaid principal by age: « À échoir », « 1 à 30 jours »…"""

    label: str
    amount: Money
    invoices: int
    late: bool  # over ninety days


_BANDS = (  # each from so many days past due
    (-inf, "À échoir"),
    (1, "1 à 30 jours"),
    (31, "31 à 60 jours"),
    (61, "61 à 90 jours"),
    (91, "Plus de 90 jours"),
)


def by_age(waiting: Sequence[InvoiceRow], today: date) -> tuple[AgeBand, ...]:
    """Unpaid principal in bands of age, what is not due yet first."""
    starts = [start for start, _ in _BANDS]
    held: list[list[Money]] = [[] for _ in _BANDS]
    for row in waiting:
        held[bisect_right(starts, (today - row.invoice.due_on).days) - 1].append(row.outstanding)
    totals = [Money.total(amounts) for amounts in held]
    return tuple(
        AgeBand(label=label, amount=total, invoices=len(amounts), late=start > 90 and total > ZERO)
        for (start, label), amounts, total in zip(_BANDS, held, totals, strict=True)
    )
