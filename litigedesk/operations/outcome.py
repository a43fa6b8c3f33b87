"""What an operation hands back, and the decorator that makes a function one transaction and one undo step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar

from litigedesk.store.faults import broken_links

if TYPE_CHECKING:
    from litigedesk.desk import Desk

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """The result of one step: its value, the French name of the step, and the kinds (table names) that changed."""

    value: T
    label: str
    changed: frozenset[str]


def operation(
    label: str, *, undoable: bool = True
) -> Callable[[Callable[Concatenate[Desk, P], T]], Callable[Concatenate[Desk, P], Outcome[T]]]:
    """Run the function in one transaction named ``label``: all of it is saved, or nothing is.

    « Facture{ invoice} enregistrée » gives the step the name of the invoice that it changed, with the words in the braces.
    What is not ``undoable`` is no step that the user took, such as the first start. The dates of limitation follow what it changed.
    ``NotFound`` when what is saved belongs to a record that an undo has taken away meanwhile.
    """

    def decorate(function: Callable[Concatenate[Desk, P], T]) -> Callable[Concatenate[Desk, P], Outcome[T]]:
        @wraps(function)
        def run(desk: Desk, /, *args: P.args, **kwargs: P.kwargs) -> Outcome[T]:
            from litigedesk.operations import limitation_dates, step_names

            is_part = desk.db.is_in_step  # of another operation, which names the step
            with broken_links(), desk.db.transaction(label, undoable=undoable) as step:
                done_before = len(step.changes)  # by the operation that this one is a part of
                value = function(desk, *args, **kwargs)
                if not is_part:
                    step.label = step_names.named(desk, label, step.changes)
                limitation_dates.follow(desk, step.changes[done_before:])
            return Outcome(value, step_names.bare(label) if is_part else step.label, step.done.kinds)

        return run

    return decorate
