"""A chart as plain values: bars with their words, the same figures as a table, and how they are counted."""

from dataclasses import dataclass

from litigedesk.listing import Head, Listing, Value, shown


@dataclass(frozen=True)
class Counted:
    """One record behind a figure: who, what, its own value, what to open (kind and id); ``words`` when the value has a unit."""

    who: str
    what: str
    value: Value
    record: tuple[str, int]
    words: str = ""

    @property
    def shown(self) -> str:
        """Its value as it is read."""
        return self.words or shown(self.value)


@dataclass(frozen=True)
class Bar:
    """What is drawn of a line: its word, the lengths of its parts, the figure written beside; ``late`` is marked by a sign too.

    Bars of one ``group`` stand together under its name. A part is told by its pattern, never by its colour alone.
    """

    label: str
    parts: tuple[int, ...]
    shown: str
    group: str = ""
    late: bool = False

    @property
    def length(self) -> int:
        """All its parts end to end."""
        return sum(self.parts)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the table: its values, the sentence that says them, what they count, and its bar unless it has none."""

    values: tuple[Value, ...]
    said: str
    counted: tuple[Counted, ...] = ()
    bar: Bar | None = None


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A question answered by bars and by a table of the same figures.

    ``parts`` name the parts of every bar, when they have several; ``how`` says how it is counted, a sentence each; ``empty`` is
    what is said when there is nothing to draw.
    """

    title: str
    summary: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    how: tuple[str, ...]
    empty: str
    note: str = ""
    parts: tuple[str, ...] = ()

    @property
    def drawn(self) -> tuple[tuple[Line, Bar], ...]:
        """The lines that have a bar, with it."""
        return tuple((line, line.bar) for line in self.lines if line.bar is not None)

    @property
    def longest(self) -> int:
        """The length of the longest bar, one at least."""
        return max((bar.length for _, bar in self.drawn), default=0) or 1

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.lines

    @property
    def listing(self) -> Listing:
        """The table, for what prints it and what writes it for spreadsheets."""
        return Listing(
            title=self.title, heads=self.heads, rows=tuple(line.values for line in self.lines), note=self.note
        )
