"""What is said of a filed letter, in any tab."""

from datetime import date

from litigedesk.domain.records import Letter
from litigedesk.domain.vocabulary import DeliveryOutcome

from .date_words import short_day
from .palette import Tone


def letter_state(letter: Letter, today: date) -> tuple[str, Tone, str]:
    """Where a letter is, in words, with its tone and icon."""
    if letter.sent_on is None:
        return "rédigée, à envoyer", Tone.SOON, "pencil"
    if letter.outcome is DeliveryOutcome.REFUSED:
        return "refusée", Tone.SOON, "mail"
    if letter.outcome is DeliveryOutcome.UNCLAIMED:
        return "non réclamée", Tone.SOON, "mail"
    if letter.received_on is not None:
        return f"reçue le {short_day(letter.received_on, today)}", Tone.FINE, "mail-check"
    if letter.presented_on is not None:
        return f"présentée le {short_day(letter.presented_on, today)}", Tone.MUTED, "mail"
    return f"envoyée le {short_day(letter.sent_on, today)}", Tone.MUTED, "send"
