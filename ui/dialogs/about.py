"""What this program is, under which licence, and whose work it stands on."""

from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtWidgets import QDialog, QWidget

import litigedesk
from litigedesk.operations.backup import place_warnings

from ..palette import Tone
from ..theme import TITLE
from ..widgets.buttons import Button, Kind
from ..widgets.layout import vbox
from ..widgets.panels import BottomBar, Callout, KeyValues
from ..widgets.text import Label
from .fitting import fit


class AboutDialog(QDialog):
    """Version, licence, components, data folder."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("À propos de LitigeDesk")
        self.setObjectName("dialog.about")
        body = vbox(margins=(24, 20, 24, 20), gap=12)
        body.addWidget(Label("LitigeDesk", size=TITLE, weight=600))
        words = "Pour les indépendants en litige avec un client. Ce programme informe et rédige ; il ne remplace pas un avocat."
        body.addWidget(Label(words, Tone.MUTED, wrap=True))
        body.addWidget(
            KeyValues(
                [
                    ("Version", litigedesk.__version__),
                    ("Licence", "GPL version 3 ou ultérieure"),
                    ("Fenêtres", f"Qt et PySide6 {pyside_version}, LGPL version 3"),
                    ("Icônes", "Lucide, licence ISC"),
                    ("Police", "Inter, licence OFL 1.1"),
                    ("Vos données", Label(str(folder), wrap=True, verbatim=True)),
                ]
            )
        )
        for sentence in place_warnings(folder):
            body.addWidget(Callout("L’endroit où sont vos données", sentence, Tone.SOON))
        close = Button("Fermer", Kind.PRIMARY, name="about.close")
        close.clicked.connect(self.accept)
        layout = vbox(self, 0, 0)
        layout.addLayout(body, 1)
        layout.addWidget(BottomBar(close))
        fit(self, 560)
        close.setFocus()
