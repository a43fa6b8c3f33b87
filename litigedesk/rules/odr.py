"""What a published text still says of the European platform for online disputes (RLL, ODR), closed on 20 July 2025 (règlement (UE)
2024/3228), and whether it names the user's mediator (C. conso. L616-1, R616-1)."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from litigedesk import paths
from litigedesk.domain.labelled import Labelled
from litigedesk.rules import toml_rows
from litigedesk.rules.folded_text import FoldedText, fold
from litigedesk.rules.toml_rows import Row

MOST_FOUND = 500  # a text with more is not read line by line by anybody
_CONTEXT = 50  # signs shown on each side
_LONGEST_QUOTE = 160
_ADDRESSES = re.compile(  # of sites and mailboxes: « RLL » and « ODR » in a name there speak of somebody else
    r"(?:[Hh][Tt][Tt][Pp][Ss]?|[Ff][Tt][Pp])://[^\s<>\"']+|(?<![\w@.-])[Ww]{3}\.[^\s<>\"']+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"
    r"|(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,6}(?![\w-])(?:/[^\s<>\"']*)?"
)
_SAME_THING = re.compile(r"[ \"'(),:;-]*(?:(?:d'|de|du|pour|pour le|for|of)[ \"'(]*)?")  # « plateforme de [ … ] (RLL) »


class Trace(Labelled):
    """What is left of the platform in a text."""

    LINK = "link", "Lien vers la plateforme fermée"
    MAILBOX = "mailbox", "Adresse de la plateforme fermée"
    PLATFORM = "platform", "Mention de la plateforme fermée"
    REGULATION = "regulation", "Règlement (UE) n°\u00a0524/2013, abrogé"
    ARTICLE = "article", "Article L616-2, sans objet"


_LEADING = {Trace.LINK, Trace.MAILBOX}  # what the target of a link may be


@dataclass(frozen=True, kw_only=True)
class TraceRule:
    """How one kind of trace is recognised in a folded text, and what to do about it, in French."""

    kind: Trace
    patterns: tuple[re.Pattern[str], ...]
    capitals: bool
    advice: str
    valid_from: date
    source: str
    read_on: date
    confidence: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Found:
    """One trace; ``line`` counts from 1, ``start`` and ``end`` are places in the text, all ``None`` for the target of a link.

    ``quoted`` is what is to be removed, ``excerpt`` the same with the words around it.
    """

    kind: Trace
    quoted: str
    excerpt: str
    advice: str
    source: str
    line: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class MediatorMention:
    """Whether a text names the mediator and gives the address of its site: L616-1 and R616-1 want both."""

    name: bool
    site: bool


@cache
def load(folder: Path | None = None) -> tuple[TraceRule, ...]:
    """The traces looked for, from ``resources/law`` or another folder; ``BugError`` names the row at fault."""
    return tuple(toml_rows.rows((folder or paths.resources() / "law") / "odr.toml", "trace", _rule))


def check(text: str, links: Sequence[str] = ()) -> tuple[Found, ...]:
    """Every trace in a text, in its order, then in the targets of links that the text does not show; at most ``MOST_FOUND``."""
    folded = fold(text)
    line_starts = [0, *(end.end() for end in re.finditer("\n", text))]
    places = list(_places(folded))[:MOST_FOUND]
    found = [_found(folded, rule, start, end, line_starts) for rule, start, end in places]
    shown = Counter(_target(one.quoted) for one in found if one.kind in _LEADING)
    return (*found, *_hidden(links, shown))[:MOST_FOUND]


def mentions_mediator(text: str, links: Sequence[str], name: str, website: str) -> MediatorMention:
    """Whether the name, or one of its parts around a dash or brackets, and the site stand in the text or its links."""
    folded = fold(text)
    words = f" {_words(_without_addresses(folded).lower())} "
    parts = {_words(fold(part).lower) for part in (name, *re.split(r"\s[-–—]\s|[()]", name))}
    named = any(f" {part} " in words for part in parts if len(part) > 2)
    address = re.sub(r"^(?:[a-z]+://)?(?:www\.)?|[/?#\s]+$", "", fold(website.strip()).lower)
    if not address:
        return MediatorMention(named, site=False)
    pattern = re.compile(rf"(?<![a-z0-9@-]){re.escape(address)}(?![a-z0-9-]|\.[a-z0-9])")
    return MediatorMention(named, any(pattern.search(one) for one in (folded.lower, *map(str.lower, links))))


# ---- finding -----------------------------------------------------------------------------------------------------------
def _places(folded: FoldedText) -> Iterator[tuple[TraceRule, int, int]]:
    """Where traces are in the folded text: those of one kind that touch are one."""
    without_addresses = _without_addresses(folded)
    matches = sorted(
        (found.start(), found.end(), place)
        for place, rule in enumerate(load())
        for pattern in rule.patterns
        for found in pattern.finditer(without_addresses if rule.capitals else folded.lower)
    )
    last: dict[Trace, list[int]] = {}
    merged = []
    for start, end, place in matches:
        kind = load()[place].kind
        before = last.get(kind)
        if before and (start < before[1] or (kind is Trace.PLATFORM and _same_thing(folded.lower, before[1], start))):
            before[1:] = max(before[1], end), min(before[2], place)
        else:
            last[kind] = one = [start, end, place]
            merged.append(one)
    for start, end, place in merged:
        unclosed = folded.lower.count("(", start, end) > folded.lower.count(")", start, end)
        yield load()[place], start, end + 1 if unclosed and folded.lower[end : end + 1] == ")" else end


def _without_addresses(folded: FoldedText) -> str:
    """The folded text with its capitals, addresses made blank: no place moves."""
    return _ADDRESSES.sub(lambda found: "\0" * len(found[0]), folded.kept)


def _same_thing(text: str, end: int, start: int) -> bool:
    """Whether what stands between two mentions makes them one."""
    return start - end < 12 and _SAME_THING.fullmatch(text, end, start) is not None


def _found(folded: FoldedText, rule: TraceRule, start: int, end: int, line_starts: Sequence[int]) -> Found:
    start, end = folded.span(start, end)
    text = folded.written
    quoted = _shown(text[start:end])
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    if start > _CONTEXT:
        before = re.sub(r"^\S*\s*", "…", before)  # the word it was cut in
    if end + _CONTEXT < len(text):
        after = re.sub(r"\s*\S*$", "…", after, count=1)
    return Found(
        kind=rule.kind,
        quoted=quoted,
        excerpt=f"{_shown(before).lstrip()}{quoted}{_shown(after).rstrip()}",
        advice=rule.advice,
        source=rule.source,
        line=bisect_right(line_starts, start),
        start=start,
        end=end,
    )


def _hidden(links: Sequence[str], shown: Counter[str]) -> Iterator[Found]:
    """Dead targets met more often than the text shows them: they hide behind other words, or a picture."""
    patterns = [(rule, pattern) for rule in load() if rule.kind in _LEADING for pattern in rule.patterns]
    for link, times in Counter(link.strip() for link in links if "odr" in link.lower()).items():
        rule = next((rule for rule, pattern in patterns if pattern.search(fold(link).lower)), None)
        if rule and times > shown[_target(link)]:
            quoted = _shown(link)
            yield Found(kind=rule.kind, quoted=quoted, excerpt=quoted, advice=rule.advice, source=rule.source)


def _target(link: str) -> str:
    """What two spellings of one link have in common."""
    return re.sub(r"^(?:[a-z]+:)?\s*(?://)?|\s|/+$", "", link.lower())


def _shown(text: str) -> str:
    """On one line, without what is not seen, the middle of an endless address left out."""
    visible = re.sub(r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u2028\u2029\ufeff\ufffe\uffff]", "", text)
    line = re.sub(r"[ \t\r\n\f\v]+", " ", visible)
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 40]}…{line[-39:]}"


def _words(lower: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", lower))


def _rule(row: Row) -> TraceRule:
    toml_rows.check_keys(row, TraceRule)
    try:
        patterns = tuple(re.compile(pattern) for pattern in toml_rows.texts(row, "patterns"))
    except re.error as fault:
        raise ValueError(f"no regular expression: {fault}") from fault
    return TraceRule(
        kind=Trace(row["kind"]),
        patterns=patterns,
        capitals=bool(row.get("capitals", False)),
        advice=toml_rows.text(row, "advice"),
        valid_from=toml_rows.day(row, "valid_from"),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        confidence=toml_rows.text(row, "confidence"),
        note=toml_rows.note(row),
    )
