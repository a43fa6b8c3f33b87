"""The part Démarches of a dossier: agreements, the procedures that run and those that are over, and the ways that remain."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from litigedesk.domain.vocabulary import DisputeStage
from litigedesk.queries import procedures
from litigedesk.queries.agreements import AgreementView
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.next_step import NextStep
from litigedesk.queries.procedures import ProcedureFile
from litigedesk.rules.conditions import Verdict
from litigedesk.rules.procedures import Assessment

from ...kept_files import KeptFiles
from ...palette import Tone
from ...widgets.layout import vbox
from ...widgets.panels import Card, EmptyState, Foldable, Separator
from ...widgets.text import IconText
from . import procedure_words as words
from .agreement_card import AgreementCard
from .commands import Commands
from .procedure_card import ProcedureCard
from .way_fold import WayFold

ORDER = "dans l’ordre conseillé"
CHECK = (
    "Ces conditions viennent de la loi et de ce que vous avez noté. En cas de doute, un avocat, un point-justice ou le greffe "
    "vous répondront."
)


CLOSED = "ways.closed"  # among the keys of what is unfolded
SHARED = 3  # as many ways closed for one reason, and it is said once


class WaysPart(QWidget):
    """``opened`` are the keys of what stays unfolded when the dossier is shown again; ``unfolded`` tells of each change.

    ``step`` is what the head of the dossier already says to do.
    """

    unfolded = Signal(str, bool)

    def __init__(
        self,
        commands: Commands,
        files: KeptFiles,
        dossier: Dossier,
        step: NextStep,
        *,
        opened: frozenset[str] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._commands, self._files, self._dossier, self._opened = commands, files, dossier, opened
        desk, today = commands.context.desk, commands.context.today()
        layout = vbox(self, 0, 12)
        for view in dossier.agreements:
            if view.is_open:
                layout.addWidget(AgreementCard(commands, files, dossier, view))
        found = [procedures.file(desk, one.id or 0, today) for one in dossier.procedures]
        for file in (one for one in found if one.procedure.ended_on is None):
            layout.addWidget(ProcedureCard(commands, files, file, told=step))
        if dossier.dispute.stage is not DisputeStage.CLOSED:
            for card in self._ways():
                layout.addWidget(card)
        past = [one for one in found if one.procedure.ended_on is not None]
        if past:
            layout.addWidget(self._past(past))
        over = [one for one in dossier.agreements if not one.is_open]
        if over:
            layout.addWidget(self._past_agreements(over))
        if layout.isEmpty():
            sentence = "Aucune démarche n’y a été notée. Rouvrez le litige pour en commencer une."
            layout.addWidget(EmptyState("landmark", "Ce litige est clos.", sentence, compact=True))
        layout.addStretch(1)

    def _ways(self) -> list[Card]:
        """The ways in the order to consider them, those that are closed here folded apart, then what may happen meanwhile."""
        dossier, context = self._dossier, self._commands.context
        running = {one.kind for one in dossier.procedures if one.ended_on is None}
        found = procedures.ways(context.desk, dossier.dispute.id or 0, context.today())
        chosen, happening = Card("Les voies possibles", ORDER), Card("Si cela arrive", "ou est déjà arrivé")
        closed = [way for way in found if not way.happens and _is_closed(way) and way.kind not in running]
        self.folds: list[WayFold] = []
        self._add(chosen, [way for way in found if not way.happens and way not in closed])
        shared = self._add_closed(chosen, closed) if closed else ""
        chosen.add(Separator(), IconText("info", CHECK, Tone.MUTED, wrap=True))
        happens = [way for way in found if way.happens]
        self._add(happening, happens, told=shared)
        return [chosen, happening] if happens else [chosen]

    def _add(self, card: Card, ways: Sequence[Assessment], *, told: str = "") -> None:
        for place, way in enumerate(ways):
            if place:
                card.add(Separator())
            card.add(self._fold(way, told=told))

    def _fold(self, way: Assessment, *, told: str = "") -> WayFold:
        runs = any(one.kind is way.kind for one in self._dossier.procedures if one.ended_on is None)
        opened = way.key in self._opened
        known = bool(told) and words.brief(way) == told
        fold = WayFold(self._commands, self._dossier, way, runs=runs, opened=opened, told=known)
        fold.toggled.connect(partial(self._tell, way.key))
        self.folds.append(fold)
        return fold

    def _add_closed(self, card: Card, ways: Sequence[Assessment]) -> str:
        """One line for all of them; a reason that most of them share is said once, in plain sight, and given back."""
        reason, times = Counter(words.brief(way) for way in ways).most_common(1)[0]
        shared = reason if times >= SHARED else ""
        holder = QWidget()
        column = vbox(holder, (0, 8, 0, 0), 8)
        for place, way in enumerate(ways):
            if place:
                column.addWidget(Separator())
            column.addWidget(self._fold(way, told=shared))
        opened = CLOSED in self._opened or any(way.key in self._opened for way in ways)
        self.closed = Foldable("Voies fermées à ce dossier", holder, note=str(len(ways)), opened=opened)
        self.closed.setObjectName("ways.closed")
        self.closed.toggled.connect(partial(self._tell, CLOSED))
        if self.folds[: -len(ways)]:
            card.add(Separator())
        if shared:
            card.add(IconText("circle-x", shared, Tone.TEXT, wrap=True, icon_tone=Tone.MUTED))
        card.add(self.closed)
        return shared

    def _tell(self, key: str, opened: bool) -> None:
        self.unfolded.emit(key, opened)

    def _past_agreements(self, views: list[AgreementView]) -> Card:
        card = Card("Accords terminés", str(len(views)), gap=8)
        for view in views:
            key = f"agreement.{view.agreement.id}"
            outcome = view.agreement.outcome.label if view.agreement.outcome is not None else ""
            inside = AgreementCard(self._commands, self._files, self._dossier, view)
            fold = Foldable(view.agreement.kind.label, inside, note=outcome, opened=key in self._opened)
            fold.toggled.connect(partial(self._tell, key))
            card.add(fold)
        return card

    def _past(self, files: list[ProcedureFile]) -> Card:
        card = Card("Démarches terminées", str(len(files)), gap=8)
        for file in files:
            key = f"procedure.{file.procedure.id}"
            fold = Foldable(
                file.procedure.kind.label,
                ProcedureCard(self._commands, self._files, file),
                note=file.phase.label,
                opened=key in self._opened,
            )
            fold.toggled.connect(partial(self._tell, key))
            card.add(fold)
        return card


def _is_closed(way: Assessment) -> bool:
    return way.kind is None or way.verdict is Verdict.FAILED
