"""The convention with a mediator that answers for a day."""

from datetime import date
from typing import TYPE_CHECKING

from litigedesk.domain.mediation import Convention

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def convention_in_force(desk: "Desk", day: date, mediator_id: int | None = None) -> Convention | None:
    """The convention in force on a day, the latest begun, with that mediator if one is named."""
    held = desk.table(Convention).where(order="starts_on, id")
    valid = [
        one
        for one in held
        if one.starts_on <= day
        and (one.ends_on is None or day <= one.ends_on)
        and mediator_id in {None, one.mediator_id}
    ]
    return valid[-1] if valid else None
