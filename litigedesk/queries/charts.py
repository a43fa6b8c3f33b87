"""The figures behind the charts: disputes by stage and outcome, days to be paid, costs. Money by age is that of ``today``."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.domain.mediation import Mediation
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import Procedure
from litigedesk.domain.vocabulary import ClosingReason, DisputeKind, DisputeStage, SendMethod
from litigedesk.queries import mediations

if TYPE_CHECKING:
    from litigedesk.desk import Desk

ENOUGH: Final = 2  # paid invoices that make an average


# ---- disputes --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class CountedDispute:
    """One dispute as it is counted: an open one by its stage, a closed one by its reason."""

    id: int
    reference: str
    client_name: str
    kind: DisputeKind
    stage: DisputeStage
    reason: ClosingReason | None
    opened_on: date
    closed_on: date | None


def disputes(desk: "Desk", year: int | None = None) -> list[CountedDispute]:
    """Every dispute, or those opened in a calendar year, oldest first."""
    found = desk.db.rows(
        """SELECT d.id, d.reference, d.kind, d.stage, d.closing_reason, d.opened_on, d.closed_on, c.name
           FROM dispute d JOIN client c ON c.id = d.client_id
           WHERE ?1 IS NULL OR substr(d.opened_on, 1, 4) = ?1 ORDER BY d.opened_on, d.id""",
        (None if year is None else f"{year:04}",),
    )
    return [
        CountedDispute(
            id=row["id"],
            reference=row["reference"],
            client_name=row["name"],
            kind=DisputeKind(row["kind"]),
            stage=DisputeStage(row["stage"]),
            reason=ClosingReason(row["closing_reason"]) if row["closing_reason"] else None,
            opened_on=date.fromisoformat(row["opened_on"]),
            closed_on=date.fromisoformat(row["closed_on"]) if row["closed_on"] else None,
        )
        for row in found
    ]


def dispute_years(desk: "Desk") -> tuple[int, ...]:
    """The calendar years in which a dispute was opened, the latest first."""
    found = desk.db.rows("SELECT DISTINCT substr(opened_on, 1, 4) AS year FROM dispute ORDER BY year DESC")
    return tuple(int(row["year"]) for row in found)


# ---- days to be paid -------------------------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class PaidInvoice:
    """An invoice paid in full: ``paid_on`` is the day its principal, less credit notes, was covered."""

    id: int
    number: str
    due_on: date
    paid_on: date

    @property
    def days(self) -> int:
        """Days after its due date, negative when it was paid before."""
        return (self.paid_on - self.due_on).days


@dataclass(frozen=True, kw_only=True)
class ClientDelay:
    """How long a client takes to pay, by its invoices paid in full; one alone makes no average."""

    client_id: int
    name: str
    paid: tuple[PaidInvoice, ...]

    @property
    def mean(self) -> Fraction | None:
        """The exact average of days, ``None`` for too few invoices."""
        return Fraction(sum(one.days for one in self.paid), len(self.paid)) if len(self.paid) >= ENOUGH else None

    @property
    def average(self) -> int | None:
        """The same to the nearest day, a half going up."""
        return None if (mean := self.mean) is None else floor(mean + Fraction(1, 2))

    @property
    def worst(self) -> int:
        """The longest."""
        return max(one.days for one in self.paid)


_PAYMENTS = """
SELECT i.id, i.number, i.due_on, i.client_id, c.name, p.paid_on, p.amount,
       i.gross - coalesce((SELECT sum(n.gross) FROM invoice n WHERE n.credited_invoice_id = i.id), 0) AS owed
FROM payment p JOIN invoice i ON i.id = p.invoice_id JOIN client c ON c.id = i.client_id
WHERE i.kind = 'invoice' ORDER BY i.due_on, i.id, p.paid_on, p.id
"""


def delays(desk: "Desk") -> list[ClientDelay]:
    """Every client with an invoice paid in full, the slowest first, those with too few invoices last by name."""
    received: Counter[int] = Counter()
    paid: dict[int, list[PaidInvoice]] = defaultdict(list)
    names: dict[int, str] = {}
    for row in desk.db.rows(_PAYMENTS):
        before = received[row["id"]]
        received[row["id"]] += row["amount"]
        if (
            before < row["owed"] <= received[row["id"]]
        ):  # what comes after is interest; what was credited whole is not paid
            names[row["client_id"]] = row["name"]
            paid[row["client_id"]].append(
                PaidInvoice(
                    id=row["id"],
                    number=row["number"],
                    due_on=date.fromisoformat(row["due_on"]),
                    paid_on=date.fromisoformat(row["paid_on"]),
                )
            )
    found = [ClientDelay(client_id=key, name=names[key], paid=tuple(held)) for key, held in paid.items()]
    return sorted(found, key=_slowest)


def _slowest(one: ClientDelay) -> tuple[bool, Fraction, str]:
    return one.mean is None, -(one.mean or Fraction(0)), formats.folded(one.name)


# ---- costs -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class Cost:
    """One sum that a dispute or a mediation cost, and what to open; ``day`` is ``None`` when nothing dates it."""

    day: date | None
    who: str
    what: str
    amount: Money
    record: tuple[str, int]


@dataclass(frozen=True, kw_only=True)
class YearOfCosts:
    """What one calendar year cost; ``registered`` letters left that year, their postage being noted nowhere."""

    year: int
    procedures: tuple[Cost, ...]
    mediations: tuple[Cost, ...]
    conventions: tuple[Cost, ...]
    registered: int

    @property
    def all(self) -> tuple[Cost, ...]:
        """Every sum."""
        return (*self.procedures, *self.mediations, *self.conventions)


@dataclass(frozen=True, kw_only=True)
class Costs:
    """The years that cost something or in which a registered letter left, the latest first; ``undated`` are in none."""

    years: tuple[YearOfCosts, ...]
    undated: tuple[Cost, ...]


_REGISTERED = f"""
SELECT substr(sent_on, 1, 4) AS year, count(*) AS letters FROM letter
WHERE dispute_id IS NOT NULL AND sent_on IS NOT NULL
  AND send_method IN ({", ".join(f"'{one}'" for one in SendMethod if one.is_registered)})
GROUP BY year
"""


def costs(desk: "Desk") -> Costs:
    """What disputes and mediations cost the user, by calendar year."""
    of_mediation = list(_mediation_costs(desk))
    held = {
        "procedures": list(_procedure_costs(desk)),
        "mediations": [one for one in of_mediation if one.record[0] == "mediation"],
        "conventions": [one for one in of_mediation if one.record[0] == "convention"],
    }
    letters = {int(row["year"]): int(row["letters"]) for row in desk.db.rows(_REGISTERED)}
    years = {one.day.year for found in held.values() for one in found if one.day is not None}

    def of_year(key: str, year: int) -> tuple[Cost, ...]:
        return tuple(one for one in held[key] if one.day is not None and one.day.year == year)

    return Costs(
        years=tuple(
            YearOfCosts(
                year=year,
                procedures=of_year("procedures", year),
                mediations=of_year("mediations", year),
                conventions=of_year("conventions", year),
                registered=letters.get(year, 0),
            )
            for year in sorted(years | letters.keys(), reverse=True)
        ),
        undated=tuple(one for one in of_mediation if one.day is None),
    )


def _procedure_costs(desk: "Desk") -> Iterator[Cost]:
    """A cost has no date of its own: it counts in the year of the first thing that happened, else of the dispute."""
    raw = desk.db.rows(
        """SELECT p.*, d.reference AS dispute_reference, d.opened_on, c.name AS client_name
           FROM procedure p JOIN dispute d ON d.id = p.dispute_id JOIN client c ON c.id = d.client_id
           WHERE p.cost > 0 ORDER BY p.id"""
    )
    for row, one in zip(raw, desk.table(Procedure).read(raw), strict=True):
        assert one.cost is not None
        happened = (
            one.asked_on, one.meeting_on, one.agreed_on, one.decided_on, one.served_on, one.opposed_on, one.enforceable_on,
            one.published_on, one.declared_on, one.ended_on,
        )  # fmt: skip
        yield Cost(
            day=min((day for day in happened if day is not None), default=date.fromisoformat(row["opened_on"])),
            who=row["client_name"],
            what=f"{one.kind.label} · {row['dispute_reference']}",
            amount=one.cost,
            record=("dispute", one.dispute_id),
        )


def _mediation_costs(desk: "Desk") -> Iterator[Cost]:
    named = desk.db.rows(
        """SELECT m.id, c.name, d.reference FROM mediation m JOIN dispute d ON d.id = m.dispute_id
           JOIN client c ON c.id = d.client_id WHERE m.cost > 0"""
    )
    about = {row["id"]: row for row in named}
    mediators = {row["id"]: row["name"] for row in desk.db.rows("SELECT id, name FROM mediator")}
    for day, one in mediations.charges(desk):
        assert one.id is not None
        if isinstance(one, Mediation):
            assert one.cost is not None
            row = about[one.id]
            what = f"Médiation · {row['reference']}"
            yield Cost(day=day, who=row["name"], what=what, amount=one.cost, record=("mediation", one.id))
        else:
            assert one.fee is not None
            yield Cost(
                day=day,
                who=mediators[one.mediator_id],
                what="Convention",
                amount=one.fee,
                record=("convention", one.id),
            )
