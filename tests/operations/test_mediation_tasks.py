"""What waits in complaints and mediations, and what has happened in them."""

from datetime import date

from litigedesk.desk import Desk
from litigedesk.domain.mediation import Mediation
from litigedesk.domain.vocabulary import ClosingReason, MediationOutcome
from litigedesk.operations import complaints, disputes
from litigedesk.queries import happenings, mediation_tasks
from litigedesk.queries.agenda import Subject
from tests.operations.mediation_world import NOTIFIED, RECEIVED, REFERRED, noted, written

TODAY = date(2026, 11, 22)


def test_a_complaint_without_answer_waits_for_the_user_with_its_date(desk: Desk, dispute_id: int) -> None:
    complaints.save(desk, written(dispute_id))
    (task,) = mediation_tasks.tasks(desk, TODAY)
    assert (task.record, task.mediation_id, task.due_on) == (("dispute", dispute_id), None, date(2026, 11, 17))
    assert task.is_ours
    assert mediation_tasks.to_do(desk, TODAY) == 0


def test_an_answered_complaint_waits_for_nobody(desk: Desk, dispute_id: int) -> None:
    complaints.save(desk, written(dispute_id, answered_on=date(2026, 11, 12)))
    assert mediation_tasks.tasks(desk, TODAY) == []


def test_a_mediation_not_notified_yet_waits_for_the_mediator(desk: Desk, opened: Mediation) -> None:
    (task,) = mediation_tasks.tasks(desk, TODAY)
    assert task.record == ("mediation", opened.id)
    assert not task.is_ours
    noted(desk, opened, notified_on=NOTIFIED)
    (task,) = mediation_tasks.tasks(desk, TODAY)
    assert task.is_ours
    assert mediation_tasks.to_do(desk, TODAY) == 1


def test_a_closed_dispute_has_no_task(desk: Desk, opened: Mediation) -> None:
    disputes.close(desk, opened.dispute_id, ClosingReason.SETTLED, TODAY)
    assert mediation_tasks.tasks(desk, TODAY) == []


def test_what_happened_is_told_in_order_and_leads_to_its_record(desk: Desk, opened: Mediation) -> None:
    noted(desk, opened, notified_on=NOTIFIED, outcome=MediationOutcome.FAILURE, ended_on=date(2026, 11, 20))
    found = happenings.happenings(desk)
    assert [(one.day, one.short) for one in found] == [
        (RECEIVED, "Réclamation"),
        (REFERRED, "Saisine"),
        (NOTIFIED, "Notification"),
        (date(2026, 11, 20), "Échec"),
    ]
    assert [one.record for one in found] == [("dispute", opened.dispute_id), *[("mediation", opened.id)] * 3]
    assert {one.subject for one in found} == {Subject.COMPLAINT, Subject.MEDIATION}
    assert all("Jeanne Martin" in one.who for one in found)
