"""Lines of a menu, written in one way."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from litigedesk.formats import typographic

from ..theme import current


def add_action(menu: QMenu, text: str, icon: str, do: Callable[[], object]) -> None:
    """One line of a menu."""
    action = menu.addAction(current().icon(icon), typographic(text))
    action.triggered.connect(lambda _on=False: do())
