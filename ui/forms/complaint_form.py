"""A consumer's complaint: how and when it came, what it says, what one answers; the clocks it starts beside it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from litigedesk import validation
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.records import Dispute
from litigedesk.domain.vocabulary import ClientKind, ComplaintAnswer, ComplaintChannel
from litigedesk.errors import Problem
from litigedesk.operations import complaints
from litigedesk.operations.disputes import next_reference
from litigedesk.queries import disputes, files, mediations, policies

from ..context import Context
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.panels import Callout
from ..widgets.text import IconText
from .admission_note import AdmissionNote
from .client_editor import ClientEditor
from .contract_choice import ContractChoice
from .editors import ChoiceEditor, DateEditor, FileChoice, FileEditor, LongTextEditor, MoneyEditor, TextEditor
from .file_editor import DOCUMENTS
from .form import Form, Values
from .settlement_warning import SettlementWarning
from .triggers_card import TriggersCard

FIELDS: Final = (
    "received_on", "channel", "contract_id", "grievance", "request", "amount", "findings", "answer", "answer_text",
    "answered_on",
)  # fmt: skip
RECENT: Final = (("Aujourd’hui", "+0j"), ("Hier", "-1j"))
WRITTEN: Final = "Par écrit : votre client peut saisir le médiateur pendant un an (C. conso. L612-2)."
ORAL: Final = "De vive voix : aucun délai de médiation ne court."
NOT_A_CONSUMER: Final = (
    "La médiation de la consommation est réservée aux consommateurs (C. conso. L611-1 et L611-3). Vous pouvez noter la "
    "réclamation ; si ce client a agi pour ses besoins personnels, corrigez sa fiche."
)
UNKNOWN_KIND: Final = (
    "La médiation de la consommation est réservée aux consommateurs : dites qui est ce client dans sa fiche."
)


class ComplaintForm(Form):
    """``complaint_id`` is the one to change; ``dispute_id`` adds one to a dispute; without either a dispute is opened."""

    def __init__(
        self,
        context: Context,
        complaint_id: int | None = None,
        *,
        dispute_id: int | None = None,
        client_id: int | None = None,
    ) -> None:
        self.complaint = None if complaint_id is None else mediations.complaint(context.desk, complaint_id)
        self.dispute_id = self.complaint.dispute_id if self.complaint else dispute_id
        self._today = context.today()
        self._held = disputes.dossier(context.desk, self.dispute_id, self._today) if self.dispute_id else None
        opens = self.dispute_id is None
        key = f"complaint:{complaint_id}" if complaint_id else f"complaint:new:{dispute_id or f'client:{client_id}'}"
        super().__init__(
            context,
            key,
            "Modifier la réclamation" if self.complaint else "Réclamation d’un client",
            "Ouvrir le litige" if opens else "Enregistrer la réclamation",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        self._lay_out_editors(opens)
        self._start(client_id)
        self.changed.connect(self._react)
        context.data_changed.connect(self._told)
        self._react()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self, opens: bool) -> None:
        self.client = ClientEditor(self.context, first=ClientKind.CONSUMER) if opens else None
        self._open_client = Button("Ouvrir la fiche du client", Kind.LINK, name="complaint.client")
        self._open_client.clicked.connect(self._edit_client)
        self._warning = Callout("Ce client n’est pas un consommateur", NOT_A_CONSUMER, links=[self._open_client])
        self._unknown_client = Button("Compléter la fiche du client", Kind.LINK, name="complaint.unknown_client")
        self._unknown_client.clicked.connect(self._edit_client)
        self._asking = Callout("Est-ce un consommateur ?", UNKNOWN_KIND, links=[self._unknown_client])
        if self.client is not None:
            self.section(
                "Litige",
                self.client,
                self._warning,
                self._asking,
                TextEditor("title", "Objet", optional=True, hint="Ce dont il s’agit, en quelques mots."),
            )
        self.channel = ChoiceEditor(
            "channel",
            "Reçue par",
            ComplaintChannel,
            segments=False,
            empty="Choisir…",
            width=320,
            called="la façon dont elle est arrivée",
        )
        self._form_told = IconText("mail", WRITTEN, Tone.MUTED, wrap=True)
        whose = f"{self._held.client.name} · {self._held.dispute.reference}" if self._held else ""
        came = self.section(
            "Comment elle est arrivée",
            DateEditor("received_on", "Reçue le", today=self._today, quick=RECENT, called="la date de réception"),
            self.channel,
            self._form_told,
            note=whose,
        )
        if self.client is None:
            came.add(self._warning, self._asking)
        self.contract = ContractChoice(self.context)
        self._lay_out_words()
        self._lay_out_answer()
        self.triggers = TriggersCard(self.context)
        self.side(self.triggers)

    def _lay_out_words(self) -> None:
        self.section(
            "Ce qu’elle dit",
            LongTextEditor(
                "grievance",
                "Ce que le client reproche",
                rows=4,
                called="ce qu’il reproche",
                hint="Vos lettres le reprennent tel quel, jusqu’au client : écrivez sans « il » ni « elle ».",
            ),
            LongTextEditor("request", "Ce qu’il demande", rows=2, optional=True),
            MoneyEditor("amount", "Somme demandée", optional=True, called="la somme demandée"),
            self.contract,
            FileEditor(
                "document", "La réclamation elle-même", DOCUMENTS, hint="Lettre, courriel, capture : déposez-la ici."
            ),
        )

    def _lay_out_answer(self) -> None:
        self.settlement, self.admission = SettlementWarning(), AdmissionNote(self.context)
        self.fold(
            "Ma réponse",
            LongTextEditor(
                "findings",
                "Les faits constatés",
                rows=4,
                optional=True,
                hint="Des faits seulement, avec leurs dates et leurs pièces : votre contrat peut prévoir qu’une reconnaissance de "
                "responsabilité n’engage pas l’assureur (C. ass. L124-2).",
            ),
            self.admission,
            ChoiceEditor(
                "answer",
                "Ce que je réponds",
                ComplaintAnswer,
                segments=False,
                empty="Pas encore décidé",
                width=360,
                optional=True,
            ),
            self.settlement,
            LongTextEditor("answer_text", "Ma proposition, ou mes raisons", rows=3, optional=True),
            DateEditor(
                "answered_on",
                "Réponse donnée le",
                today=self._today,
                optional=True,
                called="la date de la réponse",
                hint="Laissez vide si vous répondez par une lettre de LitigeDesk : son envoi la note.",
            ),
            note="facultatif ; la lettre de réponse la reprend",
        )

    def _start(self, client_id: int | None) -> None:
        if self.client is not None:
            self.client.set_value((self.context.drafts.get(self.key) or {}).get("client_id", client_id))
        self.contract.offer(self.client_id)  # before the draft: it may hold one of them
        if self.complaint is None:
            self.load({"client_id": client_id})
            return
        stored = files.stored_file(self.context.desk, self.complaint.file_id)
        choice = FileChoice(stored_id=stored.id, name=stored.name) if stored else None
        self.load({**{name: getattr(self.complaint, name) for name in FIELDS}, "document": choice})

    # ---- what follows from what is typed -----------------------------------------------------------------------------
    @property
    def client_id(self) -> int | None:
        """The client chosen, or the dispute's."""
        if self.client is not None:
            return self.client.value  # type: ignore[no-any-return]
        return self._held.client.id if self._held else None

    @property
    def client_kind(self) -> ClientKind:
        """What kind of client that is; not yet known without one."""
        if self.client is not None:
            return self.client.kind
        return self._held.client.kind if self._held else ClientKind.UNKNOWN

    def _told(self, changed: frozenset[str]) -> None:
        if "client" in changed and self.dispute_id is not None:
            self._held = disputes.dossier(self.context.desk, self.dispute_id, self._today)
        if "client" in changed and self.client is not None:
            self.client.read()
        self._react()

    def _react(self) -> None:
        self.contract.offer(self.client_id)
        self._warn_of_settling()
        self.admission.show_for(self.editor("findings").value, self.editor("answer_text").value)
        kind, chosen = self.client_kind, self.client_id is not None
        self._warning.setVisible(chosen and kind in {ClientKind.PROFESSIONAL, ClientKind.PUBLIC})
        self._asking.setVisible(chosen and kind is ClientKind.UNKNOWN)
        channel, day = self.channel.value, self.editor("received_on").value
        self._form_told.setVisible(channel is not None)
        if channel is not None:
            self._form_told.icon.set_icon("mail" if channel.is_written else "phone", Tone.MUTED)
            self._form_told.label.set_text(WRITTEN if channel.is_written else ORAL)
        if channel is None or day is None or day > self.context.today():  # a day to come is refused: nothing starts
            self.triggers.show_for(None, kind)
        else:
            shown = kind if chosen else ClientKind.CONSUMER
            self.triggers.show_for(
                self._made(self.values()), shown, self._referred_since(day), self._written_since(day)
            )

    def _referred_since(self, day: date) -> date | None:
        held = self._held.mediations if self._held else ()
        days = [one.referred_on for one in held if one.referred_on is not None]
        return min((one for one in days if one >= day), default=None)

    def _written_since(self, day: date) -> date | None:
        """When this complaint is made aloud: the day one came in writing afterwards."""
        if self._held is None or self.channel.value.is_written:
            return None
        days = [view.complaint.received_on for view in self._held.complaints if view.complaint.is_written]
        return min((one for one in days if one >= day), default=None)

    def _warn_of_settling(self) -> None:
        """An offer binds the insurer only with his consent, when a policy may answer (C. ass. L124-2)."""
        desk, day, contract_id = self.context.desk, self.editor("received_on").value or self._today, self.contract.value
        if self.dispute_id is not None and contract_id is None:
            policy = policies.of_dispute(desk, self.dispute_id, day)
        else:
            policy = policies.applicable(desk, day, [contract_id] if contract_id is not None else [])
        offers = self.editor("answer").value in {ComplaintAnswer.OFFER, ComplaintAnswer.PARTIAL}
        self.settlement.show_for(policy, settles=offers)

    def _edit_client(self) -> None:
        from ..dialogs.records import edit_client

        edit_client(self.context, self, self.client_id, field="kind")

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _made(self, values: Values) -> Complaint:
        document: FileChoice | None = values["document"]
        fields = {name: values[name] for name in FIELDS}
        fields["id"] = self.complaint.id if self.complaint else None
        fields["dispute_id"] = self.dispute_id or 0
        fields["received_on"] = fields["received_on"] or self._today
        fields["channel"] = fields["channel"] or ComplaintChannel.LETTER
        fields["file_id"] = document.stored_id if document else None
        return Complaint(**fields)

    def _dispute(self, values: Values) -> Dispute:
        day = values["received_on"] or self._today
        return Dispute(
            client_id=values["client_id"] or 0,
            title=values["title"],
            opened_on=day,
            reference=next_reference(self.context.desk, day),
        )

    def _problems(self, values: Values) -> Sequence[Problem]:
        problems = validation.complaint_problems(self._made(values), self._today)
        problems += validation.required("received_on", values["received_on"], "Indiquez le jour où elle est arrivée.")
        problems += validation.required("channel", values["channel"], "Dites comment elle est arrivée.")
        if self.client is not None:
            problems += validation.dispute_problems(self._dispute(values), self._today)
        return problems

    def _store(self, values: Values) -> int | None:
        document: FileChoice | None = values["document"]
        path = document.path if document and document.is_new else None
        complaint = self._made(values)
        if self.dispute_id is not None:
            outcome = self.context.submit(self.show_problems, complaints.save, complaint, path)
            return outcome.value.id if outcome else None
        opened = self.context.submit(
            self.show_problems, complaints.open_dispute, self._dispute(values), complaint, path
        )
        return opened.value.id if opened else None
