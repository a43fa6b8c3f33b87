"""The editors forms are made of, with values in the types of the records (empty text is ``""``, else ``None``)."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from litigedesk import formats
from litigedesk.domain.labelled import Labelled
from litigedesk.domain.money import Money

from ..theme import current, follow
from ..widgets.buttons import Option, Segments
from ..widgets.combo import QuietCombo
from ..widgets.layout import hbox
from ..widgets.text import Label
from .base_editor import Editor
from .date_editor import DateEditor
from .file_editor import FileChoice, FileEditor

__all__ = [
    "CheckEditor",
    "ChoiceEditor",
    "DateEditor",
    "Editor",
    "EmailEditor",
    "FileChoice",
    "FileEditor",
    "IbanEditor",
    "IntegerEditor",
    "LongTextEditor",
    "MoneyEditor",
    "PercentEditor",
    "PhoneEditor",
    "PostcodeEditor",
    "SiretEditor",
    "TextEditor",
]

SEGMENTS_AT_MOST = 4
SEGMENT_LETTERS_AT_MOST = 60


class TextEditor(Editor):
    """One line of text; ``value`` is a ``str`` without spaces around it. ``width`` in pixels makes it narrow."""

    WIDTH = 0

    def __init__(
        self,
        name: str,
        label: str,
        *,
        width: int = 0,
        placeholder: str = "",
        suffix: str = "",
        hint: str = "",
        optional: bool = False,
        called: str = "",
        tip: str = "",
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, label, hint=hint, optional=optional, called=called, tip=tip, bare=bare, parent=parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(formats.typographic(placeholder))
        follow(self._restyle)
        holder = None
        if suffix:
            holder = QWidget()
            beside = hbox(holder)
            beside.addWidget(self.line, 1)
            beside.addWidget(Label(suffix))
        self._set_field(self.line, width=width or self.WIDTH, holder=holder)
        self._connect(self.line.textEdited)

    def _restyle(self) -> None:
        self.line.setFont(current().font())

    @property
    def value(self) -> Any:
        return self.line.text().strip()

    def set_value(self, value: Any) -> None:
        self.line.setText(self._shown(value))

    @property
    def raw(self) -> object:
        return self.line.text()

    def set_raw(self, raw: object) -> None:
        self.line.setText(str(raw))

    def normalise(self) -> None:
        if not self.own_problem() and self.line.text() != (shown := self._shown(self.value)):
            self.line.setText(shown)

    def _shown(self, value: Any) -> str:
        """The usual written form of a value."""
        return "" if value is None else str(value)


class LongTextEditor(Editor):
    """Several lines; Enter makes a new line, Tab leaves. ``rows`` is the height in lines."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        rows: int = 4,
        hint: str = "",
        optional: bool = False,
        called: str = "",
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, label, hint=hint, optional=optional, called=called, bare=bare, parent=parent)
        self._rows = rows
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        follow(self._restyle)
        self._set_field(self.text)
        self._quiet = False
        self.text.textChanged.connect(self._edited)

    def _restyle(self) -> None:
        self.text.setFont(current().font())
        self.text.setFixedHeight(self._rows * current().line_height() + 20)

    def _edited(self) -> None:
        if not self._quiet:
            self.changed.emit()

    @property
    def value(self) -> str:
        return self.text.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        self._quiet = True
        self.text.setPlainText(value or "")
        self._quiet = False

    @property
    def raw(self) -> object:
        return self.text.toPlainText()


class MoneyEditor(TextEditor):
    """A sum, read by ``formats.parse_money`` and shown as « 1 234,50 € »; ``value`` is ``Money`` or ``None``."""

    WIDTH = 160
    UNREADABLE = "Écrivez une somme, comme 1 234,50."

    def __init__(self, name: str, label: str, **options: Any) -> None:
        super().__init__(name, label, **options)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def _restyle(self) -> None:
        self.line.setFont(current().font(tabular=True))

    @property
    def value(self) -> Any:
        try:
            return self._read(self.line.text())
        except ValueError:
            return None

    def own_problem(self) -> str:
        try:
            self._read(self.line.text())
        except ValueError:
            return formats.typographic(self.UNREADABLE)
        return ""

    def _read(self, text: str) -> Any:
        return formats.parse_money(text) if text.strip() else None

    def _shown(self, value: Any) -> str:
        return formats.money(value) if isinstance(value, Money) else ""


class PercentEditor(MoneyEditor):
    """A rate in percent a year, shown as « 12,40 % »; ``value`` is ``Decimal`` or ``None``."""

    WIDTH = 120
    UNREADABLE = "Écrivez un taux, comme 12,40."

    def _read(self, text: str) -> Any:
        compact = re.sub(r"[\s%]", "", text)
        if not compact:
            return None
        rate = formats.parse_decimal(compact)
        if abs(rate) >= 1000:
            raise ValueError(text)
        return rate

    def _shown(self, value: Any) -> str:
        return formats.percent(value) if isinstance(value, Decimal) else ""


class IntegerEditor(MoneyEditor):
    """A whole number, with its unit beside it (``suffix="jours"``); ``value`` is ``int`` or ``None``."""

    WIDTH = 120
    UNREADABLE = "Écrivez un nombre entier, comme 30."

    def _read(self, text: str) -> Any:
        compact = re.sub(r"\s", "", text)
        if not compact:
            return None
        if not re.fullmatch(r"[+-]?\d{1,9}", compact):
            raise ValueError(text)
        return int(compact)

    def _shown(self, value: Any) -> str:
        return formats.number(value) if isinstance(value, int) else ""


class SiretEditor(TextEditor):
    """A SIREN or SIRET, shown in groups; ``value`` is digits without spaces."""

    WIDTH = 200

    @property
    def value(self) -> Any:
        return re.sub(r"\s", "", self.line.text())

    def _shown(self, value: Any) -> str:
        return formats.siret(value or "")


class IbanEditor(TextEditor):
    """An IBAN in capitals and groups of four; ``value`` has no spaces."""

    WIDTH = 320

    @property
    def value(self) -> Any:
        return re.sub(r"\s", "", self.line.text()).upper()

    def _shown(self, value: Any) -> str:
        return formats.iban(value or "")


class EmailEditor(TextEditor):
    """An e-mail address; spaces are dropped, as pasted addresses often bring one."""

    WIDTH = 320

    @property
    def value(self) -> Any:
        return re.sub(r"\s", "", self.line.text())


class PhoneEditor(TextEditor):
    """A phone number; ten digits are shown in pairs, others as typed."""

    WIDTH = 200

    def _shown(self, value: Any) -> str:
        text = value or ""
        digits = re.sub(r"[\s.]", "", text)
        return formats.grouped(digits, 2) if re.fullmatch(r"0\d{9}", digits) else text


class PostcodeEditor(TextEditor):
    """A postcode, 5 digits in France."""

    WIDTH = 120


class ChoiceEditor(Editor):
    """One of a closed list: segments for up to four short words, else a list; ``value`` is the chosen member.

    ``options`` is a ``Labelled`` enum or pairs (value, words). ``empty`` adds a first line of value ``None``.
    """

    def __init__(
        self,
        name: str,
        label: str,
        options: type[Labelled] | Sequence[tuple[Any, str]],
        *,
        segments: bool | None = None,
        empty: str = "",
        width: int = 0,
        hint: str = "",
        optional: bool = False,
        called: str = "",
        tip: str = "",
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, label, hint=hint, optional=optional, called=called, tip=tip, bare=bare, parent=parent)
        self._values: list[Any] = []
        pairs = _pairs(options, empty)
        short = len(pairs) <= SEGMENTS_AT_MOST and sum(len(words) for _, words in pairs) <= SEGMENT_LETTERS_AT_MOST
        self._segments: Segments | None = None
        self._combo = QuietCombo()
        if short if segments is None else segments:
            self._segments = Segments([], label)
            self._set_field(self._segments)
            self._segments.chosen.connect(lambda _key: self._chosen())
        else:
            self._set_field(self._combo, width=width)
            self._combo.activated.connect(lambda _place: self._chosen())
        follow(self._restyle)
        self.set_options(options, empty)

    def set_options(self, options: type[Labelled] | Sequence[tuple[Any, str]], empty: str = "") -> None:
        """Replace what can be chosen, keeping the choice when it is still there."""
        before = self.value
        pairs = _pairs(options, empty)
        self._values = [value for value, _ in pairs]
        words = [formats.typographic(text) for _, text in pairs]
        if self._segments is not None:
            self._segments.set_options([Option(str(i), text) for i, text in enumerate(words)])
        self._combo.clear()
        self._combo.addItems(words)
        if before in self._values:
            self.set_value(before)

    def _restyle(self) -> None:
        self._combo.setFont(current().font())

    def _chosen(self) -> None:
        self.changed.emit()
        self.left.emit()

    @property
    def value(self) -> Any:
        key = self._segments.key if self._segments is not None else str(self._combo.currentIndex())
        place = int(key) if key else -1
        return self._values[place] if 0 <= place < len(self._values) else None

    def set_value(self, value: Any) -> None:
        place = self._values.index(value) if value in self._values else -1
        if self._segments is not None:
            self._segments.set_key(str(place))
        self._combo.setCurrentIndex(place)


def _pairs(options: type[Labelled] | Sequence[tuple[Any, str]], empty: str) -> list[tuple[Any, str]]:
    first: list[tuple[Any, str]] = [(None, empty)] if empty else []
    if isinstance(options, type):
        return first + [(member, member.label) for member in options]
    return first + list(options)


class CheckEditor(Editor):
    """A box to tick, with its words at its right; ``value`` is ``bool``."""

    def __init__(
        self, name: str, label: str, *, hint: str = "", called: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, label, hint=hint, called=called, parent=parent)
        self._label.hide()
        self.box = QCheckBox(self.label_text)
        follow(self._restyle)
        self._set_field(self.box)
        self._connect(self.box.clicked)
        self.box.clicked.connect(lambda _on: self.left.emit())

    def _restyle(self) -> None:
        self.box.setFont(current().font())

    @property
    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))
