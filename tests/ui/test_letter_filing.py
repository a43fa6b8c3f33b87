"""Before a letter leaves: what lacks, what forbids, what to look at; and filing it, in one step that undo takes back."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.portage import PortageCompany
from litigedesk.domain.records import Deadline, Event, Invoice, Letter, Payment, StoredFile
from litigedesk.domain.vocabulary import ClientKind, DisputeStage, ProfileStatus, SendMethod
from litigedesk.operations import disputes, invoices, portage
from litigedesk.operations import profile as profile_operations
from litigedesk.queries.disputes import dossier
from tests.ui.letter_records import (
    Open,
    child,
    file_it,
    letter_windows,
    open_dispute,
    press,
    save_profile,
    text_of,
    with_dialog,
    words_in,
    written,
)
from ui.context import Context
from ui.forms.form import Form
from ui.letter_window import LetterWindow
from ui.letter_window.filing import FilingDialog
from ui.widgets.buttons import Button

Typing = Callable[[QWidget, str], None]
TODAY = date(2026, 11, 22)


@pytest.fixture
def open_letter(context: Context, qtbot: QtBot) -> Iterator[Open]:
    with letter_windows(context, qtbot) as make:
        yield make


@pytest.fixture
def dispute_id(desk: Desk) -> int:
    save_profile(desk)
    return open_dispute(desk)


# ---- what is missing or forbidden ----------------------------------------------------------------------------------------
def test_every_missing_fact_is_listed_at_once_then_the_letter_appears(
    open_letter: Open, desk: Desk, context: Context, qtbot: QtBot
) -> None:
    lacking = save_profile(desk, iban="", siret="")
    window = open_letter(open_dispute(desk))
    assert window.prepared.document is None
    links = {link.objectName() for link in window.preview.findChildren(Button) if link.isVisibleTo(window)}
    assert {"letter.missing.profile.siret", "letter.missing.profile.iban"} <= links
    assert "2\u00a0informations" in window.guards.count.text()
    assert not child(window, QPushButton, "letter.file").isEnabled()
    context.run(profile_operations.save, save_profile_values(lacking))
    assert "Rennes" in text_of(written(qtbot, window))
    assert child(window, QPushButton, "letter.file").isEnabled()


def save_profile_values(lacking: object) -> object:
    from dataclasses import replace

    from litigedesk.demo import identifiers

    return replace(lacking, siret=identifiers.siret(1), iban=identifiers.IBAN)  # type: ignore[type-var]


def test_a_missing_fact_jumps_to_its_field_and_the_letter_is_written_on_return(
    open_letter: Open, desk: Desk, qtbot: QtBot
) -> None:
    from litigedesk.demo import identifiers

    save_profile(desk, iban="")
    window = open_letter(open_dispute(desk))
    reached = []

    def answer(dialog: QDialog) -> None:
        form = dialog.findChild(Form)
        assert form is not None
        reached.append(form.focusWidget() is form.editor("iban").field)
        form.editor("iban").set_value(identifiers.IBAN)
        form.editor("iban").changed.emit()
        form.save()

    with_dialog(lambda: press(window, "letter.missing.profile.iban"), answer)
    assert reached == [True]
    assert "FR76" in text_of(written(qtbot, window))


def test_a_client_of_unknown_kind_is_named_as_the_obstacle_and_completed_from_there(
    open_letter: Open, desk: Desk, qtbot: QtBot
) -> None:
    save_profile(desk)
    window = open_letter(open_dispute(desk, ClientKind.UNKNOWN), "relance-amiable")
    assert "Type de client inconnu" in words_in(window.preview)
    titles = []
    with_dialog(
        lambda: press(window, "letter.mend.client.kind"),
        lambda dialog: (titles.append(dialog.windowTitle()), dialog.reject())[-1],
    )
    assert titles == ["Modifier le client"]
    qtbot.waitUntil(lambda: window.findChild(Form) is None)


def test_a_portage_worker_is_told_why_and_offered_the_letter_they_may_send(
    open_letter: Open, desk: Desk, qtbot: QtBot
) -> None:
    save_profile(desk, status=ProfileStatus.PORTAGE)
    window = open_letter(open_dispute(desk))
    assert window.prepared.document is None
    assert "société de portage" in words_in(window.preview)
    assert not child(window, QPushButton, "letter.print").isEnabled()
    company = PortageCompany(name="Cap Portage", street="30 rue du Port", postcode="44000", city="Nantes")
    portage.save_company(desk, company)
    press(window, "letter.mend.template.impaye-portage")
    written(qtbot, window)
    assert window.title.text() == "Impayé signalé à la société de portage"
    assert window.prepared.document is not None


def test_a_half_year_without_a_rate_is_named_with_the_way_to_add_it(tmp_path: Path, qtbot: QtBot) -> None:
    with Desk.open(tmp_path / "plus tard", lambda: datetime(2031, 3, 1, 9, 0)) as later:
        save_profile(later)
        window = LetterWindow(Context(later), None, of_dispute(open_dispute(later)), "mise-en-demeure")
        qtbot.addWidget(window)
        window.show()
        written(qtbot, window)
        assert "semestre" in words_in(window.preview)
        assert child(window, QPushButton, "letter.mend.rates").text().strip() == "Ajouter le semestre"
        window.reject()


def test_a_warning_is_passed_over_and_may_be_looked_at_again(open_letter: Open, dispute_id: int, qtbot: QtBot) -> None:
    window = open_letter(dispute_id)
    window.choices.send_method.set_value(SendMethod.POST)
    window.choices.send_method.changed.emit()
    written(qtbot, window)
    assert window.guards.count.text() == "1\u00a0point à regarder"
    press(window, "guard.pass.registered")
    assert window.guards.count.text() == "Rien à signaler"
    press(window, "guard.again.registered")
    assert window.guards.count.text() == "1\u00a0point à regarder"
    assert child(window, QPushButton, "letter.file").isEnabled()


def test_a_date_already_past_forbids_the_letter_and_points_to_the_field(
    open_letter: Open, dispute_id: int, qtbot: QtBot, type_text: Typing
) -> None:
    window = open_letter(dispute_id)
    line = window.choices.reply_by.line
    line.selectAll()
    type_text(line, "1/11")
    written(qtbot, window)
    assert not child(window, QPushButton, "letter.file").isEnabled()
    press(window, "guard.mend.delay-past")
    assert window.focusWidget() is line


def test_a_date_that_cannot_be_read_keeps_the_last_letter_and_what_was_typed(
    open_letter: Open, dispute_id: int, type_text: Typing, qtbot: QtBot
) -> None:
    window = open_letter(dispute_id)
    before = text_of(window)
    line = window.choices.reply_by.line
    line.selectAll()
    type_text(line, "bientôt")
    written(qtbot, window)
    window.choices.reply_by.left.emit()
    assert text_of(window) == before
    assert "Écrivez une date" in window.choices.reply_by.problem
    press(window, "letter.file")  # opens nothing, goes to the field
    assert window.focusWidget() is line
    assert line.text() == "bientôt"


def test_a_payment_noted_meanwhile_changes_the_letter(
    open_letter: Open, desk: Desk, context: Context, dispute_id: int, qtbot: QtBot
) -> None:
    window = open_letter(dispute_id)
    invoice_id = desk.table(Invoice).all()[0].id or 0
    before = text_of(window)
    payment = Payment(invoice_id=invoice_id, paid_on=date(2026, 11, 20), amount=Money.of("500.00"))
    context.run(invoices.save_payment, payment)
    text = text_of(written(qtbot, window))
    assert text != before
    assert "500,00\u00a0€" in text


def test_a_dossier_deleted_meanwhile_is_said_and_files_nothing(
    open_letter: Open, context: Context, dispute_id: int, qtbot: QtBot
) -> None:
    window = open_letter(dispute_id)
    context.run(disputes.delete, dispute_id)
    written(qtbot, window)
    assert "n’est plus là" in words_in(window.preview)
    assert not child(window, QPushButton, "letter.file").isEnabled()


# ---- filing ------------------------------------------------------------------------------------------------------------
def test_filing_keeps_word_and_pdf_writes_the_timeline_and_the_deadline_in_one_step_that_undo_takes_back(
    open_letter: Open, desk: Desk, context: Context, dispute_id: int
) -> None:
    window = open_letter(dispute_id)
    before = dossier(desk, dispute_id, TODAY)
    file_it(window, sent=True)
    after = dossier(desk, dispute_id, TODAY)
    letter = after.letters[0]
    assert (letter.sent_on, letter.reply_by) == (TODAY, date(2026, 12, 7))
    names = {desk.table(StoredFile).get(one or 0).name for one in (letter.docx_file_id, letter.pdf_file_id)}
    assert {Path(name).suffix for name in names} == {".docx", ".pdf"}
    assert after.events[0].title == "Mise en demeure envoyée"
    assert after.next_deadline is not None
    assert after.next_deadline.due_on == date(2026, 12, 7)
    assert after.dispute.stage is DisputeStage.FORMAL_NOTICE
    assert "Enregistrée dans le dossier" in words_in(window)
    context.undo()
    restored = dossier(desk, dispute_id, TODAY)
    assert (restored.letters, restored.events, restored.deadlines) == (before.letters, before.events, before.deadlines)
    assert restored.dispute == before.dispute
    for table in (Letter, Event, Deadline):
        assert [one for one in desk.table(table).all() if getattr(one, "letter_id", None)] == []


def test_after_an_undo_the_choices_are_open_again_and_the_letter_can_be_filed(
    open_letter: Open, desk: Desk, dispute_id: int, qtbot: QtBot
) -> None:
    window = open_letter(dispute_id)
    file_it(window)
    assert not window.choices.reply_by.isEnabled()
    assert child(window, QPushButton, "letter.file").text().strip() == "Fermer"
    press(window, "letter.undo")
    written(qtbot, window)
    assert window.choices.reply_by.isEnabled()
    file_it(window)
    assert len(dossier(desk, dispute_id, TODAY).letters) == 1


def test_going_back_from_the_question_files_nothing(open_letter: Open, desk: Desk, dispute_id: int) -> None:
    window = open_letter(dispute_id)
    with_dialog(lambda: press(window, "letter.file"), lambda dialog: press(dialog, "filing.cancel"))
    assert dossier(desk, dispute_id, TODAY).letters == ()


def test_a_disk_that_refuses_is_said_in_the_question_and_nothing_is_half_filed(
    open_letter: Open, desk: Desk, dispute_id: int
) -> None:
    window = open_letter(dispute_id)
    vault = desk.folder / "fichiers"
    vault.write_text("un fichier là où il faut un dossier", encoding="utf-8")
    said = []

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, FilingDialog)
        press(dialog, "filing.save")
        said.append(dialog.bar.status.label.full_text())
        dialog.reject()

    with_dialog(lambda: press(window, "letter.file"), answer)
    assert said[0].endswith(".")
    assert dossier(desk, dispute_id, TODAY).letters == ()
    assert desk.undo_label != "Lettre enregistrée dans le dossier"
