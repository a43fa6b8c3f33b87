"""What can be inserted into a text: every name with what it stands for and what it says now; Enter or a double click inserts."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from litigedesk import formats

from ..palette import Tone
from ..theme import current, follow
from ..widgets.buttons import Button
from ..widgets.layout import row, vbox
from ..widgets.text import Label
from ..widgets.tips import plain_tip
from .preparation import Insertable

SNIPPET_ROLE = Qt.ItemDataRole.UserRole
_HEADS = ("Information", "Sur ce dossier")
_ROOM = 8  # px above and below the words of a line, together


class NamesPane(QWidget):
    """A search and a tree of names; ``inserted(snippet)`` when one is wanted in the text."""

    inserted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.search.setObjectName("wording.search")
        self.search.setPlaceholderText("Chercher une information")
        self.search.setAccessibleName("Chercher une information")
        self.search.setClearButtonEnabled(True)
        self.tree = _Tree()
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self.tree.setAccessibleName(formats.typographic("Informations à insérer"))
        self.tree.setHeaderLabels(list(_HEADS))
        header = self.tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(False)
        self.written = Label("", Tone.MUTED, elide=True, verbatim=True)
        self.insert = Button("Insérer", icon="plus", tip="Double-clic ou Entrée", name="wording.insert")
        self.insert.setEnabled(False)
        column = vbox(self, 16, 8)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addLayout(row(self.written, self.insert, stretch=self.written))
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._first)
        self.tree.currentItemChanged.connect(lambda _now, _before: self._describe())
        self.tree.itemDoubleClicked.connect(lambda _item, _column: self._insert())
        self.tree.wanted.connect(self._insert)
        self.insert.clicked.connect(self._insert)
        follow(self._restyle)

    def show_names(self, found: Insertable) -> None:
        """Show the names of a letter."""
        self.tree.clear()
        self._groups = []
        for title, offered in found.groups:
            group = QTreeWidgetItem([title])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            group.setFont(0, current().font(weight=600))
            self.tree.addTopLevelItem(group)
            group.setFirstColumnSpanned(True)
            items = []
            for one in offered:
                says = one.name.says[:1].upper() + one.name.says[1:]
                item = QTreeWidgetItem([says, one.value or "—"])
                item.setData(0, SNIPPET_ROLE, one.name.snippet)
                item.setSizeHint(0, QSize(0, current().line_height() + _ROOM))
                item.setToolTip(0, plain_tip(f"{says}\n{one.name.snippet}"))
                item.setToolTip(1, plain_tip(one.value))
                group.addChild(item)
                items.append(item)
            group.setExpanded(True)
            self._groups.append((group, items))
        self._filter(self.search.text())
        self._describe()

    def _snippet(self) -> str:
        item = self.tree.currentItem()
        return str(item.data(0, SNIPPET_ROLE) or "") if item is not None else ""

    def _describe(self) -> None:
        snippet = self._snippet()
        self.insert.setEnabled(bool(snippet))
        self.written.set_text(" ".join(snippet.split()))

    def _insert(self) -> None:
        if snippet := self._snippet():
            self.inserted.emit(snippet)

    def _filter(self, text: str) -> None:
        """Show the names whose words, value or spelling hold every word typed."""
        words = formats.folded(text).split()
        for group, items in self._groups:
            for item in items:
                held = formats.folded(f"{item.text(0)} {item.text(1)} {item.data(0, SNIPPET_ROLE)}")
                item.setHidden(not all(word in held for word in words))
            group.setHidden(all(item.isHidden() for item in items))

    def _first(self) -> None:
        """Enter in the search: the first name found is chosen."""
        found = next((item for _, items in self._groups for item in items if not item.isHidden()), None)
        if found is not None:
            self.tree.setCurrentItem(found)
            self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    def _restyle(self) -> None:
        font = current().font()
        self.search.setFont(font)
        self.tree.setFont(font)
        self.tree.header().setFont(font)
        self.tree.header().resizeSection(1, current().side(168))


class _Tree(QTreeWidget):
    """Two levels; Enter asks for the current name on every platform."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("wording.names")
        self.setRootIsDecorated(False)
        self.setIndentation(12)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.wanted.emit()
            return
        super().keyPressEvent(event)
