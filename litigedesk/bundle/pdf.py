"""The bundle as one PDF, or as several that each stay below a size."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from litigedesk.bundle.bundle_file import BundleFile
from litigedesk.bundle.facts import BundleFacts, TextOf, no_text
from litigedesk.bundle.layout import LaidVolume, Made, Part, laid_out, made_once
from litigedesk.bundle.marks import Mark, Marks
from litigedesk.bundle.pdf_copy import WEB, PageCopier
from litigedesk.bundle.pdf_file import Sink
from litigedesk.bundle.pdf_source import Pages, opened
from litigedesk.bundle.prepared import Prepared, prepare, shrink
from litigedesk.bundle.volumes import Share, Volume, plan_volumes
from litigedesk.bundle.work import IsCancelled, Progress, Work
from litigedesk.formats import typographic
from litigedesk.paper.printed import HERE
from litigedesk.whole_file import written_whole

_PER_PAGE = 1_600  # bytes of a page itself, its marks and its place in the tables
_OURS = {"cover", "inventory", "contents"}  # only there do links lead to places of the bundle
_FRONT = 120_000  # bytes of a cover, a table of contents and the fonts of the marks


@dataclass(frozen=True)
class Slip:
    """A piece for which a slip sheet stands, and why, in a sentence."""

    number: int
    title: str
    why: str


@dataclass(frozen=True)
class BundleReport:
    """What was written: the files, the number of pages of all, and the pieces that could not be shown as pages."""

    files: tuple[Path, ...]
    pages: int
    slips: tuple[Slip, ...]


def write_pdf(
    facts: BundleFacts,
    target: Path,
    progress: Progress,
    cancelled: IsCancelled,
    *,
    text_of: TextOf = no_text,
    light: bool = False,
) -> BundleReport:
    """Write the whole bundle; ``light`` makes images coarser (150 dpi, JPEG at 70).

    ``Cancelled`` when the user gives up, ``StorageError`` when the disk refuses or a file is gone or altered, ``UserError`` when a
    letter cannot be shown; nothing is then left behind. A piece that cannot be shown gets a slip sheet and is reported.
    """
    return write_volumes(facts, target, 0, progress, cancelled, text_of=text_of, light=light)


def write_volumes(
    facts: BundleFacts,
    target: Path,
    limit: int,
    progress: Progress,
    cancelled: IsCancelled,
    *,
    text_of: TextOf = no_text,
    light: bool = False,
) -> BundleReport:
    """Write the bundle as files of at most ``limit`` bytes (0: one file), numbered « Dossier 1 sur 3 » when several.

    All files appear together at the end, or none. A single page larger than the limit makes a file that exceeds it. Raises as
    ``write_pdf``.
    """
    with Work(2 * len(facts.pieces) + len(facts.letters) + 1, progress, cancelled) as work:
        pieces = prepare(facts.pieces, text_of, work, light=light, weighed=bool(limit))
        made = made_once(facts, pieces, work)
        laid = laid_out(facts, made, planned(made, limit), work)
        targets = _targets(target, len(laid))
        with ExitStack() as files:
            for path, volume in zip(targets, laid, strict=True):
                write_volume(facts, volume, files.enter_context(written_whole(path)), work, light=light)
            work.begin("Enregistrement")
        work.end()
    return BundleReport(targets, laid[-1].last_page, slips(pieces))


def slips(pieces: Sequence[Prepared]) -> tuple[Slip, ...]:
    """The pieces that could not be shown as pages."""
    return tuple(Slip(made.piece.number, made.piece.title, made.slip) for made in pieces if made.slip)


def planned(made: Made, limit: int) -> tuple[Volume, ...]:
    """The volumes for a limit in bytes; one for none."""
    if not limit:
        return (tuple(Share(place) for place in range(len(made.pieces))),)
    beside = sum(_weight(part.pages) for part in made.middle) + _weight(made.inventory)
    return plan_volumes(
        [_weight(piece.pages) for piece in made.pieces],
        limit,
        first=_FRONT + beside,
        each=_FRONT,
        pages=[piece.pages.count for piece in made.pieces],
    )


def _weight(pages: Pages) -> int:
    return pages.size + pages.count * _PER_PAGE


def _targets(target: Path, count: int) -> tuple[Path, ...]:
    if count == 1:
        return (target,)
    return tuple(
        target.with_name(f"{target.stem} ({number} sur {count}){target.suffix}") for number in range(1, count + 1)
    )


def write_volume(facts: BundleFacts, volume: LaidVolume, sink: Sink, work: Work, *, light: bool = False) -> None:
    """Write one laid out volume: all parts, page after page, each copied and forgotten."""
    bundle = BundleFile(sink, volume.tops(), volume.places())
    wanted = volume.marks()
    marks = Marks(bundle.pdf, wanted)
    number = 0
    for part in volume.parts:
        if part.piece:
            work.begin(typographic(f"Pièce n° {part.piece} : mise en place"))
        number += _add_part(bundle, part, marks, wanted[number:], work, light=light)
    bundle.close(facts.title, facts.made_on, volume.bookmarks(), volume.first_page)


def _add_part(bundle: BundleFile, part: Part, marks: Marks, wanted: Sequence[Mark], work: Work, *, light: bool) -> int:
    """Copy the pages of a part under their marks, and say how many."""
    copier = PageCopier(bundle.pdf, shrink(light=light and bool(part.piece)))
    addresses = (HERE,) if part.place in _OURS else WEB
    with opened(part.pages.content) as reader:
        for index, mark in zip(part.taken, wanted, strict=False):
            work.pause()
            page = copier.copy(reader.pages[index], addresses)
            bundle.add(page, marks.placed(mark, page))
    return len(part.taken)
