"""The Monday review: what to look at once a week, in three minutes, each line leading to what it speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.queries.today import Overview

from ...palette import Tone
from ...theme import current
from ...widgets.buttons import Button, Kind
from ...widgets.panels import Card
from ...widgets.rows import FactRow
from ...widgets.text import IconText

OLD_BACKUP = 7  # days: a copy older than the last review is looked at


@dataclass(frozen=True)
class Point:
    """One line of the review: where it leads, what is seen there, and whether it asks for something."""

    key: str
    title: str
    detail: str
    asks: bool


class ReviewCard(Card):
    """``asked(key)`` shows a part of the page; ``finished`` when the user has been through it."""

    asked = Signal(str)
    finished = Signal()

    def __init__(self, shown: Overview, today: date, last: date | None, parent: QWidget | None = None) -> None:
        super().__init__("La revue de la semaine", told(last, today), gap=0, parent=parent)
        if is_done(last, today):
            assert last is not None
            self.add(IconText("circle-check", f"Faite le {formats.date_full(last)}.", Tone.FINE, wrap=True))
            return
        for point in points(shown, today):
            icon, tone = ("circle-dot", Tone.SOON) if point.asks else ("circle-check", Tone.FINE)
            line = FactRow(icon, point.title, right=point.detail, icon_tone=tone, pressable=True)
            line.setMinimumHeight(current().control_height())
            line.setObjectName(f"review.{point.key}")
            line.clicked.connect(partial(self.asked.emit, point.key))
            self.add(line)
        self.body.addSpacing(6)
        done = Button("J’ai tout passé en revue", Kind.SECONDARY, "check", name="review.done")
        done.clicked.connect(self.finished)
        self.add(done)


def is_done(last: date | None, today: date) -> bool:
    """Whether the week's review is made: since its Monday."""
    return last is not None and today - timedelta(days=today.weekday()) <= last <= today


def told(last: date | None, today: date) -> str:
    """When the last one was, and that three minutes are enough."""
    if last is None or is_done(last, today):
        return "" if last is not None else "trois minutes, le lundi"
    return f"la dernière : {formats.days_away(last, today)}"


def points(shown: Overview, today: date) -> Iterator[Point]:
    """What to look at, in the order of the page."""
    first = shown.first
    late = shown.late.count + (first is not None and first.is_late(today))
    soon = shown.soon.count + (first is not None and first.is_soon(today))
    yield Point("late", "En retard", _count(late, "chose à faire", "choses à faire", "rien"), bool(late))
    yield Point("soon", "Cette semaine", _count(soon, "chose à faire", "choses à faire", "rien"), bool(soon))
    stuck = shown.without_next_step.count + (first is not None and not (first.is_late(today) or first.is_soon(today)))
    yield Point("stuck", "Sans prochaine étape", _count(stuck, "litige", "litiges", "aucun litige"), bool(stuck))
    waiting = shown.waiting.count
    yield Point("waiting", "En attente", _count(waiting, "litige", "litiges", "aucun litige"), False)
    ending = len(shown.renewals)
    yield Point(
        "renewals", "À renouveler", _count(ending, "chose qui expire", "choses qui expirent", "rien"), bool(ending)
    )
    old = Point("money", "Argent attendu", "rien n’est échu", False)
    if shown.overdue:
        old = Point(
            "money", "Argent attendu", f"{formats.money(shown.overdue)} échus", any(one.late for one in shown.ages)
        )
    yield old
    yield _backup(shown, today)
    if shown.to_erase:
        many = _count(shown.to_erase, "client à effacer", "clients à effacer", "")
        yield Point("privacy", "Données personnelles", many, True)


def _backup(shown: Overview, today: date) -> Point:
    when = shown.last_backup
    if when is None:
        return Point("backup", "Sauvegarde", "aucune encore", True)
    age = (today - when.date()).days
    words = "aujourd’hui" if age <= 0 else f"il y a {formats.count(age, 'jour')}"
    return Point("backup", "Sauvegarde", f"la dernière : {words}", age > OLD_BACKUP)


def _count(number: int, one: str, many: str, none: str) -> str:
    return formats.count(number, one, many) if number else none
