"""The money outstanding, by how long it has been due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from litigedesk.domain.money import ZERO, Money
from litigedesk.queries import invoices
from litigedesk.queries.invoices import InvoiceRow

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class AgeBand:
    """Unpaid principal by age: « À échoir », « 1 à 30 jours »…, and how many invoices it is of."""

    label: str
    amount: Money
    count: int
    late: bool  # over ninety days


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What is still expected, what of it is past due, in bands of age; ``undisputed`` invoices past due are in no dispute yet."""

    outstanding: Money
    overdue: Money
    ages: tuple[AgeBand, ...]
    undisputed: int


_BANDS: Final = (  # each from so many days past due; the first is what is not due yet
    (0, "À échoir"),
    (1, "1 à 30 jours"),
    (31, "31 à 60 jours"),
    (61, "61 à 90 jours"),
    (91, "Plus de 90 jours"),
)
# What each invoice still owes: those paid in full are left out, and those of closed disputes. ?1 to ?4 are the last due days of
# the bands that follow the first.
_EXPECTED: Final = """
WITH paid AS MATERIALIZED (SELECT invoice_id, sum(amount) AS amount FROM payment GROUP BY invoice_id),
     credited AS MATERIALIZED (
         SELECT credited_invoice_id AS invoice_id, sum(gross) AS amount FROM invoice
         WHERE credited_invoice_id IS NOT NULL GROUP BY credited_invoice_id
     )
SELECT (due_on <= ?1) + (due_on <= ?2) + (due_on <= ?3) + (due_on <= ?4) AS band, dispute_id IS NULL AS undisputed,
       count(*) AS invoices, sum(left_over) AS cents
FROM (
    SELECT i.due_on, i.dispute_id, i.gross - coalesce(p.amount, 0) - coalesce(c.amount, 0) AS left_over
    FROM invoice i LEFT JOIN paid p ON p.invoice_id = i.id LEFT JOIN credited c ON c.invoice_id = i.id
         LEFT JOIN dispute d ON d.id = i.dispute_id
    WHERE i.kind = 'invoice' AND coalesce(d.stage, '') <> 'closed'
)
WHERE left_over > 0 GROUP BY 1, 2
"""


def expected(desk: "Desk", today: date) -> Expected:
    """The sums of the invoices on which money is still expected, each cent counted by the database; what is not due yet first."""
    days = [str(today - timedelta(days=start)) for start, _ in _BANDS[1:]]
    found = desk.remembered.rows(_EXPECTED, days, {"invoice", "payment", "dispute"})
    bands = []
    for place, (start, label) in enumerate(_BANDS):
        held = [row for row in found if row["band"] == place]
        amount = Money(sum(row["cents"] for row in held))
        many = sum(row["invoices"] for row in held)
        bands.append(AgeBand(label=label, amount=amount, count=many, late=start > 90 and amount > ZERO))
    return Expected(
        outstanding=Money.total(band.amount for band in bands),
        overdue=Money.total(band.amount for band in bands[1:]),
        ages=tuple(bands),
        undisputed=sum(row["invoices"] for row in found if row["band"] and row["undisputed"]),
    )


_UNDISPUTED: Final = """
SELECT count(*) FROM invoice i WHERE i.kind = 'invoice' AND i.dispute_id IS NULL AND i.due_on < ?
  AND i.gross > coalesce((SELECT sum(p.amount) FROM payment p WHERE p.invoice_id = i.id), 0)
    + coalesce((SELECT sum(n.gross) FROM invoice n WHERE n.credited_invoice_id = i.id), 0)
"""


def undisputed(desk: "Desk", today: date) -> int:
    """How many unpaid invoices past due are in no dispute."""
    return int(desk.remembered.rows(_UNDISPUTED, (str(today),), {"invoice", "payment"})[0][0])


def awaited(desk: "Desk") -> list[InvoiceRow]:
    """The invoices on which money is still expected: unpaid, those of closed disputes left out."""
    closed = {row["id"] for row in desk.db.rows("SELECT id FROM dispute WHERE stage = 'closed'")}
    return [row for row in invoices.rows(desk, unpaid_only=True) if row.invoice.dispute_id not in closed]


def of_band(waiting: Sequence[InvoiceRow], place: int, today: date) -> list[InvoiceRow]:
    """Those of the band at that place of ``Expected.ages``."""
    ends = [start for start, _ in _BANDS[1:]]
    return [row for row in waiting if sum((today - row.invoice.due_on).days >= end for end in ends) == place]
