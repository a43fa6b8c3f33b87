"""What makes one look twice at an electronic invoice before saving it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from litigedesk.domain.vocabulary import InvoiceKind
from litigedesk.formats import money, typographic

if TYPE_CHECKING:
    from litigedesk.exchange.einvoice import EInvoice, Party

_NAMES = {
    "net": "Le total hors taxes",
    "vat": "Le montant de la TVA",
    "gross": "Le total à payer, taxes comprises,",
    "issued_on": "La date de la facture",
    "due_on": "La date d’échéance",
}


def doubts(
    invoice: "EInvoice", written: Mapping[str, str], *, several_dues: bool, known_syntax: bool
) -> tuple[str, ...]:
    """Sentences on what is missing or contradicts itself; ``written`` is what stood where a sum or date was not understood."""
    found = [*_form(invoice, known_syntax), *_missing(invoice, written), *_sums(invoice), *_days(invoice, several_dues)]
    found += [*_numbers(invoice.seller, "du vendeur"), *_numbers(invoice.buyer, "de l’acheteur")]
    return tuple(typographic(sentence) for sentence in found)


def _form(invoice: "EInvoice", known_syntax: bool) -> Iterator[str]:
    if not known_syntax:
        yield "Cette facture ne suit pas la norme à la lettre : vérifiez chaque valeur."
    if not invoice.currency:
        yield "La devise n’est pas indiquée : les sommes sont supposées en euros."
    elif invoice.currency != "EUR":
        yield f"Cette facture est en {invoice.currency} : saisissez ses sommes en euros."


def _missing(invoice: "EInvoice", written: Mapping[str, str]) -> Iterator[str]:
    if not invoice.number:
        yield "Le numéro de la facture manque."
    if not invoice.seller.name:
        yield "Le nom du vendeur manque."
    if not invoice.buyer.name:
        yield "Le nom de l’acheteur manque."
    in_euros = invoice.currency in ("", "EUR")
    for name, called in _NAMES.items():
        if getattr(invoice, name) is not None or (name in ("net", "vat", "gross") and not in_euros):
            continue
        if written[name]:
            yield f"{called} ne peut pas être compris : « {written[name][:40]} »."
        elif name != "due_on":  # the law gives one when the invoice does not
            yield f"{called} manque."


def _sums(invoice: "EInvoice") -> Iterator[str]:
    net, vat, gross, payable = invoice.net, invoice.vat, invoice.gross, invoice.payable
    if net is not None and vat is not None and gross is not None and net + vat != gross:
        yield f"Les sommes ne tombent pas juste : {money(net)} et {money(vat)} de TVA ne font pas {money(gross)}."
    if gross is not None and payable is not None and payable != gross:
        yield f"Il reste {money(payable)} à payer sur {money(gross)} : un acompte a peut-être été versé."
    if gross is not None and gross.cents < 0 and invoice.kind is InvoiceKind.INVOICE:
        yield "Le total est négatif : c’est peut-être un avoir."
    if gross is not None and gross.cents == 0:
        yield "Le total est nul."


def _days(invoice: "EInvoice", several_dues: bool) -> Iterator[str]:
    if several_dues:
        yield "Cette facture a plusieurs échéances : seule la première est proposée."
    if invoice.issued_on and invoice.due_on and invoice.due_on < invoice.issued_on:
        yield "L’échéance tombe avant la date de la facture."


def _numbers(party: "Party", whose: str) -> Iterator[str]:
    """Numbers whose check digits do not hold."""
    from stdnum import iban
    from stdnum.eu import vat
    from stdnum.fr import siren, siret

    if party.siret and not (siret if len(party.siret) == 14 else siren).is_valid(party.siret):
        yield f"Le {'SIRET' if len(party.siret) == 14 else 'SIREN'} {whose} est faux : un chiffre ne correspond pas."
    if party.vat and not vat.is_valid(party.vat):
        yield f"Le numéro de TVA {whose} est faux : un chiffre ne correspond pas."
    if party.iban and not iban.is_valid(party.iban):
        yield f"L’IBAN {whose} est faux : un chiffre ou une lettre ne correspond pas."
