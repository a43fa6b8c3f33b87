"""« Ce que cela déclenche »: the clocks a complaint starts, shown together while it is being typed."""

from datetime import date

from PySide6.QtWidgets import QWidget

from litigedesk.domain.mediation import Complaint
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.operations import clocks
from litigedesk.rules import mediation as rules
from litigedesk.rules.clock_dates import ClockDate

from ..context import Context
from ..palette import Tone
from ..widgets.clocks import ClockList, ClockView
from ..widgets.panels import Card
from ..widgets.text import IconText, Label
from .insured_question import InsuredQuestion

NOTHING_YET = "Indiquez quand et comment la réclamation est arrivée : les délais s’affichent ici."
NO_REFERRAL = {
    ClientKind.UNKNOWN: "Dites si ce client est un consommateur : la médiation de la consommation en dépend.",
    ClientKind.PROFESSIONAL: "Client professionnel : pas de médiation de la consommation (C. conso. L611-3).",
    ClientKind.PUBLIC: "Acheteur public : pas de médiation de la consommation (C. conso. L611-3).",
}
ORAL = (
    "De vive voix : aucun délai de médiation ne court. Le médiateur demande une réclamation écrite (C. conso. L612-2, 1°) : "
    "demandez-la à votre client."
)


class TriggersCard(Card):
    """Answer, the client's year and RC Pro; what keeps one of them from running is said in words."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Ce que cela déclenche", gap=12, parent=parent)
        self._context = context
        self._nothing = Label(NOTHING_YET, Tone.MUTED, wrap=True)
        self.clocks = ClockList(reason=True, narrow=True)
        self.no_referral = IconText("info", "", Tone.TEXT, wrap=True, icon_tone=Tone.MUTED)
        self.question = InsuredQuestion(context)
        self.add(self._nothing, self.clocks, self.no_referral, self.question)

    def show_for(
        self,
        complaint: Complaint | None,
        client: ClientKind,
        referred_on: date | None = None,
        written_on: date | None = None,
    ) -> None:
        """Show what a complaint starts, ``None`` while its date or its form is missing; the two days as the rule takes them."""
        desk = self._context.desk
        found: tuple[ClockDate, ...] = ()
        if complaint is not None:
            delays = clocks.delays(desk, complaint.received_on, complaint.contract_id, complaint.dispute_id or None)
            found = rules.complaint_clocks(complaint, client, delays, referred_on, desk.law, written_on)
        self.clocks.show_clocks([ClockView.of_rule(one) for one in found], self._context.today())
        self._nothing.setVisible(complaint is None)
        words = "" if complaint is None else NO_REFERRAL.get(client, "" if complaint.is_written else ORAL)
        self.no_referral.label.set_text(words)
        self.no_referral.setVisible(bool(words))
