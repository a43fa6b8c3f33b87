"""What is said of a filed letter, and the entries of the menus that write one, in any tab."""

from collections.abc import Callable
from datetime import date

from litigedesk.domain.matter import MatterKind
from litigedesk.domain.records import Letter
from litigedesk.domain.vocabulary import DeliveryOutcome, SendMethod
from litigedesk.letters import catalogue

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
        received = "acceptée" if letter.send_method is SendMethod.ELECTRONIC else "reçue"
        return f"{received} le {short_day(letter.received_on, today)}", Tone.FINE, "mail-check"
    if letter.presented_on is not None:
        return f"présentée le {short_day(letter.presented_on, today)}", Tone.MUTED, "mail"
    return f"envoyée le {short_day(letter.sent_on, today)}", Tone.MUTED, "send"


def receipt_words(letter: Letter) -> str:
    """What the scan that proves a letter arrived is called."""
    return {SendMethod.HAND: "Décharge signée", SendMethod.ELECTRONIC: "Preuve de réception"}.get(
        letter.send_method, "Avis de réception"
    )


def letter_actions(about: MatterKind, write: Callable[[str], Callable[[], object]]) -> dict[str, Callable[[], object]]:
    """The menu entries of the letters about that kind of record; ``write(template)`` makes the handler of each."""
    return {f"letter.{one.id.replace('-', '_')}": write(one.id) for one in catalogue.catalogue() if one.about is about}
