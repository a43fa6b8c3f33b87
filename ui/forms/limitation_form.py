"""What interrupts or suspends the limitation period of a dispute, with what the law says of each."""

from typing import Final

from litigedesk import validation
from litigedesk.domain.records import LimitationEvent
from litigedesk.domain.vocabulary import ClientKind, LimitationEventKind
from litigedesk.errors import Problem
from litigedesk.operations import disputes

from ..context import Context
from ..widgets.text import IconText
from .editors import ChoiceEditor, DateEditor, TextEditor
from .form import Form, Values

# Each with its articles.
EFFECTS: Final = {
    LimitationEventKind.RECOGNISED: "Un nouveau délai complet part de ce jour (art. 2240 et 2231 du code civil). Un écrit "
    "où le client dit devoir la somme le prouve ; un paiement partiel ou une demande de délai ne suffit pas toujours : "
    "la date prudente n’en tient pas compte.",
    LimitationEventKind.SERVED: "Un nouveau délai complet part de ce jour (art. 2241, 2244 et 2231 du code civil). Déposer "
    "une requête en injonction de payer ne suffit pas : seule la signification de l’ordonnance compte.",
    LimitationEventKind.SUSPENDED: "Le temps s’arrête le jour de l’accord écrit, ou à la première réunion, et reprend à la "
    "fin, pour six mois au moins (art. 2238 du code civil). Une demande d’un seul côté ne suspend rien.",
    LimitationEventKind.REGISTERED_LETTER: "Une simple réclamation écrite à l’administration interrompt la déchéance de "
    "quatre ans (loi n° 68-1250, art. 2). Face à tout autre client, une lettre n’interrompt rien.",
}


class LimitationEventForm(Form):
    """``event`` is the one to change, or ``None``; a written claim is offered only against a public body."""

    def __init__(self, context: Context, dispute_id: int, event: LimitationEvent | None, client: ClientKind) -> None:
        self._dispute_id, self._event, self._today = dispute_id, event, context.today()
        super().__init__(
            context,
            f"limitation:{event.id}" if event else f"limitation:new:{dispute_id}",
            "Interruption ou suspension de la prescription",
            "Enregistrer",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        kinds = [
            (kind, kind.label)
            for kind in LimitationEventKind
            if kind is not LimitationEventKind.REGISTERED_LETTER
            or client is ClientKind.PUBLIC
            or (event is not None and event.kind is kind)
        ]
        self._kind = ChoiceEditor("kind", "Ce qui s’est passé", kinds, segments=False, width=400)
        self._ended = DateEditor("ended_on", "Fin", today=self._today, optional=True, called="la fin")
        self._effect = IconText("book-open", "", wrap=True)
        self.section(
            "Interruption ou suspension",
            self._kind,
            self._effect,
            DateEditor("happened_on", "Date", today=self._today, called="la date"),
            self._ended,
            TextEditor("note", "Note", optional=True, hint="Par exemple : courriel de M. Leroy, qui promet de payer."),
        )
        self._kind.changed.connect(self._tell)
        self.load(vars(event) if event else {"kind": LimitationEventKind.RECOGNISED})
        self._tell()

    def _tell(self) -> None:
        kind = self._kind.value
        self._effect.label.set_text(EFFECTS[kind])
        suspended = kind is LimitationEventKind.SUSPENDED
        self._ended.setVisible(suspended or self._ended.value is not None)

    def _made(self, values: Values) -> LimitationEvent:
        fields = {**values, "happened_on": values["happened_on"] or self._today}
        kept = vars(self._event) if self._event else {"dispute_id": self._dispute_id}
        return LimitationEvent(**{**kept, **fields})

    def _problems(self, values: Values) -> list[Problem]:
        missing = validation.required("happened_on", values["happened_on"], "Indiquez le jour.")
        problems = validation.limitation_event_problems(self._made(values)) + missing
        if values["happened_on"] is not None and values["happened_on"] > self._today:
            problems.append(Problem("happened_on", "Cette date est à venir : notez-la quand ce sera fait."))
        return problems

    def _store(self, values: Values) -> int | None:
        outcome = self.context.submit(self.show_problems, disputes.save_limitation_event, self._made(values))
        return outcome.value.id if outcome else None
