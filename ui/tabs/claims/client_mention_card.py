"""What a consumer must be told of the insurance before the contract, ready to be copied."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from litigedesk.letters import insurer_mention
from litigedesk.queries.policies import PolicyFile

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.layout import row, vbox
from ...widgets.panels import Card
from ...widgets.text import IconText, Label
from .commands import Commands

TITLE: Final = "À donner au client avant le contrat"
DUTY: Final = (
    "Avant tout contrat de prestation, un consommateur doit connaître votre assureur, ses coordonnées et le territoire couvert "
    f"({insurer_mention.ARTICLE}). Mettez ce texte sur vos devis ou dans vos conditions."
)
ONLY_CONSUMERS: Final = "Dû aux seuls consommateurs. Un client professionnel vous demandera plutôt l’attestation."
IN_PORTAGE: Final = (
    "En portage salarial, vos clients sont des entreprises : ce texte, dû aux seuls consommateurs "
    f"({insurer_mention.ARTICLE}), ne vous concerne pas. Elles peuvent demander l’attestation de la société de portage."
)


class ClientMentionCard(Card):
    """The text of one policy, or what it still lacks."""

    def __init__(self, commands: Commands, file: PolicyFile, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent=parent)
        policy, name = file.policy, f"policy.{file.policy.id}.mention"
        self.add(Label(DUTY, wrap=True))
        lacking = insurer_mention.missing(policy)
        if lacking:
            words = " ; ".join(one.label for one in lacking)
            self.add(IconText("triangle-alert", f"Il manque : {words}.", Tone.SOON, wrap=True))
            field = lacking[0].target.rpartition(".")[2]
            fill = Button("Compléter le contrat", Kind.LINK, name=f"{name}.fill")
            fill.clicked.connect(lambda: commands.edit_policy(policy.id or 0, field))
            self.add(row(fill, None))
        else:
            text = insurer_mention.write(policy)
            self.add(_sheet(text))
            copy = Button("Copier le texte", Kind.SECONDARY, "copy", name=f"{name}.copy")
            copy.clicked.connect(lambda: commands.copy(text, "Texte sur votre assurance copié."))
            self.add(row(copy, None))
        self.add(IconText("info", ONLY_CONSUMERS, wrap=True))


def portage_note() -> Card:
    """The same place for a ported employee."""
    return Card(TITLE).add(IconText("info", IN_PORTAGE, wrap=True))


def _sheet(text: str) -> QWidget:
    sheet = QFrame()
    sheet.setObjectName("callout")
    label = Label(text, wrap=True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    vbox(sheet, 12, 0).addWidget(label)
    return sheet
