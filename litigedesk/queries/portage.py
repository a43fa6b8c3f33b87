"""Questions about portage: the companies, a three-party contract with all that hangs on it, and the file of an unpaid dispute."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.insurance import Policy
from litigedesk.domain.portage import DeliveryProof, PortageCompany, Tripartite, ValidationRound
from litigedesk.domain.records import Client, Contract, Deadline, Invoice, Letter
from litigedesk.domain.vocabulary import ProfileStatus, Signatory
from litigedesk.rules import portage as rules
from litigedesk.rules import proofs
from litigedesk.rules.clock_dates import Milestone
from litigedesk.rules.conditions import Condition
from litigedesk.rules.portage import ContractPhase, PortageDelays
from litigedesk.settings import CONCLUSION_DAYS, MISSION_MONTHS, SIGNATURE_DAYS, VALIDATION_DAYS

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class CompanyFile:
    """One portage company with its contracts, newest first, each with its client and where it stands, and its policies."""

    company: PortageCompany
    contracts: tuple[tuple[Contract, Client, ContractPhase], ...]
    policies: tuple[Policy, ...]


@dataclass(frozen=True, kw_only=True)
class TripartiteFile:
    """Everything the page of a three-party contract shows beyond the contract's own; rounds and proofs oldest first.

    ``pen`` is whose move it is; ``contents`` and ``limits`` are what the law asks of it; ``reports_lacking`` are the first days of
    the months without an activity report.
    """

    contract: Contract
    client: Client
    company: PortageCompany
    tripartite: Tripartite
    rounds: tuple[ValidationRound, ...]
    proofs: tuple[DeliveryProof, ...]
    letters: tuple[Letter, ...]
    clocks: tuple[Deadline, ...]
    phase: ContractPhase
    pen: Signatory | None
    contents: tuple[Condition, ...]
    limits: tuple[Condition, ...]
    reports_lacking: tuple[date, ...]
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, kw_only=True)
class PortageSide:
    """What makes a dispute one of portage: the creditor when it is known, and the three proofs it will ask for."""

    company: PortageCompany | None
    tripartites: tuple[Tripartite, ...]
    proofs: tuple[proofs.Proof, ...]


def companies(desk: "Desk") -> list[PortageCompany]:
    """The portage companies by name."""
    return sorted(desk.table(PortageCompany).all(), key=lambda one: formats.folded(one.name))


def company(desk: "Desk", company_id: int) -> PortageCompany:
    """One portage company; ``NotFound`` if it is gone."""
    return desk.table(PortageCompany).get(company_id)


def company_file(desk: "Desk", company_id: int) -> CompanyFile:
    """One portage company with all that names it; ``NotFound`` if it is gone."""
    found = desk.table(PortageCompany).get(company_id)
    held = []
    for one in desk.table(Tripartite).where(order="contract_id DESC", company_id=company_id):
        contract = desk.table(Contract).get(one.contract_id)
        held.append(
            (contract, desk.table(Client).get(contract.client_id), rules.phase(one, rounds(desk, one.contract_id)))
        )
    return CompanyFile(
        company=found,
        contracts=tuple(held),
        policies=tuple(desk.table(Policy).where(order="starts_on DESC, id DESC", company_id=company_id)),
    )


def phases(desk: "Desk") -> dict[int, ContractPhase]:
    """Where each three-party contract stands, by the contract's id."""
    sent = all_rounds(desk)
    return {one.contract_id: rules.phase(one, sent.get(one.contract_id, ())) for one in desk.table(Tripartite).all()}


def concerns(desk: "Desk") -> bool:
    """Whether portage is the user's business: their status, or a company or a three-party contract on file."""
    if desk.profile().status is ProfileStatus.PORTAGE:
        return True
    return bool(desk.table(PortageCompany).count() or desk.table(Tripartite).count())


def delays(desk: "Desk") -> PortageDelays:
    """The user's own delays and the two limits to confirm, as the settings now stand."""
    return PortageDelays(
        validation_days=int(desk.setting(VALIDATION_DAYS)),
        signature_days=int(desk.setting(SIGNATURE_DAYS)),
        mission_months=int(desk.setting(MISSION_MONTHS)),
        conclusion_days=int(desk.setting(CONCLUSION_DAYS)),
    )


def tripartite(desk: "Desk", contract_id: int) -> Tripartite | None:
    """The three-party part of a contract; ``None`` for a contract of two."""
    return desk.table(Tripartite).first(contract_id=contract_id)


def rounds(desk: "Desk", contract_id: int) -> tuple[ValidationRound, ...]:
    """The sendings of a contract to the portage company, oldest first."""
    return tuple(desk.table(ValidationRound).where(order="sent_on, id", contract_id=contract_id))


def all_rounds(desk: "Desk") -> dict[int, list[ValidationRound]]:
    """The sendings of every contract that has some, by the contract's id, oldest first."""
    found: dict[int, list[ValidationRound]] = {}
    for one in desk.table(ValidationRound).all(order="sent_on, id"):
        found.setdefault(one.contract_id, []).append(one)
    return found


def round_of(desk: "Desk", round_id: int) -> ValidationRound:
    """One sending; ``NotFound`` if it is gone."""
    return desk.table(ValidationRound).get(round_id)


def proof(desk: "Desk", proof_id: int) -> DeliveryProof:
    """One proof of delivery; ``NotFound`` if it is gone."""
    return desk.table(DeliveryProof).get(proof_id)


def file(desk: "Desk", contract_id: int, today: date) -> TripartiteFile | None:
    """Everything about a three-party contract; ``None`` for a contract of two, ``NotFound`` if it is gone."""
    contract = desk.table(Contract).get(contract_id)
    parties = tripartite(desk, contract_id)
    if parties is None:
        return None
    client = desk.table(Client).get(contract.client_id)
    named = desk.table(PortageCompany).get(parties.company_id)
    sent = rounds(desk, contract_id)
    held = deliveries(desk, [contract_id])
    own, law = delays(desk), desk.law
    return TripartiteFile(
        contract=contract,
        client=client,
        company=named,
        tripartite=parties,
        rounds=sent,
        proofs=held,
        letters=tuple(desk.table(Letter).where(order="written_on DESC, id DESC", contract_id=contract_id)),
        clocks=tuple(desk.table(Deadline).where(order="due_on, id", contract_id=contract_id)),
        phase=rules.phase(parties, sent),
        pen=rules.pen_holder(parties, sent),
        contents=rules.contents(contract, parties, named, desk.profile().name),
        limits=rules.limits(contract, parties, sent, client.kind, own, law, today),
        reports_lacking=rules.reports_lacking(contract, parties, held, today),
        milestones=rules.milestones(parties, sent, rules.contract_clocks(parties, sent, own, law)),
    )


# ---- disputes --------------------------------------------------------------------------------------------------------
def company_of(desk: "Desk", contract_ids: Iterable[int]) -> PortageCompany | None:
    """The portage company of these contracts, or for a *salarié porté* their only one; ``None`` when there is none."""
    for contract_id in contract_ids:
        parties = tripartite(desk, contract_id)
        if parties is not None:
            return desk.table(PortageCompany).get(parties.company_id)
    known = desk.table(PortageCompany).all() if desk.profile().status is ProfileStatus.PORTAGE else []
    return known[0] if len(known) == 1 else None


def side_of(desk: "Desk", dispute_id: int) -> PortageSide | None:
    """The portage side of a dispute; ``None`` when the user is the creditor.

    It has one when an invoice rests on a three-party contract, or when the user is a *salarié porté*.
    """
    invoices = desk.table(Invoice).where(order="issued_on, id", dispute_id=dispute_id)
    ids = list(dict.fromkeys(one.contract_id for one in invoices if one.contract_id is not None))
    parties = [found for one in ids if (found := tripartite(desk, one)) is not None]
    if not parties and desk.profile().status is not ProfileStatus.PORTAGE:
        return None
    contracts = [desk.table(Contract).get(one) for one in ids]
    return PortageSide(
        company=company_of(desk, ids),
        tripartites=tuple(parties),
        proofs=proofs.of_unpaid(contracts, parties, deliveries(desk, ids), invoices),
    )


def ported(desk: "Desk", dispute_ids: Iterable[int]) -> frozenset[int]:
    """Those of some disputes whose creditor is a portage company, as ``side_of`` would say."""
    if desk.profile().status is ProfileStatus.PORTAGE:
        return frozenset(dispute_ids)
    # CROSS JOIN: from the few contracts of portage to their invoices, not from every invoice
    sql = "SELECT DISTINCT i.dispute_id FROM tripartite t CROSS JOIN invoice i ON i.contract_id = t.contract_id"
    return frozenset(dispute_ids) & {row["dispute_id"] for row in desk.db.rows(sql)}


def deliveries(desk: "Desk", contract_ids: Sequence[int]) -> tuple[DeliveryProof, ...]:
    """The proofs of delivery of these contracts, oldest first within each."""
    return tuple(
        proof
        for contract_id in contract_ids
        for proof in desk.table(DeliveryProof).where(order="made_on, id", contract_id=contract_id)
    )
