"""The data folder that a command works on."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk import paths
from litigedesk.errors import StorageError

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@contextmanager
def open_desk(arguments: argparse.Namespace, *, mend: bool = True) -> "Iterator[Desk]":
    """The data folder of the command, open; ``StorageError`` when there is none yet."""
    from litigedesk.data_folder import is_data_folder
    from litigedesk.desk import Desk

    folder = folder_of(arguments)
    if not is_data_folder(folder):
        raise StorageError(f"Il n’y a pas de données LitigeDesk dans «\u202f{folder}\u202f».")
    with Desk.open(folder, lambda: arguments.now, mend=mend) as desk:
        yield desk


def folder_of(arguments: argparse.Namespace) -> Path:
    """The data folder named, or the user's own."""
    given: Path | None = arguments.data
    return given if given is not None else paths.default_data_folder()
