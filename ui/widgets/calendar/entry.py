"""What a calendar shows on a day, and the words and signs for it: the same in a cell, a list, a tooltip and on paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from textwrap import fill

from litigedesk import formats
from litigedesk.queries.today import SOON_DAYS

from ...date_words import tone_of
from ...palette import Tone

TIP_LETTERS = 72  # a tooltip of plain text does not wrap by itself
LATER_SIGN = "calendar-days"
SIGNS = {Tone.LATE: "circle-alert", Tone.SOON: "clock", Tone.FINE: "check"}
LEGEND = (
    (Tone.LATE, "en retard"),
    (Tone.SOON, f"sous {SOON_DAYS} jours"),
    (Tone.FINE, "fait"),
    (Tone.MUTED, "à venir ou reçu"),
)
_ORDER = (Tone.LATE, Tone.SOON, Tone.MUTED, Tone.FINE)


@dataclass(frozen=True)
class CalendarEntry:
    """One date: ``label`` (about 14 letters) is for the cell, ``detail`` says whose it is, ``why`` why it is this day.

    ``key`` comes back when it is opened; ``group`` is what filters know. ``happened`` is for what is only recorded, such as
    a letter received: it is never late. ``word`` replaces the words of its state (« reçue »).
    """

    key: str
    day: date
    label: str
    title: str
    detail: str = ""
    why: str = ""
    icon: str = LATER_SIGN
    group: str = ""
    done: bool = False
    happened: bool = False
    word: str = ""
    pressable: bool = True

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return not self.done and not self.happened

    def tone(self, today: date) -> Tone:
        """Done, late, soon, or neither."""
        if self.done:
            return Tone.FINE
        return Tone.MUTED if self.happened else tone_of(self.day, today)

    def sign(self, today: date) -> str:
        """The icon that says its tone; what only happened has the icon of its kind."""
        return SIGNS.get(self.tone(today), self.icon if self.happened else LATER_SIGN)

    def state(self, today: date) -> str:
        """Its tone in words: « fait », « en retard de 8 jours », « dans 5 jours »."""
        if self.word:
            return self.word
        if self.done:
            return "fait"
        return "noté" if self.happened else formats.days_away(self.day, today)

    def words(self, today: date) -> str:
        """All but the reason, as a screen reader says it."""
        return formats.typographic(", ".join(filter(None, (self.title, self.detail, self.state(today)))))

    def tip(self, today: date) -> str:
        """All of it on lines that a tooltip can show."""
        lines = (self.title, self.detail, self.state(today), self.why)
        return "\n".join(fill(formats.typographic(line), TIP_LETTERS) for line in lines if line)


def in_order(entries: Iterable[CalendarEntry], today: date) -> tuple[CalendarEntry, ...]:
    """By day, what is pressing first and what is done last."""
    return tuple(sorted(entries, key=lambda e: (e.day, _ORDER.index(e.tone(today)), formats.folded(e.title), e.key)))


def full_day(day: date) -> str:
    """``Vendredi 27 novembre 2026``, to begin a line."""
    return formats.date_full(day).capitalize()


@dataclass(frozen=True)
class Hidden:
    """Entries of a day that are only counted, too many to be handed in: how many, and how many of them are still to be done."""

    count: int = 0
    open: int = 0


NOTHING_HIDDEN = Hidden()


def counted(entries: Iterable[CalendarEntry], today: date, hidden: Mapping[date, Hidden] | None = None) -> str:
    """« 11 dates, dont 3 en retard », or « aucune date »; those hidden on some days are counted in."""
    tones = [entry.tone(today) for entry in entries]
    more = hidden or {}
    total = len(tones) + sum(one.count for one in more.values())
    late = tones.count(Tone.LATE) + sum(one.open for day, one in more.items() if day < today)
    if not total:
        return "aucune date"
    words = formats.count(total, "date")
    if not late:
        return words
    return f"{words} en retard" if late == total else f"{words}, dont {formats.number(late)} en retard"
