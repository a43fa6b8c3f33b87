"""A liability policy noted in its form: whose it is, its delay and caps, until when it answers, its papers."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.insurance import GuaranteeKind, PolicyHolder, PolicyTrigger
from litigedesk.domain.money import Money
from litigedesk.domain.portage import PortageCompany
from litigedesk.domain.vocabulary import Clock, ProfileStatus
from litigedesk.operations import portage
from litigedesk.queries import files, policies
from litigedesk.rules.insurance import LEAST_DAYS
from tests.ui.claims_world import claim_with, insured_by
from tests.ui.complaints_world import Typist, fill, press, said, stops
from tests.ui.disputes_world import TODAY, answering, choose, shown
from tests.ui.mediation_world import seller
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.insurance import edit_policy
from ui.forms.date_editor import DateEditor
from ui.forms.editors import ChoiceEditor, FileEditor, TextEditor
from ui.forms.policy_form import PolicyForm


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def form_shown(context: Context, qtbot: QtBot, policy_id: int | None = None, **place: int) -> PolicyForm:
    form = PolicyForm(context, policy_id, **place)
    qtbot.addWidget(form)
    form.resize(840, 2400)
    form.show()
    return form


def row_typed(form: PolicyForm, place: int, name: str, text: str, type_text: Typist) -> None:
    editor = form.guarantees.rows()[place].editor(name)
    assert isinstance(editor, TextEditor | DateEditor)
    type_text(editor.line, text)


def row_chosen(form: PolicyForm, place: int, words: str) -> None:
    editor = form.guarantees.rows()[place].editor("kind")
    assert isinstance(editor, ChoiceEditor)
    choose(editor, words)


# ---- what is kept ----------------------------------------------------------------------------------------------------
def test_a_policy_is_kept_with_its_guarantees_and_papers(
    context: Context, desk: Desk, window: QWidget, type_text: Typist, tmp_path: Path
) -> None:
    paper = tmp_path / "attestation.pdf"
    paper.write_bytes(b"%PDF-1.7 attestation")

    def note(dialog: FormDialog) -> None:
        form = dialog.form
        assert isinstance(form, PolicyForm)
        fill(form, "insurer", "Assurances du Ponant", type_text)
        fill(form, "number", "RC 204 117", type_text)
        fill(form, "declaration_days", "8", type_text)
        press(form, "lapse_clause", "Oui")
        press(form, "trigger", "La réclamation")
        form.guarantees.add_button.click()
        row_chosen(form, 0, "Immatériel non consécutif")
        row_typed(form, 0, "cap", "50000", type_text)
        row_typed(form, 0, "deductible", "500", type_text)
        attestation = form.editor("attestation_file_id")
        assert isinstance(attestation, FileEditor)
        attestation.take(paper)
        fill(form, "attestation_until", "31/12/2026", type_text)
        form.save_button.click()

    policy_id = answering(lambda: edit_policy(context, window, None), note)
    assert policy_id is not None
    file = policies.file(desk, policy_id, TODAY)
    policy = file.policy
    assert (policy.insurer, policy.declaration_days, policy.lapse_clause) == ("Assurances du Ponant", 8, True)
    assert policy.trigger is PolicyTrigger.CLAIM
    (guarantee,) = file.guarantees
    assert (guarantee.kind, guarantee.cap) == (GuaranteeKind.PURE_IMMATERIAL, Money.of("50000"))
    assert guarantee.deductible == Money.of("500")
    assert files.content(desk, policy.attestation_file_id) == b"%PDF-1.7 attestation"
    assert [(one.clock, one.due_on) for one in file.clocks] == [(Clock.ATTESTATION_END, date(2026, 12, 31))]


def test_nothing_is_assumed_of_a_new_policy_but_the_legal_minimum(context: Context, qtbot: QtBot) -> None:
    form = form_shown(context, qtbot)
    assert form.editor("declaration_days").value == LEAST_DAYS
    assert form.editor("lapse_clause").value is None
    assert form.editor("trigger").value is None
    assert not form.is_dirty


def test_a_policy_saved_without_a_change_stays_the_same(context: Context, desk: Desk, qtbot: QtBot) -> None:
    policy_id = insured_by(desk, ends_on=date(2027, 12, 31), territory="Union européenne", lapse_clause=False)
    before = policies.file(desk, policy_id, TODAY)
    form = form_shown(context, qtbot, policy_id)
    assert not form.is_dirty
    form.save()
    assert policies.file(desk, policy_id, TODAY) == before


# ---- whose -----------------------------------------------------------------------------------------------------------
def test_a_portage_companys_policy_names_it_and_one_can_be_added_on_the_way(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = form_shown(context, qtbot)
    assert not form.company.isVisible()
    press(form, "holder", "Votre société de portage")
    fill(form, "insurer", "Assurances du Ponant", type_text)
    form.save()
    assert form.company.problem == "Choisissez la société de portage assurée."
    assert policies.files(desk, TODAY) == []

    def add(dialog: FormDialog) -> None:
        fill(dialog.form, "name", "Portage des Abers", type_text)
        dialog.form.save_button.click()

    answering(lambda: shown(form, QPushButton, "company_id.new").click(), add)
    form.save()
    (file,) = policies.files(desk, TODAY)
    assert file.policy.holder is PolicyHolder.PORTAGE_COMPANY
    assert file.company is not None
    assert file.company.name == "Portage des Abers"


def test_an_employee_of_a_portage_company_is_offered_its_policy_first(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    seller(desk, ProfileStatus.PORTAGE)
    company = portage.save_company(desk, PortageCompany(name="Portage des Abers")).value
    form = form_shown(context, qtbot)
    assert form.holder.value is PolicyHolder.PORTAGE_COMPANY
    assert form.company.value == company.id


# ---- said live -------------------------------------------------------------------------------------------------------
def test_a_delay_of_three_days_is_refused_beside_it_with_the_article_and_nothing_is_lost(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = form_shown(context, qtbot)
    fill(form, "insurer", "Assurances du Ponant", type_text)
    fill(form, "declaration_days", "3", type_text)
    form.check()
    problem = form.editor("declaration_days").problem.replace("\u00a0", " ")
    assert problem == "Ce délai ne peut pas être inférieur à cinq jours ouvrés (C. ass. L113-2, 4°)."
    form.save()
    assert "le délai pour déclarer" in form.bar.status.label.full_text()
    assert form.editor("insurer").value == "Assurances du Ponant"
    assert policies.files(desk, TODAY) == []
    fill(form, "declaration_days", "5", type_text)
    form.save()
    assert len(policies.files(desk, TODAY)) == 1


def test_a_delay_left_out_is_asked_for(context: Context, desk: Desk, qtbot: QtBot, type_text: Typist) -> None:
    form = form_shown(context, qtbot)
    fill(form, "insurer", "Assurances du Ponant", type_text)
    form.editor("declaration_days").set_value(None)
    form.save()
    assert form.editor("declaration_days").problem.startswith("Indiquez le délai du contrat")
    assert policies.files(desk, TODAY) == []


def test_claims_are_taken_five_years_after_the_end_or_as_long_as_the_policy_says(
    context: Context, qtbot: QtBot, type_text: Typist
) -> None:
    form = form_shown(context, qtbot)
    press(form, "trigger", "La réclamation")
    fill(form, "ends_on", "31/3/2026", type_text)
    assert "Les réclamations reçues jusqu’au 31 mars 2031 sont encore prises" in said(form)  # D-34
    fill(form, "subsequent_years", "10", type_text)
    assert "31 mars 2036" in said(form)
    fill(form, "subsequent_years", "3", type_text)
    form.check()
    assert "au moins cinq ans" in form.editor("subsequent_years").problem
    assert "sont encore prises" not in said(form)
    press(form, "trigger", "Le fait dommageable")
    assert "sont encore prises" not in said(form)


def test_while_nobody_knows_what_triggers_the_cover_the_end_is_said_with_a_condition(
    context: Context, qtbot: QtBot, type_text: Typist
) -> None:
    form = form_shown(context, qtbot)
    fill(form, "ends_on", "31/3/2026", type_text)
    assert "S’il est déclenché par la réclamation : celles reçues jusqu’au 31 mars 2031" in said(form)


def test_what_the_consumer_must_be_told_of_the_cover_is_said(context: Context, qtbot: QtBot) -> None:
    assert "R111-2, 9°" in said(form_shown(context, qtbot))


# ---- guarantees ------------------------------------------------------------------------------------------------------
def test_a_guarantee_without_its_harm_is_asked_for_beside_it(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = form_shown(context, qtbot)
    fill(form, "insurer", "Assurances du Ponant", type_text)
    form.guarantees.add_button.click()
    row_typed(form, 0, "cap", "50000", type_text)
    form.save()
    assert form.guarantees.rows()[0].editor("kind").problem == "Dites de quel dommage il s’agit."
    assert policies.files(desk, TODAY) == []


def test_the_same_guarantee_twice_is_said_under_the_list(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = form_shown(context, qtbot)
    fill(form, "insurer", "Assurances du Ponant", type_text)
    for place in range(2):
        form.guarantees.add_button.click()
        row_chosen(form, place, "Matériel")
    form.save()
    assert "gardez-en une par dommage" in said(form)
    assert policies.files(desk, TODAY) == []
    form.guarantees.rows()[1].remove_button.click()
    form.save()
    assert len(policies.files(desk, TODAY)[0].guarantees) == 1


def test_a_deductible_above_the_cap_is_only_pointed_out(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = form_shown(context, qtbot)
    fill(form, "insurer", "Assurances du Ponant", type_text)
    form.guarantees.add_button.click()
    row_chosen(form, 0, "Matériel")
    row_typed(form, 0, "cap", "500", type_text)
    row_typed(form, 0, "deductible", "900", type_text)
    form.save()
    deductible = form.guarantees.rows()[0].editor("deductible")
    assert deductible.problem.startswith("La franchise dépasse le plafond")
    assert not deductible.is_bad
    assert len(policies.files(desk, TODAY)) == 1


# ---- files, drafts, keys ---------------------------------------------------------------------------------------------
def test_a_file_that_cannot_be_read_is_said_and_what_was_typed_stays(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist, tmp_path: Path
) -> None:
    form = form_shown(context, qtbot)
    fill(form, "insurer", "Assurances du Ponant", type_text)
    document = form.editor("file_id")
    assert isinstance(document, FileEditor)
    document.take(tmp_path / "disparu.pdf")
    with qtbot.waitSignal(context.error_raised) as told:
        form.save()
    assert "disparu.pdf" in str(told.args)
    assert form.isVisible()
    assert form.editor("insurer").value == "Assurances du Ponant"
    assert policies.files(desk, TODAY) == []


def test_escape_keeps_the_guarantees_typed(context: Context, qtbot: QtBot, type_text: Typist) -> None:
    form = form_shown(context, qtbot)
    form.guarantees.add_button.click()
    row_chosen(form, 0, "Corporel")
    row_typed(form, 0, "cap", "2000000", type_text)
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    again = form_shown(context, qtbot)
    assert again.guarantees.value is not None
    assert again.guarantees.value[0]["cap"] == Money.of("2000000")
    assert again.guarantees.value[0]["kind"] is GuaranteeKind.BODILY


def test_tab_goes_through_every_field_of_a_guarantee_in_order(context: Context, qtbot: QtBot) -> None:
    form = form_shown(context, qtbot)
    form.guarantees.add_button.click()
    assert "Plafond par sinistre" in said(form)
    found = stops(form)
    first = found.index("kind.field")
    assert found[first : first + 5] == ["kind.field", "deductible.field", "cap.field", "yearly_cap.field", "note.field"]
    assert (
        found.index("lapse_clause.field.2")
        < first
        < found.index("guarantees.add")
        < found.index("subsequent_years.field")
    )


def test_every_field_has_a_name_for_screen_readers(context: Context, qtbot: QtBot) -> None:
    form = form_shown(context, qtbot)
    assert all(editor.field.accessibleName() for editor in form.editors())


# ---- deleting --------------------------------------------------------------------------------------------------------
def test_a_policy_with_a_claim_is_not_deleted_and_the_message_says_why(
    context: Context, desk: Desk, window: QWidget, qtbot: QtBot
) -> None:
    policy_id = insured_by(desk)
    claim_with(desk, policy_id)
    with qtbot.waitSignal(context.error_raised) as told:
        answering(
            lambda: edit_policy(context, window, policy_id),
            lambda dialog: shown(dialog, QPushButton, "form.delete").click(),
        )
    assert "sinistre" in str(told.args)
    assert policies.policy(desk, policy_id)


def test_a_policy_that_is_gone_is_said_in_the_message_bar(context: Context, window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitSignal(context.error_raised):
        assert edit_policy(context, window, 99) is None
