"""The part « Mon médiateur »: the conventions, what they cost, the registers, and the offers compared."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from litigedesk.queries import mediations, mentions
from litigedesk.queries.mediations import ConventionView
from litigedesk.rules import mediators as shipped

from ...palette import Tone
from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.flow import Columns
from ...widgets.kept_focus import kept_focus
from ...widgets.layout import row, vbox
from ...widgets.panels import Card, Foldable, NextAction, Page
from ...widgets.slot import Slot
from ...widgets.text import Label
from .commands import Commands
from .convention_full_card import ConventionFullCard
from .costs_card import CostsCard
from .offers_card import OffersCard
from .register_card import RegisterCard
from .shipped_card import ShippedCard

SIDE = 520  # px at the normal text size: the registers


class MediatorPart(Page):
    """Conventions and costs at the left, registers at the right; the comparison keeps what was typed."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Mon médiateur")
        self._commands = commands
        self._cards: dict[int, ConventionFullCard] = {}
        self._conventions, self._costs, self._own, self._known = Slot(), Slot(), Slot(), Slot()
        self.offers = OffersCard(commands)
        main, side = QWidget(), QWidget()
        left, right = vbox(main, 0, 12), vbox(side, 0, 12)
        for widget in (self._conventions, self._costs, self.offers):
            left.addWidget(widget)
        for widget in (self._own, self._known):
            right.addWidget(widget)
        left.addStretch(1)
        right.addStretch(1)
        self.add(Columns(main, side, side=SIDE, break_at=1100))

    def refresh(self) -> None:
        """Read again; what is unfolded or typed stays as it is where it can."""
        context = self._commands.context
        desk, today = context.desk, context.today()
        held, own = mediations.conventions(desk, today), mediations.mediators(desk)
        with kept_focus(self):
            self._conventions.fill(self._make_conventions(held))
            costs = mediations.costs(desk)
            self._costs.fill(CostsCard(costs) if costs else None)
            self._own.fill(RegisterCard(self._commands, own, held))
            self._known.fill(ShippedCard(self._commands, shipped.load(), own))
        self.offers.refresh(next((one.convention for one in held if one.in_force), None))

    def show_convention(self, convention_id: int) -> None:
        """Bring one convention in sight, with the keys."""
        card = self._cards.get(convention_id)
        if card is not None:
            card.reveal()
            self.ensureWidgetVisible(card)
            card.edit_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_mediator(self, mediator_id: int) -> None:
        """Bring one of the user's mediators in sight, with the keys."""
        more = self.findChild(IconButton, f"mediator.{mediator_id}.more")
        if isinstance(more, IconButton):
            more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_conventions(self, held: list[ConventionView]) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 12)
        today = self._commands.context.today()
        self._cards = {}
        present = [one for one in held if one.in_force or one.convention.starts_on > today]
        past = [one for one in held if one not in present]
        if not any(one.in_force for one in held):
            column.addWidget(self._none())
        else:
            new = Button("Noter une autre convention", Kind.LINK, name="conventions.new")
            new.clicked.connect(self._commands.new_convention)
            title = Label("Ma convention", weight=600)
            column.addLayout(row(title, None, new))
        for one in present:
            column.addWidget(self._card(one))
        if past:
            older = QWidget()
            under = vbox(older, 0, 12)
            for one in past:
                under.addWidget(self._card(one))
            fold = Foldable("Conventions passées", older, note=str(len(past)))
            fold.setObjectName("conventions.past")
            for one in past:
                self._cards[one.convention.id or 0].revealed.connect(fold.open)
            column.addWidget(fold)
        return holder

    def _card(self, view: ConventionView) -> ConventionFullCard:
        card = ConventionFullCard(self._commands, view)
        self._cards[view.convention.id or 0] = card
        return card

    def _none(self) -> QWidget:
        held = mentions.information(self._commands.context.desk, self._commands.context.today())
        if held.reason:
            return Card("Ma convention").add(Label(held.reason, Tone.MUTED, wrap=True))
        new = Button("Noter ma convention", Kind.PRIMARY, "file-check", name="conventions.new")
        new.clicked.connect(self._commands.new_convention)
        return NextAction(
            "Aucune convention en cours.",
            "Choisissez un médiateur compétent pour votre activité, signez sa convention, puis notez-la ici : sans elle, vous ne "
            "pouvez pas le nommer à vos clients (CECMC), et vous leur en devez un (C. conso. L612-1).",
            [new],
        )
