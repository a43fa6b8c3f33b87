"""Brings where disputes stand up to date between the window's events: after a change that touches all, or on a new day."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from litigedesk.queries.dispute_list import Scope

from .context import Context

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SLICE: Final = 30  # disputes at each turn of the event loop: some tens of milliseconds
TOLD_EVERY: Final = 30  # slices
WAITED: Final = 100  # disputes between two looks at « Annuler », while one waits for all
GIVEN_UP: Final = "La liste n’était pas encore à jour : rien n’a été imprimé ni exporté."


def bring_all(context: Context, owner: "QWidget", scope: Scope) -> None:
    """Bring a whole scope up to date at once, with its progress once it lasts. Raises ``GivenUp`` after « Annuler »."""
    from .dialogs.long_step import Told, long_step

    standing, today = context.desk.standing, context.today()

    def step(told: Told) -> None:
        left = total = standing.behind(today, scope)
        while left:
            told(total - left, total)
            left = standing.bring(today, scope, WAITED)

    long_step(owner.window(), "Mise à jour des dossiers", GIVEN_UP, step)


class StandingUpkeep(QObject):
    """Works while something lacks, from ``ask`` on; ``progressed`` now and then, and once nothing lacks any more."""

    progressed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._scopes: dict[Scope, None] = {}
        self._done = 0  # slices since it was last told
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @classmethod
    def of(cls, context: Context) -> "StandingUpkeep":
        """The only one of a window."""
        return context.findChild(cls) or cls(context)

    def ask(self, scope: Scope) -> int:
        """Bring that scope up to date and read it; how many disputes are not there yet."""
        if not self._context.desk.is_open:
            return 0
        left = self._context.desk.standing.behind(self._context.today(), scope)
        if left:
            self._scopes[scope] = None
            self._timer.start()
        return left

    def _go_on(self) -> None:
        desk, scope = self._context.desk, next(iter(self._scopes), None)
        if scope is None or not desk.is_open:
            self._timer.stop()
            return
        self._timer.stop()  # a fault is then met once, not at each turn
        left = desk.standing.bring(self._context.today(), scope, SLICE)
        self._done += 1
        if not left:
            del self._scopes[scope]
        if self._scopes:
            self._timer.start()
        if not left or self._done >= TOLD_EVERY:
            self._done = 0
            self.progressed.emit()
