"""A place on a page whose content is replaced as a whole when it is read again."""

from PySide6.QtWidgets import QWidget

from .layout import clear, vbox


class Slot(QWidget):
    """Holds one widget at a time, or none and then takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = vbox(self, 0, 0)
        self.content: QWidget | None = None
        self.hide()

    def fill(self, content: QWidget | None) -> None:
        """Show this instead of what was there."""
        clear(self._layout)
        self.content = content
        if content is not None:
            self._layout.addWidget(content)
        self.setVisible(content is not None)
