"""The pieces of a dossier: how to add some, the list in order, and the one chosen looked at beside it."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QScrollArea, QWidget

from litigedesk.domain.matter import Matter
from litigedesk.queries import pieces as queries
from litigedesk.queries.pieces import PieceRow

from ..palette import Tone
from ..theme import current, follow
from .buttons import Button, IconButton, Kind
from .flow import Columns, FlowLayout
from .layout import hbox, row, vbox
from .menu import add_action
from .panels import Card, EmptyState, Separator
from .piece_list import PieceList, described
from .piece_preview import PiecePreview
from .text import Label

if TYPE_CHECKING:
    from ..dialogs.pieces import PieceCommands

LOWEST: Final = 420  # px of the list and the preview at the normal text size
SHORTEST: Final = 200  # px of the list when it stands above the preview
ASIDE: Final = 680  # px at the normal text size: below, the preview goes under the list
EMPTY: Final = (
    "Déposez vos fichiers n’importe où sur cette page : devis signé, factures, preuves de livraison, courriels, photos. "
    "Chacun est copié tel quel et reçoit un numéro, que les lettres citent."
)


class PiecePanel(QWidget):
    """Shows the pieces of one matter at a time; ``show_matter`` reads them again and keeps the one chosen."""

    def __init__(self, commands: "PieceCommands", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pieces")
        self.setAccessibleName("Pièces du dossier")
        self.commands = commands
        self._matter: Matter | None = None
        self._rows: list[PieceRow] = []
        self._watched: QObject | None = None
        self.list = PieceList(lambda one: commands.copies.copy_of(one.file))
        self.preview = PiecePreview()
        self._make_top()
        self._make_stage()
        layout = vbox(self, 0, 12)
        layout.addWidget(self.top)
        layout.addWidget(self.stage)
        layout.addWidget(self.nothing)
        self._connect()
        follow(self._fit)

    # ---- building ----------------------------------------------------------------------------------------------------
    def _make_top(self) -> None:
        self.top = QWidget()
        line = hbox(self.top)
        flow = FlowLayout(8, 8)
        line.addLayout(flow, 1)
        for button in self._adding("pieces"):
            flow.addWidget(button)
        self.more = IconButton("ellipsis", "Autres actions sur les pièces")
        self.more.setObjectName("pieces.more")
        menu = QMenu(self.more)
        add_action(menu, "Coller un fichier ou une image (Ctrl+V)", "copy", self.paste)
        add_action(menu, "Renuméroter dans l’ordre de la liste…", "refresh-cw", self._renumber)
        self.more.setMenu(menu)
        self.hand_over = Button("Remettre le dossier…", Kind.SECONDARY, "archive", name="pieces.hand_over")
        self.hand_over.clicked.connect(lambda: self._ask(self.commands.hand_over))
        flow.addWidget(self.hand_over)
        line.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)

    def _adding(self, name: str) -> list[Button]:
        """The ways to add pieces; the last one offers the papers already kept."""
        files = Button("Ajouter des fichiers…", Kind.SECONDARY, "file-plus", name=f"{name}.files")
        files.clicked.connect(lambda: self._ask(self.commands.ask_files))
        scans = Button("Depuis un dossier de numérisations…", Kind.SECONDARY, "folder-open", name=f"{name}.scans")
        scans.clicked.connect(lambda: self._ask(self.commands.ask_scans))
        known = Button("", Kind.SECONDARY, "archive", name=f"{name}.known")
        known.clicked.connect(lambda: self._ask(self.commands.ask_known))
        self.known_button = known
        return [files, scans, known]

    def _make_stage(self) -> None:
        self.title, self.about = Label("", weight=600, wrap=True), Label("", Tone.MUTED, wrap=True)
        self.open_button = Button("Ouvrir", Kind.SECONDARY, "eye", name="pieces.open")
        self.edit_button = Button("Modifier…", Kind.SECONDARY, "pencil", name="pieces.edit")
        self.piece_more = IconButton("ellipsis", "Autres actions sur cette pièce")
        self.piece_more.setObjectName("pieces.piece")
        self._piece_menu = QMenu(self.piece_more)
        self.piece_more.setMenu(self._piece_menu)
        head = vbox(margins=(12, 10, 12, 8), gap=4)
        head.addWidget(self.title)
        head.addWidget(self.about)
        head.addLayout(row(self.open_button, self.edit_button, self.piece_more, None))
        self._left, self._right = Card(gap=0), Card(gap=0)
        for card in (self._left, self._right):
            card.body.setContentsMargins(1, 4, 1, 4)
        self._left.add(self.list)
        self._right.add(head, Separator(), self.preview)
        self.stage = Columns(self._left, self._right, break_at=ASIDE)
        self.nothing = EmptyState("file-up", "Aucune pièce encore.", EMPTY)

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _id: self._show_current())
        self.list.open_asked.connect(lambda _id: self._open())
        self.list.edit_asked.connect(self.commands.edit)
        self.list.delete_asked.connect(self.commands.delete)
        self.list.moved.connect(self.commands.move)
        self.list.menu_asked.connect(self._show_menu)
        self.open_button.clicked.connect(self._open)
        self.edit_button.clicked.connect(self._edit)
        self._piece_menu.aboutToShow.connect(self._fill_menu)
        self.preview.attach_asked.connect(self._attach)

    # ---- reading -----------------------------------------------------------------------------------------------------
    @property
    def count(self) -> int:
        """How many pieces are shown."""
        return len(self._rows)

    def show_matter(self, matter: Matter) -> None:
        """Read the pieces of a dispute or a claim and show them."""
        desk = self.commands.context.desk
        if matter != self._matter:
            self.list.set_rows([])  # or the place in the other list would be kept
        self._matter = matter
        self._rows = queries.rows(desk, matter)
        papers = len(queries.known_papers(desk, matter))
        self.known_button.set_text(f"Papiers déjà enregistrés ({papers})")
        self.known_button.setVisible(papers > 0)
        self.stage.setVisible(bool(self._rows))
        self.nothing.setVisible(not self._rows)
        self.list.set_rows(self._rows)
        self._show_current()
        self._fit()

    def select(self, piece_id: int) -> None:
        """Choose a piece."""
        self.list.select(piece_id)

    def _show_current(self) -> None:
        found = self.list.current
        if found is None:
            self.preview.show_nothing("Choisissez une pièce dans la liste.")
            return
        piece = found.piece
        self.title.set_text(f"Pièce n° {piece.number} : {piece.title}")
        secret = "confidentielle (C. conso. L612-3)" if piece.confidential else ""
        self.about.set_text(" · ".join(filter(None, (described(piece), secret, piece.note))))
        self.open_button.setEnabled(self.commands.can_open(found))
        self.preview.show_file((piece.id, piece.file_id), found.file.name, partial(self.commands.read, found))

    # ---- acting ------------------------------------------------------------------------------------------------------
    def paste(self) -> None:
        """Make pieces of what the clipboard holds."""
        if self._matter is not None:
            self.commands.paste(self._matter)

    def _ask(self, do: object) -> None:
        if self._matter is not None and callable(do):
            do(self._matter)

    def _renumber(self) -> None:
        self._ask(self.commands.renumber)

    def _open(self) -> None:
        if (found := self.list.current) is not None:
            self.commands.open(found)

    def _edit(self) -> None:
        if (piece_id := self.list.current_id) is not None:
            self.commands.edit(piece_id)

    def _attach(self, places: list[int]) -> None:
        if (piece_id := self.list.current_id) is not None:
            self.commands.add_attachments(piece_id, places)

    def _fill_menu(self) -> None:
        self._piece_menu.clear()
        if (piece_id := self.list.current_id) is not None:
            self.commands.fill_menu(self._piece_menu, self._rows, piece_id)

    def _show_menu(self, piece_id: int, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.commands.fill_menu(menu, self._rows, piece_id)
        menu.popup(point)

    # ---- size --------------------------------------------------------------------------------------------------------
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        page = self._page()
        if page is not None and self._watched is not page.viewport():
            self._watched = page.viewport()
            page.viewport().installEventFilter(self)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._watched and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _page(self) -> QScrollArea | None:
        """The scrolling page this stands in."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        return above

    def _fit(self) -> None:
        """List and preview fill the page once it is scrolled to them, and scroll by themselves."""
        lowest, page = round(LOWEST * current().text_scale), self._page()
        room = page.viewport().height() - self.top.height() - 44 if page is not None else lowest
        height = max(lowest, room)
        stacked = self.stage.is_stacked
        listed = min(self.list.content_height() + 12, max(SHORTEST, height // 2)) if stacked else height
        if (self._left.maximumHeight(), self._right.maximumHeight()) != (listed, height):
            self._left.setFixedHeight(listed)
            self._right.setFixedHeight(height)
