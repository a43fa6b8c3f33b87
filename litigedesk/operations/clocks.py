"""The deadlines that rules set: kept in step with the records they follow from, the user's own changes respected."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from litigedesk.domain.records import Deadline
from litigedesk.rules.mediation import ClockDate

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def follow(
    desk: "Desk",
    wanted: Sequence[ClockDate],
    was: Sequence[ClockDate],
    owner: Mapping[str, int | None],
    dispute_id: int | None,
) -> None:
    """Bring the deadlines of one record to what its rules now give, inside the running step.

    ``was`` is what they gave before the change, ``owner`` the column and id that say whose they are. A day the user moved stays;
    one they ticked as done stays done.
    """
    table, before = desk.table(Deadline), {one.clock: one for one in was}
    present = {one.clock: one for one in table.where("id", **owner) if one.clock is not None}
    for one in wanted:
        held = present.pop(one.clock, None)
        if held is None:
            table.insert(
                Deadline(
                    **owner,
                    dispute_id=dispute_id,
                    title=one.title,
                    due_on=one.date,
                    reason=one.reason,
                    done_on=one.done_on,
                    clock=one.clock,
                    computed_on=one.date,
                )
            )
        else:
            table.update(_followed(held, one, before.get(one.clock)))
    for left in present.values():
        assert left.id is not None
        table.delete(left.id)


def _followed(held: Deadline, wanted: ClockDate, was: ClockDate | None) -> Deadline:
    moved = held.due_on != held.computed_on
    done_by_us = was is not None and was.done_on is not None and held.done_on == was.done_on
    kept_done = None if done_by_us else held.done_on
    return replace(
        held,
        title=wanted.title,
        reason=wanted.reason,
        due_on=held.due_on if moved else wanted.date,
        computed_on=wanted.date,
        done_on=wanted.done_on or kept_done,
    )
