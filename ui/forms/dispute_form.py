"""Opening or changing a dispute: with whom, over which invoices, and the facts its sums depend on."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from litigedesk import validation
from litigedesk.domain.records import Dispute
from litigedesk.domain.vocabulary import DisputeKind
from litigedesk.errors import Problem
from litigedesk.operations import disputes
from litigedesk.queries import clients, invoices
from litigedesk.queries.disputes import Dossier

from .. import legal_words
from ..context import Context
from ..widgets.buttons import Button, Kind
from ..widgets.layout import row
from .editors import CheckEditor, ChoiceEditor, DateEditor, LongTextEditor, TextEditor
from .form import Form, Values
from .invoices_editor import InvoicesEditor

CHOOSE = "Choisir un client…"


class DisputeForm(Form):
    """``dossier`` is the dispute to change, or ``None`` to open one, with a client and invoices if they are known."""

    def __init__(
        self, context: Context, dossier: Dossier | None, client_id: int | None = None, invoice_ids: Sequence[int] = ()
    ) -> None:
        self.dispute = dossier.dispute if dossier else None
        self._is_complaint = self.dispute is not None and self.dispute.kind is DisputeKind.COMPLAINT
        new = dossier is None
        key = f"dispute:new:{client_id or ''}" if dossier is None else f"dispute:{dossier.dispute.id}"
        super().__init__(
            context,
            key,
            "Ouvrir un litige" if new else "Modifier le litige",
            "Ouvrir le litige" if new else "Enregistrer",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        self._today = context.today()
        self._make_editors()
        self._lay_out_editors(new)
        self._start(dossier, client_id, invoice_ids)
        self.client.changed.connect(self._client_changed)
        self.opened_on.changed.connect(self._propose_reference)
        self.invoices.invoice_asked.connect(self._new_invoice)

    # ---- building ----------------------------------------------------------------------------------------------------
    def _make_editors(self) -> None:
        self.client = ChoiceEditor(
            "client_id",
            "Client",
            self._client_choices(),
            segments=False,
            empty=CHOOSE,
            width=360,
            called="le client",
            bare=True,
        )
        self.invoices = InvoicesEditor("invoice_ids", "Factures impayées", today=self._today)
        self.opened_on = DateEditor("opened_on", "Ouvert le", today=self._today, called="la date d’ouverture")
        self.reference = TextEditor("reference", "Référence du dossier", width=200, called="la référence")
        self.new_client_button = Button("Nouveau client", Kind.LINK, name="dispute.new_client")
        self.new_client_button.clicked.connect(self._new_client)

    def _lay_out_editors(self, new: bool) -> None:
        today = self._today
        card = self.section("Client", self.client)
        card.add(row(self.new_client_button, None))
        self.new_client_button.setVisible(new)
        note = "s’il y en a dans ce litige" if self._is_complaint else ""
        self.section("Factures impayées", self.invoices, note=note)
        self.section(
            "Dossier",
            [self.opened_on, self.reference],
            TextEditor("title", "Objet", optional=True, hint="Ce dont il s’agit, en quelques mots."),
        )
        capitalise = CheckEditor(
            "capitalise",
            "Les intérêts dus depuis un an portent eux-mêmes intérêt",
            hint="Seulement si le contrat le prévoit ou si un juge l’a décidé (anatocisme, art. 1343-2 du code civil).",
        )
        capitalise.setToolTip(legal_words.tip("anatocisme"))
        self.fold(
            "Mise en demeure déjà reçue, jugement, intérêts des intérêts",
            DateEditor(
                "notice_received_on",
                "Mise en demeure reçue ou présentée le",
                today=today,
                tip=legal_words.told("mise-en-demeure"),
                hint="Noté de lui-même quand vous suivez l’envoi d’une lettre ; à remplir si elle est partie sans LitigeDesk.",
            ),
            DateEditor(
                "judgment_on",
                "Jugement exécutoire depuis le",
                today=today,
                called="la date du jugement",
                hint="Depuis ce jour court le taux légal (art. 1231-7 du code civil), majoré de 5 points après deux mois "
                "(art. L313-3 du code monétaire et financier).",
            ),
            capitalise,
        )
        self.fold(
            "Plainte pénale",
            CheckEditor(
                "criminal",
                "Une plainte pénale est évoquée, par le client ou par vous",
                hint="Le dossier vous conseille alors de voir un avocat avant d’écrire.",
            ),
        )
        self.fold("Notes", LongTextEditor("notes", "Notes"))

    def _client_choices(self) -> list[tuple[int, str]]:
        return [(one.id, one.name) for one in clients.choices(self.context.desk)]

    # ---- start -------------------------------------------------------------------------------------------------------
    def _start(self, dossier: Dossier | None, client_id: int | None, invoice_ids: Sequence[int]) -> None:
        if dossier is not None:
            dispute = dossier.dispute
            ids = tuple(line.invoice.id for line in dossier.sums.lines if line.invoice.id is not None)
            self.client.setEnabled(False)
            self._offer(dispute.client_id)
            self.load({**vars(dispute), "invoice_ids": ids})
            return
        choices = self._client_choices()
        if client_id is None and len(choices) == 1:
            client_id = choices[0][0]
        self._offer(client_id)
        self.invoices.set_value(invoice_ids)
        if client_id is not None and not invoice_ids:
            self.invoices.tick_late()
        reference = disputes.next_reference(self.context.desk, self._today)
        self._proposed = reference
        self.load(
            {
                "client_id": client_id,
                "invoice_ids": self.invoices.value,
                "opened_on": self._today,
                "reference": reference,
            }
        )
        self._offer(self.client.value)  # a draft may hold another client

    def _offer(self, client_id: int | None) -> None:
        dispute_id = self.dispute.id if self.dispute else None
        offered = invoices.for_dispute(self.context.desk, client_id, dispute_id) if client_id else None
        self.invoices.offer(offered)
        stops = [self.client.field, self.new_client_button, *self.invoices.boxes.values(), self.invoices.new_button]
        for before, after in itertools.pairwise([*stops, self.opened_on.field]):
            self.setTabOrder(before, after)

    def _client_changed(self) -> None:
        self._offer(self.client.value)
        self.invoices.tick_late()
        self.check()

    def _propose_reference(self) -> None:
        """The year of the proposed reference follows the opening date, until the user types one of their own."""
        day: date | None = self.opened_on.value
        if self.dispute is None and day is not None and self.reference.value == self._proposed:
            self._proposed = disputes.next_reference(self.context.desk, day)
            self.reference.set_value(self._proposed)

    # ---- records made on the way -------------------------------------------------------------------------------------
    def _new_client(self) -> None:
        from ..dialogs.records import edit_client

        client_id = edit_client(self.context, self, None)
        if client_id is not None:
            self.client.set_options(self._client_choices(), CHOOSE)
            self.client.set_value(client_id)
            self._client_changed()

    def _new_invoice(self) -> None:
        from ..dialogs.records import edit_invoice

        before = self.invoices.value
        invoice_id = edit_invoice(self.context, self, None, client_id=self.client.value)
        if invoice_id is not None:
            self._offer(self.client.value)
            self.invoices.set_value((*before, invoice_id))
            self.invoices.changed.emit()

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _dispute(self, values: Values) -> Dispute:
        fields = {name: value for name, value in values.items() if name != "invoice_ids"}
        fields["client_id"] = fields["client_id"] or 0
        fields["opened_on"] = fields["opened_on"] or self._today
        return Dispute(**fields) if self.dispute is None else replace(self.dispute, **fields)

    def _problems(self, values: Values) -> list[Problem]:
        problems = validation.dispute_problems(self._dispute(values), self._today)
        problems += validation.required("opened_on", values["opened_on"], "Indiquez la date d’ouverture.")
        if not values["invoice_ids"] and not self._is_complaint:
            problems.append(Problem("invoice_ids", "Choisissez au moins une facture impayée."))
        return problems

    def _store(self, values: Values) -> int | None:
        operation = disputes.open_dispute if self.dispute is None else disputes.save
        outcome = self.context.submit(self.show_problems, operation, self._dispute(values), values["invoice_ids"])
        return outcome.value.id if outcome else None
