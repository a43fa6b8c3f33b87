"""A sending of the draft to the portage company, and what it answered."""

from typing import Any, Final

from litigedesk import validation
from litigedesk.domain.portage import ValidationRound
from litigedesk.domain.vocabulary import ValidationAnswer
from litigedesk.errors import NotFound, Problem
from litigedesk.operations import portage as operations
from litigedesk.queries import files, portage
from litigedesk.rules import portage as rules
from litigedesk.rules.clock_dates import ClockDate

from ..context import Context
from ..palette import Tone
from ..widgets.clocks import ClockList, ClockView
from ..widgets.panels import Card
from ..widgets.text import IconText
from .editors import ChoiceEditor, DateEditor, FileEditor, LongTextEditor
from .file_editor import DOCUMENTS, choice_of, new_path, stored_id
from .form import Form, Values
from .portage_steps import RECENT

DOCUMENT: Final = "document"
FIELDS: Final = ("sent_on", "answered_on", "answer", "corrections")


class PortageRoundForm(Form):
    """``round_id`` is the sending to change, ``None`` for a new one of that contract."""

    def __init__(self, context: Context, contract_id: int, round_id: int | None = None) -> None:
        found = portage.file(context.desk, contract_id, context.today())
        if found is None:
            raise NotFound("Ce contrat n’est pas un contrat de portage à trois parties.")
        self.file = found
        self.round = None if round_id is None else portage.round_of(context.desk, round_id)
        super().__init__(
            context,
            f"portage:{contract_id}:round:{round_id or 'new'}",
            "Validation par la société de portage",
            "Enregistrer",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        self._lay_out_editors()
        self._start()
        self.changed.connect(self._react)
        self._react()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self) -> None:
        today, company = self.context.today(), self.file.company.name
        self.answer = ChoiceEditor(
            "answer", "Sa réponse", ValidationAnswer, segments=True, empty="Pas encore", called="sa réponse"
        )
        self.answered = DateEditor(
            "answered_on", "Répondu le", today=today, quick=RECENT, called="le jour de la réponse"
        )
        self.corrections = LongTextEditor(
            "corrections", "Ce qu’elle demande de corriger", rows=4, called="les corrections"
        )
        self.section(
            "L’envoi",
            DateEditor("sent_on", "Envoyé le", today=today, quick=RECENT, called="le jour de l’envoi"),
            FileEditor(DOCUMENT, "Le document", DOCUMENTS, hint="Le projet envoyé, ou celui qu’elle a annoté."),
            note=f"{self.file.client.name} · {company}",
        )
        self.section(f"La réponse de {company}", self.answer, self.answered, self.corrections)
        self.moved = Card("Dates qui en découlent", gap=12)
        self.clocks = ClockList(reason=True)
        self.moved.add(self.clocks)
        self._main.insertWidget(self._main.count() - 1, self.moved)
        if self.round is None and self.file.company.validation_email:
            told = "Pour écrire le courriel d’envoi avec le contrat joint, préparez plutôt la lettre depuis le contrat."
            self._main.insertWidget(0, IconText("mail", told, Tone.MUTED, wrap=True))

    def _start(self) -> None:
        if self.round is None:
            self.load({"sent_on": self.context.today(), "answer": None})
            return
        document = choice_of(files.stored_file(self.context.desk, self.round.file_id))
        self.load({**{name: getattr(self.round, name) for name in FIELDS}, DOCUMENT: document})

    def _react(self) -> None:
        answer = self.answer.value
        self.answered.setVisible(answer is not None or self.answered.value is not None)
        self.corrections.setVisible(answer is ValidationAnswer.CORRECTIONS or bool(self.corrections.value))
        moved = self._moved(self._made(self.values()))
        self.clocks.show_clocks([ClockView.of_rule(one) for one in moved], self.context.today())
        self.moved.setVisible(bool(moved))

    def _moved(self, made: ValidationRound) -> list[ClockDate]:
        """The dates that what is typed sets or moves; none from a day to come, which is refused beside its field."""
        if made.sent_on > self.context.today():
            return []
        desk, parties = self.context.desk, self.file.tripartite
        others = [one for one in self.file.rounds if self.round is None or one.id != self.round.id]
        own = portage.delays(desk)
        was = set(rules.contract_clocks(parties, self.file.rounds, own, desk.law))
        found = rules.contract_clocks(parties, [*others, made], own, desk.law)
        return [one for one in found if one not in was and one.done_on is None]

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _made(self, values: Values) -> ValidationRound:
        fields: dict[str, Any] = {name: values[name] for name in FIELDS}
        fields["sent_on"] = fields["sent_on"] or self.context.today()
        return ValidationRound(
            id=self.round.id if self.round else None,
            contract_id=self.file.contract.id or 0,
            letter_id=self.round.letter_id if self.round else None,
            file_id=stored_id(values[DOCUMENT]),
            **fields,
        )

    def _problems(self, values: Values) -> list[Problem]:
        missing = validation.required("sent_on", values["sent_on"], "Indiquez le jour de l’envoi.")
        return [*missing, *validation.round_problems(self._made(values), self.file.rounds, self.context.today())]

    def _store(self, values: Values) -> int | None:
        one, path = self._made(values), new_path(values[DOCUMENT])
        outcome = self.context.submit(self.show_problems, operations.save_round, one, path)
        return outcome.value.id if outcome else None
