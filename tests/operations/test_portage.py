"""Portage: companies, three-party contracts from the draft to the end, their validation and proofs, and the way back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_contract
from litigedesk.domain.portage import DeliveryProof, PortageCompany, Tripartite, ValidationRound
from litigedesk.domain.records import Client, Contract, Deadline, Letter, StoredFile
from litigedesk.domain.vocabulary import ClientKind, Clock, ContractKind, DeliveryProofKind, Signatory, ValidationAnswer
from litigedesk.errors import InvalidInput, NotFound, Refused, StorageError
from litigedesk.letters.ids import SUBMIT_CONTRACT
from litigedesk.operations import clients, contracts, disputes, letters, portage, profile, trash
from litigedesk.queries import portage as pages
from litigedesk.rules.portage import ContractPhase
from tests.bad_input.witness import files
from tests.operations.mediation_world import clock, dump, set_clocks
from tests.operations.portage_world import (
    TODAY,
    blocking,
    can_be_taken_back,
    company_of,
    day,
    firm,
    goes_and_comes_back,
    letter_about,
    parties_of,
    sending,
    three_party,
)

APPROVED, CORRECTIONS = ValidationAnswer.APPROVED, ValidationAnswer.CORRECTIONS
VALIDATION, SIGNATURE = Clock.VALIDATION, Clock.SIGNATURE
THREE = {"worker_signed_on": day(16), "client_signed_on": day(18), "company_signed_on": day(17)}


@pytest.fixture
def company(desk: Desk) -> PortageCompany:
    return company_of(desk)


@pytest.fixture
def contract(desk: Desk, company: PortageCompany) -> Contract:
    return three_party(desk, company, firm(desk), drafted_on=day(2))


def noted(desk: Desk, contract: Contract, **changes: Any) -> Contract:
    return portage.note(desk, replace(parties_of(desk, contract), **changes)).value


def phase(desk: Desk, contract: Contract) -> tuple[ContractPhase, Signatory | None]:
    page = pages.file(desk, contract.id or 0, TODAY)
    assert page is not None
    return page.phase, page.pen


# ---- companies -------------------------------------------------------------------------------------------------------
def test_a_company_is_added_changed_and_thrown_away_each_time_with_the_way_back(desk: Desk) -> None:
    added = can_be_taken_back(desk, lambda: portage.save_company(desk, PortageCompany(name="Portage du Littoral")))
    can_be_taken_back(desk, lambda: portage.save_company(desk, replace(added, guarantor="Caisse")))
    assert pages.company(desk, added.id).guarantor == "Caisse"
    label = goes_and_comes_back(desk, lambda: portage.delete_company(desk, added.id))
    assert label == "Société de portage Portage du Littoral"


def test_a_company_needs_a_name_and_addresses_that_hold(desk: Desk) -> None:
    wrong = PortageCompany(name=" ", siret="123", postcode="350", validation_email="contact@", accounts_email="@x")
    with pytest.raises(InvalidInput) as refused:
        portage.save_company(desk, wrong)
    assert blocking(refused.value) == ["name", "siret", "postcode", "validation_email", "accounts_email"]
    assert desk.table(PortageCompany).count() == 0


def test_a_company_that_a_contract_names_stays(desk: Desk, company: PortageCompany, contract: Contract) -> None:
    with pytest.raises(Refused, match="1\u00a0contrat la nomme encore"):
        portage.delete_company(desk, company.id or 0)
    contracts.delete(desk, contract.id or 0)
    portage.delete_company(desk, company.id or 0)
    with pytest.raises(Refused, match="restaurez d’abord «\u202fSociété de portage Portage du Littoral\u202f»"):
        trash.restore(desk, desk.trash.all()[1].id or 0)


# ---- contracts -------------------------------------------------------------------------------------------------------
def test_a_contract_goes_from_the_draft_to_its_end(desk: Desk, company: PortageCompany) -> None:
    contract = three_party(desk, company, firm(desk))
    assert contract.kind is ContractKind.TRIPARTITE
    assert phase(desk, contract) == (ContractPhase.DRAFTED, Signatory.WORKER)
    sent = portage.save_round(desk, sending(contract, 3)).value
    assert phase(desk, contract) == (ContractPhase.SENT, Signatory.COMPANY)
    portage.save_round(desk, replace(sent, answered_on=day(5), answer=CORRECTIONS, corrections="Le prix"))
    assert phase(desk, contract) == (ContractPhase.CORRECTIONS, Signatory.WORKER)
    portage.save_round(desk, sending(contract, 6, APPROVED, 9))
    assert phase(desk, contract) == (ContractPhase.TO_SIGN, Signatory.WORKER)
    noted(desk, contract, worker_signed_on=day(10), client_signed_on=day(12))
    assert phase(desk, contract) == (ContractPhase.TO_SIGN, Signatory.COMPANY)
    assert noted(desk, contract, company_signed_on=day(11)).signed_on == day(12), "the last of the three"
    assert phase(desk, contract) == (ContractPhase.ACTIVE, None)
    noted(desk, contract, ended_on=day(20), end_reason="Mission faite")
    assert phase(desk, contract) == (ContractPhase.ENDED, None)


def test_every_step_of_it_can_be_taken_back(desk: Desk, company: PortageCompany) -> None:
    client = firm(desk)
    made = can_be_taken_back(
        desk,
        lambda: portage.save(
            desk,
            Contract(client_id=client.id or 0, reference="T-1"),
            Tripartite(contract_id=0, company_id=company.id or 0),
        ),
    )
    can_be_taken_back(desk, lambda: portage.note(desk, replace(parties_of(desk, made), drafted_on=day(2))))
    sent = can_be_taken_back(desk, lambda: portage.save_round(desk, sending(made, 3)))
    can_be_taken_back(desk, lambda: portage.save_round(desk, replace(sent, answered_on=day(5), answer=APPROVED)))
    can_be_taken_back(desk, lambda: portage.note(desk, replace(parties_of(desk, made), **THREE)))
    can_be_taken_back(desk, lambda: portage.note(desk, replace(parties_of(desk, made), ended_on=day(20))))


def test_a_contract_counts_as_signed_while_the_three_signatures_are_there(desk: Desk, contract: Contract) -> None:
    assert noted(desk, contract, **THREE).signed_on == day(18)
    assert noted(desk, contract, client_signed_on=None).signed_on is None
    assert desk.table(Contract).get(contract.id or 0).signed_on is None


def test_its_papers_are_kept_whole_and_the_last_signed_one_is_that_of_the_contract(
    desk: Desk, contract: Contract, tmp_path: Path
) -> None:
    papers = {}
    for name in ("draft", "worker", "client"):
        papers[name] = tmp_path / f"{name}.pdf"
        papers[name].write_bytes(f"%PDF {name}".encode())
    portage.note(desk, parties_of(desk, contract), {"draft": papers["draft"], "worker": papers["worker"]})
    portage.note(desk, replace(parties_of(desk, contract), **THREE), {"client": papers["client"]})
    kept = parties_of(desk, contract)
    named = {one.id: one.name for one in desk.table(StoredFile).all()}
    assert [named.get(one) for one in (kept.draft_file_id, kept.worker_file_id, kept.client_file_id)] == [
        "draft.pdf", "worker.pdf", "client.pdf",
    ]  # fmt: skip
    signed = desk.table(Contract).get(contract.id or 0)
    assert named.get(signed.file_id) == "client.pdf"


@pytest.mark.parametrize("bad", ["gone", "signature", "client"])
def test_what_is_refused_keeps_no_document_and_changes_nothing(
    desk: Desk, contract: Contract, tmp_path: Path, bad: str
) -> None:
    paper = tmp_path / "contrat.pdf"
    paper.write_bytes(b"%PDF")
    before, kept = dump(desk), files(desk.folder)
    parties = parties_of(desk, contract)
    if bad == "gone":
        paper.unlink()
    elif bad == "signature":
        parties = replace(parties, worker_signed_on=date(2026, 12, 1))
    else:
        clients.save(desk, Client(id=contract.client_id, name="Jeanne Martin", kind=ClientKind.CONSUMER))
        before = dump(desk)
    with pytest.raises((InvalidInput, StorageError)):
        portage.note(desk, parties, {"worker": paper})
    assert (dump(desk), files(desk.folder)) == (before, kept)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"drafted_on": day(10), "worker_signed_on": day(9)}, ["worker_signed_on"]),
        ({"worker_signed_on": day(23)}, ["worker_signed_on"]),
        ({"client_signed_on": date(1989, 12, 31)}, ["client_signed_on", "client_signed_on"]),
        ({"ended_on": date(2026, 10, 4)}, ["ended_on"]),
        ({"company_id": 0}, ["company_id"]),
        ({"skills": "x" * 20_001}, ["skills"]),
    ],
)
def test_dates_out_of_order_and_what_lacks_are_refused_beside_their_field(
    desk: Desk, contract: Contract, changes: dict[str, Any], fields: list[str]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        noted(desk, contract, **changes)
    assert blocking(refused.value) == fields


def test_a_signature_without_or_before_the_green_light_is_warned_of_and_kept(desk: Desk, contract: Contract) -> None:
    noted(desk, contract, worker_signed_on=day(10))
    assert parties_of(desk, contract).worker_signed_on == day(10)
    portage.save_round(desk, sending(contract, 11, APPROVED, 12))
    noted(desk, contract, client_signed_on=day(11))
    assert parties_of(desk, contract).client_signed_on == day(11)


def test_a_consumer_has_no_three_party_contract(desk: Desk, company: PortageCompany) -> None:
    consumer = clients.save(desk, Client(name="Jeanne Martin", kind=ClientKind.CONSUMER)).value
    with pytest.raises(InvalidInput, match="suppose une entreprise cliente") as refused:
        three_party(desk, company, consumer)
    assert blocking(refused.value) == ["client_id"]
    assert desk.table(Contract).count() == 0


def test_a_contract_without_a_client_asks_for_one(desk: Desk, company: PortageCompany) -> None:
    with pytest.raises(InvalidInput) as refused:
        portage.save(desk, Contract(client_id=0, reference="T"), Tripartite(contract_id=0, company_id=company.id or 0))
    assert blocking(refused.value) == ["client_id"]


def test_a_company_taken_away_meanwhile_is_said_to_be_gone(desk: Desk, contract: Contract) -> None:
    with pytest.raises(NotFound, match="n’existe plus"):
        noted(desk, contract, company_id=99)


def test_a_contract_of_two_becomes_one_of_three_and_stays_so_from_its_own_form(
    desk: Desk, company: PortageCompany
) -> None:
    quote = contracts.save(desk, Contract(client_id=firm(desk).id or 0, reference="D-1")).value
    assert pages.file(desk, quote.id or 0, TODAY) is None
    portage.save(desk, quote, Tripartite(contract_id=0, company_id=company.id or 0))
    contracts.save(desk, replace(quote, title="Refonte"))
    kept = desk.table(Contract).get(quote.id or 0)
    assert (kept.kind, kept.title) == (ContractKind.TRIPARTITE, "Refonte")


def test_a_contract_goes_to_the_trash_with_all_that_is_its_own(desk: Desk, contract: Contract) -> None:
    letter = letter_about(desk, of_contract(contract.id or 0), SUBMIT_CONTRACT, day(3), note=portage.note_letter)
    disputes.save_deadline(
        desk, Deadline(contract_id=contract.id, letter_id=letter.id, title="Réponse", due_on=day(30))
    )
    portage.save_proof(
        desk, DeliveryProof(contract_id=contract.id or 0, kind=DeliveryProofKind.ACCEPTANCE, made_on=day(9))
    )
    portage.save_round(desk, sending(contract, 12))
    assert goes_and_comes_back(desk, lambda: contracts.delete(desk, contract.id or 0)) == "Contrat T-1"
    contracts.delete(desk, contract.id or 0)
    left = [desk.table(one).count() for one in (Tripartite, ValidationRound, DeliveryProof, Letter, Deadline)]
    assert left == [0] * 5


# ---- validation ------------------------------------------------------------------------------------------------------
def test_reminders_follow_the_sendings_and_the_signatures(desk: Desk, contract: Contract) -> None:
    owner = {"contract_id": contract.id}
    assert set_clocks(desk, **owner) == {VALIDATION: (day(9), None)}
    first = portage.save_round(desk, sending(contract, 3)).value
    assert set_clocks(desk, **owner) == {VALIDATION: (day(10), None)}
    portage.save_round(desk, replace(first, answered_on=day(5), answer=APPROVED))
    assert set_clocks(desk, **owner) == {VALIDATION: (day(10), day(5)), SIGNATURE: (day(12), None)}
    noted(desk, contract, **THREE)
    assert set_clocks(desk, **owner) == {VALIDATION: (day(10), day(5)), SIGNATURE: (day(12), day(18))}
    portage.save_round(desk, sending(contract, 20))
    assert set_clocks(desk, **owner) == {VALIDATION: (day(27), day(18))}, "nothing is awaited of a contract concluded"


def test_settings_move_the_reminders_save_those_the_user_moved_or_ticked(desk: Desk, contract: Contract) -> None:
    portage.save_round(desk, sending(contract, 3))
    profile.set_setting(desk, "portage.validation_days", "2")
    assert clock(desk, VALIDATION).due_on == day(5)
    disputes.postpone_deadline(desk, clock(desk, VALIDATION).id or 0, day(30))
    profile.set_setting(desk, "portage.validation_days", "5")
    assert (clock(desk, VALIDATION).due_on, clock(desk, VALIDATION).computed_on) == (day(30), day(10))
    disputes.complete_deadline(desk, clock(desk, VALIDATION).id or 0)
    profile.set_setting(desk, "portage.validation_days", "8")
    assert clock(desk, VALIDATION).done_on == TODAY


def test_a_sending_deleted_gives_the_reminder_back_to_the_one_before(desk: Desk, contract: Contract) -> None:
    portage.save_round(desk, sending(contract, 3))
    second = portage.save_round(desk, sending(contract, 6, APPROVED, 9)).value
    label = goes_and_comes_back(desk, lambda: portage.delete_round(desk, second.id or 0))
    assert label == "Envoi en validation du 6\u00a0novembre\u00a02026"
    portage.delete_round(desk, second.id or 0)
    assert set_clocks(desk, contract_id=contract.id) == {VALIDATION: (day(10), None)}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"answered_on": day(2), "answer": APPROVED}, ["answered_on"]),
        ({"answered_on": day(9)}, ["answer"]),
        ({"answer": APPROVED}, ["answered_on"]),
        ({"sent_on": day(23)}, ["sent_on"]),
        ({"answered_on": day(23), "answer": APPROVED}, ["answered_on"]),
        ({"corrections": "x" * 20_001}, ["corrections"]),
    ],
)
def test_an_answer_comes_after_its_sending_with_what_it_says(
    desk: Desk, contract: Contract, changes: dict[str, Any], fields: list[str]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        portage.save_round(desk, replace(sending(contract, 3), **changes))
    assert blocking(refused.value) == fields


def test_a_contract_of_two_is_not_validated(desk: Desk) -> None:
    quote = contracts.save(desk, Contract(client_id=firm(desk).id or 0, reference="D-1")).value
    with pytest.raises(Refused, match="à trois parties"):
        portage.save_round(desk, sending(quote, 3))


# ---- the letter that submits the contract ----------------------------------------------------------------------------
@pytest.fixture
def submit(desk: Desk, contract: Contract) -> Callable[..., Letter]:
    def make(sent_on: date | None) -> Letter:
        return letter_about(desk, of_contract(contract.id or 0), SUBMIT_CONTRACT, sent_on, note=portage.note_letter)

    return make


def test_the_letter_sent_is_a_sending_and_follows_its_day(desk: Desk, submit: Callable[..., Letter]) -> None:
    letter = submit(None)
    assert desk.table(ValidationRound).count() == 0
    letter = letters.track(desk, replace(letter, sent_on=TODAY)).value
    (held,) = desk.table(ValidationRound).all()
    assert (held.sent_on, held.letter_id) == (TODAY, letter.id)
    assert clock(desk, VALIDATION).due_on == day(27)
    can_be_taken_back(desk, lambda: letters.track(desk, replace(letter, sent_on=None)))
    assert desk.table(ValidationRound).count() == 0


def test_a_sending_that_was_answered_stays_when_its_letter_is_said_not_to_have_left(
    desk: Desk, submit: Callable[..., Letter]
) -> None:
    letter = submit(TODAY)
    (held,) = desk.table(ValidationRound).all()
    portage.save_round(desk, replace(held, answered_on=TODAY, answer=APPROVED))
    letters.track(desk, replace(letter, sent_on=None))
    assert desk.table(ValidationRound).all()[0].answer is APPROVED


def test_the_letter_deleted_takes_its_sending_and_reminder_along_and_brings_them_back(
    desk: Desk, contract: Contract, submit: Callable[..., Letter]
) -> None:
    portage.save_round(desk, sending(contract, 3))
    letter = submit(TODAY)
    assert clock(desk, VALIDATION).due_on == day(27)
    goes_and_comes_back(desk, lambda: letters.delete(desk, letter.id or 0))
    letters.delete(desk, letter.id or 0)
    assert set_clocks(desk, contract_id=contract.id) == {VALIDATION: (day(10), None)}


def test_a_letter_that_was_answered_and_deleted_leaves_its_answer_in_no_reminder(
    desk: Desk, contract: Contract, submit: Callable[..., Letter]
) -> None:
    portage.save_round(desk, sending(contract, 3))
    letter = submit(TODAY)
    (held,) = desk.table(ValidationRound).where(letter_id=letter.id)
    portage.save_round(desk, replace(held, answered_on=TODAY, answer=APPROVED))
    goes_and_comes_back(desk, lambda: letters.delete(desk, letter.id or 0))
    letters.delete(desk, letter.id or 0)
    assert set_clocks(desk, contract_id=contract.id) == {VALIDATION: (day(10), None)}


# ---- proofs of delivery ----------------------------------------------------------------------------------------------
def report(contract: Contract, month: date = date(2026, 10, 1), **fields: Any) -> DeliveryProof:
    kind = DeliveryProofKind.ACTIVITY_REPORT
    return DeliveryProof(contract_id=contract.id or 0, kind=kind, month=month, **{"made_on": day(2), **fields})


def test_a_report_is_of_a_whole_month_and_there_is_one_for_each(desk: Desk, contract: Contract) -> None:
    first = can_be_taken_back(desk, lambda: portage.save_proof(desk, report(contract, date(2026, 10, 31))))
    assert first.month == date(2026, 10, 1)
    with pytest.raises(InvalidInput, match="Le compte rendu d’octobre\u00a02026 est déjà noté") as refused:
        portage.save_proof(desk, report(contract, date(2026, 10, 15)))
    assert blocking(refused.value) == ["month"]
    portage.save_proof(desk, replace(first, signed_on=day(9)))
    portage.save_proof(desk, report(contract, date(2026, 9, 1)))
    assert goes_and_comes_back(desk, lambda: portage.delete_proof(desk, first.id)) == "CRA d’octobre\u00a02026"


def test_a_report_thrown_away_does_not_come_back_beside_a_new_one(desk: Desk, contract: Contract) -> None:
    first = portage.save_proof(desk, report(contract)).value
    portage.delete_proof(desk, first.id or 0)
    portage.save_proof(desk, report(contract, signed_on=day(9)))
    before = dump(desk)
    with pytest.raises(Refused, match="un autre élément porte déjà"):
        trash.restore(desk, desk.trash.all()[0].id or 0)
    assert dump(desk) == before


def test_a_proof_that_is_no_report_has_no_month(desk: Desk, contract: Contract) -> None:
    made = portage.save_proof(desk, report(contract)).value
    accepted = portage.save_proof(desk, replace(made, kind=DeliveryProofKind.ACCEPTANCE)).value
    assert accepted.month is None
    portage.save_proof(desk, report(contract))


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"month": None}, ["month"]),
        ({"month": date(1, 1, 1)}, ["month"]),
        ({"made_on": day(23)}, ["made_on"]),
        ({"signed_on": day(1)}, ["signed_on"]),
        ({"signed_on": day(23)}, ["signed_on"]),
        ({"kind": DeliveryProofKind.DELIVERABLE, "title": " "}, ["title"]),
        ({"title": "x" * 201}, ["title"]),
    ],
)
def test_a_proof_at_fault_is_refused_beside_its_field(
    desk: Desk, contract: Contract, changes: dict[str, Any], fields: list[str]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        portage.save_proof(desk, replace(report(contract), **changes))
    assert blocking(refused.value) == fields


def test_its_document_is_kept_and_opened_again(desk: Desk, contract: Contract, tmp_path: Path) -> None:
    paper = tmp_path / "CRA octobre.pdf"
    paper.write_bytes(b"%PDF CRA")
    made = portage.save_proof(desk, report(contract), paper).value
    assert desk.table(StoredFile).get(made.file_id or 0).name == "CRA octobre.pdf"
