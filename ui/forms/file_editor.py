"""Choosing a file that the program will keep a copy of: a logo, a signature, a letterhead, a document received."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from litigedesk.domain.records import StoredFile
from litigedesk.formats import typographic

from ..theme import current, follow
from ..widgets.buttons import Button, Kind
from ..widgets.layout import hbox, row, vbox
from ..widgets.text import Label
from .base_editor import Editor

IMAGES = ("Images", (".png", ".jpg", ".jpeg"))
WORD = ("Documents Word", (".docx",))
DOCUMENTS = (
    "Documents",
    (".pdf", ".docx", ".doc", ".odt", ".rtf", ".txt", ".eml", ".msg", ".png", ".jpg", ".jpeg", ".heic", ".html"),
)
Filter = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class FileChoice:
    """What the record will point to: a file already kept (``stored_id``) or one just chosen (``path`` to copy in)."""

    stored_id: int | None = None
    path: Path | None = None
    name: str = ""

    @property
    def is_new(self) -> bool:
        """Whether the operation has a file to copy in."""
        return self.stored_id is None and self.path is not None


def choice_of(stored: StoredFile | None) -> FileChoice | None:
    """What an editor shows of a file already kept; ``None`` without one."""
    return None if stored is None else FileChoice(stored_id=stored.id, name=stored.name)


def stored_id(choice: FileChoice | None) -> int | None:
    """The kept file that the record goes on pointing to."""
    return choice.stored_id if choice is not None else None


def new_path(choice: FileChoice | None) -> Path | None:
    """The file just chosen, which the operation has to copy in."""
    return choice.path if choice is not None and choice.is_new else None


class FileEditor(Editor):
    """Choose, drop or clear a file, with a thumbnail; ``value`` is a ``FileChoice`` or ``None``."""

    def __init__(
        self,
        name: str,
        label: str,
        accepts: Filter = IMAGES,
        *,
        hint: str = "",
        optional: bool = True,
        called: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, label, hint=hint, optional=optional, called=called, parent=parent)
        self._accepts, self._choice = accepts, FileChoice()
        self._refused = ""
        self._thumbnail = QLabel()
        self._thumbnail.setObjectName("thumbnail")
        self._thumbnail.setFixedSize(96, 64)
        self._thumbnail.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._file_name = Label("Aucun fichier", elide=True, verbatim=True)
        self.choose = Button("Choisir…", icon="upload")
        self.clear = Button("Retirer", Kind.QUIET)
        self.choose.clicked.connect(self._ask)
        self.clear.clicked.connect(lambda: self.take(None))
        words = vbox(gap=4)
        words.addWidget(self._file_name)
        words.addLayout(row(self.choose, self.clear, None))
        holder = QWidget()
        beside = hbox(holder, 0, 12)
        beside.addWidget(self._thumbnail)
        beside.addLayout(words, 1)
        self._set_field(self.choose, holder=holder)
        self.clear.setAccessibleName(typographic(f"Retirer : {self.label_text}"))
        self.setAcceptDrops(True)
        follow(self._show)

    def _name_field(self) -> None:
        super()._name_field()
        self._field.setAccessibleName(typographic(f"{self.label_text} : choisir un fichier"))

    @property
    def value(self) -> Any:
        return self._choice if self._choice.stored_id is not None or self._choice.path is not None else None

    def set_value(self, value: Any) -> None:
        self._choice, self._refused = value or FileChoice(), ""
        self._show()

    @property
    def raw(self) -> object:
        choice = self._choice
        return {"stored_id": choice.stored_id, "path": choice.path, "name": choice.name} if self.value else None

    def set_raw(self, raw: object) -> None:
        self.set_value(FileChoice(**raw) if isinstance(raw, dict) else None)

    def own_problem(self) -> str:
        return self._refused

    def take(self, path: Path | None) -> None:
        """Use this file, or none; a kind that is not accepted is refused in words and changes nothing."""
        words, endings = self._accepts
        if path is not None and path.suffix.lower() not in endings:
            self._refused = typographic(f"« {path.name} » n’est pas accepté ici : {words} {', '.join(endings)}.")
        else:
            self._refused = ""
            self._choice = FileChoice(path=path, name=path.name if path else "")
        self._show()
        self.changed.emit()
        self.left.emit()

    def _ask(self) -> None:
        words, endings = self._accepts
        patterns = " ".join(f"*{ending}" for ending in endings)
        chosen, _ = QFileDialog.getOpenFileName(self, self.label_text, "", f"{words} ({patterns})")
        if chosen:
            self.take(Path(chosen))

    def _show(self) -> None:
        theme, choice = current(), self._choice
        picture = QPixmap(str(choice.path)) if choice.path and choice.path.suffix.lower() in IMAGES[1] else QPixmap()
        if picture.isNull():
            empty = {IMAGES: "image", DOCUMENTS: "file-up"}.get(self._accepts, "file-type")
            icon = "file-text" if self.value else empty
            self._thumbnail.setPixmap(theme.pixmap(icon, "muted", 24))
        else:
            ratio = self.devicePixelRatioF()
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            picture = picture.scaled(self._thumbnail.size() * 0.9 * ratio, keep, smooth)
            picture.setDevicePixelRatio(ratio)
            self._thumbnail.setPixmap(picture)
        self._file_name.set_text(choice.name or (choice.path.name if choice.path else "Aucun fichier"))
        self.clear.setVisible(self.value is not None)

    def dragEnterEvent(self, event: Any) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: Any) -> None:
        self.take(Path(event.mimeData().urls()[0].toLocalFile()))
