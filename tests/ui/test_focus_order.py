"""Tab and Shift+Tab go as one reads, also over what was put on the page later."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.focus_order import put_in_order

NAMES = "abcdefgh"


def made(qtbot: QtBot) -> tuple[QWidget, dict[str, QLineEdit]]:
    """Controls created in no order, laid out in that of the alphabet."""
    window, top, right = QWidget(), QWidget(), QWidget()
    lines = {name: QLineEdit() for name in reversed(NAMES)}
    for name, line in lines.items():
        line.setObjectName(name)
    across, grid, column = QHBoxLayout(top), QGridLayout(right), QVBoxLayout(window)
    across.addWidget(lines["b"])
    across.insertWidget(0, lines["a"])
    splitter = QSplitter()
    splitter.addWidget(lines["c"])
    splitter.addWidget(right)
    for name, place in {"f": (1, 1), "e": (1, 0), "d": (0, 0)}.items():
        grid.addWidget(lines[name], *place)
    column.addWidget(splitter)
    column.insertWidget(0, top)
    for name in "hg":
        lines[name].setParent(window)  # laid over the rest, in no layout
        lines[name].move(0, 40 + 20 * NAMES.index(name))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, lines


def test_the_keys_follow_the_layouts_both_ways_and_start_at_an_end(qtbot: QtBot) -> None:
    window, lines = made(qtbot)
    lines["d"].setEnabled(False)
    lines["g"].hide()
    window.setFocus()
    met = []
    for _ in range(7):
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        met.append(window.focusWidget().objectName())
    assert "".join(met) == "abcefha"
    window.setFocus()
    met = []
    for _ in range(3):
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Backtab)
        met.append(window.focusWidget().objectName())
    assert "".join(met) == "hfe"


def test_what_comes_later_takes_its_place_at_once(qtbot: QtBot) -> None:
    window, lines = made(qtbot)
    late = QLineEdit()
    late.setObjectName("late")
    lines["a"].parentWidget().layout().insertWidget(1, late)  # type: ignore[union-attr]
    qtbot.waitUntil(late.isVisible)
    lines["a"].setFocus()
    qtbot.keyClick(lines["a"], Qt.Key.Key_Tab)
    assert late.hasFocus()
    assert [one.objectName() for one in put_in_order(window)] == ["a", "late", *"bcdefgh"]


# What is freed is written over by the C library, so that whoever still looks at it is met at once.
COMES_AND_GOES = """
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from ui.focus_order import children

def deferred():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

app = QApplication(["test", "-platform", "offscreen"])
window = QWidget()
column = QVBoxLayout(window)
for _ in range(60):
    labels = [QLabel() for _ in range(20)]
    for label in labels:
        column.addWidget(label)
    assert len(children(window)) == 20
    for label in labels:
        label.deleteLater()
    del label, labels
    deferred()
    card = QFrame()
    body = QVBoxLayout(card)
    for _ in range(10):
        inner = QHBoxLayout()
        inner.addWidget(QLabel())
        body.addLayout(inner)
    card.deleteLater()
    del card, body, inner
    deferred()
print("whole")
"""


def test_an_order_made_between_what_comes_and_goes_leaves_the_program_whole() -> None:
    env = {**os.environ, "MALLOC_PERTURB_": "165", "PYTHONMALLOC": "malloc"}
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", COMES_AND_GOES], cwd=root, env=env, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "whole"), ended.stderr
