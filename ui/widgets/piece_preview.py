"""A piece looked at in the window: its pages, its image or its text, the files attached to an e-mail; nothing of it is run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QStackedWidget, QWidget

from litigedesk import formats
from litigedesk.errors import UserError
from litigedesk.exchange.file_facts import FileFacts

from ..palette import Tone
from ..tasks import Tasks
from ..theme import current, follow
from .buttons import Button, Kind
from .layout import clear, hbox, row, vbox
from .panels import EmptyState, Separator
from .pdf_view import PdfView
from .text import IconText, Label

LARGEST_SIDE: Final = 2600  # points of an image as it is kept for the screen
LOOK: Final = "look"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What can be shown of a file: pages, an image, a text, or only a sentence; and what is attached, name and size in bytes."""

    facts: FileFacts
    pdf: bytes = b""
    image: QImage | None = None
    text: str = ""
    sentence: str = ""
    attached: tuple[tuple[str, int], ...] = ()


def look(data: bytes, name: str) -> Seen:
    """Read a file to be shown; runs beside the window."""
    from litigedesk.exchange import file_facts, picture_facts, preview

    facts = file_facts.sniff(data, name)
    if facts.why_not_shown:
        return Seen(facts=facts, sentence=facts.why_not_shown)
    if facts.media_type == "application/pdf":
        return Seen(facts=facts, pdf=data)
    if facts.media_type in picture_facts.SHOWN:
        image = _picture(data)
        return Seen(facts=facts, image=image, sentence="" if image else "Cette image ne peut pas être montrée.")
    try:
        return Seen(facts=facts, text=preview.text_preview(data, facts), attached=_attached(data, facts.media_type))
    except UserError as fault:
        return Seen(facts=facts, sentence=str(fault))


def _attached(data: bytes, media_type: str) -> tuple[tuple[str, int], ...]:
    from litigedesk.exchange import mail

    if media_type not in {"message/rfc822", "application/vnd.ms-outlook"}:
        return ()
    return tuple((one.name, len(one.data)) for one in mail.read(data).attachments)


def _picture(data: bytes) -> QImage | None:
    """The image upright, as its camera says, and no larger than a screen shows; of several the first."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > LARGEST_SIDE:
        reader.setScaledSize(size.scaled(LARGEST_SIDE, LARGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    del reader  # before what it reads from, or ending a TIFF would touch memory that is gone
    return None if image.isNull() else image


class PicturePane(QWidget):
    """One image, as large as fits and never larger than life."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.image = QImage()

    def show_image(self, image: QImage) -> None:
        """Show this one."""
        self.image = image
        self.setAccessibleName(formats.typographic(f"Image de {image.width()} sur {image.height()} points"))
        self.update()

    def place(self) -> QRectF:
        """Where the image is drawn."""
        room = QRectF(self.rect()).adjusted(16, 16, -16, -16)
        whole = self.image.size() / self.devicePixelRatioF()
        size = whole.scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        size = size if size.width() < whole.width() else whole
        return QRectF(room.center().x() - size.width() / 2, room.center().y() - size.height() / 2, *size.toTuple())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.image.isNull():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.place(), self.image)

    def sizeHint(self) -> QSize:
        return QSize(320, 240)


class TextPane(QPlainTextEdit):
    """A text to read and to copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pieces.text")
        self.setReadOnly(True)
        self.setAcceptDrops(False)  # files above it are for the page
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Texte de la pièce")
        follow(self._restyle)

    def _restyle(self) -> None:
        self.setFont(current().font())


class PiecePreview(QWidget):
    """Shows a file by its bytes; ``attach_asked(places)`` names attachments to take as pieces, by their places from 0."""

    attach_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks: Tasks | None = None
        self._pdf: PdfView | None = None
        self._shown: object = None
        self.seen: Seen | None = None
        self.stack = QStackedWidget()
        self.message, self.picture, self.text = QWidget(), PicturePane(), TextPane()
        vbox(self.message, 0, 0)
        self._framed = QWidget()
        hbox(self._framed, (12, 12, 12, 0), 0).addWidget(self.text)
        for page in (self.message, self.picture, self._framed):
            self.stack.addWidget(page)
        self.facts = Label("", Tone.MUTED, elide=True)
        self.remark = IconText("triangle-alert", "", Tone.SOON, wrap=True)
        self.attached = QFrame()
        self._attached = vbox(self.attached, (12, 8, 12, 8), 4)
        layout = vbox(self, 0, 0)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.attached)
        below = vbox(margins=(12, 6, 12, 8), gap=4)
        below.addWidget(self.remark)
        below.addWidget(self.facts)
        layout.addLayout(below)
        self.show_nothing("Choisissez une pièce dans la liste.")

    # ---- asking ------------------------------------------------------------------------------------------------------
    def show_file(self, key: object, name: str, read: Callable[[], bytes | None]) -> None:
        """Show a file; ``key`` says which, so that the one shown is not read again. Why it cannot be read is said instead."""
        if key == self._shown:
            return
        self._shown = key
        try:
            data = read()
        except UserError as fault:
            self.show_nothing(str(fault), key)
            return
        self._start(partial(look, data or b"", name))

    def show_nothing(self, sentence: str, key: object = None) -> None:
        """Only a sentence."""
        self._shown = key
        if self._tasks is not None:
            self._tasks.drop(LOOK)
        self.seen = None
        self._say(sentence)
        self._tell("", "", ())

    def _start(self, work: Callable[[], Seen]) -> None:
        tasks = self.tasks
        tasks.start(LOOK, work, self._show, lambda fault: self.show_nothing(str(fault), self._shown))

    @property
    def tasks(self) -> Tasks:
        """The thread that reads and draws, begun when it is first needed and ended with the preview."""
        if self._tasks is None:
            tasks = self._tasks = Tasks()
            self.destroyed.connect(lambda: tasks.stop())  # noqa: PLW0108 — holds the thread until then
        return self._tasks

    @property
    def is_busy(self) -> bool:
        """Whether something is still being read or drawn."""
        return self._tasks is not None and self._tasks.is_busy()

    def settle(self) -> None:
        """Wait until what was asked is shown, for a picture of it."""
        while self.is_busy:
            self.tasks.settle()
            QApplication.processEvents()

    # ---- showing -----------------------------------------------------------------------------------------------------
    def _show(self, seen: Seen) -> None:
        self.seen = seen
        if seen.pdf:
            self._pages().show_pdf(seen.pdf)
            self._pages().go_to(0)
            self.stack.setCurrentWidget(self._pages())
        elif seen.image is not None:
            self.picture.show_image(seen.image)
            self.stack.setCurrentWidget(self.picture)
        elif seen.text:
            self.text.setPlainText(seen.text)
            self.stack.setCurrentWidget(self._framed)
        else:
            self._say(seen.sentence)
        self._tell(_in_words(seen.facts), seen.facts.remark, seen.attached)

    def _pages(self) -> PdfView:
        if self._pdf is None:
            self._pdf = PdfView("Pages de la pièce", self.tasks)
            self.stack.addWidget(self._pdf)
        return self._pdf

    def _say(self, sentence: str) -> None:
        layout = self.message.layout()
        assert layout is not None
        clear(layout)
        layout.addWidget(EmptyState("eye", "", sentence, compact=True))
        self.stack.setCurrentWidget(self.message)

    def _tell(self, facts: str, remark: str, attached: Sequence[tuple[str, int]]) -> None:
        self.facts.set_text(facts)
        self.facts.setVisible(bool(facts))
        self.remark.label.set_text(remark)
        self.remark.setVisible(bool(remark))
        clear(self._attached)
        self.attached.setVisible(bool(attached))
        if attached:
            self._list(attached)

    def _list(self, attached: Sequence[tuple[str, int]]) -> None:
        every = Button("Tout ajouter", Kind.LINK, name="pieces.attach.all")
        every.clicked.connect(lambda: self.attach_asked.emit(list(range(len(attached)))))
        every.setVisible(len(attached) > 1)
        self._attached.addWidget(Separator())
        title = formats.count(len(attached), "pièce jointe", "pièces jointes")
        self._attached.addLayout(row(Label(title, weight=600), None, every))
        for place, (name, size) in enumerate(attached):
            add = Button("Ajouter comme pièce", Kind.LINK, name=f"pieces.attach.{place}")
            add.setAccessibleName(formats.typographic(f"Ajouter comme pièce : {name}"))
            add.clicked.connect(partial(self.attach_asked.emit, [place]))
            line = hbox()
            line.addWidget(IconText("file-text", f"{name} ({formats.file_size(size)})", elide=True), 1)
            line.addWidget(add)
            self._attached.addLayout(line)


def _in_words(facts: FileFacts) -> str:
    """Kind, pages and size: « un PDF, 3 pages, 245 Ko »."""
    called = facts.called.removeprefix("un ").removeprefix("une ")
    pages = formats.count(facts.pages, "page") if facts.pages else ""
    words = ", ".join(filter(None, (called, pages, formats.file_size(facts.size))))
    return f"{words[:1].upper()}{words[1:]}"
