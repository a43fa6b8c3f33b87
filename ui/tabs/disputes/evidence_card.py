"""What proves a dispute: how complete it is, then each proof that lacks or is weak with the button that mends it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QProgressBar, QWidget

from litigedesk import formats
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.vocabulary import PieceKind
from litigedesk.errors import StorageError
from litigedesk.letters import catalogue, email
from litigedesk.queries import pieces, policies
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.pieces import KnownPaper
from litigedesk.rules import evidence
from litigedesk.rules.evidence import Checked, Evidence
from litigedesk.rules.proofs import ProofState

from ...dialogs.pieces import PieceCommands
from ...palette import Tone
from ...theme import MIDDLE
from ...widgets.buttons import Button, Kind
from ...widgets.flow import FlowLayout
from ...widgets.layout import hbox, row, vbox
from ...widgets.panels import Card, Foldable
from ...widgets.text import Chip, Icon, IconText, Label
from .commands import Commands
from .portage_card import STATES

AT_FIRST: Final = 2
REPORTS: Final = "activity-report"
LONGEST: Final = 40  # letters of the name of a paper on its button
NO_MAIL: Final = formats.typographic(
    "Aucun programme de courriel ne s’ouvre sur cet ordinateur : le texte est copié, collez-le dans votre messagerie."
)
_WORDS: Final = {
    ProofState.PRESENT: ("présente", "présentes"),
    ProofState.WEAK: ("fragile", "fragiles"),
    ProofState.MISSING: ("manquante", "manquantes"),
}


def summary(lines: Sequence[Checked]) -> str:
    """How many proofs are there, weak and missing, such as « 3 présentes, 1 fragile, 2 manquantes »."""
    many = {state: sum(1 for line in lines if line.state is state) for state in ProofState}
    return ", ".join(formats.count(many[state], *_WORDS[state]) for state in ProofState if many[state])


class Meter(QWidget):
    """How complete it is: the figure, the bar and the words together."""

    def __init__(self, lines: Sequence[Checked], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        share = evidence.completeness(lines)
        self.figure = Label(f"{share} %", size=MIDDLE, weight=600)
        self.words = Label(summary(lines), Tone.MUTED, wrap=True)
        bar = QProgressBar()
        bar.setRange(0, 100)
        bar.setValue(share)
        bar.setTextVisible(False)
        bar.setAccessibleName(formats.typographic(f"Preuves réunies à {share} % : {summary(lines)}"))
        column = vbox(self, 0, 6)
        column.addLayout(row(self.figure, self.words, gap=12, stretch=self.words))
        column.addWidget(bar)


@dataclass(frozen=True)
class Act:
    """What a button does about a proof."""

    words: str
    icon: str
    do: Callable[[], object]


class Mending:
    """What can be done about each proof of one dossier."""

    def __init__(self, commands: Commands, adding: PieceCommands, dossier: Dossier) -> None:
        self._commands, self._adding, self._dossier = commands, adding, dossier
        self._dispute_id = dossier.dispute.id or 0
        self._matter = of_dispute(self._dispute_id)
        desk = commands.context.desk
        self._papers = pieces.known_papers(desk, self._matter)
        self._contracts = policies.contracts_of(desk, self._dispute_id)

    @property
    def facts(self) -> tuple[object, ...]:
        """What it knows besides the dossier."""
        return (tuple(self._papers), tuple(self._contracts))

    def acts(self, line: Checked) -> list[Act]:
        """The buttons of a proof that lacks or is weak: its own record, a paper kept elsewhere, a file, or the letter."""
        wanted = line.evidence
        if line.sentence == formats.typographic(evidence.ELSEWHERE):
            return [self._known(paper) for paper in self._papers if paper.kind in wanted.kinds][:2]
        if (opened := self._record(line)) is not None:
            return [opened, *self._asking(wanted)]
        if wanted.letter and (line.state is ProofState.MISSING or not wanted.kinds):
            title = catalogue.template(wanted.letter).title
            letter = Act(
                f"Rédiger : {title}", "file-text", partial(self._commands.compose, self._dispute_id, wanted.letter)
            )
            return [letter, *([self._add(wanted.kinds[0])] if wanted.kinds else [])]
        # A notice that was sent still lacks its receipt, the last of its kinds.
        kind = wanted.kinds[-1] if line.state is ProofState.WEAK else wanted.kinds[0]
        return [self._add(kind), *self._asking(wanted)]

    def _record(self, line: Checked) -> Act | None:
        """What is noted on the contract rather than shown by a piece: reports, and signatures."""
        if line.evidence.key == REPORTS and self._contracts:
            see = partial(self._commands.context.navigate, "contract", self._contracts[0])
            return Act("Compléter le contrat", "calendar-check", see)
        unsigned = line.state is ProofState.WEAK and line.evidence.key in {"order", "delivery"}
        if unsigned and self._contracts and line.sentence != formats.typographic(evidence.SCREENSHOT):
            see = partial(self._commands.context.navigate, "contract", self._contracts[0])
            return Act("Noter la signature", "pencil", see)
        return None

    def _add(self, kind: PieceKind) -> Act:
        return Act("Ajouter une pièce…", "file-plus", lambda: self._adding.ask_files(self._matter, kind))

    def _asking(self, wanted: Evidence) -> list[Act]:
        """An e-mail that asks the client for it, when there is one to write."""
        return [Act("Demander par courriel", "mail", partial(self._ask, wanted))] if wanted.ask else []

    def _ask(self, wanted: Evidence) -> None:
        client, contact = self._dossier.client, self._dossier.contact
        to = (contact.email if contact is not None else "") or client.email
        dispute = self._dossier.dispute
        about = " — ".join(filter(None, (dispute.title, f"dossier {dispute.reference}")))
        name = self._commands.context.desk.profile().name
        text = "\r\n\r\n".join((f"{client.salutation},", wanted.ask, "Cordialement,", name))
        if not QDesktopServices.openUrl(QUrl(email.link_to(to, about, text))):
            QGuiApplication.clipboard().setText(text.replace("\r\n", "\n"))
            self._commands.context.fail(StorageError(NO_MAIL))

    def _known(self, paper: KnownPaper) -> Act:
        name = paper.title if len(paper.title) <= LONGEST else f"{paper.title[:LONGEST].rstrip()}…"
        return Act(f"Ajouter : {name}", "archive", lambda: self._adding.add_known(self._matter, [paper]))


class EvidenceList(QWidget):
    """The proofs that lack first, a few at a time, then those that are there."""

    def __init__(self, mending: Mending, lines: Sequence[Checked], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence")
        self._mending = mending
        self._column = vbox(self, 0, 12)
        order = (ProofState.MISSING, ProofState.WEAK)
        lacking = [line for state in order for line in lines if line.state is state]
        held = [line for line in lines if line.state is ProofState.PRESENT]
        shown = AT_FIRST if len(lacking) > AT_FIRST + 1 else len(lacking)
        for line in lacking[:shown]:
            self._column.addWidget(EvidenceLine(line, mending.acts(line)))
        self._fold("evidence.rest", "Les autres preuves à réunir", lacking[shown:])
        self._fold("evidence.held", "Ce qui est là", held, opened=not lacking)

    def _fold(self, name: str, title: str, lines: Sequence[Checked], *, opened: bool = False) -> None:
        if not lines:
            return
        fold = Foldable(title, partial(self._lines, lines), note=str(len(lines)), opened=opened)
        fold.header.setObjectName(name)
        self._column.addWidget(fold)

    def _lines(self, lines: Sequence[Checked]) -> QWidget:
        under = QWidget()
        column = vbox(under, (0, 4, 0, 0), 12)
        for line in lines:
            acts = [] if line.state is ProofState.PRESENT else self._mending.acts(line)
            column.addWidget(EvidenceLine(line, acts))
        return under


class EvidenceLine(QWidget):
    """One proof: sign and word, what is known, why it matters and how to get it."""

    def __init__(self, line: Checked, acts: Sequence[Act], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wanted, name = line.evidence, f"evidence.{line.evidence.key}"
        self.setObjectName(name)
        icon, tone = STATES[line.state]
        across = hbox(self, 0, 12)
        across.addWidget(Icon(icon, tone, 20), 0, Qt.AlignmentFlag.AlignTop)
        column = vbox(gap=4)
        title = Label(wanted.title, weight=600, wrap=True)
        column.addLayout(row(title, Chip(line.state.label.lower(), tone, icon), stretch=title))
        column.addWidget(Label(_said(line), wrap=True))
        if line.state is not ProofState.PRESENT:
            column.addWidget(Label(wanted.why, Tone.MUTED, wrap=True))
            column.addWidget(IconText("arrow-right", wanted.how, Tone.MUTED, wrap=True))
        if acts:
            holder = QWidget()
            flow = FlowLayout(8, 4, holder)
            for place, act in enumerate(acts):
                button = Button(act.words, Kind.SECONDARY, act.icon, name=f"{name}.{place}")
                button.setAccessibleName(formats.typographic(f"{act.words} ({wanted.title})"))
                button.clicked.connect(act.do)
                flow.addWidget(button)
            column.addSpacing(4)
            column.addWidget(holder)
        across.addLayout(column, 1)
        self.setAccessibleName(formats.typographic(f"{wanted.title}, {line.state.label.lower()} : {_said(line)}"))


def _said(line: Checked) -> str:
    """What is known of it, with the numbers of the pieces that carry it."""
    if not line.numbers:
        return line.sentence
    numbers = ", ".join(map(str, line.numbers))
    return f"{line.sentence} {'Pièce' if len(line.numbers) == 1 else 'Pièces'} n° {numbers}."


class EvidenceCard(Card):
    """The whole checklist on the overview."""

    def __init__(self, mending: Mending, dossier: Dossier, parent: QWidget | None = None) -> None:
        super().__init__("Les preuves", gap=12, parent=parent)
        self.add(Meter(dossier.evidence))
        self.add(EvidenceList(mending, dossier.evidence))


class EvidenceFold(Card):
    """The same above the pieces, closed at first: the meter, and the list behind it."""

    def __init__(
        self,
        commands: Commands,
        adding: PieceCommands,
        dossier: Dossier,
        *,
        opened: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        under = QWidget()
        vbox(under, (0, 8, 0, 4), 0).addWidget(EvidenceList(Mending(commands, adding, dossier), dossier.evidence))
        self.fold = Foldable("Les preuves", under, opened=opened, beside=Meter(dossier.evidence))
        self.fold.header.setObjectName("pieces.evidence")
        self.add(self.fold)
