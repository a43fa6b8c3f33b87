"""Verified copies of the database, where the user wants them."""

from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk.operations.exports import write_file

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def copy_to(desk: "Desk", target: Path) -> Path:
    """Make a verified copy, then write it at ``target`` as well. Raises ``StorageError``."""
    made = desk.backups.make(desk.now())
    write_file(target, made.path.read_bytes())
    return target
