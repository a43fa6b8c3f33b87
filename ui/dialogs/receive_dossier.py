"""A dossier received as a file: read and checked beside the window, then shown before anything is written."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QWidget

from litigedesk import formats
from litigedesk.errors import PasswordNeeded, UserError, WrongPassword
from litigedesk.operations import dossier_files
from litigedesk.operations.dossier_files import SUFFIX, Choices, InvoiceHere, Received, Review

from ..forms.editors import ChoiceEditor
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.layout import clear, vbox
from ..widgets.panels import Callout, Card, KeyValues
from ..widgets.text import IconText, Label
from . import show_dialog
from .dossier_words import counted
from .long_work import LongWork, Progress
from .page_dialog import PageDialog
from .password_question import DOSSIER, PasswordQuestion

if TYPE_CHECKING:
    from ..context import Context

FILTER: Final = f"Dossier LitigeDesk (*{SUFFIX})"
NEW: Final = 0  # the client of a dossier who is not here yet
REPLACE, BESIDE = "replace", "beside"
STAYS: Final = "Ce qui est rempli ici reste ; ce qui manque ici est complété."


def ask_dossier(context: "Context", parent: QWidget) -> None:
    """Ask for a file, then show it."""
    title = formats.typographic("Recevoir un dossier")
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), FILTER)
    if chosen:
        receive_file(context, parent, Path(chosen))


def receive_file(context: "Context", parent: QWidget, path: Path) -> int | None:
    """Read a file, ask its password until it is right, show it; the id of its dispute once received."""
    received = read_file(context, parent, path)
    if received is None:
        return None
    dialog = ReviewDialog(context, dossier_files.review(context.desk, received), parent)
    show_dialog(dialog)
    if dialog.dispute_id is not None:
        context.navigate("dispute", dialog.dispute_id)
    return dialog.dispute_id


def read_file(context: "Context", parent: QWidget, path: Path) -> Received | None:
    """What a file holds, checked whole; ``None`` when the user gave up, or when it is refused, which the message bar tells."""
    password, wrong = None, ""
    while True:
        reader = dossier_files.reader(context.desk, path, password)
        try:
            return LongWork(parent, "Lecture du dossier", _work(reader), words="Fiches et fichiers").ask()
        except (PasswordNeeded, WrongPassword) as asked:
            wrong = str(asked) if isinstance(asked, WrongPassword) else ""
            sentence = f"Donnez le mot de passe de « {path.name} » : qui vous l’envoie le connaît."
            password = PasswordQuestion(parent, sentence, wrong, of=DOSSIER).ask()
            if password is None:
                return None
        except UserError as fault:
            context.fail(fault)
            return None


def _work(
    reader: Callable[[Callable[[int, int, str], None], Callable[[], bool]], Received],
) -> Callable[[Progress], Received]:
    return lambda progress: reader(lambda done, total, _what: progress(done, total), lambda: False)


class ReviewDialog(PageDialog):
    """Who sends what, who and what is here already, and what « Recevoir » would do. ``dispute_id`` once done."""

    def __init__(self, context: "Context", review: Review, parent: QWidget | None = None) -> None:
        self.receive_button = Button("Recevoir le dossier", Kind.PRIMARY, "package-open", name="receive.receive")
        super().__init__(parent, "receive_dossier", "Recevoir un dossier", self.receive_button, width=720, height=640)
        self._context, self.review = context, review
        self.dispute_id: int | None = None
        self.close_button.set_text("Ne pas recevoir")
        self.page.add(self._head(), *self._again(), self._client())
        self._follow = QWidget()
        self._below = vbox(self._follow, gap=12)
        self.page.add(self._follow)
        self.page.body.addStretch(1)
        for editor in (self.client, self.again):
            editor.changed.connect(self._show_differences)
        self.receive_button.clicked.connect(self._receive)
        self._show_differences()
        self.receive_button.setFocus()

    # ---- what it says ------------------------------------------------------------------------------------------------
    def _head(self) -> Card:
        received, dispute = self.review.received, self.review.received.dispute
        day = formats.date_long(received.made_on) if received.made_on else ""
        size = f"{received.path.name}, {formats.file_size(self.review.size)} de fichiers, vérifiés un à un"
        pairs = [
            ("De", received.sender or "expéditeur sans nom"),
            ("Écrit le", day),
            ("Client", received.client.name),
            ("Litige", f"{dispute.kind.label} · {dispute.stage.label_of(dispute.kind)}"),
            ("Contenu", counted(self.review.counts)),
            ("Fichier", size),
        ]
        title = dispute.title or dispute.kind.label
        return Card(f"{dispute.reference} — {title}").add(KeyValues([one for one in pairs if one[1]], first=96))

    def _again(self) -> list[QWidget]:
        """What to do with the same dossier, when it is here."""
        self.again = ChoiceEditor(
            "again",
            "Que faire de celui d’ici ?",
            [(REPLACE, "Le remplacer"), (BESIDE, "Garder les deux")],
            segments=True,
            hint="Remplacé, il va à la corbeille : il y reste trente jours, et « Annuler » le rend.",
        )
        self.again.set_value(REPLACE if self.review.same is not None else BESIDE)
        if self.review.same is None:
            self.again.setParent(self)
            self.again.hide()
            return []
        here = self.review.same
        words = f"Le litige {here.reference} d’ici est ce même dossier, tel qu’il était alors."
        return [Callout("Ce dossier est déjà ici", words, Tone.SOON, icon="info"), self.again]

    def _client(self) -> Card:
        options = [(one.id, f"C’est {one.name}, déjà ici") for one in self.review.candidates]
        self.client = ChoiceEditor("client", "Le client", [*options, (NEW, "C’est un nouveau client")], segments=False)
        self.client.set_value(self.review.proposed_client or NEW)
        card = Card("Client", gap=8)
        gone = self.review.anonymised
        if gone is not None and gone.erased_on is not None:
            words = (
                f"Vous l’avez rendu anonyme le {formats.date_long(gone.erased_on)} : ce fichier ramènerait ses données."
            )
            card.add(Callout("Client anonymisé", words, Tone.SOON))
        if not self.review.candidates:
            self.client.setParent(self)
            self.client.hide()
            return card.add(IconText("user", f"{self.review.received.client.name} sera ajouté.", Tone.TEXT, wrap=True))
        return card.add(self.client)

    def _show_differences(self) -> None:
        clear(self._below)
        if self.client.value != NEW:
            found = dossier_files.differences_with(self._context.desk, self.review.received, self.client.value)
            if found:
                card = Card("Ce qui diffère de la fiche d’ici", gap=4)
                pairs = [(one.label, f"ici : {one.here or '–'} · reçu : {one.there or '–'}") for one in found]
                self._below.addWidget(card.add(KeyValues(pairs, first=160), Label(STAYS, Tone.MUTED, wrap=True)))
        if self.review.invoices:
            card = Card("Factures dont le numéro est déjà ici", str(len(self.review.invoices)), gap=8)
            for invoice in self.review.invoices:
                card.add(IconText("receipt-euro", self._told(invoice), Tone.TEXT, wrap=True, icon_tone=Tone.SOON))
            self._below.addWidget(card)

    def _told(self, invoice: InvoiceHere) -> str:
        """What becomes of an invoice whose number is taken."""
        differs = ", ".join(f"{one.label.lower()} ({one.here} ici, {one.there} reçu)" for one in invoice.differences)
        differs = f" Diffèrent : {differs}." if differs else ""
        same = self.review.same
        freed = same is not None and self.again.value == REPLACE and invoice.dispute is not None
        freed = freed and invoice.dispute is not None and same is not None and invoice.dispute.id == same.id
        if invoice.client_id != self.client.value:
            return f"{invoice.number}, de {invoice.client_name} : la reçue s’ajoute sous « {invoice.number} (copie) ».{differs}"
        if invoice.dispute is not None and not freed:
            where = invoice.dispute.reference
            return (
                f"{invoice.number} est dans le litige {where} et y reste : la reçue s’ajoute sous « {invoice.number} (copie) », "
                f"comptée elle aussi.{differs}"
            )
        return f"{invoice.number} est la même : elle rejoint le dossier, avec les paiements qui manquent.{differs}"

    # ---- acting ------------------------------------------------------------------------------------------------------
    def choices(self) -> Choices:
        """What was decided."""
        client = self.client.value
        return Choices(client_id=client or None, replace=self.review.same is not None and self.again.value == REPLACE)

    def _receive(self) -> None:
        try:
            done = dossier_files.receive(self._context.desk, self.review.received, self.choices())
        except UserError as fault:
            self.bar.set_status(str(fault))
            return
        self.dispute_id = done.value
        self._context.announce(done)
        self.accept()
