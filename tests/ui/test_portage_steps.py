"""The steps of a three-party contract noted one by one: draft, answer of the company, signatures, proofs of delivery, end."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.vocabulary import DeliveryProofKind, ValidationAnswer
from litigedesk.queries import contracts, files, portage
from litigedesk.queries.portage import TripartiteFile
from litigedesk.rules.portage import ContractPhase
from tests.ui.complaints_world import Typist, fill, press, said
from tests.ui.disputes_world import TODAY, answering
from tests.ui.portage_world import GREEN, active, approved, company_named, contract_with, ported, report, sent
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.portage import edit_proof, edit_round, note_contract_step
from ui.forms.editors import ChoiceEditor, FileEditor
from ui.forms.form import Form


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def company_id(desk: Desk) -> int:
    ported(desk)
    return company_named(desk)


def file_of(desk: Desk, contract_id: int) -> TripartiteFile:
    found = portage.file(desk, contract_id, TODAY)
    assert found is not None
    return found


def join(form: Form, path: Path) -> None:
    """Drop a file on the form."""
    editor = form.editor("document")
    assert isinstance(editor, FileEditor)
    editor.take(path)


def paper(folder: Path, name: str = "contrat signé.pdf") -> Path:
    made = folder / name
    made.write_bytes(b"%PDF-1.4")
    return made


def months(form: Form) -> list[str]:
    """What the list of months offers, with plain spaces."""
    editor = form.editor("month")
    assert isinstance(editor, ChoiceEditor)
    combo = editor.field
    assert isinstance(combo, QComboBox)
    return [combo.itemText(i).replace("\u202f", " ").replace("\u00a0", " ") for i in range(combo.count())]


# ---- validation ------------------------------------------------------------------------------------------------------
def test_corrections_are_noted_in_words_and_the_pen_comes_back(
    context: Context, desk: Desk, window: QWidget, company_id: int, type_text: Typist
) -> None:
    contract_id = contract_with(desk, company_id)
    sent(desk, contract_id)

    def answer(dialog: FormDialog) -> None:
        form = dialog.form
        assert not form.editor("corrections").isVisible()
        press(form, "answer", "Corrections demandées")
        assert form.editor("corrections").isVisible()
        fill(form, "answered_on", "14/8/26", type_text)
        fill(form, "corrections", "Préciser le lieu.", type_text)
        form.save_button.click()

    answering(lambda: note_contract_step(context, window, contract_id, "answer"), answer)
    found = file_of(desk, contract_id)
    assert found.phase is ContractPhase.CORRECTIONS
    assert found.rounds[0].corrections == "Préciser le lieu."


def test_the_green_light_shows_when_the_three_must_have_signed(
    context: Context, desk: Desk, window: QWidget, company_id: int, type_text: Typist
) -> None:
    contract_id = contract_with(desk, company_id)
    sent(desk, contract_id)

    def answer(dialog: FormDialog) -> None:
        press(dialog.form, "answer", "Feu vert")
        fill(dialog.form, "answered_on", "14/8/26", type_text)
        assert "Faire signer le contrat de portage par les trois parties" in said(dialog)
        dialog.form.save_button.click()

    answering(lambda: note_contract_step(context, window, contract_id, "answer"), answer)
    assert file_of(desk, contract_id).phase is ContractPhase.TO_SIGN


def test_an_answer_before_its_sending_or_without_its_day_is_refused_beside_the_field(
    context: Context, desk: Desk, window: QWidget, company_id: int, type_text: Typist
) -> None:
    contract_id = contract_with(desk, company_id)
    round_id = sent(desk, contract_id)

    def answer(dialog: FormDialog) -> None:
        form = dialog.form
        press(form, "answer", "Feu vert")
        form.save_button.click()
        assert form.editor("answered_on").problem == "Indiquez le jour de la réponse."
        fill(form, "answered_on", "1/8/26", type_text)
        form.save_button.click()
        assert form.editor("answered_on").problem == "La réponse vient avant l’envoi."

    answering(lambda: edit_round(context, window, contract_id, round_id), answer)
    assert file_of(desk, contract_id).rounds[0].answer is None


def test_a_sending_noted_by_mistake_is_deleted(context: Context, desk: Desk, window: QWidget, company_id: int) -> None:
    contract_id = contract_with(desk, company_id)
    round_id = sent(desk, contract_id)

    def delete(dialog: FormDialog) -> None:
        button = next(one for one in dialog.findChildren(QWidget, "form.delete"))
        button.click()  # type: ignore[attr-defined]

    answering(lambda: edit_round(context, window, contract_id, round_id), delete)
    assert file_of(desk, contract_id).rounds == ()


# ---- signatures ------------------------------------------------------------------------------------------------------
def test_a_signature_before_the_green_light_is_told_and_can_be_noted_all_the_same(
    context: Context, desk: Desk, window: QWidget, company_id: int, type_text: Typist
) -> None:
    contract_id = contract_with(desk, company_id)

    def sign(dialog: FormDialog) -> None:
        form = dialog.form
        assert "Pas de feu vert noté" in said(dialog)
        fill(form, "worker_signed_on", "17/8/26", type_text)
        form.check()
        assert "n’a pas encore donné son feu vert" in form.editor("worker_signed_on").problem
        form.save_button.click()

    assert answering(lambda: note_contract_step(context, window, contract_id, "sign-worker"), sign) == contract_id
    assert file_of(desk, contract_id).tripartite.worker_signed_on == date(2026, 8, 17)


def test_a_signature_before_the_draft_is_refused_and_what_was_typed_stays(
    context: Context, desk: Desk, window: QWidget, company_id: int, tmp_path: Path, type_text: Typist
) -> None:
    contract_id = contract_with(desk, company_id)
    approved(desk, contract_id)

    def sign(dialog: FormDialog) -> None:
        form = dialog.form
        form.save_button.click()
        assert form.editor("client_signed_on").problem == "Indiquez le jour."
        join(form, paper(tmp_path))
        fill(form, "client_signed_on", "1/8/26", type_text)
        form.save_button.click()
        assert "avant la rédaction" in form.editor("client_signed_on").problem
        assert form.editor("document").value.name == "contrat signé.pdf"
        fill(form, "client_signed_on", "19/8/26", type_text)
        form.save_button.click()

    answering(lambda: note_contract_step(context, window, contract_id, "sign-client"), sign)
    t = file_of(desk, contract_id).tripartite
    kept = files.stored_file(desk, t.client_file_id)
    assert t.client_signed_on == date(2026, 8, 19)
    assert kept is not None
    assert kept.name == "contrat signé.pdf"


def test_the_last_of_the_three_signatures_concludes_the_contract(
    context: Context, desk: Desk, window: QWidget, company_id: int, type_text: Typist
) -> None:
    contract_id = active(desk, company_id, company_signed_on=None)
    assert file_of(desk, contract_id).phase is ContractPhase.TO_SIGN

    def sign(dialog: FormDialog) -> None:
        assert "Pas de feu vert noté" not in said(dialog)
        fill(dialog.form, "company_signed_on", "20/8/26", type_text)
        dialog.form.save_button.click()

    answering(lambda: note_contract_step(context, window, contract_id, "sign-company"), sign)
    assert file_of(desk, contract_id).phase is ContractPhase.ACTIVE
    assert contracts.page(desk, contract_id).contract.signed_on == date(2026, 8, 20)


def test_a_paper_that_cannot_be_read_is_said_and_the_day_typed_stays(
    context: Context, desk: Desk, window: QWidget, company_id: int, tmp_path: Path, type_text: Typist
) -> None:
    contract_id = contract_with(desk, company_id)
    approved(desk, contract_id)
    told: list[str] = []

    def sign(dialog: FormDialog) -> None:
        form = dialog.form
        fill(form, "worker_signed_on", "17/8/26", type_text)
        join(form, tmp_path / "absent.pdf")
        form.save_button.click()
        told.append(form.bar.status.label.full_text())
        assert dialog.isVisible()
        assert form.editor("worker_signed_on").value == date(2026, 8, 17)

    assert answering(lambda: note_contract_step(context, window, contract_id, "sign-worker"), sign) is None
    assert "absent.pdf" in told[0]
    assert file_of(desk, contract_id).tripartite.worker_signed_on is None


def test_the_end_of_the_mission_ends_the_contract(
    context: Context, desk: Desk, window: QWidget, company_id: int, type_text: Typist
) -> None:
    contract_id = active(desk, company_id)

    def end(dialog: FormDialog) -> None:
        form = dialog.form
        fill(form, "ended_on", "1/8/26", type_text)
        form.save_button.click()
        assert form.editor("ended_on").problem == "La mission finit avant d’avoir commencé."
        fill(form, "ended_on", "20/11/26", type_text)
        fill(form, "end_reason", "Le site est en ligne.", type_text)
        form.save_button.click()

    answering(lambda: note_contract_step(context, window, contract_id, "end"), end)
    found = file_of(desk, contract_id)
    assert found.phase is ContractPhase.ENDED
    assert found.tripartite.end_reason == "Le site est en ligne."


# ---- proofs of delivery ----------------------------------------------------------------------------------------------
def test_the_first_month_that_lacks_its_report_is_proposed(
    context: Context, desk: Desk, window: QWidget, company_id: int, tmp_path: Path, type_text: Typist
) -> None:
    contract_id = active(desk, company_id)
    report(desk, contract_id, date(2026, 9, 1))

    def add(dialog: FormDialog) -> None:
        form = dialog.form
        assert form.editor("month").value == date(2026, 10, 1)
        assert months(form) == ["Choisir…", "novembre 2026", "octobre 2026 · manque", "septembre 2026 · déjà noté"]
        fill(form, "made_on", "2/11/26", type_text)
        fill(form, "signed_on", "3/11/26", type_text)
        join(form, paper(tmp_path, "cra octobre.pdf"))
        form.save_button.click()

    answering(lambda: note_contract_step(context, window, contract_id, "proof"), add)
    found = file_of(desk, contract_id)
    assert found.reports_lacking == ()
    assert found.proofs[-1].signed_on == date(2026, 11, 3)
    assert found.proofs[-1].file_id is not None


def test_a_second_report_of_a_month_is_refused_beside_the_month(
    context: Context, desk: Desk, window: QWidget, company_id: int
) -> None:
    contract_id = active(desk, company_id)
    report(desk, contract_id, date(2026, 9, 1))

    def add(dialog: FormDialog) -> None:
        form = dialog.form
        form.editor("month").set_value(date(2026, 9, 1))
        form.save_button.click()
        words = form.editor("month").problem.replace("\u202f", " ").replace("\u00a0", " ")
        assert words == "Le compte rendu de septembre 2026 est déjà noté : modifiez-le."

    answering(lambda: edit_proof(context, window, contract_id), add)
    assert len(file_of(desk, contract_id).proofs) == 1


def test_the_report_that_waits_for_its_signature_is_opened_once_no_month_lacks(
    context: Context, desk: Desk, window: QWidget, company_id: int, type_text: Typist
) -> None:
    contract_id = active(desk, company_id, starts_on=date(2026, 10, 1))
    report(desk, contract_id, date(2026, 10, 1), signed_on=None)

    def sign(dialog: FormDialog) -> None:
        form = dialog.form
        assert form.editor("month").value == date(2026, 10, 1)
        fill(form, "signed_on", "3/11/26", type_text)
        form.save_button.click()

    answering(lambda: note_contract_step(context, window, contract_id, "proof"), sign)
    assert [one.signed_on for one in file_of(desk, contract_id).proofs] == [date(2026, 11, 3)]


def test_a_deliverable_must_say_what_it_is(
    context: Context, desk: Desk, window: QWidget, company_id: int, type_text: Typist
) -> None:
    contract_id = active(desk, company_id)

    def add(dialog: FormDialog) -> None:
        form = dialog.form
        press(form, "kind", "Livrable daté")
        assert not form.editor("month").isVisible()
        form.save_button.click()
        assert form.editor("title").problem == "Dites ce qui a été livré."
        fill(form, "title", "Maquette du site", type_text)
        form.save_button.click()

    answering(lambda: edit_proof(context, window, contract_id), add)
    (kept,) = file_of(desk, contract_id).proofs
    assert (kept.kind, kept.title, kept.month) == (DeliveryProofKind.DELIVERABLE, "Maquette du site", None)


def test_the_answer_step_of_a_contract_never_sent_notes_the_sending_too(
    context: Context, desk: Desk, window: QWidget, company_id: int, type_text: Typist
) -> None:
    contract_id = contract_with(desk, company_id)

    def answer(dialog: FormDialog) -> None:
        fill(dialog.form, "sent_on", "10/8/26", type_text)
        press(dialog.form, "answer", "Feu vert")
        fill(dialog.form, "answered_on", "14/8/26", type_text)
        dialog.form.save_button.click()

    answering(lambda: note_contract_step(context, window, contract_id, "answer"), answer)
    (kept,) = file_of(desk, contract_id).rounds
    assert (kept.answer, kept.answered_on) == (ValidationAnswer.APPROVED, GREEN)
