"""The columns of a statement given as a table: proposed, corrected, with how many lines can be read so."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.errors import UserError
from litigedesk.exchange import bank_columns, bank_table
from litigedesk.queries.bank_files import BankField, Fields, FileRead

from ..palette import Tone
from ..widgets.panels import Card, Page
from ..widgets.text import IconText, Label
from ..wizard.columns_table import ColumnsTable
from ..wizard.reading_line import ReadingLine

SAMPLE: Final = 40  # rows read to tell what the choice gives
SIGNED: Final = "Une seule colonne pour les sommes ? Choisissez « Montant, avec son signe »."


class BankColumnsPage(Page):
    """``changed`` when the columns are others, ``reread(encoding, delimiter)`` when the file is to be read otherwise."""

    changed = Signal()
    reread = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=24, parent=parent)
        self._file: FileRead | None = None
        self.fields: Fields = ()
        self._title = Label("", weight=600, wrap=True, verbatim=True)
        self._told = IconText("circle-check", "", Tone.FINE, wrap=True, weight=500)
        self.reading = ReadingLine()
        self.table = ColumnsTable()
        self._warnings = Label("", Tone.MUTED, wrap=True)
        card = Card(gap=12)
        card.add(self._title, self._told, self.table, IconText("info", SIGNED, Tone.MUTED, wrap=True))
        self.add(card, self.reading, self._warnings)
        self.body.addStretch(1)
        self.table.changed.connect(self._choose)
        self.reading.changed.connect(self.reread)

    def show_file(self, shown: FileRead, fields: Fields) -> None:
        """Show a table with what its columns hold."""
        assert shown.table is not None
        self._file, self.fields = shown, fields
        table = shown.table.table
        self._title.set_text(shown.path.name)
        options = [(field, field.label) for field in BankField]
        self.table.show_columns(table.columns, table.shown(10), options, fields)
        self.reading.show_reading(shown.table.encoding, shown.table.delimiter)
        self._warnings.set_text(" ".join(shown.table.warnings))
        self._tell()

    @property
    def file(self) -> FileRead | None:
        """The file shown."""
        return self._file

    @property
    def obstacle(self) -> str:
        """Why the lines cannot be read yet, in a sentence; empty when they can."""
        if self._file is None or self._file.table is None:
            return ""
        table = self._file.table.table
        try:
            bank_table.statement(
                type(table)(table.name, table.columns, table.rows[:SAMPLE], table.head_line), self.fields
            )
        except UserError as fault:
            return str(fault)
        return ""

    def _choose(self, column: int, field: BankField | None) -> None:
        self.fields = bank_columns.with_field(self.fields, column, field)
        self.table.show_fields(self.fields)
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        assert self._file is not None
        assert self._file.table is not None
        lacking = self.obstacle
        rows = formats.count(len(self._file.table.table.rows), "ligne")
        tone = Tone.SOON if lacking else Tone.FINE
        self._told.label.set_text(lacking or f"{rows} : les colonnes sont trouvées, vérifiez-les.")
        self._told.label.set_tone(tone)
        self._told.icon.set_icon("triangle-alert" if lacking else "circle-check", tone)
