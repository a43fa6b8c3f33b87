"""The pieces of a dossier as a list, put in order by the mouse or by Alt and the arrows, and dragged out as files."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from litigedesk import formats
from litigedesk.domain.evidence import Piece
from litigedesk.formats import NBSP, typographic
from litigedesk.queries.pieces import PieceRow

from ..theme import follow
from .drop_files import PIECE
from .piece_delegate import ROW, PieceDelegate
from .tips import plain_tip

Index = QModelIndex | QPersistentModelIndex


def described(piece: Piece) -> str:
    """What a piece is, of when, by whom, and whether it is the original."""
    day = formats.date_medium(piece.dated_on) if piece.dated_on is not None else "sans date"
    return " · ".join(filter(None, (piece.kind.label, day, piece.author, "" if piece.is_copy else "original")))


def spoken(piece: Piece) -> str:
    """A piece as a screen reader says it."""
    parts = (
        f"Pièce n°{NBSP}{piece.number}",
        piece.title,
        piece.kind.label,
        formats.date_long(piece.dated_on) if piece.dated_on is not None else "sans date",
        piece.author,
        "copie" if piece.is_copy else "original",
        "confidentielle" if piece.confidential else "",
    )
    return typographic(", ".join(filter(None, parts)))


class PieceModel(QAbstractListModel):
    """The rows; each can be dragged, and dropped between two others."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pieces: list[PieceRow] = []

    def set_rows(self, rows: Sequence[PieceRow]) -> None:
        """Show these pieces."""
        self.beginResetModel()
        self.pieces = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.pieces)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self.pieces[index.row()]
        if role == ROW:
            return found
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return spoken(found.piece)
        return plain_tip(found.piece.title) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [PIECE]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


class PieceList(QListView):
    """``copy_of`` makes the file that is dragged out or copied, ``None`` when it cannot be had (it then says why itself).

    ``moved(id, place)`` puts a piece at a rank from 0. The others name a piece by its id.
    """

    chosen = Signal(int)
    open_asked = Signal(int)
    edit_asked = Signal(int)
    delete_asked = Signal(int)
    moved = Signal(int, int)
    menu_asked = Signal(int, QPoint)

    def __init__(self, copy_of: Callable[[PieceRow], Path | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pieces.list")
        self.setAccessibleName("Pièces, dans l’ordre où elles sont remises")
        self._copy_of, self._quiet = copy_of, False
        self.rows = PieceModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(PieceDelegate(described, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.doubleClicked.connect(lambda _index: self._say(self.open_asked))
        self.selectionModel().currentChanged.connect(lambda _now, _before: self._announce())
        follow(self._restyle)

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    # ---- rows --------------------------------------------------------------------------------------------------------
    def set_rows(self, rows: Sequence[PieceRow]) -> None:
        """Show these pieces; the current one stays current, else the one at its place is."""
        kept, place = self.current_id, max(0, self.currentIndex().row())
        self._quiet = True
        scrolled = self.verticalScrollBar().value()
        self.rows.set_rows(rows)
        self.verticalScrollBar().setValue(scrolled)
        if rows and (kept is None or not self.select(kept)):
            self.setCurrentIndex(self.rows.index(min(place, len(rows) - 1)))
        self._quiet = False

    @property
    def current(self) -> PieceRow | None:
        """The piece chosen."""
        index = self.currentIndex()
        return self.rows.pieces[index.row()] if index.isValid() else None

    @property
    def current_id(self) -> int | None:
        """Its id."""
        return self.current.piece.id if self.current is not None else None

    def select(self, piece_id: int) -> bool:
        """Choose a piece and bring it in sight; false when it is not in the list."""
        for place, row in enumerate(self.rows.pieces):
            if row.piece.id == piece_id:
                self.setCurrentIndex(self.rows.index(place))
                self.scrollTo(self.currentIndex())
                return True
        return False

    def content_height(self) -> int:
        """The height that shows every row, in pixels."""
        return self.rows.rowCount() * max(1, self.sizeHintForRow(0)) + 2

    def _announce(self) -> None:
        if not self._quiet:
            self._say(self.chosen)

    def _say(self, signal: Any) -> None:
        if (piece_id := self.current_id) is not None:
            signal.emit(piece_id)

    def _ask_menu(self, point: QPoint) -> None:
        if (piece_id := self.current_id) is not None:
            self.menu_asked.emit(piece_id, self.viewport().mapToGlobal(point))

    # ---- keys --------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._shift(-1 if key == Qt.Key.Key_Up else 1)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif not held and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._say(self.open_asked)
        elif not held and key == Qt.Key.Key_F2:
            self._say(self.edit_asked)
        elif not held and key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._say(self.delete_asked)
        else:
            super().keyPressEvent(event)

    def _shift(self, step: int) -> None:
        to = self.currentIndex().row() + step
        if (piece_id := self.current_id) is not None and 0 <= to < len(self.rows.pieces):
            self.moved.emit(piece_id, to)

    def copy(self) -> None:
        """Put the file of the current piece in the clipboard."""
        if (mime := self._carried()) is not None:
            QGuiApplication.clipboard().setMimeData(mime)

    # ---- dragging ----------------------------------------------------------------------------------------------------
    def _carried(self) -> QMimeData | None:
        """The current piece, as one of ours and as a file for other programs."""
        row = self.current
        if row is None:
            return None
        mime = QMimeData()
        mime.setData(PIECE, QByteArray(str(row.piece.id).encode()))
        path = self._copy_of(row)
        if path is not None:
            mime.setUrls([QUrl.fromLocalFile(str(path))])
        return mime

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """A copy goes out; nothing is taken from the list."""
        mime = self._carried()
        if mime is None:
            return
        drag = QDrag(self)
        drag.setMimeData(mime)
        picture = self.viewport().grab(self.visualRect(self.currentIndex()))
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(24, picture.deviceIndependentSize().toSize().height() // 2))
        drag.exec(Qt.DropAction.CopyAction, Qt.DropAction.CopyAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only pieces of this list: files from elsewhere are for the whole page."""
        if event.source() is self and event.mimeData().hasFormat(PIECE):
            super().dragEnterEvent(event)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.source() is self:
            super().dragMoveEvent(event)
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        if event.source() is not self or (piece_id := _piece_id(event.mimeData())) is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        self.put(piece_id, self._gap_at(event.position().toPoint()))

    def put(self, piece_id: int, gap: int) -> None:
        """Ask to put a piece into the gap before the row of that place; nothing when it is there already."""
        held = [row.piece.id for row in self.rows.pieces]
        if piece_id not in held:
            return
        place = held.index(piece_id)
        to = gap - 1 if gap > place else gap
        if to != place:
            self.moved.emit(piece_id, to)

    def _gap_at(self, point: QPoint) -> int:
        index = self.indexAt(point)
        if not index.isValid():
            return len(self.rows.pieces)
        below = point.y() > self.visualRect(index).center().y()
        return index.row() + (1 if below else 0)

    def sizeHint(self) -> QSize:
        return QSize(320, 240)


def _piece_id(mime: QMimeData) -> int | None:
    text = bytes(mime.data(PIECE).data())
    return int(text) if text.isdigit() else None
