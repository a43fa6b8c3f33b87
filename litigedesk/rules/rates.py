"""The half-year table of legal rates: complete between two dates, never extrapolated.

Rates are percent a year as exact ``Decimal``. A half-year is written ``2026-S2``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from litigedesk import formats
from litigedesk.domain.records import UserRate
from litigedesk.errors import BugError, MissingRate, UserError
from litigedesk.rules.kinds import RateOrigin

_HALF = re.compile(r"(\d{4})-S([12])")


def half_of(day: date) -> str:
    """The half-year holding a day, such as ``2026-S2``."""
    return f"{day.year:04}-S{1 if day.month <= 6 else 2}"


def half_bounds(half: str) -> tuple[date, date]:
    """First and last day of a half-year; ``ValueError`` when the text is not one."""
    match = _HALF.fullmatch(half)
    if not match:
        raise ValueError(half)
    year = int(match[1])
    return (date(year, 1, 1), date(year, 6, 30)) if match[2] == "1" else (date(year, 7, 1), date(year, 12, 31))


def next_half(day: date) -> date:
    """The first day of the half-year after the one that holds a day."""
    return date(day.year, 7, 1) if day.month <= 6 else date(day.year + 1, 1, 1)


def half_words(half: str) -> str:
    """A half-year in French words, such as « premier semestre 2027 »."""
    return f"{'premier' if half.endswith('1') else 'second'} semestre {half[:4]}"


def halves_between(first: date, last: date) -> list[str]:
    """Every half-year touched by the days from ``first`` to ``last`` inclusive, in order."""
    halves = []
    while first <= last:
        halves.append(half_of(first))
        first = next_half(first)
    return halves


@dataclass(frozen=True)
class Margins:
    """How the derived rates follow from the published ones: points over the ECB rate, multiple of the legal rate."""

    default_points: Decimal  # C. com. L441-10
    public_points: Decimal  # CCP R2192-31
    floor_multiple: Decimal  # C. com. L441-10


@dataclass(frozen=True)
class Rate:
    """One half-year: the published rates, what derives from them, and where they were read."""

    half: str
    refi: Decimal  # ECB main refinancing rate on the first day of the half-year
    pro: Decimal  # legal rate, « autres cas »: every creditor acting for professional needs
    part: Decimal | None  # legal rate for claims held by natural persons not acting for professional needs
    default: Decimal  # C. com. L441-10: refi + 10 points
    floor: Decimal  # C. com. L441-10: three times the legal rate, binds a stipulated rate only
    public: Decimal  # CCP R2192-31: refi + 8 points
    source: str
    read_on: date
    confidence: str = ""
    origin: RateOrigin = RateOrigin.SHIPPED

    @property
    def valid_from(self) -> date:
        """First day of the half-year."""
        return half_bounds(self.half)[0]

    @property
    def valid_until(self) -> date:
        """Last day of the half-year."""
        return half_bounds(self.half)[1]


def derived(
    margins: Margins,
    *,
    half: str,
    refi: Decimal,
    pro: Decimal,
    part: Decimal | None,
    source: str,
    read_on: date,
    confidence: str = "",
    origin: RateOrigin = RateOrigin.SHIPPED,
) -> Rate:
    """A half-year with its derived rates worked out."""
    return Rate(
        half=half,
        refi=refi,
        pro=pro,
        part=part,
        default=refi + margins.default_points,
        floor=pro * margins.floor_multiple,
        public=refi + margins.public_points,
        source=source,
        read_on=read_on,
        confidence=confidence,
        origin=origin,
    )


@dataclass(frozen=True)
class RateTable:
    """Consecutive half-years, oldest first; ``BugError`` when rows overlap, leave a gap or are out of order."""

    rows: tuple[Rate, ...]
    margins: Margins

    def __post_init__(self) -> None:
        if not self.rows:
            raise BugError("the table of rates is empty")
        for before, after in pairwise(self.rows):
            if after.valid_from <= before.valid_until:
                raise BugError(f"the table of rates overlaps: {before.half}, {after.half}")
            if after.valid_from != before.valid_until + timedelta(1):
                raise BugError(f"the table of rates has a gap between {before.half} and {after.half}")

    @cached_property
    def _by_half(self) -> dict[str, Rate]:
        return {row.half: row for row in self.rows}

    @property
    def complete_from(self) -> date:
        """First day the table covers."""
        return self.rows[0].valid_from

    @property
    def complete_until(self) -> date:
        """Last day the table covers; beyond it ``row`` and ``at`` raise ``MissingRate``."""
        return self.rows[-1].valid_until

    def expires_soon(self, today: date) -> bool:
        """Whether ``today`` is within one month of the table's end, or past it."""
        return today >= formats.add_months(self.complete_until, -1)

    def row(self, half: str) -> Rate:
        """The row of a half-year; ``MissingRate`` names the half-year when the table does not hold it."""
        found = self._by_half.get(half)
        if found is None:
            raise MissingRate(half, self._missing(half))
        return found

    def at(self, day: date) -> Rate:
        """The row of the half-year holding a day; ``MissingRate`` as for ``row``."""
        return self.row(half_of(day))

    def not_shipped(self, rows: Sequence[UserRate]) -> tuple[UserRate, ...]:
        """The user's rows for half-years this table does not hold: after an update the shipped rows win."""
        return tuple(row for row in rows if row.half not in self._by_half)

    def with_user_rows(self, rows: Sequence[UserRate]) -> "RateTable":
        """This table with the user's own half-years, marked theirs (legal rate for natural persons unknown).

        ``UserError`` when a row is not a half-year, is already in the table, leaves a gap, or lacks a plausible rate
        or a source.
        """
        table = dict(self._by_half)
        for row in rows:
            _check_typed(row)
            if row.half in table:
                raise UserError(formats.typographic(f"Le semestre {row.half} est déjà dans la table des taux légaux."))
            table[row.half] = derived(
                self.margins,
                half=row.half,
                refi=row.refi,
                pro=row.legal_professional,
                part=None,
                source=row.source,
                read_on=row.read_on,
                confidence="Taux saisi par vous",
                origin=RateOrigin.USER,
            )
        halves = sorted(table)
        present = set(halves)
        for half in halves_between(half_bounds(halves[0])[0], half_bounds(halves[-1])[1]):
            if half not in present:
                raise UserError(
                    formats.typographic(
                        f"Il manque le semestre {half} ({half_words(half)}) : ajoutez-le d’abord, "
                        "la table des taux légaux ne peut pas avoir de trou."
                    )
                )
        return RateTable(tuple(table[half] for half in halves), self.margins)

    def _missing(self, half: str) -> str:
        span = f"{self.rows[0].half} à {self.rows[-1].half}"
        return formats.typographic(
            f"Les taux légaux du semestre {half} ({half_words(half)}) ne sont pas dans la table, qui va de {span} : "
            "ajoutez-les, avec leur source, dans Outils → Taux d’intérêt."
        )


def _check_typed(row: UserRate) -> None:
    try:
        half_bounds(row.half)
    except ValueError:
        raise UserError(
            formats.typographic(f"« {row.half} » n’est pas un semestre : écrivez par exemple 2027-S1.")
        ) from None
    for rate in (row.refi, row.legal_professional):
        if not rate.is_finite() or not 0 <= rate < 100:
            raise UserError(
                formats.typographic(f"Un taux du semestre {row.half} n’est pas un pourcentage entre 0 et 100.")
            )
    if not row.source.strip():
        raise UserError(formats.typographic(f"Indiquez la source des taux du semestre {row.half}."))
