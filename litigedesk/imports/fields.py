"""The fields that a column of the user's file may fill, by what the file brings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from litigedesk.domain.vocabulary import ImportKind


@dataclass(frozen=True)
class Field:
    """A field to fill: its key, what the user reads, whether a line needs it, a sentence on what it accepts.

    ``instead`` are fields that do as well; ``several`` columns may fill one field of free text.
    """

    key: str
    label: str
    help: str = ""
    required: bool = False
    instead: tuple[str, ...] = ()
    several: bool = False


_WHO: Final = (
    Field("siret", "SIREN ou SIRET", "9 ou 14 chiffres, espaces ou non."),
    Field("vat_number", "Numéro de TVA", "Par exemple FR40 303 265 045."),
    Field("email", "Courriel"),
    Field("phone", "Téléphone"),
    Field("street", "Adresse", "Numéro et rue, ou l’adresse entière."),
    Field("street_extra", "Complément d’adresse"),
    Field("postcode", "Code postal"),
    Field("city", "Ville", "Le code postal peut y être aussi : 35000 Rennes."),
    Field("country", "Pays", "Vide ou France pour la France."),
)
_PERSON: Final = (
    Field("last_name", "Nom de famille"),
    Field("first_name", "Prénom"),
    Field("civility", "Civilité", "Monsieur, Madame."),
    Field("kind", "Type de client", "Professionnel, particulier, acheteur public ; demandé s’il manque."),
    Field("legal_form", "Forme juridique", "SARL, SAS, EI…"),
)

FIELDS: Final[Mapping[ImportKind, tuple[Field, ...]]] = {
    ImportKind.CLIENTS: (
        Field("name", "Nom ou raison sociale", "", required=True, instead=("last_name", "first_name", "contact")),
        *_PERSON,
        *_WHO,
        Field("mobile", "Portable", "Pris quand il n’y a pas d’autre numéro."),
        Field("contact", "Personne à contacter"),
        Field("contact_role", "Fonction de cette personne"),
        Field("notes", "Notes", several=True),
    ),
    ImportKind.INVOICES: (
        Field("number", "Numéro de facture", "", required=True),
        Field(
            "client", "Client", "Son nom, comme dans vos fiches.", required=True,
            instead=("siret", "email", "last_name", "vat_number"),
        ),
        Field("issued_on", "Date de facture", "03/04/2026, 2026-04-03, 3 avr. 2026…", required=True),
        Field("due_on", "Échéance", "Calculée d’après la loi ou le contrat si elle manque."),
        Field("performed_on", "Date d’exécution"),
        Field("net", "Total HT", "", required=True, instead=("gross",)),
        Field("vat", "TVA", "Son montant en euros."),
        Field("vat_rate", "Taux de TVA", "En pour cent : 20."),
        Field("gross", "Total TTC", "", required=True, instead=("net",)),
        Field("currency", "Devise", "Seules les factures en euros sont lues."),
        Field("type", "Type de pièce", "Facture, avoir ; un devis n’est pas repris."),
        Field("credited", "Facture réduite par l’avoir", "Son numéro."),
        Field("status", "État", "Payée, en retard, brouillon…"),
        Field("paid", "Montant payé"),
        Field("left", "Reste à payer"),
        Field("paid_on", "Payée le"),
        Field("method", "Moyen de paiement", "Virement, chèque, carte…"),
        Field("title", "Objet"),
        Field("contract", "Référence du contrat", "Devis ou commande déjà dans vos contrats."),
        Field("notes", "Notes", several=True),
        *_PERSON,
        *_WHO,
    ),
}  # fmt: skip


def labels(kind: ImportKind) -> dict[str, str]:
    """What the user reads for each field."""
    return {field.key: field.label for field in FIELDS[kind]}
