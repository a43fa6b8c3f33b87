"""The user against undo: any order of actions, failures, undo, redo and trash gives what a simple model gives."""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from litigedesk.domain.money import Money
from litigedesk.errors import Refused
from litigedesk.store.trash import Trash, TrashEntry
from tests.store.sample_records import Bill, Firm, open_sample

Rows = dict[tuple[str, int], Any]
Difference = dict[tuple[str, int], tuple[Any, Any]]
KINDS: dict[str, type[Any]] = {"firm": Firm, "bill": Bill, "trash": TrashEntry}
TODAY = date(2027, 3, 1)
WHICH = st.integers(0, 1000)


class Oops(Exception):
    """Something fails in the middle of an action."""


class UserAgainstUndo(RuleBasedStateMachine):
    """The model: what the rows should be, and each step as the rows it changed, before and after."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.db = open_sample(Path(self.folder.name) / "x.sqlite")
        self.trash = Trash(self.db)
        self.model: Rows = {}
        self.undo: list[tuple[str, Difference]] = []
        self.redo: list[tuple[str, Difference]] = []
        self.highest = dict.fromkeys(KINDS, 0)
        self.steps = 0

    def teardown(self) -> None:
        self.db.close()
        self.folder.cleanup()

    # ---- the model -------------------------------------------------------------------------------------------------
    def rows(self) -> Rows:
        return {(kind, row.id): row for kind, record in KINDS.items() for row in self.db.table(record).all()}

    def label(self) -> str:
        self.steps += 1
        return f"Étape {self.steps}"

    def record(self, label: str) -> None:
        """Note as a step what an action that went well has changed."""
        now = self.rows()
        changed = {
            key: (self.model.get(key), now.get(key))
            for key in self.model.keys() | now.keys()
            if self.model.get(key) != now.get(key)
        }
        for kind, number in changed:
            if kind == "trash" and (kind, number) not in self.model:
                assert number > self.highest[kind]
            self.highest[kind] = max(self.highest[kind], number)
        if changed:
            self.undo.append((label, changed))
            self.redo.clear()
        self.model = now

    def apply(self, changed: Difference, side: int) -> None:
        for key, images in changed.items():
            if images[side] is None:
                del self.model[key]
            else:
                self.model[key] = images[side]

    def pick(self, kind: str, which: int) -> Any:
        rows = [row for (name, _), row in self.model.items() if name == kind]
        return rows[which % len(rows)] if rows else None

    # ---- what the user does ----------------------------------------------------------------------------------------
    @initialize()
    def first_firm(self) -> None:
        self.add_firm(0)

    @rule(bills=st.integers(0, 3))
    def add_firm(self, bills: int) -> None:
        label = self.label()
        with self.db.transaction(label):
            firm = self.db.table(Firm).insert(Firm(name=label))
            assert firm.id is not None
            assert firm.id > self.highest["firm"]
            for number in range(bills):
                self.db.table(Bill).insert(Bill(firm_id=firm.id, number=str(number)))
        self.record(label)

    @rule(which=WHICH, parent=WHICH, with_parent=st.booleans())
    def add_bill(self, which: int, parent: int, with_parent: bool) -> None:
        firm = self.pick("firm", which)
        above = self.pick("bill", parent) if with_parent else None
        if firm is None:
            return
        label = self.label()
        with self.db.transaction(label):
            bill = self.db.table(Bill).insert(
                Bill(firm_id=firm.id, number=label, parent_id=above.id if above else None)
            )
            assert bill.id is not None
            assert bill.id > self.highest["bill"]
        self.record(label)

    @rule(which=WHICH, credit=st.integers(-3, 3), again=st.integers(-3, 3))
    def change_firm_twice(self, which: int, credit: int, again: int) -> None:
        firm = self.pick("firm", which)
        if firm is None:
            return
        label = self.label()
        with self.db.transaction(label):
            self.db.table(Firm).update(replace(firm, credit=Money(credit)))
            self.db.table(Firm).update(replace(firm, credit=Money(again)))
        # Two writes that cancel each other still make a step of this name, whose replay changes nothing.
        if firm.credit == Money(again) and credit != again:
            self.undo.append((label, {}))
            self.redo.clear()
        self.record(label)

    @rule(which=WHICH)
    def delete_firm_to_trash(self, which: int) -> None:
        firm = self.pick("firm", which)
        if firm is None:
            return
        bills = [row for (kind, _), row in self.model.items() if kind == "bill" and row.firm_id == firm.id]
        ids = {bill.id for bill in bills}
        hangs_on = any(
            kind == "bill" and row.parent_id in ids and row.id not in ids for (kind, _), row in self.model.items()
        )
        if hangs_on:
            return
        label = self.label()
        with self.db.transaction(label):
            self.trash.put(label, [firm, *sorted(bills, key=lambda bill: bill.id)], TODAY)
        self.record(label)

    @rule(which=WHICH)
    def restore(self, which: int) -> None:
        entry = self.pick("trash", which)
        if entry is None:
            return
        label = self.label()
        try:
            with self.db.transaction(label):
                self.trash.restore(entry.id)
        except Refused:
            assert self.rows() == self.model
            parents = {row["parent_id"] for table, row in entry.rows if table == "bill"} - {None}
            assert any(("bill", parent) not in self.model for parent in parents)
            return
        self.record(label)

    @rule()
    def purge(self) -> None:
        gone = {key for key in self.model if key[0] == "trash"}
        assert self.trash.purge(date(2028, 1, 1)) == len(gone)
        for key in gone:
            del self.model[key]
        self.undo = after_clash(self.undo, gone)
        self.redo = after_clash(self.redo, gone)

    @rule(which=WHICH, whole=st.booleans())
    def fail_in_the_middle(self, which: int, whole: bool) -> None:
        firm = self.pick("firm", which)
        label = self.label()
        try:
            with self.db.transaction(label):
                if whole:
                    self.db.table(Firm).insert(Firm(name=label))
                with pytest.raises(Oops), self.db.transaction("Partie"):
                    self.db.table(Firm).insert(Firm(name=label + " bis"))
                    if firm is not None:
                        self.db.table(Firm).update(replace(firm, visits=99))
                    raise Oops
                if whole:
                    raise Oops
        except Oops:
            assert whole

    @precondition(lambda self: self.undo)
    @rule()
    def undo_last(self) -> None:
        label, changed = self.undo.pop()
        assert self.db.undo().label == label
        self.apply(changed, 0)
        self.redo.append((label, changed))

    @precondition(lambda self: self.redo)
    @rule()
    def redo_next(self) -> None:
        label, changed = self.redo.pop()
        assert self.db.redo().label == label
        self.apply(changed, 1)
        self.undo.append((label, changed))

    # ---- what always holds -----------------------------------------------------------------------------------------
    @invariant()
    def rows_are_the_model(self) -> None:
        assert self.rows() == self.model

    @invariant()
    def labels_are_the_model(self) -> None:
        assert self.db.undo_label == (self.undo[-1][0] if self.undo else None)
        assert self.db.redo_label == (self.redo[-1][0] if self.redo else None)

    @invariant()
    def keys_hold(self) -> None:
        assert self.db.rows("SELECT * FROM pragma_foreign_key_check") == []


def after_clash(steps: list[tuple[str, Difference]], gone: set[tuple[str, int]]) -> list[tuple[str, Difference]]:
    """The steps left once those that touched a purged row, and those behind them, are forgotten."""
    clashes = [position for position, (_, changed) in enumerate(steps) if changed.keys() & gone]
    return steps[clashes[-1] + 1 :] if clashes else steps


UserAgainstUndo.TestCase.settings = settings(max_examples=40, stateful_step_count=30)
test_any_order_of_actions_gives_what_the_model_gives = UserAgainstUndo.TestCase
