"""What letters about a complaint or its mediation say: what is complained of, to whom, and until when the mediator may be asked."""

from collections.abc import Mapping

from litigedesk.domain.mediation import Mediator
from litigedesk.domain.records import Address, Client
from litigedesk.domain.vocabulary import ComplaintChannel
from litigedesk.letters import address, escaping, parties
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.template import Template

_BY = {
    ComplaintChannel.LETTER: "par courrier",
    ComplaintChannel.REGISTERED: "par lettre recommandée",
    ComplaintChannel.EMAIL: "par courriel",
    ComplaintChannel.WEB_FORM: "par formulaire en ligne",
    ComplaintChannel.MESSAGE: "par message écrit",
    ComplaintChannel.PHONE: "par téléphone",
    ComplaintChannel.IN_PERSON: "de vive voix",
}
_TITLES = ("madame", "monsieur")


def context(_: Template, facts: LetterFacts) -> Mapping[str, object]:
    """The names that these templates may use besides those of all letters; a record that is not there is ``None``."""
    complaint, mediation, until = facts.complaint, facts.mediation, facts.refer_until
    return {
        "complaint": complaint,
        "mediation": mediation,
        "mediator": facts.mediator,
        "convention": facts.convention,
        "channel": _BY[complaint.channel] if complaint else "",
        "person": _person(facts.client),
        "client_address": _of_client(facts.address),
        "mediator_address": _of_mediator(facts.mediator),
        **parties.sender(facts),
        "complained_on": facts.complained_on,
        "refer_until": until,
        "refer_open": until is not None and facts.written_on <= until,
        "answer_days": facts.answer_days,
        "written_on": facts.written_on,
        "answer_late": bool(mediation and mediation.answer_by and mediation.answer_by < facts.written_on),
        "suspended_from": (mediation.agreed_on or mediation.first_meeting_on) if mediation else None,
        "told": bool(facts.chronology),
        "enclosed": bool(facts.enclosures),
    }


def _person(client: Client) -> str:
    """``Madame Léa Fontaine`` when the way to greet them is known, else the name."""
    title = escaping.clean(client.salutation)
    name = address.client_name(client)
    return f"{title} {name}" if title.casefold() in _TITLES else name


def _of_client(found: Address | None) -> str:
    return (
        address.in_line(found.street, found.street_extra, f"{found.postcode} {found.city}", found.country)
        if found
        else ""
    )


def _of_mediator(found: Mediator | None) -> str:
    return address.in_line(found.street, found.street_extra, f"{found.postcode} {found.city}") if found else ""
