"""The lists kept under a name."""

from typing import TYPE_CHECKING

from litigedesk.domain.upkeep import SavedList

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def of_list(desk: "Desk", list_name: str) -> list[SavedList]:
    """Those of one list, by name."""
    return desk.table(SavedList).select("SELECT * FROM saved_list WHERE list = ? ORDER BY fold(name), id", (list_name,))
