"""The first part of the tab Médiation: what comes first, the month, the lists, and what each press does."""

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.records import Deadline
from litigedesk.domain.vocabulary import ClientKind, ProfileStatus
from litigedesk.operations import disputes, mediators
from litigedesk.queries import mediation_tasks
from tests.folders import new_desk
from tests.ui.complaints_world import complaining, mediator_named, said
from tests.ui.disputes_world import answering, dispute_with
from tests.ui.mediation_world import button, convention_with, equipped, notified, proposed, seller, tab_shown
from ui.app import build_window
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.tabs.mediation import MediationTab
from ui.tabs.mediation.running_card import RunningRow
from ui.widgets.calendar.entry_rows import EntryRow
from ui.widgets.panels import NextAction
from ui.window_state import WindowState


def first_panel(tab: MediationTab) -> NextAction:
    return next(one for one in tab.calendar.findChildren(NextAction) if one.isVisibleTo(tab))


def test_the_answer_to_the_mediator_comes_before_what_only_waits(desk: Desk, context: Context, qtbot: QtBot) -> None:
    mediator_id = equipped(desk)
    proposed(desk, mediator_id)
    tab = tab_shown(context, qtbot)
    assert "Répondez à la proposition du médiateur" in first_panel(tab).accessibleName()
    assert "Julien Moreau" in first_panel(tab).accessibleName()


def test_the_panel_does_the_step_itself(
    desk: Desk, context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    mediator_id = equipped(desk)
    proposed(desk, mediator_id, answer_by=None)  # the mediator's own time limit is still to be asked
    tab = tab_shown(context, qtbot)
    titles = []
    answering(button(tab, "mediation.urgent.do").click, lambda dialog: titles.append(dialog.windowTitle()))
    assert titles == ["Proposition du médiateur"]


def test_without_a_convention_the_seller_is_led_to_the_mediators(desk: Desk, context: Context, qtbot: QtBot) -> None:
    seller(desk)
    tab = tab_shown(context, qtbot)
    assert "Signez une convention" in first_panel(tab).accessibleName()
    button(tab, "mediation.urgent.do").click()
    assert tab.parts.key == "mediator"


def test_a_convention_about_to_end_is_renewed_from_the_panel(desk: Desk, context: Context, qtbot: QtBot) -> None:
    seller(desk)
    convention_with(desk, mediator_named(desk), ends_on=date(2026, 12, 31))
    tab = tab_shown(context, qtbot)
    assert "Renouvelez votre convention" in first_panel(tab).accessibleName()
    starts = []
    answering(
        button(tab, "mediation.urgent.do").click,
        lambda dialog: starts.append(dialog.form.editor("starts_on").value),
    )
    assert starts == [date(2027, 1, 1)]


def test_nothing_is_asked_of_who_sells_to_no_consumer(desk: Desk, context: Context, qtbot: QtBot) -> None:
    seller(desk, sells_to_consumers=False)
    tab = tab_shown(context, qtbot)
    assert "Rien ne presse" in first_panel(tab).accessibleName()
    assert "vous n’en avez pas besoin" in said(tab.calendar)


def test_the_calendar_begins_with_mediation_only_and_can_show_all(desk: Desk, context: Context, qtbot: QtBot) -> None:
    equipped(desk)
    other = dispute_with(desk, "Atelier Boréal SARL")
    disputes.save_deadline(desk, Deadline(dispute_id=other, title="Appeler le comptable", due_on=date(2026, 11, 24)))
    complaining(desk)
    tab = tab_shown(context, qtbot)
    pane = tab.calendar.agenda.pane
    assert pane.filter_key == "mediation"
    titles = {entry.title for entry in pane.entries}
    assert "Répondre à la réclamation" in titles
    assert "Appeler le comptable" not in titles
    combo = pane.findChild(type(pane._combo), "calendar.filter")
    assert combo is not None
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    assert "Appeler le comptable" in {entry.title for entry in pane.entries}
    assert "Appeler le comptable" in said(tab.calendar.agenda.upcoming)


def test_what_happened_stands_on_its_day_and_is_never_late(desk: Desk, context: Context, qtbot: QtBot) -> None:
    proposed(desk, equipped(desk))
    tab = tab_shown(context, qtbot)
    found = {entry.label: entry for entry in tab.calendar.agenda.pane.entries if entry.happened}
    assert {"Réclamation", "Saisine", "Notification", "Proposition"} <= set(found)
    assert all(not entry.is_open for entry in found.values())


def test_opening_a_date_goes_to_its_record(desk: Desk, context: Context, qtbot: QtBot) -> None:
    mediation_id = proposed(desk, equipped(desk))
    tab = tab_shown(context, qtbot)
    row = next(
        one for one in tab.calendar.agenda.upcoming.rows() if "Répondre à la proposition" in one.accessibleName()
    )
    with qtbot.waitSignal(context.navigated) as went:
        row.click()
    assert went.args == ["mediation", mediation_id]


def test_a_date_is_added_on_the_day_chosen_and_belongs_to_no_dispute(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    seller(desk)
    tab = tab_shown(context, qtbot)
    tab.calendar.agenda.pane.show_day(date(2026, 11, 26))
    tab.calendar.agenda.refresh()

    def fill(dialog: FormDialog) -> None:
        assert dialog.form.editor("due_on").value == date(2026, 11, 26)
        dialog.form.editor("title").set_value("Appeler la fédération")
        dialog.form.save()

    answering(button(tab.calendar.agenda.day_list, "calendar.add").click, fill)
    (kept,) = desk.table(Deadline).where(title="Appeler la fédération")
    assert (kept.dispute_id, kept.due_on) == (None, date(2026, 11, 26))
    agenda = tab.calendar.agenda  # « Médiation seulement » would have hidden what was just noted
    assert agenda.pane.filter_key == "all"
    assert "Appeler la fédération" in said(agenda.day_list)
    answering(button(agenda.day_list, "calendar.add").click, lambda dialog: dialog.reject())
    assert agenda.pane.filter_key == "all"


def test_a_date_that_stands_alone_opens_its_own_form(desk: Desk, context: Context, qtbot: QtBot) -> None:
    seller(desk)
    kept = disputes.save_deadline(desk, Deadline(title="Appeler la fédération", due_on=date(2026, 11, 26)))
    tab = tab_shown(context, qtbot)
    pane = tab.calendar.agenda.pane
    titles = []
    answering(
        lambda: pane.entry_opened.emit(f"deadline:{kept.value.id}"), lambda dialog: titles.append(dialog.windowTitle())
    )
    assert titles == ["Modifier l’échéance"]


def test_the_running_mediations_are_lines_of_time_that_open_their_file(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    mediator_id = equipped(desk)
    first, second = proposed(desk, mediator_id), notified(desk, mediator_id)
    tab = tab_shown(context, qtbot)
    lines = tab.calendar.findChildren(RunningRow)
    assert len(lines) == 2
    named = {one.objectName(): one for one in lines}
    assert "jour 4 sur 90" in named[f"mediation.line.{first}"].accessibleName()
    assert "(attendu)" in named[f"mediation.line.{second}"].accessibleName()
    with qtbot.waitSignal(context.navigated) as went:
        named[f"mediation.line.{second}"].click()
    assert went.args == ["mediation", second]


def test_a_filtered_calendar_asks_which_dates_to_export(
    desk: Desk, context: Context, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from icalendar import Calendar

    equipped(desk)
    complaining(desk)
    disputes.save_deadline(desk, Deadline(title="Appeler la fédération", due_on=date(2026, 11, 26)))
    target = tmp_path / "dates.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    tab = tab_shown(context, qtbot)
    for words, kept in (("montrées", False), ("Toutes", True)):
        export = button(tab.calendar, "calendar.export")
        QTimer.singleShot(0, lambda words=words: press_box(words))
        with qtbot.waitSignal(context.noted) as told:
            export.click()
        assert told.args is not None
        assert "dates.ics" in told.args[0]
        events = Calendar.from_ical(target.read_bytes()).walk("VEVENT")
        assert any("Appeler la fédération" in str(one["SUMMARY"]) for one in events) is kept


def press_box(words: str) -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    next(one for one in box.buttons() if words in one.text()).click()


def test_giving_up_the_choice_exports_nothing(
    desk: Desk, context: Context, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    equipped(desk)
    disputes.save_deadline(desk, Deadline(title="Appeler la fédération", due_on=date(2026, 11, 26)))
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (asked.append("path") or "", ""))
    tab = tab_shown(context, qtbot)
    export = button(tab.calendar, "calendar.export")
    QTimer.singleShot(0, lambda: press_box("Annuler"))
    export.click()
    assert asked == []


def test_the_month_asks_for_the_printer_with_what_is_shown(
    desk: Desk, context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    equipped(desk)
    complaining(desk)
    tab = tab_shown(context, qtbot)
    asked: list[tuple[date, int, str]] = []
    monkeypatch.setattr(
        "ui.agenda.print_month",
        lambda _parent, first, entries, _holidays, _today, title: asked.append((first, len(entries), title)),
    )
    button(tab.calendar, "calendar.print").click()
    assert asked == [(date(2026, 11, 1), len(tab.calendar.agenda.pane.entries), "Médiation seulement")]


def test_a_refresh_keeps_the_month_and_the_filter(desk: Desk, context: Context, qtbot: QtBot) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot)
    tab.calendar.agenda.pane.show_day(date(2027, 2, 12))
    context.run(mediators.delete_convention, 1)
    assert tab.calendar.agenda.pane.day == date(2027, 2, 12)
    assert tab.calendar.agenda.pane.filter_key == "mediation"


def test_the_count_of_the_tab_is_what_waits_for_the_user(desk: Desk, context: Context, qtbot: QtBot) -> None:
    mediator_id = equipped(desk)
    tab = tab_shown(context, qtbot)
    assert tab.count() is None
    proposed(desk, mediator_id)
    notified(desk, mediator_id, notified_on=None)  # the mediator's notice is awaited: nothing to do
    complaining(desk, "Nadia Ferrand")  # a complaint is no running mediation
    assert tab.count() == 1
    assert len(mediation_tasks.tasks(desk, date(2026, 11, 22))) == 3


def test_a_ported_employee_reads_why_it_does_not_concern_them(desk: Desk, context: Context, qtbot: QtBot) -> None:
    seller(desk, ProfileStatus.PORTAGE)
    tab = tab_shown(context, qtbot)
    assert "L1254-1" in said(tab)
    assert not tab.parts.isVisible()


def test_what_a_ported_employee_noted_before_stays_in_reach(desk: Desk, context: Context, qtbot: QtBot) -> None:
    mediator_id = equipped(desk)
    proposed(desk, mediator_id)
    seller(desk, ProfileStatus.PORTAGE)
    tab = tab_shown(context, qtbot)
    assert tab.parts.isVisible()


def test_the_part_shown_is_remembered(tmp_path: Path, qtbot: QtBot, state: WindowState) -> None:
    with new_desk(tmp_path / "d", lambda: datetime(2026, 11, 22, 9, 0)) as desk:
        seller(desk)
        for expected in ("calendar", "information"):
            window = build_window(desk, state)
            qtbot.addWidget(window)
            tab = next(one for one in window.tabs if isinstance(one, MediationTab))
            assert tab.parts.key == expected
            window.show_tab("MediationTab")
            next(one for one in tab.parts.buttons() if one.text() == "Mes informations").click()


def test_the_window_opens_mediations_and_conventions_here(tmp_path: Path, qtbot: QtBot, state: WindowState) -> None:
    with new_desk(tmp_path / "d", lambda: datetime(2026, 11, 22, 9, 0)) as desk:
        mediation_id = proposed(desk, equipped(desk))
        window = build_window(desk, state)
        qtbot.addWidget(window)
        window.show()
        window.context.navigate("mediation", mediation_id)
        tab = window.current_tab
        assert isinstance(tab, MediationTab)
        assert (tab.parts.key, tab.files.page.mediation_id) == ("files", mediation_id)
        window.context.navigate("convention", 1)
        assert tab.parts.key == "mediator"
        qtbot.waitUntil(lambda: window.focusWidget() is button(tab.mediator, "convention.1.edit"))


@pytest.mark.parametrize("part", ["calendar", "files", "mediator", "information"])
def test_no_part_needs_scrolling_sideways_on_a_small_screen_at_200_percent(
    part: str, desk: Desk, context: Context, qtbot: QtBot
) -> None:
    from ui.screenshots import settle
    from ui.widgets.panels import Page

    mediator_id = equipped(desk)
    proposed(desk, mediator_id)
    notified(desk, mediator_id)
    tab = tab_shown(context, qtbot, part)
    tab.resize(683, 320)
    settle()
    assert tab.width() == 683
    pages = [one for one in (*tab.findChildren(Page),) if one.isVisible()]
    assert pages
    assert [one for one in pages if one.horizontalScrollBar().maximum() > 0] == []


def test_an_entry_says_why_it_is_that_day(desk: Desk, context: Context, qtbot: QtBot) -> None:
    proposed(desk, equipped(desk))
    tab = tab_shown(context, qtbot)
    rows = [one for one in tab.calendar.findChildren(EntryRow) if "Répondre à la proposition" in one.accessibleName()]
    assert rows
    assert "R612-4" in rows[0].accessibleDescription()


def test_a_client_of_unknown_kind_is_no_consumer_yet(desk: Desk, context: Context, qtbot: QtBot) -> None:
    seller(desk, sells_to_consumers=False)
    dispute_with(desk, "Sans Type", ClientKind.UNKNOWN)
    tab = tab_shown(context, qtbot)
    assert "Rien ne presse" in first_panel(tab).accessibleName()
