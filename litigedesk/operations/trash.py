"""The trash: bring back, empty."""

from datetime import timedelta
from typing import TYPE_CHECKING

from litigedesk.domain.records import Letter
from litigedesk.operations import letters
from litigedesk.operations.outcome import operation
from litigedesk.store.undo import row_id

if TYPE_CHECKING:
    from litigedesk.desk import Desk

LETTER_TABLE = "letter"


@operation("Élément repris de la corbeille")
def restore(desk: "Desk", trash_id: int) -> None:
    """Bring a deleted record back with all that went with it; ``Refused`` when what it belongs to is gone."""
    entry = desk.trash.restore(trash_id)
    if entry.kind == LETTER_TABLE:
        letters.brought_back(desk, desk.table(Letter).get(row_id(entry.rows[0][1])))


def empty(desk: "Desk") -> int:
    """Delete everything in the trash for good; cannot be undone. Returns how many entries."""
    return desk.trash.purge(desk.today() + timedelta(days=1))
