"""Law that is voted and does not apply yet: shown as « à venir », and never counted with.

These rules are apart from those of ``deadlines`` on purpose: no date is computed from them.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from litigedesk import formats, paths
from litigedesk.rules import toml_rows
from litigedesk.rules.kinds import DeadlineUnit
from litigedesk.rules.reasons import written
from litigedesk.rules.toml_rows import Row


@dataclass(frozen=True, kw_only=True)
class Upcoming:
    """A rule to come: its text, how long its time limit would be, and when it is expected, in words.

    ``usual`` and ``longest`` are in ``unit``; ``read_again_from`` is the day from which the text must be read again.
    """

    key: str
    title: str
    text: str
    exceptions: str
    usual: int
    longest: int
    unit: DeadlineUnit
    expected: str
    read_again_from: date
    source: str
    read_on: date
    confidence: str

    def notice(self, today: date) -> tuple[str, ...]:
        """What the screen says, a sentence each: what is to come, that nothing is applied, what it rests on."""
        state = "À relire" if today >= self.read_again_from else "À venir"
        return written(
            (
                f"{state} : {self.title[0].lower()}{self.title[1:]}.",
                self.text,
                self.exceptions,
                f"LitigeDesk n’applique pas cette règle. Dates attendues : {self.expected}.",
                f"Source : {self.source}. Lu le {formats.date_long(self.read_on)} ; {self.confidence}.",
            )
        )


@cache
def load(folder: Path | None = None) -> tuple[Upcoming, ...]:
    """The shipped rules to come, from ``resources/law`` or another folder; ``BugError`` names the file and row at fault."""
    path = (folder or paths.resources() / "law") / "upcoming.toml"
    rules = toml_rows.rows(path, "upcoming", _upcoming)
    toml_rows.check_distinct(path, [rule.key for rule in rules])
    return tuple(rules)


def _upcoming(row: Row) -> Upcoming:
    toml_rows.check_keys(row, Upcoming)
    return Upcoming(
        key=toml_rows.plain(row, "key"),
        title=toml_rows.text(row, "title"),
        text=toml_rows.text(row, "text"),
        exceptions=toml_rows.text(row, "exceptions"),
        usual=toml_rows.whole(row, "usual"),
        longest=toml_rows.whole(row, "longest"),
        unit=DeadlineUnit(row["unit"]),
        expected=toml_rows.text(row, "expected"),
        read_again_from=toml_rows.day(row, "read_again_from"),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        confidence=toml_rows.text(row, "confidence"),
    )
