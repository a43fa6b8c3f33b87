"""Policies: saved with their guarantees and reminders, which one answers for what, the delay they set, and the way back."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.insurance import (
    ClaimOutcome,
    Guarantee,
    GuaranteeKind,
    InsuranceClaim,
    Policy,
    PolicyHolder,
    PolicyTrigger,
)
from litigedesk.domain.matter import of_policy
from litigedesk.domain.money import Money
from litigedesk.domain.portage import PortageCompany, Tripartite
from litigedesk.domain.records import Client, Contract, Deadline, Dispute, Invoice, Letter, Profile, StoredFile
from litigedesk.domain.vocabulary import Clock, ClosingReason, ProfileStatus
from litigedesk.errors import InvalidInput, Refused, StorageError
from litigedesk.letters.ids import ASK_ATTESTATION
from litigedesk.operations import (
    complaints,
    contracts,
    disputes,
    insurance_claims,
    invoices,
    letters,
    policies,
    portage,
    profile,
    trash,
)
from litigedesk.queries import policies as pages
from tests.bad_input.witness import files
from tests.operations.mediation_world import clock, dump, insured, set_clocks, written
from tests.operations.portage_world import (
    TODAY,
    blocking,
    can_be_taken_back,
    claim_now,
    company_of,
    day,
    firm,
    goes_and_comes_back,
    incident,
    letter_about,
    three_party,
)

POLICY = Policy(insurer="Mutuelle du Large", number="RC-77", starts_on=date(2025, 1, 1))
PURE = Guarantee(policy_id=0, kind=GuaranteeKind.PURE_IMMATERIAL, cap=Money.of(150_000), deductible=Money.of(1_500))
BODILY = Guarantee(policy_id=0, kind=GuaranteeKind.BODILY, cap=Money.of(8_000_000))


# ---- saved -----------------------------------------------------------------------------------------------------------
def test_a_policy_is_saved_with_its_guarantees_and_reminders_and_can_be_taken_back(desk: Desk) -> None:
    wanted = replace(POLICY, ends_on=date(2026, 12, 31), attestation_until=date(2026, 12, 15))
    held = can_be_taken_back(desk, lambda: policies.save(desk, wanted, [BODILY, PURE]))
    page = pages.file(desk, held.id, TODAY)
    assert [one.kind for one in page.guarantees] == [GuaranteeKind.BODILY, GuaranteeKind.PURE_IMMATERIAL]
    assert set_clocks(desk, policy_id=held.id) == {
        Clock.POLICY_END: (date(2026, 12, 31), None),
        Clock.ATTESTATION_END: (date(2026, 12, 15), None),
    }
    renewed = replace(held, attestation_until=date(2027, 12, 15), ends_on=None)
    can_be_taken_back(desk, lambda: policies.save(desk, renewed, page.guarantees))
    assert set_clocks(desk, policy_id=held.id) == {Clock.ATTESTATION_END: (date(2027, 12, 15), None)}


def test_guarantees_not_given_again_are_gone_and_those_given_keep_their_number(desk: Desk) -> None:
    held = policies.save(desk, POLICY, [BODILY, PURE]).value
    kept = desk.table(Guarantee).first(kind=GuaranteeKind.PURE_IMMATERIAL)
    policies.save(desk, held, [replace(PURE, cap=Money.of(200_000))])
    (left,) = desk.table(Guarantee).all()
    assert kept is not None
    assert (left.id, left.cap) == (kept.id, Money.of(200_000))


def test_the_documents_of_a_policy_are_kept_whole(desk: Desk, tmp_path: Path) -> None:
    paper, attestation = tmp_path / "contrat.pdf", tmp_path / "attestation.pdf"
    paper.write_bytes(b"%PDF contrat")
    attestation.write_bytes(b"%PDF attestation")
    held = policies.save(desk, POLICY, [], {"policy": paper, "attestation": attestation}).value
    named = [desk.table(StoredFile).get(one or 0).name for one in (held.file_id, held.attestation_file_id)]
    assert named == ["contrat.pdf", "attestation.pdf"]
    before, kept = dump(desk), files(desk.folder)
    with pytest.raises(StorageError):
        policies.save(desk, held, [], {"attestation": tmp_path / "ailleurs.pdf"})
    assert (dump(desk), files(desk.folder)) == (before, kept)


def test_the_users_own_policy_names_no_company_and_a_companys_needs_one(desk: Desk) -> None:
    company = company_of(desk)
    assert policies.save(desk, replace(POLICY, company_id=company.id), []).value.company_id is None
    with pytest.raises(InvalidInput, match="Choisissez la société de portage") as refused:
        policies.save(desk, replace(POLICY, holder=PolicyHolder.PORTAGE_COMPANY), [])
    assert blocking(refused.value) == ["company_id"]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"insurer": " "}, ["insurer"]),
        ({"declaration_days": 4}, ["declaration_days"]),
        ({"declaration_days": -1}, ["declaration_days"]),
        ({"declaration_days": 91}, ["declaration_days"]),
        ({"subsequent_years": -1}, ["subsequent_years"]),
        ({"subsequent_years": 31}, ["subsequent_years"]),
        ({"subsequent_years": 4, "trigger": PolicyTrigger.CLAIM}, ["subsequent_years"]),
        ({"ends_on": date(2024, 12, 31)}, ["ends_on"]),
        ({"attestation_from": day(2), "attestation_until": day(1)}, ["attestation_until"]),
        ({"starts_on": date(1989, 12, 31)}, ["starts_on"]),
        ({"ends_on": date(2101, 1, 1)}, ["ends_on"]),
        ({"email": "contact"}, ["email"]),
        ({"postcode": "3"}, ["postcode"]),
        ({"activity": "x" * 201}, ["activity"]),
    ],
)
def test_a_policy_at_fault_is_refused_beside_its_field(desk: Desk, changes: dict[str, Any], fields: list[str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        policies.save(desk, replace(POLICY, **changes), [])
    assert blocking(refused.value) == fields
    assert desk.table(Policy).count() == 0


@pytest.mark.parametrize(
    ("guarantees", "fields"),
    [
        ([PURE, replace(PURE, cap=None)], ["guarantees"]),
        ([replace(PURE, cap=Money(-1))], ["cap"]),
        ([replace(PURE, yearly_cap=Money.of(100_000_001))], ["yearly_cap"]),
        ([replace(PURE, note="x" * 20_001)], ["note"]),
    ],
)
def test_a_guarantee_at_fault_or_noted_twice_is_refused(
    desk: Desk, guarantees: list[Guarantee], fields: list[str]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        policies.save(desk, POLICY, guarantees)
    assert blocking(refused.value) == fields


def test_what_is_only_odd_is_warned_of_and_kept(desk: Desk) -> None:
    odd = replace(POLICY, number="", attestation_until=day(1))
    own = replace(PURE, deductible=Money.of(200_000), yearly_cap=Money.of(1_000))
    assert policies.save(desk, odd, [own]).value.id is not None


# ---- which one answers -----------------------------------------------------------------------------------------------
def test_whether_one_is_insured_follows_from_the_policy_then_from_what_was_said(desk: Desk) -> None:
    assert pages.insured(desk) is None
    profile.set_setting(desk, "insurance.rc_pro", "no")
    assert pages.insured(desk) is False
    insured(desk)
    assert pages.insured(desk) is True


def test_the_policy_in_force_comes_first_then_the_latest_begun(desk: Desk) -> None:
    old = insured(desk, starts_on=date(2020, 1, 1), ends_on=date(2024, 12, 31))
    present = insured(desk, starts_on=date(2025, 1, 1))
    to_come = insured(desk, starts_on=date(2027, 1, 1))
    found = {
        on.year: pages.applicable(desk, on) for on in (date(2024, 6, 1), TODAY, date(2028, 1, 1), date(2019, 1, 1))
    }
    assert {year: one.id if one else None for year, one in found.items()} == {
        2024: old.id, 2026: present.id, 2028: to_come.id, 2019: to_come.id,
    }  # fmt: skip


def test_a_portage_contract_is_under_the_companys_policy_and_another_under_the_users(desk: Desk) -> None:
    company, client = company_of(desk), firm(desk)
    three = three_party(desk, company, client)
    two = contracts.save(desk, Contract(client_id=client.id or 0, reference="D-1")).value
    mine = insured(desk)
    theirs = insured(desk, holder=PolicyHolder.PORTAGE_COMPANY, company_id=company.id)
    other = company_of(desk, "Autre portage")
    insured(desk, holder=PolicyHolder.PORTAGE_COMPANY, company_id=other.id)
    found = [pages.applicable(desk, TODAY, [one.id or 0]) for one in (three, two)]
    assert [one.id if one else None for one in found] == [theirs.id, mine.id]


# ---- the time to tell the insurer of a complaint ---------------------------------------------------------------------
@pytest.fixture
def complained(desk: Desk, dispute_id: int) -> int:
    """A complaint received on 2 November: five working days end on the 9th."""
    return complaints.save(desk, written(dispute_id)).value.id or 0


def due(desk: Desk, complaint_id: int) -> date | None:
    found = desk.table(Deadline).where(complaint_id=complaint_id, clock=Clock.INSURER)
    return found[0].due_on if found else None


def test_a_policys_delay_moves_the_complaint_and_the_claim_save_what_was_moved_or_ticked(
    desk: Desk, complained: int
) -> None:
    held = insured(desk)
    claims = [incident(desk, policy_id=held.id) for _ in range(3)]
    moved, ticked = (clock(desk, Clock.INSURER, insurance_claim_id=one.id) for one in claims[1:])
    disputes.postpone_deadline(desk, moved.id or 0, day(30))
    disputes.complete_deadline(desk, ticked.id or 0)
    held = policies.save(desk, replace(held, declaration_days=8), []).value
    days = [clock(desk, Clock.INSURER, insurance_claim_id=one.id) for one in claims]
    assert due(desk, complained) == day(13)
    assert [(one.due_on, one.computed_on, one.done_on) for one in days] == [
        (day(19), day(19), None),
        (day(30), day(19), None),
        (day(19), day(19), TODAY),
    ]
    assert "8\u00a0jours ouvrés" in days[0].reason
    can_be_taken_back(desk, lambda: policies.save(desk, replace(held, declaration_days=5), []))


def test_a_closed_claim_and_a_closed_dispute_keep_their_days(desk: Desk, complained: int, dispute_id: int) -> None:
    held = insured(desk)
    claim = incident(desk, policy_id=held.id, outcome=ClaimOutcome.WITHDRAWN, closed_on=day(12))
    disputes.close(desk, dispute_id, ClosingReason.SETTLED, day(20))
    before = {one.id: one.due_on for one in desk.table(Deadline).where(clock=Clock.INSURER)}
    policies.save(desk, replace(held, declaration_days=8), [])
    assert {one.id: one.due_on for one in desk.table(Deadline).where(clock=Clock.INSURER)} == before
    disputes.reopen(desk, dispute_id)
    assert due(desk, complained) == day(13)
    assert clock(desk, Clock.INSURER, insurance_claim_id=claim.id).due_on == day(16)


def test_the_first_policy_starts_the_insurers_time_and_the_last_one_thrown_away_ends_it(
    desk: Desk, complained: int
) -> None:
    assert due(desk, complained) is None
    held = insured(desk)
    assert due(desk, complained) == day(9)
    goes_and_comes_back(desk, lambda: policies.delete(desk, held.id or 0))
    policies.delete(desk, held.id or 0)
    assert due(desk, complained) is None


@pytest.fixture
def firm_complained(desk: Desk, me: Profile) -> tuple[Contract, int]:
    """A firm's complaint about a contract of two parties, while the user has a policy of eight days."""
    client = firm(desk)
    contract = contracts.save(desk, Contract(client_id=client.id or 0, reference="D-1")).value
    insured(desk, declaration_days=8)
    dispute = Dispute(client_id=client.id or 0, title="Retard", opened_on=day(2))
    opened = complaints.open_dispute(desk, dispute, written(0, contract_id=contract.id)).value
    return contract, opened.id or 0


def test_a_contract_that_becomes_one_of_portage_changes_the_policy_that_answers(
    desk: Desk, firm_complained: tuple[Contract, int]
) -> None:
    contract, _ = firm_complained
    company, other = company_of(desk), company_of(desk, "Autre portage")
    insured(desk, holder=PolicyHolder.PORTAGE_COMPANY, company_id=company.id)
    assert due(desk, 1) == day(13)
    portage.save(desk, contract, Tripartite(contract_id=0, company_id=company.id or 0))
    assert due(desk, 1) == day(9)
    portage.save(desk, contract, Tripartite(contract_id=0, company_id=other.id or 0))
    assert due(desk, 1) is None, "the other company has no policy on file"
    desk.undo()
    assert due(desk, 1) == day(9)


def test_who_the_user_is_decides_which_policy_answers(desk: Desk, firm_complained: tuple[Contract, int]) -> None:
    company = company_of(desk)
    insured(desk, holder=PolicyHolder.PORTAGE_COMPANY, company_id=company.id, starts_on=date(2026, 1, 1))
    assert due(desk, 1) == day(13)
    profile.save(desk, replace(desk.profile(), status=ProfileStatus.PORTAGE))
    assert due(desk, 1) == day(9)
    added = company_of(desk, "Autre portage")
    assert due(desk, 1) == day(9), "the one in force, whoever holds it"
    portage.delete_company(desk, added.id or 0)
    trash.restore(desk, desk.trash.all()[0].id or 0)
    profile.save(desk, replace(desk.profile(), status=ProfileStatus.EI))
    assert due(desk, 1) == day(13)


def test_the_contract_of_an_invoice_decides_when_the_complaint_names_none(
    desk: Desk, firm_complained: tuple[Contract, int]
) -> None:
    contract, dispute_id = firm_complained
    complaint = complaints.save(desk, replace(written(dispute_id), id=1)).value
    company = company_of(desk)
    insured(desk, holder=PolicyHolder.PORTAGE_COMPANY, company_id=company.id)
    three = three_party(desk, company, Client(id=contract.client_id))
    bill = Invoice(
        client_id=contract.client_id,
        contract_id=three.id,
        number="F-1",
        title="Refonte",
        issued_on=day(1),
        due_on=day(30),
        net=Money.of(100),
        gross=Money.of(100),
    )
    bill = invoices.save(desk, bill).value
    assert due(desk, complaint.id or 0) == day(13)
    disputes.save(desk, desk.table(Dispute).get(dispute_id), [bill.id or 0])
    assert due(desk, complaint.id or 0) == day(9)
    kept = desk.table(Invoice).get(bill.id or 0)
    invoices.save(desk, replace(kept, contract_id=contract.id))
    assert due(desk, complaint.id or 0) == day(13)
    desk.undo()
    disputes.save(desk, desk.table(Dispute).get(dispute_id), [])
    assert due(desk, complaint.id or 0) == day(13)


# ---- thrown away -----------------------------------------------------------------------------------------------------
def test_a_policy_goes_with_its_guarantees_letters_and_reminders(desk: Desk) -> None:
    held = policies.save(desk, replace(POLICY, attestation_until=date(2026, 12, 15)), [PURE, BODILY]).value
    letter = letter_about(desk, of_policy(held.id or 0), ASK_ATTESTATION, TODAY, note=lambda *_: None)
    disputes.save_deadline(desk, Deadline(policy_id=held.id, letter_id=letter.id, title="Réponse", due_on=day(30)))
    assert goes_and_comes_back(desk, lambda: policies.delete(desk, held.id or 0)) == "Contrat RC Pro Mutuelle du Large"
    policies.delete(desk, held.id or 0)
    assert [desk.table(one).count() for one in (Policy, Guarantee, Letter, Deadline)] == [0] * 4


def test_a_letter_about_a_policy_goes_alone_and_comes_back(desk: Desk) -> None:
    held = insured(desk)
    letter = letter_about(desk, of_policy(held.id or 0), ASK_ATTESTATION, TODAY, note=lambda *_: None)
    goes_and_comes_back(desk, lambda: letters.delete(desk, letter.id or 0))


def test_a_policy_on_which_a_claim_is_declared_stays(desk: Desk) -> None:
    held = insured(desk)
    claim = incident(desk, policy_id=held.id)
    with pytest.raises(Refused, match="1\u00a0sinistre se rattache à ce contrat"):
        policies.delete(desk, held.id or 0)
    insurance_claims.delete(desk, claim.id or 0)
    policies.delete(desk, held.id or 0)
    with pytest.raises(Refused, match="restaurez d’abord «\u202fContrat RC Pro Mutuelle du Large\u202f»"):
        trash.restore(desk, desk.trash.all()[1].id or 0)
    trash.restore(desk, desk.trash.all()[0].id or 0)
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert claim_now(desk, claim).policy_id == held.id


@pytest.mark.parametrize("within_its_dispute", [False, True])
def test_a_policy_changed_while_a_claim_lay_in_the_trash_sets_its_day_when_it_comes_back(
    desk: Desk, dispute_id: int, within_its_dispute: bool
) -> None:
    held = insured(desk)
    claim = incident(desk, policy_id=held.id, dispute_id=dispute_id)
    if within_its_dispute:
        disputes.delete(desk, dispute_id)
    else:
        insurance_claims.delete(desk, claim.id or 0)
    assert desk.table(InsuranceClaim).count() == 0
    policies.save(desk, replace(held, declaration_days=8), [])
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert clock(desk, Clock.INSURER, insurance_claim_id=claim.id).due_on == day(19)


def test_a_company_that_a_policy_names_stays(desk: Desk) -> None:
    company: PortageCompany = company_of(desk)
    insured(desk, holder=PolicyHolder.PORTAGE_COMPANY, company_id=company.id)
    with pytest.raises(Refused, match="1\u00a0assurance la nomme encore"):
        portage.delete_company(desk, company.id or 0)


# ---- one after another -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("later_first", [True, False])
def test_a_policy_followed_without_a_gap_reminds_of_nothing_in_whatever_order_both_are_noted(
    desk: Desk, later_first: bool
) -> None:
    former = replace(
        POLICY, starts_on=date(2022, 1, 1), ends_on=date(2024, 12, 31), attestation_until=date(2024, 12, 31)
    )
    for one in [POLICY, former] if later_first else [former, POLICY]:
        policies.save(desk, one, [])
    assert [one.done_on for one in desk.table(Deadline).all() if one.policy_id] == [TODAY, TODAY]


def test_a_policy_that_ends_before_the_next_begins_still_reminds(desk: Desk) -> None:
    policies.save(desk, replace(POLICY, starts_on=date(2022, 1, 1), ends_on=date(2024, 11, 30)), [])
    policies.save(desk, POLICY, [])
    assert [one.done_on for one in desk.table(Deadline).all() if one.policy_id] == [None]
