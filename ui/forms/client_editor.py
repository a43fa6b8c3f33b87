"""The choice of a client in a form, with « Nouveau client… » beside it."""

from PySide6.QtWidgets import QWidget

from litigedesk.domain.vocabulary import ClientKind
from litigedesk.queries import clients

from ..context import Context
from ..widgets.buttons import Button, Kind
from .editors import ChoiceEditor


class ClientEditor(ChoiceEditor):
    """One of the user's clients, by id; a client added on the way is chosen at once.

    ``first`` is the kind offered before the others, which then have theirs beside their name.
    """

    def __init__(
        self,
        context: Context,
        name: str = "client_id",
        *,
        first: ClientKind | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, "Client", (), segments=False, called="le client", parent=parent)
        self._context, self._first = context, first
        self._kinds: dict[int, ClientKind] = {}
        self._combo.setPlaceholderText("Choisir un client…")
        self.new_button = Button("Nouveau client…", Kind.LINK, name=f"{name}.new")
        self.new_button.clicked.connect(self.add_client)
        self._grid.addWidget(self.new_button, 0, 1)
        self._grid.setColumnStretch(0, 1)
        self.read()

    def read(self) -> None:
        """Offer the clients there are now."""
        found = clients.choices(self._context.desk)
        self._kinds = {one.id: one.kind for one in found}
        if self._first is not None:
            found.sort(key=lambda one: one.kind is not self._first)
        self.set_options([(one.id, self._words(one)) for one in found])
        if self.value is None:
            self.set_value(None)

    def _words(self, one: clients.ClientChoice) -> str:
        told = self._first is not None and one.kind is not self._first
        return f"{one.name} · {one.kind.label.lower()}" if told else one.name

    @property
    def kind(self) -> ClientKind:
        """The kind of the client chosen; not yet known without one."""
        return self._kinds.get(self.value, ClientKind.UNKNOWN)

    def fix(self) -> None:
        """The client can no longer change: what hangs on the record belongs to it."""
        self._combo.setEnabled(False)
        self.new_button.hide()

    def add_client(self) -> None:
        """Ask for a new client and choose it."""
        from ..dialogs.records import edit_client

        client_id = edit_client(self._context, self, None)
        if client_id is not None:
            self.read()
            self.set_value(client_id)
            self.changed.emit()
            self.left.emit()
