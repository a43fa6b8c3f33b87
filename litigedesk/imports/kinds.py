"""Which law applies to a client of the file: what it says, what makes it sure, and what is only a hint to ask about."""

import re
from typing import Final

from litigedesk.domain.vocabulary import ClientKind
from litigedesk.formats import folded

_PROFESSIONAL: Final = re.compile(
    r"\b(professionnels?|pros?|entreprises?|societes?|b2b|company|business|personne morale|commercants?)\b"
)
_CONSUMER: Final = re.compile(
    r"\b(particuliers?|consommateurs?|b2c|individual|individuel|consumer|personne physique|prive)\b"
)
_PUBLIC: Final = re.compile(
    r"\b(publics?|publique|publiques|mairie|collectivites?|administrations?|b2g|chorus|government|secteur public)\b"
)
_SUPPLIER: Final = re.compile(r"fournisseurs?|suppliers?|vendors?")
_FORMS: Final = re.compile(
    r"\b(sarl|s a r l|sas|sasu|eurl|snc|sci|scop|scic|selarl|selas|scp|scm|gie|gaec|earl|sca|gmbh|ltd|limited|llc|inc|bv|nv|"
    r"srl|spa|plc|sprl)\b"
)
_PUBLIC_NAMES: Final = re.compile(
    r"\b(mairie|commune de|ville de|communaute (de communes|d agglomeration|urbaine)|metropole|agglomeration|prefecture|"
    r"sous prefecture|conseil (departemental|regional|general)|departement d|region|ministere|lycee|college|ecole|universite|"
    r"rectorat|academie|chu|chru|centre hospitalier|hopital|hopitaux|ehpad|ccas|cias|sdis|sivom|sivu|"
    r"syndicat (mixte|intercommunal)|office public|oph|tresor public|dgfip|"
    r"direction (generale|departementale|regionale)|etablissement public|gendarmerie|"
    r"musee national|cnrs|inserm|urssaf|cpam|caf|pole emploi|france travail|chambre (de commerce|d agriculture|des metiers))\b"
)


def told(text: str) -> ClientKind | None:
    """The kind that a cell says; ``None`` when it says something else. A supplier is no client: see ``is_supplier``."""
    plain = _plain(text)
    if not plain:
        return None
    for kind, words in (
        (ClientKind.PUBLIC, _PUBLIC), (ClientKind.CONSUMER, _CONSUMER), (ClientKind.PROFESSIONAL, _PROFESSIONAL),
    ):  # fmt: skip
        if words.search(plain):
            return kind
    return None


def is_supplier(text: str) -> bool:
    """Whether a cell says that this is a supplier, and no client."""
    return bool(_SUPPLIER.fullmatch(_plain(text)))


def sure(name: str, siret: str, vat_number: str, legal_form: str) -> ClientKind:
    """Professional for a firm with a number or a legal form; not known for what looks public, and for persons."""
    looks_public = bool(_PUBLIC_NAMES.search(_plain(name))) or siret[:1] in ("1", "2")  # SIREN kept for public bodies
    if looks_public:
        return ClientKind.UNKNOWN
    firm = bool(siret or vat_number or legal_form or _FORMS.search(_plain(name)))
    return ClientKind.PROFESSIONAL if firm else ClientKind.UNKNOWN


def hint(name: str, siret: str, civility: str, *, person: bool) -> tuple[ClientKind, str]:
    """What a client of unknown kind may be, and why: only to be asked."""
    if _PUBLIC_NAMES.search(_plain(name)):
        return ClientKind.PUBLIC, "Son nom est celui d’un organisme public."
    if siret[:1] in ("1", "2"):
        return ClientKind.PUBLIC, "Son SIREN commence comme ceux des organismes publics."
    if civility or person:
        return ClientKind.CONSUMER, "Le fichier donne une personne, sans entreprise."
    return ClientKind.UNKNOWN, ""


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", folded(text)).split())
