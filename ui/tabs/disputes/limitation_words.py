"""What the card of limitation says: length, prudence, and what each event did to the end."""

from datetime import date

from litigedesk import formats
from litigedesk.domain.records import LimitationEvent
from litigedesk.domain.vocabulary import LimitationEventKind
from litigedesk.queries.limitations import LimitationView
from litigedesk.rules.law import Law
from litigedesk.rules.limitation import Move

from ...widgets.limitation_bar import BarMark

_ICONS = {
    LimitationEventKind.RECOGNISED: "pencil",
    LimitationEventKind.SERVED: "landmark",
    LimitationEventKind.SUSPENDED: "handshake",
    LimitationEventKind.REGISTERED_LETTER: "mail-check",
    LimitationEventKind.EXPERT: "search",
}


def icon(event: LimitationEvent) -> str:
    """The sign of an event, the same in the list and above the bar; what is only possible has a question mark."""
    if event.kind is LimitationEventKind.RECOGNISED and not event.certain:
        return "circle-help"
    return _ICONS[event.kind]


def title(event: LimitationEvent) -> str:
    """What happened; a recognition says whether it is sure."""
    if event.kind is LimitationEventKind.RECOGNISED:
        return "Dette reconnue par écrit" if event.certain else "Dette peut-être reconnue"
    return event.kind.label


def when(event: LimitationEvent) -> str:
    """``12 mars 2026``, ``du 3 mars 2026 au 5 juin 2026``."""
    until = ""
    if event.kind is LimitationEventKind.SUSPENDED:
        until = f" au {formats.date_medium(event.ended_on)}" if event.ended_on else ", en cours"
    return f"{'du ' if event.ended_on else ''}{formats.date_medium(event.happened_on)}{until}"


def effect(event: LimitationEvent, view: LimitationView) -> str:
    """What it did to the end, in a few words; with a doubt, that it does not count yet."""
    move = _move(event, view)
    if move is None:
        return "Ne concerne pas cette facture"
    if move.before == move.after:
        return "Sans effet sur la fin"
    ends = f"fin portée du {formats.date_medium(move.before)} au {formats.date_medium(move.after)}"
    doubtful = event.kind is LimitationEventKind.RECOGNISED and not event.certain
    return f"Si un juge l’admet, {ends}" if doubtful else f"{ends[:1].upper()}{ends[1:]}"


def told(event: LimitationEvent, view: LimitationView) -> str:
    """The same in full, with the article, for who hovers."""
    move = _move(event, view)
    return move.sentence if move is not None else effect(event, view)


def _move(event: LimitationEvent, view: LimitationView) -> Move | None:
    return next((move for move in view.result.moves if move.cause.event_id == event.id), None)


def marks(view: LimitationView, events: tuple[LimitationEvent, ...]) -> list[BarMark]:
    """One mark for each event that concerns the invoice."""
    return [
        BarMark(event.happened_on, icon(event), f"{title(event)}, {when(event)}. {effect(event, view)}.")
        for event in events
        if _move(event, view) is not None
    ]


def sentence(view: LimitationView, law: Law) -> str:
    """Length, start, safe day, and whether a letter interrupts the period."""
    result = view.result
    rule = law.limitation_rule(result.claim)
    start, since = result.prudent_start, "depuis le"
    if rule.from_next_january:
        start, since = date(start.year + 1, 1, 1), "à compter du"
    length = f"{formats.count(rule.years, 'an')} {since} {formats.date_long(start)}"
    if rule.registered_letter_interrupts:
        letter = "Une réclamation écrite à l’administration l’interrompt."
    else:
        letter = "Une mise en demeure ne l’interrompt pas."
    return f"{length} ; dernier jour sûr : {formats.date_long(result.prudent_safe_date)}. {letter}"


def doubt(view: LimitationView) -> str:
    """What to beware of while a recognition is only possible; nothing without one."""
    result = view.result
    if result.prudent_date >= result.date:
        return ""
    return (
        f"Restez prudent : gardez le {formats.date_long(result.prudent_date)} comme limite. Le "
        f"{formats.date_long(result.date)} n’est que possible : un paiement partiel ou une demande de délai ne vaut pas "
        "toujours reconnaissance de la dette (C. civ. 2240)."
    )
