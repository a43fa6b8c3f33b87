"""Questions about the half-years of rates that the user added."""

from typing import TYPE_CHECKING

from litigedesk.domain.records import UserRate

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def user_rates(desk: "Desk") -> list[UserRate]:
    """The user's own half-years, oldest first."""
    return desk.table(UserRate).all(order="half")
