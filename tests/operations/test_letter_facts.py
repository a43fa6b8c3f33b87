"""What letters about contracts, claims and policies are given: whose they are, what lacks, which papers go with them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.insurance import ClaimPiece, Harm, HarmKind, InsuranceClaim, Policy, PolicyHolder
from litigedesk.domain.matter import Matter, of_claim, of_contract, of_dispute, of_policy
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.money import Money
from litigedesk.domain.portage import PortageCompany, Tripartite
from litigedesk.domain.records import Address, Client, Contract, Dispute, Invoice, Profile
from litigedesk.domain.vocabulary import ClientKind, ComplaintChannel, ContractKind, ProfileStatus, SendMethod
from litigedesk.errors import InvalidInput, Refused, StorageError
from litigedesk.letters.facts import LetterFacts
from litigedesk.operations import (
    clients,
    complaints,
    disputes,
    insurance_claims,
    invoices,
    letters,
    policies,
    portage,
    profile,
)
from litigedesk.operations.letters import Choices
from litigedesk.queries import files
from litigedesk.settings import ADMISSION_WORDS
from tests.folders import new_desk

TODAY = date(2026, 11, 22)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with new_desk(tmp_path / "données", lambda: datetime(2026, 11, 22, 9, 0)) as opened:
        profile.save(
            opened,
            Profile(status=ProfileStatus.EI, name="Camille Roussel", street="1 rue", postcode="35000", city="Rennes"),
        )
        yield opened


def given(desk: Desk, matter: Matter, template: str) -> LetterFacts:
    return letters.facts(desk, matter, template, Choices(written_on=TODAY, send_method=SendMethod.EMAIL, reply_by=None))


def client_of(desk: Desk) -> int:
    address = Address(client_id=0, street="8 quai des Indes", postcode="56100", city="Lorient")
    return clients.save(desk, Client(kind=ClientKind.PROFESSIONAL, name="Atelier Boréal"), [], [address]).value.id or 0


def contract_of(desk: Desk, **changes: Any) -> Contract:
    company = portage.save_company(desk, PortageCompany(name="Cap Portage")).value
    contract = Contract(
        client_id=client_of(desk), kind=ContractKind.TRIPARTITE, reference="PS-1", starts_on=date(2026, 12, 1)
    )
    parties = Tripartite(contract_id=0, company_id=company.id or 0, service="Refonte", **changes)
    return portage.save(desk, contract, parties).value


def claim_of(desk: Desk, **changes: Any) -> int:
    values: dict[str, Any] = {
        "title": "Perte",
        "third_party": "M. Lenoir",
        "known_on": date(2026, 11, 16),
        "facts": "Un fait.",
    }
    harm = Harm(insurance_claim_id=0, kind=HarmKind.MATERIAL)
    return insurance_claims.save(desk, InsuranceClaim(**values | changes), [harm]).value.id or 0


# ---- contracts ---------------------------------------------------------------------------------------------------------
def test_a_contract_to_validate_brings_its_company_and_what_it_lacks(desk: Desk) -> None:
    facts = given(desk, of_contract(contract_of(desk).id or 0), "contrat-a-valider")
    assert facts.company is not None
    assert facts.sender_status is ProfileStatus.PORTAGE
    lacking = {one.code for one in facts.conditions if one.met is None}
    assert {"skills", "safety", "guarantor"} <= lacking
    assert facts.reference == "PS-1"


def test_a_contract_of_two_is_not_submitted(desk: Desk) -> None:
    from litigedesk.operations import contracts

    contract = contracts.save(desk, Contract(client_id=client_of(desk), reference="D-1")).value
    choices = Choices(written_on=TODAY, send_method=SendMethod.EMAIL, reply_by=None)
    with pytest.raises(Refused, match="société de portage"):
        letters.file(desk, of_contract(contract.id or 0), "contrat-a-valider", choices)


def test_a_letter_is_refused_about_another_kind_of_record(desk: Desk) -> None:
    with pytest.raises(Refused, match="à partir de cette fiche"):
        given(desk, of_contract(contract_of(desk).id or 0), "impaye-portage")


# ---- claims and policies -------------------------------------------------------------------------------------------------
def test_the_policy_says_under_which_name_the_user_writes(desk: Desk) -> None:
    company = portage.save_company(desk, PortageCompany(name="Cap Portage")).value
    mine = policies.save(desk, Policy(insurer="Mutuelle"), []).value
    theirs = policies.save(
        desk, Policy(insurer="Large", holder=PolicyHolder.PORTAGE_COMPANY, company_id=company.id), []
    ).value
    assert given(desk, of_claim(claim_of(desk, policy_id=mine.id)), "declaration-sinistre").portage is False
    facts = given(desk, of_claim(claim_of(desk, policy_id=theirs.id)), "declaration-sinistre-portage")
    assert facts.portage is True
    assert facts.company == company
    assert given(desk, of_policy(mine.id or 0), "demande-attestation").policy == mine


def test_what_is_there_elsewhere_or_told_is_not_promised_to_the_insurer(desk: Desk, tmp_path: Path) -> None:
    claim_id = claim_of(desk)
    lacking = {one.title for one in given(desk, of_claim(claim_id), "declaration-sinistre").pieces if not one.there}
    assert "Réclamation du tiers" in lacking
    paper = tmp_path / "réclamation.pdf"
    paper.write_bytes(b"%PDF")
    insurance_claims.save_piece(desk, ClaimPiece(insurance_claim_id=claim_id, key="claim-letter"), paper)
    pieces = {one.title: one for one in given(desk, of_claim(claim_id), "declaration-sinistre").pieces}
    assert pieces["Réclamation du tiers"].there
    assert pieces["Réclamation du tiers"].file_id is not None
    assert "Récit daté des faits" not in pieces


def test_a_claim_of_a_dispute_brings_its_complaint_and_the_letters_sent_to_the_client(desk: Desk) -> None:
    complaint = Complaint(
        dispute_id=0, received_on=date(2026, 11, 16), channel=ComplaintChannel.EMAIL, grievance="Une panne."
    )
    wanted = Dispute(client_id=client_of(desk), title="Panne", opened_on=date(2026, 11, 16))
    dispute = complaints.open_dispute(desk, wanted, complaint).value
    claim_id = claim_of(desk, dispute_id=dispute.id, client_id=dispute.client_id, third_party="")
    facts = given(desk, of_claim(claim_id), "declaration-sinistre")
    assert facts.complaint is not None
    assert facts.known_dispute == dispute
    assert facts.reference == "SIN-2026-001"


def test_the_user_s_own_list_of_admissions_goes_with_every_letter(desk: Desk) -> None:
    claim_id = claim_of(desk)
    assert "ma faute" in (given(desk, of_claim(claim_id), "declaration-sinistre").admission_words or ())
    profile.set_setting(desk, "insurance.admission_words", "j’ai oublié\n  j’ai   oublié \n")
    assert given(desk, of_claim(claim_id), "declaration-sinistre").admission_words == ("j’ai oublié",)


@pytest.mark.parametrize("text", ["mot " * 30, "\n".join(f"mot {number}" for number in range(301))])
def test_an_endless_list_of_words_is_refused_in_words(desk: Desk, text: str) -> None:
    with pytest.raises(InvalidInput, match=r"trop long|au plus"):
        profile.set_setting(desk, "insurance.admission_words", text)
    assert desk.setting(ADMISSION_WORDS) == ""


# ---- an unpaid dispute ---------------------------------------------------------------------------------------------------
def unpaid(desk: Desk) -> Dispute:
    contract = contract_of(desk)
    invoice = Invoice(
        client_id=contract.client_id, contract_id=contract.id, number="F-1", title="Octobre", issued_on=date(2026, 9, 1),
        performed_on=date(2026, 8, 31), due_on=date(2026, 10, 1), net=Money.of(100), gross=Money.of(100),
    )  # fmt: skip
    saved = invoices.save(desk, invoice).value
    return disputes.open_dispute(
        desk, Dispute(client_id=contract.client_id, title="Octobre", opened_on=TODAY), [saved.id or 0]
    ).value


def test_the_portage_company_is_told_of_the_reminders_and_the_client_is_not_told_of_it(desk: Desk) -> None:
    dispute = unpaid(desk)
    matter = of_dispute(dispute.id or 0)
    choices = Choices(written_on=TODAY, send_method=SendMethod.EMAIL, reply_by=date(2026, 12, 1))
    letters.file(desk, matter, "relance-amiable", choices, sent_on=TODAY)
    facts = given(desk, matter, "impaye-portage")
    assert [one.template for one in facts.other_letters] == ["relance-amiable"]
    assert [one.kind for one in facts.proofs] == ["order", "invoice", "delivery"]
    portage_company = replace(facts.company, street="1 rue", postcode="44000", city="Nantes")  # type: ignore[type-var]
    portage.save_company(desk, portage_company)
    letters.file(desk, matter, "impaye-portage", choices, sent_on=TODAY)
    again = given(desk, matter, "relance-amiable")
    assert [one.template for one in again.previous_letters] == ["relance-amiable"]
    assert again.other_letters == ()


# ---- the files of an e-mail ------------------------------------------------------------------------------------------------
def test_a_file_goes_with_its_name_and_one_that_was_altered_is_named(desk: Desk, tmp_path: Path) -> None:
    claim_id = claim_of(desk)
    paper = tmp_path / "photo.png"
    paper.write_bytes(b"picture")
    piece = insurance_claims.save_piece(desk, ClaimPiece(insurance_claim_id=claim_id, title="Photo"), paper).value
    assert piece.file_id is not None
    (attached,) = files.attachments(desk, [piece.file_id, piece.file_id])
    assert (attached.name, attached.media_type, attached.data) == ("photo.png", "image/png", b"picture")
    assert files.sizes(desk, [piece.file_id]) == {piece.file_id: 7}
    stored = desk.vault.path_of(files.stored_file(desk, piece.file_id).sha256)  # type: ignore[union-attr]
    stored.chmod(0o600)
    stored.write_bytes(b"another")
    with pytest.raises(StorageError, match=r"photo\.png"):
        files.attachments(desk, [piece.file_id])
    stored.unlink()
    with pytest.raises(StorageError, match=r"photo\.png"):
        files.attachments(desk, [piece.file_id])
