"""The trash: bring back, empty."""

from datetime import timedelta
from typing import TYPE_CHECKING

from litigedesk.domain.records import Dispute, Letter
from litigedesk.operations import disputes, letters
from litigedesk.operations.outcome import operation
from litigedesk.store.undo import row_id

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@operation("Élément repris de la corbeille")
def restore(desk: "Desk", trash_id: int) -> None:
    """Bring a deleted record back with all that went with it; ``Refused`` when what it belongs to is gone."""
    entry = desk.trash.restore(trash_id)
    first = row_id(entry.rows[0][1])
    if entry.kind == "letter":
        letters.brought_back(desk, desk.table(Letter).get(first))
    elif entry.kind == "dispute":
        disputes.brought_back(desk, desk.table(Dispute).get(first), [record_id for _, record_id in entry.stayed])


def empty(desk: "Desk") -> int:
    """Delete everything in the trash for good; cannot be undone. Returns how many entries."""
    return desk.trash.purge(desk.today() + timedelta(days=1))
