"""What has happened, for the calendar: recorded facts of complaints, mediations, claims and portage, with nothing left to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from litigedesk.domain.insurance import InsuranceClaim
from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.domain.portage import Tripartite
from litigedesk.domain.records import Client, Contract
from litigedesk.queries import insurance_claims, portage
from litigedesk.queries.agenda import Subject
from litigedesk.rules import insurance as insurance_rules
from litigedesk.rules import mediation as rules
from litigedesk.rules import portage as portage_rules

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One fact on its day; ``short`` fits a day of the calendar, ``record`` is what to open (kind and id)."""

    key: str
    day: date
    title: str
    short: str
    who: str
    subject: Subject
    record: tuple[str, int]


_WHO = """
SELECT d.id, d.reference, c.name FROM dispute d JOIN client c ON c.id = d.client_id
WHERE d.id IN (SELECT dispute_id FROM complaint UNION SELECT dispute_id FROM mediation)
"""

_CLAIMANTS = "SELECT * FROM client WHERE id IN (SELECT client_id FROM insurance_claim)"
_PORTED = "SELECT * FROM contract WHERE id IN (SELECT contract_id FROM tripartite)"
_THEIRS = f"SELECT * FROM client WHERE id IN (SELECT client_id FROM ({_PORTED}))"


def happenings(desk: "Desk") -> list[Happening]:
    """Every complaint received and every known date of a mediation, a claim or a portage contract, in order."""
    who = {row["id"]: f"{row['name']} · {row['reference']}" for row in desk.db.rows(_WHO)}
    found = [*_complaints(desk, who), *_milestones(desk, who), *_claims(desk), *_contracts(desk)]
    return sorted(found, key=lambda one: (one.day, one.key))


def _complaints(desk: "Desk", who: dict[int, str]) -> Iterator[Happening]:
    for one in desk.table(Complaint).all():
        yield Happening(
            key=f"complaint:{one.id}:received",
            day=one.received_on,
            title="Réclamation reçue" if one.is_written else "Réclamation faite de vive voix",
            short="Réclamation",
            who=who[one.dispute_id],
            subject=Subject.COMPLAINT,
            record=("dispute", one.dispute_id),
        )


def _milestones(desk: "Desk", who: dict[int, str]) -> Iterator[Happening]:
    law = desk.law
    for held in desk.table(Mediation).all():
        for one in rules.milestones(held, law):
            if one.known:
                words = one.label[:1].upper() + one.label[1:]
                yield Happening(
                    key=f"mediation:{held.id}:{one.key}",
                    day=one.date,
                    title=f"Médiation\u00a0: {one.label}",
                    short=words,
                    who=who[held.dispute_id],
                    subject=Subject.MEDIATION,
                    record=("mediation", held.id or 0),
                )


def _claims(desk: "Desk") -> Iterator[Happening]:
    claims = desk.table(InsuranceClaim).all()
    clients = {one.id: one for one in desk.table(Client).select(_CLAIMANTS)} if claims else {}
    for claim in claims:
        who = insurance_claims.third_party(claim, clients.get(claim.client_id))
        for one in insurance_rules.milestones(claim, ()):
            yield Happening(
                key=f"insurance_claim:{claim.id}:{one.key}",
                day=one.date,
                title=f"Sinistre\u00a0: {one.label}",
                short=one.label[:1].upper() + one.label[1:],
                who=f"{who} · {claim.reference}",
                subject=Subject.INSURANCE,
                record=("insurance_claim", claim.id or 0),
            )


def _contracts(desk: "Desk") -> Iterator[Happening]:
    found = desk.table(Tripartite).all()
    if not found:
        return
    clients = {one.id: one.name for one in desk.table(Client).select(_THEIRS)}
    contracts, rounds = {one.id: one for one in desk.table(Contract).select(_PORTED)}, portage.all_rounds(desk)
    for parties in found:
        contract = contracts[parties.contract_id]
        for one in portage_rules.milestones(parties, rounds.get(parties.contract_id, ()), ()):
            yield Happening(
                key=f"contract:{contract.id}:{one.key}",
                day=one.date,
                title=f"Contrat de portage\u00a0: {one.label}",
                short=one.label[:1].upper() + one.label[1:],
                who=f"{clients[contract.client_id]} · {contract.reference}",
                subject=Subject.PORTAGE,
                record=("contract", contract.id or 0),
            )
