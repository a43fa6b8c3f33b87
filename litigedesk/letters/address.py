"""Who writes and to whom, as lines on the page: postal rules for the recipient, mentions of the law for the sender."""

import unicodedata
from collections.abc import Sequence

from litigedesk import fonts, formats
from litigedesk.domain.insurance import Policy
from litigedesk.domain.mediation import Mediator
from litigedesk.domain.portage import PortageCompany
from litigedesk.domain.procedure import Procedure
from litigedesk.domain.records import Address, Client, Contact, Profile
from litigedesk.domain.vocabulary import ProfileStatus
from litigedesk.letters import escaping
from litigedesk.letters.blocks import AddressLines
from litigedesk.letters.page import TEXT_SIZE, Box

POSTAL_LINES, POSTAL_CHARACTERS = 6, 38  # what La Poste's sorting machines read
_POINTS = 72 / 25.4
_LEADING_RATIO = 1.18
_SMALLEST = 5.0
_HOME = ("", "france")


def profile_name(profile: Profile) -> str:
    """The name as business documents must show it: « EI » for a sole trader (C. com. R526-27), the form for a company."""
    name = escaping.clean(profile.name)
    if profile.status is ProfileStatus.EI and profile.ei_mention and name.split()[-1:] != ["EI"]:
        return f"{name} EI"
    return _with_form(name, profile.legal_form) if profile.status is ProfileStatus.COMPANY else name


def client_name(client: Client) -> str:
    """The client's name with its legal form, once."""
    return _with_form(escaping.clean(client.name), client.legal_form)


def company_name(company: PortageCompany) -> str:
    """The portage company's name with its legal form, once."""
    return _with_form(escaping.clean(company.name), company.legal_form)


def _with_form(name: str, legal_form: str) -> str:
    form = escaping.clean(legal_form)
    return name if not form or form.casefold() in name.casefold().split() else f"{name} {form}"


def town_line(postcode: str, city: str) -> str:
    """The last line as La Poste wants it: capitals, no accent, no punctuation (``42000 SAINT ETIENNE``)."""
    folded = city.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    bare = "".join(char for char in unicodedata.normalize("NFD", folded) if not unicodedata.combining(char))
    words = "".join(char if char.isalnum() else " " for char in bare).upper().split()
    return " ".join([escaping.clean(postcode), *words]).strip()


def recipient_lines(client: Client, address: Address, contact: Contact | None) -> tuple[str, ...]:
    """The postal lines of a client, the name first and the country last when abroad; empty ones left out."""
    person = contact.name if contact and contact.name != client.name else ""
    country = "" if address.country.strip().casefold() in _HOME else address.country.upper()
    lines = (client_name(client), person, address.street_extra, address.street)
    cleaned = [escaping.clean(line) for line in lines]
    return tuple(
        line for line in (*cleaned, town_line(address.postcode, address.city), escaping.clean(country)) if line
    )


def in_line(*parts: str) -> str:
    """``12 rue des Tanneurs, 35000 Rennes``: the parts that are there, in the middle of a sentence."""
    return ", ".join(part for part in map(escaping.clean, parts) if part)


def place(address: Address) -> str:
    """``12 rue des Tanneurs, 35000 Rennes``: an address in the middle of a sentence."""
    town = f"{address.postcode}{formats.NBSP}{address.city}"
    return in_line(address.street, address.street_extra, town, address.country)


def firm_lines(firm: Mediator | PortageCompany | Policy | Procedure, *names: str) -> tuple[str, ...]:
    """The postal lines of whoever is not a client under these names; empty ones left out."""
    cleaned = map(escaping.clean, (*names, firm.street_extra, firm.street))
    return tuple(line for line in (*cleaned, town_line(firm.postcode, firm.city)) if line)


def sender_lines(profile: Profile) -> tuple[str, ...]:
    """Name, address, number and ways to answer; empty ones left out."""
    number = f"{'SIRET' if len(profile.siret) > 9 else 'SIREN'} {formats.siret(profile.siret)}" if profile.siret else ""
    town = f"{profile.postcode} {profile.city}"
    country = "" if profile.country.strip().casefold() in _HOME else profile.country
    lines = (profile.street_extra, profile.street, town, country, number, profile.phone, profile.email)
    return tuple(line for line in (profile_name(profile), *map(escaping.clean, lines)) if line)


def exceeds_postal_rules(lines: Sequence[str]) -> bool:
    """Whether La Poste's machines would stumble: over six lines, or a line over 38 characters."""
    return len(lines) > POSTAL_LINES or any(len(line) > POSTAL_CHARACTERS for line in lines)


def fitted(lines: Sequence[str], box: Box) -> AddressLines:
    """The lines broken to the box, set smaller by half points until they fit; what is past the box at 5 points is left out."""
    size = TEXT_SIZE
    while True:
        broken = [_broken(line, size, box, bold=index == 0) for index, line in enumerate(lines)]
        flat = [piece for pieces in broken for piece in pieces]
        leading = round(size * _LEADING_RATIO, 1)
        room = int(box.height * _POINTS / leading)
        if len(flat) <= room or size <= _SMALLEST:
            return AddressLines(tuple(flat[:room]), size, leading, len(broken[0]) if broken else 0)
        size -= 0.5


def _broken(line: str, size: float, box: Box, *, bold: bool) -> list[str]:
    limit = box.width * _POINTS
    pieces: list[str] = []
    for word in line.split(" "):
        longer = f"{pieces[-1]} {word}" if pieces else word
        if pieces and fonts.width(longer, size, bold=bold) <= limit:
            pieces[-1] = longer
        else:
            pieces += _cut(word, size, limit, bold=bold)
    return pieces


def _cut(word: str, size: float, limit: float, *, bold: bool) -> list[str]:
    """A word without spaces in pieces no wider than the limit."""
    pieces = [""]
    for char in word:
        if pieces[-1] and fonts.width(pieces[-1] + char, size, bold=bold) > limit:
            pieces.append("")
        pieces[-1] += char
    return pieces
