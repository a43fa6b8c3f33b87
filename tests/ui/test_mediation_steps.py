"""Each step of a mediation noted in its small form: what it asks, what it only suggests, what it moves."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.mediation import Convention
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import Clock, MediationOutcome, MediationSize, ProposalAnswer, Stance
from litigedesk.operations import mediators, profile
from litigedesk.queries import disputes, mediations
from litigedesk.settings import PROPOSAL_DAYS
from tests.ui.claims_world import insured_by
from tests.ui.complaints_world import Typist, complaining, fill, mediating, mediator_named, press, said, stops
from tests.ui.disputes_world import TODAY, answering, choose, shown
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.mediation import note_step
from ui.forms.editors import ChoiceEditor
from ui.forms.mediation_steps import STEPS, StepForm
from ui.widgets.buttons import Segments

PROPOSED = {"notified_on": date(2026, 11, 18), "proposal_on": date(2026, 11, 19), "answer_by": date(2026, 12, 4)}


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def open_step(context: Context, qtbot: QtBot, mediation_id: int, step: str) -> StepForm:
    form = StepForm(context, mediation_id, step)
    qtbot.addWidget(form)
    form.resize(600, 900)
    form.show()
    return form


def begun(desk: Desk, **changes: object) -> int:
    return mediating(desk, complaining(desk), mediator_named(desk), **changes)


# ---- every step ------------------------------------------------------------------------------------------------------
def test_the_steps_are_those_the_next_step_may_ask_for() -> None:
    assert set(STEPS) == {
        "notice", "rejection", "stance", "complete", "meeting", "extension", "proposal", "my-answer", "client-answer", "end",
        "performed", "cost",
    }  # fmt: skip


@pytest.mark.parametrize("step", [one for one in STEPS if STEPS[one].needed])
def test_a_step_saved_empty_says_what_it_lacks_and_saves_nothing(
    context: Context, desk: Desk, qtbot: QtBot, step: str
) -> None:
    mediation_id = begun(desk)
    before = mediations.mediation(desk, mediation_id)
    form = open_step(context, qtbot, mediation_id, step)
    form.save()
    for name, sentence in STEPS[step].needed.items():
        assert form.editor(name).problem == sentence
    assert "à corriger" in form.bar.status.label.full_text()
    assert mediations.mediation(desk, mediation_id) == before


@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_assumed_when_a_step_opens(context: Context, desk: Desk, qtbot: QtBot, step: str) -> None:
    mediation_id = begun(desk)
    form = open_step(context, qtbot, mediation_id, step)
    assert not form.is_dirty
    record = mediations.mediation(desk, mediation_id)
    for name, value in form.values().items():
        assert value in {getattr(record, name), None, ""}, name


@pytest.mark.parametrize("step", STEPS)
def test_each_step_says_whose_it_is_and_names_its_fields(context: Context, desk: Desk, qtbot: QtBot, step: str) -> None:
    form = open_step(context, qtbot, begun(desk), step)
    assert "Nadia Ferrand · Médiation Conso des Marées" in said(form)
    assert all(editor.field.accessibleName() for editor in form.editors())
    assert stops(form)[-2:] == ["form.cancel", "form.save"]


# ---- one by one ------------------------------------------------------------------------------------------------------
def test_the_notice_shows_the_ninety_days_before_it_is_saved(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    mediation_id = begun(desk)

    def note(dialog: FormDialog) -> None:
        assert "Dates qui en découlent" not in said(dialog)
        fill(dialog.form, "notified_on", "18/11", type_text)
        assert "16 février 2027" in said(dialog)
        dialog.form.save_button.click()

    assert answering(lambda: note_step(context, window, mediation_id, "notice"), note) == mediation_id
    clocks = {one.clock: one.due_on for one in mediations.file(desk, mediation_id, TODAY).clocks}
    assert clocks[Clock.RESULT] == date(2027, 2, 16)


def test_a_notice_before_the_referral_is_refused(context: Context, desk: Desk, qtbot: QtBot, type_text: Typist) -> None:
    form = open_step(context, qtbot, begun(desk), "notice")
    fill(form, "notified_on", "16/11", type_text)
    form.save()
    assert "avant la saisine" in form.editor("notified_on").problem


def test_a_rejection_ends_the_mediation_the_same_day(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    mediation_id = begun(desk)
    form = open_step(context, qtbot, mediation_id, "rejection")
    fill(form, "rejected_on", "20/11", type_text)
    fill(form, "rejection_reason", "Hors de ses secteurs", type_text)
    form.save()
    kept = mediations.mediation(desk, mediation_id)
    assert (kept.outcome, kept.ended_on) == (MediationOutcome.REJECTED, date(2026, 11, 20))


def test_declining_asks_for_reasons_and_proposes_that_end_later(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    mediation_id = begun(desk, notified_on=date(2026, 11, 18))
    form = open_step(context, qtbot, mediation_id, "stance")
    assert form.editor("stance").value is None
    assert not form.editor("stance_reason").isVisible()
    press(form, "stance", "Je ne participe pas")
    assert form.editor("stance_reason").isVisible()
    assert not form.editor("agreed_on").isVisible()
    fill(form, "stance_on", "20/11", type_text)
    form.save()
    kept = mediations.mediation(desk, mediation_id)
    assert (kept.stance, kept.outcome) == (Stance.DECLINES, None)
    end = open_step(context, qtbot, mediation_id, "end")
    assert end.editor("outcome").value is MediationOutcome.DECLINED
    assert end.editor("ended_on").value == date(2026, 11, 20)


def test_a_field_that_is_asked_for_is_shown_though_no_answer_calls_for_it(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    form = open_step(context, qtbot, begun(desk, notified_on=date(2026, 11, 18)), "stance")
    assert not form.editor("stance_reason").isVisible()
    form.go_to("stance_reason")
    assert form.editor("stance_reason").isVisible()


def test_who_accepts_a_proposal_can_say_how_they_will_perform_it(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    mediation_id = begun(desk, notified_on=date(2026, 11, 18), proposal_on=date(2026, 11, 19))
    form = open_step(context, qtbot, mediation_id, "my-answer")
    press(form, "my_answer", "Acceptée")
    assert form.editor("my_answer_reason").isVisible()
    fill(form, "my_answer_on", "20/11", type_text)
    fill(form, "my_answer_reason", "Un virement sous huit jours", type_text)
    form.save()
    assert mediations.mediation(desk, mediation_id).my_answer_reason == "Un virement sous huit jours"


def test_the_written_agreement_to_mediate_suspends_the_limitation(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    mediation_id = begun(desk, notified_on=date(2026, 11, 18))
    form = open_step(context, qtbot, mediation_id, "stance")
    press(form, "stance", "Je participe")
    fill(form, "stance_on", "20/11", type_text)
    fill(form, "agreed_on", "21/11", type_text)
    form.save()
    events = disputes.dossier(desk, 1, TODAY).limitation_events
    assert [(one.happened_on, one.mediation_id) for one in events] == [(date(2026, 11, 21), mediation_id)]


def test_an_extension_needs_the_date_the_mediator_announced(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    mediation_id = begun(desk, notified_on=date(2026, 11, 18))
    form = open_step(context, qtbot, mediation_id, "extension")
    fill(form, "extended_on", "20/11", type_text)
    fill(form, "extended_until", "31/3/2027", type_text)
    assert "31 mars 2027" in said(form)
    form.save()
    clocks = {one.clock: one.due_on for one in mediations.file(desk, mediation_id, TODAY).clocks}
    assert clocks[Clock.RESULT] == date(2027, 3, 31)


# ---- the proposal ----------------------------------------------------------------------------------------------------
def test_the_time_to_answer_is_only_suggested_and_the_mediators_date_wins(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    profile.set_setting(desk, PROPOSAL_DAYS.key, "10")
    mediation_id = begun(desk, notified_on=date(2026, 11, 18))
    form = open_step(context, qtbot, mediation_id, "proposal")
    assert form.editor("answer_by").value is None
    fill(form, "proposal_on", "20/11", type_text)
    assert form.editor("answer_by").value == date(2026, 11, 30)
    assert "Suggestion : la date donnée par le médiateur l’emporte." in said(form)
    fill(form, "answer_by", "8/12", type_text)
    assert "Suggestion" not in said(form)
    fill(form, "proposal_on", "21/11", type_text)
    assert form.editor("answer_by").value == date(2026, 12, 8)
    form.save()
    assert mediations.mediation(desk, mediation_id).answer_by == date(2026, 12, 8)


def test_the_suggested_time_is_taken_again_in_one_press(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = open_step(context, qtbot, begun(desk, **PROPOSED), "proposal")
    assert form.editor("answer_by").value == date(2026, 12, 4)
    qtbot.mouseClick(shown(form, QPushButton, "answer_by.restore"), Qt.MouseButton.LeftButton)
    assert form.editor("answer_by").value == date(2026, 12, 3)


def test_a_proposal_may_be_noted_without_a_time_to_answer(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    mediation_id = begun(desk, notified_on=date(2026, 11, 18))
    form = open_step(context, qtbot, mediation_id, "proposal")
    fill(form, "proposal_on", "20/11", type_text)
    form.editor("answer_by").set_value(None)
    form.editor("answer_by").changed.emit()
    form.save()
    assert mediations.mediation(desk, mediation_id).answer_by is None


# ---- answers, end, cost ----------------------------------------------------------------------------------------------
def test_an_answer_after_the_mediators_time_limit_is_kept_with_a_warning(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    mediation_id = begun(desk, **{**PROPOSED, "answer_by": date(2026, 11, 20)})
    form = open_step(context, qtbot, mediation_id, "my-answer")
    assert "demandez l’accord de l’assureur" in said(form)
    press(form, "my_answer", "Acceptée")
    fill(form, "my_answer_on", "21/11", type_text)
    form.check()
    form.save()
    assert "demandez-lui" in form.editor("my_answer_on").problem
    assert not form.editor("my_answer_on").is_bad
    assert mediations.mediation(desk, mediation_id).my_answer is ProposalAnswer.ACCEPTED


def test_two_acceptances_propose_an_agreement_and_its_date_to_perform(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    accepted = {
        "my_answer": ProposalAnswer.ACCEPTED, "my_answer_on": date(2026, 11, 20),
        "client_answer": ProposalAnswer.ACCEPTED, "client_answer_on": date(2026, 11, 21),
    }  # fmt: skip
    mediation_id = begun(desk, **PROPOSED, **accepted)
    form = open_step(context, qtbot, mediation_id, "end")
    assert form.editor("outcome").value is MediationOutcome.AGREEMENT
    assert form.editor("ended_on").value is None
    fill(form, "ended_on", "22/11", type_text)
    fill(form, "perform_by", "15/12", type_text)
    assert "Exécuter l’accord de médiation" in said(form)
    form.save()
    assert mediations.mediation(desk, mediation_id).perform_by == date(2026, 12, 15)
    done = open_step(context, qtbot, mediation_id, "performed")
    fill(done, "performed_on", "22/11", type_text)
    done.save()
    assert mediations.mediation(desk, mediation_id).performed_on == TODAY


def test_one_refusal_proposes_a_failure_without_a_date_to_perform(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    refused = {"client_answer": ProposalAnswer.REFUSED, "client_answer_on": date(2026, 11, 21)}
    form = open_step(context, qtbot, begun(desk, **PROPOSED, **refused), "end")
    assert form.editor("outcome").value is MediationOutcome.FAILURE
    assert not form.editor("perform_by").isVisible()
    outcome = form.editor("outcome")
    assert isinstance(outcome, ChoiceEditor)
    choose(outcome, "Accord")
    assert form.editor("perform_by").isVisible()


def test_only_an_agreement_is_performed(context: Context, desk: Desk, qtbot: QtBot, type_text: Typist) -> None:
    form = open_step(context, qtbot, begun(desk), "performed")
    fill(form, "performed_on", "20/11", type_text)
    form.save()
    assert form.bar.status.label.full_text() != ""
    assert mediations.mediation(desk, 1).performed_on is None


def test_the_price_follows_the_size_by_the_convention_until_one_types_another(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    mediation_id = begun(desk, notified_on=date(2026, 11, 18))
    tariff = {"fee_simple": Money.of("60"), "fee_complex": Money.of("300")}
    mediators.save_convention(desk, Convention(mediator_id=1, starts_on=date(2026, 1, 1), **tariff))
    form = open_step(context, qtbot, mediation_id, "cost")
    assert form.editor("cost").value is None
    press(form, "size", "Simple")
    assert form.editor("cost").value == Money.of("60")
    assert "tarif de votre convention" in said(form)
    press(form, "size", "Complexe")
    assert form.editor("cost").value == Money.of("300")
    fill(form, "cost", "250", type_text)
    press(form, "size", "Simple")
    assert form.editor("cost").value == Money.of("250")
    form.save()
    kept = mediations.mediation(desk, mediation_id)
    assert (kept.size, kept.cost) == (MediationSize.SIMPLE, Money.of("250"))


# ---- drafts ----------------------------------------------------------------------------------------------------------
def test_escape_keeps_what_was_typed_in_a_step(context: Context, desk: Desk, qtbot: QtBot, type_text: Typist) -> None:
    mediation_id = begun(desk)
    form = open_step(context, qtbot, mediation_id, "rejection")
    fill(form, "rejection_reason", "Hors secteur", type_text)
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert open_step(context, qtbot, mediation_id, "rejection").editor("rejection_reason").value == "Hors secteur"
    assert open_step(context, qtbot, mediation_id, "notice").editor("notified_on").value is None


def test_a_mediation_that_is_gone_is_said_in_the_message_bar(context: Context, window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitSignal(context.error_raised):
        assert note_step(context, window, 99, "notice") is None


# ---- a settlement while a policy is concerned ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("step", "field", "words", "warned"),
    [
        ("my-answer", "my_answer", "Acceptée", True),
        ("my-answer", "my_answer", "Refusée", False),
        ("end", "outcome", "Accord", True),
        ("end", "outcome", "Échec", False),
    ],
)
def test_an_acceptance_asks_for_the_insurers_consent_when_a_policy_may_answer(
    context: Context, desk: Desk, qtbot: QtBot, step: str, field: str, words: str, warned: bool
) -> None:
    mediation_id = begun(desk, **PROPOSED)
    insured_by(desk)
    form = open_step(context, qtbot, mediation_id, step)
    editor = form.editor(field)
    assert isinstance(editor, ChoiceEditor)
    if editor.findChild(Segments) is not None:
        press(form, field, words)
    else:
        choose(editor, words)
    assert form.settlement.isVisible() is warned
    assert ("Contrat RC Pro n° RC 204 117" in said(form)) is warned
