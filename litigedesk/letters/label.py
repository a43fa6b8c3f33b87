"""A page to cut and stick, or to copy a post office form from: sender, addressee and number of a registered letter.

No barcode: a sorting machine takes the one of the post office's own sticker.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from litigedesk import fonts, formats
from litigedesk.domain.records import Profile
from litigedesk.letters import address, escaping, page
from litigedesk.letters.blocks import AddressLines
from litigedesk.letters.pdf import MM
from litigedesk.letters.styles import GREY, INK, LINE

if TYPE_CHECKING:
    from datetime import date

    from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 100.0, 60.0  # of a label, in millimetres
PAD: Final = 8.0
_LEFT: Final = (page.WIDTH - WIDTH) / 2
_TOPS: Final = (40.0, 112.0)  # of the two labels
_SMALL, _USUAL, _LARGE = 9.0, 12.0, 16.0
NOTE: Final = (
    "Cette page ne remplace pas l’étiquette ni la preuve de dépôt remises par La Poste : collez l’adresse sur l’enveloppe, ou "
    "recopiez-la sur le bordereau du recommandé."
)


@dataclass(frozen=True, kw_only=True)
class Label:
    """What the page shows; ``number`` may still be unknown, and a line is then left to write it by hand."""

    title: str
    reference: str
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    number: str
    on: "date"


def sender_lines(profile: Profile) -> tuple[str, ...]:
    """Where a registered letter comes back to: the name and the address, without what only a letter shows."""
    town = address.town_line(profile.postcode, profile.city)
    lines = (address.profile_name(profile), escaping.clean(profile.street_extra), escaping.clean(profile.street), town)
    return tuple(line for line in lines if line)


def write_label(label: Label) -> bytes:
    """The page, the same bytes for the same label."""
    from reportlab.pdfgen.canvas import Canvas

    fonts.loaded()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(page.WIDTH * MM, page.HEIGHT * MM), invariant=1)
    canvas.setTitle(f"Étiquette — {label.title}")
    canvas.setCreator("LitigeDesk")
    about = " · ".join(filter(None, (label.title, label.reference, formats.date_long(label.on))))
    _text(canvas, about, page.MARGIN, 20.0, size=_SMALL, grey=True)
    for top, name, lines in zip(_TOPS, ("Destinataire", "Expéditeur"), (label.recipient, label.sender), strict=True):
        _card(canvas, top, name, lines)
    _number(canvas, label.number)
    _note(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _card(canvas: "Canvas", top: float, name: str, lines: Sequence[str]) -> None:
    """One label within the line to cut along."""
    canvas.setDash(3, 3)
    canvas.setStrokeColor(LINE)
    canvas.rect(_LEFT * MM, (page.HEIGHT - top - HEIGHT) * MM, WIDTH * MM, HEIGHT * MM)
    canvas.setDash()
    _text(canvas, name, _LEFT + PAD, top + PAD, size=_SMALL, grey=True)
    box = page.Box(_LEFT + PAD, top + PAD + 5, _LEFT + WIDTH - PAD, top + HEIGHT - PAD)
    fitted: AddressLines = address.fitted(lines, box)
    size = min(_USUAL, fitted.size * 1.1)
    for place, line in enumerate(fitted.lines):
        _text(
            canvas,
            line,
            box.left,
            box.top + 5 + place * fitted.leading * 1.15 / MM,
            size=size,
            bold=place < fitted.bold_lines,
        )


def _number(canvas: "Canvas", number: str) -> None:
    top = _TOPS[1] + HEIGHT + 20
    _text(canvas, "N° de recommandé", _LEFT, top, size=_SMALL, grey=True)
    if number:
        _text(canvas, number, _LEFT, top + 8, size=_LARGE, bold=True)
    else:
        canvas.setStrokeColor(INK)
        canvas.line(_LEFT * MM, (page.HEIGHT - top - 10) * MM, (_LEFT + WIDTH) * MM, (page.HEIGHT - top - 10) * MM)


def _note(canvas: "Canvas") -> None:
    box = page.Box(page.MARGIN, 0, page.WIDTH - page.MARGIN, page.HEIGHT)
    words, lines, limit = formats.typographic(NOTE).split(" "), [""], box.width * MM
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if fonts.width(longer, _SMALL) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    for place, line in enumerate(lines):
        _text(canvas, line, page.MARGIN, 250 + place * 4.5, size=_SMALL, grey=True)


def _text(
    canvas: "Canvas", text: str, left: float, top: float, *, size: float, bold: bool = False, grey: bool = False
) -> None:
    canvas.setFont(fonts.BOLD if bold else fonts.REGULAR, size)
    canvas.setFillColor(GREY if grey else INK)
    canvas.drawString(left * MM, (page.HEIGHT - top) * MM, fonts.drawable(text))
