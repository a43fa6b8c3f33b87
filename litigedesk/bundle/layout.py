"""What stands where in a bundle: parts in volumes, and the page on which each begins."""

from collections.abc import Sequence
from dataclasses import dataclass

from litigedesk.bundle import front
from litigedesk.bundle.bundle_file import Bookmark
from litigedesk.bundle.facts import BundleFacts
from litigedesk.bundle.front import Entry, Whereabouts
from litigedesk.bundle.marks import Mark
from litigedesk.bundle.pdf_copy import Point
from litigedesk.bundle.pdf_source import Pages
from litigedesk.bundle.prepared import Prepared, letter_pages, made_pages
from litigedesk.bundle.volumes import Share, Volume
from litigedesk.bundle.work import Work
from litigedesk.formats import NBSP, date_long, typographic

_MOST_ROUNDS = 6  # page numbers settle at the second; a line that grows may ask for one more


@dataclass(frozen=True)
class Part:
    """Some pages of the bundle that belong together: where links find them, their bookmark, the pages taken."""

    place: str
    title: str
    group: str  # the bookmark above, empty for none
    pages: Pages
    taken: range
    piece: int = 0  # its number, 0 when it is no piece

    def mark(self, index: int) -> str:
        """The stamp of one of its pages; empty when it is no piece."""
        return f"Pièce n°{NBSP}{self.piece} – {index + 1}/{self.pages.count}" if self.piece else ""


@dataclass(frozen=True)
class Made:
    """What does not change with the page numbers: the parts between the table of contents and the pieces, and the pieces."""

    inventory: Pages
    middle: tuple[Part, ...]
    pieces: tuple[Prepared, ...]


@dataclass(frozen=True)
class LaidVolume:
    """One file: its parts in their order, the number of its first page, and of how many pages the whole bundle is made."""

    parts: tuple[Part, ...]
    first_page: int
    last_page: int

    def marks(self) -> list[Mark]:
        """The marks of its pages, in their order."""
        made: list[Mark] = []
        for part in self.parts:
            for index in part.taken:
                made.append(Mark(f"{self.first_page + len(made)}/{self.last_page}", part.mark(index)))
        return made

    def tops(self) -> list[Point]:
        """The top left of each page."""
        return [part.pages.tops[index] for part in self.parts for index in part.taken]

    def places(self) -> dict[str, int]:
        """The page on which each place begins, from 0; a group begins with its first part."""
        found: dict[str, int] = {}
        page = 0
        for part in self.parts:
            found.setdefault(part.place, page)
            if part.group:
                found.setdefault(_GROUPS[part.group], page)
            page += len(part.taken)
        return found

    def bookmarks(self) -> list[Bookmark]:
        """A bookmark for each part, those of a group below it."""
        made: list[Bookmark] = []
        page = 0
        for part in self.parts:
            bookmark = Bookmark(part.title, page)
            if not part.group:
                made.append(bookmark)
            elif made and made[-1].title == part.group:
                made[-1].below.append(bookmark)
            else:
                made.append(Bookmark(part.group, page, [bookmark]))
            page += len(part.taken)
        return made


LETTERS, PIECES = "Courriers", "Pièces"
_GROUPS = {LETTERS: "letters", PIECES: "pieces"}


def made_once(facts: BundleFacts, pieces: tuple[Prepared, ...], work: Work) -> Made:
    """Chronology, statement, letters and bordereau; ``UserError`` if a letter or the statement cannot be shown."""
    middle = []
    if facts.chronology:
        middle.append(_whole("chronology", "Chronologie", made_pages(front.chronology(facts), work)))
    if facts.statement_pdf is not None:
        middle.append(_whole("statement", "Décompte", made_pages(facts.statement_pdf, work)))
    for place, letter in enumerate(facts.letters, 1):
        work.begin(typographic(f"Courrier : {letter.title}"))
        title = f"{letter.title} – {date_long(letter.day)}"
        middle.append(_whole(f"letter-{place}", title, letter_pages(letter, work), LETTERS))
    return Made(made_pages(front.inventory(pieces), work), tuple(middle), pieces)


def laid_out(facts: BundleFacts, made: Made, volumes: Sequence[Volume], work: Work) -> tuple[LaidVolume, ...]:
    """The volumes with their covers and tables of contents, set again until the page numbers they name are the true ones."""
    places: dict[str, tuple[int, int]] = {}
    laid: tuple[LaidVolume, ...] = ()
    for _ in range(_MOST_ROUNDS):
        laid = _numbered(
            [
                _parts(facts, made, volume, Whereabouts(places, number, len(volumes)), work)
                for number, volume in enumerate(volumes, 1)
            ]
        )
        found = _places(laid)
        if found == places:
            break
        places = found
    return laid


def _numbered(volumes: Sequence[tuple[Part, ...]]) -> tuple[LaidVolume, ...]:
    counts = [sum(len(part.taken) for part in parts) for parts in volumes]
    return tuple(LaidVolume(parts, 1 + sum(counts[:place]), sum(counts)) for place, parts in enumerate(volumes))


def _places(laid: Sequence[LaidVolume]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for number, volume in enumerate(laid, 1):
        for place, page in volume.places().items():
            found.setdefault(place, (number, volume.first_page + page))
    return found


def _parts(facts: BundleFacts, made: Made, volume: Volume, where: Whereabouts, work: Work) -> tuple[Part, ...]:
    parts = [_whole("cover", "Couverture", made_pages(front.cover(facts, where), work))]
    first = where.volume == 1
    if first and made.pieces:
        parts.append(_whole("inventory", "Bordereau de pièces", made.inventory))
    if entries := _entries(made):
        parts.append(_whole("contents", "Sommaire", made_pages(front.contents(entries, where), work)))
    if first:
        parts += made.middle
    return (*parts, *(_piece(made.pieces[share.piece], share) for share in volume))


def _entries(made: Made) -> list[Entry]:
    entries = [Entry("inventory", "Bordereau de pièces")] if made.pieces else []
    group = ""
    for part in made.middle:
        if part.group and part.group != group:
            entries.append(Entry(_GROUPS[part.group], part.group))
        group = part.group
        entries.append(Entry(part.place, part.title, below=bool(part.group)))
    if made.pieces:
        entries.append(Entry("pieces", PIECES))
    entries += [Entry(f"piece-{one.piece.number}", _title(one), below=True) for one in made.pieces]
    return entries


def _whole(place: str, title: str, pages: Pages, group: str = "") -> Part:
    return Part(place, title, group, pages, range(pages.count))


def _piece(made: Prepared, share: Share) -> Part:
    title = _title(made) if share.parts == 1 else f"{_title(made)} ({share.part}/{share.parts})"
    number = made.piece.number
    return Part(f"piece-{number}", title, PIECES, made.pages, share.pages(made.pages.count), number)


def _title(made: Prepared) -> str:
    return f"Pièce n°{NBSP}{made.piece.number} – {made.piece.title}"
