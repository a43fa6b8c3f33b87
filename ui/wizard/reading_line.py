"""How a text file is read, to be corrected when its letters or its columns look wrong: characters and separator."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..forms.editors import ChoiceEditor, IntegerEditor
from ..widgets.layout import row, vbox
from ..widgets.panels import Card, Foldable

ENCODINGS: Final = (
    ("utf-8", "UTF-8"),
    ("cp1252", "Windows (ANSI)"),
    ("iso8859-15", "ISO 8859-15"),
    ("mac-roman", "Mac ancien"),
    ("cp850", "DOS (850)"),
    ("utf-16", "UTF-16"),
)
DELIMITERS: Final = ((";", "Point-virgule"), (",", "Virgule"), ("\t", "Tabulation"), ("|", "Barre"), (" ", "Espace"))


class ReadingLine(QWidget):
    """``changed(encoding, delimiter)`` when the user corrects it, ``head_line`` read apart; hidden for what is no text."""

    changed = Signal(object, object)

    def __init__(self, *, head_line: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.encoding = ChoiceEditor("reading.encoding", "Caractères", ENCODINGS, segments=False, width=200)
        self.delimiter = ChoiceEditor(
            "reading.delimiter", "Séparateur des colonnes", DELIMITERS, segments=False, width=200
        )
        self.head = IntegerEditor("reading.head", "Ligne des noms de colonnes", hint="0 s’il n’y en a pas.", width=120)
        self._has_head = head_line
        if not head_line:
            self.head.hide()
        self.encoding.changed.connect(self._announce)
        self.delimiter.changed.connect(self._announce)
        self.head.left.connect(self._head_left)
        self._shown_head: int | None = None
        card = Card()
        card.add(row(self.encoding, self.delimiter, self.head, None, gap=16))
        self.fold = Foldable("Accents illisibles, ou colonnes mal coupées ?", card, note="")
        vbox(self).addWidget(self.fold)

    def show_reading(self, encoding: str, delimiter: str, head_line: int | None = None) -> None:
        """Show how a file was read; empty for what is no text."""
        self.setVisible(bool(encoding) or self._has_head)
        self.encoding.setVisible(bool(encoding))
        self.delimiter.setVisible(bool(encoding))
        self._shown_head = head_line
        self.head.set_value(head_line)
        known = dict(ENCODINGS)
        name = encoding.lower().removesuffix("-sig").replace("utf_", "utf-")
        self.encoding.set_options(ENCODINGS if name in known or not name else [*ENCODINGS, (name, encoding)])
        self.encoding.set_value(name)
        signs = dict(DELIMITERS)
        self.delimiter.set_options(
            DELIMITERS if delimiter in signs or not delimiter else [*DELIMITERS, (delimiter, delimiter)]
        )
        self.delimiter.set_value(delimiter)

    def _announce(self) -> None:
        self.changed.emit(self.encoding.value, self.delimiter.value)

    @property
    def head_line(self) -> int | None:
        """The line of the names of columns, when the user corrected it."""
        value: int | None = self.head.value
        return value if value is not None and value != self._shown_head else None

    def _head_left(self) -> None:
        if self.head_line is not None:
            self._announce()
