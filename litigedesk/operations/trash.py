"""The trash: bring back, empty."""

from datetime import timedelta
from typing import TYPE_CHECKING

from litigedesk.operations.outcome import operation

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@operation("Élément repris de la corbeille")
def restore(desk: "Desk", trash_id: int) -> None:
    """Bring a deleted record back with all that went with it; ``Refused`` when what it belongs to is gone."""
    desk.trash.restore(trash_id)


def empty(desk: "Desk") -> int:
    """Delete everything in the trash for good; cannot be undone. Returns how many entries."""
    return desk.trash.purge(desk.today() + timedelta(days=1))
