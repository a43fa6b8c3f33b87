"""The pieces of a dossier: taken in, described, put in order, renumbered on request, put away."""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk import formats, validation
from litigedesk.domain.evidence import Piece
from litigedesk.domain.insurance import ClaimPiece, InsuranceClaim
from litigedesk.domain.matter import Matter, MatterKind, of_claim, of_dispute
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.records import Contract, Event, Invoice, StoredFile
from litigedesk.domain.vocabulary import EventAuthor, EventKind, PieceKind
from litigedesk.errors import StorageError, UserError
from litigedesk.exchange import file_facts, mail
from litigedesk.exchange.file_name import safe_name
from litigedesk.operations.files import LARGEST, keep_bytes
from litigedesk.operations.outcome import operation
from litigedesk.queries import pieces as queries
from litigedesk.queries.files import content
from litigedesk.queries.piece_uses import Use, UseKind
from litigedesk.store.disk import read_file
from litigedesk.store.trash import TrashEntry

if TYPE_CHECKING:
    from litigedesk.desk import Desk

TOGETHER = 500_000_000  # bytes read at once: all are held in memory until the step is written
MAILS = frozenset({"message/rfc822", "application/vnd.ms-outlook"})
_NAMED = (  # what the name of a file says it is, the most telling words first; without accents, in small letters
    (PieceKind.RECEIPT, r"avis de reception|accuse|recepisse|\bar\b"),
    (PieceKind.NOTICE, r"mise en demeure"),
    (PieceKind.ATTESTATION, r"attestation"),
    (PieceKind.EXPERT, r"expert"),
    (PieceKind.DELIVERY, r"livraison|recette|\bbl\b|\bcra\b|compte rendu d.activite"),
    (PieceKind.INVOICE, r"facture|\bavoir\b"),
    (PieceKind.ORDER, r"devis|commande|contrat|\bbdc\b"),
    (PieceKind.CORRESPONDENCE, r"courriel|mail|courrier|lettre|relance|reclamation|\bsms\b"),
)


@dataclass(frozen=True)
class Incoming:
    """A file that comes in: its name and its content."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Taken:
    """What became of the files that came in: the pieces made, those that were there before, and what was refused and why."""

    added: tuple[Piece, ...]
    already: tuple[Piece, ...]
    refused: tuple[str, ...]


def read(paths: Sequence[Path], together: int = TOGETHER) -> tuple[list[Incoming], list[str]]:
    """The files of the user that could be read, and a sentence for each that could not.

    Past ``together`` bytes the rest is left, counted in one sentence.
    """
    found: list[Incoming] = []
    refused, weight = [], 0
    for place, path in enumerate(paths):
        if weight > together:
            many = formats.count(len(paths) - place, "fichier reste", "fichiers restent")
            most = formats.file_size(together)
            refused.append(formats.typographic(f"{many} à ajouter ensuite : au plus {most} d’un coup."))
            break
        try:
            data = read_file(path, most=LARGEST)
        except StorageError as fault:
            refused.append(str(fault))
        else:
            found.append(Incoming(path.name, data))
            weight += len(data)
    return found, refused


@operation("Pièces ajoutées{ — piece}")
def add(desk: "Desk", matter: Matter, incoming: Sequence[Incoming], kind: PieceKind | None = None) -> Taken:
    """Keep files as pieces of a dispute or a claim, each described from what it says of itself, the same file once.

    An e-mail also becomes a line of the timeline. What cannot be taken is told in ``refused`` and keeps nothing else out.
    ``kind`` is what they are, when the user said so beforehand.
    """
    added, already, refused = [], [], []
    held = {row.file.sha256: row.piece for row in queries.rows(desk, matter)}
    for one in incoming:
        name, content_id = safe_name(one.name), hashlib.sha256(one.data).hexdigest()
        if fault := _refusal(name, one.data):
            refused.append(fault)
        elif content_id in held:
            already.append(held[content_id])
        else:
            held[content_id] = _taken(desk, matter, replace(one, name=name), kind)
            added.append(held[content_id])
    return Taken(tuple(added), tuple(dict.fromkeys(already)), tuple(refused))


def _refusal(name: str, data: bytes) -> str:
    """Why a file cannot be a piece; empty when it can: one that is broken or protected is kept as it is."""
    if not data:
        return formats.typographic(f"« {name} » est vide.")
    if len(data) > LARGEST:
        return formats.typographic(f"« {name} » est trop gros : au plus {formats.file_size(LARGEST)}.")
    return ""


def _taken(desk: "Desk", matter: Matter, one: Incoming, kind: PieceKind | None) -> Piece:
    facts = file_facts.sniff(one.data, one.name)
    kept = keep_bytes(desk, one.data, one.name, facts.media_type)
    piece = _made(desk, matter, kept, facts)
    if facts.media_type in MAILS:
        piece = _told(desk, matter, piece, one.data)
    if kind is not None:
        piece = replace(piece, kind=kind)
    return desk.table(Piece).insert(piece)


def _made(desk: "Desk", matter: Matter, kept: StoredFile, facts: file_facts.FileFacts) -> Piece:
    stem = Path(kept.name).stem.replace("_", " ").strip() or kept.name
    past = facts.dated_on is not None and facts.dated_on <= desk.today()
    return Piece(
        **{matter.column: matter.id},  # type: ignore[arg-type]
        number=next_number(desk, matter),
        place=last_place(desk, matter) + 1,
        file_id=kept.id or 0,
        title=stem[:200],
        kind=PieceKind.CORRESPONDENCE if facts.media_type in MAILS else _kind_named(stem),
        dated_on=facts.dated_on if past else None,  # a clock set wrong would keep the piece from being saved again
        author=facts.author[:200],
    )


def _kind_named(stem: str) -> PieceKind:
    """What the name says it is; the user confirms or changes it."""
    words = re.sub(r"[-_.]+", " ", formats.folded(stem))
    return next((kind for kind, pattern in _NAMED if re.search(pattern, words)), PieceKind.OTHER)


def _told(desk: "Desk", matter: Matter, piece: Piece, data: bytes) -> Piece:
    """The line of the timeline that an e-mail makes; one that cannot be read stays a piece."""
    try:
        read_mail = mail.read(data)
    except UserError:
        return piece
    lines = [f"De {read_mail.sender}" if read_mail.sender else ""]
    lines.append(f"À {', '.join(read_mail.recipients)}" if read_mail.recipients else "")
    if read_mail.attachments:
        lines.append(f"Joint\u00a0: {', '.join(one.name for one in read_mail.attachments)}")
    piece = replace(piece, title=(read_mail.subject.strip() or "Courriel sans objet")[:200])
    event = Event(
        dispute_id=_dispute_of(desk, matter),
        insurance_claim_id=matter.id if matter.kind is MatterKind.CLAIM else None,
        kind=EventKind.EMAIL,
        author=EventAuthor.PROGRAM,
        happened_on=piece.dated_on or desk.today(),
        title=_line_title(piece),
        body="\n".join(filter(None, lines)),
    )
    return replace(piece, event_id=desk.table(Event).insert(event).id)


def _dispute_of(desk: "Desk", matter: Matter) -> int | None:
    """The dispute whose timeline also tells it: that of a claim, if it came of one."""
    return desk.table(InsuranceClaim).get(matter.id).dispute_id if matter.kind is MatterKind.CLAIM else matter.id


def _line_title(piece: Piece) -> str:
    return f"Courriel\u00a0: {piece.title}"[:200]


@operation("Pièces ajoutées{ — piece}")
def add_known(desk: "Desk", matter: Matter, papers: Sequence[queries.KnownPaper]) -> Taken:
    """Make pieces of papers kept with the contract, the invoices, the deliveries, the complaint or the claim, each content once."""
    added, already = [], []
    held = {row.file.sha256: row.piece for row in queries.rows(desk, matter)}
    for paper in papers:
        content_id = desk.table(StoredFile).get(paper.file_id).sha256
        if content_id in held:
            already.append(held[content_id])
            continue
        piece = Piece(
            **{matter.column: matter.id},  # type: ignore[arg-type]
            number=next_number(desk, matter),
            place=last_place(desk, matter) + 1,
            file_id=paper.file_id,
            title=paper.title[:200],
            kind=paper.kind,
            dated_on=paper.dated_on,
            confidential=paper.confidential,
        )
        held[content_id] = piece = desk.table(Piece).insert(piece)
        added.append(piece)
    return Taken(tuple(added), tuple(already), ())


@operation("Pièces jointes au courriel ajoutées{ — piece}")
def add_attachments(desk: "Desk", piece_id: int, places: Collection[int]) -> Taken:
    """Make pieces of the attachments of an e-mail that is one, by their places from 0.

    What it does not say itself (day, confidence) they take from the e-mail. ``UserError`` when it cannot be read any more.
    """
    piece = desk.table(Piece).get(piece_id)
    read_mail = mail.read(content(desk, piece.file_id) or b"")
    wanted = [Incoming(one.name, one.data) for place, one in enumerate(read_mail.attachments) if place in places]
    taken = add(desk, matter_of(piece), wanted).value
    added = [
        desk.table(Piece).update(replace(one, dated_on=one.dated_on or piece.dated_on, confidential=piece.confidential))
        for one in taken.added
    ]
    return replace(taken, added=tuple(added))


@operation("Emploi de la pièce noté")
def serve(desk: "Desk", piece_id: int, use: Use, serves: bool = True) -> None:
    """Let a piece be the paper of a record of its dossier too, or no longer; the file is kept once.

    ``NotFound`` when the record is gone.
    """
    piece = desk.table(Piece).get(piece_id)
    file_id = piece.file_id if serves else None
    match use.kind:
        case UseKind.CONTRACT:
            contracts = desk.table(Contract)
            contracts.update(replace(contracts.get(use.record_id), file_id=file_id))
        case UseKind.INVOICE:
            invoices = desk.table(Invoice)
            invoices.update(replace(invoices.get(use.record_id), file_id=file_id))
        case UseKind.COMPLAINT:
            complaints = desk.table(Complaint)
            complaints.update(replace(complaints.get(use.record_id), file_id=file_id))
        case UseKind.CLAIM:
            _serve_claim(desk, piece, use, file_id)


def _serve_claim(desk: "Desk", piece: Piece, use: Use, file_id: int | None) -> None:
    desk.table(InsuranceClaim).get(use.record_id)
    table = desk.table(ClaimPiece)
    present = table.first(insurance_claim_id=use.record_id, key=use.key)
    obtained = (piece.dated_on or desk.today()) if file_id is not None else None
    if present is None:
        table.insert(ClaimPiece(insurance_claim_id=use.record_id, key=use.key, file_id=file_id, obtained_on=obtained))
    else:
        table.update(replace(present, file_id=file_id, obtained_on=obtained, not_needed=False))


@operation("Pièce modifiée{ — piece}")
def save(desk: "Desk", piece: Piece) -> Piece:
    """Change what a piece says of itself, and the line of the timeline that it made. Raises ``InvalidInput``."""
    validation.refuse(validation.piece_problems(piece, desk.today()))
    event = desk.table(Event).find(piece.event_id) if piece.event_id is not None else None
    if event is not None:
        day = piece.dated_on or event.happened_on
        line = replace(event, title=_line_title(piece), happened_on=day, confidential=piece.confidential)
        desk.table(Event).update(line)
    return desk.table(Piece).update(piece)


@operation("Ordre des pièces changé")
def move(desk: "Desk", piece_id: int, to: int) -> None:
    """Put a piece at a rank of its list, from 0; its number stays."""
    table = desk.table(Piece)
    piece = table.get(piece_id)
    held = [row.piece for row in queries.rows(desk, matter_of(piece)) if row.piece.id != piece_id]
    held.insert(max(0, min(to, len(held))), piece)
    for place, one in enumerate(held, 1):
        if one.place != place:
            table.update(replace(one, place=place))


@operation("Pièces renumérotées")
def renumber(desk: "Desk", matter: Matter) -> None:
    """Give the pieces the numbers of their order, from 1; letters already sent keep those they cite."""
    table = desk.table(Piece)
    for number, row in enumerate(queries.rows(desk, matter), 1):
        if row.piece.number != number:
            table.update(replace(row.piece, number=number))


@operation("Pièce mise à la corbeille{ — piece}")
def delete(desk: "Desk", piece_id: int) -> None:
    """Put a piece in the trash, with the line of the timeline that it made; its file stays in the data folder."""
    piece = desk.table(Piece).get(piece_id)
    event = desk.table(Event).find(piece.event_id) if piece.event_id is not None else None
    records: list[object] = [event, piece] if event is not None else [piece]
    desk.trash.put(f"Pièce n°\u00a0{piece.number}\u00a0: {piece.title}", records, desk.today())


def brought_back(desk: "Desk", piece_ids: Iterable[int]) -> None:
    """A piece out of the trash whose number was given away meanwhile, by renumbering, takes the next free one."""
    table = desk.table(Piece)
    for piece in map(table.get, piece_ids):
        matter = matter_of(piece)
        if table.count(number=piece.number, **{matter.column: matter.id}) > 1:
            table.update(replace(piece, number=next_number(desk, matter)))


def next_number(desk: "Desk", matter: Matter) -> int:
    """The next free number of a dossier: one used by a piece in the trash, which may come back, is not free."""
    used = [one.number for one in desk.table(Piece).where("id", **{matter.column: matter.id})]
    for entry in desk.table(TrashEntry).all():
        if '"piece"' not in entry.images:
            continue
        rows = (one["row"] for one in json.loads(entry.images) if one.get("table") == "piece" and "row" in one)
        used += [row["number"] for row in rows if row.get(matter.column) == matter.id]
    return max(used, default=0) + 1


def last_place(desk: "Desk", matter: Matter) -> int:
    """The rank of the last piece of a dossier, from 1; 0 without pieces."""
    return max((one.place for one in desk.table(Piece).where("id", **{matter.column: matter.id})), default=0)


def matter_of(piece: Piece) -> Matter:
    """What a piece belongs to."""
    if piece.insurance_claim_id is not None:
        return of_claim(piece.insurance_claim_id)
    assert piece.dispute_id is not None
    return of_dispute(piece.dispute_id)
