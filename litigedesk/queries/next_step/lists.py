"""The next step of every open dispute at once, for lists and the first screen."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from litigedesk.domain.records import Dispute
from litigedesk.queries import cases, plans
from litigedesk.queries.next_step import NextStep, of_case
from litigedesk.queries.sums import Sums

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def next_of_all(desk: "Desk", today: date, owed: Mapping[int, Sums] | None = None) -> dict[int, NextStep]:
    """The next step of each open dispute by its id, as ``propose`` gives it but for the proofs to gather.

    ``owed`` are the sums of all open disputes on that day, when they are known already.
    """
    disputes = desk.table(Dispute).select("SELECT * FROM dispute WHERE stage <> 'closed' ORDER BY id")
    return next_of(desk, disputes, today, owed)


def next_of(
    desk: "Desk", disputes: Sequence[Dispute], today: date, owed: Mapping[int, Sums] | None = None
) -> dict[int, NextStep]:
    """The same for some open disputes."""
    usual, changes = plans.Usual.of(desk, today), plans.all_changes(desk)
    found = cases.read_all(desk, disputes, today, owed)
    return {
        key: of_case(case, plans.point(desk, case, changes.get(key, ()), usual), today) for key, case in found.items()
    }
