"""The look of each kind of paragraph, shared by the PDF and the Word file: sizes and spaces in points, indents in millimetres."""

from dataclasses import dataclass

from litigedesk.letters import page
from litigedesk.letters.blocks import Align, Role

INK, GREY, LINE = "#000000", "#505050", "#B8B8B8"
NOTE_SIZE, NOTE_LEADING = 9.0, 11.5
SIGNATURE_INDENT = 100.0
LIST_INDENT = 6.0
LIST_GAP = 2.0  # points after an item
ROW_PADDING, DENSE_ROW_PADDING = 1.0, 2.0  # points above and below the text of a cell
DENSE_COLUMN_GAP = 1.5
RULE, HAIRLINE = 0.5, 0.25  # points


@dataclass(frozen=True)
class Look:
    """How a paragraph is set."""

    size: float = page.TEXT_SIZE
    leading: float = page.LEADING
    before: float = 0.0
    after: float = page.PARAGRAPH_GAP
    bold: bool = False
    indent: float = 0.0
    align: Align = Align.LEFT
    colour: str = INK


STYLES: dict[Role, Look] = {
    Role.PLACE_DATE: Look(align=Align.RIGHT, after=page.PARAGRAPH_GAP),
    Role.MENTION: Look(after=0.0),
    Role.OBJECT: Look(bold=True, before=9.0, after=9.0),
    Role.BODY: Look(),
    Role.SIGNATURE: Look(bold=True, before=32.0, after=10.0, indent=SIGNATURE_INDENT),
    Role.SIGNED: Look(bold=True, before=4.0, after=10.0, indent=SIGNATURE_INDENT),
    Role.ENCLOSURES: Look(size=NOTE_SIZE, leading=NOTE_LEADING, after=2.0, colour=GREY),
    Role.HEADING: Look(size=15.0, leading=18.0, bold=True, after=4.0),
    Role.SUBHEADING: Look(bold=True, before=10.0, after=4.0),
    Role.NOTE: Look(size=NOTE_SIZE, leading=NOTE_LEADING, after=5.0, colour=GREY),
    Role.CELL: Look(before=ROW_PADDING, after=ROW_PADDING),
    Role.DENSE_CELL: Look(size=9.0, leading=11.0, before=DENSE_ROW_PADDING, after=DENSE_ROW_PADDING),
}
