"""One step of a procedure noted in a small form: the fields of that step in the words of its kind, and what the law says of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from litigedesk import validation
from litigedesk.domain.procedure import Procedure
from litigedesk.errors import Problem
from litigedesk.operations import procedures as operations
from litigedesk.queries import files
from litigedesk.queries import procedures as queries
from litigedesk.rules.clock_dates import ClockDate

from ..context import Context
from . import procedure_fields as fields
from .procedure_step_words import STEPS
from .record_step_form import RecordStepForm

__all__ = ["STEPS", "ProcedureStepForm"]


class ProcedureStepForm(RecordStepForm):
    """``step`` is a key of ``STEPS`` of the procedure's kind; ``NotFound`` when the procedure is gone, ``KeyError`` for no step."""

    def __init__(self, context: Context, procedure_id: int, step: str) -> None:
        self.file = queries.file(context.desk, procedure_id, context.today())
        procedure = self.file.procedure
        stored = files.stored_file(context.desk, procedure.file_id)
        super().__init__(
            context,
            f"procedure:{procedure_id}:{step}",
            STEPS[procedure.kind][step],
            fields.fields_of(procedure.kind),
            procedure,
            whose=" · ".join(filter(None, (procedure.kind.label, procedure.authority))),
            files={fields.FILE: stored.name if stored else ""},
        )

    def clocks_of(self, record: Procedure) -> Sequence[ClockDate]:
        return fields.clocks_of(self.context, record)

    def faults_of(self, record: Procedure) -> Sequence[Problem]:
        return validation.procedure_problems(record, self.context.today())

    def keep(self, record: Procedure, documents: Mapping[str, Path]) -> int | None:
        outcome = self.context.submit(self.show_problems, operations.save, record, documents)
        return outcome.value.id if outcome else None
