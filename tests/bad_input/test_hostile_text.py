"""Text made to be read as something else is shown, printed, filed and sent as text, and breaks nothing."""

import email
import email.policy
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Contact, Contract, Deadline, Dispute, Event, Invoice, Payment
from litigedesk.domain.vocabulary import ClientKind, EventKind, SendMethod
from litigedesk.errors import UserError
from litigedesk.letters import catalogue, escaping
from litigedesk.letters import email as mail
from litigedesk.operations import clients, contracts, disputes, invoices, letters, profile
from litigedesk.operations.letters import Choices
from litigedesk.queries import clients as client_pages
from litigedesk.queries import dispute_list, today
from litigedesk.queries import disputes as dossiers
from litigedesk.queries.dispute_list import Scope
from tests.bad_input.hostile import TEXTS
from tests.bad_input.witness import faults
from tests.letters import pages
from ui.app import build_window
from ui.dialogs.trash import TrashDialog
from ui.forms.client_form import ClientForm
from ui.forms.dispute_form import DisputeForm
from ui.forms.event_form import EventForm
from ui.forms.invoice_form import InvoiceForm
from ui.forms.payment_form import PaymentForm
from ui.kept_files import LetterFiles
from ui.letter_window import LetterWindow
from ui.letter_window.exports import proposed_name
from ui.main_window import MainWindow
from ui.window_state import WindowState

DAY = date(2026, 11, 22)
CHOICES = Choices(
    written_on=DAY, send_method=SendMethod.POST, reply_by=date(2026, 12, 20), enclosures=("Devis <signé> & {{x}}",)
)
RESERVED = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")

everywhere = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())


def filled(desk: Desk, text: str) -> int:
    """A dossier in which every text that can be typed is this one; returns its number."""
    profile.save(desk, replace(desk.profile(), activity=text, registry_city=text, website=text, city=text))
    wanted = Client(kind=ClientKind.PROFESSIONAL, name=text, legal_form=text, salutation=text, notes=text)
    place = Address(client_id=0, label=text, street=text, street_extra=text, postcode="56100", city=text)
    client_id = clients.save(desk, wanted, [Contact(client_id=0, name=text, role=text)], [place]).value.id or 0
    contract = contracts.save(
        desk, Contract(client_id=client_id, reference=text, title=text, notes=text, signed_on=date(2026, 3, 2))
    ).value
    invoice = invoices.save(
        desk,
        Invoice(
            client_id=client_id,
            contract_id=contract.id,
            number=text,
            title=text,
            notes=text,
            issued_on=date(2026, 4, 29),
            performed_on=date(2026, 4, 28),
            due_on=date(2026, 5, 31),
            net=Money.of(2500),
            gross=Money.of(2500),
        ),
    ).value
    dispute = Dispute(
        client_id=client_id,
        reference=text,
        title=text,
        notes=text,
        contested_reason=text,
        contest_answer=text,
        contested_amount=Money.of(1),
        opened_on=date(2026, 10, 1),
    )
    dispute_id = disputes.open_dispute(desk, dispute, [invoice.id or 0]).value.id or 0
    disputes.save_event(desk, Event(dispute_id=dispute_id, kind=EventKind.CALL, happened_on=DAY, title=text, body=text))
    disputes.save_deadline(desk, Deadline(dispute_id=dispute_id, title=text, due_on=DAY, reason=text))
    invoices.save_payment(desk, Payment(invoice_id=invoice.id or 0, paid_on=DAY, amount=Money.of(1), note=text))
    return dispute_id


# ---- records and letters ---------------------------------------------------------------------------------------------
@everywhere
def test_text_comes_back_as_it_was_typed_and_is_found_again(desk: Desk, me: object, text: str) -> None:
    dispute_id = filled(desk, text)
    page = dossiers.dossier(desk, dispute_id, DAY)
    assert (page.client.name, page.sums.lines[0].invoice.number) == (text, text)
    assert page.dispute.reference == text.strip()
    assert len(dispute_list.rows(desk, DAY, Scope.OPEN, text.strip()[:40])) == 1
    assert client_pages.rows(desk, text.strip()[:40])
    assert today.overview(desk, DAY).outstanding > Money(0)
    assert faults(desk) == []


@everywhere
def test_a_letter_prints_it_and_its_files_have_names_of_any_system(desk: Desk, me: object, text: str) -> None:
    template, dispute_id = "mise-en-demeure", filled(desk, text)
    letter = letters.file(desk, of_dispute(dispute_id), template, CHOICES).value
    (pdf_page, word_text) = (
        "".join(
            pages.dense(one) for one in pages.texts((desk.folder / "fichiers").rglob("*.pdf").__next__().read_bytes())
        ),
        "\n".join(_paragraphs((desk.folder / "fichiers").rglob("*.docx").__next__().read_bytes())),
    )
    seen = escaping.clean(text)[:60]
    assert seen in word_text
    if all(ord(char) < 0x250 for char in seen):
        assert pages.dense(seen)[:30] in pdf_page
    facts = letters.facts(desk, of_dispute(dispute_id), template, CHOICES)
    for name in (
        LetterFiles.name(letter, text, "pdf"),
        proposed_name(catalogue.template(template), facts, ".docx"),
    ):
        assert not RESERVED.search(name)
        assert not DEVICES.fullmatch(name)
        assert not name.endswith((" ", "."))
        assert len(name.encode()) <= 255
        assert len(name) <= 140
    assert faults(desk) == []


def _paragraphs(data: bytes) -> Iterator[str]:
    made = docx.Document(io.BytesIO(data))
    yield from (paragraph.text for paragraph in made.paragraphs)
    yield from (cell.text for table in made.tables for row in table.rows for cell in row.cells)


def test_a_copy_of_a_filed_letter_never_leaves_the_folder_chosen(
    desk: Desk, me: object, context: object, tmp_path: Path
) -> None:
    letter = letters.file(desk, of_dispute(filled(desk, TEXTS["path"])), "relance-amiable", CHOICES).value
    name = LetterFiles.name(letter, TEXTS["path"], "pdf")
    assert (tmp_path / name).resolve().parent == tmp_path.resolve()


# ---- e-mail ----------------------------------------------------------------------------------------------------------
@everywhere
def test_a_message_has_the_headers_we_gave_it_and_no_other(desk: Desk, me: object, text: str) -> None:
    facts = letters.facts(desk, of_dispute(filled(desk, text)), "relance-amiable", CHOICES)
    facts = replace(facts, known_client=replace(facts.client, email="boreal@boreal.example\r\nBcc: voleur@mal.example"))
    template = catalogue.template("relance-amiable")
    message = email.message_from_bytes(mail.draft(template, facts, b"%PDF-1.4"), policy=email.policy.default)
    assert set(message.keys()) <= {"X-Unsent", "From", "To", "Subject", "MIME-Version", "Content-Type"}
    assert message["X-Unsent"] == "1"
    (attached,) = message.iter_attachments()
    assert not RESERVED.search(attached.get_filename() or "")
    link = mail.mailto(template, facts)
    assert len(link) <= 2000
    parts = urlsplit(link)
    assert set(parse_qs(parts.query)) <= {"subject", "body"}
    assert "\n" not in unquote(parts.path)
    assert "#" not in link
    assert "\r" not in link


# ---- windows ---------------------------------------------------------------------------------------------------------
def window_over(desk: Desk, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    window = build_window(desk, WindowState(tmp_path / "fenetre.ini"))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    return window


def might_be_html(text: str) -> bool:
    """Whether Qt would read it as HTML; it knows by a tag it knows."""
    return bool(re.search(r"<(b|i|a|br|img|qt|p|span|html|font|u|script)\b", text)) and not text.startswith("<qt>")


def read_as_more_than_text(top: QWidget) -> list[str]:
    """What Qt would read as HTML in a label or a tooltip, and names whose « & » it would take for a shortcut."""
    found = []
    for widget in (top, *top.findChildren(QWidget)):
        if might_be_html(widget.toolTip()):
            found.append(f"tooltip of {type(widget).__name__} {widget.objectName()}")
        if (
            isinstance(widget, QLabel)
            and widget.textFormat() != Qt.TextFormat.PlainText
            and might_be_html(widget.text())
        ):
            found.append(f"label {widget.objectName()}")
        if (
            isinstance(widget, QAbstractButton | QMenu)
            and "Fils <" in _words(widget)
            and "&& Fils" not in _words(widget)
        ):
            found.append(f"button {widget.objectName()}: {_words(widget)[:80]}")
    for action in top.findChildren(QAction):
        if "Fils <" in action.text() and "&& Fils" not in action.text():
            found.append(f"action {action.text()[:80]}")
        if might_be_html(action.toolTip()):
            found.append(f"tooltip of action {action.text()[:80]}")
    return found


def _words(widget: QAbstractButton | QMenu) -> str:
    return widget.title() if isinstance(widget, QMenu) else widget.text()


def test_no_window_reads_what_is_typed_as_anything_but_text(
    desk: Desk, me: object, french: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    text = TEXTS["ampersand"] + TEXTS["html"] + TEXTS["placeholder"]
    dispute_id = filled(desk, text)
    letters.file(desk, of_dispute(dispute_id), "relance-amiable", CHOICES)
    window = window_over(desk, qtbot, tmp_path)
    found: list[str] = []
    for width in (1366, 900):
        window.resize(width, 700)
        for kind in ("client", "contract", "invoice", "dispute"):
            window.context.navigate(kind, 1)
            QApplication.processEvents()
            found += read_as_more_than_text(window)
    composed = LetterWindow(window.context, window, of_dispute(dispute_id), "relance-ferme")
    qtbot.addWidget(composed)
    composed.show()
    composed.settled()
    found += read_as_more_than_text(composed)
    context = window.context
    for form in (
        DisputeForm(context, dossiers.dossier(desk, dispute_id, DAY)),
        PaymentForm(context, None, [1]),
        InvoiceForm(context, 1),
        ClientForm(context, 1),
        EventForm(context, dispute_id, None),
    ):
        qtbot.addWidget(form)
        form.show()
        found += read_as_more_than_text(form)
    window.context.fail(UserError(text))
    assert window.message.text.startswith("Dupont & Fils <SA>")
    disputes.delete(desk, dispute_id)
    bin_ = TrashDialog(window.context, window)
    qtbot.addWidget(bin_)
    bin_.show()
    found += read_as_more_than_text(bin_)
    assert sorted(set(found)) == []


@pytest.mark.parametrize("name", ["control", "lines", "right to left", "one long word"])
def test_every_screen_can_show_it_and_stays_within_the_laptop(
    desk: Desk, me: object, french: QApplication, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    dispute_id = filled(desk, TEXTS[name])
    window = window_over(desk, qtbot, tmp_path)
    for kind in ("client", "contract", "invoice", "dispute"):
        window.context.navigate(kind, 1)
        QApplication.processEvents()
        window.grab()
        assert window.minimumSizeHint().width() <= 1366
        assert window.width() <= 1366
    composed = LetterWindow(window.context, window, of_dispute(dispute_id), "mise-en-demeure")
    qtbot.addWidget(composed)
    composed.show()
    composed.settled()
    composed.grab()
    assert composed.minimumSizeHint().width() <= 1366
