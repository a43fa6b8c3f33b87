"""The first screen: what is late, what is due, what has no next step, what one waits for, and the money outstanding by age."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from litigedesk.domain.money import Money
from litigedesk.domain.records import Event
from litigedesk.queries import dispute_list, privacy
from litigedesk.queries.today.money import AgeBand, awaited, by_age
from litigedesk.queries.today.renewals import RENEWAL_DAYS, Renewal, renewals
from litigedesk.queries.today.since import Since, since
from litigedesk.queries.today.tasks import SOON_DAYS, Task, TaskKind, all_tasks, stuck

if TYPE_CHECKING:
    from litigedesk.desk import Desk

__all__ = [
    "RENEWAL_DAYS", "SOON_DAYS", "AgeBand", "Overview", "Renewal", "Task", "TaskKind", "awaited", "by_age", "overview",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The whole first screen. ``first`` is the one thing to do first; it is not repeated in the lists.

    ``limitations`` are the claims whose limitation period ends within six months and does not press yet, ``waiting`` the disputes
    in which the next move is somebody else's. ``since`` is ``None`` on the first day and when nothing came. ``to_erase`` is how
    many clients no legal reason keeps any more.
    """

    first: Task | None
    late: tuple[Task, ...]
    soon: tuple[Task, ...]
    without_next_step: tuple[Task, ...]
    limitations: tuple[Task, ...]
    waiting: tuple[Task, ...]
    later: tuple[Task, ...]
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


def overview(desk: "Desk", today: date, last_opened: date | None = None) -> Overview:
    """Everything the first screen shows, for one day; ``last_opened`` is the day the user last looked before it."""
    rows = dispute_list.rows(desk, today)
    owed = awaited(desk)
    tasks = all_tasks(desk, rows, owed, today)
    late = [task for task in tasks if task.is_late(today)]
    soon = [task for task in tasks if task.is_soon(today)]
    waiting = [task for task in tasks if task.kind is TaskKind.WAITING]
    ending = [task for task in tasks if task.kind is TaskKind.LIMITATION and not task.presses(today)]
    taken = {id(task) for task in (*late, *soon, *ending, *waiting)}
    without = stuck(rows)
    first = min([*late, *soon], key=lambda task: not task.presses(today), default=None) or next(iter(without), None)
    recent, who = _recent(desk, today)
    backups = desk.backups.newest_first(desk.now())
    return Overview(
        first=first,
        late=tuple(task for task in late if task is not first),
        soon=tuple(task for task in soon if task is not first),
        without_next_step=tuple(task for task in without if task is not first),
        limitations=tuple(ending),
        waiting=tuple(waiting),
        later=tuple(task for task in tasks if id(task) not in taken),
        outstanding=Money.total(row.outstanding for row in owed),
        overdue=Money.total(row.outstanding for row in owed if row.invoice.due_on < today),
        ages=by_age(owed, today),
        renewals=renewals(desk, today),
        recent=recent,
        recent_clients=who,
        last_backup=backups[0].taken_at if backups else None,
        since=since(desk, last_opened, today),
        is_empty=not desk.db.value("SELECT EXISTS (SELECT 1 FROM client)"),
        to_erase=privacy.due_count(desk, today),
    )


def _recent(desk: "Desk", today: date) -> tuple[tuple[Event, ...], tuple[str, ...]]:
    """The last lines of all timelines, and who each is about."""
    recent = desk.table(Event).select(
        "SELECT * FROM event WHERE happened_on <= ? ORDER BY happened_on DESC, id DESC LIMIT 4", (str(today),)
    )
    named = desk.db.rows("SELECT d.id, c.name FROM dispute d JOIN client c ON c.id = d.client_id")
    names = {row["id"]: row["name"] for row in named}
    claims = {row["id"]: row["title"] for row in desk.db.rows("SELECT id, title FROM insurance_claim")}
    who = tuple(names.get(event.dispute_id) or claims.get(event.insurance_claim_id, "") for event in recent)
    return tuple(recent), who
