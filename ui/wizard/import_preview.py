"""The import before it is done: what each line would add or change, what is asked, what is refused and why."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.imports import LineStatus, Plan, PlannedLine

from ..forms.editors import CheckEditor, ChoiceEditor
from ..models.records import Column
from ..palette import Tone
from ..widgets.buttons import Button, FilterChips, Kind, Option
from ..widgets.flow import Columns, FlowLayout
from ..widgets.layout import clear, vbox
from ..widgets.panels import Card, Page
from ..widgets.text import IconText, Label
from ..widgets.tick_table import TickTable
from .import_choices import Decisions, about, state
from .import_line import ImportLineCard

SIDE: Final = 400  # px at the normal text size
ALL: Final = "all"
ASKED: Final = (
    "Ces clients n’ont pas de type dans le fichier. Il décide de la loi qui s’applique : dites-le pour tous d’un coup."
)


class ImportPreviewPage(Page):
    """``changed`` when something is decided."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.decisions: Decisions | None = None
        self.summary = IconText("list-checks", "", wrap=True)
        self.filters = FilterChips([], "Lignes montrées")
        self.table = TickTable[PlannedLine](
            "Lignes du fichier",
            self._columns(),
            self._describe,
            key=lambda line: str(line.line),
            may_tick=self._may_tick,
        )
        self.line = ImportLineCard()
        self.kind = ChoiceEditor(
            "import.all_kinds", "Type de ces clients", ClientKind, segments=False, empty="À choisir", width=280
        )
        self._kind_words = Label("", Tone.MUTED, wrap=True)
        self.update_box = CheckEditor("import.update", "Mettre à jour les fiches déjà là")
        self._pause = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self.filters.chosen.connect(lambda _key: self._filter())
        self.table.current_changed.connect(self._show_line)
        self.table.ticks.dataChanged.connect(self._toggled)
        self.line.decided.connect(self._decided)
        self.kind.changed.connect(self._kind_chosen)
        self.update_box.changed.connect(self._update_chosen)
        self._pause.timeout.connect(self._tell)
        self._filling = False

    def _lay_out(self) -> None:
        main = QWidget()
        column = vbox(main, 0, 8)
        self._asked = Card("Type de client", gap=10)
        self._asked.add(Label(ASKED, Tone.MUTED, wrap=True), self.kind, self._kind_words)
        self._doubts = QWidget()
        bulk = FlowLayout(16)
        self._doubt_words = Label("", Tone.SOON, weight=500)
        bulk.addWidget(self._doubt_words)
        for words, name, act in (
            ("Les mêmes que ceux proposés", "same", self._all_same),
            ("Tous nouveaux", "new", self._all_new),
            ("Laisser de côté", "skip", self._all_left),
        ):
            button = Button(words, Kind.LINK, name=f"import.doubts.{name}")
            button.clicked.connect(act)
            bulk.addWidget(button)
        self._doubts.setLayout(bulk)
        self._notes = vbox(gap=4)
        self._empty = Label("Aucune ligne de cette sorte.", Tone.MUTED)
        for widget in (self.summary, self._asked, self._doubts, self.update_box, self.filters, self.table, self._empty):
            column.addWidget(widget)
        column.addLayout(self._notes)
        column.addStretch(1)
        self.add(Columns(main, self.line, side=SIDE, break_at=900))

    # ---- what is shown -----------------------------------------------------------------------------------------------
    def show_plan(self, plan: Plan) -> None:
        """Show what an import would do; every line that adds or changes something is ticked."""
        self.decisions = Decisions(plan)
        clear(self._notes)
        for note in plan.notes:
            self._notes.addWidget(IconText("info", note, Tone.MUTED, wrap=True))
        self.update_box.set_value(True)
        self.update_box.setVisible(bool(plan.counts[LineStatus.UPDATE]))
        self._asked.setVisible(bool(plan.unknown_kinds))
        self.kind.set_value(None)
        hints = len(self.decisions.kinds)
        words = formats.count(len(plan.unknown_kinds), "client")
        proposed = f" ; le nom propose un type pour {_of(hints, len(plan.unknown_kinds))}" if hints else ""
        self._kind_words.set_text(f"{words}{proposed}. Une ligne choisie dans la liste peut dire autre chose.")
        first = next((one for one in (LineStatus.DOUBTFUL, LineStatus.REFUSED) if plan.counts[one]), None)
        self._offer()
        self.filters.set_key(first.value if first is LineStatus.DOUBTFUL else ALL)
        self._filter()
        self._tell()

    def _offer(self) -> None:
        assert self.decisions is not None
        counts = self.decisions.plan.counts
        options = [Option(ALL, "Toutes", len(self.decisions.plan.lines))]
        options += [Option(one.value, _PLURAL[one], counts[one]) for one in LineStatus if counts[one]]
        self.filters.set_options(options)

    def _filter(self) -> None:
        assert self.decisions is not None
        wanted = self.filters.key
        shown = [line for line in self.decisions.plan.lines if wanted in {ALL, line.status.value}]
        out = self.decisions.left_out
        self._filling = True
        self.table.set_rows(shown)
        self.table.ticks.set_ticked({str(line.line) for line in shown if line.line not in out})
        self._filling = False
        self.table.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        self._show_line()

    def _show_line(self) -> None:
        if self.decisions is not None:
            self.line.show_line(self.table.record, self.decisions)

    def _tell(self) -> None:
        assert self.decisions is not None
        self.summary.label.set_text(self.decisions.summary())
        open_ = self.decisions.open_doubts
        self._doubts.setVisible(bool(self.decisions.plan.doubts))
        whose = "sa ligne sera refusée" if open_ == 1 else "leurs lignes seront refusées"
        words = f"{formats.count(open_, 'client')} à trancher ; sans réponse, {whose} :"
        self._doubt_words.set_text(words if open_ else "Tous les doublons sont tranchés.")
        self._doubt_words.set_tone(Tone.SOON if open_ else Tone.FINE)
        self.changed.emit()

    # ---- what is decided ---------------------------------------------------------------------------------------------
    def _may_tick(self, line: PlannedLine) -> bool:
        return self.decisions is not None and self.decisions.may_tick(line)

    def _toggled(self, first: QModelIndex, last: QModelIndex) -> None:
        """One box was ticked or unticked with a click or with Space."""
        if self._filling or self.decisions is None or first != last:
            return
        line = self.table.ticks.record(first.row())
        self.decisions.tick(line, self.table.ticks.is_ticked(line))
        self._show_line()
        self._pause.start()

    def _decided(self) -> None:
        """An answer may concern many lines: the boxes and states shown follow."""
        assert self.decisions is not None
        out = self.decisions.left_out
        self._filling = True
        self.table.ticks.set_ticked({str(line.line) for line in self.table.ticks.rows() if line.line not in out})
        self._filling = False
        self.table.viewport().update()
        self._show_line()
        self._pause.start()

    def _all_same(self) -> None:
        self._each_doubt(lambda doubt, decisions: decisions.answer(doubt, doubt.near[0].id if doubt.near else None))

    def _all_new(self) -> None:
        self._each_doubt(lambda doubt, decisions: decisions.answer(doubt, None))

    def _all_left(self) -> None:
        self._each_doubt(lambda doubt, decisions: decisions.skip(doubt))

    def _each_doubt(self, act: Callable[..., None]) -> None:
        assert self.decisions is not None
        for doubt in self.decisions.plan.doubts:
            act(doubt, self.decisions)
        self._decided()

    def _kind_chosen(self) -> None:
        """Said for all at once: what a name proposed, and what was said of one before, gives way."""
        assert self.decisions is not None
        self.decisions.kind = self.kind.value
        self.decisions.kinds.clear()
        self._decided()

    def _update_chosen(self) -> None:
        assert self.decisions is not None
        self.decisions.update = self.update_box.value
        self._decided()

    # ---- the table ---------------------------------------------------------------------------------------------------
    def _columns(self) -> Sequence[Column[PlannedLine]]:
        def told(line: PlannedLine) -> tuple[str, str, Tone]:
            return state(line, self.decisions) if self.decisions is not None else ("", "", Tone.TEXT)

        return [
            Column[PlannedLine]("", lambda _line: "", lambda line: line.line, width=36),
            Column[PlannedLine]("Ligne", lambda line: formats.number(line.line), lambda line: line.line, True, 72),
            Column[PlannedLine]("Nom ou numéro", lambda line: line.label),
            Column[PlannedLine](
                "Ce qui en sera fait", lambda line: told(line)[0], tone=lambda line: told(line)[2],
                icon=lambda line: told(line)[1], width=176,
            ),
            Column[PlannedLine]("À savoir", about),
        ]  # fmt: skip

    def _describe(self, line: PlannedLine) -> str:
        """A whole row in words."""
        said = state(line, self.decisions)[0] if self.decisions is not None else ""
        return ", ".join(filter(None, (f"ligne {line.line}", line.label, said, about(line))))


def _of(some: int, total: int) -> str:
    """« chacun », « 3 d’entre eux »."""
    return "chacun" if some == total else f"{formats.number(some)} d’entre eux"


_PLURAL: Final = {
    LineStatus.NEW: "À ajouter",
    LineStatus.UPDATE: "À mettre à jour",
    LineStatus.SAME: "Déjà là",
    LineStatus.DOUBTFUL: "À trancher",
    LineStatus.REFUSED: "Refusées",
    LineStatus.SKIPPED: "Passées",
}
