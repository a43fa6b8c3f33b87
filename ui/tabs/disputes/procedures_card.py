"""The card « Démarches » of the overview: those that run, with where each stands and its next date."""

from PySide6.QtWidgets import QWidget

from litigedesk.domain.procedure import Procedure
from litigedesk.queries.disputes import Dossier
from litigedesk.rules import procedures as rules

from ...date_words import distance
from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.deadline_line import is_told
from ...widgets.panels import Card
from ...widgets.rows import FactRow
from ...widgets.text import Chip
from . import procedure_words as words
from .commands import Commands


class RunningProceduresCard(Card):
    """One line a procedure; each leads to the part Démarches."""

    def __init__(self, commands: Commands, dossier: Dossier, parent: QWidget | None = None) -> None:
        see = Button("Voir les démarches", Kind.LINK, name="procedures.see")
        see.clicked.connect(lambda: commands.show_ways(dossier.dispute.id or 0))
        super().__init__("Démarches en cours", right=see, parent=parent)
        self._commands, self._dossier = commands, dossier
        for procedure in rules.running(dossier.procedures):
            self.add(self._line(procedure))

    def _line(self, procedure: Procedure) -> FactRow:
        today = self._commands.context.today()
        dates = (one for one in self._dossier.deadlines if one.procedure_id == procedure.id and one.done_on is None)
        upcoming = next((one for one in dates if not (is_told(one) and one.due_on < today)), None)
        detail = procedure.authority if upcoming is None else f"{upcoming.title} : {distance(upcoming.due_on, today)}"
        icon = words.ICONS[procedure.kind]
        line = FactRow(
            icon, procedure.kind.label, detail, Chip(rules.phase(procedure).label, Tone.ACCENT, icon), pressable=True
        )
        line.setObjectName(f"procedures.{procedure.id}")
        line.clicked.connect(lambda: self._commands.show_ways(self._dossier.dispute.id or 0))
        return line
