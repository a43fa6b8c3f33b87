"""The first screen: what is late, what is due, what has no next step, what one waits for, and the money outstanding by age."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from litigedesk.domain.money import Money
from litigedesk.domain.records import Event
from litigedesk.queries import privacy
from litigedesk.queries.among import AMONG
from litigedesk.queries.today.lines import Part
from litigedesk.queries.today.money import AgeBand, awaited, expected, of_band, undisputed
from litigedesk.queries.today.renewals import RENEWAL_DAYS, Renewal, renewals
from litigedesk.queries.today.since import Since, since
from litigedesk.queries.today.task import SOON_DAYS, Task, TaskKind
from litigedesk.queries.today.tasks import Told, disputes_of
from litigedesk.queries.today.waiting import Waiting

if TYPE_CHECKING:
    from litigedesk.desk import Desk

__all__ = [
    "RENEWAL_DAYS", "SOON_DAYS", "AgeBand", "Group", "Overview", "Renewal", "Task", "TaskKind", "awaited", "dated", "expected",
    "of_band", "overview", "to_do",
]  # fmt: skip

WHOLE: Final = 50  # tasks of a group that are all shown
FIRST: Final = 10  # tasks shown of a larger one


_RECENT: Final = """
SELECT * FROM event WHERE id IN (SELECT id FROM event WHERE happened_on <= ? ORDER BY happened_on DESC, id DESC LIMIT 4)
ORDER BY happened_on DESC, id DESC
"""
_NAMES: Final = f"SELECT d.id, c.name FROM dispute d JOIN client c ON c.id = d.client_id WHERE d.id {AMONG}"
_TITLES: Final = f"SELECT id, title FROM insurance_claim WHERE id {AMONG}"


@dataclass(frozen=True, kw_only=True)
class Group:
    """The tasks of one group that are shown, and how many others there are of each kind; false when there is none at all."""

    tasks: tuple[Task, ...] = ()
    others: Mapping[TaskKind, int]

    @property
    def hidden(self) -> int:
        """How many are not shown."""
        return sum(self.others.values())

    @property
    def count(self) -> int:
        """How many there are in all."""
        return len(self.tasks) + self.hidden

    def __bool__(self) -> bool:
        return self.count > 0


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The whole first screen. ``first`` is the one thing to do first; it is not repeated in the groups.

    ``limitations`` are the claims whose limitation period ends within six months and does not press yet, ``waiting`` the disputes
    in which the next move is somebody else's. ``since`` is ``None`` on the first day and when nothing came. ``to_erase`` is how
    many clients no legal reason keeps any more.
    """

    first: Task | None
    late: Group
    soon: Group
    without_next_step: Group
    limitations: Group
    waiting: Group
    later: Group
    outstanding: Money
    overdue: Money
    ages: tuple[AgeBand, ...]
    renewals: tuple[Renewal, ...]
    recent: tuple[Event, ...]
    recent_clients: tuple[str, ...]  # who each recent event is about, in the same order
    last_backup: datetime | None
    since: Since | None
    is_empty: bool
    to_erase: int

    @property
    def to_do(self) -> int:
        """How many things are late, due within the week or without a next step."""
        return sum(group.count for group in (self.late, self.soon, self.without_next_step)) + (self.first is not None)


def overview(
    desk: "Desk", today: date, last_opened: date | None = None, *, more: int = 0, later: bool = True
) -> Overview:
    """Everything the first screen shows, for one day; ``last_opened`` is the day the user last looked before it.

    Of each group all is told up to ``WHOLE`` tasks, else the ``FIRST`` ones; ``more`` is added to both. Without
    ``later``, what others are to do and what comes after the week is only counted.
    """
    owed = expected(desk, today)
    first, groups = _tasks(desk, today, owed.undisputed, more, later=later)
    recent, who = _recent(desk, today)
    backups = desk.backups.newest_first(desk.now())
    return Overview(
        first=first,
        late=groups[Part.LATE],
        soon=groups[Part.SOON],
        without_next_step=groups[Part.STUCK],
        limitations=groups[Part.LIMITATIONS],
        waiting=groups[Part.WAITING],
        later=groups[Part.LATER],
        outstanding=owed.outstanding,
        overdue=owed.overdue,
        ages=owed.ages,
        renewals=renewals(desk, today),
        recent=recent,
        recent_clients=who,
        last_backup=backups[0].taken_at if backups else None,
        since=since(desk, last_opened, today),
        is_empty=not desk.db.value("SELECT EXISTS (SELECT 1 FROM client)"),
        to_erase=privacy.due_count(desk, today),
    )


def _tasks(
    desk: "Desk", today: date, undisputed: int, more: int, *, later: bool
) -> tuple[Task | None, Mapping[Part, Group]]:
    """The first thing to do, and the groups without it; ``undisputed`` invoices are past due and in no dispute."""
    found, whole = Waiting(desk, today, undisputed), WHOLE + more
    counts = {part: found.counts(part) for part in Part}
    unseen = frozenset() if later else frozenset({Part.WAITING, Part.LATER})
    heads = {part: found.head(part, 0 if part in unseen else _most(counts[part], more)) for part in Part}
    first = found.first(heads)
    if first is not None:
        counts[first.part][first.line.kind] -= 1
        heads[first.part] = [line for line in heads[first.part] if not line.is_same(first.line)]
    heads = {part: head if counts[part].total() <= whole else head[: FIRST + more] for part, head in heads.items()}
    chosen = [line for head in heads.values() for line in head] + ([first.line] if first is not None else [])
    found.steps.read(disputes_of(desk, chosen))
    told = Told(desk, chosen, found.steps.rows)
    groups = {}
    for part, head in heads.items():
        others = counts[part] - Counter(line.kind for line in head)
        groups[part] = Group(tasks=tuple(map(told.task, head)), others=dict(others))
    return (told.task(first.line) if first is not None else None), groups


def _most(counts: Counter[TaskKind], more: int) -> int:
    """How many of a part to read: one more than is shown, which may stand at the head of the page."""
    return (WHOLE if counts.total() <= WHOLE + 1 + more else FIRST) + more + 1


def to_do(desk: "Desk", today: date) -> int:
    """How many things are late, due within the week or without a next step."""
    found = Waiting(desk, today, undisputed(desk, today))
    return sum(found.counts(part).total() for part in (Part.LATE, Part.SOON, Part.STUCK))


def dated(desk: "Desk", today: date) -> tuple[Task | None, int]:
    """The first thing that has a day among those late or due within the week, and how many they are."""
    found = Waiting(desk, today, undisputed(desk, today))
    count = sum(found.counts(part).total() for part in (Part.LATE, Part.SOON)) - found.steps.undated
    if not count:
        return None, 0
    heads = {part: found.head(part, 1) for part in (Part.LATE, Part.SOON)}
    first = found.first({**heads, Part.STUCK: ()})
    assert first is not None
    line = first.line
    if found.is_undated(line):
        line = next(line for part in (Part.LATE, Part.SOON) for line in found.head(part, 1, dated=True))
    found.steps.read(disputes_of(desk, [line]))
    return Told(desk, [line], found.steps.rows).task(line), count


def _recent(desk: "Desk", today: date) -> tuple[tuple[Event, ...], tuple[str, ...]]:
    """The last lines of all timelines, and who each is about."""
    recent = desk.table(Event).select(_RECENT, (str(today),))
    disputes, claims = (
        json.dumps([one for event in recent if (one := getattr(event, column)) is not None])
        for column in ("dispute_id", "insurance_claim_id")
    )
    names = {row["id"]: row["name"] for row in desk.db.rows(_NAMES, (disputes,))}
    titles = {row["id"]: row["title"] for row in desk.db.rows(_TITLES, (claims,))}
    who = tuple(names.get(event.dispute_id) or titles.get(event.insurance_claim_id, "") for event in recent)
    return tuple(recent), who
