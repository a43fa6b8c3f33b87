"""Forms left half filled, by Escape or by a crash: take each up again, or throw it away."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from litigedesk import formats
from litigedesk.formats import typographic
from litigedesk.queries import record_names

from ... import draft_keys
from ...context import Context
from ...kept_drafts import Unfinished
from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.flow import FlowLayout
from ...widgets.panels import Card
from ...widgets.text import IconText, Label

SHOWN = 2  # lines; the others on request
NAMED = ("invoice", "contract", "dispute", "insurance_claim", "policy", "mediator", "portage_company", "client")


def to_take_up(context: Context) -> list[Unfinished]:
    """The forms left half filled that can be opened from here, the latest first."""
    found = context.drafts.unfinished()
    if not found:
        return []
    from ...draft_openers import can_resume

    return [one for one in found if can_resume(one.key)]


class UnfinishedCard(Card):
    """One line for each; ``all_asked`` when the user wants to see those that are only counted, ``taken`` after one was opened."""

    all_asked = Signal()
    taken = Signal()

    def __init__(
        self, context: Context, found: Sequence[Unfinished], *, every: bool, parent: QWidget | None = None
    ) -> None:
        title = "Une saisie n’est pas terminée" if len(found) == 1 else f"{len(found)} saisies ne sont pas terminées"
        super().__init__(title, gap=4, parent=parent)
        self._context = context
        for one in found if every else found[:SHOWN]:
            self.add(self._line(one))
        if len(found) > SHOWN and not every:
            more = Button(f"Voir {formats.count(len(found) - SHOWN, 'autre')}", Kind.LINK, name="today.unfinished.all")
            more.clicked.connect(self.all_asked)
            self.add(more)

    def _line(self, one: Unfinished) -> QWidget:
        words = _words(self._context, one)
        line = QWidget()
        beside = FlowLayout(16, 2, line)
        beside.addWidget(IconText("history", words))
        beside.addWidget(Label(_when(one.kept_at, self._context.today()), Tone.MUTED))
        take = Button("Reprendre", Kind.LINK, name=f"today.resume.{one.key}")
        take.setAccessibleName(typographic(f"Reprendre : {words}"))
        take.clicked.connect(partial(self._resume, one.key))
        drop = Button("Jeter", Kind.LINK, name=f"today.drop.{one.key}")
        drop.setAccessibleName(typographic(f"Jeter : {words}"))
        drop.clicked.connect(partial(self._drop, one.key, words))
        beside.addWidget(take)
        beside.addWidget(drop)
        return line

    def _resume(self, key: str) -> None:
        from ...draft_openers import resume

        resume(self._context, self.window(), key)
        self.taken.emit()

    def _drop(self, key: str, words: str) -> None:
        """Nothing brings it back, so it is asked."""
        box = QMessageBox(QMessageBox.Icon.Question, "Jeter une saisie", "", parent=self.window())
        box.setText(typographic(f"Jeter ce que vous aviez tapé dans « {words} » ?"))
        yes = box.addButton("Jeter", QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton("Garder", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        if box.clickedButton() is yes:
            self._context.drafts.drop(key)


def _words(context: Context, one: Unfinished) -> str:
    """The title of the form and what it is about."""
    about = dict(draft_keys.about(one.key, context.drafts.get(one.key) or {}))
    names = (record_names.of(context.desk, kind, about[kind]) for kind in NAMED if kind in about)
    name = next((found for found in names if found and found not in one.title), "")
    return " — ".join(filter(None, (one.title, name)))


def _when(kept_at: datetime, today: date) -> str:
    day, days = kept_at.date(), (today - kept_at.date()).days
    said = {0: "aujourd’hui", 1: "hier"}.get(days, f"le {formats.date_long(day)}")
    return f"{said} à {kept_at.hour} h {kept_at.minute:02}"
