"""The choice of a professional liability policy, with the way to add one."""

from PySide6.QtWidgets import QWidget

from litigedesk.queries import policies

from ..context import Context
from ..widgets.buttons import Button, Kind
from .editors import ChoiceEditor

NONE = "Aucun, ou pas encore noté"


class PolicyEditor(ChoiceEditor):
    """One of the policies on file, by id; one added on the way is chosen at once."""

    def __init__(self, context: Context, name: str = "policy_id", parent: QWidget | None = None) -> None:
        super().__init__(
            name,
            "Contrat RC Pro",
            (),
            segments=False,
            empty=NONE,
            optional=True,
            called="le contrat d’assurance",
            parent=parent,
        )
        self._context = context
        self.new_button = Button("Ajouter un contrat…", Kind.LINK, name=f"{name}.new")
        self.new_button.clicked.connect(self.add_policy)
        self._grid.addWidget(self.new_button, 0, 1)
        self._grid.setColumnStretch(0, 1)
        self.read()

    def read(self) -> None:
        """Offer the policies there are now."""
        found = policies.files(self._context.desk, self._context.today())
        self.set_options([(one.policy.id, _words(one)) for one in found], NONE)

    def add_policy(self) -> None:
        """Ask for a policy and choose it."""
        from ..dialogs.insurance import edit_policy

        policy_id = edit_policy(self._context, self, None)
        if policy_id is not None:
            self.read()
            self.set_value(policy_id)
            self.changed.emit()
            self.left.emit()


def _words(file: policies.PolicyFile) -> str:
    number = f"n° {file.policy.number}" if file.policy.number else ""
    ended = "terminé" if file.in_force is False else ""
    return " · ".join(filter(None, (file.called, number, file.company.name if file.company else "", ended)))
