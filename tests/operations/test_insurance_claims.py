"""Insurance claims: saved with their dates and lines, declared by letters, moved, closed, thrown away and brought back."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.insurance import (
    ClaimDecision,
    ClaimOutcome,
    ClaimPiece,
    Guarantee,
    GuaranteeKind,
    Harm,
    HarmKind,
    ImmaterialHarm,
    InsuranceClaim,
    InsurerRequest,
)
from litigedesk.domain.money import Money
from litigedesk.domain.records import Contract, Deadline, Dispute, Event, LimitationEvent, StoredFile
from litigedesk.domain.vocabulary import Clock, ClosingReason, EventKind, LimitationEventKind
from litigedesk.errors import InvalidInput, NotFound, Refused, StorageError
from litigedesk.operations import clients, complaints, contracts, disputes, insurance_claims, policies, trash
from litigedesk.queries import insurance_claims as pages
from tests.bad_input.witness import files
from tests.operations.mediation_world import clock, dump, insured, lines, set_clocks, without, written
from tests.operations.portage_world import (
    KNOWN,
    TODAY,
    blocking,
    can_be_taken_back,
    claim_now,
    day,
    firm,
    goes_and_comes_back,
    incident,
)

LOST = Harm(insurance_claim_id=0, kind=HarmKind.IMMATERIAL, nature=ImmaterialHarm.DATA_LOSS, amount=Money.of(12_000))
BROKEN = Harm(insurance_claim_id=0, kind=HarmKind.MATERIAL, amount=Money.of(800))
LIMIT = (date(2028, 11, 5), None)
LIFE: tuple[dict[str, Any], ...] = (
    {"happened_on": day(2), "claimed_on": day(6), "facts": "Le disque a été effacé."},
    {"declared_on": day(10)},
    {"insurer_reference": "S-2026-9", "handler": "M. Astier"},
    {"expert_on": day(12), "expert": "Cabinet Astier", "expert_meeting_on": date(2026, 12, 3)},
    {"decision": ClaimDecision.PARTIAL, "decided_on": day(20), "decision_text": "Franchise déduite"},
    {"indemnity": Money.of(10_500), "deductible": Money.of(1_500), "paid_on": day(21)},
    {"outcome": ClaimOutcome.INDEMNIFIED, "closed_on": TODAY},
)


def noted(desk: Desk, claim: InsuranceClaim, **changes: Any) -> InsuranceClaim:
    return insurance_claims.save(desk, replace(claim_now(desk, claim), **changes)).value


# ---- saved -----------------------------------------------------------------------------------------------------------
def test_a_claim_is_saved_with_its_reference_dates_and_lines(desk: Desk) -> None:
    claim = incident(desk)
    assert claim.reference == "SIN-2026-001"
    assert set_clocks(desk, insurance_claim_id=claim.id) == {
        Clock.INSURER: (day(16), None),
        Clock.INSURER_LIMITATION: LIMIT,
    }
    assert lines(desk, insurance_claim_id=claim.id) == [(KNOWN, "Sinistre connu")]


def test_every_step_of_its_life_can_be_taken_back(desk: Desk) -> None:
    claim = can_be_taken_back(
        desk, lambda: insurance_claims.save(desk, InsuranceClaim(title="Fichiers", known_on=KNOWN), [LOST, BROKEN])
    )
    for step in LIFE:
        can_be_taken_back(desk, lambda step=step: insurance_claims.save(desk, replace(claim_now(desk, claim), **step)))
    assert [title for _, title in lines(desk, insurance_claim_id=claim.id)] == [
        "Fait à l’origine du sinistre",
        "Sinistre connu",
        "Réclamation du tiers reçue",
        "Sinistre déclaré",
        "Expert désigné",
        "Décision de l’assureur\u00a0: pris en charge en partie",
        "Indemnité versée",
        "Sinistre clos\u00a0: indemnisé",
    ]
    assert all(done for _, done in set_clocks(desk, insurance_claim_id=claim.id).values())


def test_opening_a_closed_claim_again_opens_the_dates_that_closing_ended(desk: Desk) -> None:
    claim = noted(desk, incident(desk), declared_on=day(10))
    open_dates = set_clocks(desk, insurance_claim_id=claim.id)
    closed = noted(desk, claim, outcome=ClaimOutcome.NO_FOLLOW_UP, closed_on=TODAY)
    assert all(done for _, done in set_clocks(desk, insurance_claim_id=claim.id).values())
    noted(desk, closed, outcome=None, closed_on=None)
    assert set_clocks(desk, insurance_claim_id=claim.id) == open_dates
    assert not any("clos" in title for _, title in lines(desk, insurance_claim_id=claim.id))


def test_correcting_the_day_of_knowledge_moves_what_follows(desk: Desk) -> None:
    claim = incident(desk)
    noted(desk, claim, known_on=day(9))
    assert set_clocks(desk, insurance_claim_id=claim.id) == {
        Clock.INSURER: (day(17), None),
        Clock.INSURER_LIMITATION: (date(2028, 11, 8), None),
    }
    assert lines(desk, insurance_claim_id=claim.id) == [(day(9), "Sinistre connu")]


@pytest.mark.parametrize(
    ("known", "declare", "limit"),
    [
        (date(2024, 2, 29), date(2024, 3, 7), date(2026, 2, 27)),
        (date(1990, 1, 1), date(1990, 1, 8), date(1991, 12, 31)),
        (date(2025, 12, 31), date(2026, 1, 8), date(2027, 12, 30)),
    ],
)
def test_odd_days_are_counted_like_the_others(desk: Desk, known: date, declare: date, limit: date) -> None:
    claim = incident(desk, known_on=known)
    found = set_clocks(desk, insurance_claim_id=claim.id)
    assert (found[Clock.INSURER][0], found[Clock.INSURER_LIMITATION][0]) == (declare, limit)
    assert claim.reference == f"SIN-{known.year}-001"


def test_references_are_the_next_of_the_year_free_and_never_given_twice(desk: Desk) -> None:
    first, second = incident(desk), incident(desk)
    assert [one.reference for one in (first, second)] == ["SIN-2026-001", "SIN-2026-002"]
    assert incident(desk, known_on=date(2025, 5, 5)).reference == "SIN-2025-001"
    assert incident(desk, reference=" SIN-2026-010 ").reference == "SIN-2026-010"
    assert incident(desk, reference="SIN-2026-²").reference == "SIN-2026-²"
    assert incident(desk).reference == "SIN-2026-011"
    insurance_claims.delete(desk, second.id or 0)
    assert incident(desk, reference="SIN-2026-002").id is not None
    with pytest.raises(Refused, match="porte déjà la même référence"):
        trash.restore(desk, desk.trash.all()[0].id or 0)
    with pytest.raises(InvalidInput, match="SIN-2026-002 est déjà prise") as refused:
        noted(desk, first, reference="SIN-2026-002")
    assert blocking(refused.value) == ["reference"]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"title": " "}, ["title"]),
        ({"known_on": day(23)}, ["known_on"]),
        ({"happened_on": day(7)}, ["known_on"]),
        ({"happened_on": day(2), "claimed_on": day(1)}, ["claimed_on"]),
        ({"happened_on": date(1989, 12, 31)}, ["happened_on"]),
        ({"declared_on": day(5)}, ["declared_on"]),
        ({"expert_on": day(12)}, ["declared_on"]),
        ({"declared_on": day(10), "expert_on": day(9)}, ["expert_on"]),
        ({"declared_on": day(10), "expert_on": day(12), "expert_meeting_on": day(11)}, ["expert_meeting_on"]),
        ({"declared_on": day(10), "expert_on": day(12), "expert_meeting_on": date(2101, 1, 1)}, ["expert_meeting_on"]),
        ({"declared_on": day(10), "decision": ClaimDecision.COVERED}, ["decided_on"]),
        ({"declared_on": day(10), "decided_on": day(11)}, ["decision"]),
        ({"outcome": ClaimOutcome.WITHDRAWN}, ["closed_on"]),
        ({"closed_on": day(20)}, ["outcome"]),
        ({"outcome": ClaimOutcome.WITHDRAWN, "closed_on": day(5)}, ["closed_on"]),
        ({"declared_on": day(10), "paid_on": day(12)}, ["indemnity"]),
        ({"amount": Money(-1)}, ["amount"]),
        ({"amount": Money.of(100_000_001)}, ["amount"]),
        ({"facts": "x" * 20_001}, ["facts"]),
        ({"insurer_reference": "x" * 201}, ["insurer_reference"]),
    ],
)
def test_a_claim_at_fault_is_refused_beside_its_field_and_changes_nothing(
    desk: Desk, changes: dict[str, Any], fields: list[str]
) -> None:
    claim = incident(desk)
    before = dump(desk)
    with pytest.raises(InvalidInput) as refused:
        noted(desk, claim, **changes)
    assert blocking(refused.value) == fields
    assert dump(desk) == before


def test_a_claim_is_never_refused_for_being_late_or_outside_its_policy_or_above_its_cap(desk: Desk) -> None:
    held = policies.save(
        desk,
        replace(insured(desk), starts_on=date(2020, 1, 1), ends_on=date(2021, 12, 31)),
        [Guarantee(policy_id=0, kind=GuaranteeKind.PURE_IMMATERIAL, cap=Money.of(100))],
    ).value
    late = InsuranceClaim(
        title="Fichiers", policy_id=held.id, happened_on=day(2), known_on=date(2026, 1, 5), declared_on=day(20),
        decision=ClaimDecision.REFUSED, decided_on=day(21), indemnity=Money.of(90_000), amount=Money.of(50),
    )  # fmt: skip
    kept = insurance_claims.save(desk, replace(late, happened_on=date(2022, 5, 5)), [LOST]).value
    page = pages.file(desk, kept.id or 0, TODAY)
    assert page.days_late > 300
    assert {one.code: one.verdict.value for one in page.cover}["in-force"] == "failed"


# ---- harms -----------------------------------------------------------------------------------------------------------
def test_harms_are_kept_changed_and_removed_with_the_claim(desk: Desk) -> None:
    claim = insurance_claims.save(desk, InsuranceClaim(title="Fichiers", known_on=KNOWN), [LOST, BROKEN]).value
    first, second = pages.harms(desk, claim.id or 0)
    can_be_taken_back(desk, lambda: insurance_claims.save(desk, claim, [replace(second, amount=Money.of(900))]))
    assert pages.harms(desk, claim.id or 0) == (replace(second, amount=Money.of(900)),)
    insurance_claims.save(desk, replace(claim, title="Disque"))
    assert len(pages.harms(desk, claim.id or 0)) == 1, "not given: left as they are"
    insurance_claims.save(desk, claim, [])
    assert pages.harms(desk, claim.id or 0) == ()
    assert first.id not in {one.id for one in desk.table(Harm).all()}


def test_a_claim_of_fifty_harms_and_huge_sums_is_kept_and_shown(desk: Desk) -> None:
    huge = replace(LOST, amount=Money.of(100_000_000))
    claim = insurance_claims.save(desk, InsuranceClaim(title="Tout", known_on=KNOWN), [huge] * 50).value
    page = pages.file(desk, claim.id or 0, TODAY)
    assert len(page.harms) == 50
    goes_and_comes_back(desk, lambda: insurance_claims.delete(desk, claim.id or 0))


def test_where_an_immaterial_harm_comes_from_is_said_of_no_other(desk: Desk) -> None:
    for wrong in (replace(BROKEN, nature=ImmaterialHarm.DELAY), replace(BROKEN, consecutive=False)):
        with pytest.raises(InvalidInput) as refused:
            insurance_claims.save(desk, InsuranceClaim(title="x", known_on=KNOWN), [LOST, wrong])
        assert blocking(refused.value) == ["nature"]
    assert desk.table(InsuranceClaim).count() == 0


# ---- whose it is -----------------------------------------------------------------------------------------------------
def test_the_dispute_and_the_contract_of_a_claim_are_those_of_its_client(desk: Desk, dispute_id: int) -> None:
    stranger = firm(desk)
    theirs = contracts.save(desk, Contract(client_id=stranger.id or 0, reference="D-9")).value
    mine = desk.table(Dispute).get(dispute_id).client_id
    for wrong, field in (
        ({"dispute_id": dispute_id, "client_id": stranger.id}, "client_id"),
        ({"client_id": mine, "contract_id": theirs.id}, "contract_id"),
        ({"dispute_id": dispute_id, "contract_id": theirs.id}, "contract_id"),
    ):
        with pytest.raises(InvalidInput, match="autre client") as refused:
            incident(desk, **wrong)
        assert blocking(refused.value) == [field]
    assert incident(desk, client_id=stranger.id, contract_id=theirs.id).id is not None
    assert incident(desk, dispute_id=dispute_id, third_party="Un passant").client_id is None


@pytest.mark.parametrize("gone", ["policy_id", "dispute_id", "contract_id", "client_id"])
def test_what_a_claim_refers_to_and_is_gone_is_said(desk: Desk, gone: str) -> None:
    with pytest.raises(NotFound):
        incident(desk, **{gone: 99})


def test_a_client_a_contract_and_a_dispute_stay_those_of_their_claim(desk: Desk, dispute_id: int) -> None:
    client_id = desk.table(Dispute).get(dispute_id).client_id
    contract = contracts.save(desk, Contract(client_id=client_id, reference="D-1")).value
    stranger = firm(desk)
    incident(desk, client_id=client_id, contract_id=contract.id, dispute_id=dispute_id)
    with pytest.raises(InvalidInput, match="Un sinistre avec son premier client"):
        contracts.save(desk, replace(contract, client_id=stranger.id or 0))
    with pytest.raises(InvalidInput, match="Un sinistre est noté dans ce litige"):
        disputes.save(desk, replace(desk.table(Dispute).get(dispute_id), client_id=stranger.id or 0), [])
    with pytest.raises(Refused, match="1\u00a0sinistre en dépend encore"):
        contracts.delete(desk, contract.id or 0)
    with pytest.raises(Refused, match="1\u00a0sinistre"):
        clients.delete(desk, client_id)


@pytest.mark.parametrize("moved", ["contract", "dispute"])
def test_a_claim_does_not_come_back_to_what_was_given_to_another_client_meanwhile(
    desk: Desk, dispute_id: int, moved: str
) -> None:
    client_id, stranger = desk.table(Dispute).get(dispute_id).client_id, firm(desk)
    contract = contracts.save(desk, Contract(client_id=client_id, reference="D-1")).value
    about: dict[str, Any] = {"contract_id": contract.id} if moved == "contract" else {"dispute_id": dispute_id}
    claim = incident(desk, client_id=client_id, **about)
    insurance_claims.delete(desk, claim.id or 0)
    if moved == "contract":
        contracts.save(desk, replace(contract, client_id=stranger.id or 0))
    else:
        disputes.save(desk, replace(desk.table(Dispute).get(dispute_id), client_id=stranger.id or 0), [])
    before = dump(desk)
    with pytest.raises(Refused, match="est maintenant celui d’un autre client"):
        trash.restore(desk, desk.trash.all()[0].id or 0)
    assert dump(desk) == before


# ---- beside a dispute ------------------------------------------------------------------------------------------------
def test_the_claim_takes_over_the_time_to_tell_the_insurer_and_gives_it_back(desk: Desk, dispute_id: int) -> None:
    insured(desk)
    complaint = complaints.save(desk, written(dispute_id)).value
    before = set_clocks(desk, complaint_id=complaint.id)
    assert before[Clock.INSURER] == (day(9), None)
    claim = can_be_taken_back(desk, lambda: insurance_claims.save(desk, pages.suggested(desk, dispute_id, TODAY)))
    assert Clock.INSURER not in set_clocks(desk, complaint_id=complaint.id)
    assert clock(desk, Clock.INSURER).insurance_claim_id == claim.id
    goes_and_comes_back(desk, lambda: insurance_claims.delete(desk, claim.id or 0))
    insurance_claims.delete(desk, claim.id or 0)
    assert set_clocks(desk, complaint_id=complaint.id) == before


def test_a_claim_moved_out_of_its_dispute_gives_the_time_back_there(desk: Desk, dispute_id: int) -> None:
    insured(desk)
    complaint = complaints.save(desk, written(dispute_id)).value
    claim = incident(desk, dispute_id=dispute_id)
    assert Clock.INSURER not in set_clocks(desk, complaint_id=complaint.id)
    noted(desk, claim, dispute_id=None)
    assert set_clocks(desk, complaint_id=complaint.id)[Clock.INSURER] == (day(9), None)


def test_closing_a_dispute_leaves_the_dates_of_its_claim_and_opening_it_again_too(desk: Desk, dispute_id: int) -> None:
    claim = noted(desk, incident(desk, dispute_id=dispute_id), declared_on=day(20))
    disputes.save_deadline(
        desk,
        Deadline(dispute_id=dispute_id, insurance_claim_id=claim.id, title="Appeler", due_on=day(30), done_on=day(20)),
    )
    before = [one for one in desk.table(Deadline).all() if one.insurance_claim_id]
    disputes.close(desk, dispute_id, ClosingReason.SETTLED, day(20))
    assert [one for one in desk.table(Deadline).all() if one.insurance_claim_id] == before
    disputes.reopen(desk, dispute_id)
    assert [one for one in desk.table(Deadline).all() if one.insurance_claim_id] == before


def test_a_dispute_goes_to_the_trash_with_its_claims(desk: Desk, dispute_id: int) -> None:
    claim = insurance_claims.save(
        desk, InsuranceClaim(title="Fichiers", known_on=KNOWN, dispute_id=dispute_id), [LOST, BROKEN]
    ).value
    whole(desk, claim)
    goes_and_comes_back(desk, lambda: disputes.delete(desk, dispute_id))
    disputes.delete(desk, dispute_id)
    left = (InsuranceClaim, Harm, ClaimPiece, InsurerRequest, LimitationEvent, Event, Deadline)
    assert [desk.table(one).count() for one in left] == [0] * len(left)


def whole(desk: Desk, claim: InsuranceClaim) -> None:
    """Something of each kind that may hang on a claim."""
    claim_id = claim.id or 0
    insurance_claims.save_piece(desk, ClaimPiece(insurance_claim_id=claim_id, key="contract", obtained_on=day(9)))
    insurance_claims.save_piece(desk, ClaimPiece(insurance_claim_id=claim_id, title="Rapport d’audit"))
    insurance_claims.save_request(
        desk, InsurerRequest(insurance_claim_id=claim_id, asked_on=day(12), what="Devis", due_on=day(30))
    )
    insurance_claims.save_limitation_event(
        desk,
        LimitationEvent(insurance_claim_id=claim_id, kind=LimitationEventKind.REGISTERED_LETTER, happened_on=day(18)),
    )
    disputes.save_event(
        desk, Event(insurance_claim_id=claim_id, kind=EventKind.CALL, happened_on=day(13), title="Appel de l’expert")
    )
    disputes.save_deadline(desk, Deadline(insurance_claim_id=claim_id, title="Rappeler l’expert", due_on=day(28)))


def test_a_claim_goes_to_the_trash_with_all_that_is_its_own(desk: Desk) -> None:
    claim = insurance_claims.save(desk, InsuranceClaim(title="Fichiers", known_on=KNOWN), [LOST, BROKEN]).value
    whole(desk, claim)
    label = goes_and_comes_back(desk, lambda: insurance_claims.delete(desk, claim.id or 0))
    assert label == "Sinistre SIN-2026-001, Fichiers"
    insurance_claims.delete(desk, claim.id or 0)
    assert not any(without(dump(desk), "trash").values())


# ---- pieces ----------------------------------------------------------------------------------------------------------
def test_a_piece_of_the_list_is_noted_once_and_a_document_makes_it_obtained(desk: Desk, tmp_path: Path) -> None:
    claim = incident(desk)
    paper = tmp_path / "contrat.pdf"
    paper.write_bytes(b"%PDF")
    wanted = ClaimPiece(insurance_claim_id=claim.id or 0, key="contract")
    first = can_be_taken_back(desk, lambda: insurance_claims.save_piece(desk, replace(wanted, not_needed=True)))
    again = insurance_claims.save_piece(desk, wanted, paper).value
    assert (again.id, again.obtained_on, again.not_needed) == (first.id, TODAY, False)
    assert desk.table(StoredFile).get(again.file_id or 0).name == "contrat.pdf"
    assert goes_and_comes_back(desk, lambda: insurance_claims.delete_piece(desk, first.id)).startswith(
        "Pièce du sinistre\u00a0: Contrat, devis"
    )
    other = insurance_claims.save_piece(desk, replace(wanted, key="facts")).value
    with pytest.raises(InvalidInput, match="déjà notée"):
        insurance_claims.save_piece(desk, replace(other, key="contract"))
    insurance_claims.delete_piece(desk, first.id)
    insurance_claims.save_piece(desk, wanted)
    with pytest.raises(Refused, match="un autre élément porte déjà"):
        trash.restore(desk, desk.trash.all()[0].id or 0)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"key": "", "title": " "}, ["title"]),
        ({"obtained_on": day(23)}, ["obtained_on"]),
        ({"obtained_on": date(1989, 1, 1)}, ["obtained_on"]),
        ({"title": "x" * 201}, ["title"]),
    ],
)
def test_a_piece_at_fault_is_refused_and_keeps_no_document(
    desk: Desk, tmp_path: Path, changes: dict[str, Any], fields: list[str]
) -> None:
    claim = incident(desk)
    paper = tmp_path / "contrat.pdf"
    paper.write_bytes(b"%PDF")
    before = files(desk.folder)
    with pytest.raises(InvalidInput) as refused:
        wrong = replace(ClaimPiece(insurance_claim_id=claim.id or 0, key="contract"), **changes)
        insurance_claims.save_piece(desk, wrong, paper)
    assert blocking(refused.value) == fields
    assert files(desk.folder) == before
    with pytest.raises(NotFound):
        insurance_claims.save_piece(desk, ClaimPiece(insurance_claim_id=99, key="contract"), paper)
    with pytest.raises(StorageError):
        insurance_claims.save(desk, claim_now(desk, claim), document=tmp_path / "ailleurs.pdf")


# ---- requests, what interrupts ---------------------------------------------------------------------------------------
def test_the_first_request_to_answer_is_a_date_and_the_next_one_after_it(desk: Desk) -> None:
    claim = noted(desk, incident(desk), declared_on=day(10))
    asked = InsurerRequest(insurance_claim_id=claim.id or 0, asked_on=day(12), what="Le devis", due_on=day(30))
    first = can_be_taken_back(desk, lambda: insurance_claims.save_request(desk, asked))
    insurance_claims.save_request(desk, replace(asked, what="La facture", due_on=date(2026, 12, 9)))
    assert clock(desk, Clock.INSURER_REQUEST).due_on == day(30)
    can_be_taken_back(desk, lambda: insurance_claims.save_request(desk, replace(first, answered_on=day(20))))
    assert clock(desk, Clock.INSURER_REQUEST).due_on == date(2026, 12, 9)
    insurance_claims.save_request(desk, first)
    goes_and_comes_back(desk, lambda: insurance_claims.delete_request(desk, first.id))
    insurance_claims.delete_request(desk, first.id)
    assert clock(desk, Clock.INSURER_REQUEST).title == "Répondre à l’assureur\u00a0: La facture"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"what": " \n"}, ["what"]),
        ({"asked_on": day(23)}, ["asked_on", "due_on"]),
        ({"due_on": day(11)}, ["due_on"]),
        ({"answered_on": day(11)}, ["answered_on"]),
        ({"answered_on": day(23)}, ["answered_on"]),
        ({"due_on": date(2101, 1, 1)}, ["due_on"]),
    ],
)
def test_a_request_at_fault_is_refused(desk: Desk, changes: dict[str, Any], fields: list[str]) -> None:
    claim = incident(desk)
    asked = InsurerRequest(insurance_claim_id=claim.id or 0, asked_on=day(12), what="Devis", due_on=day(20))
    with pytest.raises(InvalidInput) as refused:
        insurance_claims.save_request(desk, replace(asked, **changes))
    assert blocking(refused.value) == fields


def test_a_request_whose_text_is_long_has_a_deadline_that_can_still_be_changed(desk: Desk) -> None:
    claim = incident(desk)
    asked = InsurerRequest(insurance_claim_id=claim.id or 0, asked_on=day(12), what="x" * 20_000, due_on=day(30))
    insurance_claims.save_request(desk, asked)
    held = clock(desk, Clock.INSURER_REQUEST)
    assert disputes.save_deadline(desk, replace(held, first_reminder=3)).value.first_reminder == 3


def test_what_interrupts_the_two_years_moves_their_end_and_back(desk: Desk) -> None:
    claim = incident(desk)
    owner = {"insurance_claim_id": claim.id}
    event = LimitationEvent(
        insurance_claim_id=claim.id, kind=LimitationEventKind.REGISTERED_LETTER, happened_on=day(18)
    )
    held = can_be_taken_back(desk, lambda: insurance_claims.save_limitation_event(desk, event))
    assert set_clocks(desk, **owner)[Clock.INSURER_LIMITATION] == (date(2028, 11, 17), None)
    goes_and_comes_back(desk, lambda: insurance_claims.delete_limitation_event(desk, held.id))
    insurance_claims.delete_limitation_event(desk, held.id)
    assert set_clocks(desk, **owner)[Clock.INSURER_LIMITATION] == LIMIT
    noted(desk, claim, declared_on=day(10), expert_on=day(20), sued_on=day(21))
    assert set_clocks(desk, **owner)[Clock.INSURER_LIMITATION] == (date(2028, 11, 20), None)


def test_lines_of_its_dates_are_changed_through_the_claim_alone(desk: Desk) -> None:
    incident(desk)
    (line,) = desk.table(Event).all()
    with pytest.raises(Refused, match="du sinistre"):
        disputes.delete_event(desk, line.id or 0)
