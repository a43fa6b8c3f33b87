"""The form: named editors in cards, problems beside their field as one types, drafts, and one bar of actions."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from litigedesk.errors import Problem
from litigedesk.formats import count

from ..context import Context
from ..palette import Tone
from ..theme import TITLE
from ..widgets.buttons import Button, Kind
from ..widgets.flow import Columns
from ..widgets.layout import hbox, row, vbox
from ..widgets.panels import BottomBar, Card, Foldable, Page
from ..widgets.text import IconText, Label
from .base_editor import Editor

Values = dict[str, Any]
Validator = Callable[[Values], Sequence[Problem]]
Saver = Callable[[Values], object | None]
WIDEST = 840  # px: longer lines of fields are hard to follow
SIDE = 288  # px, the column of explanations


def no_problems(_values: Values) -> Sequence[Problem]:
    """The validator of a form with nothing to check."""
    return ()


class Form(QWidget):
    """A page of editors. ``save`` is called with the values and returns ``None`` when nothing was saved.

    ``key`` names the draft in ``context.drafts``: Escape closes and keeps what was typed. ``validate`` is the core's
    check, run as one types. Ctrl+S and Ctrl+Enter save; Enter goes to the next field.
    """

    saved = Signal(object)  # what ``save`` returned
    closed = Signal()  # Escape, « Annuler », or after saving
    changed = Signal()

    PAUSE = 500  # ms of stillness before a field being typed in is judged

    def __init__(
        self,
        context: Context,
        key: str,
        title: str,
        save_text: str,
        save: Saver,
        *,
        validate: Validator = no_problems,
        note: str = "Les champs sont obligatoires, sauf mention contraire.",
        embedded: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context, self.key = context, key
        self._save, self._validate = save, validate
        self._editors: dict[str, Editor] = {}
        self._folds: dict[str, Foldable] = {}
        self._touched: set[str] = set()
        self._loaded: dict[str, object] = {}
        self._refused: tuple[Problem, ...] = ()
        self.setObjectName(f"form.{key}")
        self.setAccessibleName(title)
        self._pause = QTimer(self, singleShot=True, interval=self.PAUSE)
        self._pause.timeout.connect(self._paused)
        self.save_button = Button(save_text, Kind.PRIMARY, name="form.save", tip="Ctrl+S")
        self.cancel_button = Button("Annuler", Kind.QUIET, name="form.cancel", tip="Échap ; ce qui est tapé est gardé")
        self.bar = BottomBar(self.cancel_button, self.save_button)
        self.title = Label(title, size=TITLE, weight=600)
        self._lay_out(note, embedded)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.close_keeping)
        self._add_keys()

    def _lay_out(self, note: str, embedded: bool) -> None:
        outer = vbox(self, 0, 0)
        said = Label(note, Tone.MUTED, elide=True)
        said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top = row(self.title, said, margins=(24, 16, 24, 8), gap=16, stretch=said)
        if embedded:  # a dialog or wizard page has its own title
            self.title.hide()
        else:
            outer.addLayout(top)
        self._draft_note = QWidget()
        self._draft_note.hide()
        self._restart = Button("Repartir de la fiche enregistrée", Kind.LINK)
        self._restart.clicked.connect(self.discard_draft)
        notice = hbox(self._draft_note, (24, 0, 24, 8), 8)
        notice.addWidget(IconText("history", "Votre saisie interrompue a été reprise."))
        notice.addWidget(self._restart)
        notice.addStretch(1)
        outer.addWidget(self._draft_note)
        self.page = Page(QWidget())
        across = hbox(self.page.holder, (24, 0, 24, 16), 0)
        main, side = QWidget(), QWidget()
        self._main, self._side = vbox(main, 0, 12), vbox(side, 0, 12)
        self._main.addStretch(1)
        self._side.addStretch(1)
        side.hide()
        self._columns = Columns(main, side, side=SIDE)
        self._columns.setMaximumWidth(WIDEST)
        across.addWidget(self._columns, 1000)  # all the room up to its maximum
        across.addStretch(1)
        outer.addWidget(self.page, 1)
        outer.addWidget(self.bar)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._order_keys()
        held = cast(QWidget | None, self.focusWidget())  # the stubs leave out that there may be none
        if held is not None and self.page.isAncestorOf(held):
            # A small screen may not show where the cursor was put, and nothing has its place yet.
            QTimer.singleShot(0, held, lambda: self.page.ensureWidgetVisible(held, 0, 48))

    def _order_keys(self) -> None:
        """Tab goes through the fields first, then « Annuler » and the filled button, as one reads."""
        last, widget = None, self.nextInFocusChain()
        while widget is not None and widget is not self:
            if self.page.isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                last = widget
            widget = widget.nextInFocusChain()
        if last is not None:
            self.setTabOrder(last, self.cancel_button)
            self.setTabOrder(self.cancel_button, self.save_button)

    def _add_keys(self) -> None:
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)

    # ---- building ----------------------------------------------------------------------------------------------------
    def section(self, title: str, *lines: Editor | Sequence[Editor] | QWidget, note: str = "") -> Card:
        """A card of editors; a sequence makes a line of several, the last or the wide ones taking the room left."""
        card = Card(title, note, gap=12)
        self._fill(card.body, lines)
        self._main.insertWidget(self._main.count() - 1, card)
        return card

    def fold(self, title: str, *lines: Editor | Sequence[Editor] | QWidget, note: str = "facultatif") -> Foldable:
        """An optional card behind its title; it opens when it holds something, or a problem."""
        card = Card(gap=12)
        self._fill(card.body, lines)
        fold = Foldable(title, card, note=note)
        for editor in card.findChildren(Editor):
            self._folds[editor.name] = fold
            if note.startswith("facultatif") and self._editors.get(editor.name) is editor:
                editor.leave_out_optional()
        self._main.insertWidget(self._main.count() - 1, fold)
        return fold

    def side(self, widget: QWidget) -> None:
        """A card at the right, for explanations; under the fields when the form is narrow."""
        self._side.insertWidget(self._side.count() - 1, widget)
        if self._columns.second.isHidden():
            self._columns.second.show()
            self._columns.setMaximumWidth(WIDEST + SIDE + 16)

    def _fill(self, body: Any, lines: Sequence[Editor | Sequence[Editor] | QWidget]) -> None:
        for line in lines:
            if isinstance(line, QWidget):
                body.addWidget(line)
                self._adopt(line)
                continue
            beside = hbox(gap=16)
            for editor in line:
                beside.addWidget(editor, 0 if editor.is_narrow else 1, Qt.AlignmentFlag.AlignTop)
                self._adopt(editor)
            body.addLayout(beside)

    def _adopt(self, widget: QWidget) -> None:
        if not isinstance(widget, Editor):
            return
        self._editors[widget.name] = widget
        widget.changed.connect(self._typed)
        widget.left.connect(self._left)
        self._loaded[widget.name] = widget.raw
        for line in widget.findChildren(QLineEdit):
            line.installEventFilter(self)

    def first_editor(self) -> Editor | None:
        """Where typing starts: the first field still to be filled, else the first there is."""
        wanted = {problem.field for problem in self.problems() if problem.blocking}
        shown = [editor for editor in self._editors.values() if editor.isVisibleTo(self)]
        return next((editor for editor in shown if editor.name in wanted), shown[0] if shown else None)

    # ---- values ------------------------------------------------------------------------------------------------------
    def editor(self, name: str) -> Editor:
        """The editor of a field; ``KeyError`` if there is none."""
        return self._editors[name]

    def editors(self) -> list[Editor]:
        """Every editor, in reading order."""
        return list(self._editors.values())

    def values(self) -> Values:
        """What was typed, by field, in the types of the record."""
        return {name: editor.value for name, editor in self._editors.items()}

    def load(self, values: Mapping[str, Any]) -> None:
        """Show a record's values, then the draft kept under this form's key if there is one."""
        for name, value in values.items():
            if name in self._editors:
                self._editors[name].set_value(value)
        self._loaded = {name: editor.raw for name, editor in self._editors.items()}
        self._forget_problems()
        draft = self.context.drafts.get(self.key)
        if draft is not None:
            self._take_up(draft)
        self._draft_note.setVisible(draft is not None)
        for name, fold in self._folds.items():
            if self._editors[name].value not in (None, "", False):
                fold.open()
        self.changed.emit()

    def _take_up(self, draft: Mapping[str, object]) -> None:
        """Put back what was typed; what an older version of the program kept otherwise is left as it is saved."""
        for name, raw in draft.items():
            if name in self._editors:
                with suppress(TypeError, ValueError, LookupError, AttributeError):
                    self._editors[name].set_raw(raw)

    @property
    def is_dirty(self) -> bool:
        """Whether something differs from what was loaded."""
        return any(editor.raw != self._loaded[name] for name, editor in self._editors.items())

    # ---- problems ----------------------------------------------------------------------------------------------------
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong now: what cannot be read, then what the core's check says, then what saving refused."""
        unreadable = [
            Problem(name, sentence) for name, editor in self._editors.items() if (sentence := editor.own_problem())
        ]
        seen = {problem.field for problem in unreadable}
        checked = [problem for problem in self._validate(self.values()) if problem.field not in seen]
        seen |= {problem.field for problem in checked}
        return (*unreadable, *checked, *(problem for problem in self._refused if problem.field not in seen))

    def _paused(self) -> None:
        """Check what was typed, unless the folder was closed meanwhile."""
        if self.context.desk.is_open:
            self.check()

    def check(self) -> tuple[Problem, ...]:
        """Show the problems of the fields already visited; returns all of them."""
        problems = self.problems()
        self._show([problem for problem in problems if problem.field in self._touched])
        return problems

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Put what saving refused beside its field and go to the first one."""
        self._refused = tuple(problems)
        self._touched |= set(self._editors)
        self._show(problems)
        self._go_to_first(problems)

    def _show(self, problems: Sequence[Problem]) -> None:
        first: dict[str, Problem] = {}
        for problem in sorted(problems, key=lambda one: not one.blocking):
            first.setdefault(problem.field, problem)
        for name, editor in self._editors.items():
            found = first.get(name)
            sentence = found.sentence if found else ""
            if (sentence, bool(found and found.blocking)) != (editor.problem, editor.is_bad):
                editor.set_problem(sentence or None, found.blocking if found else True)
        self.bar.set_status(self._summary(list(first.values())))

    def _summary(self, problems: Sequence[Problem]) -> str:
        blocking = [problem for problem in problems if problem.blocking]
        if not blocking:
            return ""
        wrong = {problem.field for problem in blocking}
        named = [editor.called for name, editor in self._editors.items() if name in wrong]
        homeless = [p.sentence for p in blocking if p.field not in self._editors]
        if not named:
            return homeless[0]
        return f"{count(len(named), 'champ')} à corriger : {', '.join(named)}"

    def _go_to_first(self, problems: Sequence[Problem]) -> None:
        wrong = {problem.field for problem in problems if problem.blocking}
        first = next((name for name in self._editors if name in wrong), None)
        if first is not None:
            self.go_to(first)

    def go_to(self, name: str) -> None:
        """Put the cursor in a field, shown, unfolded and scrolled into sight; nothing for a name it does not have."""
        if name not in self._editors:
            return
        if name in self._folds:
            self._folds[name].open()
        editor = self._editors[name]
        editor.show()
        editor.field.setFocus(Qt.FocusReason.OtherFocusReason)
        # Later: the part just unfolded, or a window just opened, has no place on the page yet.
        QTimer.singleShot(0, editor, lambda: self.page.ensureWidgetVisible(editor, 0, 24))

    def _forget_problems(self) -> None:
        self._touched.clear()
        self._refused = ()
        self._show([])

    def _typed(self) -> None:
        editor = self.sender()
        if isinstance(editor, Editor):
            self._touched.add(editor.name)
            self._refused = tuple(problem for problem in self._refused if problem.field != editor.name)
            if editor.problem:  # a correction is seen at once
                self.check()
            self.keep_draft()
        self._pause.start()
        self.changed.emit()

    def _left(self) -> None:
        editor = self.sender()
        if isinstance(editor, Editor) and editor.raw != self._loaded.get(editor.name):
            self._touched.add(editor.name)
        self._pause.stop()
        self.check()

    # ---- saving and leaving ------------------------------------------------------------------------------------------
    def save(self) -> None:
        """Save if nothing blocks; else go to the first field to correct. Warnings are shown and do not block."""
        self._pause.stop()
        for editor in self._editors.values():
            editor.normalise()
        self._refused = ()
        self._touched |= set(self._editors)
        problems = self.problems()
        self._show(problems)  # what concerns no field of this form is said in the bar
        if any(problem.blocking for problem in problems):
            self._go_to_first(problems)
            return
        outcome = self._save(self.values())
        if outcome is not None:
            self.context.drafts.drop(self.key)
            self._loaded = {name: editor.raw for name, editor in self._editors.items()}
            self.saved.emit(outcome)
            self.closed.emit()

    def keep_draft(self) -> bool:
        """Keep what was typed under this form's key; false when there was nothing to keep."""
        if not self.is_dirty:
            self.context.drafts.drop(self.key)
            return False
        typed = {name: editor.raw for name, editor in self._editors.items() if editor.raw != self._loaded[name]}
        self.context.drafts.keep(self.key, typed, self.title.full_text())
        return True

    def discard_draft(self) -> None:
        """Forget the draft and show the record as it is saved."""
        self.context.drafts.drop(self.key)
        for name, raw in self._loaded.items():
            self._editors[name].set_raw(raw)
        self._draft_note.hide()
        self._forget_problems()
        self.changed.emit()

    def close_keeping(self) -> None:
        """Close without saving; what was typed is kept as a draft."""
        self._pause.stop()
        if self.keep_draft():
            self.context.note("Votre saisie est gardée : vous la retrouverez en rouvrant ce formulaire.")
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_keeping()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a one-line field goes to the next one instead of closing anything."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if not held and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.focusNextChild()
                return True
        return super().eventFilter(watched, event)
