"""A disk with no room left: each thing that writes says so, and what was there stays whole."""

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Dispute, Event, Invoice, Payment, Profile
from litigedesk.domain.vocabulary import ClientKind, EventKind, SendMethod
from litigedesk.errors import StorageError
from litigedesk.operations import backup, clients, disputes, exports, invoices, letters, profile
from litigedesk.operations.letters import Choices
from tests.bad_input.broken_files import picture
from tests.bad_input.conftest import NOW
from tests.bad_input.witness import contents, faults, files
from ui.app import build_window
from ui.forms.client_form import ClientForm
from ui.letter_window import LetterWindow
from ui.window_state import WindowState

CHOICES = Choices(written_on=date(2026, 11, 22), send_method=SendMethod.POST, reply_by=date(2026, 12, 20))
BALLAST = "ballast"
SAYS_FULL = "Le disque est plein"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disque"
    disk.mkdir()
    mount = shutil.which("mount") or ""
    command = [mount, "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)]
    if not mount or sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.fixture
def cramped(small_disk: Path) -> Iterator[Desk]:
    """A dossier on a small disk that still has room."""
    with Desk.open(small_disk / "données", lambda: NOW) as desk:
        wanted = Profile(
            name="Camille Roussel",
            street="12 rue des Tanneurs",
            postcode="35000",
            city="Rennes",
            siret="00010001600013",
            iban="FR7699999000010000012345693",
        )
        profile.save(desk, wanted)
        address = Address(client_id=0, street="8 quai des Indes", postcode="56100", city="Lorient")
        client_id = clients.save(desk, Client(kind=ClientKind.PROFESSIONAL, name="Boréal"), [], [address]).value.id or 0
        for number in ("F-1", "F-2"):
            invoices.save(
                desk,
                Invoice(
                    client_id=client_id,
                    number=number,
                    title="Refonte",
                    issued_on=date(2026, 4, 1),
                    performed_on=date(2026, 4, 1),
                    due_on=date(2026, 5, 1),
                    net=Money.of(100),
                    gross=Money.of(100),
                ),
            )
        disputes.open_dispute(desk, Dispute(client_id=client_id, opened_on=date(2026, 10, 1)), [1, 2])
        letters.file(desk, of_dispute(1), "relance-amiable", CHOICES)
        desk.backups.make(desk.now())
        yield desk


def fill(disk: Path) -> None:
    with contextlib.suppress(OSError), (disk / BALLAST).open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def test_every_operation_on_a_full_disk_says_so_and_writes_nothing(
    cramped: Desk, small_disk: Path, tmp_path: Path
) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(picture())
    fill(small_disk)
    before = contents(cramped), files(cramped.folder), cramped.undo_label
    attempts: dict[str, Callable[[], object]] = {
        "record": lambda: clients.save(cramped, Client(name="Martin", notes="x" * 20_000)),
        "payment": lambda: [
            invoices.save_payment(
                cramped, Payment(invoice_id=1, paid_on=date(2026, 11, 2), amount=Money.of(1), note="x" * 20_000)
            )
            for _ in range(50)
        ],
        "letter": lambda: letters.file(cramped, of_dispute(1), "relance-ferme", CHOICES),
        "delete": lambda: [disputes.delete(cramped, 1) or cramped.undo() for _ in range(500)],
        "logo": lambda: profile.save(cramped, cramped.profile(), {"logo": logo}),
        "backup": lambda: cramped.backups.make(cramped.now()),
        "copy": lambda: backup.copy_to(cramped, small_disk / "copie.sqlite"),
        "export": lambda: exports.write_file(small_disk / "lettre.pdf", bytes(100_000)),
    }
    for what, attempt in attempts.items():
        with pytest.raises(StorageError, match=SAYS_FULL):
            attempt()
            pytest.fail(f"{what}: nothing was refused")
        if what in {"record", "letter", "logo", "backup", "copy", "export"}:
            assert (contents(cramped), files(cramped.folder)) == before[:2], what
        while cramped.undo_label != before[2]:
            with contextlib.suppress(StorageError):
                cramped.undo()
    assert not list(small_disk.rglob("*.part"))
    assert not (small_disk / "lettre.pdf").exists()
    (small_disk / BALLAST).unlink()
    assert contents(cramped) == before[0]
    assert faults(cramped) == []
    assert letters.file(cramped, of_dispute(1), "relance-ferme", CHOICES).value.id is not None


def test_an_existing_export_is_not_lost_to_a_full_disk(small_disk: Path) -> None:
    target = small_disk / "lettre.pdf"
    target.write_bytes(b"la lettre d'avant")
    fill(small_disk)
    with pytest.raises(StorageError, match=SAYS_FULL):
        exports.write_file(target, bytes(100_000))
    assert target.read_bytes() == b"la lettre d'avant"
    assert {path.name for path in small_disk.iterdir()} == {"lettre.pdf", BALLAST}


def test_the_database_that_may_grow_no_more_keeps_all_it_had(desk: Desk, unpaid: Dispute) -> None:
    """Without mounting anything: SQLite is told that its file may not grow."""
    pages = desk.db.value("SELECT * FROM pragma_page_count")
    desk.db._command(f"PRAGMA max_page_count = {pages}")
    before, added = contents(desk), 0
    for length in (20_000, 2_000, 200, 0):  # until not even a line fits
        noted = Event(dispute_id=1, kind=EventKind.CALL, happened_on=NOW.date(), title="x", body="x" * length)
        with pytest.raises(StorageError, match=SAYS_FULL):
            for _ in range(300):
                disputes.save_event(desk, noted)
                added += 1
    present, last = contents(desk), desk.undo_label
    assert len(present["event"]) == len(before["event"]) + added
    with pytest.raises(StorageError, match=SAYS_FULL):
        letters.file(desk, of_dispute(unpaid.id or 0), "relance-amiable", CHOICES)
    assert (contents(desk), desk.undo_label) == (present, last)
    desk.db._command("PRAGMA max_page_count = 100000")
    assert set(faults(desk)) <= {"file-orphan"}
    assert letters.file(desk, of_dispute(unpaid.id or 0), "relance-ferme", CHOICES).value.id is not None


def test_a_form_on_a_full_disk_says_so_in_the_window_and_keeps_what_was_typed(
    cramped: Desk, small_disk: Path, french: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window = build_window(cramped, WindowState(tmp_path / "f.ini"))
    qtbot.addWidget(window)
    window.show()
    form = ClientForm(window.context, None)
    qtbot.addWidget(form)
    form.editor("name").set_value("Martin")
    form.editor("notes").set_value("x" * 19_000)
    fill(small_disk)
    form.save()
    assert SAYS_FULL in window.message.text
    assert form.is_dirty
    assert form.editor("name").value == "Martin"
    (small_disk / BALLAST).unlink()
    form.save()
    assert cramped.table(Client).count() == 2


def test_the_letter_window_on_a_full_disk_says_so_and_files_nothing(
    cramped: Desk, small_disk: Path, french: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window = build_window(cramped, WindowState(tmp_path / "f.ini"))
    qtbot.addWidget(window)
    composed = LetterWindow(window.context, window, of_dispute(1), "relance-ferme")
    qtbot.addWidget(composed)
    composed.show()
    composed.settled()
    fill(small_disk)
    before = contents(cramped), files(cramped.folder)
    window.context.run(letters.file, of_dispute(1), "relance-ferme", CHOICES)
    assert SAYS_FULL in composed.messages.text
    assert (contents(cramped), files(cramped.folder)) == before


def test_a_folder_on_a_disk_without_a_byte_left_says_so_and_opens_with_a_little_room(
    small_disk: Path, cramped: Desk
) -> None:
    cramped.close()
    fill(small_disk)
    before = files(small_disk)
    with pytest.raises(StorageError, match=SAYS_FULL):
        Desk.open(small_disk / "données", lambda: NOW)
    assert files(small_disk) == before
    with (small_disk / BALLAST).open("rb+") as file:
        file.truncate((small_disk / BALLAST).stat().st_size - 200_000)
    with Desk.open(small_disk / "données", lambda: NOW) as desk:
        assert desk.table(Client).count() == 1
        assert letters.written(desk, of_dispute(1), "relance-ferme", CHOICES, pdf=True).startswith(b"%PDF")
