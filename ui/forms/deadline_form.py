"""A deadline of a dispute: what must happen, by when, and why."""

from litigedesk import formats, validation
from litigedesk.domain.records import Deadline
from litigedesk.errors import Problem
from litigedesk.operations import disputes

from ..context import Context
from .editors import DateEditor, LongTextEditor, TextEditor
from .form import Form, Values

QUICK = (("8 jours", "+8j"), ("15 jours", "+15j"), ("1 mois", "+1m"))


class DeadlineForm(Form):
    """``deadline`` is the one to change, or ``None`` for a new one with this title."""

    def __init__(self, context: Context, dispute_id: int, deadline: Deadline | None, title: str = "") -> None:
        self._dispute_id, self._deadline, self._today = dispute_id, deadline, context.today()
        super().__init__(
            context,
            f"deadline:{deadline.id}" if deadline else f"deadline:new:{dispute_id}",
            "Modifier l’échéance" if deadline else "Noter une échéance",
            "Enregistrer",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        self.section(
            "Échéance",
            TextEditor("title", "Ce qu’il faudra faire", called="ce qu’il faudra faire"),
            DateEditor(
                "due_on",
                "Pour le",
                today=self._today,
                quick=() if deadline else QUICK,
                nudge=deadline is not None,
                describe=lambda day: formats.days_away(day, self._today),
                called="la date",
            ),
            LongTextEditor("reason", "Pourquoi", rows=2, optional=True),
        )
        self.load(vars(deadline) if deadline else {"title": title})

    def _made(self, values: Values) -> Deadline:
        fields = {**values, "due_on": values["due_on"] or self._today}
        kept = vars(self._deadline) if self._deadline else {"dispute_id": self._dispute_id}
        return Deadline(**{**kept, **fields})

    def _problems(self, values: Values) -> list[Problem]:
        missing = validation.required("due_on", values["due_on"], "Indiquez le jour, par exemple +15j.")
        return validation.deadline_problems(self._made(values)) + missing

    def _store(self, values: Values) -> int | None:
        outcome = self.context.submit(self.show_problems, disputes.save_deadline, self._made(values))
        return outcome.value.id if outcome else None
