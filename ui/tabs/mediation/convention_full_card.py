"""One convention with all its facts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.mediation import Convention
from litigedesk.domain.money import Money
from litigedesk.queries.mediations import ConventionView

from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.flow import FlowLayout
from ...widgets.layout import hbox
from ...widgets.menu import add_action
from ...widgets.panels import Card, KeyValues
from ...widgets.text import Chip, Label
from . import words
from .commands import Commands


class ConventionFullCard(Card):
    """``revealed`` asks whatever folds the card away to show it."""

    revealed = Signal()

    def __init__(self, commands: Commands, view: ConventionView, parent: QWidget | None = None) -> None:
        self._commands, self._view = commands, view
        chip = Chip(*words.convention_chip(view.convention, commands.context.today()))
        super().__init__(view.mediator.name, right=chip, parent=parent)
        self.add(KeyValues(_facts(view.convention), first=136))
        if view.convention.notes:
            self.add(Label(view.convention.notes, wrap=True))
        self.edit_button = Button("Modifier", Kind.QUIET, "pencil", name=f"convention.{view.convention.id}.edit")
        self.add(self._buttons())

    def reveal(self) -> None:
        """Have it shown."""
        self.revealed.emit()

    def _buttons(self) -> QWidget:
        commands, convention_id = self._commands, self._view.convention.id or 0
        holder = QWidget()
        line = hbox(holder)
        flow = FlowLayout(8, 4)
        renew = Button("Renouveler…", Kind.SECONDARY, "refresh-cw", name=f"convention.{convention_id}.renew")
        renew.clicked.connect(lambda: commands.renew_convention(convention_id))
        self.edit_button.clicked.connect(lambda: commands.edit_convention(convention_id))
        flow.addWidget(renew)
        flow.addWidget(self.edit_button)
        if (kept := self._view.document) is not None:
            see = Button("Ouvrir le document", Kind.QUIET, "eye", name=f"convention.{convention_id}.open")
            see.clicked.connect(lambda: commands.files.open_document(kept))
            flow.addWidget(see)
        line.addLayout(flow, 1)
        more = IconButton("ellipsis", f"Autres actions : {self._view.mediator.name}")
        menu = QMenu(more)
        add_action(menu, "Supprimer la convention", "trash-2", lambda: commands.delete_convention(convention_id))
        more.setMenu(menu)
        line.addWidget(more)
        return holder


def _facts(held: Convention) -> list[tuple[str, str]]:
    paid = f", payée le {formats.date_long(held.fee_paid_on)}" if held.fee_paid_on else ""
    rows = [
        ("Référence", held.reference),
        ("Par la fédération", held.through),
        ("Signée le", formats.date_long(held.signed_on) if held.signed_on else ""),
        ("Durée", f"{words.convention_span(held)} · {formats.count(held.years, 'an')}"),
        ("Adhésion", f"{formats.money(held.fee)}{paid}" if held.fee is not None else ""),
        ("Médiation simple", _price(held.fee_simple)),
        ("Médiation complexe", _price(held.fee_complex)),
    ]
    return [row for row in rows if row[1]]


def _price(fee: Money | None) -> str:
    return formats.money(fee) if fee is not None else "prix à demander"
