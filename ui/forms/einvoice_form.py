"""An electronic invoice as it was read, to be reviewed: nothing is saved before the button, and then its client with it."""

from dataclasses import replace
from typing import Final

from litigedesk import formats, validation
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client
from litigedesk.domain.vocabulary import ClientKind, InvoiceKind
from litigedesk.errors import Problem
from litigedesk.exchange.einvoice import EInvoice, Party
from litigedesk.operations import einvoices as operations
from litigedesk.queries import einvoices
from litigedesk.queries.einvoices import Side

from ..context import Context
from ..palette import Tone
from ..widgets.panels import KeyValues
from ..widgets.text import IconText, Label
from .editors import CheckEditor, ChoiceEditor, FileChoice, TextEditor
from .file_editor import new_path
from .form import Values
from .invoice_form import DOCUMENT, InvoiceForm

LINES: Final = 3  # of the invoice, named in the proposed title
LONGEST: Final = 120  # letters of it
OF_CLIENT: Final = {"name": "new_name", "kind": "new_kind"}
NOT_SAVED: Final = "Lu dans le fichier. Rien n’est enregistré avant votre accord : vérifiez chaque valeur."


class EInvoiceForm(InvoiceForm):
    """The form of an invoice that begins with what ``found`` says; ``document`` is the file, kept with it."""

    def __init__(self, context: Context, found: EInvoice, document: FileChoice) -> None:
        self._found, self._document = found, document
        self._reading = einvoices.read(context.desk, found)
        super().__init__(
            context,
            None,
            embedded=True,
            key=f"einvoice:{found.seller.siret}:{found.number}",
            title="Facture électronique à vérifier",
        )
        self._react()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self) -> None:
        found = self._found
        rows = [("Vendeur", _named(found.seller)), ("Acheteur", _named(found.buyer))]
        rows += [("Adresse", ", ".join(found.buyer.address))] if found.buyer.address else []
        rows += [("IBAN", formats.iban(found.seller.iban))] if found.seller.iban else []
        read = self.section("Ce que dit la facture", KeyValues(rows))
        read.add(IconText("info", NOT_SAVED, wrap=True))
        serious = self._reading.side is Side.RECEIVED
        for place, sentence in enumerate((*self._reading.warnings, *found.warnings)):
            tone = Tone.LATE if serious and not place else Tone.SOON
            read.add(IconText("triangle-alert", sentence, Tone.TEXT, wrap=True, icon_tone=tone))
        self._lay_out_client()
        super()._lay_out_editors()

    def _lay_out_client(self) -> None:
        self.new_client = CheckEditor("new_client", "Ajouter ce client avec la facture")
        self.new_name = TextEditor("new_name", "Nom ou dénomination exacte", called="le nom du client")
        self.new_kind = ChoiceEditor("new_kind", "Type de client", ClientKind, segments=True, called="le type")
        told = Label("L’adresse et le numéro écrits sur la facture vont dans sa fiche.", Tone.MUTED, wrap=True)
        card = self.section("Nouveau client", self.new_client, self.new_name, self.new_kind, told)
        card.setVisible(self._reading.client is None)
        self._told = told

    # ---- what it begins with -----------------------------------------------------------------------------------------
    def _known_values(self, client_id: int | None, contract_id: int | None, credited_id: int | None) -> Values:
        found, known = self._found, self._reading.client
        values = super()._known_values(known.id if known else client_id, contract_id, credited_id)
        named = {"number": found.number, "issued_on": found.issued_on, "title": _title(found)}
        sums = {"net": found.net, "vat": found.vat, "gross": found.gross}
        read = {**named, **{name: _positive(one) for name, one in sums.items()}}
        values |= {name: value for name, value in read.items() if value not in (None, "")}
        net, vat = values.get("net"), values.get("vat")
        values["vat_rate"] = self.amounts.rate_of(net, vat) if net is not None and vat is not None else None
        issued = values["issued_on"]
        due = self._propose(values["client_id"], values.get("contract_id"), issued, None, None)
        return {
            **values,
            "kind": found.kind,
            "due_on": found.due_on or due.date,
            DOCUMENT: self._document,
            "new_client": known is None and bool(found.buyer.name),
            "new_name": found.buyer.name,
            "new_kind": ClientKind.PROFESSIONAL if found.buyer.siret else ClientKind.UNKNOWN,
        }

    @property
    def adds_client(self) -> bool:
        """Whether a client is added with the invoice."""
        return self._reading.client is None and self.new_client.value

    def _react(self) -> None:
        super()._react()
        adds = self.adds_client
        self.client.setVisible(not adds)
        self.contract.setVisible(not adds and not self.is_credit)
        for widget in (self.new_name, self.new_kind, self._told):
            widget.setVisible(adds)

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _new_client(self, values: Values) -> Client | None:
        if not self.adds_client:
            return None
        buyer = self._found.buyer
        kind = values["new_kind"] or ClientKind.UNKNOWN
        return Client(name=values["new_name"], kind=kind, siret=buyer.siret, vat_number=buyer.vat)

    def _address(self) -> Address | None:
        buyer = self._found.buyer
        if not (buyer.street or buyer.city):
            return None
        first, *others = buyer.street or ("",)
        country = "" if buyer.country == "FR" else buyer.country
        found = Address(
            client_id=0,
            street=first,
            street_extra=", ".join(others),
            postcode=buyer.postcode,
            city=buyer.city,
            country=country,
        )
        return None if any(one.blocking for one in validation.address_problems(found)) else found

    def _problems(self, values: Values) -> list[Problem]:
        client, problems = self._new_client(values), super()._problems(values)
        if client is None:
            return problems
        own = [replace(one, field=OF_CLIENT.get(one.field, "")) for one in validation.client_problems(client)]
        return [*own, *(one for one in problems if one.field != "client_id")]

    def _store(self, values: Values) -> int | None:
        client = self._new_client(values)
        outcome = self.context.submit(
            self.show_problems,
            operations.save,
            self._invoice(values),
            new_path(values[DOCUMENT]),
            client,
            self._address() if client is not None else None,
        )
        return outcome.value.id if outcome else None


def _named(party: Party) -> str:
    number = formats.siret(party.siret)
    label = "SIRET" if len(party.siret) > 9 else "SIREN"
    return ", ".join(filter(None, (party.name or "sans nom", f"{label} {number}" if number else "")))


def _title(found: EInvoice) -> str:
    words = ", ".join(found.lines[:LINES])
    if len(words) > LONGEST:
        words = f"{words[:LONGEST].rstrip(' ,')}…"
    return words or ("Avoir" if found.kind is InvoiceKind.CREDIT_NOTE else "")


def _positive(amount: Money | None) -> Money | None:
    """A credit note writes its sums with or without a minus; here they have none."""
    return Money(abs(amount.cents)) if amount is not None else None
