"""Every date to watch: what, who, why, when to be told, when late; and what is left out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.mediation import Convention
from litigedesk.domain.money import ZERO
from litigedesk.domain.records import Client, Deadline, Dispute, Invoice, Letter
from litigedesk.domain.vocabulary import Clock, ClosingReason, SendMethod
from litigedesk.errors import InvalidInput
from litigedesk.operations import complaints, disputes, letters, mediations, mediators, profile
from litigedesk.queries import agenda
from litigedesk.queries.agenda import Entry, Subject
from litigedesk.queries.today import overview
from tests.operations.mediation_world import NOTIFIED, clock, referral, written

TODAY = date(2026, 11, 22)
ALWAYS = date.min, date.max


def day(number: int, month: int = 11) -> date:
    return date(2026, month, number)


@pytest.fixture
def note(desk: Desk, dispute_id: int) -> Callable[..., Deadline]:
    """Notes a date by hand in the dispute, or alone."""

    def make(due_on: date, **changes: object) -> Deadline:
        wanted = Deadline(dispute_id=dispute_id, title="Appeler", due_on=due_on)
        return disputes.save_deadline(desk, replace(wanted, **changes)).value  # type: ignore[arg-type]

    return make


def titles(entries: list[Entry]) -> list[str]:
    return [one.title for one in entries]


# ---- what is in it ---------------------------------------------------------------------------------------------------
def test_a_complaint_and_its_mediation_are_shown_with_who_what_why_and_what_to_open(
    desk: Desk, dispute_id: int, mediator_id: int
) -> None:
    complaints.save(desk, written(dispute_id))
    mediation = mediations.save(desk, referral(dispute_id, mediator_id, notified_on=NOTIFIED)).value
    seen = agenda.entries(desk, *ALWAYS)
    assert [(one.day, one.short, one.subject, one.record) for one in seen] == [
        (day(17), "À répondre", Subject.COMPLAINT, ("dispute", dispute_id)),
        (day(26), "Refus possible", Subject.MEDIATION, ("mediation", mediation.id)),
        (date(2027, 2, 8), "Fin des 90 j", Subject.MEDIATION, ("mediation", mediation.id)),
        (date(2027, 11, 2), "Fin du recours", Subject.MEDIATION, ("dispute", dispute_id)),
    ]
    assert {one.who for one in seen} == {"Jeanne Martin · LIT-2026-001"}
    assert "R612-5" in seen[2].why
    assert [one.done_on for one in seen] == [None, NOTIFIED, None, day(5)]
    assert [one.deadline_id for one in seen] == [clock(desk, Clock(one)).id for one in CLOCKS]


CLOCKS = ("complaint-answer", "rejection", "result", "client-referral")


def test_a_convention_names_its_mediator_once_and_a_typed_date_names_nobody(desk: Desk, mediator_id: int) -> None:
    wanted = Convention(mediator_id=mediator_id, starts_on=day(1, 1), ends_on=day(31, 12))
    convention = mediators.save_convention(desk, wanted).value
    disputes.save_deadline(desk, Deadline(title="Assemblée", due_on=day(30, 12)))
    alone, ending = agenda.entries(desk, *ALWAYS)
    assert (alone.who, alone.record, alone.subject, alone.short) == ("", None, Subject.TYPED, "Assemblée")
    assert (ending.who, ending.title) == ("", "Renouveler la convention avec CM2C")
    assert (ending.record, ending.subject) == (("convention", convention.id), Subject.CONVENTION)
    ((who, what),) = [(one.who, one.what) for one in overview(desk, day(30, 12)).soon.tasks if one.what == ending.title]
    assert (who, what) == ("Médiation", ending.title)


def test_an_unpaid_invoice_is_shown_until_it_is_in_a_dispute(
    desk: Desk, me: object, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]
) -> None:
    client = new_client()
    invoice = new_invoice(client)
    (entry,) = agenda.entries(desk, *ALWAYS)
    assert (entry.subject, entry.record, entry.deadline_id) == (Subject.INVOICE, ("invoice", invoice.id), None)
    assert (entry.who, entry.short, entry.day) == ("Atelier Boréal SARL", "F-2026-014", day(31, 5))
    disputes.open_dispute(desk, Dispute(client_id=client.id or 0, opened_on=TODAY), [invoice.id or 0])
    assert [one.subject for one in agenda.entries(desk, *ALWAYS)] == [Subject.LIMITATION]


def test_both_days_asked_for_are_included_and_the_day_before_and_after_are_not(
    desk: Desk, note: Callable[..., Deadline]
) -> None:
    for number in (4, 5, 6, 7):
        note(day(number), title=f"le {number}")
    assert titles(agenda.entries(desk, day(5), day(6))) == ["le 5", "le 6"]


def test_entries_come_in_order_those_done_last_on_their_day(desk: Desk, note: Callable[..., Deadline]) -> None:
    note(day(6), title="z")
    note(day(5), title="b")
    note(day(5), title="a", done_on=day(5))
    note(day(5), title="c")
    assert titles(agenda.entries(desk, *ALWAYS)) == ["b", "c", "a", "z"]


def test_a_moved_date_says_so_and_one_not_moved_does_not(
    desk: Desk, dispute_id: int, note: Callable[..., Deadline]
) -> None:
    complaints.save(desk, written(dispute_id))
    answer = clock(desk, Clock.COMPLAINT_ANSWER)
    disputes.postpone_deadline(desk, answer.id or 0, day(25))
    typed = note(day(24))
    disputes.postpone_deadline(desk, typed.id or 0, day(26))
    moved, by_hand, year = agenda.entries(desk, *ALWAYS)
    assert moved.why.endswith("Vous l’avez déplacée\u00a0: le calcul donne le 17\u00a0novembre\u00a02026.")
    assert moved.why.count("17\u00a0novembre") == 1
    assert (moved.day, moved.computed_on) == (day(25), day(17))
    assert by_hand.why == "Reportée, prévue le 24\u00a0novembre\u00a02026."
    assert (by_hand.computed_on, year.computed_on) == (None, None)
    disputes.postpone_deadline(desk, answer.id or 0, day(17))
    assert "déplacée" not in agenda.entries(desk, *ALWAYS)[0].why


def test_a_closed_dispute_shows_what_was_done_and_nothing_to_do(
    desk: Desk, dispute_id: int, note: Callable[..., Deadline]
) -> None:
    note(day(25))
    disputes.close(desk, dispute_id, ClosingReason.SETTLED, TODAY)
    (entry,) = agenda.entries(desk, *ALWAYS)
    assert entry.done_on == TODAY
    note(day(28), title="Après coup")
    assert titles(agenda.entries(desk, *ALWAYS)) == ["Appeler"]
    disputes.reopen(desk, dispute_id)
    assert [(one.title, one.done_on) for one in agenda.entries(desk, *ALWAYS)] == [
        ("Appeler", None),
        ("Après coup", None),
    ]


# ---- reminders -------------------------------------------------------------------------------------------------------
def reminders(desk: Desk) -> tuple[int, ...]:
    (entry,) = agenda.entries(desk, *ALWAYS)
    return entry.reminders


def test_reminders_are_a_week_and_a_day_before_unless_the_user_or_the_date_says_otherwise(
    desk: Desk, note: Callable[..., Deadline]
) -> None:
    deadline = note(day(30))
    assert reminders(desk) == (7, 1)
    profile.set_setting(desk, "reminder.first", "2")
    profile.set_setting(desk, "reminder.second", "10")
    assert reminders(desk) == (10, 2)
    disputes.save_deadline(desk, replace(deadline, first_reminder=30))
    assert reminders(desk) == (30, 10)
    disputes.save_deadline(desk, replace(deadline, first_reminder=0, second_reminder=0))
    assert reminders(desk) == ()


def test_zero_is_no_reminder_and_two_on_one_day_are_one(desk: Desk, note: Callable[..., Deadline]) -> None:
    note(day(30))
    profile.set_setting(desk, "reminder.first", "0")
    assert reminders(desk) == (1,)
    profile.set_setting(desk, "reminder.first", "1")
    assert reminders(desk) == (1,)


@pytest.mark.parametrize("field", ["first_reminder", "second_reminder"])
@pytest.mark.parametrize("days", [-1, 366, 10**9])
def test_a_reminder_of_an_absurd_number_of_days_is_refused_beside_its_field(
    desk: Desk, note: Callable[..., Deadline], field: str, days: int
) -> None:
    with pytest.raises(InvalidInput, match="entre 0 et 365 jours") as error:
        note(day(30), **{field: days})
    assert [problem.field for problem in error.value.problems] == [field]
    note(day(30), **{field: 365})
    assert agenda.since(desk, date(2025, 11, 29), TODAY).reminded != ()


def test_one_is_told_on_the_day_of_the_reminder_once_and_not_before(desk: Desk, note: Callable[..., Deadline]) -> None:
    note(day(30))
    week, eve = day(23), day(29)
    assert agenda.since(desk, week - timedelta(2), week - timedelta(1)).reminded == ()
    assert titles(agenda.since(desk, week - timedelta(1), week).reminded) == ["Appeler"]
    assert agenda.since(desk, week, eve - timedelta(1)).reminded == ()
    assert titles(agenda.since(desk, day(1), eve).reminded) == ["Appeler"], "both reminders fell: told once"
    assert agenda.since(desk, eve, day(30)).reminded == ()
    assert agenda.since(desk, day(1), day(1, 12)).reminded == (), "it is late by then"


def test_what_is_done_is_not_told_again(desk: Desk, note: Callable[..., Deadline]) -> None:
    deadline = note(day(24))
    assert agenda.since(desk, day(1), TODAY).reminded != ()
    disputes.complete_deadline(desk, deadline.id or 0)
    assert agenda.since(desk, day(1), TODAY).reminded == ()
    assert agenda.since(desk, day(1), day(30)).late == ()


# ---- late ------------------------------------------------------------------------------------------------------------
def test_a_date_is_late_the_day_after_it_and_not_on_it(desk: Desk, note: Callable[..., Deadline]) -> None:
    note(TODAY)
    assert agenda.since(desk, day(1), TODAY).late == ()
    assert titles(agenda.upcoming(desk, TODAY)) == ["Appeler"]
    assert titles(agenda.since(desk, TODAY, day(23)).late) == ["Appeler"]
    assert agenda.since(desk, day(23), day(24)).late == (), "already told the day before"
    assert titles(agenda.upcoming(desk, day(24))) == ["Appeler"]


def test_somebody_elses_right_that_ends_is_never_late(desk: Desk, dispute_id: int, mediator_id: int) -> None:
    mediations.save(desk, referral(dispute_id, mediator_id, referred_on=day(1)))
    complaints.save(desk, written(dispute_id, received_on=date(2025, 11, 21)))
    last = {one.short: one for one in agenda.entries(desk, *ALWAYS)}
    assert last["Refus possible"].only_told
    assert last["Fin du recours"].only_told
    assert not last["À répondre"].only_told
    assert "Refus possible" in {one.short for one in agenda.upcoming(desk, TODAY)}
    assert "Refus possible" not in {one.short for one in agenda.upcoming(desk, day(23))}
    assert "Refus possible" not in {one.short for one in agenda.since(desk, day(1), day(30)).late}
    assert [one.short for one in agenda.since(desk, date(2025, 1, 1), TODAY).late] == ["À répondre"]


def test_the_last_day_of_a_convention_is_not_late(desk: Desk, mediator_id: int) -> None:
    mediators.save_convention(desk, Convention(mediator_id=mediator_id, starts_on=day(1, 1), ends_on=TODAY))
    assert agenda.since(desk, day(1), TODAY).late == ()
    assert len(agenda.upcoming(desk, TODAY)) == 1
    assert len(agenda.since(desk, TODAY, day(23)).late) == 1


@pytest.mark.parametrize(
    ("who", "word"),
    [
        ("Sylvie Marchand", "Marchand"),
        ("Atelier Boréal SARL", "Boréal"),
        ("Maison Corvo & Fils", "Corvo"),
        ("SAS", "SAS"),
    ],
)
def test_a_short_label_names_the_client_and_not_its_legal_form(who: str, word: str) -> None:
    assert agenda._called(who) == word


# ---- letters ---------------------------------------------------------------------------------------------------------
def test_the_answer_to_a_letter_is_awaited_from_the_day_it_leaves(desk: Desk, dispute_id: int) -> None:
    letter = desk.table(Letter)
    with desk.db.transaction("a letter"):
        kept = letter.insert(
            Letter(
                dispute_id=dispute_id, template="relance-amiable", title="Relance amiable", written_on=TODAY,
                send_method=SendMethod.POST, amount_due=ZERO, reply_by=day(30),
            )
        )  # fmt: skip
        desk.table(Deadline).insert(
            Deadline(dispute_id=dispute_id, title="Réponse attendue", due_on=day(30), letter_id=kept.id)
        )
    assert titles(agenda.entries(desk, *ALWAYS)) == []
    letters.track(desk, replace(kept, sent_on=TODAY))
    assert titles(agenda.entries(desk, *ALWAYS)) == ["Réponse attendue"]
