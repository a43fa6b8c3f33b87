"""Quotes, orders and service contracts."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk import validation
from litigedesk.domain.insurance import InsuranceClaim
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.portage import DeliveryProof, Tripartite, ValidationRound
from litigedesk.domain.records import Contract, Deadline, Invoice, Letter
from litigedesk.domain.vocabulary import ContractKind
from litigedesk.errors import Problem, Refused
from litigedesk.formats import count
from litigedesk.operations.files import keep_document
from litigedesk.operations.outcome import operation

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@operation("Contrat{ contract} enregistré")
def save(desk: "Desk", contract: Contract, document: Path | None = None) -> Contract:
    """Add or change a contract of two parties; ``document`` is the paper as signed, kept whole.

    Raises ``InvalidInput``, and ``StorageError`` for a document that cannot be read.
    """
    if contract.id is not None and desk.table(Tripartite).first(contract_id=contract.id) is not None:
        contract = replace(contract, kind=ContractKind.TRIPARTITE)
    validation.refuse(problems(desk, contract))  # before the document is kept
    if document is not None:
        contract = replace(contract, file_id=keep_document(desk, document).id)
    return stored(desk, contract)


def stored(desk: "Desk", contract: Contract) -> Contract:
    """The contract just saved, inside the running step. Raises ``InvalidInput``."""
    validation.refuse(problems(desk, contract))
    table = desk.table(Contract)
    return table.insert(contract) if contract.id is None else table.update(contract)


def problems(desk: "Desk", contract: Contract) -> list[Problem]:
    """Faults of a contract: a kept one stays its client's once invoices, complaints or insurance claims follow from it."""
    found = validation.contract_problems(contract)
    if contract.id is None or desk.table(Contract).get(contract.id).client_id == contract.client_id:
        return found
    if desk.table(Complaint).count(contract_id=contract.id):
        sentence = "Une réclamation de son premier client porte sur ce contrat\u00a0: il ne peut pas en changer."
        return [*found, Problem("client_id", sentence)]
    if desk.table(InsuranceClaim).count(contract_id=contract.id):
        sentence = "Un sinistre avec son premier client porte sur ce contrat\u00a0: il ne peut pas en changer."
        return [*found, Problem("client_id", sentence)]
    others = [one for one in desk.table(Invoice).where(contract_id=contract.id) if one.client_id != contract.client_id]
    if others:
        billed = count(len(others), "facture")
        sentence = f"Ce contrat a déjà {billed} de son premier client\u00a0: il ne peut pas en changer."
        return [*found, Problem("client_id", sentence)]
    return found


@operation("Contrat{ contract} mis à la corbeille")
def delete(desk: "Desk", contract_id: int) -> None:
    """Put a contract in the trash; ``Refused`` while invoices, complaints or insurance claims refer to it."""
    contract = desk.table(Contract).get(contract_id)
    counted = (
        (desk.table(Invoice).count(contract_id=contract_id), "facture"),
        (desk.table(Complaint).count(contract_id=contract_id), "réclamation"),
        (desk.table(InsuranceClaim).count(contract_id=contract_id), "sinistre"),
    )
    if used := [count(n, word) for n, word in counted if n]:
        verb = "dépend" if sum(n for n, _ in counted) == 1 else "dépendent"
        raise Refused(f"{contract.reference} ne peut pas être supprimé\u00a0: {' et '.join(used)} en {verb} encore.")
    desk.trash.put(f"Contrat {contract.reference}", [contract, *_belongings(desk, contract_id)], desk.today())


def _belongings(desk: "Desk", contract_id: int) -> list[object]:
    """What goes to the trash with a contract of portage, parents first."""
    letters = desk.table(Letter).where(contract_id=contract_id)
    ids = {one.id for one in letters}
    dated = [one for one in desk.table(Deadline).all() if one.contract_id == contract_id or one.letter_id in ids]
    return [
        *desk.table(Tripartite).where(contract_id=contract_id),
        *letters,
        *desk.table(ValidationRound).where(contract_id=contract_id),
        *desk.table(DeliveryProof).where(contract_id=contract_id),
        *dated,
    ]
