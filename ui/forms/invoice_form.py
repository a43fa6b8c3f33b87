"""An invoice or a credit note: whose, for what, when it is due and why, and its sums."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt

from litigedesk import formats, validation
from litigedesk.domain.money import ZERO
from litigedesk.domain.records import Invoice
from litigedesk.domain.vocabulary import ClientKind, InvoiceKind, ProfileStatus, VatRegime
from litigedesk.errors import Problem
from litigedesk.operations import invoices as operations
from litigedesk.queries import contracts, files, invoices, portage
from litigedesk.rules.payment_terms import ProposedDue

from ..context import Context
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.layout import row
from ..widgets.panels import Card
from ..widgets.text import IconText
from .amount_editors import USUAL_RATE, Amounts
from .client_editor import ClientEditor
from .due_date import DueDate
from .editors import ChoiceEditor, DateEditor, FileEditor, LongTextEditor, TextEditor
from .file_editor import DOCUMENTS, choice_of, new_path, stored_id
from .form import Form, Values

DOCUMENT: Final = "document"
FIELDS: Final = (
    "client_id", "contract_id", "kind", "number", "title", "issued_on", "performed_on", "received_on", "due_on",
    "net", "vat", "gross", "credited_invoice_id", "notes",
)  # fmt: skip


class InvoiceForm(Form):
    """``invoice_id`` is the one to change, ``None`` for a new one; saving gives back its id.

    A new one may know its client, its contract, or (a credit note) the invoice it reduces. ``key`` and ``title`` are those of the
    form, when what it begins with came from elsewhere.
    """

    def __init__(
        self,
        context: Context,
        invoice_id: int | None,
        client_id: int | None = None,
        contract_id: int | None = None,
        *,
        credited_id: int | None = None,
        embedded: bool = False,
        key: str = "",
        title: str = "",
    ) -> None:
        page = invoices.page(context.desk, invoice_id) if invoice_id is not None else None
        self.invoice = page.row.invoice if page else None
        known = (client_id or "", contract_id or "", credited_id or "")
        super().__init__(
            context,
            key or (f"invoice:{invoice_id}" if page else "invoice:new:{}:{}:{}".format(*known)),
            title or ("Modifier la facture" if page else "Nouvelle facture"),
            "Enregistrer la facture",
            self._store,
            validate=self._problems,
            embedded=embedded,
        )
        self._today = context.today()
        self._asked: tuple[Any, ...] = ()
        self._is_ported = context.desk.profile().status is ProfileStatus.PORTAGE
        self._make_editors()
        self._lay_out_editors()
        self._start(client_id, contract_id, credited_id)
        self.client.changed.connect(self._client_changed)
        self.contract.changed.connect(self._take_title)
        self.changed.connect(self._react)

    # ---- building ----------------------------------------------------------------------------------------------------
    def _make_editors(self) -> None:
        self.kind = ChoiceEditor("kind", "Facture ou avoir", InvoiceKind, segments=True, bare=True)
        self.client = ClientEditor(self.context)
        self.contract = ChoiceEditor(
            "contract_id", "Contrat", (), empty="Sans contrat", segments=False, optional=True, called="le contrat"
        )
        self.credited = ChoiceEditor(
            "credited_invoice_id",
            "Facture que cet avoir réduit",
            (),
            empty="Choisir la facture…",
            segments=False,
            called="la facture réduite",
        )
        self.due = DueDate(self._today, self)
        self.amounts = Amounts(self)

    def _lay_out_editors(self) -> None:
        self._creditor = IconText("handshake", "", Tone.MUTED, wrap=True)
        self.section("Facture ou avoir", self.kind, self.client, self.contract, self._creditor, self.credited)
        self.section(
            "La pièce",
            [
                TextEditor("number", "Numéro", width=200, tip="Tel qu’il est sur la facture.", called="le numéro"),
                TextEditor("title", "Prestation", tip="Reprise dans les lettres.", called="la prestation"),
            ],
            [
                self._date("issued_on", "Datée du", "la date de la facture"),
                self._date("performed_on", "Prestation finie le", "la fin de la prestation"),
                self._date("received_on", "Reçue par l’acheteur le", "la réception"),
            ],
            FileEditor(
                DOCUMENT, "Le fichier de la facture", DOCUMENTS, hint="Déposez-le ici : il se joint aux demandes."
            ),
        )
        self._due_card = self.section("À payer le", self.due.editor, self.due.line)
        self._lay_out_amounts()
        self.fold("Notes", LongTextEditor("notes", "Notes", bare=True))
        self.side(self.due.working)

    def _date(self, name: str, label: str, called: str) -> DateEditor:
        return DateEditor(name, label, today=self._today, called=called, optional=name == "performed_on")

    def _lay_out_amounts(self) -> None:
        invoice, regime = self.invoice, self.context.desk.profile().vat_regime
        with_vat = bool(invoice.vat) if invoice else regime is VatRegime.LIABLE
        self.vat_button = Button("Ajouter de la TVA", Kind.LINK, name="invoice.with_vat")
        self.vat_button.clicked.connect(self._charge_vat)
        note = "" if with_vat else "sans TVA : franchise en base"
        self._amounts_card: Card = self.section("Montants", self.amounts.editors(), note=note)
        self._amounts_card.add(row(self.vat_button, None))
        self.vat_button.setVisible(not with_vat)
        self.amounts.show_vat(with_vat)
        self._with_vat = with_vat

    def _charge_vat(self) -> None:
        self._charge_vat_as_typed()
        self.amounts.charge_vat()
        self.amounts.net.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _charge_vat_as_typed(self) -> None:
        self.vat_button.hide()
        self._amounts_card.set_note("")
        self.amounts.show_vat(True)

    def _start(self, client_id: int | None, contract_id: int | None, credited_id: int | None) -> None:
        values = self._known_values(client_id, contract_id, credited_id)
        self.client.set_value(values["client_id"])
        self._offer_of_client()
        draft = self.context.drafts.get(self.key) or {}
        self.load(values)
        if "client_id" in draft:  # a draft may hold another client, whose contracts were not offered yet
            self._offer_of_client()
            for name in ("contract_id", "credited_invoice_id"):
                self.editor(name).set_raw(draft.get(name, self.editor(name).raw))
        if self.invoice is not None and self.invoice.dispute_id is not None:
            self.client.fix()
        if self.amounts.vat.value and not self._with_vat:
            self._charge_vat_as_typed()
        self.due.begin(self._proposal())
        self._react()

    def _known_values(self, client_id: int | None, contract_id: int | None, credited_id: int | None) -> Values:
        if self.invoice is not None:
            values: Values = {name: getattr(self.invoice, name) for name in FIELDS}
            values[DOCUMENT] = choice_of(files.stored_file(self.context.desk, self.invoice.file_id))
            return {**values, "vat_rate": self.amounts.rate_of(self.invoice.net, self.invoice.vat)}
        desk = self.context.desk
        values = {"kind": InvoiceKind.INVOICE, "issued_on": self._today, "client_id": client_id}
        if self._with_vat:
            values["vat_rate"] = USUAL_RATE
        if contract_id is not None:
            contract = contracts.page(desk, contract_id).contract
            values |= {"client_id": contract.client_id, "contract_id": contract_id, "title": contract.title}
        elif client_id is not None and credited_id is None and (only := self._only_contract(client_id)) is not None:
            values |= {"contract_id": only.id, "title": only.title}
        if credited_id is not None:
            credited = invoices.page(desk, credited_id).row.invoice
            values |= {
                "kind": InvoiceKind.CREDIT_NOTE,
                "client_id": credited.client_id,
                "credited_invoice_id": credited_id,
                "title": f"Avoir sur {credited.number}",
            }
        due = self._propose(values["client_id"], values.get("contract_id"), self._today, None, None)
        return {**values, "due_on": due.date}

    def _only_contract(self, client_id: int) -> contracts.ContractRow | None:
        """The only contract an invoice can be about: who is no *salarié porté* also bills in their own name."""
        found = contracts.rows(self.context.desk, client_id=client_id)
        return found[0] if len(found) == 1 and (found[0].phase is None or self._is_ported) else None

    # ---- what follows from what is typed -----------------------------------------------------------------------------
    def _offer_of_client(self) -> None:
        """Only the client's own contracts and invoices can be chosen."""
        client_id, desk = self.client.value, self.context.desk
        signed = contracts.rows(desk, client_id=client_id) if client_id else []
        self.contract.set_options([(one.id, _contract_words(one)) for one in signed], "Sans contrat")
        held = invoices.rows(desk, client_id=client_id) if client_id else []
        reducible = [one.invoice for one in held if one.invoice.kind is InvoiceKind.INVOICE]
        self.credited.set_options([(one.id, _invoice_words(one)) for one in reducible], "Choisir la facture…")

    def _client_changed(self) -> None:
        self._offer_of_client()
        self.contract.set_value(self.contract.value)
        self.credited.set_value(self.credited.value)
        self._react()

    def _take_title(self) -> None:
        """The contract's object, while nothing else was typed."""
        if self.contract.value is not None and not self.editor("title").value:
            self.editor("title").set_value(contracts.page(self.context.desk, self.contract.value).contract.title)

    @property
    def is_credit(self) -> bool:
        """Whether a credit note is being typed."""
        return self.kind.value is InvoiceKind.CREDIT_NOTE

    def _react(self) -> None:
        credit, public = self.is_credit, self.client.kind is ClientKind.PUBLIC
        self.contract.setVisible(not credit)
        self._say_creditor(credit=credit)
        self.credited.setVisible(credit)
        self.editor("performed_on").setVisible(not credit)
        self.editor("received_on").setVisible(not credit and (public or self.editor("received_on").value is not None))
        self._due_card.setVisible(not credit)
        self.due.working.setVisible(not credit)
        asked = (
            self.client.value,
            self.contract.value,
            *(self.editor(n).value for n in ("issued_on", "performed_on", "received_on")),
        )
        if asked != self._asked:
            self._asked = asked
            self.due.propose(self._proposal())

    def _say_creditor(self, *, credit: bool) -> None:
        """Under portage the company bills: whose claim this is decides what may be written to the client."""
        chosen = self.contract.value
        ported = not credit and chosen is not None and portage.tripartite(self.context.desk, chosen) is not None
        self._creditor.setVisible(ported)
        if ported and (company := portage.company_of(self.context.desk, [chosen])) is not None:
            own = "" if self._is_ported else " Vous la facturez vous-même ? Choisissez « Sans contrat »."
            self._creditor.label.set_text(
                f"Contrat de portage : {company.name} facture, et elle est la créancière.{own}"
            )

    def _proposal(self) -> ProposedDue:
        dates = (self.editor(name).value for name in ("issued_on", "performed_on", "received_on"))
        return self._propose(self.client.value, self.contract.value, *dates)

    def _propose(
        self,
        client_id: int | None,
        contract_id: int | None,
        issued: date | None,
        performed: date | None,
        received: date | None,
    ) -> ProposedDue:
        """The core's proposal; one that had passed before the invoice was dated is told, not filled in."""
        found = invoices.propose_due(
            self.context.desk,
            client_id=client_id,
            contract_id=contract_id,
            issued_on=issued,
            performed_on=performed,
            received_on=received,
        )
        if found.date is None or issued is None or found.date >= issued:
            return found
        words = "Cette date précède celle de la facture : recopiez l’échéance qui y est écrite."
        return replace(found, date=None, warnings=(*found.warnings, formats.typographic(words)))

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _invoice(self, values: Values) -> Invoice:
        """The record typed; a date that is missing is stood in for by another, and ``_problems`` names it."""
        fields = {name: values[name] for name in FIELDS}
        fields["file_id"] = stored_id(values[DOCUMENT])
        fields["client_id"] = fields["client_id"] or 0
        for name in ("net", "vat", "gross"):
            fields[name] = fields[name] or ZERO
        issued = fields["issued_on"] or fields["due_on"] or self._today
        fields |= {"issued_on": issued, "due_on": fields["due_on"] or issued}
        if self.is_credit:
            fields |= {"contract_id": None, "performed_on": None, "received_on": None, "due_on": issued}
        else:
            fields["credited_invoice_id"] = None
        return replace(self.invoice, **fields) if self.invoice else Invoice(**fields)

    def _problems(self, values: Values) -> list[Problem]:
        missing = validation.required("issued_on", values["issued_on"], "Indiquez la date de la facture.")
        if not self.is_credit:
            missing += validation.required("due_on", values["due_on"], "Indiquez la date à laquelle elle est à payer.")
        same = invoices.with_number(self.context.desk, values["number"])
        named = {problem.field for problem in missing}
        found = validation.invoice_problems(self._invoice(values), same, self._today)
        return missing + [self._where_seen(problem) for problem in found if problem.field not in named]

    def _where_seen(self, problem: Problem) -> Problem:
        """Without VAT only the total is shown: what is wrong with a sum is said there."""
        hidden = problem.field in {"net", "vat"} and self.editor(problem.field).isHidden()
        return replace(problem, field="gross") if hidden else problem

    def _store(self, values: Values) -> int | None:
        invoice, path = self._invoice(values), new_path(values[DOCUMENT])
        outcome = self.context.submit(self.show_problems, operations.save, invoice, path)
        return outcome.value.id if outcome else None


def _contract_words(one: contracts.ContractRow) -> str:
    return ", ".join(filter(None, (f"{one.kind.label} {one.reference}", one.title)))


def _invoice_words(invoice: Invoice) -> str:
    return f"{invoice.number} du {formats.date_long(invoice.issued_on)}, {formats.money(invoice.gross)}"
