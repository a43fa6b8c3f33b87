"""Hostile text in portage, a policy and an insurance claim: kept, shown, exported, thrown away and found as text; papers lost."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from litigedesk.desk import Desk
from litigedesk.domain.insurance import InsuranceClaim, Policy
from litigedesk.domain.portage import DeliveryProof, PortageCompany, Tripartite, ValidationRound
from litigedesk.domain.records import Client, Contract, Deadline, Event, StoredFile
from litigedesk.errors import InvalidInput
from litigedesk.operations import (
    calendar_file,
    clients,
    contracts,
    disputes,
    insurance_claims,
    policies,
    portage,
    trash,
)
from litigedesk.queries import agenda, happenings, next_step, today
from litigedesk.queries import insurance_claims as claim_pages
from litigedesk.queries import policies as policy_pages
from litigedesk.queries import portage as contract_pages
from litigedesk.store.check import examine
from litigedesk.validation import policy_problems
from tests.bad_input.hostile_claims import KNOWN, RECORDS, filled, free_texts
from tests.bad_input.test_hostile_text import everywhere
from tests.bad_input.witness import contents, faults

DAY = date(2026, 11, 22)


@everywhere
def test_each_text_comes_back_as_it_was_typed_and_is_found_again(desk: Desk, me: object, text: str) -> None:
    filled(desk, text)
    for record in RECORDS:
        (kept,) = desk.table(record).all()
        typed = {name: getattr(kept, name) for name in free_texts(record)}
        assert typed.pop("reference", text.strip()) == text.strip()
        assert set(typed.values()) == {text}
    assert len(claim_pages.rows(desk, claim_pages.Scope.ALL, text.strip()[:40])) == 1
    assert faults(desk) == []


@everywhere
def test_every_page_can_be_asked_for(desk: Desk, me: object, text: str) -> None:
    claim_id = filled(desk, text)
    file = claim_pages.file(desk, claim_id, DAY)
    assert text in {one.title for one in file.pieces}
    next_step.propose_claim(file, DAY)
    contract = contract_pages.file(desk, 1, DAY)
    assert contract is not None
    next_step.propose_contract(contract, DAY)
    assert all(len(one.title) <= 200 for one in desk.table(Deadline).all())
    assert any(entry.title == text for entry in agenda.entries(desk, date.min, date.max))
    policy_pages.files(desk, DAY)
    happenings.happenings(desk)
    today.overview(desk, DAY)


@everywhere
def test_it_goes_to_the_trash_and_comes_back(desk: Desk, me: object, text: str) -> None:
    claim_id = filled(desk, text)
    before = contents(desk)
    for operation, kind in (
        (insurance_claims.delete, InsuranceClaim),
        (policies.delete, Policy),
        (portage.delete_proof, DeliveryProof),
        (portage.delete_round, ValidationRound),
        (contracts.delete, Contract),
        (portage.delete_company, PortageCompany),
        (clients.delete, Client),
    ):
        operation(desk, claim_id if kind is InsuranceClaim else 1)
        assert desk.table(kind).count() == 0
    for entry in desk.trash.all():
        trash.restore(desk, entry.id or 0)
    after = contents(desk)
    made = ("deadline", "event")  # dates and lines that follow are made anew
    assert {name: rows for name, rows in after.items() if name not in made} == {
        name: rows for name, rows in before.items() if name not in made
    }
    for name in made:
        assert sorted(str(row[1:]) for row in after[name]) == sorted(str(row[1:]) for row in before[name])


@everywhere
def test_the_calendar_file_says_it_in_lines_that_others_read_back(
    desk: Desk, me: object, tmp_path: Path, text: str
) -> None:
    claim_id = filled(desk, text)
    claim = desk.table(InsuranceClaim).get(claim_id)
    insurance_claims.save(desk, replace(claim, outcome=None, closed_on=None, decision=None, decided_on=None))
    path = tmp_path / "dates.ics"
    count = calendar_file.export(desk, path)
    raw = path.read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert len(Calendar.from_ical(raw).walk("VEVENT")) == count == raw.count(b"BEGIN:VEVENT\r\n") > 3


def test_facts_of_twenty_thousand_characters_are_kept_and_one_more_is_refused(desk: Desk, me: object) -> None:
    claim = desk.table(InsuranceClaim).get(filled(desk, "x"))
    insurance_claims.save(desk, replace(claim, facts="a b " * 5000, request="a b " * 5000))
    (line,) = desk.table(Event).where(milestone="claimed")
    assert len(line.body) > 19_000
    with pytest.raises(InvalidInput, match="est trop long"):
        insurance_claims.save(desk, replace(claim, facts="a b " * 5000 + "."))


def test_a_date_set_by_a_rule_can_be_changed_whatever_its_names(desk: Desk, me: object) -> None:
    filled(desk, "W" * 200)
    set_by_rules = list(desk.table(Deadline).all())
    for one in set_by_rules:
        disputes.save_deadline(desk, replace(one, first_reminder=3))
    assert [one.first_reminder for one in desk.table(Deadline).all()] == [3] * len(set_by_rules) != []


# ---- papers ----------------------------------------------------------------------------------------------------------
def test_a_paper_that_is_lost_is_told_whatever_it_was_attached_to(desk: Desk, me: object, tmp_path: Path) -> None:
    paper = tmp_path / "papier.pdf"
    paper.write_bytes(b"%PDF")
    filled(desk, "x", paper)
    columns = [(kind, name) for kind in (*RECORDS, Contract) for name in desk.db.schema.of(kind).columns]
    columns = [(kind, name) for kind, name in columns if name.endswith("file_id")]
    assert len(columns) == 11
    assert all(getattr(desk.table(kind).all()[0], name) == 1 for kind, name in columns), "each holds the paper"
    (kept,) = desk.table(StoredFile).all()
    path = desk.vault.path_of(kept.sha256)
    path.chmod(0o600)
    path.unlink()
    (found,) = examine(desk.db, desk.vault, desk.folder)
    assert (found.code, found.sentence) == ("file-missing", "Il manque un fichier\u00a0: «\u202fpapier.pdf\u202f».")


@pytest.mark.parametrize("kind", [Tripartite, Policy, InsuranceClaim])
def test_a_paper_is_no_orphan_while_undo_or_the_trash_may_bring_it_back(
    desk: Desk, me: object, tmp_path: Path, kind: type[object]
) -> None:
    paper = tmp_path / "papier.pdf"
    paper.write_bytes(b"%PDF")
    claim_id = filled(desk, "x", paper)
    insurance_claims.delete(desk, claim_id)
    policies.delete(desk, 1)
    contracts.delete(desk, 1)
    assert desk.table(kind).count() == 0
    assert faults(desk) == []


# ---- odd days --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("known", [date(2024, 2, 29), date(1990, 1, 1), KNOWN])
@pytest.mark.parametrize("end", [date(2024, 2, 29), date(2100, 12, 31)])
def test_odd_days_of_a_policy_and_a_claim_are_shown(desk: Desk, me: object, known: date, end: date) -> None:
    policy = Policy(insurer="Mutuelle", starts_on=date(1990, 1, 1), ends_on=end, attestation_until=date(2100, 12, 31))
    assert not any(one.blocking for one in policy_problems(policy, DAY))
    held = policies.save(desk, policy, []).value
    claim = InsuranceClaim(title="x", policy_id=held.id, known_on=known, happened_on=date(1990, 1, 1), claimed_on=known)
    file = claim_pages.file(desk, insurance_claims.save(desk, claim).value.id or 0, DAY)
    next_step.propose_claim(file, DAY)
    assert file.limit.date > known
    company = portage.save_company(desk, PortageCompany(name="Littoral")).value
    client = clients.save(desk, Client(name="Boréal")).value
    contract = Contract(client_id=client.id or 0, reference="T", starts_on=known, ends_on=end if end > known else None)
    parties = Tripartite(
        contract_id=0, company_id=company.id or 0, worker_signed_on=known, client_signed_on=known, company_signed_on=DAY
    )
    contract = portage.save(desk, contract, parties).value
    page = contract_pages.file(desk, contract.id or 0, DAY)
    assert page is not None
    next_step.propose_contract(page, DAY)
