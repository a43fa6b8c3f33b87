"""Questions about the pieces of a dossier: the list, and the papers kept elsewhere that could join it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.evidence import Piece
from litigedesk.domain.insurance import ClaimPiece, InsuranceClaim
from litigedesk.domain.matter import Matter, MatterKind
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.portage import DeliveryProof, Tripartite
from litigedesk.domain.records import Contract, Invoice, Letter, StoredFile
from litigedesk.domain.vocabulary import DeliveryProofKind, InvoiceKind, PieceKind
from litigedesk.letters.facts import InventoryFacts
from litigedesk.letters.ids import NOTICE
from litigedesk.queries import policies
from litigedesk.rules import claim_pieces

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@dataclass(frozen=True)
class PieceRow:
    """One piece with its file."""

    piece: Piece
    file: StoredFile


@dataclass(frozen=True, kw_only=True)
class KnownPaper:
    """A paper kept with a contract, an invoice, a complaint, a delivery or a claim, that is no piece of the dossier yet."""

    file_id: int
    title: str
    kind: PieceKind
    dated_on: date | None = None
    confidential: bool = False


_FILES = "SELECT * FROM stored_file WHERE id IN (SELECT file_id FROM piece WHERE {column} = ?)"


def rows(desk: "Desk", matter: Matter) -> list[PieceRow]:
    """The pieces of a dispute or a claim, in the order they are handed over."""
    found = desk.table(StoredFile).select(_FILES.format(column=matter.column), (matter.id,))
    files = {one.id: one for one in found}
    held = desk.table(Piece).where(order="place, number", **{matter.column: matter.id})
    return [PieceRow(one, files[one.file_id]) for one in held]


def inventory(desk: "Desk", matter: Matter) -> tuple[InventoryFacts, ...]:
    """The pieces as a bordereau lists them, in their order, without those that are confidential (C. conso. L612-3)."""
    return tuple(
        InventoryFacts(
            number=one.number,
            title=one.title,
            dated_on=one.dated_on,
            author=one.author,
            is_copy=one.is_copy,
            file_id=one.file_id,
        )
        for one in desk.table(Piece).where(order="place, number", confidential=False, **{matter.column: matter.id})
    )


def piece(desk: "Desk", piece_id: int) -> Piece:
    """One piece; ``NotFound`` if it is gone."""
    return desk.table(Piece).get(piece_id)


def known_papers(desk: "Desk", matter: Matter) -> list[KnownPaper]:
    """The papers kept with the records of a dossier that are not among its pieces yet, each file once."""
    held = {row.file.sha256 for row in rows(desk, matter)}
    found: dict[str, KnownPaper] = {}
    for paper in _papers(desk, matter):
        content_id = desk.table(StoredFile).get(paper.file_id).sha256
        if content_id not in held:
            found.setdefault(content_id, paper)
    return list(found.values())


def _papers(desk: "Desk", matter: Matter) -> Iterator[KnownPaper]:
    contract_ids = _contracts(desk, matter)
    for contract in (desk.table(Contract).get(one) for one in contract_ids):
        yield from _of_contract(desk, contract)
    if matter.kind is MatterKind.CLAIM:
        yield from _of_claim(desk, matter.id)
    else:
        yield from _of_dispute(desk, matter.id)
    for letter in desk.table(Letter).where(order="sent_on, id", **{matter.column: matter.id}):
        if letter.pdf_file_id is not None and letter.sent_on is not None:
            yield KnownPaper(
                file_id=letter.pdf_file_id,
                title=f"{letter.title} du {formats.date_long(letter.written_on)}",
                kind=PieceKind.NOTICE if letter.template == NOTICE else PieceKind.CORRESPONDENCE,
                dated_on=letter.sent_on,
                confidential=letter.confidential,
            )
        if letter.receipt_file_id is not None:
            yield KnownPaper(
                file_id=letter.receipt_file_id,
                title=f"Avis de réception, {letter.title.lower()} du {formats.date_long(letter.written_on)}",
                kind=PieceKind.RECEIPT,
                dated_on=letter.received_on or letter.presented_on,
                confidential=letter.confidential,
            )


def _contracts(desk: "Desk", matter: Matter) -> list[int]:
    if matter.kind is MatterKind.DISPUTE:
        return policies.contracts_of(desk, matter.id)
    contract_id = desk.table(InsuranceClaim).get(matter.id).contract_id
    return [] if contract_id is None else [contract_id]


def _of_contract(desk: "Desk", contract: Contract) -> Iterator[KnownPaper]:
    name = " ".join(filter(None, (contract.kind.label, contract.reference)))
    if contract.file_id is not None:
        signed = " signé" if contract.signed_on else ""
        yield KnownPaper(
            file_id=contract.file_id, title=f"{name}{signed}", kind=PieceKind.ORDER, dated_on=contract.signed_on
        )
    for parties in desk.table(Tripartite).where(contract_id=contract.id):
        if parties.client_file_id is not None:
            yield KnownPaper(
                file_id=parties.client_file_id,
                title=f"{name}, signé par le client",
                kind=PieceKind.ORDER,
                dated_on=parties.client_signed_on,
            )
    for proof in desk.table(DeliveryProof).where(order="made_on, id", contract_id=contract.id):
        if proof.file_id is not None:
            yield KnownPaper(
                file_id=proof.file_id,
                title=_delivered(proof),
                kind=PieceKind.DELIVERY,
                dated_on=proof.signed_on or proof.made_on,
            )


def _delivered(proof: DeliveryProof) -> str:
    if proof.kind is DeliveryProofKind.ACTIVITY_REPORT and proof.month is not None:
        words = f"Compte rendu d’activité {formats.of_month(proof.month)}"
    else:
        words = proof.title.strip() or proof.kind.label
    return f"{words}, signé par le client" if proof.signed_on else words


def _of_dispute(desk: "Desk", dispute_id: int) -> Iterator[KnownPaper]:
    for invoice in desk.table(Invoice).where(order="issued_on, id", dispute_id=dispute_id):
        if invoice.file_id is not None:
            word = "Avoir" if invoice.kind is InvoiceKind.CREDIT_NOTE else "Facture"
            yield KnownPaper(
                file_id=invoice.file_id,
                title=f"{word} {invoice.number}",
                kind=PieceKind.INVOICE,
                dated_on=invoice.issued_on,
            )
    for complaint in desk.table(Complaint).where(order="received_on, id", dispute_id=dispute_id):
        if complaint.file_id is not None:
            yield KnownPaper(
                file_id=complaint.file_id,
                title=f"Réclamation reçue le {formats.date_long(complaint.received_on)}",
                kind=PieceKind.CORRESPONDENCE,
                dated_on=complaint.received_on,
            )


def _of_claim(desk: "Desk", claim_id: int) -> Iterator[KnownPaper]:
    titles = {one.key: one.title for one in claim_pieces.kinds()}
    for held in desk.table(ClaimPiece).where(order="id", insurance_claim_id=claim_id):
        if held.file_id is not None:
            yield KnownPaper(
                file_id=held.file_id,
                title=held.title or titles.get(held.key, "Pièce"),
                kind=PieceKind.OTHER,
                dated_on=None,
            )
