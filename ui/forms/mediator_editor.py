"""The choice of a mediator of the user's own register, with the way to add one from the shipped register."""

from PySide6.QtWidgets import QWidget

from litigedesk.domain.vocabulary import MediatorKind
from litigedesk.queries import mediations

from ..context import Context
from ..widgets.buttons import Button, Kind
from .editors import ChoiceEditor


class MediatorEditor(ChoiceEditor):
    """One of the user's mediators of consumers, by id; one added on the way is chosen at once."""

    def __init__(self, context: Context, name: str = "mediator_id", parent: QWidget | None = None) -> None:
        super().__init__(name, "Médiateur", (), segments=False, called="le médiateur", parent=parent)
        self._context = context
        self._combo.setPlaceholderText("Choisir un médiateur…")
        self.register_button = Button("Prendre dans le registre…", Kind.LINK, name=f"{name}.register")
        self.register_button.clicked.connect(self.add_mediator)
        self._grid.addWidget(self.register_button, 0, 1)
        self._grid.setColumnStretch(0, 1)
        self.read()

    def read(self) -> None:
        """Offer the mediators there are now; the only one there is is chosen."""
        found = mediations.mediators(self._context.desk, MediatorKind.CONSUMER)
        self.set_options([(one.id, one.name) for one in found])
        if self.value is None:
            self.set_value(None)

    def only_one(self) -> int | None:
        """The only mediator there is, else ``None``."""
        found = mediations.mediators(self._context.desk, MediatorKind.CONSUMER)
        return found[0].id if len(found) == 1 else None

    def add_mediator(self) -> None:
        """Ask for a mediator, from the shipped register or typed, and choose it."""
        from ..dialogs.mediation import edit_mediator

        mediator_id = edit_mediator(self._context, self, None)
        if mediator_id is not None:
            self.read()
            self.set_value(mediator_id)
            self.changed.emit()
            self.left.emit()
