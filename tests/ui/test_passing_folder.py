"""Copies for a look stay as long as what they serve, and no longer than the program."""

import gc
import os
import subprocess
import sys
from pathlib import Path

from ui.passing_folder import PassingFolder

ROOT = Path(__file__).parents[2]
# Held by what holds itself, as a window does: Python destroys neither at its end.
WHOLE_PROGRAM = """
from PySide6.QtWidgets import QApplication
from ui.passing_folder import PassingFolder
from ui.theme import current
app = QApplication(["test", "-platform", "offscreen"])
current()
folder = PassingFolder()
copy = folder.path / "copie.pdf"
copy.write_bytes(b"%PDF")
copy.chmod(0o400)
holder = [folder]
holder.append(holder)
print(len(list(folder.path.parent.iterdir())))
"""


def test_nothing_stays_once_the_program_has_ended(tmp_path: Path) -> None:
    env = {**os.environ, "TMPDIR": str(tmp_path), "TEMP": str(tmp_path), "TMP": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, "-c", WHOLE_PROGRAM], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) >= 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_made_when_it_is_needed_and_goes_with_its_owner() -> None:
    folder = PassingFolder()
    folder.remove()
    place = folder.path
    (place / "copie.txt").write_text("Bonjour", encoding="utf-8")
    assert folder.path == place
    folder.remove()
    assert not place.exists()
    again = folder.path
    assert again.is_dir()
    del folder
    gc.collect()
    assert not again.exists()
