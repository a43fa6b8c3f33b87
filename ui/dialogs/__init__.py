"""Modal windows: forms in a dialog, explanations, calculators."""

from PySide6.QtWidgets import QDialog


def show_dialog(dialog: QDialog) -> None:
    """Show it, wait until it is closed and let it go: the window it stands before would keep it for ever."""
    dialog.exec()
    dialog.deleteLater()
