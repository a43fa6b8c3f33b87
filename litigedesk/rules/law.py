"""The law as data: everything read from ``resources/law/*.toml``, each row dated and sourced."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from litigedesk import formats
from litigedesk.domain.records import UserRate
from litigedesk.domain.vocabulary import HolidayRegion
from litigedesk.errors import BugError
from litigedesk.rules.kinds import DeadlineName, DeadlineUnit, LimitationClaim
from litigedesk.rules.rates import RateTable


@dataclass(frozen=True)
class Parameter:
    """One number of the law over a span of days; ``valid_until`` is ``None`` while nothing ends it.

    ``confidence`` says how the value is known, in French; ``note`` says what to beware of.
    """

    key: str
    label: str
    value: Decimal
    unit: str
    valid_from: date
    valid_until: date | None
    source: str
    read_on: date
    confidence: str
    note: str = ""

    @property
    def whole(self) -> int:
        """The value as a whole number, for lengths in days, months or years."""
        return int(self.value)

    def to_read_again(self, day: date) -> str:
        """A sentence when the text was not read for that day, else ``""``: the value is shown, and doubted."""
        if self.valid_until is not None and day > self.valid_until:
            return formats.typographic(
                f"À relire : {self.label.lower()} ({self.source}), texte lu comme applicable jusqu’au "
                f"{formats.date_long(self.valid_until)}. {self.note}"
            ).strip()
        if day < self.valid_from:
            return formats.typographic(
                f"À relire : {self.label.lower()} ({self.source}), texte lu à partir du "
                f"{formats.date_long(self.valid_from)} seulement. {self.note}"
            ).strip()
        return ""


@dataclass(frozen=True)
class DeadlineRule:
    """How one time limit is counted; ``count`` is ``None`` when the caller gives it or the regime decides it."""

    name: DeadlineName
    unit: DeadlineUnit
    count: int | None
    extended: bool  # moved to the next working day (CPC 642, C. conso. L221-19)
    user_acts: bool  # the user must act in time; else someone else must, and the user waits
    first_day_after: bool  # the date given is the first day on which one may act, once the time has run
    valid_from: date
    valid_until: date | None
    source: str
    read_on: date
    confidence: str
    adjustable: bool = False  # the caller may give the number of days
    minimum: int | None = None  # a shorter time is contrary to the text: warned, not corrected
    note: str = ""


@dataclass(frozen=True)
class InjonctionRegime:
    """The lengths of the injonction de payer for orders given between two dates."""

    valid_from: date
    valid_until: date | None
    service_months: int  # CPC 1411: order void if not served
    enforceable_months: int  # CPC 1422: from service
    source: str
    read_on: date
    confidence: str
    note: str = ""


@dataclass(frozen=True)
class LimitationRule:
    """The limitation period of one kind of claim."""

    claim: LimitationClaim
    years: int
    from_next_january: bool  # runs from 1 January after the year of the right (loi 68-1250)
    registered_letter_interrupts: bool
    starts: str  # what starts it, in French
    valid_from: date
    valid_until: date | None
    source: str
    read_on: date
    confidence: str
    note: str = ""


@dataclass(frozen=True)
class NationalHolidays:
    """The public holidays of the whole country, in the years of which the day of Easter Monday is told."""

    fixed: tuple[tuple[int, int, str], ...]  # month, day, name
    moving: tuple[tuple[int, str], ...]  # days after Easter Monday, name
    easter_mondays: tuple[date, ...]
    source: str
    read_on: date


@dataclass(frozen=True)
class RegionHolidays:
    """The local holidays of a region: those kept from the library's subdivision, and those of fixed date added."""

    region: HolidayRegion
    subdivision: str
    kept: tuple[str, ...]
    added: tuple[tuple[int, int, str], ...]  # month, day, name
    source: str
    read_on: date
    note: str = ""


@dataclass(frozen=True)
class Watch:
    """A change of the law to come, and what to do about it."""

    when: str
    on: date | None
    what: str
    action: str


@dataclass(frozen=True)
class Law:
    """Everything the rules read; made once by ``load`` and handed to them."""

    rates: RateTable
    parameters: tuple[Parameter, ...]
    deadline_rules: tuple[DeadlineRule, ...]
    injonction_regimes: tuple[InjonctionRegime, ...]
    limitation_rules: tuple[LimitationRule, ...]
    national_holidays: NationalHolidays
    region_holidays: tuple[RegionHolidays, ...]
    watch: tuple[Watch, ...]

    def parameter(self, key: str, on: date) -> Parameter:
        """The row of a parameter for a day; outside all its rows the nearest one, whose ``to_read_again`` then speaks.

        ``BugError`` for an unknown key.
        """
        rows = self._by_key.get(key)
        if rows is None:
            raise BugError(f"unknown parameter of the law: {key}")
        started = [row for row in rows if row.valid_from <= on]
        return started[-1] if started else rows[0]

    @cached_property
    def _by_key(self) -> dict[str, list[Parameter]]:
        found: dict[str, list[Parameter]] = {}
        for row in self.parameters:
            found.setdefault(row.key, []).append(row)
        return found

    def deadline_rule(self, name: DeadlineName) -> DeadlineRule:
        """How a time limit is counted."""
        return next(rule for rule in self.deadline_rules if rule.name is name)

    def limitation_rule(self, claim: LimitationClaim) -> LimitationRule:
        """The limitation period of a kind of claim."""
        return next(rule for rule in self.limitation_rules if rule.claim is claim)

    def injonction_regime(self, order: date) -> InjonctionRegime:
        """The regime of the injonction de payer for an order of that day."""
        started = [regime for regime in self.injonction_regimes if regime.valid_from <= order]
        return started[-1] if started else self.injonction_regimes[0]

    def with_user_rates(self, rows: Sequence[UserRate]) -> "Law":
        """This law with the user's own half-years; rows that the shipped table now holds give way to it.

        ``UserError`` as ``RateTable.with_user_rows``, save for overlaps.
        """
        return replace(self, rates=self.rates.with_user_rows(self.rates.not_shipped(rows)))


def load(folder: Path | None = None) -> Law:
    """The shipped law, read from ``resources/law`` (or another folder); ``BugError`` when a file is wrong."""
    from litigedesk.rules import law_files

    return law_files.read(folder)


def load_rates() -> RateTable:
    """The shipped table of rates, for who asks for nothing else of the law; ``BugError`` as for ``load``."""
    from litigedesk.rules import law_files

    return law_files.read_rates()
