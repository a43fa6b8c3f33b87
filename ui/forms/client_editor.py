"""The choice of a client in a form, with « Nouveau client… » beside it."""

from PySide6.QtWidgets import QWidget

from litigedesk.domain.vocabulary import ClientKind
from litigedesk.queries import clients

from ..context import Context
from ..widgets.buttons import Button, Kind
from .editors import ChoiceEditor


class ClientEditor(ChoiceEditor):
    """One of the user's clients, by id; a client added on the way is chosen at once."""

    def __init__(self, context: Context, name: str = "client_id", parent: QWidget | None = None) -> None:
        super().__init__(name, "Client", (), segments=False, called="le client", parent=parent)
        self._context = context
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
        self.set_options([(one.id, one.name) for one in found])
        if self.value is None:
            self.set_value(None)

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
