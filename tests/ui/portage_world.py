"""What the tests of portage in the window share: a company, a contract at each step, its proofs, and the tab."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.portage import DeliveryProof, PortageCompany, Tripartite, ValidationRound
from litigedesk.domain.records import Contract, Profile
from litigedesk.domain.vocabulary import ClientKind, DeliveryProofKind, MissionGround, ProfileStatus, ValidationAnswer
from litigedesk.operations import portage, profile
from litigedesk.operations.portage import Paper
from tests.ui.disputes_world import client_named
from ui.context import Context
from ui.tabs.contracts import ContractsTab

STARTS, ENDS = date(2026, 9, 1), date(2027, 2, 28)
SENT, GREEN = date(2026, 8, 10), date(2026, 8, 14)


def ported(desk: Desk, status: ProfileStatus = ProfileStatus.PORTAGE) -> None:
    """The user, who works through a portage company."""
    wanted = Profile(
        status=status, name="Camille Roussel", street="12 rue des Tanneurs", postcode="35000", city="Rennes",
        email="camille@roussel.example",
    )  # fmt: skip
    profile.save(desk, wanted)


def company_named(desk: Desk, name: str = "Portage des Dunes", **changes: Any) -> int:
    """A portage company with all that a contract must say of it."""
    fields: dict[str, Any] = {
        "street": "3 place du Marché",
        "postcode": "44000",
        "city": "Nantes",
        "validation_email": "contrats@dunes.example",
        "accounts_email": "compta@dunes.example",
        "guarantor": "Caution Atlantique",
        "insurer": "Assurances du Phare",
        "policy_number": "RC-778812",
        **changes,
    }
    saved = portage.save_company(desk, PortageCompany(name=name, **fields)).value
    assert saved.id is not None
    return saved.id


COMPLETE: dict[str, Any] = {
    "ground": MissionGround.EXPERTISE,
    "skills": "Développement d’applications web.",
    "service": "Refonte du site marchand, à distance.",
    "price": "550 € HT par jour",
    "safety": "L’entreprise cliente.",
    "equipment": "aucun",
    "drafted_on": date(2026, 8, 8),
}


def contract_with(
    desk: Desk,
    company_id: int,
    client: str = "Atelier Boréal",
    reference: str = "CP-2026-01",
    documents: Mapping[Paper, Path] | None = None,
    **changes: Any,
) -> int:
    """A three-party contract written on 8 August 2026 for a mission of six months; its id."""
    agreed = {name: changes.pop(name) for name in ("starts_on", "ends_on", "amount") if name in changes}
    client_id = client_named(desk, client, ClientKind.PROFESSIONAL)
    contract = Contract(
        client_id=client_id,
        reference=reference,
        title="Refonte du site marchand",
        **{"starts_on": STARTS, "ends_on": ENDS, "amount": Money.of("33000"), **agreed},
    )
    parties = Tripartite(contract_id=0, company_id=company_id, **{**COMPLETE, **changes})
    saved = portage.save(desk, contract, parties, documents).value
    assert saved.id is not None
    return saved.id


def sent(desk: Desk, contract_id: int, **changes: Any) -> int:
    """Its sending to the company on 10 August 2026; the id of the round."""
    fields: dict[str, Any] = {"sent_on": SENT, **changes}
    saved = portage.save_round(desk, ValidationRound(contract_id=contract_id, **fields)).value
    assert saved.id is not None
    return saved.id


def approved(desk: Desk, contract_id: int) -> int:
    """The same, with the green light of 14 August."""
    return sent(desk, contract_id, answered_on=GREEN, answer=ValidationAnswer.APPROVED)


def active(desk: Desk, company_id: int, **changes: Any) -> int:
    """A contract validated and signed by the three by 20 August 2026."""
    signed = {
        "worker_signed_on": date(2026, 8, 17),
        "client_signed_on": date(2026, 8, 19),
        "company_signed_on": date(2026, 8, 20),
    }
    contract_id = contract_with(desk, company_id, **{**signed, **changes})
    approved(desk, contract_id)
    return contract_id


def report(desk: Desk, contract_id: int, month: date, document: Path | None = None, **changes: Any) -> int:
    """The activity report of a month, signed by the client on the 28th."""
    fields: dict[str, Any] = {"made_on": month.replace(day=28), "signed_on": month.replace(day=28), **changes}
    wanted = DeliveryProof(
        contract_id=contract_id, kind=DeliveryProofKind.ACTIVITY_REPORT, month=month, **fields
    )  # fmt: skip
    saved = portage.save_proof(desk, wanted, document).value
    assert saved.id is not None
    return saved.id


def tab_shown(context: Context, qtbot: QtBot) -> ContractsTab:
    """The tab as on a small laptop."""
    made = ContractsTab(context)
    qtbot.addWidget(made)
    made.resize(1366, 720)
    made.show()
    return made
