"""The acknowledgment of receipt of a letter: kept with it, and a piece of its dossier that proves the day."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.evidence import Piece
from litigedesk.domain.matter import MatterKind
from litigedesk.domain.records import Letter, StoredFile
from litigedesk.domain.vocabulary import PieceKind, SendMethod
from litigedesk.operations import pieces
from litigedesk.operations.files import keep_document
from litigedesk.queries import pieces as queries
from litigedesk.rules import registered_mail

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_WORDS = {SendMethod.HAND: "Décharge", SendMethod.ELECTRONIC: "Preuve de réception"}
_WITH_PIECES = frozenset({MatterKind.DISPUTE, MatterKind.CLAIM})


def follow(desk: "Desk", letter: Letter, before: Letter, document: Path | None) -> Letter:
    """Keep the scan just chosen and let the piece of the dossier follow it, inside the running step.

    A better scan takes the place of the first under the same number; one taken away puts its piece in the trash. ``StorageError``
    for a document that cannot be read.
    """
    if document is not None:
        letter = replace(letter, receipt_file_id=keep_document(desk, document).id)
    if letter.matter.kind in _WITH_PIECES:
        _follow_piece(desk, letter, before)
    return letter


def _follow_piece(desk: "Desk", letter: Letter, before: Letter) -> None:
    present = _piece_of(desk, before)
    if letter.receipt_file_id is None:
        if present is not None:
            pieces.delete(desk, present.id or 0)
        return
    if present is not None:
        desk.table(Piece).update(
            replace(present, file_id=letter.receipt_file_id, dated_on=_dated(letter) or present.dated_on)
        )
    elif not _is_held(desk, letter):
        desk.table(Piece).insert(_made(desk, letter, letter.receipt_file_id))


def _piece_of(desk: "Desk", letter: Letter) -> Piece | None:
    """The piece that a receipt made, while nobody made another thing of it."""
    if letter.receipt_file_id is None:
        return None
    held = desk.table(Piece).where("id", **{letter.matter.column: letter.matter.id})
    return next((one for one in held if (one.file_id, one.kind) == (letter.receipt_file_id, PieceKind.RECEIPT)), None)


def _is_held(desk: "Desk", letter: Letter) -> bool:
    """Whether the same scan is a piece already, added by hand."""
    kept = desk.table(StoredFile).get(letter.receipt_file_id or 0)
    return any(row.file.sha256 == kept.sha256 for row in queries.rows(desk, letter.matter))


def _made(desk: "Desk", letter: Letter, file_id: int) -> Piece:
    number = f", n°\u00a0{registered_mail.shown(letter.tracking_number)}" if letter.tracking_number.strip() else ""
    words, day = (
        _WORDS.get(letter.send_method, "Avis de réception"),
        formats.date_long(letter.sent_on or letter.written_on),
    )
    title = f"{words}, {letter.title.lower()} du {day}{number}"
    return Piece(
        **{letter.matter.column: letter.matter.id},  # type: ignore[arg-type]
        number=pieces.next_number(desk, letter.matter),
        place=pieces.last_place(desk, letter.matter) + 1,
        file_id=file_id,
        title=title[:200],
        kind=PieceKind.RECEIPT,
        dated_on=_dated(letter),
        confidential=letter.confidential,
    )


def _dated(letter: Letter) -> date | None:
    start = registered_mail.starts(letter)
    return start.day if start is not None else None
