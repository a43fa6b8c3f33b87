"""What happened in a mediation, newest first; what is confidential says so."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.records import Event
from litigedesk.domain.vocabulary import EventAuthor
from litigedesk.queries.mediations import MediationFile

from ...palette import Tone
from ...widgets.menu import add_action
from ...widgets.panels import Card
from ...widgets.rows import Timeline, TimelineEntry
from ...widgets.text import Label
from .commands import Commands


class EventsCard(Card):
    """The lines of the timeline that belong to this mediation."""

    def __init__(self, commands: Commands, file: MediationFile, parent: QWidget | None = None) -> None:
        super().__init__("Chronologie", str(len(file.events) or ""), parent=parent)
        self._commands, self._dispute_id = commands, file.dispute.id or 0
        if not file.events:
            self.add(Label("Rien encore : chaque étape notée s’inscrit ici.", Tone.MUTED))
            return
        timeline = Timeline([_entry(one) for one in file.events])
        timeline.opened.connect(lambda event_id: commands.edit_event(self._dispute_id, event_id))
        timeline.menu_asked.connect(self._show_menu)
        self.add(timeline)

    def _show_menu(self, event_id: int, point: QPoint) -> None:
        menu = QMenu(self)
        add_action(menu, "Modifier…", "pencil", lambda: self._commands.edit_event(self._dispute_id, event_id))
        add_action(menu, "Supprimer", "trash-2", lambda: self._commands.delete_event(event_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)


def _entry(event: Event) -> TimelineEntry:
    """A line written by the program opens nothing: its step is changed among the dates."""
    icon = "lock" if event.confidential else "mail" if event.letter_id is not None else "circle-dot"
    body = " ".join(event.body.split())
    detail = f"confidentiel · {body}".rstrip(" ·") if event.confidential else body
    return TimelineEntry(
        icon,
        formats.date_medium(event.happened_on),
        event.title,
        detail,
        record=event.id if event.author is EventAuthor.USER else None,
    )
