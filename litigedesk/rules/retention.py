"""How long the data of a client are kept, and why: each reason with its day and its article; what no reason keeps may go.

The law of erasure is RGPD art. 17: it gives way to legal claims (17.3 e) and legal obligations (17.3 b). An answer to a request is
due within one month (12.3).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from litigedesk import formats, paths
from litigedesk.domain.labelled import Labelled
from litigedesk.domain.money import Money
from litigedesk.rules import toml_rows
from litigedesk.rules.toml_rows import Row

ANSWER_MONTHS: Final = 1  # RGPD 12.3; two more when it is complex, if the person is told
ACCOUNTING: Final = "accounting"


class Start(Labelled):
    """The day from which a reason runs."""

    OPEN = "open"
    SERVICE = "service"
    VOUCHER = "voucher"
    YEAR_OF_VOUCHER = "year-of-voucher"
    ELECTRONIC = "electronic"
    MEDIATION = "mediation"
    JUDGMENT = "judgment"
    CLAIM = "claim"


class Kept(Labelled):
    """What a reason keeps."""

    CONTRACT = "contract", "les contrats"
    EXCHANGES = "exchanges", "les courriers, la chronologie et les notes"
    EVIDENCE = "evidence", "les pièces"
    VOUCHERS = "vouchers", "les factures et les paiements"


@dataclass(frozen=True, kw_only=True)
class Retention:
    """One rule: ``months`` is ``None`` while it lasts as long as the affair; ``confirm`` says what was not read in a text."""

    key: str
    label: str
    months: int | None
    starts: Start
    counted_from: str
    covers: frozenset[Kept]
    threshold: Money | None
    valid_from: date
    source: str
    read_on: date
    confidence: str
    confirm: str


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """What a refusal of erasure must say, besides its reason; ``confirm`` as in ``Retention``."""

    sentence: str
    valid_from: date
    source: str
    read_on: date
    confidence: str
    confirm: str


@dataclass(frozen=True)
class Debt:
    """What is left of an invoice, and the last day on which it may be claimed in court; ``None`` when that cannot be told."""

    amount: Money
    until: date | None


@dataclass(frozen=True, kw_only=True)
class ClientFacts:
    """What the reasons depend on: the last day of each kind, what is still open, in words, and what is unpaid.

    ``is_consumer`` and ``sold_online`` decide which rules apply, ``keeps_accounts`` whether the accounting one does.
    """

    is_consumer: bool = False
    sold_online: bool = False
    keeps_accounts: bool = True
    open_matters: tuple[str, ...] = ()
    debts: tuple[Debt, ...] = ()
    days: Mapping[Start, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Reason:
    """A rule that applies to a client: from when, and the last day on which it keeps; ``None`` while the affair is open."""

    rule: Retention
    since: date | None
    until: date | None
    detail: str = ""

    def runs(self, today: date) -> bool:
        """Whether it still keeps something."""
        return self.until is None or today <= self.until


@dataclass(frozen=True)
class Assessment:
    """Every reason that applies to a client, the longest first, and what follows on a day."""

    today: date
    reasons: tuple[Reason, ...]

    @property
    def running(self) -> tuple[Reason, ...]:
        """Those that still keep something."""
        return tuple(one for one in self.reasons if one.runs(self.today))

    @property
    def is_free(self) -> bool:
        """Whether nothing has to be kept any more."""
        return not self.running

    @property
    def free_from(self) -> date | None:
        """The first day on which nothing has to be kept; ``None`` while an affair is open or when nothing ever had to."""
        ends = [one.until for one in self.reasons]
        if not ends or None in ends:
            return None
        return max(end for end in ends if end is not None) + timedelta(days=1)

    @property
    def free_parts(self) -> tuple[Kept, ...]:
        """What no running reason keeps."""
        held = frozenset[Kept]().union(*(one.rule.covers for one in self.running))
        return tuple(part for part in Kept if part not in held)


def assess(facts: ClientFacts, today: date) -> Assessment:
    """The reasons to keep the data of a client."""
    found = [reason for rule in rules() if (reason := _reason(rule, facts)) is not None]
    found.sort(key=lambda one: (one.until is None, one.until or date.max), reverse=True)
    return Assessment(today, tuple(found))


def threshold(start: Start) -> Money:
    """The sum from which a rule applies; zero when it has none."""
    return next((rule.threshold for rule in rules() if rule.starts is start and rule.threshold is not None), Money())


def answer_by(asked_on: date) -> date:
    """The last day to answer a person who asks for their data (RGPD 12.3)."""
    return formats.add_months(asked_on, ANSWER_MONTHS)


def _reason(rule: Retention, facts: ClientFacts) -> Reason | None:
    if rule.months is None:
        return _open(rule, facts)
    if rule.key == "consumer" and not facts.is_consumer:
        return None
    if rule.key == "electronic" and not (facts.is_consumer and facts.sold_online):
        return None
    if rule.key == ACCOUNTING and not facts.keeps_accounts:
        return None
    since = _since(rule.starts, facts.days)
    return None if since is None else Reason(rule, since, formats.add_months(since, rule.months))


def _open(rule: Retention, facts: ClientFacts) -> Reason | None:
    """The affair still open: without end, but for sums alone, which nobody can claim in court once the last is time-barred."""
    if not facts.open_matters and not facts.debts:
        return None
    told = list(facts.open_matters)
    if facts.debts:
        told.append(f"{formats.money(Money.total(one.amount for one in facts.debts))} restent dus")
    ends = [one.until for one in facts.debts]
    if facts.open_matters or None in ends:
        return Reason(rule, None, None, " ; ".join(told))
    until = max(end for end in ends if end is not None)
    return Reason(rule, None, until, f"{told[0]}, prescription au plus tard le {formats.date_long(until)}")


def _since(start: Start, days: Mapping[Start, date]) -> date | None:
    if start is not Start.YEAR_OF_VOUCHER:
        return days.get(start)
    voucher = days.get(Start.VOUCHER)
    return None if voucher is None else date(voucher.year, 12, 31)


@cache
def rules() -> tuple[Retention, ...]:
    """The shipped rules; ``BugError`` names the row at fault."""
    found = toml_rows.rows(_path(), "retention", _rule, beside=("refusal",))
    toml_rows.check_distinct(_path(), [one.key for one in found])
    return tuple(found)


@cache
def refusal() -> Refusal:
    """What a refusal must say; ``BugError`` as ``rules``."""
    (found,) = toml_rows.rows(_path(), "refusal", _refusal, beside=("retention",))
    return found


def _path() -> Path:
    return paths.resources() / "law" / "retention.toml"


def _refusal(row: Row) -> Refusal:
    toml_rows.check_keys(row, Refusal)
    return Refusal(
        sentence=toml_rows.text(row, "sentence"),
        valid_from=toml_rows.day(row, "valid_from"),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        confidence=toml_rows.text(row, "confidence"),
        confirm=toml_rows.text(row, "confirm"),
    )


def _rule(row: Row) -> Retention:
    covers: Sequence[str] = toml_rows.texts(row, "covers")
    return Retention(
        key=toml_rows.plain(row, "key"),
        label=toml_rows.text(row, "label"),
        months=toml_rows.whole(row, "months") if "months" in row else None,
        starts=Start(row["starts"]),
        counted_from=toml_rows.text(row, "from"),
        covers=frozenset(Kept(one) for one in covers),
        threshold=toml_rows.money(row, "threshold") if "threshold" in row else None,
        valid_from=toml_rows.day(row, "valid_from"),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        confidence=toml_rows.text(row, "confidence"),
        confirm=toml_rows.text(row, "confirm") if "confirm" in row else "",
    )
