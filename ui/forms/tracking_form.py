"""Following a letter: when it left, its number, its presentation, its receipt, and the scan that proves it."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk import formats, validation
from litigedesk.domain.records import Letter
from litigedesk.domain.vocabulary import DeliveryOutcome, SendMethod
from litigedesk.errors import Problem
from litigedesk.operations import letters
from litigedesk.queries import files
from litigedesk.queries import registered_mail as queries
from litigedesk.rules import registered_mail
from litigedesk.rules.registered_mail import NumberState

from .. import legal_words
from ..context import Context
from ..palette import Tone
from ..widgets.layout import clear, vbox
from ..widgets.text import IconText, Label
from .editors import ChoiceEditor, DateEditor, Editor, FileEditor, TextEditor
from .file_editor import DOCUMENTS, choice_of, new_path, stored_id
from .form import Form, Values

RECEIPT: Final = "receipt"
TOLD: Final = "told"  # where what follows from the dates is said
_ALL: Final = (
    ("sent_on",), ("tracking_number",), ("presented_on", "received_on"), ("outcome",), (TOLD,), (RECEIPT,), ("reply_by",),
)  # fmt: skip
FIELDS: Final = {  # the lines of the form
    SendMethod.REGISTERED: _ALL,
    SendMethod.ELECTRONIC: _ALL,
    SendMethod.HAND: (("sent_on",), (RECEIPT,), ("reply_by",)),
    SendMethod.POST: (("sent_on",), ("reply_by",)),
    SendMethod.EMAIL: (("sent_on",), ("reply_by",)),
}
SENT: Final = {SendMethod.REGISTERED: "Postée le", SendMethod.HAND: "Remise le"}
SCANS: Final = {  # label and hint of the paper that proves it
    SendMethod.REGISTERED: ("Avis de réception", "Scanné ou photographié, il devient une pièce du dossier."),
    SendMethod.ELECTRONIC: ("Preuve de réception", "Le fichier du prestataire ; il devient une pièce du dossier."),
    SendMethod.HAND: ("Décharge signée", "Scannée ou photographiée, elle devient une pièce du dossier."),
}
ACCEPTED: Final = {DeliveryOutcome.RECEIVED: "Acceptée"}  # an electronic one is accepted, not received


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
        self._told = QWidget()
        vbox(self._told, 0, 6)
        editors = self._make(letter.send_method)
        chosen = [
            self._told if line == (TOLD,) else [editors[name] for name in line] for line in FIELDS[letter.send_method]
        ]
        written = f"{letter.send_method.label}, lettre du {formats.date_long(letter.written_on)}"
        card = self.section(letter.title, Label(written, Tone.MUTED, wrap=True), *chosen)
        word = {SendMethod.REGISTERED: "lrar", SendMethod.ELECTRONIC: "lre"}.get(letter.send_method)
        card.setToolTip(legal_words.tip(word) if word else "")
        self.load({**vars(letter), RECEIPT: choice_of(files.stored_file(context.desk, letter.receipt_file_id))})
        self._said: tuple[str, ...] | None = None
        self.changed.connect(self._explain)
        self._explain()

    def _make(self, method: SendMethod) -> dict[str, Editor]:
        today, electronic = self._today, method is SendMethod.ELECTRONIC
        outcomes = [(one, ACCEPTED.get(one, one.label) if electronic else one.label) for one in DeliveryOutcome]
        scan, hint = SCANS.get(method, ("", ""))
        return {
            "sent_on": DateEditor(
                "sent_on",
                SENT.get(method, "Envoyée le"),
                today=today,
                quick=(("Aujourd’hui", "+0j"),),
                called="l’envoi",
            ),
            "tracking_number": TextEditor(
                "tracking_number",
                "Identifiant de l’envoi" if electronic else "Numéro de suivi",
                width=240,
                optional=True,
                hint="Celui du prestataire." if electronic else "Celui de la preuve de dépôt.",
                called="le numéro",
            ),
            "presented_on": DateEditor(
                "presented_on",
                "Avis envoyé le" if electronic else "Première présentation le",
                today=today,
                optional=True,
                called="la présentation",
            ),
            "received_on": DateEditor(
                "received_on",
                "Acceptée le" if electronic else "Reçue le",
                today=today,
                optional=True,
                called="la réception",
            ),
            "outcome": ChoiceEditor(
                "outcome", "Ce qu’elle est devenue", outcomes, empty="Pas encore su", optional=True
            ),
            RECEIPT: FileEditor(RECEIPT, scan, DOCUMENTS, hint=hint, called="l’avis"),
            "reply_by": DateEditor(
                "reply_by", "Réponse attendue le", today=today, nudge=True, optional=True, called="la réponse attendue"
            ),
        }

    # ---- what follows from what is typed -----------------------------------------------------------------------------
    def _explain(self) -> None:
        """Say which day counts and what runs from it, as the dates are typed."""
        said = queries.explained(self.context.desk, self._made(self.values()))
        if said == self._said:
            return
        self._said = said
        layout = self._told.layout()
        assert layout is not None
        clear(layout)
        for sentence in said:
            layout.addWidget(IconText("info", sentence, wrap=True))
        self._told.setVisible(bool(said))

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _made(self, values: Values) -> Letter:
        fields = {name: value for name, value in values.items() if name != RECEIPT}
        if RECEIPT in values:
            fields["receipt_file_id"] = stored_id(values[RECEIPT])
        number = str(fields.get("tracking_number", "")).strip()
        if (
            self._letter.send_method is SendMethod.REGISTERED
            and registered_mail.check(number).state is NumberState.USUAL
        ):
            fields["tracking_number"] = registered_mail.normalised(number)
        return replace(self._letter, **fields)

    def _problems(self, values: Values) -> list[Problem]:
        problems = validation.letter_problems(self._made(values), self._today)
        if self._letter.send_method is SendMethod.REGISTERED:
            sentence = registered_mail.check(str(values["tracking_number"])).sentence
            problems += [Problem("tracking_number", sentence, blocking=False)] if sentence else []
        return problems

    def _store(self, values: Values) -> int | None:
        scan = new_path(values.get(RECEIPT))
        outcome = self.context.submit(self.show_problems, letters.track, self._made(values), scan)
        return outcome.value.id if outcome else None
