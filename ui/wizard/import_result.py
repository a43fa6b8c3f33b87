"""What an import did: how many records, and the lines it refused, to be corrected and imported again."""

import json
from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.upkeep import ImportBatch, RefusedLine
from litigedesk.domain.vocabulary import ImportKind

from ..models.records import Column
from ..palette import Tone
from ..theme import MIDDLE
from ..widgets.layout import clear
from ..widgets.panels import Card, Page
from ..widgets.record_table import RecordTable
from ..widgets.text import IconText, Label

CORRECT: Final = (
    "Enregistrez-les en CSV, corrigez-les dans un tableur, puis importez ce fichier : les colonnes sont déjà connues."
)
UNDO: Final = "« Annuler l’import » reprend tout d’un coup ; Ctrl+Z aussi, plus tard, dans la fenêtre principale."


class ImportResultPage(Page):
    """Shows one import once it is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=24, parent=parent)
        self.setAccessibleName("Import terminé")

    def show_batch(self, batch: ImportBatch, refused: Sequence[RefusedLine]) -> None:
        """Say what came of it."""
        clear(self.body)
        card = Card(gap=8)
        done = batch.added + batch.updated
        title = "Import terminé" if done else "Rien n’a été ajouté ni changé"
        card.add(Label(title, size=MIDDLE, weight=600))
        for words, count in ((added_words(batch), batch.added), (updated_words(batch), batch.updated)):
            if count:
                card.add(IconText("circle-check", words, Tone.TEXT, icon_tone=Tone.FINE, wrap=True))
        if refused:
            words = formats.count(len(refused), "ligne refusée", "lignes refusées")
            card.add(
                IconText("circle-alert", f"{words} : rien n’en a été pris.", Tone.TEXT, icon_tone=Tone.LATE, wrap=True)
            )
        card.add(Label(UNDO, Tone.MUTED, wrap=True))
        self.add(card)
        if refused:
            held = Card("Lignes refusées", gap=12)
            held.add(Label(CORRECT, Tone.MUTED, wrap=True), refused_table(refused))
            self.add(held)
        self.body.addStretch(1)


def refused_table(refused: Sequence[RefusedLine]) -> RecordTable[RefusedLine]:
    """The lines refused, with the reason of each."""
    table = RecordTable[RefusedLine](
        "Lignes refusées",
        [
            Column[RefusedLine]("Ligne", lambda one: formats.number(one.line), lambda one: one.line, True, 72),
            Column[RefusedLine]("Motif", lambda one: one.reason),
            Column[RefusedLine]("Contenu", content),
        ],
        lambda one: f"ligne {one.line}, {one.reason}, {content(one)}",
    )
    table.set_rows(refused)
    return table


def content(one: RefusedLine) -> str:
    """The cells of a line refused, on one line."""
    pairs: list[list[str]] = json.loads(one.content)
    return " · ".join(f"{name} : {cell}" for name, cell in pairs if cell.strip())[:300]


def added_words(batch: ImportBatch) -> str:
    """« 12 clients ajoutés »."""
    one, many = _NOUNS[batch.kind]
    return formats.count(batch.added, f"{one[0]} {one[1]}", f"{many[0]} {many[1]}")


def updated_words(batch: ImportBatch) -> str:
    """« 3 fiches mises à jour »."""
    if batch.kind is ImportKind.BANK:
        return formats.count(batch.updated, "paiement reconnu", "paiements reconnus")
    return formats.count(batch.updated, "fiche mise à jour", "fiches mises à jour")


_NOUNS: Final = {
    ImportKind.CLIENTS: (("client", "ajouté"), ("clients", "ajoutés")),
    ImportKind.INVOICES: (("facture", "ajoutée"), ("factures", "ajoutées")),
    ImportKind.BANK: (("paiement", "noté"), ("paiements", "notés")),
    ImportKind.DOSSIER: (("fiche", "ajoutée"), ("fiches", "ajoutées")),
}
