"""Outils › Graphiques: four questions answered by bars or by a table of the same figures, printed and exported."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from litigedesk.chart import Chart, Counted, Line
from litigedesk.domain.money import Money
from litigedesk.errors import UserError
from litigedesk.listing import Form, Head, Value, shown
from litigedesk.paper.chart_pages import write_chart
from litigedesk.queries import charts
from litigedesk.queries.chart_views import CHARTS

from ..list_output import export_listing
from ..models.records import Column
from ..palette import Tone
from ..printing import PdfPages, show_preview
from ..theme import current
from ..widgets.bar_chart import BarChart
from ..widgets.buttons import Button, Kind, Option, Segments, SubTabs
from ..widgets.combo import QuietCombo
from ..widgets.flow import FlowLayout
from ..widgets.layout import clear, vbox
from ..widgets.panels import Card, EmptyState
from ..widgets.record_table import RecordTable
from ..widgets.text import Label
from . import show_dialog
from .beside import read_beside
from .page_dialog import PageDialog

if TYPE_CHECKING:
    from ..main_window import MainWindow

BARS, TABLE = "bars", "table"
KINDS: Final = frozenset(
    {"invoice", "payment", "dispute", "client", "procedure", "mediation", "convention", "mediator", "letter"}
)
EVERY_YEAR: Final = "Toutes les années"
LEAST, WIDEST_LEAST, ARROW = 72, 192, 40  # px at the normal text size: of columns, and beside the words of a head


class ChartsDialog(PageDialog):
    """The tabs say which question; beside them, bars or table, and the year where it can be chosen.

    What is opened from here closes the window: the record stands in the main one.
    """

    def __init__(self, window: "MainWindow") -> None:
        self.print_button = Button("Imprimer…", Kind.PRIMARY, "printer", name="charts.print")
        self.print_button.setShortcut(QKeySequence("Ctrl+P"))
        self.export_button = Button("Exporter le tableau…", Kind.SECONDARY, "table", name="charts.export")
        super().__init__(window, "charts", "Graphiques", self.export_button, self.print_button, width=920, height=680)
        self._window, self._context = window, window.context
        self.questions = SubTabs([Option(key, words) for key, words, _make in CHARTS], "Graphiques")
        self.form = Segments([Option(BARS, "Barres"), Option(TABLE, "Tableau")], "Présentation")
        self.form.setObjectName("charts.form")
        self.year = QuietCombo()
        self.year.setAccessibleName("Année d’ouverture des litiges")
        self.picture = BarChart()
        self.table: RecordTable[Line] | None = None
        self.chart: Chart | None = None
        self._summary = Label("", weight=600, wrap=True)
        self._body = vbox(gap=8)
        self._how = vbox(gap=4)
        self._lay_out()
        self.questions.chosen.connect(lambda _key: self.refresh())
        self.form.chosen.connect(lambda _key: self._show())
        self.year.activated.connect(lambda _place: self.refresh())
        self.picture.opened.connect(self.open_line)
        self.print_button.clicked.connect(self.print_chart)
        self.export_button.clicked.connect(self.export_table)
        self.follow(self._context, lambda changed: self.refresh() if KINDS & changed else None)
        self.refresh()
        self.questions.setFocus()

    def _lay_out(self) -> None:
        choices = QWidget()
        flow = FlowLayout(16, 8, choices)
        flow.addWidget(self.form)
        flow.addWidget(self.year)
        card = Card(gap=12)
        card.add(self._summary, self._body, self.picture)
        self.page.add(self.questions, choices, card, self._how)
        self.page.body.addStretch(1)

    # ---- reading -----------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Read the figures of the question again."""
        desk, key = self._context.desk, self.questions.key
        self.year.setVisible(key == "disputes")
        if key == "disputes":
            self._fill_years()
        make = next(make for one, _words, make in CHARTS if one == key)
        today, year = self._context.today(), self.year.currentData() if key == "disputes" else None
        chart = read_beside(self, desk, "Graphiques", lambda there: make(there, today, year))
        if chart is not None:  # else given up: what is shown stays
            self.chart = chart
            self._show()

    def _fill_years(self) -> None:
        before = self.year.currentData()
        self.year.clear()
        self.year.addItem(EVERY_YEAR, None)
        for year in charts.dispute_years(self._context.desk):
            self.year.addItem(f"Ouverts en {year}", year)
        self.year.setCurrentIndex(max(0, self.year.findData(before)))

    def _show(self) -> None:
        chart = self.chart
        assert chart is not None
        clear(self._body)
        clear(self._how)
        self.table = None
        bars = self.form.key == BARS
        self.picture.setVisible(bars and bool(chart.drawn))
        self._summary.setVisible(not chart.is_empty)
        self._summary.set_text(f"{chart.summary} ({chart.note})")
        self.picture.set_chart(chart)
        if chart.is_empty:
            self._body.addWidget(EmptyState("chart-column", chart.empty, "", compact=True))
        elif not bars:
            self.table = self._make_table(chart)
            self._body.addWidget(self.table)
        for place, sentence in enumerate(chart.how):
            if not place:
                self._how.addWidget(Label("Comment c’est compté", weight=600))
            self._how.addWidget(Label(sentence, Tone.MUTED, wrap=True))
        for button in (self.export_button, self.print_button):
            button.setEnabled(not chart.is_empty)

    def _make_table(self, chart: Chart) -> RecordTable[Line]:
        wide = [_natural(chart, place) for place in range(len(chart.heads))]
        texts = [place for place, head in enumerate(chart.heads) if head.form is Form.TEXT]
        widest = max(texts, key=lambda place: wide[place])  # takes the room left
        columns = [
            _column(head, place, 0 if place == widest else wide[place]) for place, head in enumerate(chart.heads)
        ]
        least = min(WIDEST_LEAST, wide[widest])
        table = RecordTable[Line](chart.title, columns, lambda line: line.said, least=least)
        table.setObjectName("charts.table")
        table.set_rows(chart.lines)
        table.opened.connect(self.open_line)
        return table

    # ---- what is done ------------------------------------------------------------------------------------------------
    def open_line(self, line: Line) -> None:
        """Show what a figure counts, and go to the record chosen there."""
        if not line.counted:
            self.bar.set_status("Rien à montrer : cette ligne ne compte rien.", Tone.MUTED, "info")
            return
        dialog = CountedDialog(self, line)
        show_dialog(dialog)
        if dialog.chosen is not None:
            self.accept()
            self._context.navigate(*dialog.chosen)

    def print_chart(self) -> None:
        """The pages in the preview, from which they are printed."""
        if self.chart is None or self.chart.is_empty:
            return
        try:
            show_preview(self, PdfPages(write_chart(self.chart, self._context.today())), self.chart.title)
        except UserError as refused:
            self._context.fail(refused)

    def export_table(self) -> None:
        """The table as a workbook or as CSV, where the user says."""
        if self.chart is not None:
            export_listing(self._context, self, self.chart.listing)


class CountedDialog(PageDialog):
    """The records behind one figure; ``chosen`` is the one to open, ``None`` when the user only looked."""

    def __init__(self, parent: QWidget, line: Line) -> None:
        self.open_button = Button("Ouvrir", Kind.PRIMARY, "eye", name="counted.open")
        super().__init__(parent, "counted", line.said, self.open_button, width=720, height=480)
        self.chosen: tuple[str, int] | None = None
        columns = [
            Column[Counted]("Qui", lambda one: one.who, width=200),
            Column[Counted]("Quoi", lambda one: one.what),
        ]
        if any(one.value is not None for one in line.counted):
            title = "Somme" if isinstance(line.counted[0].value, Money) else "Retard"
            columns.append(Column(title, lambda one: one.shown, lambda one: one.value, figures=True, width=136))
        self.table = RecordTable[Counted]("Ce qui est compté", columns, _said)
        self.table.setObjectName("counted.table")
        self.table.set_rows(line.counted)
        self.table.opened.connect(self._open)
        self.open_button.clicked.connect(lambda: self._open(self.table.record))
        self.page.add(self.table)
        self.page.body.addStretch(1)
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self, one: Counted | None) -> None:
        if one is not None:
            self.chosen = one.record
            self.accept()


def _said(one: Counted) -> str:
    return ", ".join(filter(None, (one.who, one.what, one.shown)))


def _natural(chart: Chart, place: int) -> int:
    """In pixels at the normal text size, with the room of the sort arrow."""
    metrics = current().metrics(weight=500, tabular=True)
    texts = [chart.heads[place].title, *(shown(line.values[place]) for line in chart.lines)]
    return max(LEAST, round(max(metrics.horizontalAdvance(text) for text in texts) / current().text_scale) + ARROW)


def _column(head: Head, place: int, width: int) -> Column[Line]:
    def text(line: Line) -> str:
        return shown(line.values[place])

    def key(line: Line) -> Value:
        return line.values[place]

    return Column(head.title, text, key, figures=head.form.is_figures, width=width)
