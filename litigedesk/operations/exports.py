"""Files written where the user asks: whole or not at all."""

from pathlib import Path

from litigedesk.whole_file import written_whole


def write_file(target: Path, data: bytes) -> None:
    """Write beside, then replace: an existing file is replaced whole or stays as it was, and nothing else is left behind.

    Raises ``StorageError`` saying why the disk refused.
    """
    with written_whole(target) as file:
        file.write(data)
