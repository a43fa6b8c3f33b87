"""The three kinds of proof that recovering an invoice asks for: the order, the invoice, the delivery; and how to get what lacks.

They are those that portage companies ask for before mandating a *commissaire de justice*. A proof is weak when the other side
may deny it: a delivery not signed, a date noted without its paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from litigedesk import formats
from litigedesk.domain.labelled import Labelled
from litigedesk.domain.portage import DeliveryProof, Tripartite
from litigedesk.domain.records import Contract, Invoice
from litigedesk.domain.vocabulary import DeliveryProofKind


class ProofKind(Labelled):
    """What is to be proved."""

    ORDER = "order", "Preuve de commande"
    INVOICE = "invoice", "Facture(s)"
    DELIVERY = "delivery", "Preuve de livraison"


class ProofState(Labelled):
    """How well it is."""

    PRESENT = "present", "Présente"
    WEAK = "weak", "Fragile"
    MISSING = "missing", "Manquante"


@dataclass(frozen=True)
class Piece:
    """One paper of the file; ``file_id`` is the kept file, ``None`` when only its existence was noted."""

    title: str
    file_id: int | None


@dataclass(frozen=True, kw_only=True)
class Proof:
    """One of the three proofs: how well it stands, why, how to make it stand better, and the papers that carry it."""

    kind: ProofKind
    state: ProofState
    sentence: str
    how: str
    pieces: tuple[Piece, ...]


def of_unpaid(
    contracts: Sequence[Contract],
    tripartites: Sequence[Tripartite],
    deliveries: Sequence[DeliveryProof],
    invoices: Sequence[Invoice],
) -> tuple[Proof, ...]:
    """The three proofs of an unpaid dispute, from its contracts, their deliveries and its invoices."""
    return (_order(contracts, tripartites), _invoices(invoices), _delivery(deliveries))


def lacking(found: Sequence[Proof]) -> tuple[Proof, ...]:
    """Those that do not stand as they should."""
    return tuple(proof for proof in found if proof.state is not ProofState.PRESENT)


def _order(contracts: Sequence[Contract], tripartites: Sequence[Tripartite]) -> Proof:
    signatures = {one.contract_id: one for one in tripartites}
    pieces, signed = [], False
    for contract in contracts:
        parties = signatures.get(contract.id or 0)
        day = parties.client_signed_on if parties is not None else contract.signed_on
        file_id = contract.file_id or (parties.client_file_id if parties is not None else None)
        title = " ".join(filter(None, (contract.kind.label, contract.reference)))
        if day is not None:
            title += f", signé par le client le {formats.date_long(day)}"
        pieces.append(Piece(title, file_id))
        signed = signed or (day is not None and file_id is not None)
    if signed:
        return _proof(ProofKind.ORDER, ProofState.PRESENT, "Le contrat signé est dans le dossier.", "", pieces)
    how = "Contrat, devis ou bon de commande signé, sinon le courriel par lequel le client a accepté : joignez le fichier."
    if pieces:
        lacks = "sans fichier joint" if not any(one.file_id for one in pieces) else "sans signature du client notée"
        return _proof(ProofKind.ORDER, ProofState.WEAK, f"Un contrat est noté, {lacks}.", how, pieces)
    return _proof(ProofKind.ORDER, ProofState.MISSING, "Aucun contrat n’est rattaché aux factures.", how, pieces)


def _invoices(invoices: Sequence[Invoice]) -> Proof:
    pieces = [Piece(f"Facture {one.number} du {formats.date_long(one.issued_on)}", one.file_id) for one in invoices]
    without = [one for one in pieces if one.file_id is None]
    how = "Téléchargez-la de votre espace (société de portage ou logiciel de facturation) et joignez-la à la facture."
    if not pieces:
        return _proof(ProofKind.INVOICE, ProofState.MISSING, "Aucune facture dans ce dossier.", how, pieces)
    if not without:
        return _proof(ProofKind.INVOICE, ProofState.PRESENT, "Chaque facture est jointe.", "", pieces)
    count = formats.count(len(without), "facture")
    state = ProofState.MISSING if len(without) == len(pieces) else ProofState.WEAK
    return _proof(ProofKind.INVOICE, state, f"{count} sans fichier joint.", how, pieces)


def _delivery(deliveries: Sequence[DeliveryProof]) -> Proof:
    pieces = [Piece(_called(one), one.file_id) for one in deliveries]
    how = (
        "Demandez au client de signer le compte rendu d’activité ou le procès-verbal de recette ; à défaut, son courriel "
        "qui reconnaît la livraison."
    )
    if any(one.signed_on is not None and one.file_id is not None for one in deliveries):
        return _proof(
            ProofKind.DELIVERY,
            ProofState.PRESENT,
            "Une livraison signée par le client est dans le dossier.",
            "",
            pieces,
        )
    if not pieces:
        sentence = "Ni compte rendu d’activité, ni procès-verbal de recette, ni livrable."
        return _proof(ProofKind.DELIVERY, ProofState.MISSING, sentence, how, pieces)
    lacks = "non signée par le client" if not any(one.signed_on for one in deliveries) else "sans fichier joint"
    return _proof(ProofKind.DELIVERY, ProofState.WEAK, f"Livraison notée, {lacks}.", how, pieces)


def _called(proof: DeliveryProof) -> str:
    words = proof.kind.label
    if proof.kind is DeliveryProofKind.ACTIVITY_REPORT and proof.month is not None:
        words = f"CRA {formats.of_month(proof.month)}"
    elif proof.title.strip():
        words = f"{words} : {proof.title.strip()}"
    told = "non signé" if proof.signed_on is None else f"signé le {formats.date_long(proof.signed_on)}"
    return f"{words}, {told}"


def _proof(kind: ProofKind, state: ProofState, sentence: str, how: str, pieces: Sequence[Piece]) -> Proof:
    return Proof(
        kind=kind,
        state=state,
        sentence=formats.typographic(sentence),
        how=formats.typographic(how),
        pieces=tuple(Piece(formats.typographic(one.title), one.file_id) for one in pieces),
    )
