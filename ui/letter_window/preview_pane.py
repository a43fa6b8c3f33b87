"""The right pane: the pages exactly as they will be printed, or what keeps them from being written."""

from itertools import groupby

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QStackedWidget, QWidget

from litigedesk import formats
from litigedesk.errors import MissingFact
from litigedesk.letters import page

from ..palette import Tone
from ..tasks import Tasks
from ..theme import MIDDLE, current
from ..widgets.buttons import Button, IconButton, Kind
from ..widgets.layout import hbox, vbox
from ..widgets.page_strip import PageStrip
from ..widgets.panels import Card, EmptyState, Page
from ..widgets.pdf_view import PdfView
from ..widgets.text import Icon, Label
from . import jumps
from .preparation import Obstacle, Prepared

STRIP_FROM = 640  # px of the pane at the normal text size, under which small pages make way for the large one
NARROW = 480  # px under which the words of the bar are shortened
WINDOW_WORDS, WINDOW_SHORT = "Montrer la fenêtre de l’enveloppe", "Enveloppe"
WINDOW = QRectF(page.WINDOW.left, page.WINDOW.top, page.WINDOW.width, page.WINDOW.height)


class PreviewPane(QFrame):
    """Pages, small pages and zoom. ``mended(target, record_id)`` when the user goes to a missing fact."""

    mended = Signal(str, object)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self.view = PdfView("Aperçu de la lettre", tasks)
        self.view.setObjectName("desk")
        self.strip = PageStrip(tasks)
        self.where = Label("", Tone.MUTED)
        self.window_box = QCheckBox(WINDOW_WORDS)
        self.window_box.setAccessibleName(WINDOW_WORDS)
        self.window_box.setObjectName("letter.window")
        self.window_box.setToolTip("Le cadre pointillé est ce que montre une enveloppe DL à fenêtre.")
        self.window_box.setChecked(True)
        self._smaller = IconButton("minus", "Réduire la page (Ctrl+-)")
        self._larger = IconButton("plus", "Agrandir la page (Ctrl++)")
        self._fit = IconButton("maximize", "Ajuster à la largeur (Ctrl+0)")
        self._zoom = Label("", figures=True)
        self._pages = QWidget()
        self._stack = QStackedWidget()
        self._missing: tuple[MissingFact, ...] = ()
        self._obstacle: Obstacle | None = None
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self._bar = QWidget()
        bar = hbox(self._bar, (16, 8, 16, 8), 8)
        bar.addWidget(self.where)
        bar.addStretch(1)
        bar.addWidget(self.window_box)
        bar.addSpacing(16)
        for widget in (self._smaller, self._zoom, self._larger, self._fit):
            bar.addWidget(widget)
        across = hbox(gap=0)
        across.addWidget(self.strip)
        across.addWidget(self.view, 1)
        pages = vbox(self._pages, 0, 0)
        pages.addWidget(self._bar)
        pages.addLayout(across, 1)
        self._message: QWidget = QWidget()
        self._stack.addWidget(self._pages)
        self._stack.addWidget(self._message)
        outer = vbox(self, 0, 0)
        outer.addWidget(self._stack)

    def _wire(self) -> None:
        self.view.show_window(WINDOW)
        self.window_box.toggled.connect(lambda on: self.view.show_window(WINDOW if on else None))
        self._smaller.clicked.connect(self.view.zoom_out)
        self._larger.clicked.connect(self.view.zoom_in)
        self._fit.clicked.connect(self.view.fit_width)
        self.view.zoom_changed.connect(lambda: self._zoom.set_text(self.view.zoom_text()))
        self.view.page_changed.connect(self._page_changed)
        self.strip.chosen.connect(self.view.go_to)

    # ---- what is shown -----------------------------------------------------------------------------------------------
    def show_prepared(self, prepared: Prepared) -> None:
        """Show the pages of a letter, or what keeps it from being written."""
        if prepared.document is not None:
            self._show_pages(prepared)
        elif prepared.obstacle is not None:
            if prepared.obstacle != self._obstacle or not self._is_message():
                self._show_message(self._obstacle_page(prepared.obstacle))
            self._obstacle, self._missing = prepared.obstacle, ()
        else:
            if prepared.missing != self._missing or not self._is_message():
                self._show_message(self._missing_page(prepared.missing))
            self._obstacle, self._missing = None, prepared.missing

    def _is_message(self) -> bool:
        return self._stack.currentWidget() is self._message

    def _show_pages(self, prepared: Prepared) -> None:
        self.view.show_pdf(prepared.pdf)
        count = self.view.page_count
        annex = prepared.annex_from
        labels = [f"{n + 1} {'Lettre' if annex is None or n < annex else 'Décompte'}" for n in range(count)]
        self.strip.show_pdf(prepared.pdf, labels)
        self.view.setAccessibleDescription(prepared.document.text() if prepared.document else "")
        self._page_changed(self.view.page)
        self._stack.setCurrentWidget(self._pages)
        self._fit_strip()

    def _page_changed(self, place: int) -> None:
        self.strip.set_page(place)
        self.where.set_text(f"Page {place + 1} sur {self.view.page_count}")

    def _show_message(self, message: QWidget) -> None:
        had_focus = self._message.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._stack.removeWidget(self._message)
        self._message.deleteLater()
        self._message = message
        self._stack.addWidget(message)
        self._stack.setCurrentWidget(message)
        links = message.findChildren(Button)
        if had_focus and links:
            links[0].setFocus()

    def _obstacle_page(self, obstacle: Obstacle) -> QWidget:
        button = None
        if words := jumps.words(obstacle.target):
            button = Button(words, name=f"letter.mend.{obstacle.target}")
            button.clicked.connect(lambda: self.mended.emit(obstacle.target, obstacle.record_id))
        state = EmptyState(
            "shield-alert", obstacle.title, obstacle.sentence, button, note=obstacle.article, note_icon="scale"
        )
        return _on_desk(Page(state))

    def _missing_page(self, missing: tuple[MissingFact, ...]) -> QWidget:
        count = len(missing)
        holder = Page()
        card = Card()
        noun = formats.count(count, "information")
        card.add(
            Label(f"Il manque {noun} pour écrire cette lettre", size=MIDDLE, weight=600, wrap=True),
            Label("Cliquez sur chacune pour la compléter ; la lettre apparaît ensuite ici.", Tone.MUTED, wrap=True),
        )
        for group, facts in groupby(missing, key=lambda fact: jumps.place(fact.target)):
            card.body.addSpacing(8)
            card.add(Label(group, weight=500))
            for fact in facts:
                card.add(self._missing_row(fact))
        holder.body.setContentsMargins(24, 24, 24, 24)
        holder.add(card)
        holder.body.addStretch(1)
        return _on_desk(holder)

    def _missing_row(self, fact: MissingFact) -> QWidget:
        line = QWidget()
        across = hbox(line, 0, 8)
        across.addWidget(Icon("circle-alert", Tone.LATE))
        link = Button(fact.label[:1].upper() + fact.label[1:], Kind.LINK, name=f"letter.missing.{fact.key}")
        link.setAccessibleName(formats.typographic(f"Compléter {fact.label}"))
        link.clicked.connect(lambda: self.mended.emit(fact.target, fact.record_id))
        across.addWidget(link)
        across.addStretch(1)
        return line

    # ---- size --------------------------------------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_strip()

    def _fit_strip(self) -> None:
        scale = current().text_scale
        self.strip.setVisible(self.width() >= STRIP_FROM * min(1.5, scale))
        narrow = self.width() < NARROW * scale
        self.window_box.setText(formats.typographic(WINDOW_SHORT if narrow else WINDOW_WORDS))


def _on_desk(message: Page) -> Page:
    """On the ground that the sheets lie on, so that nothing jumps when they take its place."""
    message.setObjectName("desk")
    message.holder.setAutoFillBackground(False)
    return message
