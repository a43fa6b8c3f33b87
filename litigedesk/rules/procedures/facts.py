"""What the ways on from a dispute are judged by: plain facts, gathered by whoever knows them."""

import datetime as dt
from dataclasses import dataclass

from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.procedure import Procedure
from litigedesk.domain.vocabulary import ClientKind, ProfileStatus


def is_abroad(country: str) -> bool:
    """Whether a country typed in an address is not France; empty is France."""
    return country.strip().casefold() not in {"", "france"}


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """The facts of one dispute on ``today``; what is ``None`` is not known, and asked.

    ``principal`` and ``interest`` are what is left to pay of each, ``whole`` adds the fixed fees; ``interest`` is ``None`` when the
    law could not answer, for the reason ``obstacle``. ``ported`` when a portage company is the creditor. ``due`` is the earliest
    due date of what is unpaid, ``contracts`` how many contracts, orders or quotes its invoices name, ``safe_date`` the last safe
    day before the claim is time-barred. ``postcode``, ``city`` and ``country`` are the debtor's; an empty country is France.
    ``contribution_from`` and ``commercial_costs`` are the user's settings for what no source settles.
    """

    today: dt.date
    client: ClientKind
    status: ProfileStatus = ProfileStatus.EI
    ported: bool = False
    user_trader: bool | None = None
    client_trader: bool | None = None
    principal: Money = ZERO
    interest: Money | None = ZERO
    whole: Money = ZERO
    obstacle: str = ""
    contested: Money = ZERO
    contracts: int = 0
    invoices: int = 0
    due: dt.date | None = None
    notice_sent: dt.date | None = None
    safe_date: dt.date | None = None
    postcode: str = ""
    city: str = ""
    country: str = ""
    previous: tuple[Procedure, ...] = ()
    contribution_from: dt.date = dt.date(2026, 3, 1)
    commercial_costs: Money | None = None

    @property
    def with_interest(self) -> Money | None:
        """Principal and interest together; ``None`` when the interest is not known."""
        return None if self.interest is None else self.principal + self.interest
