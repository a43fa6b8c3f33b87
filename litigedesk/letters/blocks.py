"""What a letter is made of between its text and its pages: the same blocks become ``.docx``, ``.pdf`` and plain text.

Measures are millimetres, sizes points.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum


@dataclass(frozen=True)
class Run:
    """A stretch of text of one look; ``\\n`` breaks the line."""

    text: str
    bold: bool = False
    italic: bool = False


Inline = tuple[Run, ...]


class Role(Enum):
    """What a paragraph is; each role has one style in Word and one in the PDF, named in French for Word's style list."""

    PLACE_DATE = "Lettre lieu et date"
    MENTION = "Lettre mention"
    OBJECT = "Lettre objet"
    BODY = "Lettre corps"
    SIGNATURE = "Lettre signature"  # leaves room above for a hand
    SIGNED = "Lettre signature imagée"  # the name under the image of a signature
    ENCLOSURES = "Lettre pièces jointes"
    HEADING = "Lettre annexe"
    SUBHEADING = "Lettre intertitre"
    NOTE = "Lettre note"
    CELL = "Lettre tableau"
    DENSE_CELL = "Lettre tableau dense"


class Align(Enum):
    """How a column of a table is set."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class Paragraph:
    """Running text; ``keep_with_next`` ties it to the following block across pages."""

    runs: Inline
    role: Role = Role.BODY
    keep_with_next: bool = False


@dataclass(frozen=True)
class ItemList:
    """A bulleted or numbered list."""

    items: tuple[Inline, ...]
    ordered: bool = False
    role: Role = Role.BODY


@dataclass(frozen=True)
class Column:
    """A column of a table, its width in millimetres."""

    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True)
class Row:
    """A row of a table; a total is bold under a rule."""

    cells: tuple[str, ...]
    total: bool = False


@dataclass(frozen=True)
class Table:
    """A table; its header, if any, is repeated on every page. ``dense`` tables are set smaller, with hairlines."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    header: tuple[str, ...] = ()
    dense: bool = False
    keep_with_next: bool = False


@dataclass(frozen=True)
class Picture:
    """The image of a signature, set over the name."""

    data: bytes
    max_width: float
    max_height: float


@dataclass(frozen=True)
class PageBreak:
    """What follows starts a page: an annex."""


Block = Paragraph | ItemList | Table | Picture | PageBreak


@dataclass(frozen=True)
class AddressLines:
    """A block of lines already broken to its place, the first one bold for as many lines as ``bold_lines``."""

    lines: tuple[str, ...]
    size: float
    leading: float
    bold_lines: int = 1


@dataclass(frozen=True, kw_only=True)
class LetterDocument:
    """A letter ready for the page; nothing in it is left to compute."""

    title: str
    author: str
    subject: str
    written_on: date
    sender: AddressLines
    recipient: AddressLines
    blocks: tuple[Block, ...]
    footer: str
    running_header: str
    logo: bytes | None = None
    letterhead: bytes | None = None

    def text(self) -> str:
        """The whole letter as plain text, in reading order: what tests compare and a reader proofreads."""
        parts = ["\n".join(self.sender.lines), "\n".join(self.recipient.lines)]
        parts += [text for block in self.blocks if (text := block_text(block))]
        return "\n\n".join([*parts, self.footer]) + "\n"


def plain(runs: Iterable[Run]) -> str:
    """The characters of some runs without their look."""
    return "".join(run.text for run in runs)


def block_text(block: Block) -> str:
    """A block as plain text: list items numbered or dashed, cells apart by ``|``; empty for a picture."""
    match block:
        case Paragraph(runs=runs):
            return plain(runs)
        case ItemList(items=items):
            return "\n".join(f"{item_mark(block, index)} {plain(item)}" for index, item in enumerate(items, 1))
        case Table(rows=rows, header=header):
            cells = ([header] if header else []) + [row.cells for row in rows]
            return "\n".join(" | ".join(line) for line in cells)
        case Picture():
            return ""
        case PageBreak():
            return "\f"


def item_mark(block: ItemList, index: int) -> str:
    """What stands before the item of that number, from 1."""
    return f"{index}." if block.ordered else "–"
