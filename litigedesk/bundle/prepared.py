"""Each piece made ready: its own pages, or a slip sheet that says why it has none; its file checked against its SHA-256."""

import hashlib
import struct
import warnings
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from litigedesk.bundle import pdf_source, pictures
from litigedesk.bundle.facts import BundleLetter, BundlePiece, PieceText, TextOf
from litigedesk.bundle.pdf_copy import Shrink, as_is
from litigedesk.bundle.pdf_source import Pages, measured
from litigedesk.bundle.text_pages import slip_sheet, text_pages
from litigedesk.bundle.work import Work
from litigedesk.errors import StorageError, UserError
from litigedesk.formats import typographic

_CHUNK = 1_000_000
_HOLDERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # archives and Outlook messages may begin with a PDF that they hold
_MENDED_BY = " : retirez cette pièce, ou restaurez une sauvegarde."
_EMPTY = typographic("Le fichier est vide.")
_OTHER = typographic("Ce type de fichier ne peut pas être montré en pages.")
_BROKEN_IMAGE = typographic("L’image est abîmée ou d’un format qui ne peut pas être montré en pages.")
_LARGE_IMAGE = typographic("L’image compte trop de points pour être montrée en pages.")


@dataclass(frozen=True)
class Prepared:
    """A piece and its pages; ``slip`` says why a slip sheet stands for them, and is empty otherwise."""

    piece: BundlePiece
    pages: Pages
    slip: str = ""


def prepare(
    pieces: Sequence[BundlePiece], text_of: TextOf, work: Work, *, light: bool, weighed: bool = False
) -> tuple[Prepared, ...]:
    """Every piece made ready, one step each; ``StorageError`` if a file is gone or no longer what was filed.

    ``light`` makes images coarser. Images inside PDFs are made so when they are copied; to know their weight before, ask for pieces
    ``weighed``, which takes as long again.
    """
    made = []
    for piece in pieces:
        work.begin(typographic(f"Pièce n° {piece.number} : lecture"))
        require_unaltered(piece, work)
        made.append(_prepared(piece, text_of, work, light=light, weighed=weighed))
    return tuple(made)


def require_unaltered(piece: BundlePiece, work: Work) -> None:
    """``StorageError`` unless the file is there and has the SHA-256 it was filed under."""
    digest = hashlib.sha256()
    try:
        with piece.path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                work.pause()
                digest.update(chunk)
    except OSError as fault:
        raise unreadable(piece) from fault
    if digest.hexdigest() != piece.sha256:
        raise altered(piece)


def unreadable(piece: BundlePiece) -> StorageError:
    """The file of a piece is gone or cannot be read."""
    return StorageError(typographic(f"{_file_of(piece)} ne peut pas être lu{_MENDED_BY}"))


def altered(piece: BundlePiece) -> StorageError:
    """The file of a piece is no longer the one that was filed."""
    return StorageError(typographic(f"{_file_of(piece)} a changé depuis son ajout{_MENDED_BY}"))


def _file_of(piece: BundlePiece) -> str:
    return f"Le fichier de la pièce n° {piece.number} (« {piece.title} »)"


def missing(letter: BundleLetter) -> StorageError:
    """The file of a letter is gone."""
    return StorageError(typographic(f"Le fichier du courrier « {letter.title} » est introuvable."))


def letter_pages(letter: BundleLetter, work: Work) -> Pages:
    """The pages of a letter; ``StorageError`` if its file is gone, ``UserError`` if it cannot be shown."""
    if not letter.path.is_file():
        raise missing(letter)
    try:
        return pdf_source.taken(letter.path, work)
    except UserError as fault:
        raise UserError(typographic(f"Le courrier « {letter.title} » ne peut pas être joint. {fault}")) from fault


def _prepared(piece: BundlePiece, text_of: TextOf, work: Work, *, light: bool, weighed: bool) -> Prepared:
    text: PieceText | None = None
    try:
        if not piece.size:
            raise UserError(_EMPTY)
        pages = _drawn(piece.path, work, light=light, weighed=weighed)
        if pages is None:
            text = text_of(piece)
            pages = _written(piece, text, work)
        return Prepared(piece, pages)
    except OSError as fault:
        raise unreadable(piece) from fault
    except UserError as reason:
        return Prepared(piece, made_pages(slip_sheet(piece, str(reason), text), work), str(reason))


def _drawn(path: Path, work: Work, *, light: bool, weighed: bool) -> Pages | None:
    """The pages of a PDF or an image, whatever the file is called; ``None`` for another kind of file."""
    with path.open("rb") as file:
        head = file.read(1024)
    if b"%PDF-" in head and not head.startswith(_HOLDERS):
        return pdf_source.taken(path, work, shrink(light=light and weighed))
    return _image(path, work, light=light)


def shrink(*, light: bool) -> Shrink:
    """What is done to the images inside PDFs."""
    return pictures.lighter if light else as_is


def _image(path: Path, work: Work, *, light: bool) -> Pages | None:
    from PIL import Image, UnidentifiedImageError

    made = work.spool()
    try:
        with warnings.catch_warnings(action="ignore"):  # of details beside the image
            pictures.write_pages(path, made, pictures.LIGHT if light else pictures.FINE, work)
    except UnidentifiedImageError:
        return None
    except Image.DecompressionBombError as fault:
        raise UserError(_LARGE_IMAGE) from fault
    except (
        OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, AttributeError, RuntimeError,
        struct.error, zlib.error,
    ) as fault:  # fmt: skip
        raise UserError(_BROKEN_IMAGE) from fault
    return measured(made, work)


def _written(piece: BundlePiece, text: PieceText | None, work: Work) -> Pages:
    """The pages of an e-mail or a plain text; ``UserError`` for a file that has a program of its own."""
    if text is None or not text.complete:
        raise UserError(_BROKEN_IMAGE if piece.media_type.startswith("image/") else _OTHER)
    return made_pages(text_pages(piece, text), work)


def made_pages(pdf: bytes, work: Work) -> Pages:
    """Pages that we made ourselves, kept until they are copied."""
    content = work.spool()
    content.write(pdf)
    return measured(content, work)
