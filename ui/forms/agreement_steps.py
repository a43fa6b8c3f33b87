"""One step of an agreement noted in a small form: the paper signed by the client, or how it ended."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from litigedesk.domain.agreement import Agreement, AgreementKind, AgreementOutcome
from litigedesk.errors import Problem
from litigedesk.operations import agreements as operations
from litigedesk.queries import agreements, files, policies
from litigedesk.queries.agreements import AgreementView
from litigedesk.rules import instalments as rules
from litigedesk.rules.clock_dates import ClockDate

from ..context import Context
from ..widgets.conditions import ConditionList
from ..widgets.panels import Separator
from . import agreement_fields as fields
from .agreement_fields import FIELDS, FILE
from .editors import CheckEditor, Editor
from .record_step_form import DAY, RecordStepForm, Step
from .settlement_warning import SettlementWarning

RECOGNISED: Final = "recognised"
SIGNED, OUTCOME = "signed", "outcome"
STEPS: Final[Mapping[str, Step]] = {
    SIGNED: Step(
        title="Accord signé",
        save="Noter la signature",
        lines=(("signed_on",), (FILE,), (RECOGNISED,)),
        needed={"signed_on": DAY},
        note=fields.NO_TITLE,
    ),
    OUTCOME: Step(
        title="Fin de l’accord",
        save="Noter la fin",
        lines=(("outcome",), ("ended_on",)),
        needed={"outcome": "Dites comment l’accord a pris fin.", "ended_on": DAY},
        note="Tenu, le litige peut être clos. Sinon, la suite du dossier reprend : ce qui a été payé reste acquis.",
    ),
}


class AgreementStepForm(RecordStepForm):
    """``step`` is a key of ``STEPS``; ``NotFound`` when the agreement is gone."""

    record: Agreement

    def __init__(self, context: Context, agreement_id: int, step: str) -> None:
        self.view: AgreementView = agreements.view(context.desk, agreement_id, context.today())
        agreement = self.view.agreement
        stored = files.stored_file(context.desk, agreement.file_id)
        super().__init__(
            context,
            f"agreement:{agreement_id}:{step}",
            STEPS[step],
            FIELDS,
            agreement,
            whose=agreement.kind.label,
            files={FILE: stored.name if stored else ""},
        )

    def _make(self, name: str) -> Editor:
        if name == RECOGNISED:
            words = "Ce papier vaut reconnaissance de la dette"
            return CheckEditor(RECOGNISED, words, hint=fields.RECOGNISED)
        return super()._make(name)

    # ---- what goes with the fields -----------------------------------------------------------------------------------
    def dress(self) -> None:
        """What the whole becoming due supposes, and the insurer's consent to a settlement."""
        self.conditions = ConditionList(name="Conditions de la déchéance du terme")
        self.conditions.show_conditions(self.view.forfeiture)
        self.insurer = SettlementWarning()
        self.rule = Separator()
        self.card.add(self.rule, self.conditions, self.insurer)

    def begin(self) -> None:
        if self.asks(RECOGNISED):
            held = self.view.recognised is not None
            self._propose(RECOGNISED, held or (self.record.signed_on is None and _usually_recognises(self.record)))
        elif self.record.outcome is None:
            self._propose("outcome", self._likely())
            self._propose("ended_on", self.context.today())

    def _propose(self, name: str, value: object) -> None:
        """Show a value the user may change; leaving it is no draft."""
        self.editor(name).set_value(value)
        self._loaded[name] = self.editor(name).raw

    def _likely(self) -> AgreementOutcome:
        if not self.view.is_running:
            return AgreementOutcome.NOT_SIGNED
        if self.view.tracking.is_paid:
            return AgreementOutcome.KEPT
        forfeits = rules.may_forfeit(self.view.forfeiture)
        return AgreementOutcome.FORFEITED if forfeits else AgreementOutcome.BROKEN

    def react(self) -> None:
        super().react()
        forfeits = self.asks("outcome") and self.editor("outcome").value is AgreementOutcome.FORFEITED
        for widget in (self.rule, self.conditions):
            widget.setVisible(forfeits)
        policy = policies.of_dispute(self.context.desk, self.record.dispute_id, self.context.today())
        self.insurer.show_for(policy, settles=self.asks(RECOGNISED) and _settles(self.record))

    # ---- the record --------------------------------------------------------------------------------------------------
    def clocks_of(self, record: Agreement) -> Sequence[ClockDate]:
        return rules.clocks(record, self.view.tracking)

    def faults_of(self, record: Agreement) -> Sequence[Problem]:
        held = [line.instalment for line in self.view.tracking.lines]
        return operations.problems(self.context.desk, record, held)

    def keep(self, record: Agreement, documents: Mapping[str, Path]) -> int | None:
        recognised = bool(self.editor(RECOGNISED).value) if self.asks(RECOGNISED) else None
        outcome = self.context.submit(self.show_problems, operations.save, record, None, documents, recognised)
        return outcome.value.id if outcome else None


def _settles(agreement: Agreement) -> bool:
    return agreement.kind is AgreementKind.SETTLEMENT


def _usually_recognises(agreement: Agreement) -> bool:
    """A schedule or an acknowledgment says what is owed; a settlement may deny it."""
    return not _settles(agreement)
