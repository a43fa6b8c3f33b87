"""What a list remembers: its last state in the window's own file, by data folder, and the states kept under a name in the data."""

import hashlib
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from litigedesk.domain.upkeep import SavedList
from litigedesk.formats import typographic
from litigedesk.operations import saved_lists as operations
from litigedesk.queries import saved_lists

from .context import Context
from .models.list_query import ListState, read_state
from .theme import current
from .widgets.menu import add_action
from .window_state import WindowState


class ListMemory:
    """The memory of the list of that name; the last state is no data of the user's: no backup holds it."""

    def __init__(self, context: Context, state: WindowState, name: str) -> None:
        self._context, self._state, self._name = context, state, name
        folder = hashlib.sha256(str(context.desk.folder).encode()).hexdigest()[:16]
        self._key = f"list/{folder}/{name}"

    @property
    def last(self) -> ListState | None:
        """How the list was left; ``None`` the first time, or when that cannot be read."""
        return read_state(self._state.text(self._key))

    def note(self, state: ListState) -> None:
        """Remember how the list is now."""
        self._state.set_text(self._key, state.written())

    # ---- under a name ------------------------------------------------------------------------------------------------
    def fill_menu(self, menu: QMenu, owner: QWidget, present: ListState, show: Callable[[ListState], object]) -> None:
        """The kept lists, the one shown ticked; then what keeps, renames and forgets one."""
        kept = saved_lists.of_list(self._context.desk, self._name)
        for one in kept:
            if (state := read_state(one.question)) is not None:
                action = menu.addAction(typographic(one.name).replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(state == present)
                action.triggered.connect(lambda _on=False, state=state: show(state))
        if kept:
            menu.addSeparator()
        add_action(menu, "Enregistrer cette liste sous un nom…", "bookmark", lambda: self._save(owner, present))
        if kept:
            renaming, forgetting = menu.addMenu("Renommer"), menu.addMenu("Oublier")
            for one in kept:
                name = one.name.replace("&", "&&")
                add_action(renaming, f"{name}…", "pencil", partial(self._rename, owner, one))
                add_action(forgetting, name, "trash-2", partial(self._forget, one))

    def _save(self, owner: QWidget, present: ListState) -> None:
        name = _ask_name(owner, "Enregistrer cette liste", "")
        if name is not None:
            self._context.run(operations.save, name, self._name, present.written())

    def _rename(self, owner: QWidget, one: SavedList) -> None:
        name = _ask_name(owner, "Renommer la liste", one.name)
        if name is not None and one.id is not None:
            self._context.run(operations.rename, one.id, name)

    def _forget(self, one: SavedList) -> None:
        if one.id is not None:
            self._context.run(operations.delete, one.id)


def _ask_name(owner: QWidget, title: str, present: str) -> str | None:
    dialog = QInputDialog(owner)
    dialog.setObjectName("list.name")
    dialog.setWindowTitle(title)
    dialog.setLabelText(typographic("Nom de la liste :"))
    dialog.setTextValue(present)
    dialog.setOkButtonText("Enregistrer")
    dialog.setCancelButtonText("Annuler")
    dialog.resize(round(420 * current().text_scale), dialog.sizeHint().height())  # its title and a name are read whole
    accepted = dialog.exec()
    dialog.deleteLater()
    return dialog.textValue() if accepted else None
