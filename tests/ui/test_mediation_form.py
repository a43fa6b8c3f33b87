"""Opening a mediation: its conditions live, what refuses it, and what the whole file keeps."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import ClientKind, ComplaintChannel, DisputeStage, Stance
from litigedesk.queries import disputes, files, mediations
from litigedesk.rules.conditions import Verdict
from tests.ui.complaints_world import (
    Typist,
    complaining,
    complaint_of,
    fill,
    mediating,
    mediator_named,
    press,
    said,
    stops,
)
from tests.ui.disputes_world import TODAY, answering, choose, dispute_with, shown
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.mediation import edit_mediation
from ui.forms.complaint_form import ComplaintForm
from ui.forms.editors import FileEditor
from ui.forms.mediation_form import MediationForm
from ui.widgets.conditions import ConditionLine, ConditionList, summary

QUESTIONS = ("started_by_client", "in_court", "other_mediator", "in_sector", "excluded_service")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def form_shown(context: Context, qtbot: QtBot, mediation_id: int | None = None, **place: int) -> MediationForm:
    form = MediationForm(context, mediation_id, **place)
    qtbot.addWidget(form)
    form.resize(840, 1600)
    form.show()
    return form


def line(form: MediationForm, code: str) -> ConditionLine:
    return form.conditions.line(code)


# ---- conditions ------------------------------------------------------------------------------------------------------
def test_each_condition_has_a_word_and_its_article_and_follows_what_is_answered(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    form = form_shown(context, qtbot, dispute_id=complaining(desk))
    words = {
        one.objectName().removeprefix("condition."): one.word.full_text() for one in form.findChildren(ConditionLine)
    }
    assert words == {
        "consumer": "Remplie", "started-by-client": "À vérifier", "written-complaint": "Remplie", "within-a-year": "Remplie",
        "in-court": "À vérifier", "other-mediator": "À vérifier", "in-sector": "À vérifier", "excluded-service": "À vérifier",
    }  # fmt: skip
    for article in ("L611-1 et L611-3", "L611-3, 5°", "L611-4", "L612-2, 1°", "L612-2, 3°", "L612-2, 4°", "L612-2, 5°"):
        assert article in said(form)
    press(form, "in_court", "Oui")
    assert line(form, "in-court").word.full_text() == "Non remplie"
    assert "Répondez dans la procédure" in said(line(form, "in-court"))
    press(form, "in_court", "Non")
    assert line(form, "in-court").word.full_text() == "Remplie"
    assert "Répondez dans la procédure" not in said(line(form, "in-court"))


def test_a_referral_after_the_year_turns_its_condition_into_a_cross(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = form_shown(context, qtbot, dispute_id=complaining(desk, received_on=date(2025, 6, 10)))
    fill(form, "referred_on", "10/06/2026", type_text)
    assert line(form, "within-a-year").word.full_text() == "Remplie"
    fill(form, "referred_on", "11/06/2026", type_text)
    assert line(form, "within-a-year").word.full_text() == "Non remplie"
    assert "trop tard" in said(line(form, "within-a-year"))


def test_a_complaint_made_aloud_is_a_cross_with_what_to_do_instead(context: Context, desk: Desk, qtbot: QtBot) -> None:
    form = form_shown(context, qtbot, dispute_id=complaining(desk, channel=ComplaintChannel.PHONE))
    words = said(line(form, "written-complaint"))
    assert "de vive voix" in words
    assert "Demandez à votre client une réclamation écrite" in words


def test_a_mediation_started_by_the_user_is_refused_beside_the_question(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    dispute_id = complaining(desk)
    mediator_named(desk)
    form = form_shown(context, qtbot, dispute_id=dispute_id)
    press(form, "started_by_client", "Non")
    form.save()
    problem = form.editor("started_by_client").problem
    assert "Un professionnel ne peut pas saisir le médiateur" in problem
    assert "relances" in problem
    assert "qui a saisi le médiateur" in form.bar.status.label.full_text()
    assert mediations.of_dispute(desk, dispute_id) == ()
    press(form, "started_by_client", "Oui")
    form.save()
    assert len(mediations.of_dispute(desk, dispute_id)) == 1


def test_no_mediation_opens_with_a_professional_and_the_other_ways_are_named(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    dispute_id = complaining(desk, "Atelier Boréal", ClientKind.PROFESSIONAL)
    mediator_named(desk)
    form = form_shown(context, qtbot, dispute_id=dispute_id)
    form.save()
    assert "médiateur des entreprises" in form.editor("mediator_id").problem
    assert mediations.of_dispute(desk, dispute_id) == ()


def test_a_condition_that_is_the_mediators_to_judge_does_not_refuse_the_save(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    dispute_id = complaining(desk, channel=ComplaintChannel.IN_PERSON)
    mediator_named(desk)
    form = form_shown(context, qtbot, dispute_id=dispute_id)
    press(form, "other_mediator", "Oui")
    form.save()
    kept = mediations.of_dispute(desk, dispute_id)[0]
    assert kept.other_mediator is True
    assert kept.in_court is None
    assert disputes.dossier(desk, dispute_id, TODAY).dispute.stage is DisputeStage.ASSISTED


def test_an_answer_not_known_stays_not_known(context: Context, desk: Desk, qtbot: QtBot) -> None:
    dispute_id, mediator_id = complaining(desk), mediator_named(desk)
    mediation_id = mediating(desk, dispute_id, mediator_id, started_by_client=None)
    before = mediations.mediation(desk, mediation_id)
    form = form_shown(context, qtbot, mediation_id)
    assert not form.is_dirty
    form.save()
    assert mediations.mediation(desk, mediation_id) == before


def test_the_list_of_conditions_asks_its_questions_where_no_field_does(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    file = mediations.file(desk, mediating(desk, complaining(desk), mediator_named(desk)), TODAY)
    shown_alone = ConditionList()
    qtbot.addWidget(shown_alone)
    shown_alone.show_conditions(file.conditions)
    shown_alone.show()
    assert summary(file.conditions).replace("\u00a0", " ") == "4 remplies, 4 à vérifier"
    with qtbot.waitSignal(shown_alone.asked) as asked:
        shown(shown_alone, QPushButton, "condition.in-court.answer").click()
    assert asked.args == ["in_court"]
    told = shown_alone.line("in-court").accessibleName().replace("\u00a0", " ")
    assert told.startswith("Pas devant un juge : à vérifier.")
    assert {one.verdict for one in file.conditions} == {Verdict.MET, Verdict.ASK}


# ---- which dispute ---------------------------------------------------------------------------------------------------
def test_without_a_dispute_only_those_of_consumers_are_offered_and_one_can_be_made(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    complaining(desk, "Nadia Ferrand")
    dispute_with(desk, "Atelier Boréal SARL")
    form = form_shown(context, qtbot)
    combo = form.editor("dispute_id").field
    assert [combo.itemText(i) for i in range(combo.count())] == ["Choisir un litige…", "Nadia Ferrand · LIT-2026-001"]  # type: ignore[attr-defined]
    assert not form.conditions.isVisible()
    form.save()
    assert form.editor("dispute_id").problem == "Choisissez le litige."

    def complain(dialog: FormDialog) -> None:
        assert isinstance(dialog.form, ComplaintForm)
        assert dialog.form.client is not None
        choose(dialog.form.client, "Nadia Ferrand")
        fill(dialog.form, "received_on", "20/11", type_text)
        choose(dialog.form.channel, "Courriel")
        fill(dialog.form, "grievance", "Encore en retard", type_text)
        dialog.form.save_button.click()

    answering(lambda: shown(form, QPushButton, "mediation.new_complaint").click(), complain)
    assert form.dispute_id == 3
    assert form.conditions.isVisible()


def test_the_only_mediator_is_proposed_and_one_can_be_taken_from_the_register(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    form = form_shown(context, qtbot, dispute_id=complaining(desk))
    assert form.mediator.value is None

    def take(dialog: FormDialog) -> None:
        dialog.form.editor("shipped").set_value("cm2c")
        dialog.form.editor("shipped").changed.emit()
        dialog.form.save_button.click()

    answering(lambda: shown(form, QPushButton, "mediator_id.register").click(), take)
    taken = mediations.mediator(desk, form.mediator.value)
    assert (taken.shipped, taken.city) == ("cm2c", "Paris")
    assert form_shown(context, qtbot, dispute_id=1).mediator.value == taken.id


def test_a_second_mediation_while_one_runs_is_refused(context: Context, desk: Desk, qtbot: QtBot) -> None:
    dispute_id = complaining(desk)
    mediating(desk, dispute_id, mediator_named(desk))
    form = form_shown(context, qtbot, dispute_id=dispute_id)
    press(form, "started_by_client", "Oui")
    form.save()
    assert "déjà en cours" in form.editor("mediator_id").problem


# ---- the whole file --------------------------------------------------------------------------------------------------
def test_dates_out_of_order_are_refused_beside_the_later_one_and_nothing_is_lost(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    mediation_id = mediating(desk, complaining(desk), mediator_named(desk))
    form = form_shown(context, qtbot, mediation_id)
    fill(form, "notified_on", "16/11", type_text)
    form.save()
    assert (
        form.editor("notified_on").problem == "La notification vient avant la saisine\u00a0: vérifiez ces deux dates."
    )
    assert form.editor("notified_on").value == date(2026, 11, 16)
    assert mediations.mediation(desk, mediation_id).notified_on is None


def test_parts_that_hold_something_are_unfolded_and_a_problem_unfolds_its_part(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    mediation_id = mediating(desk, complaining(desk), mediator_named(desk), stance=Stance.TAKES_PART, stance_on=TODAY)
    form = form_shown(context, qtbot, mediation_id)
    assert form.editor("stance").isVisible()
    assert not form.editor("proposal_on").isVisible()
    assert not form.editor("stance_reason").isVisible()
    form.editor("answer_by").set_value(date(2026, 12, 4))
    form.save()
    assert form.editor("proposal_on").isVisible()
    assert form.editor("proposal_on").problem.startswith("Ce délai court d’une proposition")


def test_the_proposal_is_kept_with_its_file(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist, tmp_path: Path
) -> None:
    mediation_id = mediating(desk, complaining(desk), mediator_named(desk))
    paper = tmp_path / "proposition.pdf"
    paper.write_bytes(b"%PDF-1.7")
    form = form_shown(context, qtbot, mediation_id)
    form.go_to("proposal_on")
    fill(form, "proposal_on", "20/11", type_text)
    fill(form, "proposal_amount", "310", type_text)
    document = form.editor("proposal_file_id")
    assert isinstance(document, FileEditor)
    document.take(paper)
    form.save()
    kept = mediations.mediation(desk, mediation_id)
    assert kept.proposal_amount == Money.of("310")
    assert files.content(desk, kept.proposal_file_id) == b"%PDF-1.7"
    again = form_shown(context, qtbot, mediation_id)
    again.save()
    assert mediations.mediation(desk, mediation_id) == kept


def test_a_mediation_is_deleted_from_its_window(context: Context, desk: Desk, window: QWidget) -> None:
    dispute_id = complaining(desk)
    mediation_id = mediating(desk, dispute_id, mediator_named(desk))
    answering(
        lambda: edit_mediation(context, window, mediation_id),
        lambda dialog: shown(dialog, QPushButton, "form.delete").click(),
    )
    assert mediations.of_dispute(desk, dispute_id) == ()


def test_the_complaint_it_rests_on_is_the_first_in_writing_and_asked_when_there_are_several(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    dispute_id = complaining(desk)
    mediator_named(desk)
    form = form_shown(context, qtbot, dispute_id=dispute_id)
    assert not form.complaint.isVisible()
    assert form.complaint.value == complaint_of(desk, dispute_id).id


# ---- drafts and keys -------------------------------------------------------------------------------------------------
def test_escape_keeps_the_answers_and_the_next_opening_finds_them(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    dispute_id = complaining(desk)
    form = form_shown(context, qtbot, dispute_id=dispute_id)
    press(form, "in_sector", "Non")
    fill(form, "reference", "MCM-7", type_text)
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    again = form_shown(context, qtbot, dispute_id=dispute_id)
    assert again.editor("in_sector").value is False
    assert again.editor("reference").value == "MCM-7"
    assert line(again, "in-sector").word.full_text() == "Non remplie"


def test_tab_goes_through_the_questions_before_the_referral(context: Context, desk: Desk, qtbot: QtBot) -> None:
    mediator_named(desk)
    form = form_shown(context, qtbot, dispute_id=complaining(desk))
    assert stops(form) == [
        *(f"{name}.field.2" for name in QUESTIONS),  # « Je ne sais pas » is chosen
        "mediator_id.field", "mediator_id.register", "reference.field", "referred_on.field", "notified_on.field",
        "form.cancel", "form.save",
    ]  # fmt: skip


def test_every_field_has_a_name_for_screen_readers(context: Context, desk: Desk, qtbot: QtBot) -> None:
    form = form_shown(context, qtbot, dispute_id=complaining(desk))
    assert all(editor.field.accessibleName() for editor in form.editors())
    assert form.conditions.accessibleName() == "Conditions de la médiation"
