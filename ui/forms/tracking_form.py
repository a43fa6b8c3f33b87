"""Following a letter: when it left, its number, its presentation, its receipt."""

from dataclasses import replace
from typing import Final

from litigedesk import formats, validation
from litigedesk.domain.records import Letter
from litigedesk.domain.vocabulary import DeliveryOutcome, SendMethod
from litigedesk.errors import Problem
from litigedesk.operations import letters

from .. import legal_words
from ..context import Context
from ..palette import Tone
from ..widgets.text import IconText, Label
from .editors import ChoiceEditor, DateEditor, Editor, TextEditor
from .form import Form, Values

FIELDS: Final = {
    SendMethod.REGISTERED: ("sent_on", "tracking_number", "presented_on", "received_on", "outcome", "reply_by"),
    SendMethod.HAND: ("sent_on", "reply_by"),
    SendMethod.POST: ("sent_on", "reply_by"),
    SendMethod.EMAIL: ("sent_on", "reply_by"),
}
UNCLAIMED: Final = (
    "Une lettre non réclamée reste valable : la première présentation compte "
    "(Cass. 1re civ., 20 janv. 2021, n° 19-20.680)."
)


class TrackingForm(Form):
    """The life of one letter; only the dates its way of sending can have."""

    def __init__(self, context: Context, letter: Letter) -> None:
        self._letter, self._today = letter, context.today()
        super().__init__(
            context,
            f"letter:{letter.id}:tracking",
            "Suivre l’envoi",
            "Enregistrer",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        editors = self._make(letter.send_method)
        chosen = [editors[name] for name in FIELDS[letter.send_method]]
        registered = letter.send_method is SendMethod.REGISTERED
        written = f"{letter.send_method.label}, lettre du {formats.date_long(letter.written_on)}"
        card = self.section(letter.title, Label(written, Tone.MUTED, wrap=True), *chosen)
        card.setToolTip(legal_words.tip("lrar") if registered else "")
        if registered:
            card.add(IconText("info", UNCLAIMED, wrap=True))
        self.load(vars(letter))

    def _make(self, method: SendMethod) -> dict[str, Editor]:
        today = self._today
        sent = "Remise le" if method is SendMethod.HAND else "Envoyée le"
        outcomes = [(one, one.label) for one in DeliveryOutcome]
        return {
            "sent_on": DateEditor("sent_on", sent, today=today, quick=(("Aujourd’hui", "+0j"),), called="l’envoi"),
            "tracking_number": TextEditor(
                "tracking_number", "Numéro de suivi", width=240, optional=True, hint="Celui de la preuve de dépôt."
            ),
            "presented_on": DateEditor(
                "presented_on", "Première présentation le", today=today, optional=True, called="la présentation"
            ),
            "received_on": DateEditor("received_on", "Reçue le", today=today, optional=True, called="la réception"),
            "outcome": ChoiceEditor(
                "outcome", "Ce qu’elle est devenue", outcomes, empty="Pas encore su", optional=True
            ),
            "reply_by": DateEditor(
                "reply_by", "Réponse attendue le", today=today, nudge=True, optional=True, called="la réponse attendue"
            ),
        }

    def _made(self, values: Values) -> Letter:
        return replace(self._letter, **values)

    def _problems(self, values: Values) -> list[Problem]:
        return validation.letter_problems(self._made(values), self._today)

    def _store(self, values: Values) -> int | None:
        outcome = self.context.submit(self.show_problems, letters.track, self._made(values))
        return outcome.value.id if outcome else None
