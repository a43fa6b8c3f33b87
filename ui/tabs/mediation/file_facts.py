"""The cards beside the course of a mediation: conditions, limitation, cost, the mediator."""

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.queries.mediations import MediationFile

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.conditions import FOR_THE_MEDIATOR, ConditionList, summary
from ...widgets.layout import row
from ...widgets.panels import Card, Foldable, KeyValues
from ...widgets.text import IconText, Label
from .commands import Commands


class ConditionsCard(Card):
    """What the mediator checks first; folded once nothing fails and nothing is to answer."""

    def __init__(self, commands: Commands, file: MediationFile, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        found = ConditionList(name="Conditions de la médiation", note=FOR_THE_MEDIATOR)
        found.show_conditions(file.conditions)
        found.asked.connect(lambda field: commands.edit(file.mediation.id or 0, field))
        settled = all(one.verdict.value == "met" for one in file.conditions)
        self.add(Foldable("Conditions", found, note=summary(file.conditions), opened=not settled))


class SuspensionCard(Card):
    """Since when the limitation period stands still."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__("Prescription", parent=parent)
        self.add(IconText("hourglass", sentence, Tone.TEXT, wrap=True, icon_tone=Tone.MUTED))


class CostCard(Card):
    """What the mediator asks of the user: noted, or expected from the convention."""

    def __init__(self, commands: Commands, file: MediationFile, parent: QWidget | None = None) -> None:
        m = file.mediation
        note = Button("Noter le prix" if m.cost is None else "Modifier", Kind.LINK, name="mediation.cost")
        note.clicked.connect(lambda: commands.note_step(m.id or 0, "cost"))
        super().__init__("Coût pour vous", right=note, parent=parent)
        if m.cost is None:
            self.add(Label(_expected(file), Tone.MUTED, wrap=True))
            return
        paid = f"le {formats.date_long(m.cost_paid_on)}" if m.cost_paid_on else "pas encore noté"
        rows = [("Prix", formats.money(m.cost)), ("Taille", m.size.label if m.size else ""), ("Payé", paid)]
        self.add(KeyValues([one for one in rows if one[1]], first=64))


def _expected(file: MediationFile) -> str:
    convention = file.convention
    prices = [
        f"{formats.money(fee)} ({size})"
        for size, fee in (
            ("simple", convention.fee_simple if convention else None),
            ("complexe", convention.fee_complex if convention else None),
        )
        if fee is not None
    ]
    free = "La médiation est gratuite pour votre client (C. conso. L612-1)."
    return f"D’après votre convention : {' ou '.join(prices)}. {free}" if prices else f"Prix non noté. {free}"


class MediatorCard(Card):
    """Who the mediator is, and how to reach them."""

    def __init__(self, commands: Commands, file: MediationFile, parent: QWidget | None = None) -> None:
        mediator = file.mediator
        edit = Button("Modifier", Kind.LINK, name="mediation.mediator")
        edit.clicked.connect(lambda: commands.edit_mediator(mediator.id or 0))
        super().__init__("Médiateur", right=edit, parent=parent)
        town = f"{mediator.postcode} {mediator.city}".strip()
        address = "\n".join(filter(None, (mediator.street, mediator.street_extra, town)))
        rows = [
            ("Nom", mediator.name),
            ("Référence", file.mediation.reference),
            ("Site", mediator.website),
            ("Courriel", mediator.email),
            ("Téléphone", mediator.phone),
            ("Adresse", address),
        ]
        self.add(KeyValues([one for one in rows if one[1]], first=80))
        if mediator.website:
            copy = Button("Copier l’adresse du site", Kind.LINK, name="mediation.mediator.copy")
            copy.clicked.connect(lambda: commands.copy(mediator.website, f"Adresse copiée : {mediator.website}."))
            self.add(row(copy, None))
