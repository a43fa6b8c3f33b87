"""An electronic invoice dropped or chosen: what is proposed, what makes one look twice, and that nothing is saved unasked."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Invoice, Profile
from litigedesk.domain.vocabulary import ClientKind, InvoiceKind
from litigedesk.exchange import einvoice
from litigedesk.operations import clients, profile
from litigedesk.queries import files
from tests.exchange.evidence_files import pdf
from tests.exchange.invoice_files import BUYER, CII, SELLER, pdf_with, ubl
from tests.ui.complaints_world import said
from tests.ui.disputes_world import dispute_with, tab_shown
from tests.ui.mediation_world import gone
from tests.ui.pieces_world import drop_on, files_in, kept
from ui.context import Context
from ui.dialogs import einvoice as dialogs
from ui.dialogs.form_dialog import FormDialog
from ui.forms.einvoice_form import EInvoiceForm
from ui.forms.file_editor import FileChoice
from ui.forms.form import Form
from ui.forms.invoice_form import DOCUMENT, InvoiceForm
from ui.tabs.contracts import ContractsTab

Reviewed = Callable[..., EInvoiceForm]


@pytest.fixture
def me(desk: Desk) -> None:
    profile.save(desk, Profile(name="Camille Roussel", siret=SELLER, iban="FR7630006000011234567890189"))


@pytest.fixture
def reviewed(context: Context, qtbot: QtBot, tmp_path: Path) -> Reviewed:
    def make(xml: str = CII, name: str = "F-2027-12.pdf") -> EInvoiceForm:
        path = tmp_path / name
        path.write_bytes(pdf_with("factur-x.xml", xml.encode()))
        found = einvoice.read(path.read_bytes())
        assert found is not None
        form = EInvoiceForm(context, found, FileChoice(path=path, name=name))
        qtbot.addWidget(form)
        form.show()
        QApplication.processEvents()
        return form

    return make


def answering(ask: Callable[[], object], act: Callable[[Form], object] | None = None) -> list[Form]:
    """Open something modal that holds a form, act on it and leave; the forms that came."""
    found: list[Form] = []

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, FormDialog):
            found.append(dialog.form)
            if act is not None:
                act(dialog.form)
        if isinstance(dialog, QDialog) and dialog.isVisible():
            QDialog.done(dialog, 0)

    QTimer.singleShot(0, run)
    ask()
    return found


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def invoices_of(desk: Desk) -> list[Invoice]:
    return desk.table(Invoice).all()


# ---- what is proposed ------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("me")
def test_what_the_invoice_says_is_proposed_and_nothing_is_saved(desk: Desk, reviewed: Reviewed) -> None:
    values = reviewed().values()
    assert (values["number"], str(values["issued_on"]), str(values["due_on"])) == (
        "F-2027-12",
        "2027-01-15",
        "2027-02-14",
    )
    assert [values[name] for name in ("net", "vat", "gross")] == [Money(100_000), Money(20_000), Money(120_000)]
    assert values["title"] == "Création du site, Photographies & textes"
    assert invoices_of(desk) == []
    assert desk.table(Client).all() == []


@pytest.mark.usefixtures("me")
def test_seller_buyer_and_iban_are_shown(reviewed: Reviewed) -> None:
    words = said(reviewed())
    assert "Camille Roussel EI, SIRET 000 000 018 00010" in words
    assert "1 quai Est, 29200 Brest" in words
    assert "FR76 9999" in words
    assert "n’est pas celui de votre profil" in words


@pytest.mark.usefixtures("me")
def test_saved_it_adds_its_client_and_keeps_the_file_in_one_step(desk: Desk, reviewed: Reviewed) -> None:
    form = reviewed()
    form.save()
    (invoice,) = invoices_of(desk)
    (client,) = desk.table(Client).all()
    assert (client.name, client.siret, client.kind) == ("Hôtel du Port SARL", BUYER, ClientKind.PROFESSIONAL)
    (address,) = desk.table(Address).where("id", client_id=client.id)
    assert (address.street, address.postcode, address.city) == ("1 quai Est", "29200", "Brest")
    assert invoice.client_id == client.id
    stored = files.stored_file(desk, invoice.file_id)
    assert stored is not None
    assert stored.name == "F-2027-12.pdf"
    desk.undo()
    assert invoices_of(desk) == []
    assert desk.table(Client).all() == []


@pytest.mark.usefixtures("me")
@pytest.mark.parametrize(
    "known",
    [Client(name="Le Port", siret=BUYER[:9]), Client(name="hotel du port")],
    ids=["same SIREN", "same name"],
)
def test_a_client_on_file_is_proposed_and_not_added_again(desk: Desk, reviewed: Reviewed, known: Client) -> None:
    client_id = clients.save(desk, replace(known, kind=ClientKind.PROFESSIONAL)).value.id
    form = reviewed()
    assert form.client.value == client_id
    assert not form.new_name.isVisible()
    assert ("celui de « Le Port » dans vos fiches" in said(form)) is (known.name == "Le Port")
    form.save()
    assert len(desk.table(Client).all()) == 1
    assert invoices_of(desk)[0].client_id == client_id


@pytest.mark.usefixtures("me")
def test_another_client_may_be_chosen_instead(desk: Desk, reviewed: Reviewed) -> None:
    other = clients.save(desk, Client(name="Mairie de Brest", kind=ClientKind.PUBLIC)).value
    form = reviewed()
    form.new_client.box.click()
    assert form.client.isVisible()
    form.client.set_value(other.id)
    form.save()
    assert [one.name for one in desk.table(Client).all()] == ["Mairie de Brest"]
    assert invoices_of(desk)[0].client_id == other.id


@pytest.mark.usefixtures("me")
def test_a_new_client_without_a_name_is_refused_beside_its_field(desk: Desk, reviewed: Reviewed) -> None:
    form = reviewed()
    form.new_name.line.setText("")
    form.save()
    assert form.new_name.problem
    assert invoices_of(desk) == []


@pytest.mark.usefixtures("me")
def test_a_credit_note_is_one_whatever_its_sign(reviewed: Reviewed) -> None:
    form = reviewed(ubl("CreditNote", 381))
    assert form.kind.value is InvoiceKind.CREDIT_NOTE
    assert form.values()["gross"].cents > 0


# ---- what makes one look twice ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("own", "sentence"),
    [(BUYER, "Vous êtes l’acheteur"), ("98765432400019", "et non vous"), ("", "")],
)
def test_whose_invoice_it_is_is_said(desk: Desk, reviewed: Reviewed, own: str, sentence: str) -> None:
    profile.save(desk, Profile(name="Camille Roussel", siret=own))
    words = said(reviewed())
    assert sentence in words
    assert sentence or "non vous" not in words


@pytest.mark.usefixtures("me")
def test_sums_that_do_not_add_up_are_said(reviewed: Reviewed) -> None:
    words = said(reviewed(CII.replace("<ram:GrandTotalAmount>1200.00", "<ram:GrandTotalAmount>1300.00")))
    assert "ne tombent pas juste" in words


# ---- where it comes from ---------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("me")
@pytest.mark.parametrize("suffix", [".pdf", ".xml"])
def test_a_file_chosen_is_reviewed(
    desk: Desk, context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    path = tmp_path / f"facture{suffix}"
    path.write_bytes(pdf_with("factur-x.xml", CII.encode()) if suffix == ".pdf" else CII.encode())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    forms = answering(lambda: dialogs.ask_file(context, None), lambda form: form.save())  # type: ignore[arg-type]
    assert isinstance(forms[0], EInvoiceForm)
    assert invoices_of(desk)[0].number == "F-2027-12"
    stored = files.stored_file(desk, invoices_of(desk)[0].file_id)
    assert stored is not None
    assert stored.name == path.name


def test_a_plain_pdf_begins_an_empty_invoice_that_keeps_it(context: Context, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf())
    with qtbot.waitSignal(context.noted):
        forms = answering(lambda: dialogs.import_file(context, None, path))  # type: ignore[arg-type]
    assert type(forms[0]) is InvoiceForm
    assert forms[0].values()["number"] == ""
    assert forms[0].values()[DOCUMENT].path == path


BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><Invoice>&d;</Invoice>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bombe.xml", BOMB.encode()),
        ("bombe.pdf", pdf_with("factur-x.xml", BOMB.encode())),
        ("casse.xml", b"<Invoice"),
        ("casse.pdf", b"%PDF-1.7\n1 0 obj\n<<"),
    ],
)
def test_what_is_hostile_or_broken_gets_a_sentence(
    context: Context, tmp_path: Path, qtbot: QtBot, name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with qtbot.waitSignal(context.error_raised) as told:
        assert answering(lambda: dialogs.import_file(context, None, path)) == []  # type: ignore[arg-type]
    assert str(told.args[0]).endswith(".")


@pytest.mark.usefixtures("me")
def test_dropped_on_a_dossier_it_is_a_piece_and_its_invoice_is_reviewed(
    desk: Desk, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "F-2027-12.pdf"
    path.write_bytes(pdf_with("factur-x.xml", CII.encode()))
    dispute_id = dispute_with(desk, "Atelier Boréal")
    tab = tab_shown(context, qtbot)
    tab.open_record(dispute_id)
    forms: list[Form] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormDialog)
        forms.append(dialog.form)
        dialog.form.save()

    QTimer.singleShot(0, lambda: QTimer.singleShot(50, look))
    drop_on(tab.dossier, files_in(path))
    qtbot.waitUntil(lambda: bool(forms))
    (piece,) = kept(desk, of_dispute(dispute_id))
    invoice = next(one for one in invoices_of(desk) if one.number == "F-2027-12")
    assert invoice.file_id == piece.file_id
    gone()


@pytest.mark.usefixtures("me")
def test_dropped_again_or_among_others_it_asks_for_nothing(
    desk: Desk, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = [tmp_path / f"F{number}.xml" for number in (1, 2)]
    for number, path in enumerate(paths, 1):
        path.write_text(CII.replace("F-2027-12", f"F-2027-{number}"))
    dispute_id = dispute_with(desk, "Atelier Boréal")
    tab = tab_shown(context, qtbot)
    tab.open_record(dispute_id)
    with qtbot.waitSignal(context.step_done, check_params_cb=lambda words: "2 factures électroniques" in plain(words)):
        drop_on(tab.dossier, files_in(*paths))
    assert QApplication.activeModalWidget() is None
    assert len(kept(desk, of_dispute(dispute_id))) == 2


@pytest.mark.usefixtures("me")
def test_dropped_on_the_contracts_it_is_reviewed_then_shown(
    desk: Desk, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "F-2027-12.xml"
    path.write_text(CII)
    tab = ContractsTab(context)
    qtbot.addWidget(tab)
    tab.refresh()
    tab.show()
    mime = files_in(path)
    held, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle, copied = tab.rect().center(), Qt.DropAction.CopyAction
    QApplication.sendEvent(tab, QDragEnterEvent(middle, copied, mime, held, keys))
    event = QDropEvent(QPointF(middle), copied, mime, held, keys)
    with qtbot.waitSignal(context.navigated) as shown:
        answering(lambda: QApplication.sendEvent(tab, event), lambda form: form.save())
    assert shown.args == ["invoice", invoices_of(desk)[0].id]
