"""The part « Contrats RC Pro »: each policy with its guarantees and papers, and what to give to the client before a contract."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from litigedesk.domain.insurance import PolicyHolder
from litigedesk.domain.vocabulary import ProfileStatus
from litigedesk.queries import policies
from litigedesk.queries.policies import PolicyFile

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.flow import Columns
from ...widgets.kept_focus import kept_focus
from ...widgets.layout import row, vbox
from ...widgets.panels import EmptyState, Foldable, NextAction, Page
from ...widgets.slot import Slot
from ...widgets.text import Label
from . import words
from .client_mention_card import ClientMentionCard, portage_note
from .commands import Commands
from .policy_card import PolicyCard

SIDE: Final = 380  # px at the normal text size
WHY: Final = (
    "Notez l’assureur, le numéro, le délai de déclaration, les plafonds et les franchises : ils sont sur les conditions "
    "particulières de votre contrat. Le délai de déclaration d’un sinistre et la lettre en dépendent."
)
WHY_PORTAGE: Final = (
    "Votre société de portage vous assure en général : demandez-lui l’attestation, avec l’assureur, le numéro et les plafonds. "
    "C’est elle qui déclare les sinistres ; prévenez-la aussitôt."
)


class PoliciesPart(Page):
    """Policies at the left, the past ones folded; the text for clients at the right."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Contrats RC Pro")
        self._commands = commands
        self._cards: dict[int, PolicyCard] = {}
        self._first, self._held, self._beside = Slot(), Slot(), Slot()
        side = QWidget()
        column = vbox(side, 0, 12)
        column.addWidget(self._beside)
        column.addStretch(1)
        main = QWidget()
        left = vbox(main, 0, 12)
        left.addWidget(self._held)
        left.addStretch(1)
        self._columns = Columns(main, side, side=SIDE, break_at=960)
        self.add(self._first, self._columns)

    def refresh(self) -> None:
        """Read again."""
        context = self._commands.context
        held = policies.files(context.desk, context.today())
        with kept_focus(self):
            self._first.fill(self._urgent(held))
            self._held.fill(self._make(held) if held else None)
            self._beside.fill(self._mention(held) if held else None)
        self._columns.setVisible(bool(held))

    def show_policy(self, policy_id: int) -> None:
        """Bring one policy in sight, with the keys."""
        card = self._cards.get(policy_id)
        if card is not None:
            card.reveal()
            self.ensureWidgetVisible(card)
            card.edit_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- what presses ------------------------------------------------------------------------------------------------
    def _urgent(self, held: Sequence[PolicyFile]) -> QWidget | None:
        if not held:
            return self._empty()
        today = self._commands.context.today()
        for file in held:
            text, tone, _icon = words.attestation_chip(file.policy, today)
            if (
                file.in_force is not False
                and file.policy.attestation_until is not None
                and tone in {Tone.LATE, Tone.SOON}
            ):
                return self._lapsing(file, text)
        if all(file.in_force is False for file in held):
            new = self._new_button(Kind.PRIMARY, "Ajouter mon nouveau contrat")
            sentence = "Aucun de vos contrats n’est plus en vigueur."
            return NextAction(sentence, "Ce qui arrive maintenant n’est couvert que par un contrat en cours.", [new])
        return None

    def _lapsing(self, file: PolicyFile, text: str) -> NextAction:
        ask = Button("Demander la nouvelle attestation", Kind.PRIMARY, "mail", name="policies.ask")
        ask.clicked.connect(lambda: self._commands.ask_attestation(file))
        received = Button("Je l’ai reçue", Kind.LINK, name="policies.received")
        received.clicked.connect(lambda: self._commands.edit_policy(file.policy.id or 0, "attestation_until"))
        whom = file.company.name if file.company is not None else file.called
        return NextAction(
            f"Demandez la nouvelle attestation à {whom}.",
            f"Celle que vous donnez à vos clients {text}.",
            [received, ask],
        )

    def _empty(self) -> EmptyState:
        portage = self._is_portage()
        title = (
            "L’assurance de votre société de portage n’est pas encore notée." if portage else "Aucun contrat RC Pro."
        )
        new = self._new_button(Kind.PRIMARY, "Ajouter le contrat" if portage else "Ajouter mon contrat RC Pro")
        return EmptyState("badge-check", title, WHY_PORTAGE if portage else WHY, new)

    def _new_button(self, kind: Kind, text: str) -> Button:
        new = Button(text, kind, "plus" if kind is Kind.PRIMARY else "", name="policies.new")
        new.clicked.connect(self.new_record)
        return new

    def new_record(self) -> None:
        """Ask for a new policy, and show it."""
        made = self._commands.new_policy()
        if made is not None:
            self.show_policy(made)

    def _is_portage(self) -> bool:
        return self._commands.context.desk.profile().status is ProfileStatus.PORTAGE

    # ---- the two columns ---------------------------------------------------------------------------------------------
    def _make(self, held: Sequence[PolicyFile]) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 12)
        self._cards = {}
        present = [one for one in held if one.in_force is not False]
        past = [one for one in held if one.in_force is False]
        if present:
            title = Label("Mes contrats" if len(present) > 1 else "Mon contrat", weight=600)
            column.addLayout(row(title, None, self._new_button(Kind.LINK, "Ajouter un autre contrat")))
        for one in present:
            column.addWidget(self._card(one))
        if past:
            column.addWidget(self._past(past, opened=not present))
        return holder

    def _past(self, past: Sequence[PolicyFile], *, opened: bool) -> Foldable:
        older = QWidget()
        under = vbox(older, 0, 12)
        for one in past:
            under.addWidget(self._card(one))
        fold = Foldable("Contrats passés", older, note=str(len(past)), opened=opened)
        fold.setObjectName("policies.past")
        for one in past:
            self._cards[one.policy.id or 0].revealed.connect(fold.open)
        return fold

    def _card(self, file: PolicyFile) -> PolicyCard:
        card = PolicyCard(self._commands, file)
        self._cards[file.policy.id or 0] = card
        return card

    def _mention(self, held: Sequence[PolicyFile]) -> QWidget:
        if self._is_portage():
            return portage_note()
        own = [one for one in held if one.policy.holder is PolicyHolder.USER] or list(held)
        return ClientMentionCard(self._commands, next((one for one in own if one.in_force), own[0]))
