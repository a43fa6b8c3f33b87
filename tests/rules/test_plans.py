"""Plans as data and their course: whole files, bad ones refused, and for any facts exactly one step to do or to wait for."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk import paths
from litigedesk.domain.plan import PlanChange, PlanChangeKind
from litigedesk.domain.vocabulary import DisputeStage
from litigedesk.errors import BugError
from litigedesk.letters import catalogue
from litigedesk.rules import plans
from litigedesk.rules.plans import (
    CHOICE,
    CONDITIONS,
    Closing,
    Plan,
    PlanFacts,
    PlanView,
    Situation,
    StepState,
    StepView,
)

TODAY = date(2026, 3, 10)
SHIPPED: Mapping[Situation, Plan] = {plan.situation: plan for plan in plans.read()}
OPEN = [stage for stage in DisputeStage if stage is not DisputeStage.CLOSED]
Kind = PlanChangeKind


def facts(
    *,
    marks: Mapping[str, date] | None = None,
    closings: Mapping[str, Closing] | None = None,
    running: frozenset[str] = frozenset(),
    holding: frozenset[str] = frozenset(),
    forbidden: frozenset[str] = frozenset(),
    stage: DisputeStage = DisputeStage.AMICABLE,
    settled: bool = False,
    today: date = TODAY,
) -> PlanFacts:
    """Facts of an invoice due on 31 January, opened as a dispute on 2 February 2026."""
    return PlanFacts(
        today=today,
        stage=stage,
        marks={"opened": date(2026, 2, 2), "due": date(2026, 1, 31), **(marks or {})},
        closings=closings or {},
        running=running,
        refusal=lambda condition: None if condition in holding else "",
        forbidden=lambda letter: "Interdite." if letter in forbidden else None,
        reply_days={"relance-amiable": 8, "relance-ferme": 8, "mise-en-demeure": 15},
        settled=settled,
    )


def change(plan: Plan, step: str, kind: PlanChangeKind, number: int = 1, **fields: object) -> PlanChange:
    return PlanChange(
        id=number, dispute_id=1, plan=plan.id, step=step, kind=kind, changed_on=TODAY, **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def course(situation: Situation, given: PlanFacts, *changes: PlanChange) -> PlanView:
    return plans.course(SHIPPED[situation], given, changes)


def current(view: PlanView) -> StepView:
    assert view.current is not None
    return view.current


def states(view: PlanView) -> dict[str, StepState]:
    return {one.step.key: one.state for one in view.steps}


# ---- the files -------------------------------------------------------------------------------------------------------
def test_each_situation_has_its_plan_and_every_letter_it_proposes_exists() -> None:
    assert set(SHIPPED) == set(Situation)
    known = {one.id for one in catalogue.catalogue()}
    plans.check_letters(tuple(SHIPPED.values()), known)
    with pytest.raises(BugError, match="relance-amiable"):
        plans.check_letters(tuple(SHIPPED.values()), known - {"relance-amiable"})


def test_every_delay_in_days_says_that_it_is_a_choice() -> None:
    steps = [step for plan in SHIPPED.values() for step in plan.steps if step.days is not None]
    assert steps
    assert [step.key for step in steps if CHOICE not in step.source] == []


def test_the_consumer_mediator_is_never_proposed_to_collect_an_invoice() -> None:
    """C. conso. L611-3, 5°."""
    for situation in (Situation.UNPAID_CONSUMER, Situation.UNPAID_PROFESSIONAL, Situation.UNPAID_PUBLIC):
        assert "mediation" not in {step.action for step in SHIPPED[situation].steps}
    assert "business-mediation" not in {step.target for step in SHIPPED[Situation.UNPAID_CONSUMER].steps}


@pytest.mark.parametrize(
    ("was", "becomes", "named"),
    [
        ('action = "letter"', 'action = "lettre"', "lettre"),
        ('after = "due"', 'after = "échéance"', "échéance"),
        ('after = "due"', 'after = "reply"', "counts from no step"),
        ('closed_by = ["letter:relance-amiable"]', "closed_by = []", "closed_by"),
        ('closed_by = ["letter:relance-amiable"]', "", "nothing ever closes"),
        ('closed_by = ["letter:relance-amiable"]', 'closed_by = ["lettre:relance"]', "nothing closes a step"),
        ('conditions = ["contested"]', "", "urgent"),
        ('conditions = ["contested"]', 'conditions = ["contesté"]', "contesté"),
        ('target = "payment-order"', 'target = "injonction"', "knows no"),
        ('target = "relance-amiable"', "", "target"),
        ("days = 7", "days = -1", "negative"),
        ("days = 7", 'days = "7"', "whole number"),
        ('key = "relance-ferme"', 'key = "relance-amiable"', "stands twice"),
        ('key = "relance-ferme"', 'key = "own-1"', "own"),
        ('stage = "formal-notice"', 'stage = "judicial"', "backwards"),
        ('action = "close"', 'action = "pay"', "last step"),
        ('said = "La relance', 'sayd = "La relance', "sayd"),
        ("[[plan]]", "[[plans]]", "plans"),
        ("read_on = 2026-11-22", 'read_on = "hier"', "read_on"),
        ('situation = "unpaid-professional"', 'situation = "unpaid-public"', "situation"),
        ('id = "unpaid-professional"', 'id = "other"', "other"),
    ],
)
def test_a_plan_that_is_not_whole_is_refused_with_what_is_wrong(
    tmp_path: Path, was: str, becomes: str, named: str
) -> None:
    folder = tmp_path / "plans"
    shutil.copytree(paths.resources() / "plans", folder)
    file = folder / "unpaid-professional.toml"
    text = file.read_text(encoding="utf-8")
    assert was in text
    file.write_text(text.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(BugError, match=named):
        plans.read(folder)


def test_a_situation_without_a_plan_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    shutil.copytree(paths.resources() / "plans", folder)
    (folder / "judgment.toml").unlink()
    with pytest.raises(BugError, match="each situation"):
        plans.read(folder)


# ---- dates -----------------------------------------------------------------------------------------------------------
def test_nothing_is_to_do_before_the_invoice_is_due() -> None:
    early = facts(marks={"due": date(2026, 3, 31)})
    step = current(course(Situation.UNPAID_PROFESSIONAL, early))
    assert (step.step.key, step.state, step.until) == ("relance-amiable", StepState.WAITING, date(2026, 3, 31))


def test_the_first_delay_counts_from_the_dispute_when_the_invoice_was_late_already() -> None:
    step = current(course(Situation.UNPAID_PROFESSIONAL, facts()))
    assert (step.step.key, step.state, step.by) == ("relance-amiable", StepState.CURRENT, date(2026, 2, 9))


@pytest.mark.parametrize("situation", SHIPPED)
def test_no_step_was_late_before_the_dispute_was_opened(situation: Situation) -> None:
    long_ago = {name: date(2025, 1, 6) for name in plans.MARKS}
    reminders = frozenset({"relance-amiable", "relance-ferme"})
    for forbidden in (frozenset[str](), reminders):
        given = facts(marks={**long_ago, "opened": TODAY}, holding=frozenset(CONDITIONS), forbidden=forbidden)
        late = [one for one in course(situation, given).steps if one.by is not None and one.by < TODAY]
        assert all(one.step.by for one in late), "only what the law dates may be late already"


def test_one_waits_for_the_answer_then_the_next_letter_is_due_a_week_later() -> None:
    sent = {"letter:relance-amiable": Closing(date(2026, 3, 2), date(2026, 3, 10))}
    waiting = current(course(Situation.UNPAID_PROFESSIONAL, facts(closings=sent)))
    assert (waiting.step.key, waiting.state, waiting.until) == ("relance-ferme", StepState.WAITING, TODAY)
    after = current(course(Situation.UNPAID_PROFESSIONAL, facts(closings=sent, today=date(2026, 3, 11))))
    assert (after.state, after.by) == (StepState.CURRENT, date(2026, 3, 17))


def test_the_steps_to_come_have_an_estimate_of_their_day() -> None:
    view = course(Situation.UNPAID_PROFESSIONAL, facts(today=date(2026, 2, 3)))
    dated = {one.step.key: one.by for one in view.steps if one.estimated}
    assert dated["relance-ferme"] == date(2026, 2, 9) + timedelta(8 + 7)
    days = [one.by for one in view.steps if one.by is not None and not one.step.urgent]
    assert days == sorted(days)


def test_the_limitation_near_comes_before_any_letter_and_its_day_cannot_be_put_off() -> None:
    near = facts(marks={"limitation": date(2026, 6, 1)}, holding=frozenset({"limitation-near"}))
    plan = SHIPPED[Situation.UNPAID_PROFESSIONAL]
    later = change(plan, "prescription", Kind.POSTPONED, until=date(2026, 4, 1))
    step = current(course(Situation.UNPAID_PROFESSIONAL, near, later))
    assert (step.step.key, step.by, step.state) == ("prescription", date(2026, 6, 1), StepState.WAITING)
    skipped = change(plan, "prescription", Kind.SKIPPED)
    assert current(course(Situation.UNPAID_PROFESSIONAL, near, skipped)).step.key == "relance-amiable"


def test_a_step_to_come_that_the_law_dates_shows_that_day() -> None:
    dates = {"complaint": TODAY, "clock:insurer": date(2026, 3, 16), "clock:complaint-answer": date(2026, 3, 25)}
    holding = frozenset({"insurer-first", "complaint-waiting", "consumer"})
    view = course(Situation.COMPLAINT, facts(marks=dates, holding=holding, closings={"done:complaint": Closing(TODAY)}))
    answer = next(one for one in view.steps if one.step.key == "repondre")
    assert current(view).step.key == "assureur"
    assert (answer.state, answer.by, answer.estimated) == (StepState.LATER, date(2026, 3, 25), False)


def test_what_follows_an_urgent_step_has_an_estimate_too() -> None:
    view = course(Situation.UNPAID_PROFESSIONAL, facts(holding=frozenset({"contested"})))
    assert current(view).step.key == "contestation"
    first = next(one for one in view.steps if one.step.key == "relance-amiable")
    assert (first.state, first.estimated, first.by) == (StepState.LATER, True, TODAY + timedelta(7))


def test_a_date_noted_by_hand_stands_for_the_choice_of_a_way() -> None:
    noticed = {"letter:mise-en-demeure": Closing(date(2026, 2, 3), date(2026, 2, 11))}
    noted = facts(closings=noticed, holding=frozenset({"open:conciliation"}))
    assert current(course(Situation.UNPAID_CONSUMER, noted)).by == date(2026, 2, 25)
    step = current(course(Situation.UNPAID_CONSUMER, replace(noted, noted_on=date(2026, 3, 20))))
    assert (step.step.key, step.by) == ("amiable", date(2026, 3, 20))
    letter = current(course(Situation.UNPAID_CONSUMER, facts()))
    with_date = current(course(Situation.UNPAID_CONSUMER, replace(facts(), noted_on=date(2026, 3, 20))))
    assert with_date == letter, "a letter keeps the day of the plan"


# ---- what passes steps over ------------------------------------------------------------------------------------------
def test_a_notice_sent_at_once_passes_the_reminders_over() -> None:
    noticed = {"letter:mise-en-demeure": Closing(date(2026, 3, 1), date(2026, 3, 16))}
    view = course(Situation.UNPAID_PROFESSIONAL, facts(closings=noticed, holding=frozenset(CONDITIONS)))
    found = states(view)
    assert found["relance-amiable"] is found["relance-ferme"] is StepState.SKIPPED
    assert found["mise-en-demeure"] is StepState.DONE


def test_a_stage_reached_by_hand_passes_the_steps_before_it_over() -> None:
    view = course(Situation.UNPAID_PROFESSIONAL, facts(stage=DisputeStage.FORMAL_NOTICE))
    assert current(view).step.key == "mise-en-demeure"
    judge = course(Situation.UNPAID_CONSUMER, facts(stage=DisputeStage.JUDICIAL))
    assert current(judge).step.key == "juge"


def test_a_way_that_is_closed_is_without_object_and_the_next_one_comes() -> None:
    noticed = {"letter:mise-en-demeure": Closing(date(2026, 2, 10), date(2026, 2, 25))}
    only_order = facts(closings=noticed, holding=frozenset({"open:payment-order"}))
    view = course(Situation.UNPAID_PROFESSIONAL, only_order)
    assert current(view).step.key == "injonction"
    assert states(view)["amiable"] is states(view)["petites-creances"] is StepState.OUT


def test_what_runs_is_the_step_of_the_moment() -> None:
    view = course(Situation.UNPAID_CONSUMER, facts(running=frozenset({"procedure-new:small-claims"})))
    assert (current(view).step.key, current(view).running) == ("petites-creances", True)


def test_a_decision_that_was_served_is_no_more_to_serve_while_it_is_carried_out() -> None:
    running = frozenset({"procedure-new:judgment"})
    decided = facts(marks={"decided": date(2026, 2, 9)}, running=running)
    assert current(course(Situation.JUDGMENT, decided)).step.key == "signification"
    noted = {"done:served": Closing(date(2026, 2, 20)), "done:enforceable": Closing(date(2026, 3, 6))}
    view = course(Situation.JUDGMENT, replace(decided, closings=noted))
    assert (current(view).step.key, current(view).running) == ("execution", True)
    served = next(one for one in view.steps if one.step.key == "signification")
    assert (served.state, served.closed_on) == (StepState.DONE, date(2026, 2, 20))


def test_a_mediation_that_runs_is_the_step_of_the_moment() -> None:
    answered = {"done:complaint": Closing(date(2026, 2, 2)), "done:answered": Closing(date(2026, 2, 9))}
    view = course(Situation.COMPLAINT, facts(closings=answered, running=frozenset({"mediation"})))
    assert (current(view).step.key, current(view).running) == ("attente", True)
    assert states(view)["cloture"] is StepState.LATER


def test_once_all_is_paid_only_the_end_is_left() -> None:
    for situation in SHIPPED:
        view = course(situation, facts(settled=True, holding=frozenset(CONDITIONS)))
        assert current(view).step.action == "close"


def test_a_closed_dispute_has_no_step_any_more() -> None:
    assert course(Situation.UNPAID_PUBLIC, facts(stage=DisputeStage.CLOSED)).current is None


# ---- what the user changes -------------------------------------------------------------------------------------------
def test_another_delay_a_step_put_off_and_one_skipped_move_the_next_action() -> None:
    plan = SHIPPED[Situation.UNPAID_PROFESSIONAL]
    sooner = change(plan, "relance-amiable", Kind.DELAY, days=40)
    assert current(course(plan.situation, facts(), sooner)).by == date(2026, 2, 2) + timedelta(40)
    later = change(plan, "relance-amiable", Kind.POSTPONED, until=date(2026, 3, 20))
    waiting = current(course(plan.situation, facts(), later))
    assert (waiting.state, waiting.until, waiting.postponed) == (StepState.WAITING, date(2026, 3, 20), True)
    again = current(course(plan.situation, facts(today=date(2026, 3, 20)), later))
    assert (again.state, again.by) == (StepState.CURRENT, date(2026, 3, 20))
    skipped = course(plan.situation, facts(), change(plan, "relance-amiable", Kind.SKIPPED, reason="Appelé."))
    assert (current(skipped).step.key, current(skipped).by) == ("relance-ferme", TODAY + timedelta(7))
    assert next(one for one in skipped.steps if one.step.key == "relance-amiable").why == "Appelé."


def test_a_step_of_ones_own_stands_after_the_one_it_follows_until_it_is_done() -> None:
    plan = SHIPPED[Situation.UNPAID_PROFESSIONAL]
    sent = facts(closings={"letter:relance-amiable": Closing(date(2026, 3, 2), date(2026, 3, 9))})
    call = change(plan, "relance-amiable", Kind.ADDED, 7, title="Appeler le comptable", days=5)
    view = course(plan.situation, sent, call)
    assert [one.step.key for one in view.steps][3:6] == ["relance-amiable", "own-7", "relance-ferme"]
    assert (current(view).step.title, current(view).by) == ("Appeler le comptable", date(2026, 3, 7))
    done = course(plan.situation, sent, replace(call, done_on=TODAY))
    assert (current(done).step.key, states(done)["own-7"]) == ("relance-ferme", StepState.DONE)
    later = TODAY + timedelta(1)
    moved_on = facts(closings={"letter:mise-en-demeure": Closing(later)}, today=later)
    assert states(course(plan.situation, moved_on, call))["own-7"] is StepState.SKIPPED


@pytest.mark.parametrize("after", ["", "contestation", "relance-amiable"])
def test_a_step_added_before_what_is_already_done_is_still_to_do(after: str) -> None:
    plan = SHIPPED[Situation.UNPAID_PROFESSIONAL]
    sent = facts(closings={"letter:mise-en-demeure": Closing(date(2026, 3, 3))}, stage=DisputeStage.JUDICIAL)
    call = change(plan, after, Kind.ADDED, 7, title="Appeler le comptable", days=5)
    view = course(plan.situation, sent, call)
    assert (current(view).step.key, current(view).by) == ("own-7", TODAY + timedelta(5))


def test_changes_of_another_plan_change_nothing() -> None:
    other = change(SHIPPED[Situation.UNPAID_CONSUMER], "relance-amiable", Kind.SKIPPED)
    assert current(course(Situation.UNPAID_PROFESSIONAL, facts(), other)).step.key == "relance-amiable"


# ---- for any facts ---------------------------------------------------------------------------------------------------
days = st.dates(date(2025, 6, 1), date(2026, 12, 31))


@st.composite
def disputes(draw: st.DrawFn) -> tuple[Plan, PlanFacts, list[PlanChange]]:
    """Any plan with any facts and changes, the dispute being open."""
    plan = SHIPPED[draw(st.sampled_from(Situation))]
    closers = sorted({name for step in plan.steps for name in step.closed_by})
    letters = sorted({step.target for step in plan.steps if step.action == "letter"})
    opens = sorted({step.opens for step in plan.steps if step.opens})
    closing = st.builds(Closing, days, st.none() | days)
    marks = sorted({name for step in plan.steps for name in (step.after, step.by) if name})
    given = facts(
        today=draw(days),
        stage=draw(st.sampled_from(OPEN)),
        marks=draw(st.dictionaries(st.sampled_from(marks), days)),
        closings=draw(st.dictionaries(st.sampled_from(closers), closing, max_size=4)) if closers else {},
        running=frozenset(draw(st.sets(st.sampled_from(opens), max_size=2))) if opens else frozenset(),
        holding=frozenset(draw(st.sets(st.sampled_from(sorted(CONDITIONS))))),
        forbidden=frozenset(draw(st.sets(st.sampled_from(letters)))) if letters else frozenset(),
        settled=draw(st.booleans()),
    )
    keys = [step.key for step in plan.steps[:-1]]
    made = st.builds(
        change,
        st.just(plan),
        st.sampled_from(keys),
        st.sampled_from([Kind.DELAY, Kind.SKIPPED, Kind.POSTPONED, Kind.DONE, Kind.ADDED]),
        days=st.integers(0, 60),
        until=days,
        done_on=st.none(),
        title=st.just("Appeler"),
    )
    found = [replace(one, id=number) for number, one in enumerate(draw(st.lists(made, max_size=4)), 1)]
    return plan, given, [replace(one, done_on=TODAY) if one.kind is Kind.DONE else one for one in found]


@given(disputes())
def test_an_open_dispute_always_has_exactly_one_step_to_do_or_to_wait_for(
    case: tuple[Plan, PlanFacts, list[PlanChange]],
) -> None:
    plan, given, changes = case
    view = plans.course(plan, given, changes)
    found = [one for one in view.steps if one.state in {StepState.CURRENT, StepState.WAITING}]
    assert found == [view.current]
    assert plans.point(plan, given, changes) == view.point
    step = current(view)
    if step.state is StepState.WAITING:
        assert step.until is not None
        assert step.until >= given.today, "one waits for a day to come"
    if not step.running:
        assert all(given.refusal(condition) is None for condition in step.step.conditions)
        assert step.step.action != "letter" or given.forbidden(step.step.target) is None
    assert not any(one.kind is Kind.SKIPPED for one in step.changes)


@given(disputes())
def test_closing_a_step_proposes_another_one_further_on(case: tuple[Plan, PlanFacts, list[PlanChange]]) -> None:
    plan, given, changes = case
    given = replace(given, running=frozenset())
    before = plans.course(plan, given, changes)
    step = current(before).step
    if step.action == "close" or step.repeats:
        return
    if step.urgent:  # what was urgent and came again after today would be so again
        given = replace(given, marks={name: min(day, given.today) for name, day in given.marks.items()})
    done = change(plan, step.key, Kind.DONE, 99, done_on=given.today)
    ends = [plans.course(plan, given, [*changes, done])]
    for name in step.closed_by:
        happened = replace(given, closings={**given.closings, name: Closing(given.today)})
        ends.append(plans.course(plan, happened, changes))
    for after in ends:
        order = [one.step.key for one in after.steps]
        assert current(after).step.key != step.key
        assert step.urgent or order.index(current(after).step.key) > order.index(step.key)


@given(disputes())
def test_taking_every_change_back_gives_the_plan_as_it_was(case: tuple[Plan, PlanFacts, list[PlanChange]]) -> None:
    plan, given, changes = case
    view = plans.course(plan, given, changes)
    assert view.changed is any(changes)
    own = [one for one in view.steps if one.step.own]
    assert len(own) == sum(1 for one in changes if one.kind is Kind.ADDED)
    assert [one.step.key for one in view.steps if not one.step.own] == [step.key for step in plan.steps]
