"""The imports done before: what each brought, the lines it refused, and the way to save or forget them."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.upkeep import ImportBatch
from litigedesk.operations import bank
from litigedesk.operations import imports as operations

from ..context import Context
from ..dialogs.page_dialog import PageDialog
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.kept_focus import kept_focus
from ..widgets.layout import clear, row, vbox
from ..widgets.panels import Card, EmptyState
from ..widgets.text import Label
from .import_result import added_words, refused_table, updated_words
from .refused_file import save_refused

SHOWN = 100  # imports listed


class PastImportsDialog(PageDialog):
    """The last first; the refused lines of each open under it."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent, "past_imports", "Imports précédents", width=840)
        self._context = context
        self._holder = QWidget()
        self._body = vbox(self._holder, 0, 12)
        self.page.add(self._holder)
        self.page.body.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show them as they are kept."""
        with kept_focus(self._holder):
            clear(self._body)
            desk = self._context.desk
            batches = sorted([*operations.batches(desk), *bank.batches(desk)], key=lambda one: -(one.id or 0))[:SHOWN]
            if not batches:
                sentence = "Vos imports de clients, de factures et de relevés seront listés ici."
                self._body.addWidget(EmptyState("file-down", "Aucun import.", sentence, compact=True))
            for batch in batches:
                self._body.addWidget(self._card(batch))

    def _card(self, batch: ImportBatch) -> Card:
        assert batch.id is not None
        refused = operations.refused(self._context.desk, batch.id)
        card = Card(batch.file_name, f"{batch.kind.label}, le {formats.date_long(batch.imported_on)}", gap=8)
        said = [added_words(batch)] if batch.added else []
        said += [updated_words(batch)] if batch.updated else []
        said += [formats.count(len(refused), "ligne refusée", "lignes refusées")] if refused else []
        card.add(Label(", ".join(said) or "Rien d’ajouté ni de changé.", Tone.MUTED, wrap=True))
        forget = Button("Oublier cet import", Kind.LINK, name=f"imports.forget.{batch.id}")
        forget.setToolTip("Les fiches et les paiements ajoutés restent.")
        forget.clicked.connect(partial(self._forget, batch.id))
        if refused:
            save = Button(
                "Enregistrer les lignes refusées (CSV)…", Kind.SECONDARY, "download", name=f"imports.save.{batch.id}"
            )
            save.clicked.connect(partial(self._save, batch))
            card.add(refused_table(refused), row(save, forget, None, gap=16))
        else:
            card.add(row(forget, None))
        return card

    def _save(self, batch: ImportBatch) -> None:
        save_refused(self._context, self, batch, self.bar, Path.home())

    def _forget(self, batch_id: int) -> None:
        self._context.run(operations.forget, batch_id)
        self.refresh()
