"""Files that the system hands to the program while it runs, or before its window is there."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from ui.file_events import FileOpenEvents


@pytest.fixture
def events(qapp: QApplication) -> FileOpenEvents:
    hearing = FileOpenEvents(qapp)
    yield hearing
    qapp.removeEventFilter(hearing)
    hearing.deleteLater()


def send(qapp: QApplication, path: Path) -> None:
    QApplication.sendEvent(qapp, QFileOpenEvent(str(path)))


def test_a_file_that_comes_before_the_window_waits_for_it(
    qapp: QApplication, events: FileOpenEvents, tmp_path: Path
) -> None:
    shown: list[Path] = []
    send(qapp, tmp_path / "Été & hiver.litige")
    send(qapp, tmp_path / "second.litige")
    assert shown == []
    events.hand_to(shown.append)
    assert shown == [tmp_path / "Été & hiver.litige", tmp_path / "second.litige"]


def test_a_file_that_comes_while_the_window_is_there_is_shown_at_once(
    qapp: QApplication, events: FileOpenEvents, tmp_path: Path
) -> None:
    shown: list[Path] = []
    events.hand_to(shown.append)
    send(qapp, tmp_path / "reçu.litige")
    assert shown == [tmp_path / "reçu.litige"]


def test_between_two_windows_a_file_waits_for_the_next(
    qapp: QApplication, events: FileOpenEvents, tmp_path: Path
) -> None:
    first: list[Path] = []
    second: list[Path] = []
    events.hand_to(first.append)
    events.hand_to(None)
    send(qapp, tmp_path / "reçu.litige")
    events.hand_to(second.append)
    assert (first, second) == ([], [tmp_path / "reçu.litige"])


def test_an_address_that_is_no_file_is_left_alone(qapp: QApplication, events: FileOpenEvents) -> None:
    shown: list[Path] = []
    events.hand_to(shown.append)
    QApplication.sendEvent(qapp, QFileOpenEvent(QUrl("https://example.org/reçu.litige")))
    assert shown == []
