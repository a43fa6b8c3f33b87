"""The client that a line of the file describes, whether the file is one of clients or of invoices."""

import re
from typing import Final

from litigedesk import validation
from litigedesk.domain.records import Address, Client, Contact
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.errors import Problem
from litigedesk.formats import folded, typographic
from litigedesk.imports import kinds
from litigedesk.imports.drafts import ClientDraft
from litigedesk.imports.lines import Line

_CIVILITIES: Final = {
    "m": "Monsieur", "mr": "Monsieur", "monsieur": "Monsieur", "h": "Monsieur", "homme": "Monsieur",
    "mme": "Madame", "mlle": "Madame", "madame": "Madame", "mademoiselle": "Madame", "f": "Madame", "femme": "Madame",
    "mrs": "Madame", "ms": "Madame", "miss": "Madame", "maitre": "Maître", "me": "Maître", "dr": "Docteur", "docteur": "Docteur",
}  # fmt: skip
_COUNTRIES: Final = {
    "BE": "Belgique", "CH": "Suisse", "LU": "Luxembourg", "DE": "Allemagne", "ES": "Espagne", "IT": "Italie", "PT": "Portugal",
    "NL": "Pays-Bas", "GB": "Royaume-Uni", "UK": "Royaume-Uni", "IE": "Irlande", "AT": "Autriche", "DK": "Danemark", "SE": "Suède",
    "FI": "Finlande", "NO": "Norvège", "PL": "Pologne", "CZ": "Tchéquie", "RO": "Roumanie", "GR": "Grèce", "US": "États-Unis",
    "CA": "Canada", "MA": "Maroc", "TN": "Tunisie", "DZ": "Algérie", "SN": "Sénégal", "CI": "Côte d’Ivoire", "AD": "Andorre",
}  # fmt: skip
_FRANCE: Final = frozenset(
    {"fr", "fra", "france", "france metropolitaine", "f", "re", "gp", "mq", "gf", "yt", "mc", "monaco"}
)
_TOWN: Final = re.compile(r"(?:F-?)?(\d{5})[\s,]+(.+)")
_MAILS: Final = re.compile(r"[\s,;/|]+")
NO_NAME: Final = typographic("Il manque le nom du client.")
SUPPLIER: Final = typographic("C’est un fournisseur, pas un client.")


def client_of(line: Line, whole: str) -> ClientDraft | None:
    """The client of a line, its name in the field ``whole``; ``None`` when the line says nothing of who it is.

    Faults of the form are added to the line's problems and warnings.
    """
    name, person, firm = _names(line, whole)
    siret, vat_number = _siret(line), re.sub(r"[\s.\-]", "", line.digits("vat_number")).upper()
    email, others = _emails(line)
    if not (name or siret or vat_number or email):
        return None
    legal_form = line.said("legal_form")
    civility = _CIVILITIES.get(folded(line.said("civility")).rstrip("."), "")
    client = Client(
        kind=_kind(line, name, siret, vat_number, legal_form), name=name, legal_form=legal_form,
        salutation=civility if civility and not firm else Client.salutation, siret=siret, vat_number=vat_number, email=email,
        phone=_phone(line, "phone") or _phone(line, "mobile"), notes=_notes(line, others),
    )  # fmt: skip
    address, contact = _address(line), _contact(line, person if firm else "")
    _check(line, [one for one in validation.client_problems(client) if name or one.field != "name"])
    if address is not None:
        _check(line, validation.address_problems(address))
    if contact is not None:
        _check(line, validation.contact_problems(contact))
    return ClientDraft(client, address, contact, civility, person=bool(person and not firm))


def _check(line: Line, problems: list[Problem]) -> None:
    for problem in problems:
        (line.problems if problem.blocking else line.warnings).append(problem.sentence)


def _names(line: Line, whole: str) -> tuple[str, str, str]:
    """The name of the client, the person's, and the firm's when it has one; a contact stands in for all."""
    firm = line.said(whole)
    person = f"{line.said('first_name')} {line.said('last_name')}".strip()
    name = firm or person or (line.said("contact") if whole == "name" else "")
    return name, person, firm if firm != person else ""


def _kind(line: Line, name: str, siret: str, vat_number: str, legal_form: str) -> ClientKind:
    said = line.said("kind")
    if kinds.is_supplier(said):
        line.problems.append(SUPPLIER)
    return kinds.told(said) or kinds.sure(name, siret, vat_number, legal_form)


def _siret(line: Line) -> str:
    """The SIREN or SIRET without spaces, with the zeros that spreadsheets take off its front."""
    from stdnum.fr import siret

    digits = re.sub(r"[\s.\-_'’]", "", line.digits("siret"))
    if re.fullmatch(r"\d{11,13}", digits) and siret.is_valid(digits.zfill(14)):
        line.warnings.append(typographic(f"Le SIRET {digits} avait perdu ses premiers zéros : ils sont remis."))
        return digits.zfill(14)
    return digits


def _emails(line: Line) -> tuple[str, list[str]]:
    """The first e-mail of a cell that may hold several, and the others."""
    found = [one.removeprefix("mailto:").strip("<>\"'") for one in _MAILS.split(line.said("email")) if "@" in one]
    if not found:
        return line.said("email"), []
    return found[0], found[1:]


def _phone(line: Line, key: str) -> str:
    """A phone number; nine digits have lost their zero in a spreadsheet."""
    text = line.digits(key)
    return f"0{text}" if re.fullmatch(r"[1-9]\d{8}", text) else text


def _notes(line: Line, others: list[str]) -> str:
    told = [line.long_text("notes")]
    if others:
        told.append(typographic(f"Autres courriels : {', '.join(others)}"))
    if (mobile := _phone(line, "mobile")) and _phone(line, "phone"):
        told.append(typographic(f"Portable : {mobile}"))
    return "\n".join(one for one in told if one)


def _address(line: Line) -> Address | None:
    """The postal address, its town found again when it stands in the same cell as the street or the postcode."""
    lines = [" ".join(one.split()) for one in line.long_text("street").split("\n") if one.strip()]
    extra, postcode, city = line.said("street_extra"), line.said("postcode"), line.said("city")
    country = _country(line.said("country"))
    if lines and not (postcode or city) and (town := _TOWN.fullmatch(lines[-1])):
        postcode, city = town[1], town[2]
        lines.pop()
    if not postcode and (town := _TOWN.fullmatch(city)):
        postcode, city = town[1], town[2]
    street, more = (lines[0], lines[1:]) if lines else ("", [])
    street = "" if street.lower() in {"-", "n/a", "néant"} else street
    if re.fullmatch(r"\d{4}", postcode) and not country:
        line.warnings.append(typographic(f"Le code postal {postcode} avait perdu son premier zéro : il est remis."))
        postcode = f"0{postcode}"
    if not any((street, extra, postcode, city)):
        return None
    extra = ", ".join(one for one in (*more, extra) if one)
    return Address(client_id=0, street=street, street_extra=extra, postcode=postcode, city=city, country=country)


def _country(text: str) -> str:
    """The country as an envelope needs it: nothing for France, a name for the codes of its neighbours."""
    if folded(text) in _FRANCE:
        return ""
    return _COUNTRIES.get(text.upper(), text)


def _contact(line: Line, person: str) -> Contact | None:
    name = line.said("contact") or person
    role = line.said("contact_role")
    return Contact(client_id=0, name=name, role=role) if name and (name != line.said("name") or role) else None
