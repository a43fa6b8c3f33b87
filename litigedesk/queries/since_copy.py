"""What going back to a copy would take away, by counting: what was only changed since is not told by numbers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.queries.copies import RECORDS

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def more_than(desk: "Desk", counts: Mapping[str, int]) -> tuple[str, ...]:
    """What there is more of now than in a copy that holds so many of each table: « 2 factures », « 1 paiement »."""
    return _differences(desk, counts, 1)


def fewer_than(desk: "Desk", counts: Mapping[str, int]) -> tuple[str, ...]:
    """What there is less of now: deleted since, it would come back."""
    return _differences(desk, counts, -1)


def _differences(desk: "Desk", counts: Mapping[str, int], sign: int) -> tuple[str, ...]:
    gaps = {
        words: sign * (desk.db.value(f'SELECT count(*) FROM "{table}"') - counts.get(table, 0))
        for table, words in RECORDS.items()
    }
    return tuple(formats.count(gap, *words) for words, gap in gaps.items() if gap > 0)
