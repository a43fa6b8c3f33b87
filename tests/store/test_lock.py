"""One instance per data folder; a killed one does not lock its user out."""

import subprocess
import sys
from pathlib import Path

import pytest

from litigedesk.errors import AlreadyOpen, StorageError
from litigedesk.store.lock import FolderLock

HOLDER = """
import sys
from pathlib import Path
from litigedesk.store.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
lock.acquire()
"""


def test_the_second_instance_is_told_in_french_and_the_first_can_let_go(tmp_path: Path) -> None:
    second = FolderLock(tmp_path)
    with FolderLock(tmp_path):
        with pytest.raises(AlreadyOpen, match="déjà ouvert dans une autre fenêtre"):
            second.acquire()
        with FolderLock(tmp_path_of_another(tmp_path)):
            pass
    second.acquire()
    second.release()
    second.release()


def tmp_path_of_another(tmp_path: Path) -> Path:
    other = tmp_path / "autre"
    other.mkdir()
    return other


def test_a_lock_held_by_another_process_ends_with_it_even_when_killed(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER + "print('held', flush=True); sys.stdin.read()", str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(AlreadyOpen):
            FolderLock(tmp_path).acquire()
        holder.kill()
    with FolderLock(tmp_path):
        pass


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="introuvable"):
        FolderLock(tmp_path / "absent").acquire()
