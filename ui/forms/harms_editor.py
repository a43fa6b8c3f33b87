"""The harms that a third party complains of, one under another: what kind each is, where it comes from, its sum."""

from collections.abc import Mapping
from typing import Final

from litigedesk import formats, validation
from litigedesk.domain.insurance import Harm, HarmKind, ImmaterialHarm
from litigedesk.errors import Problem

from .. import legal_words
from .editors import ChoiceEditor, Editor, LongTextEditor, MoneyEditor
from .form import Values
from .rows_editor import RowsEditor

PERHAPS: Final = ((True, "Oui"), (False, "Non"), (None, "Je ne sais pas"))
OF_IMMATERIAL: Final = ("nature", "consecutive")


class HarmsEditor(RowsEditor):
    """The list; ``harms`` are the rows that say which kind they are."""

    def __init__(self, name: str = "harms") -> None:
        super().__init__(name, "Dommages", "un dommage", _lines, judged, settle=_settle)

    def harms(self) -> list[Harm]:
        """What was typed so far."""
        return [made(one) for one in self.value or () if one["kind"] is not None]


def _lines() -> list[list[Editor]]:
    consecutive = ChoiceEditor(
        "consecutive",
        "Suit-il un dommage corporel ou matériel ?",
        PERHAPS,
        segments=True,
        hint="Chaque cas a souvent son propre plafond.",
        tip=legal_words.told("immateriel-non-consecutif"),
        called="ce dont il suit",
    )
    return [
        [ChoiceEditor("kind", "Nature du dommage", HarmKind, segments=True, called="la nature du dommage")],
        [
            ChoiceEditor(
                "nature", "Origine", ImmaterialHarm, segments=False, empty="Choisir…", width=240, called="l’origine"
            ),
            MoneyEditor("amount", "Somme demandée pour lui", optional=True, called="la somme"),
        ],
        [consecutive],
        [LongTextEditor("description", "En quoi il consiste", rows=2, optional=True)],
    ]


def _settle(editors: Mapping[str, Editor]) -> None:
    immaterial = editors["kind"].value is HarmKind.IMMATERIAL
    for name in OF_IMMATERIAL:
        editors[name].setVisible(immaterial)


def made(values: Values) -> Harm:
    """The record of one row; what only an immaterial harm has is left out of the others."""
    fields = {**values, "insurance_claim_id": 0}
    if fields["kind"] is not HarmKind.IMMATERIAL:
        fields |= dict.fromkeys(OF_IMMATERIAL)
    return Harm(**fields)


def judged(values: Values) -> list[Problem]:
    """What is wrong with one row."""
    missing = validation.required("kind", values["kind"], "Dites quelle est la nature du dommage.")
    problems = [*missing, *validation.harm_problems(made(values))]
    if values["kind"] is HarmKind.IMMATERIAL and values["nature"] is None:
        sentence = formats.typographic("Dites d’où il vient : les pièces à réunir en dépendent.")
        problems.append(Problem("nature", sentence, blocking=False))
    return problems
