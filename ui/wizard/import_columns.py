"""The columns of the user's file: what each holds, proposed and corrected, with what is still lacking."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.vocabulary import ImportKind
from litigedesk.exchange import bank_columns
from litigedesk.imports import FIELDS, ColumnMapping, Reading, Source, SourceForm, propose_mapping

from ..forms.editors import ChoiceEditor
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.layout import clear, row, vbox
from ..widgets.panels import Callout, Card, Page
from ..widgets.text import IconText, Label
from .columns_table import ColumnsTable
from .reading_line import ReadingLine

if TYPE_CHECKING:
    from ..context import Context

KINDS: Final = ((ImportKind.CLIENTS, "Des clients"), (ImportKind.INVOICES, "Des factures"))
BANK: Final = "Ce fichier ressemble à un relevé de compte"
BANK_WORDS: Final = "Il a des dates, des libellés et des sommes, mais ni client ni numéro de facture."


class ImportColumnsPage(Page):
    """``changed`` when the columns are others, ``reread(Reading)`` when the file is to be read otherwise, ``bank_asked``."""

    changed = Signal()
    reread = Signal(object)
    bank_asked = Signal()

    def __init__(self, context: "Context", parent: QWidget | None = None) -> None:
        super().__init__(margins=24, parent=parent)
        self._context = context
        self.source: Source | None = None
        self.mapping: ColumnMapping | None = None
        self._title = Label("", weight=600, wrap=True, verbatim=True)
        self._tool = IconText("badge-check", "", Tone.FINE, wrap=True)
        self._told = IconText("circle-check", "", Tone.FINE, wrap=True, weight=500)
        self.kind = ChoiceEditor("import.kind", "Ce que contient le fichier", KINDS, segments=True)
        self.sheet = ChoiceEditor("import.sheet", "Feuille du classeur", (), segments=False, width=280)
        self.reading = ReadingLine(head_line=True)
        self.table = ColumnsTable()
        self._notes = vbox(gap=8)
        card = Card(gap=12)
        card.add(self._title, self._tool, row(self.kind, self.sheet, None, gap=24), self._told, self.table)
        self.add(self._notes, card, self.reading)
        self.body.addStretch(1)
        self.kind.changed.connect(self._other_kind)
        self.sheet.changed.connect(lambda: self._ask(sheet=self.sheet.value, head_line=None))
        self.table.changed.connect(self._choose)
        self.reading.changed.connect(self._reread)

    # ---- what is shown -----------------------------------------------------------------------------------------------
    def show_source(self, source: Source, kind: ImportKind) -> None:
        """Show a file, its columns as they are proposed for that kind of records."""
        self.source = source
        lines = formats.count(len(source.table.rows), "ligne")
        self._title.set_text(f"{source.name} · {lines}")
        tool = f"Export de {source.tool} reconnu." if source.tool_sure else f"Ressemble à un export de {source.tool}."
        self._tool.label.set_text(tool)
        self._tool.setVisible(bool(source.tool))
        self.kind.set_value(kind)
        self.sheet.set_options([(place, table.name) for place, table in enumerate(source.tables)])
        self.sheet.set_value(source.sheet)
        self.sheet.setVisible(len(source.tables) > 1)
        self.reading.show_reading(source.encoding, source.delimiter, source.table.head_line)
        self.reading.setVisible(source.form in {SourceForm.CSV, SourceForm.XLSX})
        self._propose(kind)

    def _propose(self, kind: ImportKind) -> None:
        assert self.source is not None
        self.mapping = propose_mapping(self._context.desk, self.source, kind)
        options = [(field.key, f"{field.label}{' *' if field.required else ''}") for field in FIELDS[kind]]
        self.table.show_columns(
            self.source.columns, self.source.table.shown(10), options, self.mapping.fields, _notes(self.mapping)
        )
        self._tell()

    def _tell(self) -> None:
        assert self.mapping is not None
        assert self.source is not None
        lacking = self.obstacle
        tone = Tone.SOON if lacking else Tone.FINE
        taken = sum(map(bool, self.mapping.fields))
        whole = f"{formats.count(taken, 'colonne reprise', 'colonnes reprises')} sur {len(self.mapping.fields)} : vérifiez-les."
        self._told.label.set_text(lacking or whole)
        self._told.label.set_tone(tone)
        self._told.icon.set_icon("triangle-alert" if lacking else "circle-check", tone)
        clear(self._notes)
        if lacking and self._is_statement():
            link = Button("Lire comme un relevé de compte", Kind.LINK, name="import.bank")
            link.clicked.connect(self.bank_asked)
            self._notes.addWidget(Callout(BANK, BANK_WORDS, Tone.SOON, icon="landmark", links=[link]))
        for sentence in self.source.warnings[:6]:
            self._notes.addWidget(Callout("À savoir", sentence, Tone.SOON))

    def _is_statement(self) -> bool:
        assert self.source is not None
        table = self.source.table
        return bool(table.head_line) and not bank_columns.missing(bank_columns.propose(table))

    @property
    def obstacle(self) -> str:
        """What is still to be said, in a sentence; empty when lines can be read."""
        if self.mapping is None:
            return ""
        missing = [f"« {label} »" for label in self.mapping.missing()]
        return f"Dites encore quelle colonne contient {_listed(missing)}." if missing else ""

    # ---- what the user changes ---------------------------------------------------------------------------------------
    def _choose(self, column: int, key: str | None) -> None:
        assert self.mapping is not None
        self.mapping = self.mapping.with_field(column, key or "")
        self.table.show_fields(self.mapping.fields, _notes(self.mapping))
        self._tell()
        self.changed.emit()

    def _other_kind(self) -> None:
        if self.source is not None and self.kind.value is not None:
            self._propose(self.kind.value)
            self.changed.emit()

    def _reread(self, encoding: str | None, delimiter: str | None) -> None:
        assert self.source is not None
        head = self.reading.head_line
        head_line = self.source.reading.head_line if head is None else head
        self._ask(encoding=encoding, delimiter=delimiter, head_line=head_line)

    def _ask(self, **other: object) -> None:
        assert self.source is not None
        asked: Reading = replace(self.source.reading, **other)  # type: ignore[arg-type]
        self.reread.emit(asked)

    @property
    def may_be_skipped(self) -> bool:
        """Whether the file has no columns of its own: cards and invoices name what they hold."""
        return self.source is not None and self.source.form in {SourceForm.VCARD, SourceForm.FOLDER}


def _notes(mapping: ColumnMapping) -> Sequence[str]:
    """Why each column is proposed."""
    return [origin.label for origin in mapping.origins]


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} et {names[-1]}"
