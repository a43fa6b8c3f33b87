"""Menu entries that belong to no tab: undo and redo, theme, text size."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QActionGroup

from litigedesk.formats import typographic

from .actions import Actions
from .context import Context
from .theme import ThemeMode, current
from .window_state import TEXT_SCALES, WindowState


def register_undo(entries: Actions, context: Context) -> Callable[[], None]:
    """Add « Annuler » and « Rétablir »; returns what brings their words up to date after a change."""
    undo = entries.register("edit.undo", context.undo)
    redo = entries.register("edit.redo", context.redo)

    def update() -> None:
        for action, word, label in (
            (undo, "Annuler", context.desk.undo_label),
            (redo, "Rétablir", context.desk.redo_label),
        ):
            action.setText(typographic(f"{word} : {label}").replace("&", "&&") if label else word)
            action.setEnabled(label is not None)

    update()
    return update


def register_look(entries: Actions, state: WindowState) -> None:
    """Add the themes and text sizes; what is chosen applies at once and is remembered."""
    theme = current()
    group = QActionGroup(entries)

    def use(mode: ThemeMode, scale: float) -> None:
        theme.apply(mode, scale)
        state.set_look(mode, scale)

    def use_mode(mode: ThemeMode) -> None:
        use(mode, theme.text_scale)

    for mode in ThemeMode:
        action = entries.register(f"view.theme.{mode.value}", partial(use_mode, mode), checkable=True)
        action.setChecked(theme.mode is mode)
        group.addAction(action)

    def step(by: int) -> None:
        place = min(range(len(TEXT_SCALES)), key=lambda i: abs(TEXT_SCALES[i] - theme.text_scale))
        use(theme.mode, TEXT_SCALES[min(max(place + by, 0), len(TEXT_SCALES) - 1)])

    entries.register("view.larger", lambda: step(1))
    entries.register("view.smaller", lambda: step(-1))
    entries.register("view.normal", lambda: use(theme.mode, 1.0))
