"""« Déclarer »: the working-days clock of an insurance claim with its steps, and « déclarez quand même » once it is late."""

from PySide6.QtWidgets import QWidget

from litigedesk.domain.insurance import InsuranceClaim
from litigedesk.rules import insurance as rules

from .. import legal_words
from ..context import Context
from ..palette import Tone
from ..widgets.clocks import ClockList, ClockView
from ..widgets.layout import clear, vbox
from ..widgets.panels import Card
from ..widgets.text import IconText, Label

NOTHING_YET = "Indiquez le jour où vous avez su : le délai pour déclarer s’affiche ici, jour par jour."


class DeclarationCard(Card):
    """The last day to declare, how it was counted, and what a late declaration costs."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Délai pour déclarer", gap=12, parent=parent)
        self._context = context
        self._shown: tuple[object, ...] = ()
        self.clock = ClockList(narrow=True)
        self._nothing = Label(NOTHING_YET, Tone.MUTED, wrap=True)
        self.late = IconText("circle-alert", rules.DECLARE_ANYWAY, Tone.LATE, wrap=True, weight=500)
        self.late.setToolTip(legal_words.tip("decheance-garantie"))
        self._steps = QWidget()
        vbox(self._steps, gap=4)
        self.add(self._nothing, self.clock, self.late, self._steps)
        self.show_for(None, rules.LEAST_DAYS)

    def show_for(self, claim: InsuranceClaim | None, days: int) -> None:
        """Count from the day the user knew of it; ``None`` while that day is missing. ``days`` is the policy's delay."""
        self._nothing.setVisible(claim is None)
        self.clock.setVisible(claim is not None)
        self._steps.setVisible(claim is not None)
        if claim is None:
            self.late.hide()
            return
        law, today = self._context.desk.law, self._context.today()
        found = rules.declaration(claim.known_on, days, law)
        done = claim.declared_on or claim.closed_on
        view = ClockView(title="Déclarer au plus tard le", day=found.alarm_date, note=_whose(claim), done_on=done)
        self.clock.show_clocks([view], today)
        self.late.setVisible(rules.days_late(claim, days, law, today) > 0 and claim.declared_on is None)
        warnings = found.warnings if claim.policy_id is None else ()  # it says that the policy's own delay comes first
        if (found.steps, warnings) != self._shown:
            self._shown = (found.steps, warnings)
            self._explain(found.steps, warnings)

    def _explain(self, steps: tuple[str, ...], warnings: tuple[str, ...]) -> None:
        layout = self._steps.layout()
        assert layout is not None
        clear(layout)
        for step in steps:
            layout.addWidget(Label(step, Tone.MUTED, wrap=True))
        for warning in warnings:
            layout.addWidget(IconText("triangle-alert", warning, Tone.SOON, wrap=True))


def _whose(claim: InsuranceClaim) -> str:
    return "votre contrat" if claim.policy_id is not None else "le minimum légal"
