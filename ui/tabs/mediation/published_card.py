"""The checker of published texts: what is pasted, chosen or dropped is looked through for the closed platform and the mediator."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from litigedesk import formats
from litigedesk.domain.mediation import Mediator
from litigedesk.errors import UserError
from litigedesk.queries import published_texts
from litigedesk.queries.published_texts import FileCheck
from litigedesk.rules.odr import Found

from ...palette import Tone
from ...theme import current, follow
from ...widgets.buttons import Button, Kind
from ...widgets.flow import FlowLayout
from ...widgets.layout import vbox
from ...widgets.panels import Callout, Card
from ...widgets.slot import Slot
from ...widgets.text import IconText, Label
from .commands import Commands

KINDS: Final = "Textes et pages (*.txt *.md *.docx *.html *.htm *.pdf *.eml);;Tous les fichiers (*)"
SHOWN: Final = 20  # traces written out; the others are counted
LINES: Final = 5  # of the field


class PublishedCard(Card):
    """Paste a text, or choose or drop a file; nothing of it is kept."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("Vérifier un texte publié", parent=parent)
        self._commands = commands
        self._mediator: Mediator | None = None
        self.setAcceptDrops(True)
        self.add(
            Label(
                "Collez le texte de votre site ou de vos conditions, ou déposez un fichier (txt, docx, html, pdf) : LitigeDesk y "
                "cherche le lien de la plateforme fermée et le nom de votre médiateur. Rien n’est gardé.",
                Tone.MUTED,
                wrap=True,
            )
        )
        self.text = QPlainTextEdit()
        self.text.setObjectName("published.text")
        self.text.setAccessibleName("Texte à vérifier")
        self.text.setPlaceholderText("Collez ici le texte à vérifier")
        self.text.setTabChangesFocus(True)
        self.text.setAcceptDrops(False)  # the card takes what is dropped
        self.check_button = Button("Vérifier le texte", Kind.SECONDARY, "search", name="published.check")
        self.choose_button = Button("Choisir un fichier…", Kind.QUIET, "file-up", name="published.choose")
        self.check_button.clicked.connect(self.check_text)
        self.choose_button.clicked.connect(self._choose)
        self.text.textChanged.connect(self._settle)
        buttons = QWidget()
        flow = FlowLayout(8, 4, buttons)
        flow.addWidget(self.check_button)
        flow.addWidget(self.choose_button)
        self.result = Slot()
        self.add(self.text, buttons, self.result)
        self._settle()
        follow(self._restyle)

    def set_mediator(self, mediator: Mediator | None) -> None:
        """Look for this mediator besides the platform."""
        self._mediator = mediator

    # ---- checking ----------------------------------------------------------------------------------------------------
    def check_text(self) -> None:
        """Check what was pasted."""
        name, site = self._looked_for()
        self._show(published_texts.check_text(self.text.toPlainText(), name, site))

    def check_file(self, path: Path) -> None:
        """Check a file; what cannot be read says why."""
        name, site = self._looked_for()
        try:
            self._show(published_texts.check_file(path, name, site))
        except UserError as refused:
            self.result.fill(Callout(f"« {path.name} » n’a pas été lu", str(refused), Tone.LATE, icon="circle-alert"))

    def _looked_for(self) -> tuple[str, str]:
        return (self._mediator.name, self._mediator.website) if self._mediator else ("", "")

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self.window(), "Choisir un texte à vérifier", "", KINDS)
        if chosen:
            self.check_file(Path(chosen))

    def _settle(self) -> None:
        self.check_button.setEnabled(bool(self.text.toPlainText().strip()))

    def _restyle(self) -> None:
        self.text.setFont(current().font())
        self.text.setFixedHeight(LINES * current().line_height() + 20)

    # ---- the result --------------------------------------------------------------------------------------------------
    def _show(self, check: FileCheck) -> None:
        holder = QWidget()
        column = vbox(holder, 0, 8)
        what = f"« {check.name} »" if check.name else "Ce texte"
        if check.found:
            words = formats.count(len(check.found), "reste", "restes")
            column.addWidget(
                IconText("circle-alert", f"{what} : {words} de la plateforme fermée.", Tone.LATE, weight=600)
            )
            for one in check.found[:SHOWN]:
                column.addWidget(_found(check, one))
            if len(check.found) > SHOWN:
                rest = formats.count(len(check.found) - SHOWN, "autre")
                column.addWidget(Label(f"et {rest}, de même sorte.", Tone.MUTED))
        else:
            column.addWidget(IconText("circle-check", f"{what} : aucun lien mort trouvé.", Tone.FINE, weight=600))
        column.addWidget(self._mediator_line(check))
        for warning in check.warnings:
            column.addWidget(IconText("triangle-alert", warning, Tone.SOON, wrap=True))
        self.result.fill(holder)

    def _mediator_line(self, check: FileCheck) -> QWidget:
        if check.mediator is None or self._mediator is None:
            return IconText("info", "Votre médiateur n’a pas été cherché : aucune convention en cours.", wrap=True)
        name = self._mediator.name
        if check.mediator.name and check.mediator.site:
            return IconText("circle-check", f"{name} est nommé, avec son site.", Tone.FINE, wrap=True)
        if check.mediator.name:
            return IconText("triangle-alert", f"{name} est nommé, sans l’adresse de son site.", Tone.SOON, wrap=True)
        lacking = "son site y est, pas son nom" if check.mediator.site else "ni son nom ni son site n’y sont"
        return IconText("triangle-alert", f"{name} : {lacking} (C. conso. R616-1).", Tone.SOON, wrap=True)

    # ---- dropping ----------------------------------------------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.check_file(Path(event.mimeData().urls()[0].toLocalFile()))


def _found(check: FileCheck, one: Found) -> QWidget:
    page = check.page(one)
    place = f"page {page}" if page else f"ligne {one.line}" if one.line else "lien caché sous un autre texte"
    holder = QWidget()
    column = vbox(holder, (24, 0, 0, 0), 2)
    column.addWidget(Label(f"{one.kind.label} · {place}", weight=500, wrap=True))
    excerpt = Label(one.excerpt, wrap=True, verbatim=True)
    excerpt.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(excerpt)
    column.addWidget(Label(one.advice, Tone.MUTED, wrap=True))
    return holder
