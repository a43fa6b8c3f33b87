"""One procedure of a dispute: where it stands, its line of time, its dates, its clocks, whom it is before and what it costs."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.queries.next_step import NextStep
from litigedesk.queries.next_step.procedure import propose
from litigedesk.queries.procedures import ProcedureFile

from ...dialogs.explanation import explain
from ...dialogs.next_step import ICONS as STEP_ICONS
from ...kept_files import KeptFiles
from ...palette import Tone
from ...theme import BODY
from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.clocks import ClockList, ClockView
from ...widgets.dated_lines import DatedLine
from ...widgets.flow import Columns, FlowLayout
from ...widgets.layout import hbox, row, vbox
from ...widgets.panels import Card, KeyValues, Separator
from ...widgets.record_timeline import RecordTimeline
from ...widgets.text import Chip, IconText, Label, TitleLabel
from . import procedure_words as words
from .commands import Commands
from .letter_line import LetterLine
from .way_fold import hand_over_button, write_button

SIDE = 320  # px of the column of clocks and facts


class ProcedureCard(Card):
    """The page of one procedure, with every date of its kind, and the step that comes next unless ``told`` is it."""

    def __init__(
        self,
        commands: Commands,
        files: KeptFiles,
        file: ProcedureFile,
        *,
        told: NextStep | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(gap=12, parent=parent)
        self._commands, self._files, self._file, self._procedure = commands, files, file, file.procedure
        self._id, self._dispute_id = file.procedure.id or 0, file.procedure.dispute_id
        self._name = f"procedure.{self._id}"
        self._runs = file.procedure.ended_on is None
        self.setAccessibleName(formats.typographic(f"{file.procedure.kind.label} : {file.phase.label}"))
        self.add(self._head())
        if warning := words.warning(file.procedure):
            self.add(IconText("triangle-alert", warning, Tone.SOON, wrap=True, weight=500))
        step = propose(file, commands.context.today())
        if self._runs and (told is None or told.sentence != step.sentence):
            self.add(self._next(step))
        points = words.milestones(file.procedure, file.deadlines, commands.context.today())
        if len(points) > 1:
            self.add(RecordTimeline(points, commands.context.today(), running=self._runs))
        self.add(Separator(), Columns(self._dates(), self._facts(), side=SIDE, gap=24, break_at=680))
        self.add(Separator(), self._acts())

    # ---- the top -----------------------------------------------------------------------------------------------------
    def _head(self) -> QWidget:
        kind, phase = self._procedure.kind, self._file.phase
        tone, icon = (Tone.ACCENT, words.ICONS[kind]) if self._runs else (Tone.MUTED, "archive")
        named, holder = QWidget(), QWidget()
        names = FlowLayout(12, 4, named)
        names.addWidget(TitleLabel(kind.label, size=BODY))
        names.addWidget(Chip(phase.label, tone, icon))
        if self._procedure.authority:
            names.addWidget(TitleLabel(self._procedure.authority, Tone.MUTED, size=BODY, weight=400))
        more = IconButton("ellipsis", f"Autres actions : {kind.label}")
        more.setObjectName(f"{self._name}.more")
        menu = QMenu(more)
        self._commands.procedures.fill_menu(menu, self._procedure)
        more.setMenu(menu)
        across = hbox(holder, 0, 12)
        across.addWidget(named, 1)
        across.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _next(self, step: NextStep) -> QWidget:
        """What comes next; the one filled button of the view stays at the head of the dossier."""
        said, acts = QWidget(), QWidget()
        column = vbox(said, 0, 2)
        column.addWidget(Label(step.sentence, weight=600, wrap=True))
        column.addWidget(Label(step.reason, Tone.MUTED, wrap=True))
        line = FlowLayout(8, 8, acts)
        if step.action:
            act = Button(step.button, Kind.SECONDARY, STEP_ICONS[step.action], name=f"{self._name}.next")
            act.clicked.connect(lambda: self._commands.do_step(self._dispute_id, step))
            line.addWidget(act)
        return Columns(said, acts, share=False, break_at=560)

    # ---- the two columns ---------------------------------------------------------------------------------------------
    def _dates(self) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 4)
        column.addWidget(Label("Dates", weight=600))
        for one in words.dated(self._procedure, self._commands.context.today()):
            line = DatedLine(one, f"{self._name}.date.{one.step}")
            line.act.clicked.connect(partial(self._commands.procedures.note, self._id, one.step))
            column.addWidget(line)
        if self._file.letters:
            column.addSpacing(8)
            column.addWidget(Label("Lettres", weight=600))
        for letter in self._file.letters:
            column.addWidget(LetterLine(self._commands, letter, self._name))
        column.addStretch(1)
        return holder

    def _facts(self) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 16)
        if self._file.deadlines:
            column.addWidget(self._clocks())
        column.addWidget(self._whom())
        column.addStretch(1)
        return holder

    def _clocks(self) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 8)
        why = Button("Pourquoi ?", Kind.LINK, name=f"{self._name}.why")
        why.setAccessibleName(formats.typographic(f"Pourquoi ces dates ? {self._procedure.kind.label}"))
        why.clicked.connect(self.explain)
        column.addLayout(row(Label("Délais", weight=600), None, why))
        clocks = ClockList(narrow=True)
        views = [ClockView.of_deadline(one) for one in self._file.deadlines]
        clocks.show_clocks(views, self._commands.context.today())
        column.addWidget(clocks)
        return holder

    def explain(self) -> None:
        """Show how each date was found."""
        steps = [f"{one.title} : {formats.date_long(one.due_on)}. {one.reason}" for one in self._file.deadlines]
        explain(self.window(), f"Les délais : {self._procedure.kind.label}", steps)

    def _whom(self) -> QWidget:
        """Whom it is before, where to write, what it cost."""
        holder = QWidget()
        column = vbox(holder, 0, 8)
        edit = Button("Modifier", Kind.LINK, name=f"{self._name}.whom")
        edit.setAccessibleName(formats.typographic(f"Modifier : devant qui, {self._procedure.kind.label}"))
        edit.clicked.connect(lambda: self._commands.procedures.edit(self._id, "authority"))
        column.addLayout(row(Label("Devant qui", weight=600), None, edit))
        facts = words.facts(self._procedure)
        if facts:
            column.addWidget(KeyValues(facts, first=88))
        else:
            column.addWidget(Label("Pas encore noté : vous le lirez sur son courrier.", Tone.MUTED, wrap=True))
        return holder

    # ---- what can be done --------------------------------------------------------------------------------------------
    def _acts(self) -> QWidget:
        holder = QWidget()
        line = FlowLayout(8, 8, holder)
        if self._runs:
            note = Button("Noter une étape", Kind.SECONDARY, "calendar-check", name=f"{self._name}.steps")
            menu = QMenu(note)
            self._commands.procedures.fill_steps(menu, self._procedure)
            note.setMenu(menu)
            line.addWidget(note)
            write = write_button(self._commands, self._dispute_id, self._file.assessment.letters, self._name)
            if write is not None:
                line.addWidget(write)
        reader = words.READERS[self._procedure.kind]
        line.addWidget(hand_over_button(self._commands, self._dispute_id, reader, self._name))
        if (document := self._file.document) is not None:
            look = Button(f"Ouvrir {document.name}", Kind.QUIET, "eye", name=f"{self._name}.document")
            look.clicked.connect(lambda: self._files.open_document(document))
            line.addWidget(look)
        return holder
