"""Work beside the window: newer makes older stale, faults come home, and no window is ever collected in another thread."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from litigedesk.errors import StorageError, UserError
from ui.tasks import Tasks


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.stop()


def test_work_is_done_elsewhere_and_answered_here(tasks: Tasks, qtbot: QtBot) -> None:
    answers: list[tuple[int, int]] = []
    tasks.start("a", threading.get_ident, lambda there: answers.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(answers))
    there, here = answers[0]
    assert here == threading.get_ident()
    assert there != here
    assert not tasks.is_busy()


def test_only_the_newest_of_a_key_is_answered(tasks: Tasks, qtbot: QtBot) -> None:
    gate = threading.Event()
    answers: list[str] = []
    tasks.start("a", gate.wait, lambda _: answers.append("oldest"))
    tasks.start("a", lambda: None, lambda _: answers.append("older"))
    tasks.start("a", lambda: None, lambda _: answers.append("newest"))
    tasks.start("b", lambda: None, lambda _: answers.append("other"))
    gate.set()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert answers == ["newest", "other"]


def test_a_fault_of_the_user_is_handed_over(tasks: Tasks, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise StorageError("Le disque est plein.")

    faults: list[UserError] = []
    tasks.start("a", refuse, pytest.fail, faults.append)
    qtbot.waitUntil(lambda: bool(faults))
    assert str(faults[0]) == "Le disque est plein."


def test_a_bug_is_raised_in_the_window_s_thread(tasks: Tasks, qtbot: QtBot) -> None:
    with capture_exceptions() as raised:
        tasks.start("a", lambda: 1 // 0, pytest.fail)
        qtbot.waitUntil(lambda: not tasks.is_busy())
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]


def test_after_stopping_nothing_is_taken_nor_answered(tasks: Tasks, qtbot: QtBot) -> None:
    answers: list[str] = []
    tasks.start("a", lambda: None, lambda _: answers.append("before"))
    tasks.stop()
    tasks.start("b", lambda: None, lambda _: answers.append("after"))
    tasks.settle()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert answers == []


class Ring:
    """Something only the collector can free, which remembers in which thread it went."""

    def __init__(self, gone: list[int]) -> None:
        self.me = self
        weakref.finalize(self, lambda: gone.append(threading.get_ident()))


def test_cycles_are_collected_in_the_window_s_thread_while_another_works(tasks: Tasks, qtbot: QtBot) -> None:
    gone: list[int] = []
    for _ in range(5000):
        Ring(gone)
    kept: list[list[object]] = []
    tasks.start("a", lambda: [kept.append([]) for _ in range(50_000)], lambda _: None)
    qtbot.waitUntil(lambda: len(gone) == 5000, timeout=20_000)
    assert set(gone) == {threading.get_ident()}


def test_python_collects_as_usual_once_the_last_thread_is_gone() -> None:
    one, other = Tasks(), Tasks()
    assert not gc.isenabled()
    one.stop()
    assert not gc.isenabled()
    other.stop()
    other.stop()
    assert gc.isenabled()
