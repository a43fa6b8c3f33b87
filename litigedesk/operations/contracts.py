"""Quotes, orders and service contracts."""

from typing import TYPE_CHECKING

from litigedesk import validation
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.records import Contract, Invoice
from litigedesk.errors import Problem, Refused
from litigedesk.formats import count
from litigedesk.operations.outcome import operation

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@operation("Contrat enregistré")
def save(desk: "Desk", contract: Contract) -> Contract:
    """Add or change a contract. Raises ``InvalidInput``."""
    validation.refuse(validation.contract_problems(contract) + _moved_problem(desk, contract))
    table = desk.table(Contract)
    if contract.id is None:
        return table.insert(contract)
    table.update(contract)
    return contract


def _moved_problem(desk: "Desk", contract: Contract) -> list[Problem]:
    """A contract keeps its client once invoices or complaints follow from it: they are that client's."""
    if contract.id is None:
        return []
    moved = desk.table(Contract).get(contract.id).client_id != contract.client_id
    if moved and desk.table(Complaint).count(contract_id=contract.id):
        sentence = "Une réclamation de son premier client porte sur ce contrat\u00a0: il ne peut pas en changer."
        return [Problem("client_id", sentence)]
    others = [one for one in desk.table(Invoice).where(contract_id=contract.id) if one.client_id != contract.client_id]
    if not others:
        return []
    billed = count(len(others), "facture")
    return [Problem("client_id", f"Ce contrat a déjà {billed} de son premier client\u00a0: il ne peut pas en changer.")]


@operation("Contrat mis à la corbeille")
def delete(desk: "Desk", contract_id: int) -> None:
    """Put a contract in the trash; ``Refused`` while invoices or complaints refer to it."""
    contract = desk.table(Contract).get(contract_id)
    counted = (
        (desk.table(Invoice).count(contract_id=contract_id), "facture"),
        (desk.table(Complaint).count(contract_id=contract_id), "réclamation"),
    )
    if used := [count(n, word) for n, word in counted if n]:
        verb = "dépend" if sum(n for n, _ in counted) == 1 else "dépendent"
        raise Refused(f"{contract.reference} ne peut pas être supprimé\u00a0: {' et '.join(used)} en {verb} encore.")
    desk.trash.put(f"Contrat {contract.reference}", [contract], desk.today())
