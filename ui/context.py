"""What screens share: the open desk, one way to run an operation, and the signals that follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance

from litigedesk.errors import InvalidInput, Problem, UserError

from .kept_drafts import Draft, KeptDrafts

if TYPE_CHECKING:
    from litigedesk.desk import Desk
    from litigedesk.operations.outcome import Outcome

    from .dialogs.long_step import Told
    from .models.list_query import ListQuery

P = ParamSpec("P")
T = TypeVar("T")

__all__ = ["Context", "Draft"]


class Context(QObject):
    """The desk and the wiring between screens, which never call each other.

    ``data_changed(frozenset)`` names the kinds (tables) that changed; ``step_done(label)`` is shown with « Annuler »,
    ``step_undone(sentence)`` with « Rétablir »;
    ``error_raised(sentence)`` and ``noted(sentence)`` go to the message bar; ``navigated(kind, id)`` opens a record;
    ``action_asked(id)`` triggers an action of the menus from a screen;
    ``list_asked(kind, query)`` shows the list of a kind of records, narrowed.
    """

    data_changed = Signal(object)
    step_done = Signal(str)
    step_undone = Signal(str)
    error_raised = Signal(str)
    noted = Signal(str)
    navigated = Signal(str, int)
    list_asked = Signal(str, object)
    action_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.drafts = KeptDrafts(desk, self)
        self.drafts.refused.connect(self.fail)
        self.last_opened: date | None = None  # the day before today on which this folder was last open here

    def today(self) -> date:
        """The present day, by the desk's clock."""
        return self.desk.today()

    def run(
        self, operation: Callable[Concatenate[Desk, P], Outcome[T]], *args: P.args, **kwargs: P.kwargs
    ) -> Outcome[T] | None:
        """Do one thing: ``operation(desk, …)``. ``None`` when it was refused, and then the message bar says why."""
        return self._attempt(lambda: operation(self.desk, *args, **kwargs), None)

    def submit(
        self,
        problems: Callable[[Sequence[Problem]], None],
        operation: Callable[Concatenate[Desk, P], Outcome[T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Outcome[T] | None:
        """The same for a form: faults of single fields go to ``problems`` instead of the message bar."""
        return self._attempt(lambda: operation(self.desk, *args, **kwargs), problems)

    def announce(self, outcome: Outcome[T]) -> None:
        """Tell the screens what a step changed, and name it with « Annuler »; nothing for a step that changed nothing."""
        if outcome.changed:
            self.data_changed.emit(outcome.changed)
            self.step_done.emit(outcome.label)

    def undo(self) -> None:
        """Take the last step back and say so; one of thousands of rows shows how far it is."""
        self._replay(self.desk.undo, "Annulé", self.step_undone)

    def redo(self) -> None:
        """Do the last undone step again and say so."""
        self._replay(self.desk.redo, "Rétabli", self.step_done)

    def navigate(self, kind: str, record_id: int) -> None:
        """Ask the window to open a record, such as ``("dispute", 3)``; id 0 shows the tab alone."""
        self.navigated.emit(kind, record_id)

    def show_list(self, kind: str, query: ListQuery) -> None:
        """Ask the window for the list of a kind of records, with nothing but this asked of it."""
        self.list_asked.emit(kind, query)

    def ask(self, action: str) -> None:
        """Ask for an action of the menus, such as ``"outils.interets"``."""
        self.action_asked.emit(action)

    def note(self, sentence: str) -> None:
        """Say something in the message bar that is neither a step nor an error."""
        self.noted.emit(sentence)

    def fail(self, error: UserError) -> None:
        """Show the sentence of an error met outside ``run``, for instance by a background task."""
        self.error_raised.emit(str(error))

    def _replay(self, step: Callable[[Told], Outcome[None]], done: str, told: SignalInstance) -> None:
        from .dialogs.long_step import long_step

        title = "Annulation" if told is self.step_undone else "Rétablissement"
        try:
            outcome = long_step(None, title, "Rien n’a changé : tout est resté comme avant.", step)
        except UserError as error:
            self.fail(error)
            return
        self.data_changed.emit(outcome.changed)
        told.emit(f"{done} : {outcome.label}")

    def _attempt(
        self, step: Callable[[], Outcome[T]], problems: Callable[[Sequence[Problem]], Any] | None
    ) -> Outcome[T] | None:
        try:
            outcome = step()
        except InvalidInput as error:
            if problems is None:
                self.fail(error)
            else:
                problems(error.problems)
            return None
        except UserError as error:
            self.fail(error)
            return None
        self.announce(outcome)
        return outcome
