"""Keeps the index in step with the data, a little at a time, beside the window."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Protocol

from litigedesk.errors import UserError
from litigedesk.search.documents import CHUNK, Records, changed, documents, next_ids
from litigedesk.search.file_text import LARGEST, text_of
from litigedesk.search.index import Index
from litigedesk.search.kinds import KINDS
from litigedesk.search.words import words
from litigedesk.store.undo import Change

WHOLE: Final = 1000  # what ``told`` says at the end
_PIECE: Final = 10_000  # characters of a text
_OVER_ALL: Final = 2**62  # no id comes near

Cancelled = Callable[[], bool]


class Files(Protocol):
    """Whoever keeps the files; ``UserError`` for one that is gone or altered."""

    def read(self, sha256: str) -> bytes: ...


class Pending:
    """The steps saved since the index was last brought up to date; the window adds, the thread beside it takes."""

    def __init__(self) -> None:
        self._steps: deque[Sequence[Change]] = deque()

    def add(self, changes: Sequence[Change]) -> None:
        """Remember the rows of one step."""
        self._steps.append(changes)

    def take(self) -> list[Change]:
        """All of them, in their order; none is left."""
        found: list[Change] = []
        while self._steps:
            found += self._steps.popleft()
        return found


def bring_up_to_date(
    index: Index, records: Records, pending: Pending, cancelled: Cancelled, told: Callable[[int], None]
) -> bool:
    """Make the index match the data: wholly when it does not know how they differ, else by what changed; false when given up.

    ``pending`` are all the steps since the index was opened. ``told`` follows the first way, in thousandths.
    """
    token = _token(records)
    changes = pending.take()  # after the token: a step saved in between is done again the next time
    known = index.token == token or (index.follows and bool(changes))
    if known and not changes:
        index.follows = True
        index.learn_names()
        return True
    if not known and not _read_all(index, records, cancelled, told):
        return False
    index.follows = True
    for kind, ids in changed(records, changes).items():
        for some in _some(sorted(ids)):
            if cancelled():
                index.follows = False
                return False
            index.keep(kind, some, documents(records, kind, some, index.words_of))
    index.set_token(token)
    index.learn_names()
    return True


def read_a_file(index: Index, records: Records, files: Files) -> bool:
    """Read the text of one of the files that wait, for the records found by it; false when none waits."""
    sha256 = index.begin_text()
    if sha256 is None:
        return False
    text = _text(records, files, sha256)
    held = " ".join(sorted(_words(text)))
    for kind, ids in index.keep_text(sha256, text, held).items():
        index.keep(kind, ids, documents(records, kind, ids, index.words_of))
    return True


def _read_all(index: Index, records: Records, cancelled: Cancelled, told: Callable[[int], None]) -> bool:
    """Compare every record with what is held; false when given up, and then the index matches nothing."""
    index.set_token("")
    for place, kind in enumerate(KINDS):
        after = 0
        last = records.rows(f"SELECT coalesce(max(id), 1) AS last FROM {kind.name}")[0]["last"]
        while ids := next_ids(records, kind.name, after):
            if cancelled():
                return False
            until = ids[-1] if len(ids) == CHUNK else _OVER_ALL
            index.keep_between(kind.name, after, until, documents(records, kind.name, ids, index.words_of))
            after = until
            told(round(WHOLE * (place + min(1, after / last)) / len(KINDS)))
        index.keep_between(kind.name, after, _OVER_ALL, ())
        told(round(WHOLE * (place + 1) / len(KINDS)))
    index.forget()
    return True


def _words(text: str) -> set[str]:
    """Each word once, read in pieces: the window has its turn in between."""
    found: set[str] = set()
    start = 0
    while start < len(text):
        end = start + _PIECE
        while end < len(text) and not text[end].isspace() and end < start + 2 * _PIECE:
            end += 1
        found.update(words(text[start:end]))
        start = end
    return found


def _text(records: Records, files: Files, sha256: str) -> str:
    """What a file says; empty when it says nothing, is too big, gone or altered."""
    held = records.rows("SELECT name, size FROM stored_file WHERE sha256 = ? LIMIT 1", (sha256,))
    if not held or held[0]["size"] > LARGEST:
        return ""
    try:
        return text_of(files.read(sha256), held[0]["name"])
    except UserError:  # the piece says so itself when it is looked at
        return ""


def _some(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _token(records: Records) -> str:
    return str(records.rows("SELECT token FROM revision")[0]["token"])
