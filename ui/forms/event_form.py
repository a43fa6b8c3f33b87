"""A line of the timeline typed by hand: a call, an e-mail, a meeting, a note."""

from litigedesk import validation
from litigedesk.domain.records import Event
from litigedesk.domain.vocabulary import EventKind, Recognition
from litigedesk.errors import Problem
from litigedesk.operations import disputes

from ..context import Context
from .editors import CheckEditor, ChoiceEditor, DateEditor, Editor, LongTextEditor, TextEditor
from .form import Form, Values
from .recognition_question import OF_A_WRITING, RecognitionQuestion

CONFIDENTIAL = (
    "Ce qui s’échange dans une médiation ne peut être montré à d’autres ni produit devant un juge sans l’accord des deux "
    "parties, sauf exceptions (C. conso. L612-3)."
)
WRITTEN = (EventKind.EMAIL, EventKind.LETTER)
BY_HAND = (EventKind.NOTE, EventKind.CALL, EventKind.EMAIL, EventKind.LETTER, EventKind.MEETING)


class EventForm(Form):
    """``event`` is the line to change, or ``None`` for a new one of this kind.

    ``claim_id`` is the insurance claim it belongs to as well, or alone. ``mediated``: a third party helps to agree, and the line
    may be one of those exchanged in confidence. ``owing``: the client owes a sum, and what they write may recognise it.
    """

    def __init__(
        self,
        context: Context,
        dispute_id: int | None,
        event: Event | None,
        kind: EventKind = EventKind.NOTE,
        *,
        claim_id: int | None = None,
        mediated: bool = False,
        owing: bool = False,
    ) -> None:
        self._event, self._today = event, context.today()
        self._belongs_to = {"dispute_id": dispute_id, "insurance_claim_id": claim_id}
        super().__init__(
            context,
            f"event:{event.id}" if event else f"event:new:{dispute_id or ''}:{claim_id or ''}:{kind}",
            "Modifier la ligne" if event else "Ajouter à la chronologie",
            "Enregistrer",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        secret: list[Editor] = []
        if mediated or (event is not None and event.confidential):
            label = "Confidentiel : échangé dans la médiation"
            secret = [CheckEditor("confidential", label, hint=CONFIDENTIAL)]
        self.section(
            "Ce qui s’est passé",
            ChoiceEditor(
                "kind", "Nature", [(one, one.label) for one in BY_HAND], segments=False, width=200, called="la nature"
            ),
            DateEditor("happened_on", "Date", today=self._today, called="la date"),
            TextEditor("title", "En quelques mots", called="ce qui s’est passé"),
            LongTextEditor("body", "Détails", rows=5, optional=True),
            *secret,
        )
        self.recognition = RecognitionQuestion("Le client y reconnaît-il sa dette ?", OF_A_WRITING)
        self.question = self.section("Prescription", self.recognition.editor, self.recognition.effect)
        self._asks = owing and event is None  # later, the event of limitation is changed by itself
        start = {"kind": kind, "happened_on": self._today}
        self.load({**(vars(event) if event else start), "recognition": Recognition.NONE})
        self.changed.connect(self._react)
        self._react()

    def _react(self) -> None:
        self.question.setVisible(self._asks and self.editor("kind").value in WRITTEN)
        self.recognition.tell()

    def _made(self, values: Values) -> Event:
        fields = {**values, "happened_on": values["happened_on"] or self._today}
        del fields["recognition"]
        kept = vars(self._event) if self._event else self._belongs_to
        return Event(**{**kept, **fields})

    def _problems(self, values: Values) -> list[Problem]:
        missing = validation.required("happened_on", values["happened_on"], "Indiquez le jour.")
        problems = validation.event_problems(self._made(values)) + missing
        if values["happened_on"] is not None and values["happened_on"] > self._today:
            sentence = "Cette date est à venir : notez plutôt une échéance."
            problems.append(Problem("happened_on", sentence, blocking=False))
        return problems

    def _store(self, values: Values) -> int | None:
        asked = self._asks and values["kind"] in WRITTEN
        answer = values["recognition"] if asked else Recognition.NONE
        outcome = self.context.submit(self.show_problems, disputes.save_event, self._made(values), answer)
        return outcome.value.id if outcome else None
