"""What happened to a record, newest first: what was typed by hand can be changed, what is confidential says so."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.records import Event
from litigedesk.domain.vocabulary import EventAuthor, EventKind

from ..palette import Tone
from .buttons import Button, Kind
from .menu import add_action
from .panels import Card
from .rows import Timeline, TimelineEntry
from .text import Label

ADDED_BY_HAND: Final = (
    (EventKind.NOTE, "sticky-note"),
    (EventKind.CALL, "phone"),
    (EventKind.EMAIL, "mail"),
    (EventKind.MEETING, "users"),
)
ICONS: Final = {
    **dict(ADDED_BY_HAND),
    EventKind.LETTER: "mail",
    EventKind.PAYMENT: "banknote",
}


class EventsCard(Card):
    """The lines of the timeline that belong to a mediation or a claim; with ``adding``, a menu of what can be noted by hand."""

    add_asked = Signal(object)  # an EventKind
    edit_asked = Signal(int)
    delete_asked = Signal(int)

    def __init__(
        self, events: Sequence[Event], *, adding: bool = False, name: str = "events", parent: QWidget | None = None
    ) -> None:
        add = self._adding(name) if adding else None
        super().__init__("Chronologie", str(len(events) or ""), add, parent=parent)
        if not events:
            self.add(Label("Rien encore : chaque étape notée s’inscrit ici.", Tone.MUTED, wrap=True))
            return
        timeline = Timeline([_entry(one) for one in events])
        timeline.opened.connect(self.edit_asked.emit)
        timeline.menu_asked.connect(self._show_menu)
        self.add(timeline)

    def _adding(self, name: str) -> Button:
        button = Button("Ajouter", Kind.QUIET, "plus", name=f"{name}.add", tip="Ajouter à la chronologie")
        menu = QMenu(button)
        for kind, icon in ADDED_BY_HAND:
            add_action(menu, f"{kind.label}…", icon, partial(self._ask, kind))
        button.setMenu(menu)
        return button

    def _ask(self, kind: EventKind) -> None:
        self.add_asked.emit(kind)

    def _show_menu(self, event_id: int, point: QPoint) -> None:
        menu = QMenu(self)
        add_action(menu, "Modifier…", "pencil", lambda: self.edit_asked.emit(event_id))
        add_action(menu, "Supprimer", "trash-2", lambda: self.delete_asked.emit(event_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)


def _entry(event: Event) -> TimelineEntry:
    """A line written by the program opens nothing: its step is changed among the dates."""
    by_hand = event.author is EventAuthor.USER
    body = " ".join(event.body.split())
    detail = f"confidentiel · {body}".rstrip(" ·") if event.confidential else body
    return TimelineEntry(
        _icon(event, by_hand=by_hand),
        formats.date_medium(event.happened_on),
        event.title,
        detail,
        record=event.id if by_hand else None,
    )


def _icon(event: Event, *, by_hand: bool) -> str:
    if event.confidential:
        return "lock"
    if event.letter_id is not None:
        return "mail"
    return ICONS[event.kind] if by_hand else "circle-dot"
