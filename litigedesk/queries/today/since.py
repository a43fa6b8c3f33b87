"""What changed of itself since the user last looked: dates gone by or near, the table of rates at its end, a copy not made."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.queries import agenda
from litigedesk.queries.agenda import Entry

if TYPE_CHECKING:
    from litigedesk.desk import Desk


MOST: Final = 50  # dates read


class ChangeKind(StrEnum):
    """What a change that is no date is about."""

    RATES = "rates"
    COPY = "copy"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that came about by itself, and what it asks for."""

    kind: ChangeKind
    title: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class Since:
    """``day`` is when the user last looked; each date is told once, those that are late first."""

    day: date
    changes: tuple[Change, ...]
    dates: tuple[Entry, ...]
    hidden: int = 0  # dates that are not read


def since(desk: "Desk", day: date | None, today: date) -> Since | None:
    """What came after ``day`` and until ``today``; ``None`` on the first day, and when nothing came."""
    if day is None or day >= today:
        return None
    came = agenda.since(desk, day, today, MOST)
    found = Since(day=day, changes=tuple(_changes(desk, day, today)), dates=came.dates, hidden=came.hidden)
    return found if found.changes or found.dates else None


def _changes(desk: "Desk", day: date, today: date) -> Iterator[Change]:
    if desk.care_fault is not None:
        yield Change(
            kind=ChangeKind.COPY, title="La sauvegarde de ce jour n’a pas pu se faire", detail=str(desk.care_fault)
        )
    end = desk.rates.complete_until
    if day <= end < today:
        yield Change(
            kind=ChangeKind.RATES,
            title="La table des taux d’intérêt est finie",
            detail=f"elle allait jusqu’au {formats.date_long(end)}\u00a0: ajoutez le semestre suivant",
        )
