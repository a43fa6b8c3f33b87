"""What every test shares: no screen, no folder of the user, reproducible examples, typing of French letters."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# Before Qt is imported: tests open no window unless whoever runs them asks for one.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No deadline: a slow machine is not a defect. « ci » draws the same examples at each run, fewer of them, and does not trace each
# line of them to explain a failure: a fifth of the whole suite under Python 3.11. « default » looks further, « thorough » much
# further.
SLOW_MACHINE = [HealthCheck.too_slow]
settings.register_profile("default", deadline=None, print_blob=True, suppress_health_check=SLOW_MACHINE)
UNTRACED = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, max_examples=40, phases=UNTRACED)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(autouse=True)
def folders_of_nobody(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test, so that none reads or writes the data of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    return home


@pytest.fixture
def type_text() -> "Callable[[QWidget, str], None]":
    """Types any text into a widget, key by key; ``QTest.keyClicks`` aborts the process on é, ç, œ and €."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    def type_each(widget: "QWidget", text: str) -> None:
        for character in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))

    return type_each
