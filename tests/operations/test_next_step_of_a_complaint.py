"""What to do about a complaint, in order: the insurer when their delay ends first, the writing, the answer, the wait."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.records import Client, Dispute
from litigedesk.domain.vocabulary import ClientKind, ComplaintAnswer, ComplaintChannel
from litigedesk.operations import complaints, disputes, profile
from litigedesk.queries import disputes as pages
from litigedesk.queries import next_step
from litigedesk.queries.next_step import NextStep
from litigedesk.settings import COMPLAINT_DAYS
from tests.operations.mediation_world import insured

TODAY = date(2026, 11, 22)


@pytest.fixture
def complaint(desk: Desk, new_client: Callable[..., Client]) -> Complaint:
    """A consumer's, by e-mail, the day before."""
    client = new_client(kind=ClientKind.CONSUMER, name="Nadia Ferrand")
    told = Complaint(
        dispute_id=0,
        received_on=date(2026, 11, 21),
        channel=ComplaintChannel.EMAIL,
        grievance="Trois photos trop sombres.",
    )
    complaints.open_dispute(desk, Dispute(client_id=client.id or 0, opened_on=TODAY), told)
    return desk.table(Complaint).get(1)


def proposed(desk: Desk, on: date = TODAY) -> NextStep:
    return next_step.propose(pages.dossier(desk, 1, on), on)


def test_the_insurer_comes_first_when_their_delay_ends_before_the_answer(desk: Desk, complaint: Complaint) -> None:
    insured(desk)
    step = proposed(desk)
    assert (step.action, step.sentence) == (
        "claim-new",
        "Prévenez votre assureur RC Pro au plus tard le 27\u00a0novembre\u00a02026.",
    )
    assert "sans attendre" in proposed(desk, date(2026, 12, 1)).sentence
    disputes.complete_deadline(desk, step.deadline_id or 0)
    assert proposed(desk).action == "complaint-edit"


def test_the_answer_comes_first_when_it_is_due_before(desk: Desk, complaint: Complaint) -> None:
    insured(desk)
    profile.set_setting(desk, COMPLAINT_DAYS.key, "2")
    assert proposed(desk).action == "complaint-edit"


def test_without_a_policy_the_answer_is_prepared_then_written_then_the_client_is_awaited(
    desk: Desk, complaint: Complaint
) -> None:
    assert (proposed(desk).action, proposed(desk).complaint_id) == ("complaint-edit", complaint.id)
    ready = replace(complaint, findings="Bon à tirer signé.", answer=ComplaintAnswer.REFUSAL, answer_text="Conforme.")
    complaints.save(desk, ready)
    assert proposed(desk).template == "reponse-reclamation"
    complaints.save(desk, replace(ready, answered_on=TODAY))
    informed = proposed(desk)
    assert informed.template == "information-mediation", "answered otherwise: the mediator's details are still to give"


def test_a_complaint_made_aloud_is_first_to_be_had_in_writing(desk: Desk, complaint: Complaint) -> None:
    complaints.save(desk, replace(complaint, channel=ComplaintChannel.PHONE))
    assert proposed(desk).template == "demande-reclamation-ecrite"
