"""The label of a letter on file: whom it goes to as its records stand now."""

from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.records import Letter
from litigedesk.errors import Refused
from litigedesk.letters import catalogue, label
from litigedesk.letters.addressee import known
from litigedesk.operations import letter_facts
from litigedesk.rules import registered_mail

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def written(desk: "Desk", letter_id: int) -> bytes:
    """The page with the addresses and the number of a letter.

    Raises ``Refused`` when an address is not known, ``NotFound`` when the letter or what it is about is gone.
    """
    letter = desk.table(Letter).get(letter_id)
    template = catalogue.template(letter.template)
    facts = letter_facts.addressed(desk, letter.matter, template, letter.written_on)
    to, sender = known(template, facts), label.sender_lines(facts.writer)
    if to is None or not to.lines:
        of_whom = to.of_called if to is not None else "du destinataire"
        raise Refused(f"L’adresse {of_whom} n’est pas dans sa fiche\u00a0: ajoutez-la, puis imprimez l’étiquette.")
    return label.write_label(
        label.Label(
            title=letter.title,
            reference=facts.reference,
            sender=sender,
            recipient=to.lines,
            number=formats.typographic(registered_mail.shown(letter.tracking_number)),
            on=letter.sent_on or letter.written_on,
        )
    )
