"""Limitation periods: counted in years, never extended to a working day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from litigedesk.domain.vocabulary import ClientKind, LimitationEventKind
from litigedesk.rules.kinds import LimitationClaim
from litigedesk.rules.law import Law


@dataclass(frozen=True)
class Cause:
    """Something that may interrupt or suspend: its kind, its day, and the day a suspension ended (``None`` while it
    lasts)."""

    kind: LimitationEventKind
    on: date
    ended: date | None = None


@dataclass(frozen=True, kw_only=True)
class Limitation:
    """When a claim is time-barred: at 24 h on ``date``; ``safe_date`` is the day before, for alarms.

    ``start`` is what the running period counts from. ``prudent_date`` leaves out recognitions by the debtor, which a
    judge may not accept as such; equal to ``date`` when there is none.
    """

    claim: LimitationClaim
    start: date
    date: date
    safe_date: date
    prudent_date: date
    steps: tuple[str, ...]
    source: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Start:
    """The day a limitation period is counted from, chosen among the dates known, with the reason."""

    date: date
    steps: tuple[str, ...]
    warnings: tuple[str, ...]


def earliest_start(*, completed: date | None, invoiced: date | None, due: date | None) -> Start:
    """Where to count from: completion, or failing that the earliest date known. ``UserError`` when no date is known."""
    raise NotImplementedError


def compute(claim: LimitationClaim, start: date, causes: Sequence[Cause], law: Law) -> Limitation:
    """The limitation of a claim whose right was known on ``start``."""
    raise NotImplementedError


def for_client(kind: ClientKind, start: Start, causes: Sequence[Cause], law: Law) -> Limitation:
    """The limitation of a claim on a client; a client not yet known is treated as a consumer, the shortest period."""
    raise NotImplementedError
