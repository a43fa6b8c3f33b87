"""What part of the dates a calendar shows."""

from dataclasses import dataclass, field

from .entry import CalendarEntry


@dataclass(frozen=True)
class CalendarFilter:
    """One choice, such as « Médiation seulement »: the groups it lets through, all when there are none."""

    key: str
    text: str
    groups: frozenset[str] = field(default_factory=frozenset)

    def keeps(self, entry: CalendarEntry) -> bool:
        """Whether it shows this entry."""
        return not self.groups or entry.group in self.groups
