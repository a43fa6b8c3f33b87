"""Closing a dispute: why, and since when."""

from datetime import date

from litigedesk.domain.records import Dispute
from litigedesk.domain.vocabulary import ClosingReason
from litigedesk.errors import Problem
from litigedesk.operations import disputes
from litigedesk.queries import agreements, mediations, policies

from ..context import Context
from ..palette import Tone
from ..widgets.text import IconText
from .editors import ChoiceEditor, DateEditor
from .form import Form, Values
from .settlement_warning import SettlementWarning

CONSEQUENCE = (
    "Les échéances ouvertes seront marquées faites et les intérêts s’arrêtent à cette date. "
    "Le dossier reste consultable et peut être rouvert."
)
AGREEMENT_RUNS = "Un accord court encore dans ce litige : ses versements ne seront plus suivis. Notez d’abord sa fin."
MEDIATION_RUNS = "Une médiation court encore dans ce litige : notez d’abord sa fin, ses dates ne seront plus suivies."


class ClosingForm(Form):
    """``reason`` is proposed, for instance « Payé » once nothing is due."""

    def __init__(self, context: Context, dispute: Dispute, reason: ClosingReason | None) -> None:
        assert dispute.id is not None
        self._dispute_id, self._today = dispute.id, context.today()
        super().__init__(
            context,
            f"dispute:{dispute.id}:closing",
            "Clore le litige",
            "Clore le litige",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        runs = any(one.ended_on is None for one in mediations.of_dispute(context.desk, dispute.id))
        agreed = agreements.running(agreements.of_dispute(context.desk, dispute.id, self._today)) is not None
        self._policy = policies.of_dispute(context.desk, dispute.id, self._today)
        self._settlement = SettlementWarning()
        self.section(
            "Pourquoi et quand",
            *([IconText("triangle-alert", MEDIATION_RUNS, Tone.SOON, wrap=True)] if runs else []),
            *([IconText("triangle-alert", AGREEMENT_RUNS, Tone.SOON, wrap=True)] if agreed else []),
            ChoiceEditor(
                "reason", "Raison", ClosingReason, segments=False, empty="Choisir…", width=240, called="la raison"
            ),
            DateEditor("closed_on", "Clos le", today=self._today, called="la date de clôture"),
            self._settlement,
            IconText("info", CONSEQUENCE, wrap=True),
        )
        self.changed.connect(self._react)
        self.load({"reason": reason, "closed_on": self._today})

    def _react(self) -> None:
        settled = self.editor("reason").value is ClosingReason.SETTLED
        self._settlement.show_for(self._policy, settles=settled)

    def _problems(self, values: Values) -> list[Problem]:
        problems: list[Problem] = []
        day: date | None = values["closed_on"]
        if values["reason"] is None:
            problems.append(Problem("reason", "Choisissez pourquoi ce litige est clos."))
        if day is None:
            problems.append(Problem("closed_on", "Indiquez la date de clôture."))
        return problems

    def _store(self, values: Values) -> int | None:
        reason, day = values["reason"], values["closed_on"]
        return (
            self._dispute_id
            if self.context.submit(self.show_problems, disputes.close, self._dispute_id, reason, day)
            else None
        )
