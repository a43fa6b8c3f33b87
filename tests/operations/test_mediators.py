"""The user's register: mediators, conventions with the deadline of their end, and where the mention was put."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.mediation import Convention, Mediator, PlacedMention
from litigedesk.domain.money import Money
from litigedesk.domain.records import Deadline
from litigedesk.domain.vocabulary import Clock, MediationOutcome, MediatorKind
from litigedesk.errors import InvalidInput, NotFound, Refused
from litigedesk.operations import complaints, disputes, mediations, mediators, trash
from litigedesk.queries import mediations as pages
from litigedesk.queries.convention_in_force import convention_in_force
from tests.operations.mediation_world import clock, dump, lines, referral, set_clocks, written

TODAY = date(2026, 11, 22)
END = Clock.CONVENTION_END


@pytest.fixture
def convention(desk: Desk, mediator_id: int) -> Convention:
    """Three years from 5 January 2024, for 85 €, in force on 22 November 2026."""
    wanted = Convention(
        mediator_id=mediator_id,
        signed_on=date(2024, 1, 2),
        starts_on=date(2024, 1, 5),
        ends_on=date(2027, 1, 4),
        years=3,
        fee=Money.of(85),
        fee_paid_on=date(2024, 1, 3),
    )
    return mediators.save_convention(desk, wanted).value


# ---- mediators -------------------------------------------------------------------------------------------------------
def test_mediators_are_listed_by_name_blind_to_accents_and_one_kind_at_a_time(desk: Desk, mediator_id: int) -> None:
    for name, kind in (
        ("Électro Médiation", MediatorKind.CONSUMER),
        ("Médiateur des entreprises", MediatorKind.BUSINESS),
    ):
        mediators.save(desk, Mediator(name=name, kind=kind))
    assert [one.name for one in pages.mediators(desk)] == ["CM2C", "Électro Médiation", "Médiateur des entreprises"]
    assert [one.name for one in pages.mediators(desk, MediatorKind.BUSINESS)] == ["Médiateur des entreprises"]


def test_a_mediator_without_a_name_is_refused(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="Indiquez le nom du médiateur"):
        mediators.save(desk, Mediator(name="  "))


def test_a_new_name_is_read_wherever_the_old_one_was(
    desk: Desk, mediator_id: int, convention: Convention, dispute_id: int
) -> None:
    opened = mediations.save(desk, referral(dispute_id, mediator_id)).value
    mediations.save(desk, replace(opened, outcome=MediationOutcome.WITHDRAWN_BY_CLIENT, ended_on=date(2026, 11, 9)))
    before = dump(desk)
    mediators.save(desk, replace(pages.mediator(desk, mediator_id), name="CM2C Paris"))
    assert clock(desk, END).title == "Renouveler la convention avec CM2C Paris"
    bodies = [one.body for one in pages.file(desk, opened.id or 0, TODAY).events]
    assert bodies == ["CM2C Paris", "CM2C Paris"]
    desk.undo()
    assert dump(desk) == before


def test_a_mediator_named_by_a_convention_and_a_mediation_stays(
    desk: Desk, mediator_id: int, convention: Convention, dispute_id: int
) -> None:
    mediations.save(desk, referral(dispute_id, mediator_id))
    with pytest.raises(Refused, match="une convention et une médiation le nomment encore"):
        mediators.delete(desk, mediator_id)


def test_a_mediator_nobody_names_goes_and_comes_back(desk: Desk, mediator_id: int) -> None:
    before = dump(desk)
    mediators.delete(desk, mediator_id)
    assert pages.mediators(desk) == []
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert dump(desk) == before


# ---- conventions -----------------------------------------------------------------------------------------------------
def test_the_end_of_a_convention_is_a_date_to_watch_that_stands_alone(desk: Desk, convention: Convention) -> None:
    deadline = clock(desk, END)
    assert (deadline.due_on, deadline.dispute_id, deadline.convention_id) == (date(2027, 1, 4), None, convention.id)
    assert "vous ne pouvez plus nommer ce médiateur" in deadline.reason


def test_the_date_follows_the_convention_stays_where_the_user_moved_it_and_goes_without_an_end(
    desk: Desk, convention: Convention
) -> None:
    mediators.save_convention(desk, replace(convention, ends_on=date(2027, 2, 28)))
    assert clock(desk, END).due_on == date(2027, 2, 28)
    disputes.postpone_deadline(desk, clock(desk, END).id or 0, date(2026, 12, 15))
    mediators.save_convention(desk, replace(convention, ends_on=date(2028, 2, 29)))
    assert (clock(desk, END).due_on, clock(desk, END).computed_on) == (date(2026, 12, 15), date(2028, 2, 29))
    disputes.complete_deadline(desk, clock(desk, END).id or 0)
    mediators.save_convention(desk, replace(convention, notes="renouvelée"))
    assert clock(desk, END).done_on == TODAY
    mediators.save_convention(desk, replace(convention, ends_on=None))
    assert set_clocks(desk, convention_id=convention.id) == {}


def test_another_mediator_is_named_by_the_date(desk: Desk, convention: Convention) -> None:
    other = mediators.save(desk, Mediator(name="SAS Médiation")).value
    mediators.save_convention(desk, replace(convention, mediator_id=other.id or 0))
    assert clock(desk, END).title == "Renouveler la convention avec SAS Médiation"


def test_a_convention_in_force_on_its_first_and_last_day_and_neither_before_nor_after(
    desk: Desk, convention: Convention
) -> None:
    assert convention.ends_on is not None
    for day, expected in (
        (convention.starts_on - timedelta(1), None),
        (convention.starts_on, convention),
        (convention.ends_on, convention),
        (convention.ends_on + timedelta(1), None),
    ):
        assert convention_in_force(desk, day) == expected


def test_of_two_conventions_that_overlap_the_one_begun_last_is_in_force_and_a_file_shows_its_own_mediators(
    desk: Desk, convention: Convention, mediator_id: int, dispute_id: int
) -> None:
    other = mediators.save(desk, Mediator(name="SAS Médiation")).value
    wanted = Convention(mediator_id=other.id or 0, starts_on=date(2026, 9, 1))
    later = mediators.save_convention(desk, wanted).value
    assert convention_in_force(desk, TODAY) == later
    assert [(one.convention.id, one.in_force) for one in pages.conventions(desk, TODAY)] == [
        (later.id, True),
        (convention.id, False),
    ]
    opened = mediations.save(desk, referral(dispute_id, mediator_id)).value
    assert pages.file(desk, opened.id or 0, TODAY).convention == convention


def test_the_file_of_a_mediation_shows_the_convention_of_the_day_of_the_notice(
    desk: Desk, convention: Convention, mediator_id: int, dispute_id: int
) -> None:
    mediators.save_convention(desk, replace(convention, ends_on=date(2026, 11, 10)))
    renewed = mediators.save_convention(desk, Convention(mediator_id=mediator_id, starts_on=date(2026, 11, 11))).value
    opened = mediations.save(desk, referral(dispute_id, mediator_id, notified_on=date(2026, 11, 10))).value
    held = pages.file(desk, opened.id or 0, TODAY).convention
    assert held is not None
    assert held.id == convention.id != renewed.id


def test_its_document_is_kept(desk: Desk, convention: Convention, tmp_path: Path) -> None:
    document = tmp_path / "convention signée.pdf"
    document.write_bytes(b"%PDF-1.4")
    mediators.save_convention(desk, convention, document)
    (view,) = pages.conventions(desk, TODAY)
    assert view.document is not None
    assert view.document.name == "convention signée.pdf"


def test_a_convention_goes_with_its_date_and_comes_back_under_the_present_name_of_the_mediator(
    desk: Desk, convention: Convention, mediator_id: int
) -> None:
    before = dump(desk)
    mediators.delete_convention(desk, convention.id or 0)
    assert desk.table(Deadline).count() == 0
    (entry,) = desk.trash.all()
    assert entry.label == "Convention avec CM2C du 5\u00a0janvier\u00a02024"
    trash.restore(desk, entry.id or 0)
    assert dump(desk) == before
    mediators.delete_convention(desk, convention.id or 0)
    mediators.save(desk, replace(pages.mediator(desk, mediator_id), name="CM2C Paris"))
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert clock(desk, END).title == "Renouveler la convention avec CM2C Paris"


def test_a_convention_does_not_come_back_without_its_mediator(
    desk: Desk, convention: Convention, mediator_id: int
) -> None:
    mediators.delete_convention(desk, convention.id or 0)
    mediators.delete(desk, mediator_id)
    with pytest.raises(Refused, match="restaurez d’abord «\u202fMédiateur CM2C\u202f»"):
        trash.restore(desk, desk.trash.all()[1].id or 0)


def test_what_mediation_cost_adds_up_by_the_year_it_was_paid(
    desk: Desk, convention: Convention, mediator_id: int, dispute_id: int
) -> None:
    mediation = mediations.save(desk, referral(dispute_id, mediator_id)).value
    mediations.save(
        desk,
        replace(
            mediation,
            outcome=MediationOutcome.FAILURE,
            ended_on=date(2026, 11, 9),
            cost=Money.of(60),
            cost_paid_on=date(2026, 11, 20),
        ),
    )
    mediators.save_convention(desk, Convention(mediator_id=mediator_id, starts_on=date(2026, 12, 1), fee=Money.of(50)))
    found = [(one.year, one.fees, one.mediations, one.count, one.total) for one in pages.costs(desk)]
    assert found == [
        (2026, Money.of(50), Money.of(60), 1, Money.of(110)),
        (2024, Money.of(85), Money(0), 0, Money.of(85)),
    ]


# ---- mentions --------------------------------------------------------------------------------------------------------
def test_a_place_holds_one_mention_with_the_text_of_the_day(desk: Desk) -> None:
    first = PlacedMention(place="site", placed_on=date(2026, 11, 1), text="Médiateur : CM2C", spot="/cgv")
    mediators.place_mention(desk, first)
    mediators.place_mention(desk, replace(first, placed_on=TODAY, text="Médiateur : SAS"))
    (held,) = desk.table(PlacedMention).all()
    assert (held.placed_on, held.text) == (TODAY, "Médiateur : SAS")
    mediators.place_mention(desk, PlacedMention(place="site"))
    (held,) = desk.table(PlacedMention).all()
    assert (held.placed_on, held.text) == (None, "")
    with pytest.raises(InvalidInput, match="à venir"):
        mediators.place_mention(desk, replace(first, placed_on=date(2026, 11, 23)))


# ---- gone, and the way back ------------------------------------------------------------------------------------------
def test_what_is_gone_is_said_to_be_gone(desk: Desk, mediator_id: int) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: mediators.save(desk, Mediator(id=99, name="x")),
        lambda: mediators.delete(desk, 99),
        lambda: mediators.save_convention(desk, Convention(mediator_id=99, starts_on=TODAY)),
        lambda: mediators.save_convention(desk, Convention(id=99, mediator_id=mediator_id, starts_on=TODAY)),
        lambda: mediators.delete_convention(desk, 99),
    ]
    before = dump(desk)
    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt()
    assert dump(desk) == before


def test_each_step_can_be_taken_back_and_done_again_to_the_last_row(
    desk: Desk, convention: Convention, mediator_id: int, dispute_id: int
) -> None:
    steps: list[Callable[[], object]] = [
        lambda: mediators.save(desk, replace(pages.mediator(desk, mediator_id), name="CM2C Paris")),
        lambda: mediators.save_convention(desk, replace(convention, ends_on=date(2028, 2, 29))),
        lambda: complaints.save(desk, written(dispute_id)),
        lambda: mediations.save(desk, referral(dispute_id, mediator_id)),
        lambda: mediators.save(desk, replace(pages.mediator(desk, mediator_id), name="CM2C Lyon")),
        lambda: mediators.place_mention(desk, PlacedMention(place="cgv", placed_on=TODAY, text="x")),
        lambda: mediators.place_mention(desk, PlacedMention(place="cgv")),
        lambda: mediators.delete_convention(desk, convention.id or 0),
        lambda: trash.restore(desk, desk.trash.all()[0].id or 0),
        lambda: mediators.save_convention(desk, replace(convention, ends_on=None)),
    ]
    states = [dump(desk)]
    for step in steps:
        step()
        states.append(dump(desk))
    for before in reversed(states[:-1]):
        desk.undo()
        assert dump(desk) == before
    for after in states[1:]:
        desk.redo()
        assert dump(desk) == after
    assert lines(desk, mediation_id=1) == [(date(2026, 11, 5), "Médiateur saisi par le client")]


def test_a_convention_that_goes_on_from_another_ends_its_reminder_and_one_after_a_gap_does_not(
    desk: Desk, convention: Convention, mediator_id: int
) -> None:
    following = Convention(mediator_id=mediator_id, starts_on=date(2027, 2, 1), ends_on=date(2030, 1, 4))
    mediators.save_convention(desk, following)
    assert desk.table(Deadline).where(convention_id=convention.id)[0].done_on is None
    desk.undo()
    mediators.save_convention(desk, replace(following, starts_on=date(2027, 1, 5)))
    assert desk.table(Deadline).where(convention_id=convention.id)[0].done_on == TODAY
    desk.undo()
    assert desk.table(Deadline).where(convention_id=convention.id)[0].done_on is None
