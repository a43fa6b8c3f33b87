"""The card « Sinistre » of a dispute: the insurance claims that came of it, and the way to declare one."""

from functools import partial

from PySide6.QtWidgets import QWidget

from litigedesk.domain.insurance import InsuranceClaim
from litigedesk.domain.vocabulary import DisputeKind, DisputeStage
from litigedesk.queries.disputes import Dossier
from litigedesk.rules import insurance as rules
from litigedesk.rules.insurance import ClaimPhase

from ...date_words import distance
from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.layout import row
from ...widgets.panels import Card
from ...widgets.rows import FactRow
from ...widgets.text import Chip, IconText, Label
from .commands import Commands

NOT_YET = "Si cette affaire peut engager votre responsabilité, déclarez-la dès que vous le savez (C. ass. L113-2, 4°)."


def concerns(dossier: Dossier) -> bool:
    """Whether the card has something to say: a claim, or a policy or a complaint that may lead to one."""
    return bool(dossier.claims) or dossier.policy is not None or dossier.dispute.kind is DisputeKind.COMPLAINT


class ClaimsCard(Card):
    """Each claim with where it stands and its next date."""

    def __init__(self, commands: Commands, dossier: Dossier, parent: QWidget | None = None) -> None:
        super().__init__("Sinistre", str(len(dossier.claims)) if len(dossier.claims) > 1 else "", gap=12, parent=parent)
        self._commands = commands
        for claim in dossier.claims:
            self.add(self._line(claim, dossier))
        policy = dossier.policy
        if policy is not None and not dossier.claims:
            named = " · ".join(filter(None, (policy.insurer or "assureur à indiquer", policy.number)))
            self.add(IconText("shield-alert", f"Assurance : {named}", Tone.TEXT, wrap=True, icon_tone=Tone.MUTED))
        if dossier.dispute.stage is DisputeStage.CLOSED:
            return
        if not dossier.claims:
            self.add(Label(NOT_YET, Tone.MUTED, wrap=True))
        kind = Kind.LINK if dossier.claims else Kind.SECONDARY
        icon = "" if dossier.claims else "shield-alert"
        words = "Noter un autre sinistre" if dossier.claims else "Noter un sinistre"
        declare = Button(words, kind, icon, name="claim.new")
        declare.clicked.connect(lambda: commands.open_claim(dossier.dispute.id or 0))
        self.add(row(declare, None))

    def _line(self, claim: InsuranceClaim, dossier: Dossier) -> FactRow:
        context, phase = self._commands.context, rules.phase(claim)
        dates = (one for one in dossier.deadlines if one.insurance_claim_id == claim.id and one.done_on is None)
        upcoming = next(dates, None)
        over = phase is ClaimPhase.CLOSED
        detail = "" if upcoming is None or over else f"{upcoming.title} : {distance(upcoming.due_on, context.today())}"
        tone, icon = (Tone.MUTED, "archive") if over else (Tone.ACCENT, "shield-alert")
        title = f"{claim.reference} — {claim.title}" if claim.title else claim.reference
        line = FactRow("shield-alert", title, detail, Chip(phase.label, tone, icon), pressable=True)
        line.setObjectName(f"claim.{claim.id}")
        line.clicked.connect(partial(context.navigate, "insurance_claim", claim.id or 0))
        return line
