"""One step of a mediation noted in a small form: a few fields of the file, what the law says of them, and the dates they move."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final

from litigedesk import formats, validation
from litigedesk.domain.mediation import Mediation
from litigedesk.domain.vocabulary import MediationOutcome, MediationSize, ProposalAnswer, Stance
from litigedesk.errors import Problem
from litigedesk.operations import mediations as operations
from litigedesk.queries import mediations
from litigedesk.rules import mediation as rules
from litigedesk.settings import PROPOSAL_DAYS

from ..context import Context
from ..palette import Tone
from ..widgets.clocks import ClockList, ClockView
from ..widgets.panels import Card
from ..widgets.text import IconText
from . import mediation_fields as fields
from .editors import Editor
from .form import Form, Values
from .suggested import Suggested

DAY: Final = "Indiquez le jour."
SUGGESTED_TIME: Final = "Suggestion : la date donnée par le médiateur l’emporte."


def _as_it_is(mediation: Mediation) -> Mediation:
    return mediation


@dataclass(frozen=True, kw_only=True)
class Step:
    """What is asked at one step: ``lines`` of fields, the sentence for each that is ``needed``, a ``note`` with its article.

    ``then`` adds what follows of itself; ``begins`` proposes values, which the user sees and may change.
    """

    title: str
    save: str
    lines: tuple[tuple[str, ...], ...]
    note: str
    needed: Mapping[str, str] = field(default_factory=dict)
    then: Callable[[Mediation], Mediation] = _as_it_is
    begins: Callable[[Mediation], Values] = lambda _mediation: {}


def _reject(mediation: Mediation) -> Mediation:
    return replace(mediation, outcome=MediationOutcome.REJECTED, ended_on=mediation.rejected_on)


def _end(mediation: Mediation) -> Mediation:
    if mediation.outcome is MediationOutcome.REJECTED:
        return replace(mediation, rejected_on=mediation.rejected_on or mediation.ended_on)
    return mediation


def _likely_end(mediation: Mediation) -> Values:
    """The outcome the answers lead to, and the day of a refusal to take part."""
    answers = {mediation.my_answer, mediation.client_answer}
    if mediation.outcome is not None:
        return {}
    if mediation.stance is Stance.DECLINES:
        return {"outcome": MediationOutcome.DECLINED, "ended_on": mediation.stance_on}
    if rules.both_accepted(mediation):
        return {"outcome": MediationOutcome.AGREEMENT}
    return {"outcome": MediationOutcome.FAILURE} if ProposalAnswer.REFUSED in answers else {}


STEPS: Final[Mapping[str, Step]] = {
    "notice": Step(
        title="Notification du médiateur",
        save="Noter la notification",
        lines=(("notified_on",), ("reference",)),
        needed={"notified_on": DAY},
        note="Le médiateur avertit les deux parties qu’il est saisi ; chacune peut se retirer à tout moment (C. conso. R612-2).",
    ),
    "rejection": Step(
        title="Dossier refusé par le médiateur",
        save="Noter le refus",
        lines=(("rejected_on",), ("rejection_reason",)),
        needed={"rejected_on": DAY},
        note="Il en informe votre client dans les trois semaines de la réception du dossier (C. conso. L612-2). "
        "La médiation est terminée ce jour-là.",
        then=_reject,
    ),
    "stance": Step(
        title="Votre participation",
        save="Noter votre réponse",
        lines=(("stance",), ("stance_on",), ("stance_reason",), ("agreed_on",)),
        needed={"stance": "Dites si vous participez.", "stance_on": DAY},
        note="Vous êtes libre de participer ou non, et de vous retirer à tout moment (C. conso. R612-2).",
    ),
    "complete": Step(
        title="Dossier complet chez le médiateur",
        save="Noter la transmission",
        lines=(("completed_on",), ("position",)),
        needed={"completed_on": DAY},
        note="Le médiateur communique tout ou partie du dossier à la partie qui le demande (C. conso. R612-3).",
    ),
    "meeting": Step(
        title="Première réunion de médiation",
        save="Noter la réunion",
        lines=(("first_meeting_on",), ("agreed_on",)),
        needed={"first_meeting_on": DAY},
        note="La prescription est suspendue de l’accord écrit, ou à défaut de la première réunion, jusqu’à la fin ; il reste "
        "ensuite six mois au moins (C. civ. 2238).",
    ),
    "extension": Step(
        title="Délai prolongé par le médiateur",
        save="Noter la nouvelle date",
        lines=(("extended_on",), ("extended_until",)),
        needed={"extended_until": "Indiquez la date annoncée par le médiateur."},
        note="Le médiateur peut prolonger à tout moment si le litige est complexe, et en avertit aussitôt les parties ; "
        "aucun texte ne fixe de maximum (C. conso. R612-5).",
    ),
    "proposal": Step(
        title="Proposition du médiateur",
        save="Noter la proposition",
        lines=(("proposal_on",), ("proposal",), ("proposal_amount",), (fields.FILE,), ("answer_by",)),
        needed={"proposal_on": DAY},
        note="Vous êtes libre d’accepter ou de refuser, et le juge reste ouvert (C. conso. R612-4). Ces échanges sont "
        "confidentiels (L612-3).",
    ),
    "my-answer": Step(
        title="Votre réponse à la proposition",
        save="Noter votre réponse",
        lines=(("my_answer",), ("my_answer_on",), ("my_answer_reason",)),
        needed={"my_answer": "Dites si vous acceptez ou refusez.", "my_answer_on": DAY},
        note="Si votre RC Pro peut jouer, demandez l’accord de l’assureur avant d’accepter : une transaction faite sans lui peut "
        "ne pas l’engager (C. ass. L124-2).",
    ),
    "client-answer": Step(
        title="Réponse de votre client",
        save="Noter sa réponse",
        lines=(("client_answer",), ("client_answer_on",)),
        needed={"client_answer": "Dites s’il accepte ou refuse.", "client_answer_on": DAY},
        note="L’accord suppose que les deux parties acceptent.",
    ),
    "end": Step(
        title="Fin de la médiation",
        save="Noter la fin",
        lines=(("outcome",), ("ended_on",), ("perform_by",)),
        needed={"outcome": "Dites comment la médiation a pris fin.", "ended_on": DAY},
        note="Si elle était suspendue, la prescription court de nouveau à compter de ce jour, pour six mois au moins "
        "(C. civ. 2238).",
        then=_end,
        begins=_likely_end,
    ),
    "performed": Step(
        title="Accord exécuté",
        save="Noter l’exécution",
        lines=(("performed_on",),),
        needed={"performed_on": DAY},
        note="Gardez la preuve de l’exécution : virement, remise, courriel du client.",
    ),
    "cost": Step(
        title="Prix de la médiation",
        save="Noter le prix",
        lines=(("size",), ("cost",), ("cost_paid_on",)),
        note="La médiation est gratuite pour votre client : le médiateur vous facture (C. conso. L612-1).",
    ),
}  # fmt: skip


class StepForm(Form):
    """``step`` is a key of ``STEPS``; ``NotFound`` when the mediation is gone."""

    def __init__(self, context: Context, mediation_id: int, step: str) -> None:
        self.file = mediations.file(context.desk, mediation_id, context.today())
        self.step = STEPS[step]
        super().__init__(
            context,
            f"mediation:{mediation_id}:{step}",
            self.step.title,
            self.step.save,
            self._store,
            validate=self._problems,
            embedded=True,
        )
        self._suggested: dict[str, Suggested] = {}
        self._lay_out_editors()
        self._start()
        self.changed.connect(self._react)
        self._react()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self) -> None:
        names = [name for line in self.step.lines for name in line]
        whose = f"{self.file.client.name} · {self.file.mediator.name}"
        card = self.section(self.step.title, note=whose)
        self._fill(card.body, fields.lines(self.step.lines, self._make))
        if "answer_by" in names:
            self._suggest(card, "answer_by", SUGGESTED_TIME, "proposal_on")
        if "cost" in names:
            self._suggest(card, "cost", "Suggestion : le tarif de votre convention.", "size")
        card.add(IconText("book-open", self.step.note, Tone.MUTED, wrap=True))
        self.moved = Card("Dates qui en découlent", gap=12)
        self.clocks = ClockList(reason=True)
        self.moved.add(self.clocks)
        self._main.insertWidget(self._main.count() - 1, self.moved)

    def _make(self, name: str) -> Editor:
        return fields.make(name, self.context, needed=name in self.step.needed)

    def _suggest(self, card: Card, name: str, taken: str, source: str) -> None:
        found = Suggested(self.editor(name), taken=taken, other=_other, parent=self)
        card.body.insertWidget(card.body.indexOf(self.editor(name)) + 1, found.line)
        self._suggested[name] = found
        self.editor(source).changed.connect(lambda: found.propose(self._suggestion(name)))
        found.restored.connect(self._react)

    def _start(self) -> None:
        mediation = self.file.mediation
        name = self.file.proposal_file.name if self.file.proposal_file else ""
        self.load({**fields.shown(mediation, name), **self.step.begins(mediation)})
        for field_name, found in self._suggested.items():
            editor, suggestion = self.editor(field_name), self._suggestion(field_name)
            found.begin(suggestion, is_own=editor.value is not None)
            found.propose(suggestion)
            if not found.is_own:  # nothing was typed: there is nothing to keep as a draft
                self._loaded[field_name] = editor.raw

    def _suggestion(self, name: str) -> Any:
        """What the user's settings or convention suggest; nothing is assumed without the date or the answer it rests on."""
        if name == "answer_by":
            day = self.editor("proposal_on").value
            return None if day is None else day + timedelta(days=int(self.context.desk.setting(PROPOSAL_DAYS)))
        convention, size = self.file.convention, self.editor("size").value
        if convention is None or size is None:
            return None
        return convention.fee_simple if size is MediationSize.SIMPLE else convention.fee_complex

    # ---- what follows from what is typed -----------------------------------------------------------------------------
    def _react(self) -> None:
        fields.show_depending(self)
        law, before = self.context.desk.law, self.file.mediation
        was = set(rules.mediation_clocks(before, law))
        moved = [one for one in rules.mediation_clocks(self._made(self.values()), law) if one not in was]
        self.clocks.show_clocks([ClockView.of_rule(one) for one in moved], self.context.today())
        self.moved.setVisible(bool(moved))

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _made(self, values: Values) -> Mediation:
        return self.step.then(fields.applied(self.file.mediation, values))

    def _problems(self, values: Values) -> list[Problem]:
        missing = [
            problem
            for name, sentence in self.step.needed.items()
            for problem in validation.required(name, values[name], sentence)
        ]
        asked = {problem.field for problem in missing}
        found = validation.mediation_problems(self._made(values), self.context.today())
        return [*missing, *(problem for problem in found if problem.field not in asked)]

    def _store(self, values: Values) -> int | None:
        path = fields.new_document(values)
        outcome = self.context.submit(self.show_problems, operations.save, self._made(values), path)
        return outcome.value.id if outcome else None


def _other(suggestion: Any) -> str:
    shown = formats.money(suggestion) if not hasattr(suggestion, "year") else f"le {formats.date_long(suggestion)}"
    return f"Votre valeur l’emporte. La suggestion était {shown}."
