"""Several small records edited one under another, each with « Retirer », and « Ajouter » below them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from litigedesk.errors import Problem
from litigedesk.formats import typographic

from ..widgets.buttons import Button, IconButton, Kind
from ..widgets.layout import hbox, row, vbox
from ..widgets.panels import Separator
from .base_editor import Editor

Values = dict[str, Any]
Lines = Sequence[Sequence[Editor]]


class RowsEditor(Editor):
    """A list of small records; ``value`` is a list of their fields, ``None`` when there is none; blank rows do not count.

    ``make_lines`` builds the editors of one row, named after the record's fields; ``judge`` is the core's check of one.
    ``one`` is what a row is called (« une adresse »); what a row holds beside its editors, such as its ``id``, is kept.
    ``settle`` shows the fields of a row that its answers make useful.
    """

    def __init__(
        self,
        name: str,
        label: str,
        one: str,
        make_lines: Callable[[], Lines],
        judge: Callable[[Values], Sequence[Problem]],
        *,
        settle: Callable[[Mapping[str, Editor]], None] = lambda _editors: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, label, bare=True, called=one, parent=parent)
        self._one, self._make_lines, self._judge, self._settle = one, make_lines, judge, settle
        self._rows: list[_Row] = []
        holder = QWidget()
        column = vbox(holder, 0, 12)
        self._column = vbox(gap=12)
        self.add_button = Button(f"Ajouter {one}", Kind.QUIET, "plus")
        self.add_button.clicked.connect(self.add_blank)
        column.addLayout(self._column)
        column.addLayout(row(self.add_button, None))
        self._set_field(self.add_button, holder=holder)
        self.add_button.setObjectName(f"{name}.add")

    # ---- rows --------------------------------------------------------------------------------------------------------
    def add_blank(self) -> None:
        """Add an empty row and put the cursor in it."""
        added = self._add({})
        added.editors()[0].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_for_typing(self, opened: bool) -> None:
        """Offer one blank row when the part is unfolded with nothing in it."""
        if opened and not self._rows:
            self._add({})

    def rows(self) -> list["_Row"]:
        """The rows shown, blank ones included."""
        return list(self._rows)

    def _add(self, values: Values) -> "_Row":
        line = _Row(self._one, self._make_lines(), values, self._settle)
        line.changed.connect(self.changed)
        line.left.connect(self._row_left)
        line.removed.connect(self._remove)
        self._rows.append(line)
        self._column.addWidget(line)
        self._order_keys(line)
        self._number()
        return line

    def _order_keys(self, line: "_Row") -> None:
        """Tab reaches a new row after the rows before it and before « Ajouter »."""
        before = self.add_button.previousInFocusChain()
        while (
            before is not None and before is not self.add_button and not before.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            before = before.previousInFocusChain()
        for widget in line.focusable():
            if before is not None and before is not self.add_button:
                QWidget.setTabOrder(before, widget)
            before = widget

    def _remove(self) -> None:
        line = self.sender()
        if isinstance(line, _Row):
            self._rows.remove(line)
            line.hide()
            line.deleteLater()
            self._number()
            self.changed.emit()
            self.left.emit()
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _number(self) -> None:
        for place, line in enumerate(self._rows):
            line.number(self.name, place)

    def _row_left(self) -> None:
        line = self.sender()
        if isinstance(line, _Row) and not line.is_blank():
            line.show_problems(self._judge(line.values()))
        self.left.emit()

    # ---- what a form asks of an editor -------------------------------------------------------------------------------
    @property
    def value(self) -> list[Values] | None:
        return [line.values() for line in self._rows if not line.is_blank()] or None

    def set_value(self, value: Any) -> None:
        for line in self._rows:
            line.hide()
            line.deleteLater()
        self._rows.clear()
        for values in value or ():
            self._add(dict(values))

    @property
    def raw(self) -> object:
        return [line.raws() for line in self._rows if not line.is_blank()]

    def set_raw(self, raw: object) -> None:
        self.set_value(())
        for raws in raw if isinstance(raw, list) else ():
            self._add({}).set_raws(raws)

    def own_problem(self) -> str:
        return next((words for line in self._rows for one in line.editors() if (words := one.own_problem())), "")

    def normalise(self) -> None:
        for line in self._rows:
            for editor in line.editors():
                editor.normalise()

    @property
    def problem(self) -> str:
        return " ".join(filter(None, (*(editor.problem for editor in self._inner()), self._problem)))

    @property
    def is_bad(self) -> bool:
        return super().is_bad or any(editor.is_bad for editor in self._inner())

    @property
    def field(self) -> QWidget:
        """The first field to correct, else the first field, else « Ajouter »."""
        inner = self._inner()
        bad = [editor for editor in inner if editor.is_bad]
        return (bad or inner)[0].field if inner else self.add_button

    def set_problem(self, sentence: str | None, blocking: bool = True) -> None:
        """Show each row's problems beside its own fields; the sentence is theirs, or the list’s when no row has one."""
        for line in self._rows:
            line.show_problems(self._judge(line.values()) if sentence and not line.is_blank() else (), everywhere=True)
        super().set_problem("" if any(editor.problem for editor in self._inner()) else sentence, blocking)

    def _inner(self) -> list[Editor]:
        return [editor for line in self._rows for editor in line.editors()]


class _Row(QFrame):
    """The editors of one record, with « Retirer » at their right."""

    changed = Signal()
    left = Signal()
    removed = Signal()

    def __init__(self, one: str, lines: Lines, values: Values, settle: Callable[[Mapping[str, Editor]], None]) -> None:
        super().__init__()
        self._one, self._kept, self._settle = one, dict(values), settle
        self._editors = {editor.name: editor for line in lines for editor in line}
        self._touched: set[str] = set()
        self.remove_button = IconButton("x", f"Retirer {one}")
        self.remove_button.clicked.connect(lambda _on: self.removed.emit())
        outer = vbox(self, 0, 12)
        beside = hbox(gap=8)
        column = vbox(gap=12)
        for line in lines:
            across = hbox(gap=16)
            for editor in line:
                across.addWidget(editor, 0 if editor.is_narrow else 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(across)
        beside.addLayout(column, 1)
        beside.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(beside)
        outer.addWidget(Separator())
        for editor in self._editors.values():
            editor.set_value(values.get(editor.name))
            editor.changed.connect(self._typed)
            editor.left.connect(self._leave)
            for field in editor.findChildren(QLineEdit):
                field.installEventFilter(self)
        settle(self._editors)

    def number(self, owner: str, place: int) -> None:
        """Name the row and its fields by their place."""
        noun = self._one.split(" ", 1)[1]
        self.setAccessibleName(typographic(f"{noun[0].upper()}{noun[1:]} {place + 1}"))
        for name, editor in self._editors.items():
            editor.setObjectName(f"{owner}.{place}.{name}")

    def focusable(self) -> list[QWidget]:
        """What Tab stops at, in reading order."""
        inside = (widget for editor in self._editors.values() for widget in editor.findChildren(QWidget))
        reached = (one for one in inside if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return [*(one for one in reached if one.window() is self.window()), self.remove_button]  # no list's own window

    def editors(self) -> list[Editor]:
        """The editors, in reading order."""
        return list(self._editors.values())

    def editor(self, name: str) -> Editor:
        """The editor of one field of the record."""
        return self._editors[name]

    def is_blank(self) -> bool:
        """Whether nothing at all was typed."""
        return not any(editor.raw for editor in self._editors.values())

    def values(self) -> Values:
        """The fields of the record, with what it held beside its editors."""
        return self._kept | {name: editor.value for name, editor in self._editors.items()}

    def raws(self) -> Values:
        """What a draft keeps."""
        return self._kept | {name: editor.raw for name, editor in self._editors.items()}

    def set_raws(self, raws: Mapping[str, Any]) -> None:
        """Put back what a draft kept."""
        self._kept = {name: value for name, value in raws.items() if name not in self._editors}
        for name, editor in self._editors.items():
            editor.set_raw(raws[name])
        self._settle(self._editors)

    def show_problems(self, problems: Sequence[Problem], *, everywhere: bool = False) -> None:
        """Put each sentence beside its field: of those visited, or of all."""
        if everywhere:
            self._touched |= set(self._editors)
        said = {problem.field: problem for problem in reversed(problems) if problem.field in self._touched}
        for name, editor in self._editors.items():
            own, found = editor.own_problem(), said.get(name)
            editor.set_problem(own or (found.sentence if found else None), not found or bool(own) or found.blocking)

    def _typed(self) -> None:
        editor = self.sender()
        if isinstance(editor, Editor) and editor.problem:
            editor.set_problem(None)
        self._settle(self._editors)
        self.changed.emit()

    def _leave(self) -> None:
        editor = self.sender()
        if isinstance(editor, Editor) and editor.raw:
            self._touched.add(editor.name)
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next field, as in the rest of the form."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if not held and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.focusNextChild()
                return True
        return super().eventFilter(watched, event)
