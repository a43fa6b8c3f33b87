"""Whom a letter goes to, the client or their mediator: name, postal lines, e-mail address, and where these are typed."""

from dataclasses import dataclass

from litigedesk.domain.mediation import Mediator
from litigedesk.errors import BugError
from litigedesk.letters import address, escaping
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.template import Recipient, Template


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """One recipient; ``form`` and ``record_id`` say where they are typed, ``called`` what they are to the user."""

    name: str
    lines: tuple[str, ...]
    email: str
    salutation: str
    called: str
    form: str
    record_id: int | None


def addressee(letter: Template, facts: LetterFacts) -> Addressee:
    """The recipient of a letter; without an address typed it has no lines. ``BugError`` for a mediator who is not handed in."""
    if letter.recipient is Recipient.MEDIATOR:
        if facts.mediator is None:
            raise BugError("a letter to the mediator without a mediator")
        return _mediator(facts.mediator)
    client = facts.client
    return Addressee(
        name=address.client_name(client),
        lines=address.recipient_lines(client, facts.address, facts.contact) if facts.address else (),
        email=(facts.contact.email if facts.contact else "") or client.email,
        salutation=escaping.clean(client.salutation) or "Madame, Monsieur",
        called="client",
        form="client",
        record_id=client.id,
    )


def _mediator(mediator: Mediator) -> Addressee:
    lines = (mediator.name, mediator.street_extra, mediator.street)
    town = address.town_line(mediator.postcode, mediator.city)
    return Addressee(
        name=escaping.clean(mediator.name),
        lines=tuple(line for line in (*map(escaping.clean, lines), town) if line),
        email=mediator.email,
        salutation="Madame, Monsieur",
        called="médiateur",
        form="mediator",
        record_id=mediator.id,
    )
