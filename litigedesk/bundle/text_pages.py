"""Pages for files that have none: e-mails and texts as they read, and the slip sheet of what cannot be shown."""

from typing import TYPE_CHECKING

from litigedesk.bundle.facts import BundlePiece, PieceText
from litigedesk.formats import NBSP, date_long, typographic
from litigedesk.paper import printed

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_MOST_TEXT = 200_000  # characters, about sixty pages
_LONGEST_PARAGRAPH = 3_000  # reportlab slows down with the square of a paragraph
_LABEL_WIDTH = 32 * printed.MM
_WORD = "application/vnd.openxmlformats-officedocument"
_FORMATS = {
    "application/pdf": "PDF", "application/msword": "document Word", "message/rfc822": "courriel",
    "application/vnd.ms-outlook": "courriel Outlook", "application/zip": "archive ZIP", "application/octet-stream": "inconnu",
    f"{_WORD}.wordprocessingml.document": "document Word", f"{_WORD}.spreadsheetml.sheet": "tableur Excel",
}  # fmt: skip
_ENDS = typographic("La suite est dans le fichier d’origine.")
_EXTRACTED = typographic("Texte extrait du fichier : la mise en page et les images n’y sont pas.")
_APART = typographic(
    "Le fichier d’origine est conservé sans changement et peut être remis à part : son empreinte SHA-256 montre que c’est bien lui."
)


def text_pages(piece: BundlePiece, text: PieceText) -> bytes:
    """A text or an e-mail: its title, the headers in a table, then what is written."""
    made = [printed.paragraph(piece.title, "heading")]
    if text.rows:
        made += [_rows(text.rows), printed.rule()]
    return printed.pages([*made, *_paragraphs(text.paragraphs)])


def slip_sheet(piece: BundlePiece, why: str, text: PieceText | None = None) -> bytes:
    """The page that stands for a file: which file, its SHA-256, why it is not shown, and its text if it has one."""
    rows = [
        ("Fichier", piece.name),
        ("Nature", piece.kind_label or "–"),
        ("Format", _FORMATS.get(piece.media_type, piece.media_type)),
        ("Taille", printed.size_text(piece.size)),
        ("Date", date_long(piece.dated_on) if piece.dated_on else "–"),
        ("Auteur", piece.author or "–"),
        ("Origine", "copie" if piece.is_copy else "original"),
        ("SHA-256", f"{piece.sha256[:32]}\n{piece.sha256[32:]}"),
        ("Motif", why),
    ]
    made = [
        printed.paragraph("FEUILLE DE SUBSTITUTION", "overline"),
        printed.paragraph(f"Pièce n°{NBSP}{piece.number} – {piece.title}", "heading"),
        printed.rule(printed.ACCENT, 1),
        _rows(rows),
        printed.rule(),
        printed.paragraph(_APART, "note"),
    ]
    if text is not None and (text.rows or any(line.strip() for line in text.paragraphs)):
        made += [printed.paragraph("Texte du document", "subheading"), printed.paragraph(_EXTRACTED, "note")]
        made += [_rows(text.rows)] if text.rows else []
        made += _paragraphs(text.paragraphs)
    return printed.pages(made)


def _rows(rows: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> "Flowable":
    cells = [
        [printed.paragraph(label, "smallhead"), printed.paragraph(value[:_LONGEST_PARAGRAPH], "cell")]
        for label, value in rows
    ]
    return printed.table(cells, [_LABEL_WIDTH, printed.TEXT_WIDTH - _LABEL_WIDTH], lines=False, padding=2)


def _paragraphs(paragraphs: tuple[str, ...]) -> "list[Flowable]":
    made: list[Flowable] = []
    room = _MOST_TEXT
    for paragraph in paragraphs:
        for start in range(0, max(len(paragraph), 1), _LONGEST_PARAGRAPH):
            part = paragraph[start : start + _LONGEST_PARAGRAPH]
            if len(part) > room:
                return [*made, printed.paragraph(_ENDS, "note")]
            room -= len(part) + 20  # an empty line takes its place too
            made.append(printed.paragraph(part.strip() or NBSP, "body"))
    return made
