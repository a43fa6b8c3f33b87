"""The part Démarches of a dossier: agreements, the procedures that run and those that are over, and the ways that remain."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from litigedesk.domain.vocabulary import DisputeStage
from litigedesk.queries import procedures
from litigedesk.queries.agreements import AgreementView
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.next_step import NextStep
from litigedesk.queries.procedures import ProcedureFile

from ...kept_files import KeptFiles
from ...palette import Tone
from ...widgets.layout import vbox
from ...widgets.panels import Card, Foldable, Separator
from ...widgets.text import IconText
from .agreement_card import AgreementCard
from .commands import Commands
from .procedure_card import ProcedureCard
from .way_fold import WayFold

ORDER = "dans l’ordre où les envisager"
CHECK = (
    "Ces conditions viennent de la loi et de ce que vous avez noté. En cas de doute, un avocat, un point-justice ou le greffe "
    "vous répondront."
)


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
        layout.addStretch(1)

    def _ways(self) -> list[Card]:
        """Every way, in the order to consider them, then what may happen meanwhile."""
        dossier, context = self._dossier, self._commands.context
        running = {one.kind for one in dossier.procedures if one.ended_on is None}
        chosen, happening = Card("Les voies possibles", ORDER), Card("Si cela arrive", "ou est déjà arrivé")
        self.folds: list[WayFold] = []
        for way in procedures.ways(context.desk, dossier.dispute.id or 0, context.today()):
            card = happening if way.happens else chosen
            if any(one.way.happens is way.happens for one in self.folds):
                card.add(Separator())
            runs, opened = way.kind in running, way.key in self._opened
            fold = WayFold(self._commands, dossier, way, runs=runs, opened=opened)
            fold.toggled.connect(partial(self._tell, way.key))
            card.add(fold)
            self.folds.append(fold)
        chosen.add(Separator(), IconText("info", CHECK, Tone.MUTED, wrap=True))
        return [chosen, happening] if any(one.way.happens for one in self.folds) else [chosen]

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
