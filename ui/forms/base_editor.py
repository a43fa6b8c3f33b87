"""What every editor has: a label above, a hint, a field, and its problem in words beside or below."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from litigedesk.formats import typographic

from ..palette import Tone
from ..theme import current, follow, repolish
from ..widgets.layout import hbox, vbox
from ..widgets.text import IconText, Label
from ..widgets.tips import plain_tip

# A menu, the calendar or another window took the keys: the user has not left the field.
_STILL_HERE = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}


class Editor(QWidget):
    """One labelled field of a form. ``value`` is typed by the subclass; ``raw`` is what a draft keeps.

    ``name`` is the record's field and the ``objectName``; ``called`` is how the bottom bar speaks of it (« le SIRET »).
    ``bare`` hides the label, when the card's title says it; screen readers still hear it.
    """

    changed = Signal()
    left = Signal()  # the user has gone to another field

    def __init__(
        self,
        name: str,
        label: str,
        *,
        hint: str = "",
        optional: bool = False,
        called: str = "",
        tip: str = "",
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.name, self.label_text = name, typographic(label)
        self.called = called or f"«\u202f{self.label_text}\u202f»"
        self._hint, self._problem = typographic(hint), ""
        self._field, self._holder, self._width, self._narrow = QWidget(self), QWidget(self), 0, False
        self._label = Label(label, weight=500)
        self._label.setToolTip(plain_tip(typographic(tip)))
        self._note = note = Label("facultatif", Tone.MUTED)
        self._told_optional = bare
        if bare or not optional:  # never shown by hand while they have no parent: each would flash as a window
            note.hide()
        if bare:
            self._label.hide()
        self._message = IconText("circle-alert", "", Tone.LATE, weight=500, wrap=True)
        self._message.setObjectName(f"{name}.problem")
        self._message.hide()
        outer = vbox(self, 0, 4)
        top = hbox(gap=8)
        top.addWidget(self._label)
        top.addWidget(note)
        top.addStretch(1)
        outer.addLayout(top)
        self._hint_label = Label(hint, Tone.MUTED, wrap=True)
        outer.addWidget(self._hint_label)
        self._hint_label.setVisible(bool(hint))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        outer.addLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def leave_out_optional(self) -> None:
        """Do not say that it is optional: its group, or its form, says so of all of them."""
        self._told_optional = True
        self._note.hide()

    # ---- built by the subclass ---------------------------------------------------------------------------------------
    def _set_field(self, field: QWidget, *, width: int = 0, holder: QWidget | None = None) -> None:
        """Put the field in; ``width`` in pixels makes it narrow, and leaves room for its problem beside it."""
        self._field, self._holder, self._width = field, holder or field, width
        self._narrow = width > 0
        field.setObjectName(f"{self.name}.field")
        self._name_field()
        self._label.setBuddy(field)
        self.setFocusProxy(field)
        field.installEventFilter(self)
        self._grid.addWidget(self._holder, 0, 0)
        self._grid.addWidget(self._message, 1, 0)
        if width:
            self._grid.setColumnStretch(1, 1)
            follow(self._fit_width)

    def _fit_width(self) -> None:
        self._holder.setFixedWidth(round(self._width * current().text_scale))

    def _name_field(self) -> None:
        self._field.setAccessibleName(self.label_text)
        self._field.setAccessibleDescription(" ".join(filter(None, (self._problem, self._hint))))

    @property
    def value(self) -> Any:
        """What was typed, in the type of the record; ``None`` when empty or unreadable."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value without announcing a change."""
        raise NotImplementedError

    @property
    def raw(self) -> object:
        """What a draft keeps: exactly what is in the field, even when it cannot be read."""
        return self.value

    def set_raw(self, raw: object) -> None:
        """Put back what a draft kept."""
        self.set_value(raw)

    def own_problem(self) -> str:
        """A sentence when what was typed cannot be read at all, else an empty string."""
        return ""

    def normalise(self) -> None:
        """Rewrite what was typed in its usual form, when the user leaves the field."""

    def set_label(self, label: str, *, optional: bool) -> None:
        """Call a field otherwise, for a form whose fields change meaning with a choice above."""
        self.label_text = typographic(label)
        self._label.set_text(label)
        self._note.setVisible(optional and not self._told_optional)
        self._name_field()

    # ---- problems ----------------------------------------------------------------------------------------------------
    @property
    def field(self) -> QWidget:
        """The widget that takes the keys."""
        return self._field

    @property
    def problem(self) -> str:
        """The sentence shown, or an empty string."""
        return self._problem

    @property
    def hint(self) -> str:
        """What stands under the label."""
        return self._hint

    @property
    def is_bad(self) -> bool:
        """Whether the sentence shown refuses the save."""
        return bool(self._problem) and self._field.property("bad") == "true"

    @property
    def is_narrow(self) -> bool:
        """Whether the field has a width of its own, so that its neighbour takes the room left."""
        return self._narrow

    def set_problem(self, sentence: str | None, blocking: bool = True) -> None:
        """Show or remove the problem: icon, words and, when it blocks, a 2-pixel edge."""
        self._problem = typographic(sentence or "")
        tone = Tone.LATE if blocking else Tone.SOON
        self._message.icon.set_icon("circle-alert" if blocking else "triangle-alert", tone)
        self._message.label.set_tone(tone)
        self._message.label.set_text(self._problem)
        self._message.setVisible(bool(self._problem))
        self._field.setProperty("bad", "true" if self._problem and blocking else "false")
        repolish(self._field)
        self._name_field()
        self._place_problem()

    def _place_problem(self) -> None:
        """Beside a narrow field when it fits on one line, else below."""
        if not self._problem:
            return
        words = self._message.label.fontMetrics().horizontalAdvance(self._problem) + 40
        taken = self._holder.minimumWidth() if self._width else self._holder.sizeHint().width()  # its buttons beside it
        beside = self._narrow and self.width() - taken >= words
        self._grid.removeWidget(self._message)
        self._message.label.setWordWrap(not beside)
        if beside:
            self._grid.addWidget(self._message, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._grid.addWidget(self._message, 1, 0, 1, 2 if self._narrow else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_problem()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() in _STILL_HERE:
                return super().eventFilter(watched, event)
            self.normalise()
            self.left.emit()
        return super().eventFilter(watched, event)

    def _connect(self, *signals: Any) -> None:
        announce: Callable[..., None] = lambda *_args: self.changed.emit()  # noqa: E731
        for signal in signals:
            signal.connect(announce)
