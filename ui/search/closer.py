"""What is added to the lines of the box once one stops typing: the next dates, and where the words stand in texts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from litigedesk.queries import search
from litigedesk.search.excerpts import Excerpt, excerpt
from litigedesk.search.find import holds
from litigedesk.search.keeper import Keeper
from litigedesk.search.words import Asked, asked, words

from ..context import Context
from ..date_words import distance, tone_of
from ..widgets.text import TONE_ICONS
from .lines import Line


def closer(context: Context, keeper: Keeper, question: str, lines: Sequence[Line]) -> Iterator[Line]:
    """The same lines with all that is known of them; each next step of a dispute is computed, so hand in those seen only."""
    keys = [line.key for line in lines if line.key is not None and not line.is_whole]
    dates = search.next_dates(context.desk, context.today(), keys)
    held = search.records(context.desk, keys) if question else {}
    wanted = asked(question)
    for line in lines:
        if line.key is None or line.is_whole:
            yield line
            continue
        known = _dated(context, line, dates)
        if line.key in held:
            known = _told(keeper, question, wanted, known, held[line.key].said)
        yield replace(known, is_whole=True)


def _dated(context: Context, line: Line, dates: Mapping[search.Key, search.NextDate]) -> Line:
    coming = dates.get(line.key) if line.key is not None else None
    if coming is None:
        return line
    if coming.day is None:
        return replace(line, when="à faire dès que possible" if coming.title else "", when_icon="circle-dot")
    tone = tone_of(coming.day, context.today())
    return replace(line, when=distance(coming.day, context.today()), when_tone=tone, when_icon=TONE_ICONS[tone])


def _told(keeper: Keeper, question: str, wanted: Sequence[Asked], line: Line, said: str) -> Line:
    """With the part of its text that holds the words, when its name and detail do not."""
    if line.key is None or holds(wanted, words(f"{line.title} {line.detail}")):
        return line
    found = excerpt(said, question) or keeper.excerpt_of(*line.key, question)
    return line if found is None else _led(line, found)


def _led(line: Line, found: Excerpt) -> Line:
    lead = line.detail.split(" · ", maxsplit=1)[0]
    lead = f"{lead} — " if lead else ""
    marks = tuple((start + len(lead), end + len(lead)) for start, end in found.marks)
    return replace(line, detail=lead + found.text, detail_marks=marks)
