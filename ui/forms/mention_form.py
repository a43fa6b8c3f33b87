"""Where and when the mention of the mediator was put, or what was to be removed was removed; the text of today is kept with it."""

from typing import Final

from litigedesk import validation
from litigedesk.domain.mediation import PlacedMention
from litigedesk.errors import Problem
from litigedesk.operations import mediators
from litigedesk.queries.mentions import Place
from litigedesk.rules.information_duties import DutyKind

from ..context import Context
from ..widgets.text import IconText
from .editors import DateEditor, TextEditor
from .form import Form, Values

KEPT: Final = (
    "Le texte de ce jour est gardé avec la date. Si votre médiateur ou le texte change, cet endroit passe « à mettre à "
    "jour »."
)


class MentionForm(Form):
    """``place`` is the place as the checklist shows it."""

    def __init__(self, context: Context, place: Place) -> None:
        self._place, self._today = place, context.today()
        removal = place.duty.kind is DutyKind.REMOVAL
        super().__init__(
            context,
            f"mention:{place.duty.key}",
            place.duty.label,
            "Noter",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        card = self.section(
            "C’est retiré" if removal else "C’est en place",
            DateEditor(
                "placed_on", "Date", today=self._today, quick=(("aujourd’hui", "aujourd’hui"),), called="le jour"
            ),
            TextEditor(
                "spot",
                "Où exactement",
                optional=True,
                hint="Par exemple : page « Mentions légales », modèle de devis de mars.",
            ),
        )
        if not removal:
            card.add(IconText("info", KEPT, wrap=True))
        placed = place.placed
        self.load({"placed_on": self._today, "spot": placed.spot if placed else ""})

    def _made(self, values: Values) -> PlacedMention:
        return PlacedMention(
            place=self._place.duty.key,
            placed_on=values["placed_on"] or self._today,
            text=self._place.text,
            spot=values["spot"],
        )

    def _problems(self, values: Values) -> list[Problem]:
        missing = validation.required("placed_on", values["placed_on"], "Indiquez le jour.")
        return [*missing, *validation.mention_problems(self._made(values), self._today)]

    def _store(self, values: Values) -> int | None:
        outcome = self.context.submit(self.show_problems, mediators.place_mention, self._made(values))
        return outcome.value.id if outcome else None
