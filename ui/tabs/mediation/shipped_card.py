"""The register shipped with the program: each mediator as it was read, to be checked again before naming it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from litigedesk.domain.mediation import Mediator
from litigedesk.domain.vocabulary import ClientKind, MediatorKind
from litigedesk.rules.mediators import SECTORS_REMINDER, Register, ShippedMediator

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.flow import FlowLayout
from ...widgets.layout import vbox
from ...widgets.panels import Card, Foldable, KeyValues, Separator
from ...widgets.text import Chip, IconText, Label
from .commands import Commands


class ShippedCard(Card):
    """« Médiateurs connus »: those of consumers, then apart the one of businesses."""

    def __init__(
        self, commands: Commands, register: Register, own: Sequence[Mediator], parent: QWidget | None = None
    ) -> None:
        offered = register.offered(ClientKind.CONSUMER)
        super().__init__("Médiateurs connus de LitigeDesk", str(len(offered)), gap=4, parent=parent)
        taken = {one.shipped: one.id for one in own if one.shipped}
        self.add(IconText("info", SECTORS_REMINDER, wrap=True))
        for one in offered:
            self.add(_fold(commands, one, taken.get(one.key)))
        self.add(Separator())
        self.add(Label("Pour vos clients professionnels seulement", weight=600))
        for one in register.offered(ClientKind.PROFESSIONAL):
            self.add(_fold(commands, one, taken.get(one.key)))


def _fold(commands: Commands, one: ShippedMediator, taken: int | None) -> Foldable:
    holder = QWidget()
    column = vbox(holder, (24, 0, 0, 8), 8)
    rows = [
        ("Nom", one.name if one.name != one.short_name else ""),
        ("Site", one.website),
        ("Adresse", one.postal_address),
        ("Téléphone", one.phone),
        ("Courriel", one.email),
    ]
    column.addWidget(KeyValues([row for row in rows if row[1]], first=80))
    for text in (one.status, one.address_note if one.postal_address else "", one.note):
        if text:
            column.addWidget(Label(text, Tone.MUTED, wrap=True))
    column.addWidget(IconText("search", one.to_check_again, Tone.SOON, wrap=True))
    column.addWidget(_buttons(commands, one, taken))
    fold = Foldable(one.short_name, holder, note=one.website if taken is None else "dans votre registre")
    fold.setObjectName(f"shipped.{one.key}")
    return fold


def _buttons(commands: Commands, one: ShippedMediator, taken: int | None) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(8, 4, holder)
    if taken is None:
        add = Button("Ajouter à mon registre", Kind.SECONDARY, "plus", name=f"shipped.{one.key}.take")
        add.clicked.connect(lambda: commands.take_mediator(one.key))
        flow.addWidget(add)
    else:
        flow.addWidget(Chip("dans votre registre", Tone.FINE))
    if one.kind is MediatorKind.CONSUMER:
        sign = Button("Noter une convention", Kind.QUIET, "file-check", name=f"shipped.{one.key}.sign")
        sign.clicked.connect(lambda: commands.sign_with(one.key, taken))
        flow.addWidget(sign)
    copy = Button("Copier l’adresse du site", Kind.QUIET, "copy", name=f"shipped.{one.key}.copy")
    copy.clicked.connect(lambda: commands.copy(one.website, f"Adresse copiée : {one.website}."))
    flow.addWidget(copy)
    return holder
