"""« Relancer toutes les factures en retard… »: the list, the letter beside it, writing, giving up, what came of it."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.records import Deadline, Dispute, Letter
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.letters.ids import LADDER
from litigedesk.queries.reminders import candidates
from tests.ui.disputes_world import client_named, invoice_of, who_writes
from ui.context import Context
from ui.dialogs.reminders import WORD, RemindersDialog
from ui.widgets.panels import Callout
from ui.widgets.text import Label

Opened = Callable[[], RemindersDialog]


def words(widget: QWidget) -> str:
    shown = [one.full_text() for one in widget.findChildren(Label) if one.isVisibleTo(widget)]
    return " ".join(shown).replace("\u00a0", " ").replace("\u202f", " ")


def keys(dialog: RemindersDialog) -> list[str]:
    return [line.candidate.client_name for line in dialog.review.chosen]


@pytest.fixture
def world(desk: Desk) -> None:
    """Three consumers to remind, a professional without a legal form, a client nobody knows the kind of."""
    who_writes(desk)
    for number, name in enumerate(("Jeanne Martin", "Paul Guérin", "Zoé Œuvrard"), 1):
        invoice_of(desk, client_named(desk, name, ClientKind.CONSUMER), f"F-{number}")
    invoice_of(desk, client_named(desk, "Atelier Boréal"), "F-4")
    invoice_of(desk, client_named(desk, "Qui donc", ClientKind.UNKNOWN), "F-5")


@pytest.fixture
def opened(context: Context, qtbot: QtBot) -> Opened:
    def make() -> RemindersDialog:
        dialog = RemindersDialog(context, None, candidates(context.desk, context.today()))
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: not dialog.review.is_reading, timeout=20_000)
        dialog.show()
        return dialog

    return make


def written(dialog: RemindersDialog, qtbot: QtBot) -> None:
    dialog.write()
    qtbot.waitUntil(lambda: not dialog.work.is_busy, timeout=60_000)


def show(dialog: RemindersDialog, name: str) -> None:
    table = dialog.review.table
    place = next(n for n, line in enumerate(table.ticks.rows()) if line.candidate.client_name == name)
    table.setCurrentIndex(table.ticks.index(place, 0))


# ---- the list --------------------------------------------------------------------------------------------------------
def test_what_is_ready_is_ticked_what_is_to_be_looked_at_is_not_and_what_is_forbidden_cannot_be(
    world: None, opened: Opened
) -> None:
    dialog = opened()
    assert keys(dialog) == ["Jeanne Martin", "Paul Guérin", "Zoé Œuvrard"]
    assert "3 lettres prêtes · 1 à regarder avant de cocher · 1 impossible" in words(dialog.review)
    assert "3 lettres" in dialog.write_button.text().replace("\u00a0", " ")
    dialog.review.tick(lambda line: line.may_leave)
    assert len(keys(dialog)) == 4
    show(dialog, "Qui donc")
    QTest.keyClick(dialog.review.table, Qt.Key.Key_Space)
    assert len(keys(dialog)) == 4
    dialog.review.tick(lambda _line: False)
    assert not dialog.write_button.isEnabled()


def test_a_narrow_list_leaves_out_what_the_names_need_room_for(world: None, opened: Opened) -> None:
    dialog = opened()
    table = dialog.review.table
    titles = [column.title for column in table.cells.columns]

    def shown() -> list[str]:
        QApplication.processEvents()
        return [title for place, title in enumerate(titles) if not table.isColumnHidden(place)]

    dialog.resize(1366, 768)
    assert shown() == titles
    dialog.resize(683, 384)
    assert shown() == [title for title in titles if title not in {"Factures", "Retard"}]
    assert table.columnWidth(titles.index("Client")) >= 120


def test_space_ticks_the_row_and_the_side_says_why_with_its_article(world: None, opened: Opened) -> None:
    dialog = opened()
    show(dialog, "Atelier Boréal")
    assert "SIRET du client absent" in words(dialog.review)
    QTest.keyClick(dialog.review.table, Qt.Key.Key_Space)
    assert "Atelier Boréal" in keys(dialog)
    QTest.keyClick(dialog.review.table, Qt.Key.Key_Space)
    assert "Atelier Boréal" not in keys(dialog)
    show(dialog, "Qui donc")
    assert [one for one in dialog.review.findChildren(Callout) if one.property("tone") == "late"]


def test_another_tone_is_chosen_line_by_line_and_the_letter_is_drawn(world: None, opened: Opened, qtbot: QtBot) -> None:
    dialog = opened()
    show(dialog, "Paul Guérin")
    dialog.review.choose_tone(LADDER[1])
    line = dialog.review.table.record
    assert line is not None
    assert line.template is not None
    assert line.template.id == LADDER[1]
    assert "Paul Guérin" in keys(dialog), "nothing stands in its way either: it stays ticked"
    dialog.review.choose_tone(LADDER[2])
    assert "Paul Guérin" not in keys(dialog), "a formal notice is looked at first"
    dialog.review.draw()
    qtbot.waitUntil(lambda: dialog.review.view.pdf.startswith(b"%PDF"), timeout=20_000)


# ---- writing ---------------------------------------------------------------------------------------------------------
def test_the_letters_ticked_are_filed_and_ready_to_print_and_one_undo_takes_all_back(
    desk: Desk, context: Context, world: None, opened: Opened, qtbot: QtBot
) -> None:
    told: list[frozenset[str]] = []
    context.data_changed.connect(told.append)
    dialog = opened()
    dialog.sent.set_value(True)
    written(dialog, qtbot)
    assert dialog.done_with is not None
    assert dialog.done_with.pdf.startswith(b"%PDF")
    assert dialog.print_button.isVisible()
    assert "3 lettres enregistrées dans leurs dossiers" in words(dialog.written)
    assert [one.sent_on for one in desk.table(Letter).all()] == [context.today()] * 3
    assert len(told) == 1
    assert {"letter", "dispute"} <= told[0]
    context.undo()
    assert (desk.table(Letter).count(), desk.table(Dispute).count(), desk.table(Deadline).count()) == (0, 0, 0)


def test_escape_stops_between_two_letters_and_says_how_many_are_filed(
    desk: Desk, world: None, opened: Opened, qtbot: QtBot
) -> None:
    dialog = opened()
    dialog.work.told.connect(
        lambda share, _words: share and dialog.work.is_busy and QTest.keyClick(dialog, Qt.Key.Key_Escape)
    )
    written(dialog, qtbot)
    assert dialog.isVisible()
    count = desk.table(Letter).count()
    assert 0 < count < 3
    assert "sur 3 ; les autres n’ont pas été commencées" in words(dialog.written)
    assert dialog.done_with is not None
    assert dialog.done_with.pdf, "those filed can be printed"
    assert all(one.pdf_file_id and one.docx_file_id for one in desk.table(Letter).all())


def test_word_files_go_where_asked_and_giving_up_the_folder_changes_nothing(
    desk: Desk, world: None, opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answers = ["", str(tmp_path)]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: answers.pop(0))
    dialog = opened()
    dialog.output.set_value(WORD)
    dialog.write()
    assert dialog.stack.currentWidget() is dialog.review
    written(dialog, qtbot)
    names = sorted(one.name for one in tmp_path.glob("*.docx"))
    assert names == [
        "Jeanne Martin F-1 Relance amiable.docx",
        "Paul Guérin F-2 Relance amiable.docx",
        "Zoé Œuvrard F-3 Relance amiable.docx",
    ]
    assert str(tmp_path) in words(dialog.written)
    assert desk.table(Letter).count() == 3


@pytest.mark.parametrize(("theirs", "filed"), [(True, 3), (False, 0)])
def test_a_full_disk_is_told_and_what_is_filed_stays_whole(
    desk: Desk,
    world: None,
    opened: Opened,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    theirs: bool,
    filed: int,
) -> None:
    """The disk that the Word files go to, or the program's own."""
    folder = tmp_path / "remises"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    real = Path.replace

    def full(self: Path, target: Path) -> Path:
        if (Path(target).parent == folder) is theirs and Path(target).suffix == ".docx":
            raise OSError(errno.ENOSPC, "full")
        return real(self, target)

    dialog = opened()
    dialog.output.set_value(WORD)
    monkeypatch.setattr(Path, "replace", full)
    written(dialog, qtbot)
    assert "Le disque est plein" in words(dialog.written)
    assert desk.table(Letter).count() == filed
    assert list(folder.glob("*.docx")) == []


def test_with_nobody_to_remind_the_window_says_so(desk: Desk, opened: Opened) -> None:
    who_writes(desk)
    dialog = opened()
    assert "Aucune facture n’est en retard." in words(dialog.review)
    assert not dialog.write_button.isEnabled()
    assert not dialog.review.table.isVisible()
    assert not dialog.output.isVisible()
