"""The restore that waits for the user's word: until then nothing is copied by itself, and no copy is thinned."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from litigedesk.store.disk import PART, replace_durably
from litigedesk.store.faults import disk_faults

NAME = "restauration-a-confirmer.json"


@dataclass(frozen=True)
class Waiting:
    """A restore not yet confirmed: when, of which copy, and the name of the copy made before it (empty: nothing sound was there).

    ``since`` is ``None`` when the note can no longer be read.
    """

    since: datetime | None
    restored: str
    previous: str
    state: tuple[int, str] = (0, "")  # of what was restored, as ``snapshot.state`` tells it


def is_paused(folder: Path) -> bool:
    """Whether a restore of this data folder waits."""
    return (folder / NAME).exists()


def waiting(folder: Path) -> Waiting | None:
    """The restore that waits; a note that cannot be read tells only that there is one."""
    if not is_paused(folder):
        return None
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        version, token = told["state"]
        return Waiting(
            datetime.fromisoformat(told["since"]),
            str(told["restored"]),
            Path(told["previous"]).name,
            (int(version), str(token)),
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return Waiting(None, "", "")


@contextmanager
def begun(folder: Path, wait: Waiting) -> Iterator[None]:
    """A restore is noted before it takes place, in the block; a fault there takes the note away."""
    _write(folder, wait)
    try:
        yield
    except BaseException:
        end(folder)
        raise


def _write(folder: Path, wait: Waiting) -> None:
    since = wait.since.isoformat() if wait.since else ""
    note = {"since": since, "restored": wait.restored, "previous": wait.previous, "state": wait.state}
    with disk_faults():
        part = folder / (NAME + PART)
        part.write_text(json.dumps(note, ensure_ascii=False, indent=1), encoding="utf-8")
        replace_durably(part, folder / NAME)


def end(folder: Path) -> None:
    """Go on as before."""
    with disk_faults():
        (folder / NAME).unlink(missing_ok=True)
