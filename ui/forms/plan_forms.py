"""What the user changes in a plan: another delay, a step put off or skipped, a step of their own."""

from typing import Final

from litigedesk import formats, validation
from litigedesk.domain.plan import PlanChange
from litigedesk.errors import Problem
from litigedesk.operations import plans
from litigedesk.rules.plans import PlanView, StepState, StepView

from ..context import Context
from ..palette import Tone
from ..widgets.text import IconText
from .deadline_form import QUICK
from .editors import ChoiceEditor, DateEditor, IntegerEditor, LongTextEditor, TextEditor
from .form import Form, Values

CHOICE_OF_OURS: Final = "Ce délai est un choix de LitigeDesk : aucun texte ne le fixe. Le vôtre l’emporte."
FIRST: Final = ""  # the place before every step
WHY: Final = "Pourquoi, pour vous en souvenir"


class _ChangeForm(Form):
    """One change to one step: ``kept`` is what the operation returned."""

    def __init__(self, context: Context, dispute_id: int, view: StepView, key: str, title: str, save: str) -> None:
        self._dispute_id, self._view, self._today = dispute_id, view, context.today()
        super().__init__(
            context,
            f"plan:{dispute_id}:{key}:{view.step.key}",
            title,
            save,
            self._store,
            validate=self._problems,
            embedded=True,
        )

    def _problems(self, values: Values) -> list[Problem]:
        return []

    def _store(self, values: Values) -> int | None:
        raise NotImplementedError

    def _kept(self, change: "object | None") -> int | None:
        value = getattr(change, "value", None)
        return value.id if isinstance(value, PlanChange) else None


class DelayForm(_ChangeForm):
    """Another number of days before a step."""

    def __init__(self, context: Context, dispute_id: int, view: StepView) -> None:
        super().__init__(context, dispute_id, view, "delay", "Changer le délai", "Changer le délai")
        self.section(
            view.step.title,
            IntegerEditor("days", "Délai", suffix="jours calendaires", width=256, called="le délai"),
            IconText("info", CHOICE_OF_OURS, wrap=True),
            TextEditor("reason", WHY, optional=True),
        )
        self.load({"days": view.days})

    def _problems(self, values: Values) -> list[Problem]:
        return validation.required("days", values["days"], "Indiquez un nombre de jours.")

    def _store(self, values: Values) -> int | None:
        made = self.context.submit(
            self.show_problems,
            plans.change_delay,
            self._dispute_id,
            self._view.step.key,
            values["days"],
            values["reason"],
        )
        return self._kept(made)


class PostponeForm(_ChangeForm):
    """A step put off until a day to come."""

    def __init__(self, context: Context, dispute_id: int, view: StepView) -> None:
        super().__init__(context, dispute_id, view, "postpone", "Reporter l’étape", "Reporter")
        until = DateEditor(
            "until",
            "Jusqu’au",
            today=self._today,
            quick=QUICK,
            describe=lambda day: formats.days_away(day, self._today),
            called="le jour",
        )
        lines = [until, TextEditor("reason", WHY, optional=True)]
        if view.step.by and view.by is not None:
            told = f"Au plus tard le {formats.date_long(view.by)} : cette date ne dépend pas de vous."
            self.section(view.step.title, *lines, IconText("clock", told, Tone.SOON, wrap=True))
        else:
            self.section(view.step.title, *lines)
        self.load({})

    def _problems(self, values: Values) -> list[Problem]:
        return validation.required("until", values["until"], "Indiquez le jour, par exemple +15j.")

    def _store(self, values: Values) -> int | None:
        made = self.context.submit(
            self.show_problems,
            plans.postpone,
            self._dispute_id,
            self._view.step.key,
            values["until"],
            values["reason"],
        )
        return self._kept(made)


class SkipForm(_ChangeForm):
    """A step that will not be done, and why."""

    def __init__(self, context: Context, dispute_id: int, view: StepView) -> None:
        super().__init__(context, dispute_id, view, "skip", "Passer l’étape", "Passer cette étape")
        self.section(
            view.step.title,
            IconText("info", "Le plan passe à la suite ; vous pourrez y revenir.", wrap=True),
            LongTextEditor("reason", WHY, rows=2, optional=True),
        )
        self.load({})

    def _store(self, values: Values) -> int | None:
        made = self.context.submit(
            self.show_problems, plans.skip, self._dispute_id, self._view.step.key, values["reason"]
        )
        return self._kept(made)


class AddStepForm(Form):
    """A step of the user's own, after one of the plan."""

    def __init__(self, context: Context, dispute_id: int, plan: PlanView) -> None:
        self._dispute_id = dispute_id
        super().__init__(
            context,
            f"plan:{dispute_id}:add",
            "Ajouter une étape",
            "Ajouter l’étape",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        places = [(one.step.key, f"Après « {one.step.title} »") for one in plan.steps[:-1]]
        places = [(FIRST, "Tout au début"), *places]
        self.section(
            "Votre étape",
            TextEditor("title", "Ce qu’il faudra faire", called="ce qu’il faudra faire"),
            ChoiceEditor("after", "Sa place", places, segments=False, width=400),
            IntegerEditor("days", "Délai après l’étape d’avant", suffix="jours", width=160, called="le délai"),
            LongTextEditor("reason", WHY, rows=2, optional=True),
        )
        last = plan.current or next((one for one in reversed(plan.steps) if one.state is StepState.DONE), None)
        keys = [key for key, _ in places]
        self.load({"after": last.step.key if last is not None and last.step.key in keys else FIRST, "days": 7})

    def _problems(self, values: Values) -> list[Problem]:
        return [
            *validation.required("title", values["title"], "Dites ce qu’il faudra faire."),
            *validation.required("days", values["days"], "Indiquez un nombre de jours."),
        ]

    def _store(self, values: Values) -> int | None:
        made = self.context.submit(
            self.show_problems,
            plans.add_step,
            self._dispute_id,
            values["after"],
            values["title"],
            values["days"],
            values["reason"],
        )
        return made.value.id if made else None
