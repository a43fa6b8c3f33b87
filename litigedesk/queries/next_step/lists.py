"""The next steps of many open disputes at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from litigedesk.domain.records import Dispute
from litigedesk.queries import cases, plans
from litigedesk.queries.next_step.of_dispute import of_case
from litigedesk.queries.next_step.step import NextStep
from litigedesk.queries.sums import Sums

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def next_of(
    desk: "Desk", disputes: Sequence[Dispute], today: date, owed: Mapping[int, Sums] | None = None
) -> dict[int, NextStep]:
    """The next step of each of these open disputes by its id, as ``propose`` gives it but for the proofs to gather.

    ``owed`` are their sums on that day, when they are known already.
    """
    usual, changes = plans.Usual.of(desk, today), plans.all_changes(desk)
    found = cases.read_all(desk, disputes, today, owed)
    return {
        key: of_case(case, plans.point(desk, case, changes.get(key, ()), usual), today) for key, case in found.items()
    }
