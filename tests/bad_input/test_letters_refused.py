"""A letter that cannot be written: everything that is missing at once, each with the way to its field; nothing filed."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.__main__ import main
from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Dispute, Invoice, Profile
from litigedesk.domain.vocabulary import ClientKind, ProfileStatus, SendMethod
from litigedesk.errors import MissingFacts, Refused
from litigedesk.operations import clients, disputes, invoices, letters, profile, trash
from litigedesk.operations.letters import Choices
from litigedesk.queries import disputes as dossiers
from litigedesk.queries import today
from tests.bad_input.conftest import TODAY
from tests.bad_input.witness import contents
from ui.app import build_window
from ui.context import Context
from ui.dialogs.calculators.interest import InterestCalculator
from ui.dialogs.form_dialog import FormDialog
from ui.forms.base_editor import Editor
from ui.letter_window import LetterWindow
from ui.main_window import MainWindow
from ui.widgets.buttons import Button
from ui.widgets.text import Label
from ui.window_state import WindowState

Untouched = Callable[[], AbstractContextManager[None]]
NOTICE = "mise-en-demeure"


def choices(on: date = TODAY) -> Choices:
    return Choices(written_on=on, send_method=SendMethod.REGISTERED, reply_by=date(on.year, 12, 28))


@pytest.fixture
def bare(desk: Desk) -> int:
    """A dispute of which hardly anything is known."""
    profile.save(desk, Profile(name="Camille Roussel"))
    client = clients.save(desk, Client(kind=ClientKind.PROFESSIONAL, name="Boréal")).value
    wanted = Invoice(
        client_id=client.id or 0,
        number="F-1",
        issued_on=date(2026, 4, 1),
        due_on=date(2026, 5, 1),
        net=Money.of(100),
        gross=Money.of(100),
    )
    invoice = invoices.save(desk, wanted).value
    return (
        disputes.open_dispute(
            desk, Dispute(client_id=client.id or 0, opened_on=date(2026, 10, 1)), [invoice.id or 0]
        ).value.id
        or 0
    )


def window_on(context: Context, qtbot: QtBot, dispute_id: int, template: str = NOTICE) -> LetterWindow:
    window = LetterWindow(context, None, of_dispute(dispute_id), template)
    qtbot.addWidget(window)
    window.show()
    window.settled()
    return window


def links(window: LetterWindow, prefix: str) -> list[Button]:
    return [one for one in window.findChildren(Button) if one.objectName().startswith(prefix) and one.isVisible()]


def words_of(window: QWidget) -> str:
    return " ".join(label.full_text() for label in window.findChildren(Label) if label.isVisibleTo(window))


def field_reached(press: Callable[[], None]) -> str:
    """The editor that has the keys in the form that opens; closes the form."""
    reached: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            assert isinstance(dialog, FormDialog), dialog
            widget = dialog.focusWidget()
            while widget is not None and not isinstance(widget, Editor):
                widget = widget.parentWidget()
            reached.append(widget.name if isinstance(widget, Editor) else "nowhere")
        finally:
            if isinstance(dialog, QDialog):
                dialog.reject()

    QTimer.singleShot(50, look)
    press()
    return reached[0] if reached else "no form"


def test_everything_missing_is_listed_at_once_and_each_link_reaches_its_field(
    context: Context, bare: int, qtbot: QtBot, untouched: Untouched
) -> None:
    with untouched():
        window = window_on(context, qtbot, bare)
        shown = links(window, "letter.missing.")
        with pytest.raises(MissingFacts) as refused:
            letters.file(context.desk, of_dispute(bare), NOTICE, choices())
        assert len(shown) == len(refused.value.facts) >= 6
        assert f"Il manque {len(shown)}" in words_of(window)
        assert not window.primary.isEnabled()
        assert not any(button.isEnabled() for button in window.exits.buttons)
        expected = [fact.target.partition(".")[2] for fact in refused.value.facts]
        reached = [field_reached(link.click) for link in shown]
    assert reached == ["street" if name == "address" else name for name in expected]


def test_a_dispute_left_without_invoices_says_so_and_leads_to_them(
    context: Context, unpaid: Dispute, new_invoice: Callable[..., Invoice], qtbot: QtBot
) -> None:
    desk, dispute_id = context.desk, unpaid.id or 0
    disputes.delete(desk, dispute_id)
    other = new_invoice("F-9")
    disputes.open_dispute(desk, replace(unpaid, id=None, reference="LIT-2026-009"), [1, other.id or 0])
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert desk.table(Invoice).count(dispute_id=dispute_id) == 0
    page = dossiers.dossier(desk, dispute_id, TODAY)
    assert page.sums.total_due == Money(0)
    today.overview(desk, TODAY)
    before = contents(desk)
    window = window_on(context, qtbot, dispute_id)
    (link,) = links(window, "letter.missing.")
    assert "facture" in link.accessibleName()
    assert field_reached(link.click) == "invoice_ids"
    with pytest.raises(MissingFacts, match="au moins une facture"):
        letters.file(desk, of_dispute(dispute_id), NOTICE, choices())
    assert contents(desk) == before


def test_a_client_of_unknown_kind_is_asked_for(
    context: Context, unpaid: Dispute, debtor: Client, qtbot: QtBot, untouched: Untouched
) -> None:
    clients.save(context.desk, replace(debtor, kind=ClientKind.UNKNOWN), [], context.desk.table(Address).all())
    with untouched():
        window = window_on(context, qtbot, unpaid.id or 0)
        assert "Type de client inconnu" in words_of(window)
        (link,) = links(window, "letter.mend.")
        assert field_reached(link.click) == "kind"
        with pytest.raises(Refused):
            letters.file(context.desk, of_dispute(unpaid.id or 0), NOTICE, choices())


def test_a_worker_under_portage_is_refused_the_notice_and_offered_what_they_may_send(
    context: Context, unpaid: Dispute, me: Profile, qtbot: QtBot, untouched: Untouched
) -> None:
    profile.save(context.desk, replace(me, status=ProfileStatus.PORTAGE))
    with untouched():
        window = window_on(context, qtbot, unpaid.id or 0)
        assert "portage" in words_of(window)
        assert not window.primary.isEnabled()
        with pytest.raises(Refused, match="portage"):
            letters.file(context.desk, of_dispute(unpaid.id or 0), NOTICE, choices())
        with pytest.raises(Refused, match="portage"):
            letters.written(context.desk, of_dispute(unpaid.id or 0), NOTICE, choices(), pdf=True)
        (link,) = links(window, "letter.mend.")
        link.click()
        assert window.settled().template.id == "impaye-portage"
    assert [one.target for one in window.settled().missing] == ["company.name"]  # no portage company is known yet


# ---- a half-year with no rate ----------------------------------------------------------------------------------------
LATER = datetime(2027, 8, 2, 9)


@pytest.fixture
def later(desk: Desk, unpaid: Dispute, folder: Path) -> Iterator[Desk]:
    """The same folder, opened two half-years after the table ends."""
    desk.close()
    with Desk.open(folder, lambda: LATER) as opened:
        yield opened


def test_a_half_year_without_a_rate_is_named_everywhere_and_stops_nothing_else(
    later: Desk, french: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window: MainWindow = build_window(later, WindowState(tmp_path / "f.ini"))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    before = contents(later)
    page = dossiers.dossier(later, 1, LATER.date())
    assert page.sums.statement is None
    assert "2027-S1" in page.sums.obstacle
    assert page.sums.total_due == Money.of(2500)
    today.overview(later, LATER.date())
    window.context.navigate("dispute", 1)
    QApplication.processEvents()
    assert "2027-S1" in words_of(window)
    composed = window_on(window.context, qtbot, 1)
    assert "Il manque un taux d’intérêt" in words_of(composed)
    assert "2027-S1" in words_of(composed)
    assert [link.text() for link in links(composed, "letter.mend.")] == ["Ajouter le semestre"]
    with pytest.raises(Refused, match="2027-S1"):
        letters.file(later, of_dispute(1), NOTICE, choices(LATER.date()))
    calculator = InterestCalculator(window.context)
    qtbot.addWidget(calculator)
    calculator.show()
    for editor in calculator.findChildren(Editor):
        if editor.name in {"due", "until", "principal"}:
            editor.set_raw({"due": "01/05/2026", "until": "02/08/2027", "principal": "100"}[editor.name])
        elif editor.name == "client":
            editor.set_value(ClientKind.PROFESSIONAL)
        editor.changed.emit()
    QApplication.processEvents()
    assert "2027-S1" in words_of(calculator)
    assert contents(later) == before


def test_the_command_line_says_a_missing_half_year_and_writes_nothing(
    later: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = later.folder
    later.close()
    out = tmp_path / "lettre.pdf"
    status = main(["--data", str(folder), "letter", NOTICE, "--dispute", "1", "--out", str(out)], today=LATER.date())
    assert status == 1
    assert "2027-S1" in capsys.readouterr().err
    assert not out.exists()
    wanted = [
        "interest",
        "--client",
        "professional",
        "--principal",
        "100",
        "--due",
        "2026-05-01",
        "--until",
        "2027-08-02",
    ]
    assert main(wanted, today=LATER.date()) == 1
    assert "2027-S1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["letter", NOTICE, "--dispute", "99", "--out", "x.pdf"], 1, "n’existe plus"),
        (["letter", NOTICE, "--dispute", "0", "--out", "x.pdf"], 1, "n’existe plus"),
        (["letter", "inconnue", "--dispute", "1", "--out", "x.pdf"], 1, "."),
        (["letter", NOTICE, "--dispute", "1", "--out", "x.exe"], 1, ".docx ou .pdf"),
        (["letter", NOTICE, "--dispute", "1", "--out", "/nulle/part/x.pdf"], 1, "n’existe pas"),
        (["letter", NOTICE, "--dispute", "un", "--out", "x.pdf"], 2, "n’est pas un nombre"),
        (["restore", "/nulle/part.sqlite"], 1, "n’existe pas"),
        (["restore", __file__], 1, "."),
        (["backup", "--out", "/nulle/part/x.sqlite"], 1, "n’existe pas"),
        (["demo", __file__], 1, "existe déjà"),
        (
            [
                "interest",
                "--client",
                "professional",
                "--principal",
                "1e5",
                "--due",
                "2026-05-01",
                "--until",
                "2026-08-02",
            ],
            2,
            "n’est pas une somme",
        ),
        (
            [
                "interest",
                "--client",
                "professional",
                "--principal",
                "-1",
                "--due",
                "2026-05-01",
                "--until",
                "2026-08-02",
            ],
            2,
            "--principal",
        ),
        (
            [
                "interest",
                "--client",
                "professional",
                "--principal",
                "1",
                "--due",
                "2026-02-31",
                "--until",
                "2026-08-02",
            ],
            2,
            "n’est pas une date",
        ),
    ],
)
def test_the_command_line_refuses_in_a_sentence_and_changes_nothing(
    desk: Desk,
    unpaid: Dispute,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: list[str],
    status: int,
    said: str,
) -> None:
    before = contents(desk)
    folder = desk.folder
    desk.close()
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    try:
        found = main(["--data", str(folder), *words], today=TODAY)
    except SystemExit as left:
        found = int(left.code or 0)
    assert found == status
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error
    assert main(["--data", str(folder), "--json", "check"], today=TODAY) == 0
    assert json.loads(capsys.readouterr().out)["ok"]
    with Desk.open(folder, lambda: datetime(2026, 11, 22, 9)) as again:
        assert contents(again) == before
