"""Outils › Données personnelles: every client with how long their data are kept, and those whose may go."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.errors import UserError
from litigedesk.queries import privacy
from litigedesk.queries.privacy import PrivacyRow

from ..models.records import Column
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.layout import clear, vbox
from ..widgets.panels import Callout, Card, EmptyState
from ..widgets.record_table import RecordTable
from ..widgets.text import Label
from . import show_dialog
from .beside import read_beside
from .erasure import ask_erasure
from .page_dialog import PageDialog
from .privacy_client import ClientPrivacyDialog

if TYPE_CHECKING:
    from ..main_window import MainWindow

ABOUT: Final = (
    "Vous êtes responsable des données de vos clients. Chaque raison de les garder a sa durée et son article ; passé la dernière, "
    "elles doivent partir (RGPD, art. 5.1 e)."
)
SHOWN: Final = 5  # names of those to erase
LONG_AGO: Final = date(1900, 1, 1)


def kept_until(row: PrivacyRow) -> str:
    """How long a client's data are kept, in a few words."""
    if row.erased_on is not None:
        return f"anonymisé le {formats.date_short(row.erased_on)}"
    found = row.assessment
    if not found.reasons:
        return "aucune raison de garder"
    if any(one.until is None for one in found.running):
        return "affaire en cours"
    if found.free_from is None:
        return ""
    if found.is_free:
        return f"à effacer, {formats.date_short(found.free_from)}"
    return formats.date_short(max(one.until for one in found.running if one.until is not None))


def _rank(row: PrivacyRow) -> date:
    """Those to erase first come first."""
    if row.erased_on is not None or any(one.until is None for one in row.assessment.running):
        return date.max
    return row.assessment.free_from or LONG_AGO


COLUMNS: Final = (
    Column[PrivacyRow]("Client", lambda row: row.name, lambda row: formats.folded(row.name)),
    Column[PrivacyRow]("Type", lambda row: row.kind.label),
    Column[PrivacyRow]("Gardé jusqu’au", kept_until, _rank),
)


class PrivacyDialog(PageDialog):
    """The list; Enter or a double click opens a client. What may go at once stands first."""

    def __init__(self, window: "MainWindow") -> None:
        self.open_button = Button("Voir ce client…", Kind.PRIMARY, "user-round", name="privacy.open")
        super().__init__(window, "privacy", "Données personnelles", self.open_button, width=820, height=640)
        self._window, self._context = window, window.context
        self._due: list[PrivacyRow] = []
        self._holder = QWidget()
        self._body = vbox(self._holder, gap=12)
        self.table: RecordTable[PrivacyRow] | None = None
        self.page.add(Label(ABOUT, Tone.MUTED, wrap=True), self._holder)
        self.page.body.addStretch(1)
        self.open_button.clicked.connect(self._open_current)
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        today = self._context.today()
        found = read_beside(self, self._context.desk, "Durées de conservation", lambda desk: privacy.rows(desk, today))
        if found is None:  # given up: what is shown stays
            return
        clear(self._body)
        rows = sorted(found, key=lambda row: (_rank(row), formats.folded(row.name)))
        self._due = privacy.due_among(found, today)
        self.open_button.setVisible(bool(rows))
        if not rows:
            self.table = None
            words = "Chacun y sera, avec le temps pendant lequel ses données sont gardées."
            self._body.addWidget(EmptyState("user-round", "Aucun client pour l’instant.", words, compact=True))
            return
        if self._due:
            self._body.addWidget(self._to_erase())
        table = RecordTable[PrivacyRow](
            "Clients et durées de conservation", COLUMNS, lambda row: f"{row.name}, gardé jusqu’au : {kept_until(row)}"
        )
        table.setObjectName("privacy.clients")
        table.set_rows(rows)
        table.opened.connect(self.open_client)
        self.table = table
        self._body.addWidget(Card("Clients", str(len(rows))).add(table))

    def _to_erase(self) -> Callout:
        many = len(self._due)
        more = many - SHOWN
        names = ", ".join(row.name for row in self._due[:SHOWN])
        names += f" et {formats.count(more, 'autre')}" if more > 0 else ""
        button = Button(f"Effacer les {many}…" if many > 1 else "Effacer…", Kind.LINK, name="privacy.erase_due")
        button.clicked.connect(self._erase_due)
        words = formats.count(many, "client n’est plus gardé", "clients ne sont plus gardés")
        title = f"{words} par aucune raison"
        return Callout(title, f"Le plus ancien d’abord : {names}.", Tone.SOON, icon="user-round", links=[button])

    def _erase_due(self) -> None:
        if ask_erasure(self._window, self, self._due):
            self.refresh()

    def _open_current(self) -> None:
        if self.table is not None and self.table.record is not None:
            self.open_client(self.table.record)

    def open_client(self, row: PrivacyRow) -> None:
        """Show why a client is kept, and what can be done."""
        show_client(self._window, self, row.id)
        self.refresh()


def show_client(window: "MainWindow", parent: QWidget, client_id: int) -> None:
    """The data of one client; one that is gone is told in the message bar."""
    try:
        dialog = ClientPrivacyDialog(window, parent, client_id)
    except UserError as gone:
        window.context.fail(gone)
        return
    show_dialog(dialog)
