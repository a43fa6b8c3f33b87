"""What the dates of a registered letter mean: which day counts, what runs from it, and what is still to be done."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.records import Client, Dispute, Letter
from litigedesk.domain.vocabulary import ClientKind, SendMethod
from litigedesk.letters.ids import NOTICE
from litigedesk.rules import registered_mail as rules
from litigedesk.settings import CONSUMER_START

if TYPE_CHECKING:
    from litigedesk.desk import Desk

DOWNLOAD = (
    "Téléchargez maintenant la preuve d’envoi et de réception, et joignez-la : le prestataire ne vous la garde qu’un an "
    "(code des postes, R53-2 et R53-3)."
)


def explained(desk: "Desk", letter: Letter) -> tuple[str, ...]:
    """One sentence for each thing that follows from the dates of a letter as they stand, saved or not."""
    if not letter.send_method.is_registered:
        return ()
    return tuple(
        filter(None, (_start(letter), _interest(desk, letter), rules.time_left(letter), *_electronic(desk, letter)))
    )


def _start(letter: Letter) -> str:
    start = rules.starts(letter)
    if start is not None:
        return start.sentence
    return formats.typographic(
        "Ce n’est pas l’envoi qui compte, mais la réception ; refusée ou non réclamée, une lettre reste valable et sa première "
        f"présentation compte ({rules.UNCLAIMED_RULING})."
    )


def _interest(desk: "Desk", letter: Letter) -> str:
    """What a consumer owes from the notice on (C. civ. 1231-6, 1344-1); the others owe interest without one."""
    start = rules.starts(letter)
    if start is None or letter.template != NOTICE or not _to_consumer(desk, letter):
        return ""
    first = _first_day(desk, start.day)
    return formats.typographic(
        f"L’intérêt au taux légal court depuis le {formats.date_long(first)} (C. civ. 1231-6 et 1344-1)."
    )


def _to_consumer(desk: "Desk", letter: Letter) -> bool:
    dispute = desk.table(Dispute).find(letter.dispute_id) if letter.dispute_id is not None else None
    return dispute is not None and desk.table(Client).get(dispute.client_id).kind is ClientKind.CONSUMER


def _first_day(desk: "Desk", day: date) -> date:
    return day if desk.setting(CONSUMER_START) == "same-day" else day + timedelta(days=1)


def _electronic(desk: "Desk", letter: Letter) -> tuple[str, ...]:
    if letter.send_method is not SendMethod.ELECTRONIC:
        return ()
    until = rules.may_be_accepted_until(letter, desk.law)
    if until is None or letter.received_on is not None or letter.outcome is not None:
        wait = ""
    else:
        wait = formats.typographic(
            f"Le destinataire peut l’accepter jusqu’au {formats.date_long(until.date)}, sans savoir avant qui lui écrit. "
            f"{' '.join(until.warnings)}".strip()
        )
    proof = formats.typographic(DOWNLOAD) if letter.sent_on is not None and letter.receipt_file_id is None else ""
    return (wait, proof)
