"""What the machines of operations share: choosing a record, trying an operation, the way back, and links that hold."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.errors import UserError
from litigedesk.operations import trash
from tests.bad_input.witness import contents, faults
from tests.folders import new_desk

T = TypeVar("T")
NOW = datetime(2026, 11, 22, 9, 0)
TODAY = NOW.date()

number = st.integers(0, 7)  # which of the records present, wrapping round; or, when there are none, one that is gone
euros = st.one_of(
    st.sampled_from([Money(0), Money(1), Money.of(40), Money.of(100), Money(-5)]), st.integers(1, 500_000).map(Money)
)
days = st.integers(-900, 40).map(lambda gap: TODAY + timedelta(gap))
words = st.sampled_from(
    [
        "F-1",
        "F-2",
        "f-1 ",
        "",
        "Dupont & Fils <SA>",
        "\u202eAB",
        "a\0b",
        "LIT-2026-002",
        "LIT-2026-²",
        "{{7*7}}",
        "x" * 300,
    ]
)


class Gestures(RuleBasedStateMachine):
    """A desk to which anything is done: a refusal is a sentence and changes nothing, and every step can be taken back."""

    allowed: frozenset[str] = frozenset()  # what the check of a folder may find at the end

    def __init__(self) -> None:
        super().__init__()
        self._place = TemporaryDirectory(prefix="litigedesk-machine-")
        self.now = NOW
        self.desk = new_desk(Path(self._place.name) / "données", lambda: self.now)
        self.steps = 0

    def teardown(self) -> None:
        try:
            self.every_step_can_be_taken_back_and_done_again()
            assert set(faults(self.desk)) <= self.allowed
        finally:
            self.desk.close()
            self._place.cleanup()

    def every_step_can_be_taken_back_and_done_again(self) -> None:
        last, taken = contents(self.desk), 0
        while self.desk.undo_label is not None:
            self.desk.undo()
            taken += 1
        for _ in range(taken):
            self.desk.redo()
        assert contents(self.desk) == last

    # ---- gestures ----------------------------------------------------------------------------------------------------
    def pick(self, kind: type[T], place: int) -> T | None:
        present: Sequence[T] = self.desk.table(kind).all()
        return present[place % len(present)] if present else None

    def id_of(self, kind: type[Any], place: int) -> int:
        record = self.pick(kind, place)
        return record.id if record is not None else 99

    def ids(self, kind: type[Any], places: Sequence[int]) -> list[int]:
        return [self.id_of(kind, place) for place in places]

    def attempt(self, operation: Callable[..., Any], *arguments: object) -> None:
        before = contents(self.desk)
        try:
            operation(self.desk, *arguments)
        except UserError as refused:
            self.refused = str(refused)
            assert contents(self.desk) == before
            assert self.refused.strip().endswith((".", "…", "?"))

    # ---- away and back --------------------------------------------------------------------------------------------------
    @rule(place=number)
    def restore(self, place: int) -> None:
        entries = self.desk.trash.all()
        self.attempt(trash.restore, entries[place % len(entries)].id if entries else 99)

    @rule()
    def undo(self) -> None:
        self.attempt(Desk.undo)

    @rule()
    def redo(self) -> None:
        self.attempt(Desk.redo)

    @invariant()
    def no_link_is_broken(self) -> None:
        self.steps += 1
        assert self.desk.db.rows("SELECT * FROM pragma_foreign_key_check") == []
