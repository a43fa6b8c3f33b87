"""A time limit: which one, from when, and the date with every step of the count."""

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.vocabulary import HolidayRegion
from litigedesk.rules import deadlines
from litigedesk.rules.kinds import DeadlineName

from ...context import Context
from ...forms.editors import ChoiceEditor, DateEditor, IntegerEditor
from .base import Answer, Calculator, missing

COUNTED = frozenset(
    {
        DeadlineName.WORKING_DAYS,
        DeadlineName.WORKABLE_DAYS,
        DeadlineName.CALENDAR_DAYS,
        DeadlineName.CLAIM_DECLARATION,
        DeadlineName.FORMAL_NOTICE,
    }
)
ORDERED = frozenset({DeadlineName.INJONCTION_OPPOSITION, DeadlineName.INJONCTION_ENFORCEABLE})


class DeadlineCalculator(Calculator):
    """Every time limit the rules know."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent, "calculator.deadline", "Calculer un délai")
        today = context.today()
        self.rule = ChoiceEditor("rule", "Délai", DeadlineName, segments=False)
        self.start = DateEditor("start", "À partir du", today=today, hint="Le jour de l’événement ne compte pas.")
        self.days = IntegerEditor("days", "Nombre de jours", suffix="jours", optional=True)
        self.order = DateEditor("order", "Date de l’ordonnance", today=today, optional=True)
        self.region = ChoiceEditor("region", "Jours fériés", HolidayRegion, segments=False)
        for editor in (self.rule, self.start, self.days, self.order, self.region):
            self.add_line(editor)
        self.rule.set_value(DeadlineName.FORMAL_NOTICE)
        self.start.set_value(today)
        self.days.set_value(15)
        self.region.set_value(context.desk.profile().holiday_region)
        self.compute()

    def compute(self) -> None:
        self.days.setVisible(self.rule.value in COUNTED)
        self.order.setVisible(self.rule.value in ORDERED)
        super().compute()

    def answer(self) -> Answer:
        if self.start.value is None:
            raise missing("la date de départ")
        rule = self.rule.value
        found = deadlines.compute(
            rule,
            self.start.value,
            self.context.desk.law,
            region=self.region.value,
            days=self.days.value if rule in COUNTED else None,
            order_date=self.order.value if rule in ORDERED else None,
        )
        moved = "" if found.date == found.raw_date else f" Sans report : {formats.date_full(found.raw_date)}."
        return Answer(
            headline=formats.date_full(found.date).capitalize(),
            under=f"{rule.label}, {formats.days_away(found.date, self.context.today())}.{moved}",
            steps=found.steps,
            sources=(found.source,),
            warnings=found.warnings,
        )
