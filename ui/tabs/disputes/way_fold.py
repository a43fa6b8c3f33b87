"""One way on, folded to a line with its verdict; unfolded, what it is, its conditions, its price, its file and how to begin."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QLayout, QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.procedure import ProcedureKind
from litigedesk.letters import catalogue
from litigedesk.queries.disputes import Dossier
from litigedesk.rules.procedures import Assessment

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.conditions import ConditionList
from ...widgets.court_advice import CourtAdviceBlock
from ...widgets.flow import Columns, FlowLayout
from ...widgets.layout import hbox, row, vbox
from ...widgets.menu import add_action
from ...widgets.panels import Foldable
from ...widgets.text import Chip, IconText, Label
from . import procedure_words as words
from .commands import Commands

INDENT = 29  # px: what is said of a way and what unfolds stand under the words of its title
BESIDE = 480  # px at the normal text size: below, the verdict goes under the name


class WayFold(Foldable):
    """Its inside is made when it is first opened: most of them stay folded. ``runs`` when such a procedure is running.

    ``told`` when the card already gives the reason that its line would give.
    """

    def __init__(
        self,
        commands: Commands,
        dossier: Dossier,
        way: Assessment,
        *,
        runs: bool,
        opened: bool,
        told: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._commands, self._dossier, self._dispute_id = commands, dossier, dossier.dispute.id or 0
        self.way, self._runs, self._made = way, runs, False
        self._inside = QWidget()
        self._body = vbox(self._inside, (INDENT, 4, 0, 12), 16)
        self.verdict = Chip(*words.verdict(way, runs=runs))
        self._brief = Label("" if runs or told else words.brief(way), Tone.MUTED, wrap=True)
        super().__init__(way.title, self._inside, opened=opened, parent=parent)
        self.setObjectName(f"way.{way.key}")

    def _top(self, _note: str, _beside: object) -> QLayout:
        """The name and the verdict at the two ends of a line, as on the other lists; why under the name."""
        begin, end, under = QWidget(), QWidget(), hbox(gap=0)
        named = hbox(begin, gap=0)
        named.addWidget(self.header)
        named.addStretch(1)
        word = hbox(end, (INDENT, 0, 0, 0))
        word.addWidget(self.verdict)
        word.addStretch(1)  # under the name, it keeps its own width
        under.setContentsMargins(INDENT, 0, 0, 0)
        under.addWidget(self._brief, 1)
        head = vbox(gap=2)
        head.addWidget(Columns(begin, end, share=False, gap=2, break_at=BESIDE))
        head.addLayout(under)
        return head

    def _show(self, opened: bool) -> None:
        if opened and not self._made:
            self._made = True
            self._fill(self.way)
        super()._show(opened)
        self._brief.setVisible(not opened and bool(self._brief.full_text()))  # once open, its conditions say it
        said = f"{self.way.title}, {self.verdict.text()}, {'déplié' if opened else 'replié'}"
        self.header.setAccessibleName(formats.typographic(said))

    # ---- inside ------------------------------------------------------------------------------------------------------
    def _fill(self, way: Assessment) -> None:
        self._body.addWidget(Label(words.plainly(way), wrap=True))
        if way.conditions:
            found = ConditionList(name=f"Conditions : {way.title}")
            found.show_conditions(words.urgent_first(way.conditions))
            found.asked.connect(partial(self._commands.procedures.answer, self._dossier, way.kind))
            self._body.addWidget(found)
        if way.court is not None:
            self._body.addWidget(CourtAdviceBlock(way.court))
        parts = [_listed(title, lines, icon) for title, lines, icon in words.lists(way) if lines]
        if len(parts) == 2:
            self._body.addWidget(Columns(parts[0], parts[1], break_at=640))
        for part in parts if len(parts) == 1 else ():
            self._body.addWidget(part)
        if any(one.setting for one in way.costs):
            self._body.addLayout(row(self._settings_link(), None))
        if way.notes:
            self._body.addWidget(_listed("À savoir", way.notes, "info"))
        if way.kind is not None:
            self._body.addWidget(self._acts(way, way.kind))
        if source := words.source(way):
            self._body.addWidget(Label(source, Tone.MUTED, wrap=True))

    def _settings_link(self) -> Button:
        link = Button("Indiquer vos montants dans les réglages", Kind.LINK, name=f"way.{self.way.key}.settings")
        link.clicked.connect(lambda: self._commands.context.ask("file.settings"))
        return link

    def _acts(self, way: Assessment, kind: ProcedureKind) -> QWidget:
        holder = QWidget()
        line = FlowLayout(8, 8, holder)
        if not self._runs:
            begin = Button(words.begin(way), Kind.SECONDARY, words.ICONS[kind], name=f"way.{kind}.begin")
            begin.setAccessibleName(formats.typographic(f"{words.begin(way)} : {way.title}"))
            begin.clicked.connect(lambda: self._commands.procedures.begin(self._dispute_id, kind))
            line.addWidget(begin)
        write = write_button(self._commands, self._dispute_id, way.letters, f"way.{kind}")
        if write is not None:
            line.addWidget(write)
        line.addWidget(hand_over_button(self._commands, self._dispute_id, words.READERS[kind], f"way.{kind}"))
        return holder


def _listed(title: str, lines: Sequence[str], icon: str) -> QWidget:
    holder = QWidget()
    column = vbox(holder, 0, 4)
    column.addWidget(Label(title, weight=600))
    for one in lines:
        column.addWidget(IconText(icon, one, Tone.TEXT, wrap=True, icon_tone=Tone.MUTED))
    column.addStretch(1)
    return holder


def write_button(commands: Commands, dispute_id: int, templates: Sequence[str], name: str) -> Button | None:
    """Writes the letter of a procedure, or one of several by name; ``None`` when there is none."""
    found = [one for one in catalogue.catalogue() if one.id in templates]
    if not found:
        return None
    write = Button("Rédiger la lettre" if len(found) == 1 else "Rédiger une lettre", Kind.QUIET, "file-text")
    write.setObjectName(f"{name}.write")
    if len(found) == 1:
        only = found[0]
        write.setToolTip(formats.typographic(only.title))
        write.setAccessibleName(formats.typographic(f"Rédiger : {only.title}"))
        write.clicked.connect(lambda: commands.compose(dispute_id, only.id))
        return write
    menu = QMenu(write)
    for one in found:
        add_action(menu, f"{one.title}…", "file-text", partial(commands.compose, dispute_id, one.id))
    write.setMenu(menu)
    return write


def hand_over_button(commands: Commands, dispute_id: int, reader: str, name: str) -> Button:
    """Puts the dossier together for whoever handles the procedure."""
    give = Button("Remettre le dossier…", Kind.QUIET, "archive", name=f"{name}.hand_over")
    give.clicked.connect(lambda: commands.procedures.hand_over(dispute_id, reader))
    return give
