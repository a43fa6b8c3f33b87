"""What the tests of pieces share: files as other programs hand them, drags over a page, and the panel once it has read."""

from email.message import EmailMessage
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.evidence import Piece
from litigedesk.domain.matter import Matter, of_dispute
from litigedesk.operations import pieces
from litigedesk.operations.pieces import Incoming
from litigedesk.queries import pieces as queries
from tests.ui.disputes_world import dispute_with, tab_shown
from tests.ui.mediation_world import gone
from ui.context import Context
from ui.tabs.disputes import DisputesTab
from ui.tabs.disputes.dossier import PIECES
from ui.widgets.piece_panel import PiecePanel

COPY = Qt.DropAction.CopyAction


def texts(*names: str) -> list[Incoming]:
    """Texts that say their own name."""
    return [Incoming(f"{name}.txt", f"Texte de {name}".encode()) for name in names]


def email(**attached: bytes) -> Incoming:
    """An e-mail with texts attached, by name."""
    message = EmailMessage()
    message["From"], message["Subject"] = "jeanne@martin.example", "Promesse"
    message["Date"] = "Tue, 03 Nov 2026 10:30:00 +0100"
    message.set_content("Je paierai.")
    for name, data in attached.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"{name}.txt")
    return Incoming("promesse.eml", message.as_bytes())


def with_pieces(desk: Desk, *incoming: Incoming) -> Matter:
    """A dispute with these pieces."""
    matter = of_dispute(dispute_with(desk, "Atelier Boréal"))
    pieces.add(desk, matter, incoming)
    return matter


def panel_shown(context: Context, qtbot: QtBot) -> tuple[DisputesTab, PiecePanel]:
    """The tab on its first dispute, and the pieces of it."""
    tab = tab_shown(context, qtbot)
    tab.dossier.show_part(PIECES)
    gone()
    panel = tab.dossier.panel
    assert panel is not None
    panel.preview.settle()
    return tab, panel


def kept(desk: Desk, matter: Matter) -> list[Piece]:
    """The pieces in their order."""
    return [row.piece for row in queries.rows(desk, matter)]


def files_in(*paths: Path) -> QMimeData:
    """What a file manager drags."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drag_over(page: QScrollArea, mime: QMimeData) -> bool:
    """A drag that comes above a page and moves there; whether it may be let go."""
    middle, keys, held = page.viewport().rect().center(), Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    for kind in (QDragEnterEvent, QDragMoveEvent):
        event = kind(middle, COPY | Qt.DropAction.MoveAction, mime, held, keys)
        QApplication.sendEvent(page.viewport(), event)
    return event.isAccepted()


def drop_on(page: QScrollArea, mime: QMimeData) -> QDropEvent:
    """A drag let go in the middle of a page."""
    drag_over(page, mime)
    middle = QPointF(page.viewport().rect().center())
    event = QDropEvent(middle, COPY, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.viewport(), event)
    gone()
    return event


def point_of(panel: PiecePanel, place: int, *, lower: bool) -> QPoint:
    """A point in the upper or lower half of a row."""
    area = panel.list.visualRect(panel.list.rows.index(place))
    return QPoint(area.center().x(), area.bottom() - 4 if lower else area.top() + 4)
