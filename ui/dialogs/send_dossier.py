"""« Envoyer à un autre LitigeDesk… »: one dispute as a file, under a password if the user wants."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from litigedesk import formats
from litigedesk.bundle.names import legal_name
from litigedesk.errors import UserError
from litigedesk.operations import dossier_files
from litigedesk.operations.dossier_files import SUFFIX, Sent

from ..forms.password_pair import PasswordPair
from ..palette import Tone
from ..theme import current, follow
from ..widgets.buttons import Button, Kind
from ..widgets.panels import Callout, Card
from ..widgets.text import IconText, Label
from . import show_dialog
from .dossier_words import counted
from .long_work import LongWork, Progress
from .page_dialog import PageDialog

if TYPE_CHECKING:
    from ..context import Context

STAYS: Final = "Restent chez vous : votre profil, sauf votre nom, vos autres clients et litiges, vos réglages."
CONFIDENTIAL: Final = (
    "Ce qui a été échangé dans une médiation part aussi. Ne l’envoyez qu’à qui peut l’avoir (C. conso. L612-3)."
)
FILTER: Final = f"Dossier LitigeDesk (*{SUFFIX})"


def send_dossier(context: "Context", parent: QWidget | None, dispute_id: int) -> None:
    """Ask for a password or none, then for the file; a dispute that is gone is told in the message bar."""
    try:
        dialog = SendDialog(context, dispute_id, parent)
    except UserError as gone:
        context.fail(gone)
        return
    show_dialog(dialog)


class SendDialog(PageDialog):
    """Says what goes and what stays; the page says what was written."""

    def __init__(self, context: "Context", dispute_id: int, parent: QWidget | None = None) -> None:
        self.write_button = Button("Choisir où et écrire…", Kind.PRIMARY, "package", name="send.write")
        super().__init__(
            parent, "send_dossier", "Envoyer à un autre LitigeDesk", self.write_button, width=620, height=520
        )
        self._context = context
        self.parcel = dossier_files.prepared(context.desk, dispute_id)
        self.page.add(self._what(), *self._warning())
        self.sealed = QCheckBox(formats.typographic("Protéger ce fichier par un mot de passe"))
        self.sealed.setObjectName("send.sealed")
        follow(self._restyle)
        self.pair = PasswordPair()
        self.pair.hide()
        self.sealed.toggled.connect(self.pair.setVisible)
        advice = "Donnez-le de vive voix, pas dans le même courriel."
        self.page.add(Card("Mot de passe", gap=8).add(self.sealed, Label(advice, Tone.MUTED, wrap=True), self.pair))
        self.told = IconText("circle-check", "", Tone.FINE, wrap=True, weight=500)
        self.told.hide()
        self.page.add(self.told)
        self.page.body.addStretch(1)
        self.write_button.clicked.connect(self._ask_where)

    def _restyle(self) -> None:
        self.sealed.setFont(current().font())

    def _what(self) -> Card:
        card = Card("Ce qui part", formats.file_size(self.parcel.size), gap=8)
        card.add(Label(counted(self.parcel.counts), wrap=True), Label(STAYS, Tone.MUTED, wrap=True))
        return card

    def _warning(self) -> list[QWidget]:
        if not self.parcel.counts.get("mediation"):
            return []
        return [Callout("Médiation", CONFIDENTIAL, Tone.SOON, icon="lock")]

    def _ask_where(self) -> None:
        password = self.pair.chosen() if self.sealed.isChecked() else None
        if self.sealed.isChecked() and password is None:
            return
        name = legal_name(f"{self.parcel.reference} {self.parcel.client}", SUFFIX)
        title = formats.typographic("Écrire le dossier")
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(Path.home() / name), FILTER)
        if not chosen:
            return
        target = Path(chosen)
        if target.suffix.lower() != SUFFIX:  # the system's own window asked about another name
            target = target.with_name(target.name + SUFFIX)
            if target.exists():
                self.bar.set_status(f"« {target.name} » existe déjà à cet endroit : choisissez un autre nom.")
                return
        self.write(target, password)

    def write(self, target: Path, password: str | None) -> Sent | None:
        """Write the file with its progress; ``None`` when it was given up or refused."""
        parcel, vault = self.parcel, self._context.desk.vault

        def work(progress: Progress) -> Sent:
            return dossier_files.write(
                parcel, vault, target, password, lambda done, total, _what: progress(done, total), lambda: False
            )

        self.bar.set_status("")
        self.told.hide()
        try:
            sent = LongWork(self, "Écriture du dossier", work, words="Fiches et fichiers").ask()
        except UserError as fault:
            self.bar.set_status(str(fault))
            return None
        if sent is not None:
            sealed = ", protégé par votre mot de passe" if sent.sealed else ""
            words = f"Dossier écrit{sealed} : {sent.path.name}, {formats.file_size(sent.size)}."
            self.told.label.set_text(
                f"{words} Envoyez-le comme vous voulez : l’autre LitigeDesk l’ouvre d’un double clic."
            )
            self.told.show()
            self.close_button.setFocus()
        return sent
