"""What interrupts or suspends a limitation period, with what the law says of each: that of a dispute, or against an insurer."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from litigedesk import validation
from litigedesk.domain.records import LimitationEvent
from litigedesk.domain.vocabulary import ClientKind, LimitationEventKind
from litigedesk.errors import Problem
from litigedesk.operations import disputes, insurance_claims
from litigedesk.operations.outcome import Outcome
from litigedesk.queries import insurance_claims as queries

from ..context import Context
from ..palette import Tone
from ..widgets.text import IconText
from .editors import ChoiceEditor, DateEditor, TextEditor
from .form import Form, Values

# Each with its articles.
EFFECTS: Final = {
    LimitationEventKind.RECOGNISED: "Un nouveau délai complet part de ce jour (art. 2240 et 2231 du code civil) : un écrit "
    "où le client dit devoir la somme, une reconnaissance de dette, un échéancier signé.",
    LimitationEventKind.SERVED: "Un nouveau délai complet part de ce jour (art. 2241, 2244 et 2231 du code civil). Déposer "
    "une requête en injonction de payer ne suffit pas : seule la signification de l’ordonnance compte.",
    LimitationEventKind.SUSPENDED: "Le temps s’arrête le jour de l’accord écrit, ou à la première réunion, et reprend à la "
    "fin, pour six mois au moins (art. 2238 du code civil). Une demande d’un seul côté ne suspend rien.",
    LimitationEventKind.REGISTERED_LETTER: "Une simple réclamation écrite à l’administration interrompt la déchéance de "
    "quatre ans (loi n° 68-1250, art. 2). Face à tout autre client, une lettre n’interrompt rien.",
}
AGAINST_INSURER: Final = {
    LimitationEventKind.REGISTERED_LETTER: "Deux ans repartent du jour d’envoi d’une lettre recommandée à l’assureur, avec avis de "
    "réception, sur le règlement de l’indemnité (C. ass. L114-2). Celles de LitigeDesk sont déjà comptées.",
    LimitationEventKind.EXPERT: "Deux ans repartent du jour où un expert est désigné à la suite du sinistre (C. ass. L114-2). Celui"
    " noté à l’étape de l’expertise est déjà compté.",
    LimitationEventKind.RECOGNISED: "Deux ans repartent du jour où l’assureur reconnaît qu’il doit la garantie (C. ass. L114-2 et "
    "C. civ. 2240). Par prudence, la date affichée n’en tient pas compte.",
    LimitationEventKind.SERVED: "Deux ans repartent de votre action en justice contre l’assureur (C. ass. L114-2, C. civ. 2241).",
}
INSURER_WORDS: Final = {
    LimitationEventKind.REGISTERED_LETTER: "Lettre recommandée à l’assureur",
    LimitationEventKind.EXPERT: "Expert désigné",
    LimitationEventKind.RECOGNISED: "Garantie reconnue par l’assureur",
    LimitationEventKind.SERVED: "Assignation de l’assureur",
}
CERTAIN: Final = ((True, "Oui, par écrit"), (False, "Non, ou ce n’est pas sûr"))
DOUBT: Final = (
    "Un paiement partiel ou une demande de délai peut valoir reconnaissance, des décisions non publiées l’ont admis ; ce n’est pas "
    "sûr. La date la plus proche reste votre limite, la plus tardive est montrée comme possible."
)
Save = Callable[..., Outcome[LimitationEvent]]


class InterruptionForm(Form):
    """``effects`` says what each kind does; ``owner`` is whose limitation it is, ``save`` the operation that keeps it."""

    def __init__(
        self,
        context: Context,
        event: LimitationEvent | None,
        kinds: Iterable[tuple[LimitationEventKind, str]],
        effects: Mapping[LimitationEventKind, str],
        owner: Mapping[str, int],
        save: Save,
        *,
        note: str = "",
        example: str = "courriel de M. Leroy, qui promet de payer.",
    ) -> None:
        self._event, self._today = event, context.today()
        self._effects, self._owner, self._keep = effects, dict(owner), save
        named = "".join(f"{column}:{record_id}" for column, record_id in owner.items())
        super().__init__(
            context,
            f"limitation:{event.id}" if event else f"limitation:new:{named}",
            "Interruption ou suspension de la prescription",
            "Enregistrer",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        offered = list(kinds)
        self._kind = ChoiceEditor("kind", "Ce qui s’est passé", offered, segments=False, width=400)
        self._ended = DateEditor("ended_on", "Fin", today=self._today, optional=True, called="la fin")
        self._effect = IconText("book-open", "", wrap=True)
        self._certain = ChoiceEditor("certain", "Le client l’a-t-il écrit ?", CERTAIN)
        self._doubt = IconText("triangle-alert", DOUBT, Tone.SOON, wrap=True)
        self.section(
            "Interruption ou suspension",
            self._kind,
            self._effect,
            DateEditor("happened_on", "Date", today=self._today, called="la date"),
            self._ended,
            *((self._certain, self._doubt) if "dispute_id" in owner else ()),
            TextEditor("note", "Note", optional=True, hint=f"Par exemple : {example}"),
            note=note,
        )
        self._kind.changed.connect(self._tell)
        self._certain.changed.connect(self._tell)
        self.load(vars(event) if event else {"kind": offered[0][0], "certain": False})
        self._tell()

    def _tell(self) -> None:
        kind = self._kind.value
        self._effect.label.set_text(self._effects[kind])
        suspended = kind is LimitationEventKind.SUSPENDED
        self._ended.setVisible(suspended or self._ended.value is not None)
        recognised = kind is LimitationEventKind.RECOGNISED
        self._certain.setVisible(recognised and "dispute_id" in self._owner)
        self._doubt.setVisible(recognised and "dispute_id" in self._owner and not self._certain.value)

    def _made(self, values: Values) -> LimitationEvent:
        fields = {**values, "happened_on": values["happened_on"] or self._today}
        kept: dict[str, Any] = vars(self._event) if self._event else self._owner
        return LimitationEvent(**{**kept, **fields})

    def _problems(self, values: Values) -> list[Problem]:
        missing = validation.required("happened_on", values["happened_on"], "Indiquez le jour.")
        problems = validation.limitation_event_problems(self._made(values)) + missing
        if values["happened_on"] is not None and values["happened_on"] > self._today:
            problems.append(Problem("happened_on", "Cette date est à venir : notez-la quand ce sera fait."))
        return problems

    def _store(self, values: Values) -> int | None:
        outcome = self.context.submit(self.show_problems, self._keep, self._made(values))
        return outcome.value.id if outcome else None


class LimitationEventForm(InterruptionForm):
    """``event`` is the one to change, or ``None``; a written claim is offered only against a public body."""

    def __init__(self, context: Context, dispute_id: int, event: LimitationEvent | None, client: ClientKind) -> None:
        kinds = [
            (kind, kind.label)
            for kind in EFFECTS
            if kind is not LimitationEventKind.REGISTERED_LETTER
            or client is ClientKind.PUBLIC
            or (event is not None and event.kind is kind)
        ]
        super().__init__(context, event, kinds, EFFECTS, {"dispute_id": dispute_id}, disputes.save_limitation_event)


class ClaimLimitationForm(InterruptionForm):
    """What starts the two years against the insurer again (C. ass. L114-2); ``NotFound`` when the claim is gone."""

    def __init__(self, context: Context, claim_id: int, event_id: int | None = None) -> None:
        file = queries.file(context.desk, claim_id, context.today())
        event = next((one for one in file.limitation_events if one.id == event_id), None)
        super().__init__(
            context,
            event,
            INSURER_WORDS.items(),
            AGAINST_INSURER,
            {"insurance_claim_id": claim_id},
            insurance_claims.save_limitation_event,
            note=" · ".join(filter(None, (file.who, file.claim.reference))),
            example="le numéro du recommandé, le nom de l’expert.",
        )
