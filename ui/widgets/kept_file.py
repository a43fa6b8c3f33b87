"""One kept file: its name and the way to open a copy of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from litigedesk.domain.records import StoredFile

from .buttons import Button, Kind
from .flow import FlowLayout
from .text import IconText


class KeptFileLine(QWidget):
    """The name, cut where there is no room, and « Ouvrir »; ``open_file`` is given the file."""

    def __init__(
        self, kept: StoredFile, open_file: Callable[[StoredFile], object], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        line = FlowLayout(8, 4, self)
        line.addWidget(IconText("file-text", kept.name, elide=True))
        look = Button("Ouvrir", Kind.LINK, name=name)
        look.setAccessibleName(f"Ouvrir {kept.name}")
        look.clicked.connect(lambda: open_file(kept))
        line.addWidget(look)
