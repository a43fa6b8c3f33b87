"""What the insurer or its expert asks for: what, by when, and the day it was given."""

from typing import Final

from litigedesk import validation
from litigedesk.domain.insurance import InsurerRequest
from litigedesk.errors import Problem
from litigedesk.operations import insurance_claims as operations
from litigedesk.queries import insurance_claims

from ..context import Context
from ..palette import Tone
from ..widgets.text import IconText
from .editors import DateEditor, LongTextEditor
from .form import Form, Values
from .record_fields import RECENT

LATE: Final = (
    "Répondez à temps. Une clause qui vous priverait de la garantie pour un simple retard à remettre des pièces est nulle "
    "(C. ass. L113-11, 2°)."
)


class InsurerRequestForm(Form):
    """``request_id`` is the one to change, ``None`` for a new one of that claim; ``NotFound`` when either is gone."""

    def __init__(self, context: Context, claim_id: int, request_id: int | None = None) -> None:
        self.request = None if request_id is None else insurance_claims.request(context.desk, request_id)
        self._claim_id, self._today = claim_id, context.today()
        whose = insurance_claims.file(context.desk, claim_id, self._today)
        super().__init__(
            context,
            f"insurer_request:{request_id}" if request_id else f"insurer_request:new:{claim_id}",
            "Demande de l’assureur",
            "Enregistrer la demande",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        today = self._today
        self.section(
            "Ce que l’assureur demande",
            DateEditor("asked_on", "Demandé le", today=today, quick=RECENT, called="le jour de la demande"),
            LongTextEditor("what", "Pièces ou réponses demandées", rows=3, called="ce qui est demandé"),
            DateEditor("due_on", "À donner au plus tard le", today=today, nudge=True, optional=True, called="le délai"),
            DateEditor(
                "answered_on", "Réponse donnée le", today=today, quick=RECENT, optional=True, called="la réponse"
            ),
            IconText("book-open", LATE, Tone.MUTED, wrap=True),
            note=" · ".join(filter(None, (whose.who, whose.claim.reference))),
        )
        self.load(vars(self.request) if self.request else {})

    def _made(self, values: Values) -> InsurerRequest:
        fields = {**values, "asked_on": values["asked_on"] or self._today}
        kept = vars(self.request) if self.request else {"insurance_claim_id": self._claim_id}
        return InsurerRequest(**{**kept, **fields})

    def _problems(self, values: Values) -> list[Problem]:
        missing = validation.required("asked_on", values["asked_on"], "Indiquez le jour de la demande.")
        return [*missing, *validation.insurer_request_problems(self._made(values), self._today)]

    def _store(self, values: Values) -> int | None:
        outcome = self.context.submit(self.show_problems, operations.save_request, self._made(values))
        return outcome.value.id if outcome else None
