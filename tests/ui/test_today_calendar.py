"""Aujourd’hui as a calendar, what is new since the last opening, and the steps of mediations done from the first screen."""

from datetime import date, datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.records import Deadline
from litigedesk.domain.vocabulary import ComplaintAnswer
from litigedesk.operations import disputes
from tests.folders import new_desk
from tests.ui.complaints_world import complaining, said
from tests.ui.disputes_world import answering
from tests.ui.mediation_world import button, equipped, gone, proposed, seller
from ui.app import build_window
from ui.context import Context
from ui.tabs.today import TodayTab
from ui.tabs.today.tab import CALENDAR, LIST
from ui.widgets.calendar.entry_rows import FullRow
from ui.widgets.panels import NextAction
from ui.window_state import WindowState


def shown(context: Context, qtbot: QtBot) -> TodayTab:
    made = TodayTab(context)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    gone()
    return made


def panel(tab: TodayTab) -> str:
    gone()
    return next(one for one in tab.findChildren(NextAction) if one.isVisibleTo(tab)).accessibleName()


def plan(desk: Desk, title: str, due_on: date) -> None:
    disputes.save_deadline(desk, Deadline(title=title, due_on=due_on))


def test_the_calendar_takes_the_place_of_the_list_and_shows_every_kind_of_date(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    seller(desk)
    complaining(desk)
    plan(desk, "Appeler la fédération", date(2026, 11, 26))
    tab = shown(context, qtbot)
    assert not tab.agenda.pane.isVisible()
    next(one for one in tab.views.buttons() if one.text() == "Calendrier").click()
    gone()
    assert tab.agenda.pane.isVisible()
    assert tab.agenda.pane.filter_key == "all"
    words = said(tab)
    assert "Argent attendu" not in words
    assert {"Appeler la fédération", "Répondre à la réclamation"} <= {one.title for one in tab.agenda.pane.entries}
    assert "Les dix prochaines échéances" in words
    next(one for one in tab.views.buttons() if one.text() == "Liste").click()
    gone()
    assert "Argent attendu" in said(tab)


def test_the_month_chosen_stays_when_something_changes(desk: Desk, context: Context, qtbot: QtBot) -> None:
    seller(desk)
    dispute_id = complaining(desk)
    tab = shown(context, qtbot)
    tab.show_view(CALENDAR)
    tab.agenda.pane.show_day(date(2027, 2, 3))
    context.run(disputes.save_deadline, Deadline(dispute_id=dispute_id, title="Appeler", due_on=date(2027, 2, 5)))
    assert tab.agenda.pane.day == date(2027, 2, 3)
    assert "Appeler" in {one.title for one in tab.agenda.pane.entries}


def test_the_view_is_remembered(tmp_path: Path, qtbot: QtBot, state: WindowState) -> None:
    with new_desk(tmp_path / "d", lambda: datetime(2026, 11, 22, 9, 0)) as desk:
        seller(desk)
        complaining(desk)
        for expected in (LIST, CALENDAR):
            window = build_window(desk, state)
            qtbot.addWidget(window)
            tab = next(one for one in window.tabs if isinstance(one, TodayTab))
            assert tab.views.key == expected
            next(one for one in tab.views.buttons() if one.text() == "Calendrier").click()


def test_what_is_new_since_the_last_opening_is_listed_late_first_and_opens(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    seller(desk)
    complaining(desk)
    plan(desk, "Envoyer la pièce", date(2026, 11, 20))
    plan(desk, "Appeler la fédération", date(2026, 11, 26))
    context.last_opened = date(2026, 11, 15)
    tab = shown(context, qtbot)
    card = tab._since.content
    assert card is not None
    rows = card.findChildren(FullRow)
    assert "Envoyer la pièce" in rows[0].accessibleName()
    assert "en retard de 2 jours" in rows[0].accessibleName().replace("\u00a0", " ")
    assert any("Appeler la fédération" in row.accessibleName() for row in rows)
    titles = []
    answering(rows[0].click, lambda dialog: titles.append(dialog.windowTitle()))
    assert titles == ["Modifier l’échéance"]


def test_nothing_is_said_of_a_last_opening_on_the_first_day(desk: Desk, context: Context, qtbot: QtBot) -> None:
    seller(desk)
    complaining(desk)
    tab = shown(context, qtbot)
    assert tab._since.content is None
    assert "dernière ouverture" not in said(tab)


def test_the_answer_to_a_complaint_is_prepared_from_the_first_screen(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    seller(desk)
    complaining(desk, received_on=date(2026, 11, 9))
    tab = shown(context, qtbot)
    assert "préparez votre réponse à la réclamation" in panel(tab)

    def answer(dialog: object) -> None:
        form = dialog.form  # type: ignore[attr-defined]
        form.editor("answer").set_value(ComplaintAnswer.REFUSAL)
        form.save()

    answering(button(tab, "today.first.write").click, answer)
    (kept,) = desk.table(Complaint).all()
    assert kept.answer is ComplaintAnswer.REFUSAL


def test_a_mediation_first_in_line_opens_its_own_file(desk: Desk, context: Context, qtbot: QtBot) -> None:
    mediation_id = proposed(desk, equipped(desk))
    tab = shown(context, qtbot)
    tab.show_view(CALENDAR)
    row = next(one for one in tab.agenda.upcoming.rows() if "proposition" in one.accessibleName())
    with qtbot.waitSignal(context.navigated) as went:
        row.click()
    assert went.args == ["mediation", mediation_id]


def test_an_empty_desk_shows_no_calendar(desk: Desk, context: Context, qtbot: QtBot) -> None:
    tab = shown(context, qtbot)
    assert "Un client ne paie pas" in said(tab)
    assert not tab.views.isVisible()
