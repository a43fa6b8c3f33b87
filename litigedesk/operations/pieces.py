"""The pieces of a dossier: taken in, described, put in order, renumbered on request, put away."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk import validation
from litigedesk.domain.evidence import Piece
from litigedesk.domain.matter import Matter, of_claim, of_dispute
from litigedesk.domain.records import Event, StoredFile
from litigedesk.domain.vocabulary import EventAuthor, EventKind, PieceKind
from litigedesk.errors import StorageError, UserError
from litigedesk.exchange import file_facts, mail
from litigedesk.operations.files import LARGEST, keep_bytes
from litigedesk.operations.outcome import operation
from litigedesk.queries import pieces as queries
from litigedesk.queries.files import content
from litigedesk.store.disk import read_file
from litigedesk.store.trash import TrashEntry

if TYPE_CHECKING:
    from litigedesk.desk import Desk

MAILS = frozenset({"message/rfc822", "application/vnd.ms-outlook"})


@dataclass(frozen=True)
class Incoming:
    """A file that comes in: its name and its content."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Taken:
    """What became of the files that came in: the pieces made, those already there by title, and what was refused and why."""

    added: tuple[Piece, ...]
    already: tuple[str, ...]
    refused: tuple[str, ...]


def read(paths: Iterable[Path]) -> tuple[list[Incoming], list[str]]:
    """The files of the user that could be read, and a sentence for each that could not."""
    found, refused = [], []
    for path in paths:
        try:
            found.append(Incoming(path.name, read_file(path, most=LARGEST)))
        except StorageError as fault:
            refused.append(str(fault))
    return found, refused


@operation("Pièces ajoutées")
def add(desk: "Desk", matter: Matter, incoming: Sequence[Incoming]) -> Taken:
    """Keep files as pieces of a dispute or a claim, each described from what it says of itself, the same file once.

    An e-mail also becomes a line of the timeline. What cannot be taken is told in ``refused`` and keeps nothing else out.
    """
    added, already, refused = [], [], []
    held = {row.file.sha256: row.piece for row in queries.rows(desk, matter)}
    for one in incoming:
        try:
            facts = file_facts.sniff(one.data, one.name)
        except UserError as fault:
            refused.append(str(fault))
            continue
        kept = keep_bytes(desk, one.data, one.name, facts.media_type)
        if kept.sha256 in held:
            already.append(f"{one.name}\u00a0: déjà la pièce n°\u00a0{held[kept.sha256].number}")
            continue
        piece = _made(desk, matter, kept, facts)
        if facts.media_type in MAILS:
            piece = _told(desk, matter, piece, one.data, one.name)
        held[kept.sha256] = piece = desk.table(Piece).insert(piece)
        added.append(piece)
    return Taken(tuple(added), tuple(already), tuple(refused))


def _made(desk: "Desk", matter: Matter, kept: StoredFile, facts: file_facts.FileFacts) -> Piece:
    stem = Path(kept.name).stem.replace("_", " ").strip() or kept.name
    return Piece(
        **{matter.column: matter.id},  # type: ignore[arg-type]
        number=next_number(desk, matter),
        place=_last_place(desk, matter) + 1,
        file_id=kept.id or 0,
        title=stem[:200],
        kind=PieceKind.CORRESPONDENCE if facts.media_type in MAILS else PieceKind.OTHER,
        dated_on=facts.dated_on,
        author=facts.author[:200],
    )


def _told(desk: "Desk", matter: Matter, piece: Piece, data: bytes, name: str) -> Piece:
    """The line of the timeline that an e-mail makes; one that cannot be read stays a piece."""
    try:
        read_mail = mail.read(data, name)
    except UserError:
        return piece
    day = read_mail.sent_at.date() if read_mail.sent_at is not None else None
    lines = [f"De {read_mail.sender}", f"À {', '.join(read_mail.recipients)}" if read_mail.recipients else ""]
    if read_mail.attachments:
        lines.append(f"Joint\u00a0: {', '.join(one.name for one in read_mail.attachments)}")
    title = read_mail.subject.strip() or "Courriel sans objet"
    event = Event(
        **{matter.column: matter.id},  # type: ignore[arg-type]
        kind=EventKind.EMAIL,
        author=EventAuthor.PROGRAM,
        happened_on=day or desk.today(),
        title=f"Courriel\u00a0: {title}"[:200],
        body="\n".join(filter(None, lines)),
    )
    event = desk.table(Event).insert(event)
    return replace(piece, title=title[:200], dated_on=day, author=read_mail.sender[:200], event_id=event.id)


@operation("Pièces ajoutées")
def add_known(desk: "Desk", matter: Matter, papers: Sequence[queries.KnownPaper]) -> Taken:
    """Make pieces of papers kept with the contract, the invoices, the deliveries, the complaint or the claim."""
    added = []
    for paper in papers:
        piece = Piece(
            **{matter.column: matter.id},  # type: ignore[arg-type]
            number=next_number(desk, matter),
            place=_last_place(desk, matter) + 1,
            file_id=paper.file_id,
            title=paper.title,
            kind=paper.kind,
            dated_on=paper.dated_on,
            author=paper.author,
            confidential=paper.confidential,
        )
        added.append(desk.table(Piece).insert(piece))
    return Taken(tuple(added), (), ())


@operation("Pièces jointes au courriel ajoutées")
def add_attachments(desk: "Desk", piece_id: int, names: Sequence[str]) -> Taken:
    """Make pieces of the attachments of an e-mail that is one; ``UserError`` when it cannot be read any more."""
    piece = desk.table(Piece).get(piece_id)
    stored = desk.table(StoredFile).get(piece.file_id)
    read_mail = mail.read(content(desk, piece.file_id) or b"", stored.name)
    wanted = [Incoming(one.name, one.data) for one in read_mail.attachments if one.name in names]
    taken = add(desk, _matter(piece), wanted).value
    for one in taken.added:
        if one.dated_on is None:
            desk.table(Piece).update(replace(one, dated_on=piece.dated_on))
    return taken


@operation("Pièce modifiée")
def save(desk: "Desk", piece: Piece) -> Piece:
    """Change what a piece says of itself. Raises ``InvalidInput``."""
    validation.refuse(validation.piece_problems(piece, desk.today()))
    return desk.table(Piece).update(piece)


@operation("Ordre des pièces changé")
def move(desk: "Desk", piece_id: int, to: int) -> None:
    """Put a piece at a rank of its list, from 0; its number stays."""
    table = desk.table(Piece)
    piece = table.get(piece_id)
    matter = _matter(piece)
    held = [row.piece for row in queries.rows(desk, matter) if row.piece.id != piece_id]
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


@operation("Pièce mise à la corbeille")
def delete(desk: "Desk", piece_id: int) -> None:
    """Put a piece in the trash, with the line of the timeline that it made; its file stays in the data folder."""
    piece = desk.table(Piece).get(piece_id)
    event = desk.table(Event).find(piece.event_id) if piece.event_id is not None else None
    records: list[object] = [event, piece] if event is not None else [piece]
    desk.trash.put(f"Pièce n°\u00a0{piece.number}\u00a0: {piece.title}", records, desk.today())


def next_number(desk: "Desk", matter: Matter) -> int:
    """The next free number of a dossier: one used by a piece in the trash, which may come back, is not free."""
    used = [one.number for one in desk.table(Piece).where("id", **{matter.column: matter.id})]
    for entry in desk.table(TrashEntry).all():
        if '"piece"' not in entry.images:
            continue
        rows = (one["row"] for one in json.loads(entry.images) if one.get("table") == "piece" and "row" in one)
        used += [row["number"] for row in rows if row.get(matter.column) == matter.id]
    return max(used, default=0) + 1


def _last_place(desk: "Desk", matter: Matter) -> int:
    return max((one.place for one in desk.table(Piece).where("id", **{matter.column: matter.id})), default=0)


def _matter(piece: Piece) -> Matter:
    if piece.insurance_claim_id is not None:
        return of_claim(piece.insurance_claim_id)
    return of_dispute(piece.dispute_id or 0)
