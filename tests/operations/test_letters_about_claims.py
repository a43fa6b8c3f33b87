"""What letters do to an insurance claim: declared, declared another day, taken back; the two years; and moving with it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.insurance import ClaimDecision, InsuranceClaim
from litigedesk.domain.matter import of_claim
from litigedesk.domain.records import Deadline, Event, Letter
from litigedesk.domain.vocabulary import Clock, SendMethod
from litigedesk.errors import InvalidInput
from litigedesk.letters.ids import CHASE_INSURER, DECLARE, DECLARE_TO_COMPANY
from litigedesk.operations import disputes, insurance_claims, letters
from tests.operations.mediation_world import lines, set_clocks
from tests.operations.portage_world import (
    TODAY,
    blocking,
    can_be_taken_back,
    claim_now,
    day,
    goes_and_comes_back,
    incident,
    letter_about,
)

EMAIL, REGISTERED = SendMethod.EMAIL, SendMethod.REGISTERED


@pytest.fixture
def claim(desk: Desk) -> InsuranceClaim:
    return incident(desk)


def written(
    desk: Desk, claim: InsuranceClaim, sent_on: date | None, template: str = DECLARE, method: SendMethod = EMAIL
) -> Letter:
    note = insurance_claims.note_letter
    return letter_about(
        desk, of_claim(claim.id or 0), template, sent_on, method=method, note=note, dispute_id=claim.dispute_id
    )


def declared(desk: Desk, claim: InsuranceClaim) -> tuple[date | None, SendMethod | None]:
    now = claim_now(desk, claim)
    return now.declared_on, now.declared_by


def noted(desk: Desk, claim: InsuranceClaim, **changes: Any) -> InsuranceClaim:
    return insurance_claims.save(desk, replace(claim_now(desk, claim), **changes)).value


# ---- declared --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("template", [DECLARE, DECLARE_TO_COMPANY])
def test_a_declaration_sent_declares_and_ends_the_clock(desk: Desk, claim: InsuranceClaim, template: str) -> None:
    letter = written(desk, claim, None, template)
    assert declared(desk, claim) == (None, None)
    letter = can_be_taken_back(desk, lambda: letters.track(desk, replace(letter, sent_on=day(12))))
    assert declared(desk, claim) == (day(12), EMAIL)
    assert set_clocks(desk, insurance_claim_id=claim.id)[Clock.INSURER] == (day(16), day(12))
    assert not any(title == "Sinistre déclaré" for _, title in lines(desk, insurance_claim_id=claim.id))
    letters.track(desk, replace(letter, sent_on=day(13)))
    assert declared(desk, claim) == (day(13), EMAIL)
    letters.track(desk, replace(letter, sent_on=None))
    assert declared(desk, claim) == (None, None)
    assert set_clocks(desk, insurance_claim_id=claim.id)[Clock.INSURER] == (day(16), None)


def test_the_first_of_two_declarations_counts(desk: Desk, claim: InsuranceClaim) -> None:
    written(desk, claim, day(13))
    earlier = written(desk, claim, day(12), method=REGISTERED)
    assert declared(desk, claim) == (day(12), REGISTERED)
    goes_and_comes_back(desk, lambda: letters.delete(desk, earlier.id or 0))
    letters.delete(desk, earlier.id or 0)
    assert declared(desk, claim) == (day(13), EMAIL)


def test_a_declaration_made_otherwise_stays_as_the_user_noted_it(desk: Desk, claim: InsuranceClaim) -> None:
    noted(desk, claim, declared_on=day(9), declared_by=SendMethod.HAND)
    letter = written(desk, claim, day(12))
    letters.track(desk, replace(letter, sent_on=day(13)))
    letters.delete(desk, letter.id or 0)
    assert declared(desk, claim) == (day(9), SendMethod.HAND)


def test_a_letter_that_declared_goes_and_comes_back_with_what_it_did(desk: Desk, claim: InsuranceClaim) -> None:
    letter = written(desk, claim, day(12))
    goes_and_comes_back(desk, lambda: letters.delete(desk, letter.id or 0))
    letters.delete(desk, letter.id or 0)
    assert declared(desk, claim) == (None, None)
    assert set_clocks(desk, insurance_claim_id=claim.id)[Clock.INSURER] == (day(16), None)


@pytest.mark.parametrize("after", [{"expert_on": day(14)}, {"decision": ClaimDecision.COVERED, "decided_on": day(14)}])
def test_once_the_insurer_has_acted_the_claim_stays_declared_whatever_becomes_of_the_letter(
    desk: Desk, claim: InsuranceClaim, after: dict[str, Any]
) -> None:
    letter = written(desk, claim, day(12))
    noted(desk, claim, **after)
    letters.track(desk, replace(letter, sent_on=None))
    assert declared(desk, claim)[0] == day(12)
    letters.delete(desk, letter.id or 0)
    assert declared(desk, claim)[0] == day(12)


def test_a_declaration_before_one_knew_is_refused_in_words(desk: Desk, claim: InsuranceClaim) -> None:
    letter = written(desk, claim, None)
    with pytest.raises(InvalidInput, match="avant le jour où vous avez su") as refused:
        letters.track(desk, replace(letter, written_on=day(2), sent_on=day(3)))
    assert blocking(refused.value) == ["declared_on"]
    assert desk.table(Letter).get(letter.id or 0).sent_on is None


# ---- the two years ---------------------------------------------------------------------------------------------------
def test_a_registered_letter_about_the_indemnity_starts_the_two_years_again(desk: Desk, claim: InsuranceClaim) -> None:
    owner = {"insurance_claim_id": claim.id}
    noted(desk, claim, declared_on=day(10))
    written(desk, claim, day(18), CHASE_INSURER, EMAIL)
    assert set_clocks(desk, **owner)[Clock.INSURER_LIMITATION][0] == date(2028, 11, 5), "an e-mail interrupts nothing"
    letter = written(desk, claim, None, CHASE_INSURER, REGISTERED)
    assert set_clocks(desk, **owner)[Clock.INSURER_LIMITATION][0] == date(2028, 11, 5), "it has not left"
    letter = can_be_taken_back(desk, lambda: letters.track(desk, replace(letter, sent_on=TODAY)))
    assert set_clocks(desk, **owner)[Clock.INSURER_LIMITATION][0] == date(2028, 11, 21)
    goes_and_comes_back(desk, lambda: letters.delete(desk, letter.id))
    letters.delete(desk, letter.id)
    assert set_clocks(desk, **owner)[Clock.INSURER_LIMITATION][0] == date(2028, 11, 5)
    assert declared(desk, claim)[0] == day(10)


# ---- moved and thrown away -------------------------------------------------------------------------------------------
def test_letters_lines_and_dates_go_with_the_claim_to_another_dispute_and_out_of_it(
    desk: Desk, claim: InsuranceClaim, dispute_id: int
) -> None:
    letter = written(desk, claim, day(12))
    disputes.save_deadline(
        desk, Deadline(insurance_claim_id=claim.id, letter_id=letter.id, title="Réponse", due_on=day(30))
    )
    can_be_taken_back(desk, lambda: insurance_claims.save(desk, replace(claim_now(desk, claim), dispute_id=dispute_id)))
    owned = [one for kind in (Letter, Event, Deadline) for one in desk.table(kind).where(insurance_claim_id=claim.id)]
    assert len(owned) >= 5
    assert {one.dispute_id for one in owned} == {dispute_id}
    goes_and_comes_back(desk, lambda: disputes.delete(desk, dispute_id))
    noted(desk, claim, dispute_id=None)
    owned = [one for kind in (Letter, Event, Deadline) for one in desk.table(kind).where(insurance_claim_id=claim.id)]
    assert {one.dispute_id for one in owned} == {None}
    goes_and_comes_back(desk, lambda: disputes.delete(desk, dispute_id))
    disputes.delete(desk, dispute_id)
    assert claim_now(desk, claim).dispute_id is None


def test_a_claim_goes_with_its_letters_and_what_hangs_on_them(desk: Desk, dispute_id: int) -> None:
    claim = incident(desk, dispute_id=dispute_id)
    letter = written(desk, claim, day(12))
    disputes.save_deadline(
        desk,
        Deadline(
            dispute_id=dispute_id, insurance_claim_id=claim.id, letter_id=letter.id, title="Réponse", due_on=day(30)
        ),
    )
    goes_and_comes_back(desk, lambda: insurance_claims.delete(desk, claim.id or 0))
    insurance_claims.delete(desk, claim.id or 0)
    assert desk.table(Letter).count() == 0
