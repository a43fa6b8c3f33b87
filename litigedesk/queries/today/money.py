"""The money outstanding, by how long it has been due."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import TYPE_CHECKING

from litigedesk.domain.money import ZERO, Money
from litigedesk.queries import invoices
from litigedesk.queries.invoices import InvoiceRow

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class AgeBand:
    """Unpaid principal by age: « À échoir », « 1 à 30 jours »…"""

    label: str
    amount: Money
    rows: tuple[InvoiceRow, ...]
    late: bool  # over ninety days


_BANDS = (  # each from so many days past due
    (-inf, "À échoir"),
    (1, "1 à 30 jours"),
    (31, "31 à 60 jours"),
    (61, "61 à 90 jours"),
    (91, "Plus de 90 jours"),
)


def awaited(desk: "Desk") -> list[InvoiceRow]:
    """The invoices on which money is still expected: unpaid, those of closed disputes left out."""
    closed = {row["id"] for row in desk.db.rows("SELECT id FROM dispute WHERE stage = 'closed'")}
    return [row for row in invoices.rows(desk, unpaid_only=True) if row.invoice.dispute_id not in closed]


def by_age(waiting: Sequence[InvoiceRow], today: date) -> tuple[AgeBand, ...]:
    """Unpaid principal in bands of age, what is not due yet first."""
    starts = [start for start, _ in _BANDS]
    held: list[list[InvoiceRow]] = [[] for _ in _BANDS]
    for row in waiting:
        held[bisect_right(starts, (today - row.invoice.due_on).days) - 1].append(row)
    totals = [Money.total(row.outstanding for row in rows) for rows in held]
    return tuple(
        AgeBand(label=label, amount=total, rows=tuple(rows), late=start > 90 and total > ZERO)
        for (start, label), rows, total in zip(_BANDS, held, totals, strict=True)
    )
