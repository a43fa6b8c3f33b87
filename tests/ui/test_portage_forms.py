"""Portage companies and three-party contracts in their forms: what the law asks is checked as one types, nothing is lost."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Contract
from litigedesk.domain.vocabulary import ClientKind, ContractKind, MissionGround, PaymentTerm, ProfileStatus
from litigedesk.operations import contracts as contract_operations
from litigedesk.queries import contracts, files, portage
from litigedesk.rules.conditions import Verdict
from litigedesk.rules.portage import ContractPhase
from tests.ui.complaints_world import Typist, fill, press, said
from tests.ui.disputes_world import answering, client_named, shown
from tests.ui.portage_world import company_named, contract_with, ported
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.portage import edit_company, edit_tripartite
from ui.forms.contract_form import ContractForm
from ui.forms.editors import FileEditor
from ui.forms.form import Form
from ui.forms.portage_company_editor import PortageCompanyEditor
from ui.forms.portage_company_form import PortageCompanyForm

OF_THREE = ("company_id", "ground", "skills", "service", "price", "safety", "equipment", "drafted_on", "draft_document")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def contract_form(
    context: Context, qtbot: QtBot, contract_id: int | None = None, kind: ContractKind | None = None
) -> ContractForm:
    form = ContractForm(context, contract_id, kind=kind)
    qtbot.addWidget(form)
    form.resize(1100, 1400)
    form.show()
    return form


def choose(form: Form, name: str, value: Any) -> None:
    """As a user does: the value, then the signals that follow."""
    editor = form.editor(name)
    editor.set_value(value)
    editor.changed.emit()
    editor.left.emit()
    QApplication.processEvents()


def verdict(form: ContractForm, code: str) -> str:
    """What the checklist at the right says of one condition."""
    lists = (form.portage.contents, form.portage.limits)
    return next(one.line(code).word.full_text() for one in lists if code in one._lines)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


# ---- companies -------------------------------------------------------------------------------------------------------
def test_a_company_is_kept_whole(context: Context, desk: Desk, qtbot: QtBot, type_text: Typist) -> None:
    form = PortageCompanyForm(context)
    qtbot.addWidget(form)
    form.show()
    for name, text in (
        ("name", "Portage des Dunes"),
        ("city", "Nantes"),
        ("validation_email", "contrats@dunes.example"),
        ("guarantor", "Caution Atlantique"),
        ("policy_number", "RC-778812"),
    ):
        fill(form, name, text, type_text)
    form.save_button.click()
    kept = portage.companies(desk)[0]
    assert (kept.name, kept.city, kept.guarantor) == ("Portage des Dunes", "Nantes", "Caution Atlantique")
    assert (kept.validation_email, kept.policy_number) == ("contrats@dunes.example", "RC-778812")


def test_a_company_without_a_name_or_with_a_wrong_address_is_refused_in_words(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = PortageCompanyForm(context)
    qtbot.addWidget(form)
    form.show()
    fill(form, "validation_email", "contrats chez dunes", type_text)
    form.save_button.click()
    assert form.editor("name").problem == "Indiquez le nom de la société de portage."
    assert "il y manque un @" in form.editor("validation_email").problem
    assert form.editor("validation_email").value == "contratschezdunes"
    assert portage.companies(desk) == []


def test_a_company_added_on_the_way_is_chosen_at_once(
    context: Context, desk: Desk, qtbot: QtBot, window: QWidget, type_text: Typist
) -> None:
    editor = PortageCompanyEditor(context, parent=window)
    assert editor.only_one() is None

    def name_it(dialog: FormDialog) -> None:
        fill(dialog.form, "name", "Portage des Dunes", type_text)
        dialog.form.save_button.click()

    answering(editor.new_button.click, name_it)
    assert editor.value == editor.only_one() == portage.companies(desk)[0].id


def test_a_company_that_a_contract_names_is_not_deleted_and_the_reason_is_said(
    context: Context, desk: Desk, qtbot: QtBot, window: QWidget
) -> None:
    company_id = company_named(desk)
    contract_with(desk, company_id)
    with qtbot.waitSignal(context.error_raised) as refused:
        answering(
            lambda: edit_company(context, window, company_id),
            lambda dialog: shown(dialog, QPushButton, "form.delete").click(),
        )
    assert "1 contrat la nomme encore" in plain(refused.args[0])


# ---- contracts -------------------------------------------------------------------------------------------------------
def test_choosing_portage_shows_the_three_parties_and_what_the_law_asks(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    ported(desk, ProfileStatus.EI)
    company_named(desk)
    form = contract_form(context, qtbot)
    assert form.kind.value is ContractKind.QUOTE
    assert not any(form.editor(name).isVisible() for name in OF_THREE)
    assert form.document.isVisible()
    press(form, "kind", "Contrat de portage")
    assert all(form.editor(name).isVisible() for name in OF_THREE)
    assert not form.document.isVisible()
    assert not form.editor("signed_on").isVisible()
    assert "Vous : Camille Roussel" in said(form)
    assert "C. trav. L1254-23" in said(form)
    press(form, "kind", "Devis")
    assert not any(form.editor(name).isVisible() for name in OF_THREE)


def test_a_ported_employee_begins_with_a_contract_of_portage_and_their_only_company(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    ported(desk)
    company_id = company_named(desk)
    form = contract_form(context, qtbot)
    assert form.kind.value is ContractKind.TRIPARTITE
    assert form.editor("company_id").value == company_id
    assert form.editor("drafted_on").value == date(2026, 11, 22)
    assert not form.is_dirty


def test_a_contract_of_portage_is_typed_and_saved_whole(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist, tmp_path: Path
) -> None:
    ported(desk)
    company_id, client_id = company_named(desk), client_named(desk, "Atelier Boréal")
    form = contract_form(context, qtbot)
    choose(form, "client_id", client_id)
    choose(form, "ground", MissionGround.EXPERTISE)
    for name, text in (
        ("reference", "CP-2026-07"),
        ("starts_on", "1/12/26"),
        ("ends_on", "31/5/27"),
        ("skills", "Développement web"),
        ("service", "Refonte du site"),
        ("price", "550 € HT par jour"),
        ("safety", "L’entreprise cliente"),
        ("equipment", "aucun"),
        ("amount", "33000"),
    ):
        fill(form, name, text, type_text)
    draft = tmp_path / "projet.pdf"
    draft.write_bytes(b"%PDF-1.4")
    editor = form.editor("draft_document")
    assert isinstance(editor, FileEditor)
    editor.take(draft)
    for code in (
        "skills",
        "service",
        "dates",
        "price",
        "safety",
        "equipment",
        "guarantor",
        "insurer",
        "policy",
        "client",
    ):
        assert verdict(form, code) == Verdict.MET.label
    form.save_button.click()
    row = contracts.rows(desk)[0]
    found = portage.file(desk, row.id, context.today())
    assert found is not None
    assert (found.contract.kind, found.contract.amount) == (ContractKind.TRIPARTITE, Money.of("33000"))
    assert (found.company.id, found.client.id, found.phase) == (company_id, client_id, ContractPhase.DRAFTED)
    assert (found.tripartite.price, found.tripartite.ground) == ("550 € HT par jour", MissionGround.EXPERTISE)
    kept = files.stored_file(desk, found.tripartite.draft_file_id)
    assert kept is not None
    assert kept.name == "projet.pdf"


def test_a_consumer_is_refused_beside_the_field_with_the_article_and_what_was_typed_stays(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    ported(desk)
    company_named(desk)
    consumer = client_named(desk, "Nadia Ferrand", ClientKind.CONSUMER)
    form = contract_form(context, qtbot)
    fill(form, "reference", "CP-2026-07", type_text)
    choose(form, "client_id", consumer)
    form.save_button.click()
    assert "entreprise cliente (C. trav. L1254-1)" in plain(form.editor("client_id").problem)
    assert verdict(form, "client") == Verdict.FAILED.label
    assert form.editor("reference").value == "CP-2026-07"
    assert contracts.rows(desk) == []


def test_a_mission_of_forty_months_and_a_term_of_75_days_are_said_as_one_types(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    ported(desk)
    company_named(desk)
    form = contract_form(context, qtbot)
    fill(form, "starts_on", "1/12/26", type_text)
    fill(form, "ends_on", "31/3/30", type_text)
    choose(form, "payment_term", PaymentTerm.CUSTOM)
    fill(form, "payment_days", "75", type_text)
    form.check()
    assert "dépasse le 30 novembre 2029" in plain(form.editor("ends_on").problem)
    assert not form.editor("ends_on").is_bad
    assert "la loi n’en permet pas plus de 60 (C. com. L441-10, I)" in plain(form.editor("payment_days").problem)
    assert verdict(form, "duration") == verdict(form, "term") == Verdict.FAILED.label
    fill(form, "ends_on", "30/11/29", type_text)
    assert verdict(form, "duration") == Verdict.MET.label


def test_a_draft_is_kept_when_the_form_is_left(context: Context, desk: Desk, qtbot: QtBot, type_text: Typist) -> None:
    ported(desk)
    company_named(desk)
    form = contract_form(context, qtbot)
    fill(form, "skills", "Développement web", type_text)
    form.close_keeping()
    again = contract_form(context, qtbot)
    assert again.editor("skills").value == "Développement web"


def test_a_condition_goes_to_the_field_that_answers_it(context: Context, desk: Desk, qtbot: QtBot) -> None:
    ported(desk)
    company_id = company_named(desk, guarantor="")
    form = contract_form(context, qtbot)
    shown(form, QPushButton, "condition.skills.answer").click()
    qtbot.waitUntil(form.editor("skills").field.hasFocus)
    asked: list[str] = []

    def look(dialog: FormDialog) -> None:
        assert isinstance(dialog.form, PortageCompanyForm)
        asked.append(dialog.form.editor("name").value)
        dialog.form.editor("guarantor").set_value("Caution Atlantique")
        dialog.form.save_button.click()

    answering(shown(form, QPushButton, "condition.guarantor.answer").click, look)
    assert asked == ["Portage des Dunes"]
    assert portage.company(desk, company_id).guarantor == "Caution Atlantique"
    assert verdict(form, "guarantor") == Verdict.MET.label


def test_a_draft_that_cannot_be_read_is_said_and_nothing_is_lost(
    context: Context, desk: Desk, qtbot: QtBot, window: QWidget, tmp_path: Path, type_text: Typist
) -> None:
    ported(desk)
    company_named(desk)
    client_id = client_named(desk, "Atelier Boréal")
    told: list[str] = []

    def act(dialog: FormDialog) -> None:
        form = dialog.form
        fill(form, "reference", "CP-2026-07", type_text)
        editor = form.editor("draft_document")
        assert isinstance(editor, FileEditor)
        editor.take(tmp_path / "absent.pdf")
        form.save_button.click()
        told.append(form.bar.status.label.full_text())
        assert form.editor("reference").value == "CP-2026-07"
        assert dialog.isVisible()

    saved = answering(lambda: edit_tripartite(context, window, None, client_id=client_id), act)
    assert saved is None
    assert "absent.pdf" in told[0]
    assert contracts.rows(desk) == []


def test_what_three_parties_agreed_cannot_become_a_quote(context: Context, desk: Desk, qtbot: QtBot) -> None:
    ported(desk)
    contract_id = contract_with(desk, company_named(desk))
    form = contract_form(context, qtbot, contract_id)
    assert not form.kind.isVisible()
    assert form.is_tripartite
    assert form.editor("service").value == "Refonte du site marchand, à distance."
    form.save_button.click()
    assert portage.tripartite(desk, contract_id) is not None


def test_the_signed_paper_of_a_contract_of_two_is_kept_with_it(
    context: Context, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    client_id = client_named(desk, "Atelier Boréal")
    saved = contract_operations.save(desk, Contract(client_id=client_id, reference="D-2026-009")).value
    form = contract_form(context, qtbot, saved.id)
    paper = tmp_path / "devis signé.pdf"
    paper.write_bytes(b"%PDF-1.4")
    form.document.take(paper)
    form.save_button.click()
    kept = files.stored_file(desk, contracts.page(desk, saved.id or 0).contract.file_id)
    assert kept is not None
    assert kept.name == "devis signé.pdf"
    assert contract_form(context, qtbot, saved.id).document.value.name == "devis signé.pdf"
