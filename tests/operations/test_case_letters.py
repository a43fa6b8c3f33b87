"""Letters of a complaint and its mediation: the facts they are given, what filing one changes, and what stays secret."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.mediation import Complaint, Convention, Mediation
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Deadline, Dispute, Event, Invoice, Letter
from litigedesk.domain.vocabulary import (
    ComplaintAnswer,
    ComplaintChannel,
    EventKind,
    MediationOutcome,
    ProposalAnswer,
    SendMethod,
    Stance,
)
from litigedesk.errors import InvalidInput, MissingFacts, Refused
from litigedesk.letters import catalogue
from litigedesk.operations import complaints, disputes, invoices, letters, mediations, mediators, profile, trash
from litigedesk.operations.letters import Choices, proposed_choices
from litigedesk.queries.letters import fitting_letters
from tests.operations.mediation_world import NOTIFIED, aloud, dump, referral, written

TODAY, SENT = date(2026, 11, 22), date(2026, 11, 20)
REPLY, FILE, PART = "reponse-reclamation", "transmission-dossier-mediateur", "participation-acceptee"
ANSWER: dict[str, Any] = {
    "request": "Une remise.", "findings": "Livré le 30 octobre 2026.", "answer": ComplaintAnswer.REFUSAL,
    "answer_text": "La date du devis a été tenue.",
}  # fmt: skip


def choices(written_on: date = SENT, reply_by: date | None = None) -> Choices:
    return Choices(written_on=written_on, send_method=SendMethod.EMAIL, reply_by=reply_by)


def facts(desk: Desk, dispute_id: int, template: str, on: date = SENT) -> Any:
    return letters.facts(desk, of_dispute(dispute_id), template, choices(on))


@pytest.fixture
def complaint(desk: Desk, dispute_id: int) -> Complaint:
    return complaints.save(desk, written(dispute_id, **ANSWER)).value


@pytest.fixture
def convention(desk: Desk, mediator_id: int) -> Convention:
    wanted = Convention(
        mediator_id=mediator_id, reference="CV-1", starts_on=date(2025, 1, 1), ends_on=date(2027, 12, 31)
    )
    return mediators.save_convention(desk, wanted).value


@pytest.fixture
def mediation(desk: Desk, dispute_id: int, complaint: Complaint, mediator_id: int) -> Mediation:
    wanted = referral(
        dispute_id, mediator_id, complaint_id=complaint.id, reference="M-7", notified_on=NOTIFIED, position="Rien n’est dû.",
        stance=Stance.TAKES_PART, stance_on=date(2026, 11, 12),
    )  # fmt: skip
    return mediations.save(desk, wanted).value


def now(desk: Desk, mediation: Mediation) -> Mediation:
    return desk.table(Mediation).get(mediation.id or 0)


# ---- the facts --------------------------------------------------------------------------------------------------------
def test_the_first_written_complaint_without_answer_is_the_one_to_answer(desk: Desk, dispute_id: int) -> None:
    complaints.save(desk, aloud(dispute_id, received_on=date(2026, 11, 1)))
    first = complaints.save(desk, written(dispute_id, received_on=date(2026, 11, 3))).value
    second = complaints.save(desk, written(dispute_id, received_on=date(2026, 11, 5))).value
    found = facts(desk, dispute_id, REPLY)
    assert found.complaint == first
    assert (found.complained_on, found.refer_until) == (date(2026, 11, 3), date(2027, 11, 3))
    complaints.save(desk, replace(first, answered_on=SENT))
    assert facts(desk, dispute_id, REPLY).complaint == second
    complaints.save(desk, replace(second, answered_on=SENT))
    assert facts(desk, dispute_id, REPLY).complaint.id == second.id, "all answered: the latest"


def test_told_aloud_there_is_no_year(desk: Desk, dispute_id: int) -> None:
    complaints.save(desk, aloud(dispute_id))
    found = facts(desk, dispute_id, "demande-reclamation-ecrite")
    assert (found.complained_on, found.refer_until, found.answer_days) == (None, None, 15)
    profile.set_setting(desk, "complaint.answer_days", "20")
    assert facts(desk, dispute_id, "demande-reclamation-ecrite").answer_days == 20


def test_the_convention_in_force_on_the_day_of_the_letter_names_the_mediator(
    desk: Desk, dispute_id: int, complaint: Complaint, convention: Convention, mediator_id: int
) -> None:
    newer = mediators.save_convention(
        desk, replace(convention, id=None, starts_on=date(2026, 11, 21), ends_on=None)
    ).value
    assert facts(desk, dispute_id, REPLY).convention == convention
    assert facts(desk, dispute_id, REPLY, TODAY).convention == newer
    assert facts(desk, dispute_id, REPLY).mediator.id == mediator_id
    assert facts(desk, dispute_id, REPLY, date(2024, 6, 1)).convention is None


def test_the_running_mediation_goes_before_the_latest_and_brings_its_own_complaint(
    desk: Desk, dispute_id: int, complaint: Complaint, mediation: Mediation
) -> None:
    complaints.save(desk, replace(complaint, answered_on=SENT))
    complaints.save(desk, written(dispute_id, received_on=date(2026, 11, 18)))
    assert facts(desk, dispute_id, PART).mediation == mediation
    assert facts(desk, dispute_id, PART).complaint.id == complaint.id
    mediations.save(desk, replace(mediation, outcome=MediationOutcome.FAILURE, ended_on=date(2026, 11, 19)))
    assert facts(desk, dispute_id, PART).mediation.id == mediation.id, "ended, but the latest"


def test_no_sum_is_computed_for_a_letter_that_asks_for_none(
    desk: Desk, dispute_id: int, complaint: Complaint, convention: Convention
) -> None:
    far = date(2031, 3, 1)  # half-years without any rate
    assert facts(desk, dispute_id, REPLY, far).statement is None
    invoice = invoiced(desk, dispute_id)
    noticed = replace(desk.table(Dispute).get(dispute_id), notice_received_on=date(2026, 10, 20))
    disputes.save(desk, noticed, [invoice.id or 0])
    with pytest.raises(Refused, match="2027-S1"):
        facts(desk, dispute_id, "relance-ferme", far)


def invoiced(desk: Desk, dispute_id: int) -> Invoice:
    dispute = desk.table(Dispute).get(dispute_id)
    made = invoices.save(
        desk,
        Invoice(
            client_id=dispute.client_id, number="F-9", title="Site", issued_on=date(2026, 9, 1), performed_on=date(2026, 8, 30),
            due_on=date(2026, 10, 1), net=Money.of(300), gross=Money.of(300),
        ),
    ).value  # fmt: skip
    disputes.save(desk, dispute, [made.id or 0])
    return desk.table(Invoice).get(made.id or 0)


def test_the_chronology_tells_facts_and_leaves_out_notes_secrets_and_what_never_left(
    desk: Desk, dispute_id: int, mediation: Mediation, convention: Convention
) -> None:
    letters.file(desk, of_dispute(dispute_id), REPLY, choices(), sent_on=SENT)
    letters.file(desk, of_dispute(dispute_id), "information-mediation", choices())
    for kind, title, secret in (
        (EventKind.CALL, "Appel de Jeanne Martin", False),
        (EventKind.NOTE, "Elle exagère", False),
        (EventKind.MEETING, "Réunion chez le médiateur", True),
    ):
        disputes.save_event(
            desk,
            Event(dispute_id=dispute_id, kind=kind, happened_on=date(2026, 11, 4), title=title, confidential=secret),
        )
    told = [fact.title for fact in facts(desk, dispute_id, FILE).chronology]
    assert told == ["Réclamation reçue", "Appel de Jeanne Martin", "Réponse à réclamation\u00a0: lettre envoyée"]


# ---- filing -----------------------------------------------------------------------------------------------------------
def test_the_reply_answers_the_complaint_the_day_it_leaves_and_undo_takes_it_back(
    desk: Desk, dispute_id: int, complaint: Complaint, convention: Convention
) -> None:
    before = dump(desk)
    letter = letters.file(desk, of_dispute(dispute_id), REPLY, choices(reply_by=date(2026, 12, 5))).value
    assert desk.table(Complaint).get(complaint.id or 0).answered_on is None, "written, not sent"
    letters.track(desk, replace(letter, sent_on=SENT))
    assert desk.table(Complaint).get(complaint.id or 0).answered_on == SENT
    (event,) = desk.table(Event).where(letter_id=letter.id)
    assert (event.title, event.body) == ("Réponse à réclamation\u00a0: lettre envoyée", "Courriel")
    (deadline,) = desk.table(Deadline).where(letter_id=letter.id)
    assert (deadline.title, deadline.due_on) == (
        "Réponse du client attendue\u00a0: réponse à réclamation",
        date(2026, 12, 5),
    )
    assert (letter.amount_due, letter.confidential, letter.mediation_id) == (ZERO, False, None)
    desk.undo()
    desk.undo()
    assert {name: rows for name, rows in dump(desk).items() if name != "stored_file"} == {
        name: rows for name, rows in before.items() if name != "stored_file"
    }


def test_a_letter_ends_only_the_delays_of_its_own_family(
    desk: Desk, dispute_id: int, complaint: Complaint, convention: Convention
) -> None:
    invoiced(desk, dispute_id)
    reminder = letters.file(
        desk, of_dispute(dispute_id), "relance-amiable", choices(reply_by=date(2026, 12, 1)), sent_on=SENT
    ).value
    reply = letters.file(desk, of_dispute(dispute_id), REPLY, choices(reply_by=date(2026, 12, 5)), sent_on=SENT).value
    assert [one.done_on for one in desk.table(Deadline).where(letter_id=reminder.id)] == [None]
    letters.file(desk, of_dispute(dispute_id), "relance-ferme", choices(reply_by=date(2026, 12, 8)), sent_on=SENT)
    assert [one.done_on for one in desk.table(Deadline).where(letter_id=reminder.id)] == [SENT]
    assert [one.done_on for one in desk.table(Deadline).where(letter_id=reply.id)] == [None]


@pytest.mark.parametrize(
    ("template", "field", "value"),
    [
        (PART, "stance", Stance.TAKES_PART),
        ("participation-declinee", "stance", Stance.DECLINES),
        ("acceptation-proposition", "my_answer", ProposalAnswer.ACCEPTED),
        ("refus-proposition", "my_answer", ProposalAnswer.REFUSED),
    ],
)
def test_a_letter_to_the_mediator_is_secret_and_moves_the_mediation_the_day_it_leaves(
    desk: Desk, dispute_id: int, mediation: Mediation, template: str, field: str, value: object
) -> None:
    unsure = replace(mediation, stance=None, stance_on=None)
    if field == "my_answer":
        unsure = replace(mediation, proposal_on=date(2026, 11, 17), answer_by=date(2026, 11, 30))
    mediations.save(desk, unsure)
    letter = letters.file(desk, of_dispute(dispute_id), template, choices(), sent_on=SENT).value
    assert (letter.mediation_id, letter.confidential) == (mediation.id, True)
    (event,) = desk.table(Event).where(letter_id=letter.id)
    assert (event.confidential, event.mediation_id) == (True, mediation.id)
    assert (getattr(now(desk, mediation), field), getattr(now(desk, mediation), f"{field}_on")) == (value, SENT)
    letters.delete(desk, letter.id or 0)
    assert getattr(now(desk, mediation), field) is None
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert getattr(now(desk, mediation), field) is value


def test_secret_letters_are_handed_to_letters_to_the_mediator_only(
    desk: Desk, dispute_id: int, mediation: Mediation, convention: Convention
) -> None:
    letters.file(desk, of_dispute(dispute_id), REPLY, choices(), sent_on=SENT)
    letters.file(desk, of_dispute(dispute_id), FILE, choices(), sent_on=SENT)
    to_mediator = facts(desk, dispute_id, PART)
    assert [one.template for one in to_mediator.previous_letters] == [FILE]
    assert [one.template for one in to_mediator.other_letters] == [REPLY]
    for template in (REPLY, "information-mediation", "constat-fin-mediation"):
        found = facts(desk, dispute_id, template)
        assert not [one for one in (*found.previous_letters, *found.other_letters) if one.confidential], template
    invoiced(desk, dispute_id)
    assert facts(desk, dispute_id, "relance-amiable").previous_letters == ()


def test_letters_of_an_earlier_mediation_are_not_those_of_this_one(
    desk: Desk, dispute_id: int, mediation: Mediation, mediator_id: int
) -> None:
    letters.file(desk, of_dispute(dispute_id), FILE, choices(), sent_on=SENT)
    mediations.save(desk, replace(now(desk, mediation), outcome=MediationOutcome.FAILURE, ended_on=SENT))
    mediations.save(desk, referral(dispute_id, mediator_id, referred_on=date(2026, 11, 21)))
    assert facts(desk, dispute_id, PART, TODAY).previous_letters == ()


def test_the_end_is_told_to_the_client_with_nothing_secret(desk: Desk, dispute_id: int, mediation: Mediation) -> None:
    mediations.save(desk, replace(mediation, outcome=MediationOutcome.FAILURE, ended_on=date(2026, 11, 19)))
    letter = letters.file(desk, of_dispute(dispute_id), "constat-fin-mediation", choices(), sent_on=SENT).value
    assert (letter.confidential, letter.mediation_id) == (False, mediation.id)
    assert [one.title for one in desk.table(Event).where(letter_id=letter.id)] == [
        "Constat de fin de médiation\u00a0: lettre envoyée"
    ]


# ---- refused ----------------------------------------------------------------------------------------------------------
def test_a_letter_with_missing_facts_names_them_all_and_leaves_no_trace(
    desk: Desk, dispute_id: int, complaint: Complaint
) -> None:
    complaints.save(desk, replace(complaint, findings="", answer=None))
    before = dump(desk)
    with pytest.raises(MissingFacts) as lacking:
        letters.file(desk, of_dispute(dispute_id), REPLY, choices())
    assert [one.target for one in lacking.value.facts] == [
        "complaint.findings", "complaint.answer", "convention.mediator_id",
    ]  # fmt: skip
    assert dump(desk) == before


def test_no_letter_to_a_mediator_in_a_dispute_without_mediation(
    desk: Desk, dispute_id: int, complaint: Complaint
) -> None:
    with pytest.raises(Refused, match="Seul votre client peut saisir"):
        letters.file(desk, of_dispute(dispute_id), PART, choices())


def test_an_answer_dated_before_the_proposal_is_refused_whole(
    desk: Desk, dispute_id: int, mediation: Mediation
) -> None:
    mediations.save(desk, replace(mediation, proposal_on=date(2026, 11, 21), answer_by=date(2026, 11, 30)))
    before = dump(desk)
    with pytest.raises(InvalidInput, match="avant la proposition"):
        letters.file(desk, of_dispute(dispute_id), "refus-proposition", choices(), sent_on=SENT)
    assert dump(desk)["letter"] == before["letter"]


# ---- what is proposed -------------------------------------------------------------------------------------------------
def test_a_reply_date_is_proposed_only_where_a_letter_leaves_a_delay(desk: Desk) -> None:
    proposed = {one.id: proposed_choices(desk, one.id) for one in catalogue.catalogue()}
    days = {name: (one.reply_by - TODAY).days for name, one in proposed.items() if one.reply_by}
    assert days == {
        "relance-amiable": 8, "relance-ferme": 8, "mise-en-demeure": 15, REPLY: 15, "impaye-portage": 10, "mandat-commissaire": 10,
        "relance-assureur": 15, "demande-attestation": 15, "demande-attestation-portage": 15, "reponse-contestation": 15,
        "relance-portage": 8, "echeancier": 15, "reconnaissance-dette": 15, "accord-transactionnel": 15, "relance-echeance": 8,
        "mise-en-demeure-echeance": 20,
    }  # fmt: skip
    assert proposed[REPLY].send_method is SendMethod.EMAIL


def test_the_letters_on_offer_follow_the_dispute(
    desk: Desk, dispute_id: int, complaint: Complaint, mediator_id: int
) -> None:
    def offered() -> set[str]:
        return {one.family.value for one in fitting_letters(desk, of_dispute(dispute_id))}

    assert offered() == {"complaint"}
    mediations.save(desk, referral(dispute_id, mediator_id))
    assert offered() == {"complaint", "mediation"}
    invoiced(desk, dispute_id)
    assert offered() == {"complaint", "mediation", "payment"}


def test_a_request_for_a_writing_leaves_no_delay(desk: Desk, dispute_id: int) -> None:
    complaints.save(desk, written(dispute_id, channel=ComplaintChannel.IN_PERSON))
    letter = letters.file(desk, of_dispute(dispute_id), "demande-reclamation-ecrite", choices(), sent_on=SENT).value
    assert letter.reply_by is None
    assert desk.table(Deadline).count(letter_id=letter.id) == 0
    assert desk.table(Letter).count() == 1
