"""A deadline, in a dispute or on its own: what must happen, by when, why, and when to be reminded of it."""

from datetime import date
from typing import Final

from litigedesk import formats, validation
from litigedesk.domain.records import Deadline
from litigedesk.errors import Problem
from litigedesk.operations import disputes as operations
from litigedesk.queries import dispute_list
from litigedesk.settings import FIRST_REMINDER, SECOND_REMINDER

from ..context import Context
from ..palette import Tone
from ..widgets.text import IconText, Label
from .editors import ChoiceEditor, DateEditor, Editor, IntegerEditor, LongTextEditor, TextEditor
from .form import Form, Values
from .suggested import Suggested

QUICK: Final = (("8 jours", "+8j"), ("15 jours", "+15j"), ("1 mois", "+1m"))
NO_DISPUTE: Final = "Aucun dossier"


class DeadlineForm(Form):
    """``deadline`` is the one to change, or ``None`` for a new one with this title and day.

    Without ``dispute_id`` the dossier is asked; it may be none. What a rule set keeps its words: only its day can be moved.
    """

    def __init__(
        self,
        context: Context,
        dispute_id: int | None,
        deadline: Deadline | None,
        title: str = "",
        due_on: date | None = None,
    ) -> None:
        self._deadline, self._today = deadline, context.today()
        self._dispute_id = deadline.dispute_id if deadline else dispute_id
        self._by_rule = deadline is not None and deadline.clock is not None
        super().__init__(
            context,
            f"deadline:{deadline.id}" if deadline else f"deadline:new:{dispute_id or ''}",
            "Modifier l’échéance" if deadline else "Noter une échéance",
            "Enregistrer",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        self._lay_out_editors()
        start: Values = vars(deadline) if deadline else {"title": title, "due_on": due_on, "dispute_id": dispute_id}
        self.load(start)
        if deadline is not None and self._moved is not None:
            self._moved.begin(deadline.computed_on, is_own=True)

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self) -> None:
        due = DateEditor(
            "due_on",
            "Pour le",
            today=self._today,
            quick=() if self._deadline else QUICK,
            nudge=self._deadline is not None,
            describe=lambda day: formats.days_away(day, self._today),
            called="la date",
        )
        if self._by_rule:
            self._lay_out_rule(due)
        else:
            self._moved: Suggested | None = None
            lines: list[Editor] = [TextEditor("title", "Ce qu’il faudra faire", called="ce qu’il faudra faire"), due]
            if self._is_asked:
                lines.append(self._dispute_editor())
            self.section("Échéance", *lines, LongTextEditor("reason", "Pourquoi", rows=2, optional=True))
        self._lay_out_reminders()

    @property
    def _is_asked(self) -> bool:
        """Whether the dossier can be chosen: not when it is known, nor for the end of a convention."""
        return self._dispute_id is None and not self._by_rule

    def _dispute_editor(self) -> ChoiceEditor:
        found = dispute_list.choices(self.context.desk)
        return ChoiceEditor("dispute_id", "Dossier", found, segments=False, empty=NO_DISPUTE, called="le dossier")

    def _lay_out_rule(self, due: DateEditor) -> None:
        """The words are the rule's and follow it; the day can be moved, and taken back."""
        assert self._deadline is not None
        self._moved = Suggested(
            due,
            taken="Date calculée.",
            other=lambda day: f"Calculé : {formats.date_long(day)}.",
            back="Revenir à cette date",
            parent=self,
        )
        self.section(
            "Échéance",
            Label(self._deadline.title, weight=600, wrap=True),
            IconText("info", self._deadline.reason, Tone.MUTED, wrap=True),
            due,
            self._moved.line,
        )
        self._moved.restored.connect(self.check)

    def _lay_out_reminders(self) -> None:
        desk = self.context.desk
        first, second = desk.setting(FIRST_REMINDER), desk.setting(SECOND_REMINDER)
        hint = f"Vide : vos rappels habituels, {first} et {second} jours avant. Zéro : aucun."
        self.section(
            "Rappels",
            Label(hint, Tone.MUTED, wrap=True),
            [
                IntegerEditor("first_reminder", "Premier", suffix="jours avant", width=160, called="le premier rappel"),
                IntegerEditor("second_reminder", "Second", suffix="jours avant", width=160, called="le second rappel"),
            ],
        )

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _made(self, values: Values) -> Deadline:
        kept = vars(self._deadline) if self._deadline else {"dispute_id": self._dispute_id}
        return Deadline(**{**kept, **values, "due_on": values["due_on"] or self._today})

    def _problems(self, values: Values) -> list[Problem]:
        missing = validation.required("due_on", values["due_on"], "Indiquez le jour, par exemple +15j.")
        return validation.deadline_problems(self._made(values)) + missing

    def _store(self, values: Values) -> int | None:
        outcome = self.context.submit(self.show_problems, operations.save_deadline, self._made(values))
        return outcome.value.id if outcome else None
