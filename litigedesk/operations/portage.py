"""Portage companies, three-party contracts, their validation and signatures, and the proofs of delivery."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from litigedesk import formats, validation
from litigedesk.domain.insurance import Policy
from litigedesk.domain.portage import DeliveryProof, PortageCompany, Tripartite, ValidationRound
from litigedesk.domain.records import Client, Contract, Letter
from litigedesk.domain.vocabulary import ClientKind, ContractKind, DeliveryProofKind
from litigedesk.errors import InvalidInput, Problem, Refused
from litigedesk.letters.ids import SUBMIT_CONTRACT
from litigedesk.operations import clocks
from litigedesk.operations.contracts import problems as contract_problems
from litigedesk.operations.contracts import stored as stored_contract
from litigedesk.operations.files import keep_document
from litigedesk.operations.outcome import operation

if TYPE_CHECKING:
    from litigedesk.desk import Desk

Paper = Literal["draft", "worker", "client", "company"]
SIGNED: Final[tuple[Paper, ...]] = ("worker", "client", "company")
_NOT_THREE_PARTIES = "Ce contrat n’est pas un contrat de portage à trois parties."


@operation("Société de portage enregistrée{ — portage_company}")
def save_company(desk: "Desk", company: PortageCompany) -> PortageCompany:
    """Add or change a portage company. Raises ``InvalidInput``."""
    validation.refuse(validation.portage_company_problems(company))
    table = desk.table(PortageCompany)
    if company.id is not None:
        return table.update(company)
    company = table.insert(company)
    clocks.follow_all(desk)  # whose policy answers may follow from which companies there are
    return company


@operation("Société de portage mise à la corbeille{ — portage_company}")
def delete_company(desk: "Desk", company_id: int) -> None:
    """Put a portage company in the trash; ``Refused`` while a contract or a policy names it."""
    company = desk.table(PortageCompany).get(company_id)
    counted = (
        (desk.table(Tripartite).count(company_id=company_id), "contrat"),
        (desk.table(Policy).count(company_id=company_id), "assurance"),
    )
    if used := [formats.count(n, word) for n, word in counted if n]:
        verb = "la nomme" if sum(n for n, _ in counted) == 1 else "la nomment"
        raise Refused(f"{company.name} ne peut pas être supprimée\u00a0: {' et '.join(used)} {verb} encore.")
    desk.trash.put(f"Société de portage {company.name}", [company], desk.today())
    clocks.follow_all(desk)


@operation("Contrat de portage{ contract} enregistré")
def save(
    desk: "Desk", contract: Contract, tripartite: Tripartite, documents: Mapping[Paper, Path] | None = None
) -> Contract:
    """Add or change a contract with its three-party part; ``documents`` are the draft and the papers as signed, kept whole.

    The contract counts as signed from the last of the three signatures. Raises ``InvalidInput``, and ``StorageError`` for a
    document that cannot be read.
    """
    contract = replace(contract, kind=ContractKind.TRIPARTITE)
    _refuse_faults(desk, contract, tripartite)
    for paper, path in (documents or {}).items():
        tripartite = replace(tripartite, **{f"{paper}_file_id": keep_document(desk, path).id})  # type: ignore[arg-type]
    contract = stored_contract(desk, _concluded(contract, tripartite))
    assert contract.id is not None
    table = desk.table(Tripartite)
    before, was = table.first(contract_id=contract.id), clocks.of_contract(desk, contract.id)
    tripartite = replace(tripartite, id=before.id if before else None, contract_id=contract.id)
    if before is None:
        table.insert(tripartite)
    else:
        table.update(tripartite)
    clocks.follow_contract(desk, contract.id, was)
    if before is None or before.company_id != tripartite.company_id:
        clocks.follow_all(desk)  # another company has another policy
    return contract


def _refuse_faults(desk: "Desk", contract: Contract, tripartite: Tripartite) -> None:
    """Refuse before any document is kept. Raises ``InvalidInput``."""
    client = desk.table(Client).find(contract.client_id)
    kind = client.kind if client is not None else ClientKind.UNKNOWN
    rounds = desk.table(ValidationRound).where(contract_id=contract.id) if contract.id is not None else []
    problems = contract_problems(desk, contract)
    problems += validation.tripartite_problems(contract, tripartite, kind, rounds, desk.today())
    validation.refuse(problems)


def _concluded(contract: Contract, tripartite: Tripartite) -> Contract:
    """The day and paper of the contract are those of the last signature, once the three are there."""
    days = [(getattr(tripartite, f"{who}_signed_on"), getattr(tripartite, f"{who}_file_id")) for who in SIGNED]
    if any(day is None for day, _ in days):
        return replace(contract, signed_on=None)
    last, _ = max(days, key=lambda one: one[0])
    papers = [file_id for day, file_id in sorted(days, key=lambda one: one[0]) if file_id is not None]
    return replace(contract, signed_on=last, file_id=papers[-1] if papers else contract.file_id)


@operation("Étape du contrat de portage{ contract} notée")
def note(desk: "Desk", tripartite: Tripartite, documents: Mapping[Paper, Path] | None = None) -> Contract:
    """Note a draft, a signature or the end of a contract that is there. Raises as ``save``."""
    contract = desk.table(Contract).get(tripartite.contract_id)
    return save(desk, contract, tripartite, documents).value


# ---- validation ------------------------------------------------------------------------------------------------------
@operation("Validation du contrat{ contract} notée")
def save_round(desk: "Desk", one: ValidationRound, document: Path | None = None) -> ValidationRound:
    """Note that the draft was sent to the portage company, or what it answered. Raises ``InvalidInput``, ``StorageError``."""
    return _stored_round(desk, one, document)


def _stored_round(desk: "Desk", one: ValidationRound, document: Path | None = None) -> ValidationRound:
    _refuse_two_parties(desk, one.contract_id)
    table = desk.table(ValidationRound)
    others = table.where(contract_id=one.contract_id)
    validation.refuse(validation.round_problems(one, others, desk.today()))
    was = clocks.of_contract(desk, one.contract_id)
    if document is not None:
        one = replace(one, file_id=keep_document(desk, document).id)
    one = table.insert(one) if one.id is None else table.update(one)
    clocks.follow_contract(desk, one.contract_id, was)
    return one


@operation("Envoi en validation{ de validation_round} mis à la corbeille")
def delete_round(desk: "Desk", round_id: int) -> None:
    """Put a sending to the portage company in the trash."""
    one = desk.table(ValidationRound).get(round_id)
    was = clocks.of_contract(desk, one.contract_id)
    desk.trash.put(f"Envoi en validation du {formats.date_long(one.sent_on)}", [one], desk.today())
    clocks.follow_contract(desk, one.contract_id, was)


def note_letter(desk: "Desk", letter: Letter, before: Letter | None = None) -> None:
    """Let the validation follow the letter that submits the contract: sent, sent another day (``before``), or taken back.

    A sending that the company has answered did leave, whatever is said of its letter.
    """
    if letter.template != SUBMIT_CONTRACT or letter.contract_id is None or letter.id is None:
        return
    table = desk.table(ValidationRound)
    held = table.first(letter_id=letter.id)
    if desk.table(Letter).find(letter.id) is None:
        return
    if letter.sent_on is not None:
        one = held or ValidationRound(contract_id=letter.contract_id, sent_on=letter.sent_on, letter_id=letter.id)
        _stored_round(desk, replace(one, sent_on=letter.sent_on))
    elif held is not None and held.id is not None and held.answer is None and before is not None:
        was = clocks.of_contract(desk, letter.contract_id)
        table.delete(held.id)
        clocks.follow_contract(desk, letter.contract_id, was)


def _refuse_two_parties(desk: "Desk", contract_id: int) -> None:
    if desk.table(Tripartite).first(contract_id=contract_id) is None:
        raise Refused(_NOT_THREE_PARTIES)


# ---- proofs of delivery ----------------------------------------------------------------------------------------------
@operation("Preuve de livraison{ de delivery_proof} enregistrée")
def save_proof(desk: "Desk", proof: DeliveryProof, document: Path | None = None) -> DeliveryProof:
    """Add or change an activity report, a *PV de recette* or a deliverable, kept whole.

    Raises ``InvalidInput``, also for a second report of the same month, and ``StorageError`` for the document.
    """
    contract = desk.table(Contract).get(proof.contract_id)
    is_report = proof.kind is DeliveryProofKind.ACTIVITY_REPORT
    month = proof.month.replace(day=1) if proof.month is not None and is_report else None
    proof = replace(proof, month=month)
    validation.refuse(validation.delivery_proof_problems(proof, contract, desk.today()))
    table = desk.table(DeliveryProof)
    same = None if month is None else table.first(contract_id=proof.contract_id, month=month)
    if same is not None and month is not None and same.id != proof.id:
        sentence = f"Le compte rendu {formats.of_month(month)} est déjà noté\u00a0: modifiez-le."
        raise InvalidInput([Problem("month", sentence)])
    if document is not None:
        proof = replace(proof, file_id=keep_document(desk, document).id)
    return table.insert(proof) if proof.id is None else table.update(proof)


@operation("Preuve de livraison{ de delivery_proof} mise à la corbeille")
def delete_proof(desk: "Desk", proof_id: int) -> None:
    """Put a proof of delivery in the trash; its file stays in the data folder."""
    proof = desk.table(DeliveryProof).get(proof_id)
    words = proof.kind.label if proof.month is None else f"CRA {formats.of_month(proof.month)}"
    desk.trash.put(words, [proof], desk.today())
