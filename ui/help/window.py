"""The help window: the pages at the left with a search, what is read at the right; it never asks the network."""

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QWidget,
)

from litigedesk.formats import typographic
from litigedesk.help import glossary, pages
from litigedesk.help.pages import page

from ..screen_room import screen_room
from ..theme import current, follow
from ..widgets.layout import vbox
from ..widgets.wrapped_items import wrap_items
from . import texts

WORDS = "mots"
SIZE = QSize(920, 640)
LIST_WIDTH = 288


class HelpText(QTextBrowser):
    """Shows our own text; a picture or page that it would name is never fetched."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> None:
        return None


class HelpWindow(QDialog):
    """Stays open beside the window; Escape closes it. ``show_page``, ``show_word`` and ``show_field`` say what to read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window.help")
        self.setWindowTitle("Aide")
        self.setModal(False)
        self._back: list[str] = []
        self._shown = ""
        self.search = QLineEdit()
        self.search.setObjectName("help.search")
        self.search.setPlaceholderText("Chercher dans l’aide")
        self.search.setAccessibleName("Chercher dans l’aide")
        self.search.setClearButtonEnabled(True)
        self.contents = QListWidget()
        self.contents.setObjectName("help.contents")
        self.contents.setAccessibleName("Pages de l’aide")
        wrap_items(self.contents)
        self._glass = QAction(self.search)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.text = HelpText()
        self.text.setObjectName("help.text")
        self.text.setAccessibleName("Texte de l’aide")
        self.text.setOpenLinks(False)
        side = QWidget()
        column = vbox(side, 8, 8)
        column.addWidget(self.search)
        column.addWidget(self.contents, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(side)
        self._split.addWidget(self.text)
        self._split.setStretchFactor(1, 1)
        self._split.setChildrenCollapsible(False)
        vbox(self, 0, 0).addWidget(self._split, 1)
        room, scale = screen_room(self), current().text_scale
        self.resize(
            min(round(SIZE.width() * scale), room.width() - 32), min(round(SIZE.height() * scale), room.height() - 64)
        )
        self._split.setSizes([min(LIST_WIDTH, self.width() // 3), self.width()])
        self.search.textChanged.connect(self._find)
        self.contents.currentItemChanged.connect(lambda item, _was: self._choose(item))
        self.text.anchorClicked.connect(self._follow)
        back = QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self)
        back.activated.connect(self.go_back)
        self._fill()
        follow(self._restyle)

    # ---- what to read ------------------------------------------------------------------------------------------------
    def show_page(self, key: str) -> None:
        """Read a page; ``BugError`` when there is none of that key."""
        self._show(f"page:{key}")

    def show_words(self) -> None:
        """Read every legal word."""
        self._show(WORDS)

    def show_word(self, key: str) -> None:
        """Read what a legal word means; ``BugError`` when there is none of that key."""
        self._show(f"mot:{key}")

    def show_field(self, label: str, html: str) -> None:
        """Read what helps to fill a field, just written."""
        self._keep()
        self._shown = ""
        self._select("")
        self.setWindowTitle(typographic(f"Aide : {label}"))
        self._set_html(html)

    def go_back(self) -> None:
        """Read again what was read before."""
        if self._back:
            where = self._back.pop()
            self._shown = ""
            self._show(where)

    def _follow(self, url: QUrl) -> None:
        self._show(url.toString())

    def _show(self, where: str) -> None:
        if where == self._shown:
            return
        kind, _, key = where.partition(":")
        html = texts.of_words() if where == WORDS else texts.of_word(glossary.term(key)) if kind == "mot" else ""
        html = html or texts.of_page(page(key))
        self._keep()
        self._shown = where
        self._select(where)
        self.setWindowTitle("Aide")
        self._set_html(html)

    def _keep(self) -> None:
        if self._shown:
            self._back.append(self._shown)

    def _set_html(self, html: str) -> None:
        self._html = html
        self.text.document().setDefaultStyleSheet(texts.style())
        self.text.setHtml(html)

    def _restyle(self) -> None:
        self._glass.setIcon(current().icon("search"))
        document = self.text.document()
        document.setDefaultFont(current().font())
        document.setDocumentMargin(24)
        self._set_html(getattr(self, "_html", ""))

    # ---- the list ----------------------------------------------------------------------------------------------------
    def _fill(self) -> None:
        lines = [(f"page:{one.key}", one.title, "") for one in pages.pages()]
        self._list([*lines, (WORDS, "Les mots du droit", "")])

    def _find(self, words: str) -> None:
        if not words.strip():
            self._fill()
            self._select(self._shown)
            return
        terms = [(f"mot:{one.key}", one.word, "Mot du droit") for one in glossary.matching(words)]
        hits = [(f"page:{hit.page.key}", hit.page.title, hit.excerpt) for hit in pages.search(words)]
        self._list([*terms, *hits])
        if not (terms or hits):
            nothing = QListWidgetItem(typographic("Rien ne correspond. Essayez un autre mot."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.contents.addItem(nothing)

    def _list(self, lines: list[tuple[str, str, str]]) -> None:
        self.contents.blockSignals(True)
        self.contents.clear()
        for where, title, below in lines:
            item = QListWidgetItem(typographic(f"{title}\n{below}" if below else title))
            item.setData(Qt.ItemDataRole.UserRole, where)
            self.contents.addItem(item)
        self.contents.blockSignals(False)

    def _select(self, where: str) -> None:
        self.contents.blockSignals(True)
        rows = range(self.contents.count())
        found = next((row for row in rows if self.contents.item(row).data(Qt.ItemDataRole.UserRole) == where), -1)
        self.contents.setCurrentRow(found)
        self.contents.blockSignals(False)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and (where := item.data(Qt.ItemDataRole.UserRole)):
            self._show(where)
