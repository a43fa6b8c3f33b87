"""How the two sides are called in a document: name, number, address and contact, each on one line."""

from collections.abc import Mapping, Sequence

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.letters import address
from litigedesk.letters.facts import LetterFacts


def sender(facts: LetterFacts) -> Mapping[str, object]:
    """The user: ``sender_name``, ``sender_number`` and ``sender_address``."""
    profile = facts.profile
    town = f"{profile.postcode} {profile.city}"
    return {
        "sender_name": address.profile_name(profile),
        "sender_number": f"SIRET {formats.siret(profile.siret)}",
        "sender_address": address.in_line(profile.street, profile.street_extra, town),
    }


def client(facts: LetterFacts) -> Mapping[str, object]:
    """The client: ``client_name``, ``client_number``, ``client_address``, ``client_contact``; empty for what is not known.

    ``represented`` says that somebody signs for them: a company or a public body.
    """
    known, found = facts.client, facts.address
    number = known.siret.strip()
    return {
        "client_name": address.client_name(known),
        "client_number": f"SIREN {formats.siret(number[:9])}" if number else "",
        "client_address": address.place(found) if found is not None else "",
        "client_contact": address.in_line(*_contact(facts)),
        "represented": bool(known.legal_form.strip()) or known.kind is ClientKind.PUBLIC,
    }


def _contact(facts: LetterFacts) -> Sequence[str]:
    contact, known = facts.contact, facts.client
    if contact is None:
        return (known.phone, known.email)
    return (contact.name, contact.phone or known.phone, contact.email or known.email)
