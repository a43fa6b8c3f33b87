"""The choice of a portage company, with the way to add one."""

from PySide6.QtWidgets import QWidget

from litigedesk.queries import portage

from ..context import Context
from ..widgets.buttons import Button, Kind
from .editors import ChoiceEditor


class PortageCompanyEditor(ChoiceEditor):
    """One of the user's portage companies, by id; one added on the way is chosen at once."""

    def __init__(
        self, context: Context, name: str = "company_id", *, optional: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            name,
            "Société de portage",
            (),
            segments=False,
            optional=optional,
            called="la société de portage",
            parent=parent,
        )
        self._context = context
        self._combo.setPlaceholderText("Choisir une société…")
        self.new_button = Button("Nouvelle société…", Kind.LINK, name=f"{name}.new")
        self.new_button.clicked.connect(self.add_company)
        self._grid.addWidget(self.new_button, 0, 1)
        self._grid.setColumnStretch(0, 1)
        self.read()

    def read(self) -> None:
        """Offer the companies there are now."""
        self.set_options([(one.id, one.name) for one in portage.companies(self._context.desk)])
        if self.value is None:
            self.set_value(None)

    def only_one(self) -> int | None:
        """The only company there is, else ``None``."""
        found = portage.companies(self._context.desk)
        return found[0].id if len(found) == 1 else None

    def add_company(self) -> None:
        """Ask for a company and choose it."""
        from ..dialogs.portage import edit_company

        company_id = edit_company(self._context, self, None)
        if company_id is not None:
            self.read()
            self.set_value(company_id)
            self.changed.emit()
            self.left.emit()
