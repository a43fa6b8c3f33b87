"""vCards of any version, several in a file: each becomes a row, and a broken one is refused alone."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from litigedesk.errors import UserError
from litigedesk.exchange.delimited import text_of
from litigedesk.exchange.tables import MOST_ROWS, MOST_SIGNS, TOO_LONG, Row, Step, Table
from litigedesk.formats import typographic

if TYPE_CHECKING:
    from vobject.base import Component

COLUMNS: Final = (
    "Nom", "Civilité", "Courriel", "Téléphone", "Portable", "Adresse", "Complément d’adresse", "Code postal", "Ville", "Pays",
    "Personne à contacter", "Fonction", "Notes",
)  # fmt: skip
READING: Final = "Lecture des cartes"
_BEGIN: Final = re.compile(r"^\s*BEGIN:VCARD\s*$", re.IGNORECASE)
_END: Final = re.compile(r"^\s*END:VCARD\s*$", re.IGNORECASE)
_PROPERTY: Final = re.compile(r"(?:[\w-]+\.)?([A-Z][\w-]*)\s*[;:]", re.IGNORECASE)
_WANTED: Final = frozenset(
    {"BEGIN", "END", "VERSION", "N", "FN", "ORG", "EMAIL", "TEL", "ADR", "TITLE", "ROLE", "NOTE"}
)
_QUOTED: Final = re.compile(r"[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_NAMED: Final = re.compile(r"^(?:\w+\.)?(?:FN|ORG)[^:]*:(.*)$", re.IGNORECASE | re.MULTILINE)
_NONE: Final = typographic("Ce fichier ne contient aucune carte (vCard).")
_BROKEN: Final = typographic("Cette carte ne peut pas être lue : elle est abîmée ou incomplète.")
_NAMELESS: Final = typographic("Cette carte ne porte ni nom ni organisation.")
_EVERY: Final = 200  # cards between two words on progress


def read(data: bytes, name: str, step: Step | None = None) -> Table:
    """The table of the cards of a file, line by line where each begins; ``UserError`` when there is none."""
    text, _, _ = text_of(data, None)
    lines = re.sub(r"\r+\n|\r", "\n", text.replace("\0", "")).split("\n")
    rows = []
    for begin, card in _cards(lines):
        rows.append(_row(begin, card))
        if len(rows) > MOST_ROWS:
            raise UserError(TOO_LONG)
        if step is not None and len(rows) % _EVERY == 0:
            step(begin, len(lines), READING)
    if not rows:
        raise UserError(_NONE)
    return Table(name, COLUMNS, tuple(rows), 0)


def _cards(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Each card with the line where it begins; one that the next begins before its end is cut there, and broken."""
    begin = 0
    card: list[str] = []
    for number, line in enumerate(lines, 1):
        if _BEGIN.match(line):
            if begin:
                yield begin, card
            begin, card = number, ["BEGIN:VCARD"]
        elif begin and _END.match(line):
            yield begin, [*card, "END:VCARD"]
            begin = 0
        elif begin:
            card.append(line)
    if begin:
        yield begin, card


def _wanted(card: Sequence[str]) -> Iterator[str]:
    """The lines of a card that are read: neither its pictures, which may be megabytes, nor what only some programs understand."""
    kept = quoted = False
    before = ""
    for line in card:
        goes_on = line[:1] in (" ", "\t") or (quoted and before.endswith("="))
        named = (
            None if goes_on else _PROPERTY.match(line)
        )  # base64 of version 2.1 goes on without a fold, and names nothing
        if named is not None:
            kept = named[1].upper() in _WANTED
            quoted = bool(_QUOTED.match(line))
        before = line
        if kept:
            yield line


def _row(begin: int, card: list[str]) -> Row:
    from vobject.base import VObjectError, readOne

    text = "\n".join(_wanted(card)) + "\n"
    try:
        found = readOne(text, allowQP=True) if card[-1] == "END:VCARD" else None
        cells = None if found is None else _cells(found)
    except (VObjectError, ValueError, LookupError, TypeError, AttributeError, StopIteration):
        cells = None
    if cells is None:
        name = _NAMED.search(text)
        return Row(begin, _filled({"Nom": name[1] if name else "", "Notes": text}), _BROKEN)
    return Row(begin, _filled(cells), "" if cells["Nom"] else _NAMELESS)


def _filled(cells: dict[str, str]) -> tuple[str, ...]:
    return tuple(cells.get(column, "").strip()[:MOST_SIGNS] for column in COLUMNS)


def _cells(card: "Component") -> dict[str, str]:
    names = _values(card, "n")
    family, given, prefix = (
        (_joined(getattr(names[0], part, "")) for part in ("family", "given", "prefix")) if names else ("",) * 3
    )
    person = _first(card, "fn") or f"{given} {family}".strip()
    company = next((_joined(one[0]) for one in _values(card, "org") if isinstance(one, list) and one), "")
    phones, mobiles = _phones(card)
    value = next((one.value for one in _preferred(card, "adr")), None)
    extra = [_joined(getattr(value, part, "")) for part in ("extended", "box")]
    return {
        "Nom": company or person,
        "Civilité": prefix,
        "Courriel": next((str(one.value).strip() for one in _preferred(card, "email")), ""),
        "Téléphone": next(iter(phones), ""),
        "Portable": next(iter(mobiles), ""),
        "Adresse": _joined(getattr(value, "street", "")),
        "Complément d’adresse": ", ".join(one for one in extra if one),
        "Code postal": _joined(getattr(value, "code", "")),
        "Ville": _joined(getattr(value, "city", "")),
        "Pays": _joined(getattr(value, "country", "")),
        "Personne à contacter": person if company and person != company else "",
        "Fonction": _first(card, "title") or _first(card, "role"),
        "Notes": _first(card, "note"),
    }


def _values(card: Any, name: str) -> list[Any]:
    return [one.value for one in card.contents.get(name, ())]


def _first(card: "Component", name: str) -> str:
    return next((str(one).replace("\r\n", "\n").strip() for one in _values(card, name) if str(one).strip()), "")


def _joined(part: Any) -> str:
    return ", ".join(str(one) for one in part if one) if isinstance(part, list) else str(part or "").strip()


def _kinds(line: Any) -> set[str]:
    """What a line is said to be: « work », « cell », « pref »; version 2.1 says it without « TYPE= »."""
    said = [*line.params.get("TYPE", ()), *getattr(line, "singletonparams", ())]
    return {word for one in said for word in str(one).lower().split(",")} | (
        {"pref"} if "PREF" in line.params else set()
    )


def _preferred(card: Any, name: str) -> list[Any]:
    """The lines of that name, the preferred one first, then those of work."""
    lines = card.contents.get(name, [])
    return sorted(lines, key=lambda one: ("pref" not in _kinds(one), "work" not in _kinds(one)))


def _phones(card: "Component") -> tuple[list[str], list[str]]:
    phones: list[str] = []
    mobiles: list[str] = []
    for line in _preferred(card, "tel"):
        kinds = _kinds(line)
        if not kinds & {"fax", "pager"}:
            (mobiles if "cell" in kinds else phones).append(str(line.value).strip().removeprefix("tel:"))
    return phones, mobiles
