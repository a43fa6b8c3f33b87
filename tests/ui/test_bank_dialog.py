"""« Importer un relevé de compte… »: the lines, what is proposed, what the user decides, one step taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Payment
from litigedesk.domain.upkeep import ImportMapping
from litigedesk.domain.vocabulary import Recognition
from tests.ui.disputes_world import answering, client_named, dispute_with, invoice_of, who_writes
from ui.context import Context
from ui.dialogs.bank import BankDialog
from ui.forms.bank_share_form import BankShareForm
from ui.widgets.buttons import Button
from ui.widgets.text import Label

OFX = """OFXHEADER:100

<OFX><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>
<STMTTRN><DTPOSTED>20261110<TRNAMT>500.00<FITID>a<NAME>VIR ATELIER BOREAL<MEMO>acompte F-2026-014
<STMTTRN><DTPOSTED>20261111<TRNAMT>700.00<FITID>b<NAME>VIR HOTEL DU PORT
<STMTTRN><DTPOSTED>20261112<TRNAMT>31.00<FITID>c<NAME>REMBOURSEMENT MUTUELLE
<STMTTRN><DTPOSTED>20261113<TRNAMT>-80.00<FITID>d<NAME>PRLV EAU
</BANKTRANLIST></STMTRS></OFX>"""
CSV = "Quand;Quoi;Combien\n11/11/2026;VIR HOTEL DU PORT;700,00\n12/11/2026;PRLV EAU;-3,00\n"

Opened = Callable[[str, str], BankDialog]


def words(widget: QWidget) -> str:
    QApplication.processEvents()  # what was just built is shown a moment later
    shown = [one.full_text() for one in widget.findChildren(Label) if one.isVisibleTo(widget)]
    return " ".join(shown).replace("\u00a0", " ").replace("\u202f", " ")


def button(widget: QWidget, name: str) -> Button:
    return next(one for one in widget.findChildren(Button) if one.objectName() == name and one.isVisibleTo(widget))


@pytest.fixture
def world(desk: Desk) -> None:
    """A dispute over 2 500 €, and a client with two open invoices of 700 € and 300 €."""
    who_writes(desk)
    dispute_with(desk, "Atelier Boréal")
    hotel = client_named(desk, "Hôtel du Port")
    invoice_of(desk, hotel, "H-1001", "700")
    invoice_of(desk, hotel, "H-1002", "300")


@pytest.fixture
def opened(context: Context, qtbot: QtBot, tmp_path: Path) -> Opened:
    def make(name: str, text: str) -> BankDialog:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        dialog = BankDialog(context, None)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.read([path])
        qtbot.waitUntil(lambda: not dialog.tasks.is_busy(), timeout=20_000)
        return dialog

    return make


def rows(dialog: BankDialog) -> list[str]:
    return [one.proposal.line.label for one in dialog.review.table.ticks.rows()]


def look_at(dialog: BankDialog, label: str) -> None:
    place = next(n for n, one in enumerate(rows(dialog)) if label in one)
    dialog.review.table.setCurrentIndex(dialog.review.table.ticks.index(place, 0))


def test_sure_lines_are_ticked_noted_in_one_step_and_shown_as_noted_the_next_time(
    world: None, opened: Opened, desk: Desk, context: Context, qtbot: QtBot
) -> None:
    dialog = opened("releve.ofx", OFX)
    assert dialog.stack.currentWidget() is dialog.review
    assert "2 paiements à confirmer, 1 ligne sans rapport." in words(dialog.review)
    look_at(dialog, "acompte")
    assert "paiement partiel" in words(dialog.review.line)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.outcome is not None)
    assert [str(one.amount) for one in desk.table(Payment).all()] == ["500.00", "700.00"]
    assert "2 paiements notés, 1 200,00 €" in words(dialog.written)
    again = opened("releve.ofx", OFX)
    assert "0 paiement à confirmer, 1 ligne sans rapport, 2 déjà notées." in words(again.review)
    assert not again.record_button.isEnabled()
    dialog.undo_button.click()
    assert desk.table(Payment).count() == 0


def test_a_line_that_two_files_without_an_account_give_is_left_to_the_user(
    world: None, opened: Opened, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    line = "D20/11/2026\nT700.00\nPVIR HOTEL DU PORT H-1001\n^\n"
    other = tmp_path / "autre.qif"
    other.write_text(f"!Type:Bank\n{line}D21/11/2026\nT3.00\nPX\n^\n", encoding="utf-8")
    dialog = opened("releve.qif", f"!Type:Bank\n{line}D22/11/2026\nT4.00\nPY\n^\n")
    dialog.read([tmp_path / "releve.qif", other])
    qtbot.waitUntil(lambda: not dialog.tasks.is_busy(), timeout=20_000)
    assert "2 paiements à confirmer, 2 lignes sans rapport." in words(dialog.review)
    (asked,) = [one for one in dialog.review.table.ticks.rows() if one.asks_repeat]
    dialog.review.table.setCurrentIndex(
        dialog.review.table.ticks.index(dialog.review.table.ticks.rows().index(asked), 0)
    )
    assert "Deux fois ?" in words(dialog.review.line)
    dialog.record()
    qtbot.waitUntil(lambda: dialog.outcome is not None)
    assert [str(one.amount) for one in desk.table(Payment).all()] == ["700.00"]


def test_the_answer_about_the_debt_is_the_one_given_here(world: None, opened: Opened, desk: Desk) -> None:
    dialog = opened("releve.ofx", OFX)
    look_at(dialog, "acompte")
    row = dialog.review.table.record
    assert row is not None
    dialog.review.line.changed.emit(row.answering(row.candidate.shares[0].invoice_id, Recognition.NONE))  # type: ignore[union-attr]
    dialog.record()
    assert desk.db.value("SELECT count(*) FROM limitation_event") == 0


def test_a_line_is_put_on_other_invoices_with_the_keyboard(
    world: None, opened: Opened, desk: Desk, context: Context
) -> None:
    dialog = opened("releve.ofx", OFX)
    dialog.review.filters.set_key("unrelated")
    dialog.review.filters.chosen.emit("unrelated")
    look_at(dialog, "MUTUELLE")
    assert not dialog.review.table.record.may_tick  # type: ignore[union-attr]

    def act(form_dialog: object) -> None:
        form = form_dialog.form  # type: ignore[attr-defined]
        assert isinstance(form, BankShareForm)
        line = form.shares.rows()[0]
        line.editor("invoice_id").set_value(3)
        line.editor("amount").set_value(Money.of(30))
        form.changed.emit()
        assert "1,00 € sur aucune facture" in words(form)
        form.save()

    answering(dialog.review.line.share, act)
    assert "REMBOURSEMENT MUTUELLE" in [one.proposal.line.label for one in dialog.review.chosen]
    assert "Trop-perçu de 1,00 €" in words(dialog.review.line)
    dialog.record()
    assert [str(one.amount) for one in desk.table(Payment).where(invoice_id=3)] == ["30.00"]


def test_the_only_invoice_proposed_is_there_when_the_user_says_what_a_sum_pays(world: None, opened: Opened) -> None:
    dialog = opened("releve.ofx", OFX.replace("HOTEL DU PORT", "SEPA RECU"))
    look_at(dialog, "SEPA RECU")
    seen: list[object] = []

    def act(form_dialog: object) -> None:
        form = form_dialog.form  # type: ignore[attr-defined]
        line = form.shares.rows()[0]
        seen.extend((line.editor("invoice_id").value, form.balance.label.full_text()))
        line.editor("invoice_id").set_value(None)
        form.changed.emit()
        seen.append(form.balance.label.full_text())

    answering(dialog.review.line.share, act)
    assert seen == [2, "Toute la somme est répartie.", "Choisissez la facture."]


def test_lines_that_would_pay_an_invoice_twice_cannot_be_noted_together(world: None, opened: Opened) -> None:
    twice = OFX.replace("<STMTTRN><DTPOSTED>20261112<TRNAMT>31.00<FITID>c<NAME>REMBOURSEMENT MUTUELLE", "").replace(
        "</BANKTRANLIST>", "<STMTTRN><DTPOSTED>20261114<TRNAMT>700.00<FITID>e<NAME>VIR HOTEL DU PORT\n</BANKTRANLIST>"
    )
    dialog = opened("releve.ofx", twice)
    first = next(one for one in dialog.review.chosen if "HOTEL" in one.proposal.line.label)
    other = next(
        one for one in dialog.review.table.ticks.rows() if one.key != first.key and "HOTEL" in one.proposal.line.label
    )
    assert other.key not in {one.key for one in dialog.review.chosen}
    dialog.review.table.setCurrentIndex(
        dialog.review.table.ticks.index(dialog.review.table.ticks.rows().index(other), 0)
    )
    assert first.candidate is not None
    dialog.review.line.changed.emit(other.paying(first.candidate))
    assert "H-1001" in dialog.review.conflict
    assert not dialog.record_button.isEnabled()


def test_columns_are_corrected_once_and_remembered_with_the_payments(
    world: None, opened: Opened, desk: Desk, qtbot: QtBot
) -> None:
    dialog = opened("x.csv", CSV)
    assert dialog.stack.currentWidget() is dialog.columns
    assert not dialog.next_button.isEnabled()
    for column, words_ in ((0, "Date de l’opération"), (1, "Libellé"), (2, "Montant, avec son signe")):
        combo = dialog.columns.table.combos[column]
        combo.setCurrentIndex(combo.findText(words_))
        combo.activated.emit(combo.currentIndex())
    dialog.next_button.click()
    qtbot.waitUntil(lambda: not dialog.tasks.is_busy(), timeout=20_000)
    dialog.record()
    assert desk.table(ImportMapping).count() == 1
    again = opened("y.csv", CSV)
    assert again.stack.currentWidget() is again.review
    assert "1 déjà notée" in words(again.review)


@pytest.mark.parametrize(("name", "text"), [("x.pdf", "%PDF-1.7"), ("x.ofx", "OFXHEADER:100"), ("x.csv", "")])
def test_a_file_that_is_no_statement_is_refused_where_it_was_chosen(
    world: None, opened: Opened, name: str, text: str
) -> None:
    dialog = opened(name, text)
    assert dialog.stack.currentWidget() is dialog.files
    assert name in words(dialog.files)
