"""The trash: bring back, empty."""

from datetime import date
from typing import TYPE_CHECKING

from litigedesk.domain.agreement import Agreement
from litigedesk.domain.insurance import InsuranceClaim, Policy
from litigedesk.domain.mediation import Complaint, Convention, Mediation
from litigedesk.domain.procedure import Procedure
from litigedesk.domain.records import Contract, Dispute, Invoice, Letter, Payment
from litigedesk.errors import Refused
from litigedesk.operations import (
    agreements,
    clocks,
    complaints,
    disputes,
    insurance_claims,
    letters,
    mediations,
    mediators,
    payment_lines,
    pieces,
    policies,
    procedures,
)
from litigedesk.operations.outcome import operation
from litigedesk.store.faults import quoted
from litigedesk.store.trash import TrashEntry
from litigedesk.store.undo import row_id

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@operation("Repris de la corbeille{ — trash}")
def restore(desk: "Desk", trash_id: int) -> None:
    """Bring a deleted record back with all that went with it; ``Refused`` when what it belongs to is gone."""
    entry = desk.table(TrashEntry).get(trash_id)
    was = clocks.of_row(desk, entry.rows[0][1])
    desk.trash.restore(trash_id)
    _refuse_anothers_contract(desk, entry)
    _refuse_a_line_noted_again(desk, entry)
    _take_in(desk, entry, was)
    _count_payments(desk, entry)


def _refuse_anothers_contract(desk: "Desk", entry: TrashEntry) -> None:
    """A contract or a dispute that nothing referred to meanwhile may have been given to another client."""
    held = [(table, row_id(row)) for table, row in entry.rows]
    pairs = [(one.client_id, one.contract_id) for one in map(desk.table(Invoice).get, _of("invoice", held))]
    for complaint in map(desk.table(Complaint).get, _of("complaint", held)):
        pairs.append((desk.table(Dispute).get(complaint.dispute_id).client_id, complaint.contract_id))
    for claim in map(desk.table(InsuranceClaim).get, _of("insurance_claim", held)):
        dispute = None if claim.dispute_id is None else desk.table(Dispute).get(claim.dispute_id)
        if dispute is not None and claim.client_id not in {None, dispute.client_id}:
            raise _given_away(entry, f"le litige {dispute.reference}")
        client_id = claim.client_id if dispute is None else dispute.client_id
        if client_id is not None:
            pairs.append((client_id, claim.contract_id))
    for client_id, contract_id in pairs:
        contract = None if contract_id is None else desk.table(Contract).get(contract_id)
        if contract is not None and contract.client_id != client_id:
            raise _given_away(entry, f"le contrat {contract.reference}")


def _refuse_a_line_noted_again(desk: "Desk", entry: TrashEntry) -> None:
    """A line of a statement whose payment was thrown away is proposed again, and may have been noted meanwhile."""
    for payment_id in _of("payment", [(table, row_id(row)) for table, row in entry.rows]):
        payment = desk.table(Payment).get(payment_id)
        known = {"invoice_id": payment.invoice_id, "bank_reference": payment.bank_reference}
        if payment.bank_reference and desk.table(Payment).count(**known) > 1:
            raise Refused(
                f"Impossible de restaurer {quoted(entry.label)}\u00a0: cette ligne du relevé a été notée de nouveau depuis, et le "
                "paiement compterait deux fois."
            )


def _given_away(entry: TrashEntry, what: str) -> Refused:
    return Refused(
        f"Impossible de restaurer {quoted(entry.label)}\u00a0: {what} est maintenant celui d’un autre client."
    )


def _of(table: str, rows: list[tuple[str, int]]) -> list[int]:
    return [record_id for name, record_id in rows if name == table]


def _take_in(desk: "Desk", entry: TrashEntry, was: clocks.Expected) -> None:
    """What the record brought back changes around it, and what changed meanwhile changes in it."""
    record_id = row_id(entry.rows[0][1])
    match entry.kind:
        case "letter":
            letters.brought_back(desk, desk.table(Letter).get(record_id))
        case "dispute":
            disputes.brought_back(desk, desk.table(Dispute).get(record_id), [other for _, other in entry.stayed])
            for mediation in desk.table(Mediation).where(dispute_id=record_id):
                mediations.follow(desk, mediation)  # the mediator may have another name
        case "complaint":
            complaints.follow(desk, desk.table(Complaint).get(record_id), was)
        case "mediation":
            mediations.brought_back(desk, desk.table(Mediation).get(record_id), was)
        case "procedure":
            procedures.brought_back(desk, desk.table(Procedure).get(record_id), was)
        case "insurance_claim":
            insurance_claims.brought_back(desk, desk.table(InsuranceClaim).get(record_id), was)
        case "piece" | "event":  # an e-mail comes with its line, which stands first
            pieces.brought_back(desk, _of("piece", [(table, row_id(row)) for table, row in entry.rows]))
        case _:
            _take_in_setting(desk, entry.kind, record_id)
    clocks.follow_around(desk, was)


def _count_payments(desk: "Desk", entry: TrashEntry) -> None:
    """An agreement brought back counts what was paid meanwhile; a payment brought back is counted again."""
    record_id = row_id(entry.rows[0][1])
    if entry.kind == "agreement":
        agreements.brought_back(desk, desk.table(Agreement).get(record_id))
    elif entry.kind == "payment":
        invoice = desk.table(Invoice).get(desk.table(Payment).get(record_id).invoice_id)
        payment_lines.follow(desk, invoice)  # its invoice may be in another dispute, or in none
        agreements.follow_payments(desk, invoice.dispute_id)


def _take_in_setting(desk: "Desk", kind: str, record_id: int) -> None:
    """What is outside disputes: contracts, portage companies, policies, conventions."""
    match kind:
        case "contract":
            clocks.follow_contract(desk, record_id, clocks.of_contract(desk, record_id))
        case "portage_company":
            clocks.follow_all(desk)
        case "policy":
            policy = desk.table(Policy).get(record_id)
            policies.follow(desk, policy, policy)
            clocks.follow_all(desk)
        case "convention":
            convention = desk.table(Convention).get(record_id)
            mediators.follow(desk, convention, convention)


def empty(desk: "Desk") -> int:
    """Delete everything in the trash for good; cannot be undone. Returns how many entries."""
    return desk.trash.purge(date.max)  # those that a clock set ahead dated too
