"""The bundle as a ZIP: original files untouched, in their order, with a manifest, a page that lists them and, if asked, the PDF."""

import csv
import hashlib
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from litigedesk.bundle.facts import BundleFacts, BundlePiece, TextOf, no_text
from litigedesk.bundle.index_page import Beside, Filed, index_page
from litigedesk.bundle.layout import laid_out, made_once
from litigedesk.bundle.names import legal_name, legal_suffix
from litigedesk.bundle.pdf import BundleReport, planned, slips, write_volume
from litigedesk.bundle.prepared import Prepared, altered, missing, prepare, unreadable
from litigedesk.bundle.work import IsCancelled, Progress, Work
from litigedesk.formats import typographic
from litigedesk.paper.printed import short_date
from litigedesk.whole_file import written_whole

PIECES, LETTERS = "Pièces", "Courriers"
BUNDLE, STATEMENT, MANIFEST, INDEX = "Dossier.pdf", "Décompte.pdf", "manifest.csv", "index.html"
_HEADS = (
    "N°", "Intitulé", "Nature", "Date", "Auteur", "Pages", "Origine", "Confidentiel", "SHA-256", "Fichier", "Nom d’origine",
)  # fmt: skip
_CHUNK = 1_000_000
_PACKED = {"application/zip", "application/gzip", "video/mp4", "audio/mpeg"}
_ORDINARY_FILE = 0o100644 << 16


def write_zip(
    facts: BundleFacts,
    target: Path,
    progress: Progress,
    cancelled: IsCancelled,
    *,
    text_of: TextOf = no_text,
    with_pdf: bool = True,
) -> BundleReport:
    """Write the archive; every file in it is the one that was filed, byte for byte, checked against its SHA-256.

    Raises as ``write_pdf``; nothing is then left behind.
    """
    total = (3 if with_pdf else 2) * len(facts.pieces) + len(facts.letters) + 1
    pages = 0
    with Work(total, progress, cancelled) as work:
        pieces = prepare(facts.pieces, text_of, work, light=False)
        with written_whole(target) as file, ZipFile(file, "w", ZIP_DEFLATED) as archive:
            beside: list[Beside] = []
            if with_pdf:
                pages = _add_bundle(archive, facts, pieces, work)
                beside.append(Beside("Le dossier en un seul PDF", BUNDLE))
            beside += _add_letters(archive, facts, work)
            filed = [_add_piece(archive, facts, made, work) for made in pieces]
            _add_bytes(archive, MANIFEST, manifest(pieces, filed).encode("utf-8-sig"), facts.made_on)
            _add_bytes(archive, INDEX, index_page(facts, filed, beside).encode(), facts.made_on)
            work.begin("Enregistrement")
        work.end()
    return BundleReport((target,), pages, slips(pieces) if with_pdf else ())


def piece_name(piece: BundlePiece, most: int) -> str:
    """The name of a piece in the archive, such as « 03 - Devis signé.pdf »; ``most`` is the highest number of the archive."""
    width = max(2, len(str(most)))
    return legal_name(f"{piece.number:0{width}} - {piece.title}", legal_suffix(piece.name))


def manifest(pieces: Sequence[Prepared], filed: Sequence[Filed]) -> str:
    """One line for each piece, for a spreadsheet: semicolons, and no cell that it would take for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADS)
    for made, one in zip(pieces, filed, strict=True):
        day, author, pages, origin, confidential, digest = one.cells
        row = (
            one.number, one.title, made.piece.kind_label, day, author, pages, origin, confidential, digest, one.path,
            made.piece.name,
        )  # fmt: skip
        writer.writerow([_cell(str(value)) for value in row])
    return text.getvalue()


def _cell(value: str) -> str:
    flat = " ".join(value.split())
    return f"'{flat}" if flat.startswith(("=", "+", "-", "@")) else flat


# ---- what goes in ------------------------------------------------------------------------------------------------------
def _add_bundle(archive: ZipFile, facts: BundleFacts, pieces: tuple[Prepared, ...], work: Work) -> int:
    made = made_once(facts, pieces, work)
    volume = laid_out(facts, made, planned(made, 0), work)[0]
    whole = work.spool()
    write_volume(facts, volume, whole, work)
    whole.seek(0)
    _add_stream(archive, _info(BUNDLE, facts.made_on), whole, work)
    return volume.last_page


def _add_letters(archive: ZipFile, facts: BundleFacts, work: Work) -> list[Beside]:
    added = []
    if facts.statement_pdf is not None:
        _add_bytes(archive, STATEMENT, facts.statement_pdf, facts.made_on)
        added.append(Beside("Décompte", STATEMENT))
    for number, letter in enumerate(facts.letters, 1):
        path = f"{LETTERS}/{legal_name(f'{number:02} - {letter.title}', '.pdf')}"
        try:
            file = letter.path.open("rb")
        except OSError as fault:
            raise missing(letter) from fault
        with file:
            _add_stream(archive, _info(path, facts.made_on), file, work)
        added.append(Beside(letter.title, path))
    return added


def _add_piece(archive: ZipFile, facts: BundleFacts, made: Prepared, work: Work) -> Filed:
    piece = made.piece
    work.begin(typographic(f"Pièce n° {piece.number} : copie"))
    path = f"{PIECES}/{piece_name(piece, max(one.number for one in facts.pieces))}"
    packing = ZIP_STORED if piece.media_type in _PACKED or piece.media_type.startswith("image/") else ZIP_DEFLATED
    try:
        file = piece.path.open("rb")
    except OSError as fault:
        raise unreadable(piece) from fault
    with file:
        digest = _add_stream(archive, _info(path, facts.made_on, packing), file, work)
    if digest != piece.sha256:
        raise altered(piece)
    cells = (
        short_date(piece.dated_on),
        piece.author or "–",
        "–" if made.slip else str(made.pages.count),
        "copie" if piece.is_copy else "original",
        "oui" if piece.confidential else "non",
        piece.sha256,
    )
    return Filed(piece.number, piece.title, cells, path)


def _add_stream(archive: ZipFile, info: ZipInfo, source: BinaryIO, work: Work) -> str:
    """Copy a stream into the archive and return its SHA-256."""
    digest = hashlib.sha256()
    with archive.open(info, "w", force_zip64=True) as entry:
        while chunk := source.read(_CHUNK):
            work.pause()
            digest.update(chunk)
            entry.write(chunk)
    return digest.hexdigest()


def _add_bytes(archive: ZipFile, path: str, data: bytes, day: date) -> None:
    archive.writestr(_info(path, day), data)


def _info(path: str, day: date, packing: int = ZIP_DEFLATED) -> ZipInfo:
    """An entry dated by the day of the bundle: the clock would make two writings differ."""
    info = ZipInfo(path, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
    info.compress_type = packing
    info.external_attr = _ORDINARY_FILE
    return info
