"""What to do about an insurance claim, in order: declare, keep one's rights, answer, complete, follow, end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.insurance import (
    ClaimDecision,
    ClaimOutcome,
    ClaimPiece,
    InsuranceClaim,
    InsurerRequest,
    PolicyHolder,
)
from litigedesk.domain.matter import of_claim
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import Clock, SendMethod
from litigedesk.letters.ids import CHASE_INSURER, DECLARE, DECLARE_TO_COMPANY
from litigedesk.operations import disputes, insurance_claims, policies
from litigedesk.queries import insurance_claims as pages
from litigedesk.queries import next_step
from litigedesk.queries.next_step import NextStep
from tests.operations.mediation_world import clock, insured
from tests.operations.portage_world import TODAY, claim_now, company_of, day, incident, letter_about

EMAIL, REGISTERED = SendMethod.EMAIL, SendMethod.REGISTERED


@pytest.fixture
def claim(desk: Desk) -> InsuranceClaim:
    """Known on the 20th: five working days end on Friday the 27th."""
    return incident(desk, known_on=day(20), policy_id=insured(desk).id)


@pytest.fixture
def noted(desk: Desk, claim: InsuranceClaim) -> Callable[..., InsuranceClaim]:
    def note(**changes: Any) -> InsuranceClaim:
        return insurance_claims.save(desk, replace(claim_now(desk, claim), **changes)).value

    return note


def proposed(desk: Desk, on: date = TODAY) -> NextStep:
    return next_step.propose_claim(pages.file(desk, 1, on), on)


def complete(desk: Desk) -> None:
    """Every piece of the list is there."""
    for one in pages.file(desk, 1, TODAY).pieces:
        if one.kind is not None:
            held = ClaimPiece(insurance_claim_id=1, key=one.kind.key, obtained_on=TODAY)
            insurance_claims.save_piece(desk, held)


# ---- declare ---------------------------------------------------------------------------------------------------------
def test_first_one_says_under_which_policy(desk: Desk) -> None:
    incident(desk)
    assert (proposed(desk).action, proposed(desk).step) == ("claim-edit", "policy_id")


def test_then_one_declares_in_time_or_late(desk: Desk, claim: InsuranceClaim) -> None:
    step = proposed(desk)
    assert (step.action, step.template, step.matter) == ("letter", DECLARE, of_claim(claim.id or 0))
    assert step.sentence.startswith("Déclarez le sinistre à votre assureur au plus tard le")
    assert "27\u00a0novembre\u00a02026" in step.sentence
    late = proposed(desk, date(2026, 12, 1))
    assert late.sentence.startswith("Déclarez quand même")
    assert "prouve son préjudice" in late.reason


def test_a_portage_companys_policy_is_declared_on_by_the_company(desk: Desk, claim: InsuranceClaim) -> None:
    held = desk.table(type(insured(desk))).all()[0]
    company = company_of(desk)
    policies.save(desk, replace(held, holder=PolicyHolder.PORTAGE_COMPANY, company_id=company.id), [])
    step = proposed(desk)
    assert step.template == DECLARE_TO_COMPANY
    assert step.sentence.startswith("Signalez le sinistre à votre société de portage sans attendre")
    assert "27\u00a0novembre\u00a02026" in step.sentence
    assert proposed(desk, date(2026, 12, 1)).sentence.startswith("Signalez quand même le sinistre à votre société")


def test_the_insurer_of_a_portage_company_hears_from_the_company_alone(
    desk: Desk, noted: Callable[..., InsuranceClaim]
) -> None:
    held = desk.table(type(insured(desk))).all()[0]
    policies.save(desk, replace(held, holder=PolicyHolder.PORTAGE_COMPANY, company_id=company_of(desk).id), [])
    noted(declared_on=day(21))
    complete(desk)
    silent = proposed(desk, TODAY + timedelta(40))
    assert silent.sentence == "Demandez à votre société de portage où en est le dossier."
    ending = proposed(desk, date(2028, 10, 1))
    assert ending.sentence.startswith("Demandez à votre société de portage de relancer son assureur en recommandé")
    noted(decision=ClaimDecision.REFUSED, decided_on=TODAY)
    assert proposed(desk).sentence.startswith("Parlez de ce refus à votre société de portage")
    assert {silent.template, ending.template, proposed(desk).template} == {None}


def test_the_day_of_the_declaration_is_its_own_whatever_other_dates_the_claim_has(
    desk: Desk, claim: InsuranceClaim
) -> None:
    disputes.complete_deadline(desk, clock(desk, Clock.INSURER).id or 0)
    assert "27\u00a0novembre\u00a02026" in proposed(desk).sentence, "ticked and still not noted as declared"
    disputes.postpone_deadline(desk, clock(desk, Clock.INSURER).id or 0, day(24))
    assert "24\u00a0novembre\u00a02026" in proposed(desk).sentence


def test_a_declaration_written_is_to_be_sent(desk: Desk, claim: InsuranceClaim) -> None:
    note = insurance_claims.note_letter
    letter = letter_about(desk, of_claim(claim.id or 0), DECLARE, None, note=note)
    assert (proposed(desk).action, proposed(desk).letter_id) == ("track", letter.id)


# ---- once declared ---------------------------------------------------------------------------------------------------
def test_what_the_insurer_asks_comes_before_the_pieces(desk: Desk, noted: Callable[..., InsuranceClaim]) -> None:
    noted(declared_on=day(21))
    assert proposed(desk).action == "claim-piece"
    asked = InsurerRequest(insurance_claim_id=1, asked_on=TODAY, what="Le devis", due_on=day(30))
    request = insurance_claims.save_request(desk, asked).value
    assert (proposed(desk).step, "30\u00a0novembre\u00a02026" in proposed(desk).sentence) == ("request", True)
    assert "sans attendre" in proposed(desk, date(2026, 12, 1)).sentence
    insurance_claims.save_request(desk, replace(request, answered_on=TODAY))
    assert proposed(desk).action == "claim-piece"


def test_then_the_reference_the_experts_meeting_the_decision_and_a_chase(
    desk: Desk, noted: Callable[..., InsuranceClaim]
) -> None:
    noted(declared_on=day(21))
    complete(desk)
    assert proposed(desk).step == "reference"
    noted(insurer_reference="S-9")
    assert (proposed(desk).step, proposed(desk).waiting) == ("decision", True)
    noted(expert_on=day(22), expert="Cabinet Astier", expert_meeting_on=date(2026, 12, 3))
    assert proposed(desk).step == "expert"
    later = date(2026, 12, 3) + timedelta(31)
    assert proposed(desk, later).template == CHASE_INSURER


def test_the_end_of_the_two_years_comes_before_all_else(desk: Desk, noted: Callable[..., InsuranceClaim]) -> None:
    noted(declared_on=day(21), decision=ClaimDecision.REFUSED, decided_on=TODAY)
    assert "2028" not in proposed(desk).reason
    near = proposed(desk, date(2028, 9, 1))
    assert (near.template, "2028" in near.reason) == (CHASE_INSURER, True)
    letter_about(desk, of_claim(1), CHASE_INSURER, TODAY, method=REGISTERED, note=insurance_claims.note_letter)
    assert "19\u00a0novembre\u00a02028" in near.reason
    assert proposed(desk, date(2028, 8, 22)).reason != near.reason


def test_a_decision_leads_to_the_indemnity_then_to_the_end_and_an_ended_claim_opens_again(
    desk: Desk, noted: Callable[..., InsuranceClaim]
) -> None:
    noted(declared_on=day(21), decision=ClaimDecision.COVERED, decided_on=TODAY, indemnity=Money.of(900))
    assert (proposed(desk).step, proposed(desk).waiting) == ("indemnity", True)
    noted(paid_on=TODAY)
    assert proposed(desk).step == "close"
    noted(outcome=ClaimOutcome.INDEMNIFIED, closed_on=TODAY)
    assert (proposed(desk).sentence, proposed(desk).step) == ("Ce sinistre est clos.", "reopen")


def test_an_indemnity_granted_and_not_come_after_thirty_days_is_asked_for(
    desk: Desk, noted: Callable[..., InsuranceClaim]
) -> None:
    noted(declared_on=day(21), decision=ClaimDecision.COVERED, decided_on=TODAY, indemnity=Money.of(900))
    assert proposed(desk, TODAY + timedelta(30)).step == "indemnity"
    assert proposed(desk, TODAY + timedelta(31)).template == CHASE_INSURER
