"""The tab Litiges and its dossier, on a real desk with real widgets."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Deadline, Event, Letter, Payment
from litigedesk.domain.vocabulary import (
    ClientKind,
    ClosingReason,
    DisputeStage,
    EventKind,
    SendMethod,
)
from litigedesk.formats import money
from litigedesk.operations import disputes, invoices, plans
from litigedesk.queries import disputes as queries
from tests.ui.disputes_world import OPENED, TODAY, dispute_with, press, said, shown, tab_shown
from ui.context import Context
from ui.tabs.disputes import DisputesTab
from ui.tabs.disputes.deadlines_part import NextDeadlineCard
from ui.tabs.disputes.dossier import DEADLINES, LETTERS, TIMELINE
from ui.tabs.disputes.stages import StageStepper
from ui.tabs.disputes.timeline import TimelineCard
from ui.widgets.buttons import Button
from ui.widgets.deadline_line import DeadlineLine


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> DisputesTab:
    return tab_shown(context, qtbot)


# ---- deadlines -------------------------------------------------------------------------------------------------------
def test_a_deadline_is_done_in_one_press_and_undone(tab: DisputesTab, desk: Desk, qtbot: QtBot) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    wanted = Deadline(dispute_id=dispute_id, title="Rappeler Mme Kermadec", due_on=date(2026, 11, 30))
    deadline_id = disputes.save_deadline(desk, wanted).value.id
    tab.open_record(dispute_id)
    with qtbot.waitSignal(tab.context.step_done) as step:
        press(tab, f"deadline.{deadline_id}.done", qtbot)
    assert step.args == ["Échéance faite — Rappeler Mme Kermadec"]
    assert "Aucune date notée" in said(tab)
    tab.context.undo()
    assert "Rappeler Mme Kermadec" in said(tab)
    assert shown(tab.dossier, QPushButton, f"deadline.{deadline_id}.done").isEnabled()


@pytest.mark.parametrize(
    ("due", "button", "expected"),
    [
        (date(2026, 11, 30), "week", date(2026, 12, 7)),
        (date(2026, 11, 30), "month", date(2026, 12, 30)),
        (date(2026, 11, 2), "week", TODAY + timedelta(days=7)),
    ],
)
def test_a_deadline_is_put_off_from_its_day_or_from_today_when_it_is_past(
    tab: DisputesTab, desk: Desk, qtbot: QtBot, due: date, button: str, expected: date
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    wanted = Deadline(dispute_id=dispute_id, title="Rappeler", due_on=due)
    deadline_id = disputes.save_deadline(desk, wanted).value.id
    tab.open_record(dispute_id)
    tab.dossier.show_part(DEADLINES)
    press(tab, f"deadline.{deadline_id}.{button}", qtbot)
    assert queries.dossier(desk, dispute_id, TODAY).deadlines[0].due_on == expected


# ---- stages, closing -------------------------------------------------------------------------------------------------
def test_the_arrows_and_enter_on_the_stepper_offer_to_move_to_a_stage(
    tab: DisputesTab, desk: Desk, qtbot: QtBot
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    tab.open_record(dispute_id)
    stepper = shown(tab.dossier, StageStepper, "dossier.stages")
    stepper.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(stepper, key)
    menu = shown(tab.dossier, QMenu, "dossier.stage_menu")
    assert menu.actions()[0].text() == "Passer à l’étape «\u202fAmiable assisté\u202f»"
    menu.actions()[0].trigger()
    menu.close()
    assert queries.dossier(desk, dispute_id, TODAY).dispute.stage is DisputeStage.ASSISTED
    assert "Étape 3 sur 5" in shown(tab.dossier, StageStepper, "dossier.stages").accessibleName()


def test_the_second_lines_of_the_stages_come_from_the_facts(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    tab.open_record(dispute_id)
    before = shown(tab.dossier, StageStepper, "dossier.stages").accessibleName()
    assert before.endswith("Amiable, aucune relance")
    tab.context.run(disputes.close, dispute_id, ClosingReason.ABANDONED, TODAY)
    stepper = shown(tab.dossier, StageStepper, "dossier.stages")
    assert stepper.accessibleName().endswith("Clos, abandonné, 22\u00a0nov.")
    assert "Mise en demeure\u00a0: non envoyée" in stepper.toolTip()


def test_a_closed_dispute_stays_in_sight_and_is_reopened_by_its_one_button(
    tab: DisputesTab, desk: Desk, qtbot: QtBot
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    other = dispute_with(desk, "Autre client", number="F-2")
    tab.refresh_now()
    tab.open_record(dispute_id)
    tab.context.run(disputes.close, dispute_id, ClosingReason.PAID, TODAY)
    assert [row.id for row in tab.list.model.rows()] == [other]
    assert tab.dossier.dispute_id == dispute_id
    assert tab.list.current_id is None
    assert "Ce litige est clos." in said(tab)
    press(tab, "dossier.next", qtbot)
    assert queries.dossier(desk, dispute_id, TODAY).dispute.stage is DisputeStage.AMICABLE
    tab.open_record(dispute_id)
    assert tab.list.current_id == dispute_id


def test_a_deleted_dispute_gives_way_to_another_and_undo_brings_it_back(tab: DisputesTab, desk: Desk) -> None:
    kept, gone = dispute_with(desk, "Autre client", number="F-2"), dispute_with(desk, "Atelier Boréal SARL")
    tab.open_record(gone)
    tab.commands.delete(gone)
    assert tab.dossier.dispute_id == kept
    tab.context.undo()
    assert gone in [row.id for row in tab.list.model.rows()]


# ---- timeline --------------------------------------------------------------------------------------------------------
def test_the_timeline_shows_one_kind_at_a_time_and_keeps_its_filter(tab: DisputesTab, desk: Desk, qtbot: QtBot) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    invoice_id = queries.dossier(desk, dispute_id, TODAY).sums.lines[0].invoice.id or 0
    call = Event(dispute_id=dispute_id, kind=EventKind.CALL, happened_on=date(2026, 11, 3), title="Appel au gérant")
    disputes.save_event(desk, call)
    invoices.save_payment(desk, Payment(invoice_id=invoice_id, paid_on=date(2026, 11, 5), amount=Money.of("100")))
    tab.open_record(dispute_id)
    tab.dossier.show_part(TIMELINE)

    def titles() -> list[str]:
        card = next(one for one in tab.findChildren(TimelineCard) if one.isVisible())
        return [line.entry.title for line in card.timeline.rows()]

    def filter_by(words: str) -> None:
        card = next(one for one in tab.findChildren(TimelineCard) if one.isVisible())
        chip = next(one for one in card.chips.buttons() if one.text() == words)
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)

    due = "Échéance de la facture F-2026-014"
    paid = f"Paiement reçu\u00a0: {money(Money.of('100'))}"
    assert titles() == [paid, "Appel au gérant", "Litige ouvert", due]
    filter_by("Notes")
    assert titles() == ["Appel au gérant"]
    filter_by("Paiements")
    assert titles() == [paid, due]
    tab.context.run(disputes.save_event, call)
    assert titles() == [paid, due]


def test_a_deadline_that_passed_stands_in_the_timeline_in_words(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    disputes.save_deadline(desk, Deadline(dispute_id=dispute_id, title="Rappeler", due_on=date(2026, 11, 16)))
    tab.open_record(dispute_id)
    assert "Échéance dépassée" in said(tab)


def test_an_answer_that_did_not_come_is_nobodys_delay_and_leaves_the_place_to_what_is_to_come(
    tab: DisputesTab, desk: Desk
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    sent = date(2026, 11, 2)
    letter = Letter(
        dispute_id=dispute_id, template="relance-amiable", title="Relance amiable", written_on=sent, sent_on=sent,
        send_method=SendMethod.EMAIL, amount_due=Money.of(2500), reply_by=date(2026, 11, 16),
    )  # fmt: skip
    asked = Deadline(dispute_id=dispute_id, title="Réponse attendue", due_on=date(2026, 11, 16))
    with desk.db.transaction("Relance"):
        desk.table(Deadline).insert(replace(asked, letter_id=desk.table(Letter).insert(letter).id))
    tab.open_record(dispute_id)
    assert "passé depuis 6\u00a0jours" in said(tab)
    disputes.save_deadline(desk, Deadline(dispute_id=dispute_id, title="Rappeler", due_on=date(2026, 11, 30)))
    tab.refresh_now()
    card = tab.dossier.findChildren(NextDeadlineCard)[-1]  # the one before it waits to be deleted
    titles = [line.title.full_text() for line in card.findChildren(DeadlineLine)]
    assert titles == ["Rappeler"]


# ---- the list --------------------------------------------------------------------------------------------------------
def test_the_list_runs_by_next_date_with_words_for_late_and_for_no_next_step(tab: DisputesTab, desk: Desk) -> None:
    idle = dispute_with(desk, "Librairie Le Phare", number="F-1")
    late = dispute_with(desk, "Studio Lumen", number="F-2")
    soon = dispute_with(desk, "Commune", ClientKind.PUBLIC, number="F-3")
    plans.change_delay(desk, late, "relance-amiable", (date(2026, 11, 14) - OPENED).days)
    plans.change_delay(desk, soon, "relance-amiable", (date(2026, 11, 24) - OPENED).days)
    for step in queries.dossier(desk, idle, TODAY).plan.steps[:-1]:
        plans.skip(desk, idle, step.step.key)
    tab.refresh_now()
    assert [row.id for row in tab.list.model.rows()] == [late, soon, idle]
    role = Qt.ItemDataRole.AccessibleTextRole
    words = [str(tab.list.model.index(place, 0).data(role)) for place in range(3)]
    assert "Impayé · amiable, 14\u00a0nov. · en retard de 8\u00a0jours" in words[0]
    assert "Impayé public · amiable, 24\u00a0nov. · dans 2\u00a0jours" in words[1]
    assert "sans prochaine étape" in words[2]


def test_the_chips_count_and_the_filter_is_blind_to_accents(tab: DisputesTab, desk: Desk, qtbot: QtBot) -> None:
    boreal = dispute_with(desk, "Atelier Boréal SARL", number="F-1")
    closed = dispute_with(desk, "Garage Tessier", number="F-2")
    disputes.close(desk, closed, ClosingReason.PAID, TODAY)
    tab.refresh_now()
    assert [button.text() for button in tab.list.chips.buttons()] == ["Ouverts 1", "Clos 1", "Tous"]
    tab.list.chips.buttons()[1].click()
    assert [row.id for row in tab.list.model.rows()] == [closed]
    tab.list.chips.buttons()[2].click()
    tab.list.filter.setText("boreal")
    tab.list.refresh()
    assert [row.id for row in tab.list.model.rows()] == [boreal]


def test_a_dispute_hidden_by_the_filter_is_shown_when_asked_for(tab: DisputesTab, desk: Desk) -> None:
    closed = dispute_with(desk, "Garage Tessier", number="F-2")
    disputes.close(desk, closed, ClosingReason.PAID, TODAY)
    dispute_with(desk, "Atelier Boréal SARL", number="F-1")
    tab.refresh_now()
    tab.open_record(closed)
    assert tab.list.current_id == closed
    assert tab.dossier.dispute_id == closed


def test_with_no_dispute_one_button_and_one_link_say_what_to_do(tab: DisputesTab, qtbot: QtBot) -> None:
    assert shown(tab, QPushButton, "disputes.first").text().strip() == "Ouvrir un litige"
    with qtbot.waitSignal(tab.context.action_asked) as asked:
        qtbot.mouseClick(shown(tab, QPushButton, "disputes.example"), Qt.MouseButton.LeftButton)
    assert asked.args == ["file.demo"]
    assert tab.count() is None


# ---- keyboard and screen readers -------------------------------------------------------------------------------------
def test_arrows_in_the_list_show_dossiers_and_enter_goes_to_what_to_do(
    tab: DisputesTab, desk: Desk, qtbot: QtBot
) -> None:
    first, second = dispute_with(desk, "A", number="F-1"), dispute_with(desk, "B", number="F-2")
    tab.refresh_now()
    tab.activateWindow()
    tab.list.view.setFocus()
    qtbot.keyClick(tab.list.view, Qt.Key.Key_Home)
    assert tab.dossier.dispute_id == first
    qtbot.keyClick(tab.list.view, Qt.Key.Key_Down)
    assert tab.dossier.dispute_id == second
    qtbot.keyClick(tab.list.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "dossier.next"


@pytest.mark.parametrize("part", ["overview", TIMELINE, LETTERS, DEADLINES])
def test_everything_that_takes_the_keys_has_a_name_and_one_button_is_filled(
    tab: DisputesTab, desk: Desk, part: str
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    disputes.save_deadline(desk, Deadline(dispute_id=dispute_id, title="Rappeler", due_on=date(2026, 11, 16)))
    tab.open_record(dispute_id)
    tab.dossier.show_part(part)
    nameless = [
        f"{type(one).__name__} {one.objectName()}"
        for one in tab.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not name_of(one)
    ]
    assert nameless == []
    filled = [one for one in tab.findChildren(Button) if one.isVisible() and one.property("kind") == "primary"]
    assert [one.objectName() for one in filled] == ["dossier.next"]


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else widget.accessibleName()


def test_what_had_the_focus_keeps_it_when_the_dossier_is_read_again(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    tab.open_record(dispute_id)
    tab.activateWindow()
    shown(tab.dossier, QPushButton, "limitation.why").setFocus()
    tab.refresh_now()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "limitation.why"
