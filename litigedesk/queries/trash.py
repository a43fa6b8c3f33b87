"""Questions about the trash."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class TrashRow:
    """What was deleted in one go, and when."""

    id: int
    label: str
    deleted_on: date


def rows(desk: "Desk") -> list[TrashRow]:
    """What the trash holds, the last deleted first."""
    return [TrashRow(id=entry.id or 0, label=entry.label, deleted_on=entry.deleted_on) for entry in desk.trash.all()]
