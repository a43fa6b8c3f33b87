"""The card of a mediation in a dossier: where it stands, with whom, its next date, and the way to its file."""

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.mediation import Mediation
from litigedesk.domain.records import Deadline
from litigedesk.queries import mediations
from litigedesk.queries.disputes import Dossier
from litigedesk.rules import mediation as rules

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.clocks import ClockList, ClockView
from ...widgets.layout import row
from ...widgets.panels import Card, KeyValues
from ...widgets.text import Chip
from .commands import Commands


class MediationCard(Card):
    """One mediation; its next date comes from the deadlines it set."""

    def __init__(
        self, commands: Commands, dossier: Dossier, mediation: Mediation, parent: QWidget | None = None
    ) -> None:
        mediation_id, phase = mediation.id or 0, rules.phase(mediation)
        tone, icon = (Tone.MUTED, "archive") if phase is rules.Phase.ENDED else (Tone.ACCENT, "handshake")
        self.phase = Chip(phase.label, tone, icon)
        super().__init__("Médiation", "confidentielle", self.phase, gap=12, parent=parent)
        mediator = mediations.mediator(commands.context.desk, mediation.mediator_id)
        outcome = ""
        if mediation.outcome is not None and mediation.ended_on is not None:
            outcome = f"{mediation.outcome.label}, le {formats.date_long(mediation.ended_on)}"
        facts = (("Médiateur", mediator.name), ("Sa référence", mediation.reference), ("Issue", outcome))
        self.add(KeyValues([(name, words) for name, words in facts if words]))
        upcoming = _open_clocks(dossier, mediation_id, commands)
        if upcoming:
            clocks = ClockList()
            clocks.show_clocks([ClockView.of_deadline(one) for one in upcoming[:1]], commands.context.today())
            self.add(clocks)
        look = Button(
            "Ouvrir le dossier de médiation", Kind.SECONDARY, "handshake", name=f"mediation.{mediation_id}.open"
        )
        look.clicked.connect(lambda: commands.show_mediation(mediation_id))
        self.add(row(look, None))


def _open_clocks(dossier: Dossier, mediation_id: int, commands: Commands) -> list[Deadline]:
    """What is still to come of it, in order; somebody else's right that has gone by is left out."""
    today = commands.context.today()
    return [
        one
        for one in dossier.deadlines
        if one.mediation_id == mediation_id
        and one.done_on is None
        and not (one.clock is not None and one.clock.only_told and one.due_on < today)
    ]
