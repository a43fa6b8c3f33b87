"""One thing that waits on the first screen, and where it stands there."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import Clock, DisputeStage
from litigedesk.rules import help_needed, limitation_alarms

SOON_DAYS: Final = 7  # a date this near is « bientôt »
SHORT_DAYS: Final = help_needed.SHORT_DAYS
COSTLY: Final = help_needed.COSTLY | {Clock.INSURER, Clock.PROPOSAL_ANSWER}


class TaskKind(StrEnum):
    """What a line of the first screen is about."""

    NEXT_STEP = "next-step"
    WAITING = "waiting"
    DEADLINE = "deadline"
    OVERDUE_INVOICE = "overdue-invoice"
    UNSENT_LETTER = "unsent-letter"
    NO_NEXT_STEP = "no-next-step"
    LIMITATION = "limitation"


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something to do: who, what, why, by when, how much; ``record`` is what to open (kind and id).

    ``planned`` is the step of the plan that it is, which can be put off. ``due_on`` is ``None`` for what is to be done as soon as
    one can. ``dispute_id`` is the dispute it is in, if any, and ``client_id`` 0 when there is no client.
    """

    kind: TaskKind
    who: str
    what: str
    reason: str
    due_on: date | None
    amount: Money
    record: tuple[str, int]
    client_id: int
    deadline_id: int | None = None
    dispute_id: int | None = None
    stage: DisputeStage | None = None
    planned: str = ""
    costly: bool = False  # a right is lost once its day is gone
    contested: bool = False  # the client contests a part of it

    def is_late(self, today: date) -> bool:
        """Whether its day has gone by; what one waits for is never late."""
        return self.kind is not TaskKind.WAITING and self.due_on is not None and self.due_on < today

    def presses(self, today: date) -> bool:
        """Whether it comes before all others: a right is lost within days, or a month is short to go to court."""
        if self.due_on is None:
            return False
        if self.kind is TaskKind.LIMITATION:
            return limitation_alarms.level(self.due_on, today).presses
        return self.costly and self.due_on <= today + timedelta(days=SHORT_DAYS)

    def is_soon(self, today: date) -> bool:
        """Whether it belongs to the week: by its date or for want of one, or because a month is short to go to court."""
        if self.kind is TaskKind.WAITING or self.is_late(today):
            return False
        if self.due_on is None:
            return True
        return self.presses(today) or self.due_on <= today + timedelta(days=SOON_DAYS)
