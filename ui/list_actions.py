"""Menu entries about the list in front: print it, export it; and the same asked from the lists themselves."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from .main_window import MainWindow

if TYPE_CHECKING:
    from litigedesk.listing import Listing

    from .tabs.base import Tab
    from .widgets.list_pane import ListPane


def register_lists(window: MainWindow) -> None:
    """Give these entries their handlers, and answer the lists of every tab."""
    entries = window.actions_of_menus
    entries.register("file.print_list", partial(_print, window))
    entries.register("file.export_list", partial(_export, window))
    window.each_tab(partial(_answer, window))


def _answer(window: MainWindow, tab: "Tab") -> None:
    for pane in tab.panes():
        pane.print_asked.connect(partial(_print_of, window))
        pane.export_asked.connect(partial(_export_of, window, pane))


def _print(window: MainWindow) -> None:
    """What is shown, in its order."""
    listing = window.current_tab.listed()
    if listing is None:
        window.context.note("Cet onglet ne montre aucune liste à imprimer.")
    else:
        _print_of(window, listing)


def _print_of(window: MainWindow, listing: "Listing") -> None:
    from .list_output import print_listing

    print_listing(window.context, window, listing)


def _export(window: MainWindow) -> None:
    pane = next((one for one in window.current_tab.panes() if one.isVisibleTo(window)), None)
    if pane is not None:
        _export_of(window, pane, None)
        return
    listing = window.current_tab.listed()
    if listing is None:
        window.context.note("Cet onglet ne montre aucune liste à exporter.")
    else:
        _write(window, listing)


def _write(window: MainWindow, listing: "Listing") -> None:
    from .list_output import export_listing

    export_listing(window.context, window, listing)


def _export_of(window: MainWindow, pane: "ListPane[Any]", listing: Any) -> None:
    """A selection as it is; else the user says whether what is shown, what is chosen or all of it."""
    if listing is None:
        shown = pane.model.rowCount()
        choices: list[tuple[str, Callable[[], Listing]]] = [
            (f"Ce qui est affiché : {pane.noun().counted(shown)}", pane.listed)
        ]
        if len(chosen := pane.selected) > 1:
            choices.append((f"La sélection : {pane.noun().counted(len(chosen))}", partial(pane.listed, chosen)))
        if pane.query.narrows:
            choices.append((f"Toute la liste : {pane.noun().counted(pane.question.total())}", pane.whole))
        from .list_output import ask_which

        listing = ask_which(window, choices)
    if listing is not None:
        _write(window, listing)
