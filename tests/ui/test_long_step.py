"""A step of thousands of rows: short, nothing is shown; long, its progress and « Annuler », which leaves everything as it was."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.records import Client
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.operations import bulk, clients
from litigedesk.store.backups.keeper import Backups
from ui import list_output
from ui.context import Context
from ui.dialogs.beside import read_beside
from ui.dialogs.bulk import delete_several
from ui.dialogs.long_step import LongStep, long_step
from ui.dialogs.long_work import LongWork, Progress
from ui.models.noun import Noun
from ui.wizard.meanwhile import GivenUp

Asked = Callable[[], list[LongStep]]


def steps() -> list[LongStep]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, LongStep) and one.isVisible()]


def until_shown(told: Callable[[int, int], None]) -> LongStep:
    """Work in slices, as long as a person needs to wonder."""
    while not steps():
        told(1, 2)
    return steps()[0]


def many(desk: Desk, count: int = 3) -> list[int]:
    with desk.db.transaction("Import"):
        return list(
            desk.table(Client).insert_all([Client(kind=ClientKind.PROFESSIONAL, name=f"n{n}") for n in range(count)])
        )


def agree() -> None:
    box = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible())
    next(button for button in box.buttons() if button.text() == "Mettre à la corbeille").click()


def test_a_short_step_shows_nothing(qtbot: QtBot) -> None:
    shown: list[LongStep] = []

    def step(told: Callable[[int, int], None]) -> str:
        told(0, 1)
        shown.extend(steps())
        return "fait"

    assert long_step(None, "Annulation", "Rien.", step) == "fait"
    assert shown == []


def test_a_long_step_shows_how_far_it_is_and_ends_with_its_window(qtbot: QtBot) -> None:
    def step(told: Callable[[int, int], None]) -> str:
        shown = until_shown(told)
        told(2, 4)
        assert shown.page.bar.value() == 500
        assert shown.page.words.full_text().replace("\u00a0", " ") == "2 sur 4"
        assert shown.isModal()
        return "fait"

    assert long_step(None, "Annulation", "Rien.", step) == "fait"
    assert steps() == []


def test_given_up_an_undo_leaves_everything_and_says_so(context: Context, desk: Desk, qtbot: QtBot) -> None:
    ids = many(desk, 2000)
    said: list[str] = []
    context.error_raised.connect(said.append)

    def step(told: Callable[[int, int], None]) -> object:
        def slowly(done: int, total: int) -> None:
            if done > total / 2:
                until_shown(told).cancel_button.click()
            told(done, total)

        return desk.undo(slowly)

    with pytest.raises(GivenUp, match="tout est resté"):
        long_step(None, "Annulation", "Rien n’a changé : tout est resté.", step)
    assert (desk.table(Client).count(), desk.undo_label) == (len(ids), "Import")
    context.undo()
    assert (desk.table(Client).count(), said) == (0, [])


def test_several_records_are_deleted_after_a_copy_and_taken_back_at_once(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    ids, copies = many(desk), len(Backups.of(desk.folder).all())
    owner = QWidget()
    qtbot.addWidget(owner)
    QTimer.singleShot(0, owner, agree)
    delete_several(context, owner, Noun("client", "clients"), ids, bulk.delete_clients)
    assert desk.table(Client).count() == 0
    assert len(Backups.of(desk.folder).all()) == copies + 1
    context.undo()
    assert desk.table(Client).count() == 3


def test_a_deletion_given_up_on_the_way_leaves_every_record(desk: Desk) -> None:
    ids = many(desk)

    def tell(done: int, total: int) -> None:
        if done == total - 1:
            raise GivenUp("Assez.")

    with pytest.raises(GivenUp):
        bulk.delete_clients(desk, ids, lambda count: f"{count} clients", tell)
    assert desk.table(Client).count() == 3
    assert desk.undo_label == "Import"
    clients.delete(desk, ids[0])


def test_short_work_beside_the_window_opens_none_when_it_is_asked_patiently(qtbot: QtBot) -> None:
    shown: list[bool] = []
    work = LongWork(None, "Copie", lambda progress: "fait")
    work.finished.connect(lambda _result: shown.append(work.isVisible()))
    assert work.ask(60_000) == "fait"
    assert shown in ([], [False])


def test_long_work_is_shown_once_it_lasts_and_can_be_given_up(qtbot: QtBot) -> None:
    given = Event()

    def endless(progress: Progress) -> str:
        while True:
            progress(1, 2)
            given.wait(0.001)

    work = LongWork(None, "Copie", endless)
    seen: list[bool] = []

    def give_up() -> None:
        seen.append(work.isVisible())
        work.reject()

    QTimer.singleShot(500, work, give_up)
    assert work.ask(1) is None
    assert seen == [True]


def test_a_question_asked_beside_the_window_has_the_same_answer(desk: Desk, qtbot: QtBot) -> None:
    ids = many(desk)
    assert read_beside(None, desk, "Lecture", lambda there: [one.id for one in there.table(Client).all()]) == ids


def test_a_list_given_up_while_it_is_laid_out_writes_no_file(qtbot: QtBot, tmp_path: Path) -> None:
    given_up = Event()

    def lay_out() -> bytes:
        assert given_up.wait(60)
        return b"liste"

    def give_up() -> None:
        for one in QApplication.topLevelWidgets():
            if isinstance(one, LongWork) and one.isVisible():
                one.reject()
                given_up.set()

    often = QTimer(interval=20)
    often.timeout.connect(give_up)
    often.start()
    owner = QWidget()
    qtbot.addWidget(owner)
    assert list_output.beside(owner, "Export de la liste", lay_out, tmp_path / "liste.csv") is None
    assert list(tmp_path.glob("*.csv")) == []
    assert list_output.beside(owner, "Export de la liste", lay_out, tmp_path / "liste.csv") == b"liste"
    assert (tmp_path / "liste.csv").read_bytes() == b"liste"
    often.stop()


def test_a_bug_in_the_work_closes_its_window(qtbot: QtBot) -> None:
    def work(progress: Progress) -> str:
        progress(1, 2)
        raise LookupError

    with qtbot.captureExceptions() as met:
        assert LongWork(None, "Lecture", work).ask() is None
    assert [kind for kind, *_ in met] == [LookupError]
