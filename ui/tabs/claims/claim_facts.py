"""What happened, what the third party asks for, each harm beside its guarantee, and what the insurer will look at."""

from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.insurance import Harm, HarmKind
from litigedesk.queries.insurance_claims import ClaimFile
from litigedesk.rules.conditions import Verdict
from litigedesk.rules.insurance import guarantee_kind

from ... import legal_words
from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.conditions import ConditionList, summary
from ...widgets.flow import FlowLayout
from ...widgets.layout import hbox, vbox
from ...widgets.panels import Callout, Card, Foldable, KeyValues
from ...widgets.text import IconText, Label
from . import words
from .commands import Commands

ONLY_FACTS: Final = (
    "Des faits et des dates seulement : reconnaître votre responsabilité, sans l’accord de l’assureur, peut ne pas l’engager "
    "(C. ass. L124-2)."
)
IN_TIME: Final = "in-time"
INSURER_SAYS: Final = "L’assureur dit seul s’il couvre. Rien de ce qui suit ne vous empêche de déclarer."
GET_HELP: Final = (
    "Dommage corporel : faites-vous aider par un avocat avant tout échange avec le tiers, et transmettez à l’assureur le jour "
    "même tout acte ou toute convocation reçus."
)


class CoverCard(Card):
    """What the insurer will look at, less the time to declare, which has its card; folded once nothing fails or is to answer."""

    def __init__(self, commands: Commands, file: ClaimFile, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        shown = [one for one in file.cover if one.code != IN_TIME]
        found = ConditionList(name="Ce que l’assureur regardera", note=INSURER_SAYS)
        found.show_conditions(shown)
        found.asked.connect(lambda field: commands.answer(file.claim, field))
        settled = all(one.verdict is Verdict.MET for one in shown)
        fold = Foldable("Ce que l’assureur regardera", found, note=summary(shown), opened=not settled)
        fold.header.setObjectName("claim.cover")
        self.add(fold)


class FactsCard(Card):
    """The facts as they will be declared, and what the third party asks for."""

    def __init__(self, commands: Commands, file: ClaimFile, parent: QWidget | None = None) -> None:
        claim = file.claim
        edit = Button("Modifier" if claim.facts else "Décrire les faits", Kind.LINK, name="claim.facts")
        edit.clicked.connect(lambda: commands.edit(claim.id or 0, "facts"))
        super().__init__("Les faits", right=edit, parent=parent)
        self.add(Label(claim.facts or "Pas encore décrits.", Tone.TEXT if claim.facts else Tone.MUTED, wrap=True))
        self.add(IconText("info", ONLY_FACTS, wrap=True))
        rows = [
            ("Le tiers demande", claim.request),
            ("Somme", formats.money(claim.amount) if claim.amount is not None else ""),
            ("Mesures prises", claim.measures),
            ("Témoins", claim.witnesses),
            ("Procédure", claim.pending),
            ("Autre assurance", claim.other_insurance),
        ]
        self.add(KeyValues([one for one in rows if one[1]], first=120))
        self.add(self._grounds())

    @staticmethod
    def _grounds() -> QWidget:
        """The two articles a claim for damages rests on, explained on hover and never as advice."""
        holder = QWidget()
        flow = FlowLayout(12, 2, holder)
        flow.addWidget(Label("Textes cités :", Tone.MUTED))
        for text, key in (("C. civ. 1231-1", "responsabilite-contrat"), ("C. civ. 1240", "responsabilite-faute")):
            word = IconText("circle-help", text)
            word.setToolTip(legal_words.tip(key))
            word.setAccessibleName(text)
            word.setAccessibleDescription(legal_words.told(key))
            flow.addWidget(word)
        return holder


class HarmsCard(Card):
    """Each harm with the sum put on it, and under it the guarantee it falls under."""

    def __init__(self, commands: Commands, file: ClaimFile, parent: QWidget | None = None) -> None:
        edit = Button("Modifier" if file.harms else "Indiquer le dommage", Kind.LINK, name="claim.harms")
        edit.clicked.connect(lambda: commands.edit(file.claim.id or 0, "harms"))
        super().__init__("Dommages et garanties", right=edit, gap=12, parent=parent)
        if not file.harms:
            self.add(
                Label(
                    "Dites quel dommage le tiers invoque : la garantie, le plafond et les pièces demandées en dépendent.",
                    Tone.MUTED,
                    wrap=True,
                )
            )
        held = {one.kind: one for one in file.guarantees}
        for one in file.harms:
            self.add(_harm(one, words.guarantee(held.get(guarantee_kind(one)))))
        if any(one.kind is HarmKind.BODILY for one in file.harms):
            self.add(Callout("Faites-vous aider", GET_HELP))


def _harm(one: Harm, guarantee: str) -> QWidget:
    holder = QWidget()
    column = vbox(holder, 0, 2)
    top = hbox(gap=8)
    named = Label(words.harm(one), weight=500, wrap=True)
    if one.kind is HarmKind.IMMATERIAL and not one.consecutive:
        named.setToolTip(legal_words.tip("immateriel-non-consecutif"))
    top.addWidget(named, 1)
    if one.amount is not None:
        top.addWidget(Label(formats.money(one.amount), weight=500, figures=True))
    column.addLayout(top)
    if one.description:
        column.addWidget(Label(one.description, wrap=True))
    cover = Label(guarantee, Tone.MUTED, wrap=True)
    cover.setToolTip(legal_words.tip("plafond", "franchise"))
    column.addWidget(cover)
    return holder
