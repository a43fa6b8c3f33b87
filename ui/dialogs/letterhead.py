"""The user's letterhead: a sketch of what its file states, what to look at, and a letter on it to open in Word."""

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.errors import UserError
from litigedesk.letters.letterhead import Letterhead
from litigedesk.queries import letterheads
from litigedesk.queries.letterheads import Examined

from ..context import Context
from ..kept_files import KeptFiles
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.flow import Columns
from ..widgets.layout import vbox
from ..widgets.panels import Card, KeyValues
from ..widgets.sheet_sketch import SheetSketch
from ..widgets.text import IconText, Label
from . import show_dialog
from .page_dialog import PageDialog

HONEST = "Croquis tiré du fichier : Word seul donne l’allure exacte. Ouvrez la lettre d’essai pour la voir."
SAMPLE = "Lettre d’essai sur mon papier à en-tête.docx"


class LetterheadDialog(PageDialog):
    """What is looked at before the letterhead is kept: nothing here changes anything."""

    def __init__(self, context: Context, parent: QWidget | None, examined: Examined) -> None:
        self.sample = Button("Ouvrir une lettre d’essai dans Word", Kind.PRIMARY, "file-type", name="letterhead.sample")
        super().__init__(parent, "letterhead", "Papier à en-tête", self.sample, width=860, height=640)
        assert examined.found is not None
        self._context, self._examined = context, examined
        self._files = KeptFiles(context)
        self._files.last_as_long_as(context)
        left, right = QWidget(), QWidget()
        column = vbox(left, 0, 8)
        column.addWidget(SheetSketch(examined.found))
        column.addWidget(Label(HONEST, Tone.MUTED, wrap=True))
        column.addStretch(1)
        cards = vbox(right, 0, 12)
        cards.addWidget(_remarks(examined.found))
        cards.addWidget(_measures(examined.found))
        cards.addStretch(1)
        self.page.add(Columns(right, left, share=True, break_at=640))
        self.page.body.addStretch(1)
        self.sample.setEnabled(examined.found.is_usable)
        self.sample.clicked.connect(self.open_sample)

    def open_sample(self) -> None:
        """Write a letter of an invented dossier on it, and show it in the program that the system has for it."""
        try:
            data = letterheads.sample(self._context.desk, self._examined.data)
        except UserError as refusal:
            self.bar.set_status(str(refusal))
            return
        self._files.open_bytes(data, SAMPLE, "ouvrir un document Word")


def _remarks(found: Letterhead) -> Card:
    count = formats.count(len(found.remarks), "point") if found.remarks else "rien"
    card = Card(f"À regarder : {count}")
    if not found.remarks:
        card.add(
            IconText("circle-check", "Ce papier à en-tête peut servir.", Tone.TEXT, icon_tone=Tone.FINE, wrap=True)
        )
    for one in found.remarks:
        icon, tone = ("circle-alert", Tone.LATE) if one.blocks else ("triangle-alert", Tone.SOON)
        sentence = f"{one.sentence} ({one.article})" if one.article else one.sentence
        card.add(IconText(icon, sentence, Tone.TEXT, icon_tone=tone, wrap=True))
    return card


def _measures(found: Letterhead) -> Card:
    sides = ("gauche", found.left), ("droite", found.right), ("haut", found.top), ("bas", found.bottom)
    margins = ", ".join(f"{name} {size:.0f}" for name, size in sides)
    pictures = len(found.header.pictures) + len(found.footer.pictures)
    rows = [
        ("Page", f"{found.width:.0f} × {found.height:.0f} mm"),
        ("Marges", f"{margins} mm"),
        ("En-tête", " / ".join(found.header.lines) or "pas de texte"),
        ("Pied de page", " / ".join(found.footer.lines) or "pas de texte"),
        ("Images", formats.count(pictures, "image") if pictures else "aucune"),
        ("Polices", ", ".join(found.named_fonts) or "celles de la lettre"),
    ]
    return Card("Ce que dit le fichier").add(KeyValues(rows, first=104))


def look_at(context: Context, parent: QWidget | None, examined: Examined) -> None:
    """Show a letterhead, and wait until the window is closed."""
    show_dialog(LetterheadDialog(context, parent, examined))
