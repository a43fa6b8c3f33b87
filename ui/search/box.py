"""The box « Rechercher partout »: what is typed is looked for at each key; arrows choose, Enter opens."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QListView, QStackedWidget, QWidget

from litigedesk.queries import search
from litigedesk.search.find import SHOWN

from ..context import Context
from ..palette import Tone
from ..screen_room import screen_room
from ..theme import current, follow
from ..widgets.layout import hbox, vbox
from ..widgets.panels import EmptyState, Separator
from ..widgets.text import Label
from . import answers
from .answers import Command, Opening
from .closer import closer
from .delegate import LineDelegate
from .lines import Line, LineKind, LinesModel
from .recents import Key
from .upkeep import SearchUpkeep

WIDTH, HEIGHT = 720, 560  # px at the normal text size
TOP: Final = 64  # px under the top of the window
WHOLE_KIND: Final = 200  # records of one kind, once they are asked for
PAUSE: Final = 120  # ms without a key before dates and excerpts are read
PAGE: Final = 8  # lines that a page moves by
HINTS: Final = "Entrée : ouvrir · Ctrl+Entrée : fiche du client · Échap : fermer"
NOTHING: Final = (
    "Essayez moins de mots, un début de nom, un numéro, un SIRET, une somme. La corbeille n’est pas cherchée."
)


class SearchBox(QDialog):
    """Shown over the window. ``chosen`` is what to do once it is closed, ``None`` when it was left."""

    def __init__(
        self,
        context: Context,
        upkeep: SearchUpkeep,
        commands: Sequence[Command],
        recents: Sequence[Key],
        opening: Opening,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.search")
        self.setWindowTitle("Rechercher partout")
        self._context, self._upkeep, self._commands = context, upkeep, commands
        self._recents = list(recents)
        self._only = ""
        self.chosen: Callable[[], object] | None = None
        self._opening = Opening(
            record=self._leave_for(opening.record),
            command=self._leave_for(opening.command),
            page=self._leave_for(opening.page),
            word=self._leave_for(opening.word),
            every=self._show_every,
        )
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look_closer)
        self._build()
        upkeep.progressed.connect(self._progressed)
        upkeep.told.connect(self._say_progress)
        follow(self._restyle)
        self.ask()
        self._say_progress()
        QTimer.singleShot(0, answers.learn_help)

    # ---- building ----------------------------------------------------------------------------------------------------
    def _build(self) -> None:
        self.field = QLineEdit()
        self.field.setObjectName("search.field")
        self.field.setAccessibleName("Rechercher partout")
        self.field.setPlaceholderText("Un nom, un numéro, une somme, les mots d’une pièce, une commande")
        self.field.setClearButtonEnabled(True)
        self._glass = QAction(self.field)
        self.field.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.model = LinesModel(self)
        self.list = _Lines()
        self.list.setModel(self.model)
        self.list.setItemDelegate(LineDelegate(self.list))
        self.list.selectionModel().currentChanged.connect(self._announce)
        self.list.clicked.connect(lambda _index: self._open())
        self.list.verticalScrollBar().valueChanged.connect(lambda _place: self._pause.start())
        self.empty = EmptyState("search", "Rien ne correspond.", NOTHING, compact=True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        self.state = Label("", Tone.MUTED, elide=True)
        self.state.setObjectName("search.state")
        hints = Label(HINTS, Tone.MUTED, elide=True)
        top, foot = QWidget(), QWidget()
        hbox(top, (16, 16, 16, 12), 0).addWidget(self.field)
        low = hbox(foot, (16, 6, 16, 8), 16)
        low.addWidget(hints, 1)
        low.addWidget(self.state)
        layout = vbox(self, 0, 0)
        for widget in (top, Separator(), self.stack, Separator(), foot):
            layout.addWidget(widget, 1 if widget is self.stack else 0)
        self._place()
        self.field.setFocus()

    def _place(self) -> None:
        room, scale = screen_room(self), current().text_scale
        self.resize(min(round(WIDTH * scale), room.width() - 32), min(round(HEIGHT * scale), room.height() - TOP - 32))
        owner = self.parentWidget()
        if owner is not None:
            corner = owner.window().geometry()
            left = corner.left() + (corner.width() - self.width()) // 2
            self.move(QPoint(max(room.left(), left), max(room.top(), corner.top() + TOP)))

    def _restyle(self) -> None:
        self.field.setFont(current().font())
        self._glass.setIcon(current().icon("search"))
        self.list.scheduleDelayedItemsLayout()
        self.list.viewport().update()

    # ---- asking ------------------------------------------------------------------------------------------------------
    @property
    def question(self) -> str:
        """What is typed."""
        return self.field.text().strip()

    def _typed(self) -> None:
        self._only = ""
        self.ask()

    def ask(self) -> None:
        """Look for what is typed, and choose the first line; without a word, show what was looked at last and what can be done."""
        lines = self._found() if self.question else self._usual()
        if lines is None:  # the index is at work: what is shown stays until it answers
            return
        self.model.set_lines(lines)
        self.list.scrollToTop()
        self._choose(self.model.near(0, 1))
        self.stack.setCurrentWidget(self.list if lines or not self.question else self.empty)
        self.empty.sentence.set_text(NOTHING if self._upkeep.is_ready else self._preparing())
        self._pause.start()

    def _found(self) -> list[Line] | None:
        only: Collection[str] = (self._only,) if self._only else ()
        answer = self._upkeep.find(self.question, only, WHOLE_KIND if only else SHOWN)
        if answer is None:
            QTimer.singleShot(PAUSE, self, self._ask_again)
            return None
        records = answers.of_records(self._context.desk, answer, self.question, self._opening)
        commands = None if only else answers.of_commands(self._commands, self.question, self._opening)
        told = None if only else answers.of_help(self.question, self._opening)
        return list(answers.arranged(records, commands, told))

    def _ask_again(self) -> None:
        if self.question:
            self.ask()

    def _usual(self) -> list[Line]:
        """The records looked at last that still exist, then every command."""
        held = search.records(self._context.desk, self._recents)
        recent = [answers.record_line(held[key], (), self._opening) for key in self._recents if key in held]
        lines = [Line(what=LineKind.HEADING, title="Récents"), *recent] if recent else []
        return [*lines, *answers.command_lines(self._commands, (), self._opening)]

    def _progressed(self) -> None:
        """The index knows more: what is shown is looked for again, unless a line was chosen by hand."""
        self._say_progress()
        if self.question and self.list.currentIndex().row() == self.model.near(0, 1):
            self.ask()

    def _say_progress(self) -> None:
        self.state.set_text("" if self._upkeep.is_ready else self._preparing())

    def _preparing(self) -> str:
        return f"L’index se prépare : {self._upkeep.share // 10} %"

    def look_closer(self) -> None:
        """Add what takes longer to read to the lines in sight: the next dates, and where the words stand in texts."""
        self._pause.stop()
        first = max(0, self.list.indexAt(QPoint(1, 1)).row())
        last = self.list.indexAt(QPoint(1, self.list.viewport().height() - 1)).row()
        lines = self.model.lines()[first : last + 1 if last >= 0 else None]
        for place, line in enumerate(closer(self._context, self._upkeep.keeper, self.question, lines)):
            if line != lines[place]:
                self.model.change(first + place, line)

    # ---- choosing ----------------------------------------------------------------------------------------------------
    def _choose(self, place: int) -> None:
        if place < 0:
            self.list.selectionModel().clearCurrentIndex()
            return
        index = self.model.index(place)
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.scrollTo(index)
        if place <= 1:
            self.list.scrollToTop()  # with its heading

    def _move(self, step: int) -> None:
        """Choose a line further down or up; at the end it stays."""
        last = self.model.rowCount() - 1
        wanted = min(max(self.list.currentIndex().row() + step, 0), last)
        place = self.model.near(wanted, step)
        self._choose(place if place >= 0 else self.model.near(wanted, -step))

    def _announce(self, now: QModelIndex, _before: QModelIndex) -> None:
        """The cursor stays in the field: a screen reader is told which line is chosen."""
        line = self.model.line(now)
        words = line.words() if line is not None else ""
        self.field.setAccessibleDescription(words)
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, words))

    def _open(self) -> None:
        line = self.model.line(self.list.currentIndex())
        if line is not None and line.act is not None:
            line.act()

    def _open_beside(self) -> None:
        line = self.model.line(self.list.currentIndex())
        if line is not None and line.beside is not None:
            line.beside()

    def _leave_for(self, act: Callable[..., object]) -> Callable[..., None]:
        """The same, once the box is closed: what opens may be a window of its own."""

        def leave(*arguments: object) -> None:
            self.chosen = partial(act, *arguments)
            self.accept()

        return leave

    def _show_every(self, kind: str) -> None:
        self._only = kind
        self.ask()

    # ---- keys --------------------------------------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: PAGE, Qt.Key.Key_PageUp: -PAGE,
        }  # fmt: skip
        if key in steps:
            self._move(steps[Qt.Key(key)])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if control:
                self._open_beside()
            else:
                self._open()
        elif key == Qt.Key.Key_Escape and self._only:
            self._only = ""
            self.ask()
        elif key == Qt.Key.Key_K and control:
            self.reject()
        else:
            return False
        return True


class _Lines(QListView):
    """The lines; the keys stay in the field, a click opens."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search.lines")
        self.setAccessibleName("Ce qui est trouvé")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
