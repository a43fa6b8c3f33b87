"""One step of a mediation noted in a small form: a few fields of the file, what the law says of them, and the dates they move."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from litigedesk import formats, validation
from litigedesk.domain.mediation import Mediation
from litigedesk.domain.vocabulary import MediationOutcome, MediationSize, ProposalAnswer, Stance
from litigedesk.errors import Problem
from litigedesk.operations import mediations as operations
from litigedesk.queries import mediations, policies
from litigedesk.rules import mediation as rules
from litigedesk.rules.clock_dates import ClockDate
from litigedesk.settings import PROPOSAL_DAYS

from ..context import Context
from . import mediation_fields as fields
from .form import Values
from .record_step_form import DAY, RecordStepForm, Step
from .settlement_warning import SettlementWarning
from .suggested import Suggested

SUGGESTED_TIME: Final = "Suggestion : la date donnée par le médiateur l’emporte."


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


class StepForm(RecordStepForm):
    """``step`` is a key of ``STEPS``; ``NotFound`` when the mediation is gone."""

    def __init__(self, context: Context, mediation_id: int, step: str) -> None:
        self.file = mediations.file(context.desk, mediation_id, context.today())
        self._suggested: dict[str, Suggested] = {}
        super().__init__(
            context,
            f"mediation:{mediation_id}:{step}",
            STEPS[step],
            fields.FIELDS,
            self.file.mediation,
            whose=f"{self.file.client.name} · {self.file.mediator.name}",
            files={fields.FILE: self.file.proposal_file.name if self.file.proposal_file else ""},
        )

    # ---- suggestions -------------------------------------------------------------------------------------------------
    def dress(self) -> None:
        if self.asks("answer_by"):
            self._suggest("answer_by", SUGGESTED_TIME, "proposal_on")
        if self.asks("cost"):
            self._suggest("cost", "Suggestion : le tarif de votre convention.", "size")
        self.settlement = SettlementWarning()
        self.card.add(self.settlement)

    def _suggest(self, name: str, taken: str, source: str) -> None:
        found = Suggested(self.editor(name), taken=taken, other=_other, parent=self)
        body = self.card.body
        body.insertWidget(body.indexOf(self.editor(name)) + 1, found.line)
        self._suggested[name] = found
        self.editor(source).changed.connect(lambda: found.propose(self._suggestion(name)))
        found.restored.connect(self.react)

    def begin(self) -> None:
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

    def react(self) -> None:
        super().react()
        settling = {"my_answer": ProposalAnswer.ACCEPTED, "outcome": MediationOutcome.AGREEMENT}
        settles = any(self.asks(name) and self.editor(name).value is answer for name, answer in settling.items())
        policy = policies.of_dispute(self.context.desk, self.record.dispute_id, self.context.today())
        self.settlement.show_for(policy, settles=settles)

    # ---- the record --------------------------------------------------------------------------------------------------
    def clocks_of(self, record: Mediation) -> Sequence[ClockDate]:
        return rules.mediation_clocks(record, self.context.desk.law)

    def faults_of(self, record: Mediation) -> Sequence[Problem]:
        return validation.mediation_problems(record, self.context.today())

    def keep(self, record: Mediation, documents: Mapping[str, Path]) -> int | None:
        path = documents.get(fields.FILE)
        outcome = self.context.submit(self.show_problems, operations.save, record, path)
        return outcome.value.id if outcome else None


def _other(suggestion: Any) -> str:
    shown = formats.money(suggestion) if not hasattr(suggestion, "year") else f"le {formats.date_long(suggestion)}"
    return f"Votre valeur l’emporte. La suggestion était {shown}."
