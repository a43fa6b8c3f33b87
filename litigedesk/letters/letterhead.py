"""What can be read of the user's letterhead: its page, its margins, what stands in its header and footer, and what to look at.

Word alone lays a document out: positions are those that the file states, and a header's height is not known from it.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from litigedesk import fonts, formats
from litigedesk.domain.records import Profile
from litigedesk.domain.vocabulary import ProfileStatus
from litigedesk.errors import UserError
from litigedesk.letters import page, word
from litigedesk.letters.remark import Remark, remark

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section, _BaseHeaderFooter

_NEARLY: Final = 2.0  # millimetres within which two measures are the same
_NARROW, _WIDE = 10.0, 60.0  # millimetres: a margin under or over which a letter looks wrong
_LONG: Final = 1_200  # characters of a header or footer that are read
_HEAVY: Final = 3_000_000  # bytes: each letter kept holds a copy
_PER_MM: Final = 36_000.0  # EMU
_USUAL: Final = frozenset({fonts.WORD_FAMILY, "Calibri", "Calibri Light", "Arial", "Times New Roman", "Cambria"})
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@dataclass(frozen=True)
class PictureBox:
    """A picture of a header or footer: its size and, when the file says it, its place on the sheet; millimetres."""

    width: float
    height: float
    left: float | None = None
    top: float | None = None


@dataclass(frozen=True, kw_only=True)
class Part:
    """A header or a footer: its lines of text and its pictures."""

    lines: tuple[str, ...] = ()
    pictures: tuple[PictureBox, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self.lines and not self.pictures


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """What a letterhead file states, in millimetres, and the remarks on it."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    header_at: float
    footer_at: float
    header: Part
    footer: Part
    named_fonts: tuple[str, ...]
    remarks: tuple[Remark, ...]

    @property
    def text(self) -> str:
        """What the header and the footer say."""
        return " ".join((*self.header.lines, *self.footer.lines))

    @property
    def is_usable(self) -> bool:
        """Whether letters can be written on it."""
        return not any(one.blocks for one in self.remarks)


def examine(data: bytes, profile: Profile) -> Letterhead:
    """What that file states and what to look at; ``UserError`` when it cannot be a letterhead at all.

    In the Word file it stands in place of who writes: what the law wants there is looked for in it.
    """
    import docx
    from docx.exceptions import PythonDocxError
    from docx.oxml.exceptions import XmlchemyError
    from lxml.etree import LxmlError

    made = word.without_body(data)  # as letters are written on it
    try:
        found = _read(made)
        remarks = (
            *_about_file(data),
            *_about_page(found),
            *_about_parts(found, made.sections[0]),
            *_about_sender(found, profile),
            *_about_body(docx.Document(io.BytesIO(data))),
        )
    # AttributeError, TypeError: elements that are not those python-docx expects
    except (
        PythonDocxError,
        XmlchemyError,
        LxmlError,
        ValueError,
        KeyError,
        IndexError,
        AttributeError,
        TypeError,
    ) as fault:
        raise UserError(word.UNREADABLE) from fault
    return replace(found, remarks=tuple(sorted(remarks, key=lambda one: not one.blocks)))


def _read(made: "Document") -> Letterhead:
    section = made.sections[0]
    first = section.different_first_page_header_footer
    return Letterhead(
        width=_mm(section.page_width, page.WIDTH), height=_mm(section.page_height, page.HEIGHT),
        left=_mm(section.left_margin, page.MARGIN), right=_mm(section.right_margin, page.MARGIN),
        top=abs(_mm(section.top_margin, page.MARGIN)), bottom=abs(_mm(section.bottom_margin, page.MARGIN)),
        header_at=_mm(section.header_distance, 12.5), footer_at=_mm(section.footer_distance, 12.5),
        header=_part(section.first_page_header if first else section.header),
        footer=_part(section.first_page_footer if first else section.footer),
        named_fonts=_fonts(made), remarks=(),
    )  # fmt: skip


def _mm(length: int | None, usual: float) -> float:
    """A length of the file in millimetres; what it leaves out is as usual."""
    return length / _PER_MM if length is not None else usual


# ---- reading -----------------------------------------------------------------------------------------------------------
def _part(part: "_BaseHeaderFooter") -> Part:
    lines, room = [], _LONG
    for text in _texts(part):
        if text and room > 0:
            lines.append(text[:room])
            room -= len(text)
    return Part(lines=tuple(lines), pictures=tuple(_pictures(part)))


def _texts(part: "_BaseHeaderFooter") -> Iterator[str]:
    """The text of each paragraph, that of its boxes with it; a box kept twice, for older programs, counts once."""
    from docx.oxml.ns import qn

    for paragraph in part._element.iter(qn("w:p")):
        if next(paragraph.iterancestors(qn("w:p")), None) is None:
            pieces = (one for one in paragraph.iter(qn("w:t")) if next(one.iterancestors(_FALLBACK), None) is None)
            yield " ".join("".join(one.text or "" for one in pieces).split())


def _pictures(part: "_BaseHeaderFooter") -> Iterator[PictureBox]:
    """Pictures in the text, and those placed on the sheet."""
    for tag in ("inline", "anchor"):
        for drawing in part._element.iter(f"{_DRAWING}{tag}"):
            extent = drawing.find(f"{_DRAWING}extent")
            if extent is None:
                continue
            width, height = _number(extent.get("cx")), _number(extent.get("cy"))
            if width and height:
                yield PictureBox(width, height, _offset(drawing, "positionH"), _offset(drawing, "positionV"))


def _offset(drawing: "BaseOxmlElement", which: str) -> float | None:
    """Where a picture is placed, when it is stated from the edge of the sheet."""
    position = drawing.find(f"{_DRAWING}{which}")
    if position is None or position.get("relativeFrom") != "page":
        return None
    offset = position.find(f"{_DRAWING}posOffset")
    return _number(offset.text) if offset is not None else None


def _number(text: str | None) -> float | None:
    """A length in EMU as millimetres; ``None`` for what is no whole number of a page's size."""
    if text is None or not text.strip().lstrip("-").isascii() or not text.strip().lstrip("-").isdigit():
        return None
    value = int(text[:12]) / _PER_MM
    return value if abs(value) < 2 * page.HEIGHT else None


def _fonts(made: "Document") -> tuple[str, ...]:
    """The fonts that the header and the footer name themselves; the others are those of the letter."""
    from docx.oxml.ns import qn

    section = made.sections[0]
    parts = (section.header, section.footer, section.first_page_header, section.first_page_footer)
    named = {node.get(qn("w:ascii")) for part in parts for node in part._element.iter(qn("w:rFonts"))}
    return tuple(sorted(name for name in named if name))


# ---- remarks -----------------------------------------------------------------------------------------------------------
def _about_file(data: bytes) -> Iterator[Remark]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        yield _said(
            "Ce document contient des macros : enregistrez-le en « Document Word (.docx) », sans macro.", blocks=True
        )
    if any("/embeddings/" in name or "/activeX/" in name for name in names):
        yield _said("Ce document contient un objet d’un autre programme : remplacez-le par une image.")
    if len(data) > _HEAVY:
        yield _said("Ce document est lourd : chaque lettre gardée en porte une copie. Réduisez ses images.")


def _about_page(found: Letterhead) -> Iterator[Remark]:
    if abs(found.width - page.WIDTH) > _NEARLY or abs(found.height - page.HEIGHT) > _NEARLY:
        size = f"{found.width:.0f} × {found.height:.0f} mm"
        yield _said(f"La page mesure {size} et non 210 × 297 mm (A4) : la lettre imprimée et le PDF différeront.")
    for name, margin in (
        ("gauche", found.left),
        ("droite", found.right),
        ("du haut", found.top),
        ("du bas", found.bottom),
    ):
        if margin < _NARROW:
            yield _said(f"La marge {name} est de {margin:.0f} mm : beaucoup d’imprimantes n’atteignent pas ce bord.")
        elif margin > _WIDE and name != "du haut":
            yield _said(f"La marge {name} est de {margin:.0f} mm : il reste peu de place pour le texte.")
    if found.top > page.RECIPIENT_TOP:
        yield _said(
            f"L’en-tête réserve {found.top:.0f} mm en haut : il peut toucher l’adresse du destinataire, placée de "
            f"{page.RECIPIENT_TOP:.0f} à {page.RECIPIENT.bottom:.0f} mm. Regardez la lettre d’essai."
        )


def _about_parts(found: Letterhead, section: "Section") -> Iterator[Remark]:
    if found.header.is_empty and found.footer.is_empty:
        yield _said(
            "L’en-tête et le pied de page sont vides : rien ne figurera sur vos lettres. Mettez-y votre nom et vos mentions."
        )
    for picture in found.header.pictures:
        if picture.left is not None and picture.top is not None and _over_window(picture, picture.left, picture.top):
            yield _said("Une image de l’en-tête couvre la fenêtre de l’enveloppe, où vient l’adresse du destinataire.")
    if section.different_first_page_header_footer and _part(section.header).is_empty and not found.header.is_empty:
        yield _said("L’en-tête ne figure que sur la première page.")
    others = [one for one in found.named_fonts if one not in _USUAL]
    if others:
        named = ", ".join(others[:4])
        yield _said(f"Polices de l’en-tête : {named}. Là où elles ne sont pas installées, il aura une autre allure.")


def _about_sender(found: Letterhead, profile: Profile) -> Iterator[Remark]:
    """Who writes: their name, « EI » beside it, their number; what is in a picture cannot be read."""
    if found.header.is_empty and found.footer.is_empty:
        return
    text = formats.folded(found.text)
    seen = " S’il est dans une image, tout va bien." if found.header.pictures or found.footer.pictures else ""
    if profile.name and not all(word in text for word in formats.folded(profile.name).split()):
        yield _said(f"Votre nom n’y est pas lu.{seen}")
    sole = profile.status is ProfileStatus.EI and profile.ei_mention
    if sole and not re.search(r"\bei\b|entrepreneur individuel", text):
        yield remark(0, f"« EI » n’y est pas lu à côté de votre nom.{seen}", blocks=False, article="C. com. R526-27")
    number = re.sub(r"\D", "", profile.siret)[:9]
    if (
        number
        and profile.status is not ProfileStatus.PORTAGE
        and number not in re.sub(r"[\s.\u00a0\u202f]", "", found.text)
    ):
        yield remark(0, f"Votre SIREN n’y est pas lu.{seen}", blocks=False, article="C. com. R123-237")


def _over_window(picture: PictureBox, left: float, top: float) -> bool:
    window = page.WINDOW
    return (
        left < window.right
        and left + picture.width > window.left
        and top < window.bottom
        and top + picture.height > window.top
    )


def _about_body(made: "Document") -> Iterator[Remark]:
    from docx.oxml.ns import qn

    body = made.element.body
    held = any((node.text or "").strip() for node in body.iter(qn("w:t"))) or any(body.iter(qn("w:drawing")))
    if held:
        yield _said(
            "Ce qui est écrit dans la page elle-même ne sera pas repris : seuls l’en-tête et le pied de page le sont."
        )
    if len(made.sections) > 1:
        yield _said("Ce document a plusieurs sections : seule la dernière donne ses marges à vos lettres.")
    names = {style.name for style in made.styles}
    if "Normal" not in names:
        yield _said("Le style « Normal » manque : LitigeDesk l’ajoute.")


def _said(sentence: str, *, blocks: bool = False) -> Remark:
    return remark(0, sentence, blocks=blocks)
