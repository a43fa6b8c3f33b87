"""The plan of a dossier on the screen: what is done and to come, and what the user changes in it, undone in one press."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from litigedesk import formats
from litigedesk.desk import Desk
from litigedesk.domain.plan import PlanChange, PlanChangeKind
from litigedesk.operations import plans
from litigedesk.queries import disputes as queries
from litigedesk.rules import plans as rules
from litigedesk.rules.plans import PlanStep, StepState, StepView
from tests.ui.disputes_world import TODAY, dispute_with
from ui.context import Context
from ui.dialogs.plan_commands import PlanCommands
from ui.forms.plan_forms import AddStepForm, DelayForm, PostponeForm, SkipForm
from ui.tabs.disputes.dossier import PLAN
from ui.tabs.disputes.plan_part import PlanPart, StepLine, when
from ui.tabs.disputes.tab import DisputesTab
from ui.widgets.buttons import IconButton
from ui.widgets.text import Label


def plans_of() -> list[PlanStep]:
    """The steps of the shipped plans, those of an invoice first."""
    return [
        step for plan in sorted(rules.read(), key=lambda plan: not plan.situation.follows_stages) for step in plan.steps
    ]


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
    assert "En retard" in words(shown[keys[0]])
    assert not any("En retard" in words(shown[key]) for key in keys[1:])
    assert all("ensuite" in shown[key].accessibleName() for key in keys[1:])
    assert "si rien ne change" in words(shown[keys[1]])
    part = tab.dossier.findChildren(PlanPart)[-1]
    assert any("Sans objet ici" in label.full_text() for label in part.findChildren(Label))


LETTER = next(one for one in plans_of() if one.key == "mise-en-demeure")
PAY = next(one for one in plans_of() if one.action == "pay")
WAY = next(one for one in plans_of() if one.action == "procedure-new")
END = next(one for one in plans_of() if one.action == "close")
LEGAL = next(one for one in plans_of() if one.by and one.action == "letter")
DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("view", "told"),
    [
        (
            StepView(step=LETTER, state=StepState.CURRENT, by=DAY, days=7),
            "Avant le jeudi 26 novembre 2026, dans 4 jours ; délai de 7 jours, choix du programme (C. civ. 1344).",
        ),
        (StepView(step=LEGAL, state=StepState.CURRENT, by=DAY), "Au plus tard le jeudi 26 novembre 2026, dans 4 jours."),
        (StepView(step=LETTER, state=StepState.CURRENT, running=True, by=DAY), "Lettre préparée, pas encore envoyée."),
        (
            StepView(step=WAY, state=StepState.CURRENT, running=True, by=date(2026, 9, 25), days=14),
            "Commencée : la suite est en haut du dossier.",
        ),
        (
            StepView(step=PAY, state=StepState.CURRENT, by=date(2026, 11, 23)),
            "Versement attendu le lundi 23 novembre 2026, demain.",
        ),
        (StepView(step=END, state=StepState.LATER, by=DAY, estimated=True), "À la fin, une fois tout réglé."),
        (
            StepView(step=LETTER, state=StepState.SKIPPED, why="Une étape plus avancée est déjà faite."),
            "Une étape plus avancée est déjà faite.",
        ),
    ],
)  # fmt: skip
def test_the_words_of_a_step_say_whose_turn_it_is_and_where_its_day_comes_from(view: StepView, told: str) -> None:
    assert when(view, TODAY) == formats.typographic(told)


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
