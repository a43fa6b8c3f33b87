"""Every error raised on purpose, each carrying one French sentence for the user.

``UserError`` is for what the user (or the disk) can mend: screens show its sentence and no traceback.
``BugError`` is for what only a developer can mend: it reaches the crash report.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class LitigeDeskError(Exception):
    """Base of all errors raised on purpose."""


class BugError(LitigeDeskError):
    """A state that correct code cannot reach, such as a write outside a transaction."""


class UserError(LitigeDeskError):
    """Something the user can mend; ``str(error)`` is a complete French sentence."""


@dataclass(frozen=True)
class Problem:
    """One fault in what was typed: the field it belongs to, the sentence, and whether saving is refused."""

    field: str
    sentence: str
    blocking: bool = True


class InvalidInput(UserError):
    """Typed values that cannot be saved; carries every problem at once so that none is found twice."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.sentence for problem in self.problems))


class ProtectedFile(UserError):
    """A file under a password, which only those who know it can open."""


class NotFound(UserError):
    """A record that no longer exists, for instance after an undo in another window."""


class Refused(UserError):
    """An action that the law or the state of the records forbids; the sentence says why and what to do instead."""


class MissingRate(UserError):
    """A half-year with no legal rate in the table (never extrapolated)."""

    def __init__(self, half: str, sentence: str) -> None:
        self.half = half
        super().__init__(sentence)


@dataclass(frozen=True)
class MissingFact:
    """A fact a letter needs and does not have: its key, what it is, and where it is typed.

    ``target`` names the form and field to jump to, such as ``"profile.iban"`` or ``"invoice.performed_on"``;
    ``record_id`` is the record to open, when there is one.
    """

    key: str
    label: str
    target: str
    record_id: int | None = None


class MissingFacts(UserError):
    """A letter, or another text, that cannot be written yet; lists every missing fact at once."""

    def __init__(self, facts: Sequence[MissingFact], text: str = "cette lettre") -> None:
        self.facts = tuple(facts)
        names = "\u202f; ".join(fact.label for fact in self.facts)
        super().__init__(f"Il manque, pour écrire {text}\u00a0: {names}.")


class StorageError(UserError):
    """The disk refused: full, read-only, unreadable, locked. What was saved before is intact."""


class DatabaseTooNew(StorageError):
    """The data folder was written by a later version of the program."""


class DatabaseDamaged(StorageError):
    """SQLite finds the database file damaged."""


class PasswordNeeded(StorageError):
    """A copy under a password, and none was given."""


class WrongPassword(StorageError):
    """A password that does not open the copy."""


class AlreadyOpen(StorageError):
    """Another instance holds this data folder."""
