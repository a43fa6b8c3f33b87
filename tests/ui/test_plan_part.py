"""The plan of a dossier on the screen: what is done and to come, and what the user changes in it, undone in one press."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.plan import PlanChange, PlanChangeKind
from litigedesk.operations import plans
from litigedesk.queries import disputes as queries
from litigedesk.rules.plans import StepState, StepView
from tests.ui.disputes_world import TODAY, dispute_with
from ui.context import Context
from ui.dialogs.plan_commands import PlanCommands
from ui.forms.plan_forms import AddStepForm, DelayForm, PostponeForm, SkipForm
from ui.tabs.disputes.dossier import PLAN
from ui.tabs.disputes.plan_part import PlanPart, StepLine
from ui.tabs.disputes.tab import DisputesTab
from ui.widgets.buttons import IconButton
from ui.widgets.text import Label


@pytest.fixture
def dispute_id(desk: Desk) -> int:
    return dispute_with(desk, "Atelier Boréal SARL")


@pytest.fixture
def tab(context: Context, dispute_id: int, qtbot: QtBot) -> DisputesTab:
    made = DisputesTab(context)
    qtbot.addWidget(made)
    made.open_record(dispute_id)
    made.dossier.show_part(PLAN)
    return made


def lines(tab: DisputesTab) -> dict[str, StepLine]:
    part = tab.dossier.findChildren(PlanPart)[-1]  # the one before it waits to be deleted
    return {line.objectName().removeprefix("plan."): line for line in part.findChildren(StepLine)}


def words(line: StepLine) -> str:
    return " | ".join(label.full_text() for label in line.findChildren(Label))


def to_do(desk: Desk, dispute_id: int) -> list[StepView]:
    """The steps that are not without object here, from the present one."""
    steps = queries.dossier(desk, dispute_id, TODAY).plan.steps
    return [one for one in steps if one.state in {StepState.CURRENT, StepState.WAITING, StepState.LATER}]


def choose(line: StepLine, text: str) -> None:
    button = line.findChild(IconButton)
    assert button is not None
    menu: QMenu = button.menu()
    next(one for one in menu.actions() if one.text().startswith(text)).trigger()


def test_each_step_says_its_state_its_day_and_where_its_delay_comes_from(tab: DisputesTab) -> None:
    shown = lines(tab)
    keys = list(shown)
    assert "À faire" in words(shown[keys[0]])
    assert all("Ensuite" in words(shown[key]) for key in keys[1:])
    assert "si rien ne change" in words(shown[keys[1]])
    part = tab.dossier.findChildren(PlanPart)[-1]
    assert any("Sans objet ici" in label.full_text() for label in part.findChildren(Label))


def test_the_last_step_closes_the_dispute_and_is_neither_skipped_nor_put_off(tab: DisputesTab) -> None:
    button = list(lines(tab).values())[-1].findChild(IconButton)
    assert button is not None
    assert not button.isVisibleTo(tab)


def test_a_step_done_by_hand_leads_to_the_next_and_undo_takes_it_back(
    tab: DisputesTab, desk: Desk, dispute_id: int
) -> None:
    before = queries.dossier(desk, dispute_id, TODAY).plan.current
    assert before is not None
    choose(lines(tab)[before.step.key], "C’est fait")
    tab.refresh_now()
    tab.dossier.show_part(PLAN)
    after = queries.dossier(desk, dispute_id, TODAY).plan.current
    assert after is not None
    assert after.step.key != before.step.key
    assert "Vous avez dit que c’était fait" in words(lines(tab)[before.step.key])
    desk.undo()
    back = queries.dossier(desk, dispute_id, TODAY).plan.current
    assert back is not None
    assert back.step.key == before.step.key


def test_a_delay_a_day_a_skip_and_a_step_of_ones_own_are_kept_and_seen(
    tab: DisputesTab, context: Context, desk: Desk, dispute_id: int, qtbot: QtBot
) -> None:
    plan = queries.dossier(desk, dispute_id, TODAY).plan
    first, second, third = to_do(desk, dispute_id)[:3]
    until = TODAY + timedelta(days=10)
    for form, values in (
        (PostponeForm(context, dispute_id, first), {"until": until, "reason": "il a promis"}),
        (DelayForm(context, dispute_id, second), {"days": 21}),
        (SkipForm(context, dispute_id, third), {"reason": "déjà tenté de vive voix"}),
        (AddStepForm(context, dispute_id, plan), {"title": "Passer le voir", "days": 3}),
    ):
        qtbot.addWidget(form)
        form.load({**form.values(), **values})
        form.save()
    kinds = sorted(one.kind for one in desk.table(PlanChange).where(dispute_id=dispute_id))
    assert kinds == sorted(
        [PlanChangeKind.POSTPONED, PlanChangeKind.DELAY, PlanChangeKind.SKIPPED, PlanChangeKind.ADDED]
    )
    tab.refresh_now()
    tab.dossier.show_part(PLAN)
    shown = lines(tab)
    assert "il a promis" in words(shown[first.step.key])
    assert "21\u00a0jours" in words(shown[second.step.key])
    assert "déjà tenté de vive voix" in words(shown[third.step.key])
    assert any("Passer le voir" in words(line) for line in shown.values())
    now = queries.dossier(desk, dispute_id, TODAY).plan.current
    assert now is not None
    assert (now.state, now.until) == (StepState.WAITING, until)


def test_what_was_changed_is_taken_back_in_one_press(tab: DisputesTab, desk: Desk, dispute_id: int) -> None:
    step = to_do(desk, dispute_id)[1].step.key
    plans.change_delay(desk, dispute_id, step, 40)
    tab.refresh_now()
    tab.dossier.show_part(PLAN)
    choose(lines(tab)[step], "Annuler votre changement")
    assert desk.table(PlanChange).all() == []
    plans.skip(desk, dispute_id, step)
    tab.refresh_now()
    tab.dossier.show_part(PLAN)
    choose(lines(tab)[step], "Reprendre cette étape")
    assert desk.table(PlanChange).all() == []


def test_a_day_gone_by_or_a_title_left_empty_is_refused_in_words(
    context: Context, desk: Desk, dispute_id: int, qtbot: QtBot
) -> None:
    plan = queries.dossier(desk, dispute_id, TODAY).plan
    form = PostponeForm(context, dispute_id, to_do(desk, dispute_id)[0])
    qtbot.addWidget(form)
    form.load({"until": date(2026, 1, 1), "reason": ""})
    form.save()
    assert form.editor("until").is_bad
    other = AddStepForm(context, dispute_id, plan)
    qtbot.addWidget(other)
    other.load({**other.values(), "title": " "})
    other.save()
    assert other.editor("title").is_bad
    assert desk.table(PlanChange).all() == []


def test_the_commands_leave_an_unchanged_step_alone(
    context: Context, desk: Desk, dispute_id: int, tab: DisputesTab
) -> None:
    view = to_do(desk, dispute_id)[0]
    commands = PlanCommands(context, tab)
    commands.restore(view)
    commands.remove(view)
    assert desk.table(PlanChange).all() == []
