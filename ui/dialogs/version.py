"""Aide › Version et mises à jour: which version this is, how old, and where to look, since nothing is asked of the internet."""

from datetime import date, datetime, time

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

import litigedesk
from litigedesk import formats

from ..context import Context
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.panels import Callout, Card, KeyValues
from ..widgets.text import Label
from .page_dialog import PageDialog

WHERE = (
    "LitigeDesk n’utilise jamais internet : il ne cherche pas de mise à jour. Regardez parfois là où vous l’avez pris."
)
OLD = 365  # days: after a year, laws and programs have moved


class VersionDialog(PageDialog):
    """No call is made: the address is text to copy."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent, "version", "Version et mises à jour", width=600, height=460)
        today = context.today()
        released = date.fromisoformat(litigedesk.RELEASED_ON)
        age = formats.ago(datetime.combine(released, time()), datetime.combine(today, time()))
        card = Card(gap=8)
        card.add(
            KeyValues(
                [
                    ("Version", litigedesk.__version__),
                    ("Du", f"{formats.date_long(released)}{f' ({age})' if today > released else ''}"),
                    ("Taux légaux", f"connus jusqu’au {formats.date_long(context.desk.law.rates.complete_until)}"),
                ]
            )
        )
        self.page.add(card)
        if (today - released).days > OLD:
            old = "La loi et les taux ont pu changer depuis : regardez s’il existe une version plus récente."
            self.page.add(Callout("Cette version a plus d’un an", old))
        if context.desk.law.rates.expires_soon(today):
            end = "Une version plus récente les apporte ; vous pouvez aussi ajouter un semestre dans Outils › Taux d’intérêt."
            self.page.add(Callout("La table des taux légaux finit bientôt", end))
        where = Card("Où regarder", gap=8)
        where.add(Label(WHERE, wrap=True))
        if litigedesk.HOME:
            where.add(Label(litigedesk.HOME, verbatim=True, elide=True))
        self.copy_button = Button("Copier la version", Kind.LINK, "copy", name="version.copy")
        self.copy_button.clicked.connect(lambda: self._copy(released))
        where.add(self.copy_button)
        keep = "Installer une version plus récente garde vos données : elles sont copiées avant d’être adaptées."
        self.page.add(where, Label(keep, Tone.MUTED, wrap=True))
        self.page.body.addStretch(1)

    def _copy(self, released: date) -> None:
        text = f"LitigeDesk {litigedesk.__version__} ({released.isoformat()}) {litigedesk.HOME}".rstrip()
        QGuiApplication.clipboard().setText(text)
        self.bar.set_status("Copié.", Tone.FINE, "circle-check")
