"""From what was found to the lines of the box: records of the index, help and commands, under their headings."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from litigedesk.help import glossary, pages
from litigedesk.queries import search
from litigedesk.search.excerpts import excerpt, marks
from litigedesk.search.find import Answer, Group, holds, merit
from litigedesk.search.words import Asked, asked, words

from ..actions import Actions, shortcut_words
from .lines import Line, LineKind

if TYPE_CHECKING:
    from litigedesk.desk import Desk

MOST_COMMANDS: Final = 4
MOST_HELP: Final = 3
NEAR: Final = "Noms proches"
NOTHING_SO: Final = "Rien ne s’écrit ainsi : voici ce qui s’en approche"
_MEANT = (
    2  # the merit from which something is what was meant: it then comes before what is only found by what is around it
)


@dataclass(frozen=True)
class KindWords:
    """The heading of a kind, its icon, and what its last line offers."""

    heading: str
    icon: str
    every: str


KINDS: Final = {
    "client": KindWords("Clients", "users", "Tous les clients trouvés"),
    "dispute": KindWords("Litiges", "scale", "Tous les litiges trouvés"),
    "invoice": KindWords("Factures", "receipt-euro", "Toutes les factures trouvées"),
    "contract": KindWords("Contrats", "file-text", "Tous les contrats trouvés"),
    "letter": KindWords("Courriers", "mail", "Tous les courriers trouvés"),
    "piece": KindWords("Pièces", "file-check", "Toutes les pièces trouvées"),
    "event": KindWords("Chronologie", "sticky-note", "Toutes les lignes trouvées"),
    "mediation": KindWords("Médiations", "handshake", "Toutes les médiations trouvées"),
    "mediator": KindWords("Médiateurs", "user-round", "Tous les médiateurs trouvés"),
    "insurance_claim": KindWords("Sinistres", "shield-alert", "Tous les sinistres trouvés"),
    "policy": KindWords("Contrats RC Pro", "badge-check", "Tous les contrats RC Pro trouvés"),
    "portage_company": KindWords("Sociétés de portage", "building-2", "Toutes les sociétés trouvées"),
}


@dataclass(frozen=True)
class Opening:
    """What opens what: a record by kind and id, a command by its id, a page and a word of help by their keys, all of a kind."""

    record: Callable[[str, int], object]
    command: Callable[[str], object]
    page: Callable[[str], object]
    word: Callable[[str], object]
    every: Callable[[str], object]


@dataclass(frozen=True)
class Part:
    """A heading with its lines, and how much the best of them is what was meant."""

    lines: tuple[Line, ...]
    merit: int
    near: bool = False


def of_records(desk: "Desk", answer: Answer, question: str, opening: Opening) -> list[Part]:
    """The records found that still exist, by kind."""
    wanted = asked(question) if not answer.near else asked(f"{question} {' '.join(answer.near)}")
    held = search.records(desk, [(hit.kind, hit.id) for group in answer.groups for hit in group.hits])
    return [part for group in answer.groups if (part := _part(group, held, wanted, opening)) is not None]


def _part(
    group: Group, held: dict[search.Key, search.FoundRecord], wanted: Sequence[Asked], opening: Opening
) -> Part | None:
    kind = KINDS[group.kind]
    found = [held[hit.kind, hit.id] for hit in group.hits if (hit.kind, hit.id) in held]
    if not found:
        return None
    lines = [Line(what=LineKind.HEADING, title=kind.heading), *(record_line(one, wanted, opening) for one in found)]
    if group.more:
        lines.append(
            Line(what=LineKind.MORE, title=kind.every, icon="ellipsis", act=partial(opening.every, group.kind))
        )
    return Part(tuple(lines), group.hits[0].merit, group.near)


def record_line(found: search.FoundRecord, wanted: Sequence[Asked], opening: Opening) -> Line:
    """One record."""
    beside = None
    if found.client_id is not None and found.kind != "client":
        beside = partial(opening.record, "client", found.client_id)
    return Line(
        title=found.title,
        detail=found.detail,
        icon=KINDS[found.kind].icon,
        aside=found.aside,
        title_marks=marks(found.title, wanted),
        detail_marks=marks(found.detail, wanted),
        key=found.key,
        act=partial(opening.record, *found.opens),
        beside=beside,
    )


# ---- commands --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Command:
    """An entry of the menus that can be done now, with the words that it is found by."""

    id: str
    title: str
    menu: str
    keys: str
    icon: str
    own: str
    held: tuple[str, ...]


def commands(entries: Actions) -> tuple[Command, ...]:
    """Those that can be done now, in the order of the menus; the box itself is left out."""
    found = []
    for entry in entries.shown():
        action = entries.action(entry.id)
        if entry.id == "edit.search" or not action.isEnabled() or not action.isVisible():
            continue
        menu = " › ".join(filter(None, (entry.menu, entry.under)))
        own = words(action.text())
        keys = shortcut_words(entry.shortcut) if entry.shortcut else ""
        held = (*own, *words(menu))
        found.append(Command(entry.id, action.text(), menu, keys, entry.icon, " ".join(own), held))
    return tuple(found)


def of_commands(known: Sequence[Command], question: str, opening: Opening) -> Part | None:
    """The commands that are called so, the best first."""
    wanted = asked(question)
    found = [(merit(question, one.own, wanted), one) for one in known if holds(wanted, one.held)]
    found.sort(key=lambda pair: -pair[0])
    if not wanted or not found:
        return None
    return Part(command_lines([one for _, one in found[:MOST_COMMANDS]], wanted, opening), found[0][0])


def command_lines(found: Sequence[Command], wanted: Sequence[Asked], opening: Opening) -> tuple[Line, ...]:
    """These commands under their heading."""
    return (
        Line(what=LineKind.HEADING, title="Commandes"),
        *(
            Line(
                title=one.title,
                detail=one.menu,
                icon=one.icon or "chevron-right",
                aside=one.keys,
                title_marks=marks(one.title, wanted),
                act=partial(opening.command, one.id),
            )
            for one in found
        ),
    )


# ---- help ------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Entry:
    key: str
    title: str
    text: str
    is_word: bool
    own: str
    held: frozenset[str]


@cache
def _help() -> tuple[_Entry, ...]:
    terms = [(one.key, one.word, one.text, True, " ".join((one.word, *one.forms))) for one in glossary.glossary()]
    read = [(one.key, one.title, one.body.replace("*", "").replace("#", ""), False, one.title) for one in pages.pages()]
    return tuple(
        _Entry(key, title, text, is_word, " ".join(words(own)), frozenset(words(f"{own} {text}")))
        for key, title, text, is_word, own in (*read, *terms)
    )


def learn_help() -> None:
    """Read the pages of help now, rather than at the first key."""
    _help()


def of_help(question: str, opening: Opening) -> Part | None:
    """The pages and words of help that tell of it, those that are called so first."""
    wanted = asked(question)
    found = [(merit(question, one.own, wanted), one) for one in _help() if holds(wanted, one.held)]
    found.sort(key=lambda pair: -pair[0])
    if not wanted or not found:
        return None
    lines = [_help_line(one, wanted, question, opening) for _, one in found[:MOST_HELP]]
    return Part((Line(what=LineKind.HEADING, title="Aide"), *lines), found[0][0])


def _help_line(one: _Entry, wanted: Sequence[Asked], question: str, opening: Opening) -> Line:
    shown = excerpt(one.text, question)
    return Line(
        title=one.title,
        detail=shown.text if shown else ("Mot du droit" if one.is_word else "Page de l’aide"),
        icon="book-open" if one.is_word else "circle-help",
        title_marks=marks(one.title, wanted),
        detail_marks=shown.marks if shown else (),
        act=partial(opening.word if one.is_word else opening.page, one.key),
    )


def arranged(records: Sequence[Part], commands: Part | None, told: Part | None) -> Iterator[Line]:
    """All the lines: records called so before those only found by what is around them, names that come near, then help.

    Commands that are called so come second: a name is looked for more often than a command.
    """
    exact = sorted((one for one in records if not one.near), key=lambda one: (one.merit < _MEANT, one.merit < 1))
    near = [one for one in records if one.near]
    heading = Part((Line(what=LineKind.HEADING, title=NEAR if exact else NOTHING_SO),), 0) if near else None
    meant = commands is not None and commands.merit >= _MEANT
    second, later = ([commands], []) if meant else ([], [commands])
    for part in (*exact[:1], *second, *exact[1:], heading, *near, *later, told):
        if part is not None:
            yield from part.lines
