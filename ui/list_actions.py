"""Menu entries about the list in front: print it, export it; and the same asked from the lists themselves."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from litigedesk.errors import UserError

from .main_window import MainWindow

if TYPE_CHECKING:
    from litigedesk.listing import Listing

    from .tabs.base import Tab
    from .widgets.list_pane import ListPane

    Question = Callable[[], Listing | None]


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
    _print_of(window, window.current_tab.listed)


def _print_of(window: MainWindow, question: "Question") -> None:
    from .list_output import print_listing

    if (listing := _answered(window, question, "imprimer")) is not None:
        print_listing(window.context, window, listing)


def _export(window: MainWindow) -> None:
    pane = next((one for one in window.current_tab.panes() if one.isVisibleTo(window)), None)
    if pane is not None:
        _export_of(window, pane, None)
    else:
        _write(window, window.current_tab.listed)


def _write(window: MainWindow, question: "Question") -> None:
    from .list_output import export_listing

    if (listing := _answered(window, question, "exporter")) is not None:
        export_listing(window.context, window, listing)


def _answered(window: MainWindow, question: "Question", use: str) -> "Listing | None":
    """The list asked for; ``None``, and said, when the tab in front has none or the user gave its reading up."""
    try:
        listing = question()
    except UserError as refused:
        window.context.fail(refused)
        return None
    if listing is None:
        window.context.note(f"Cet onglet ne montre aucune liste à {use}.")
    return listing


def _export_of(window: MainWindow, pane: "ListPane[Any]", question: "Question | None") -> None:
    """A selection as it is; else the user says whether what is shown, what is chosen or all of it."""
    if question is None:
        shown = pane.model.rowCount()
        choices: list[tuple[str, Callable[[], Listing]]] = [
            (f"Ce qui est affiché : {pane.noun().counted(shown)}", pane.listed)
        ]
        if len(chosen := pane.selected) > 1:
            choices.append((f"La sélection : {pane.noun().counted(len(chosen))}", partial(pane.listed, chosen)))
        if pane.query.narrows:
            choices.append((f"Toute la liste : {pane.noun().counted(pane.question.total())}", pane.whole))
        from .list_output import ask_which

        question = ask_which(window, choices)
    if question is not None:
        _write(window, question)
