"""The dates to watch as the calendar shows them: one mapping, whatever tab the calendar stands in."""

from datetime import date
from typing import Final

from litigedesk.queries.agenda import Entry, Subject
from litigedesk.queries.happenings import Happening

from .widgets.calendar import CalendarEntry, CalendarFilter

ICONS: Final = {
    Subject.MEDIATION: "handshake",
    Subject.COMPLAINT: "message-square-text",
    Subject.LETTER: "mail",
    Subject.TYPED: "calendar-clock",
    Subject.CONVENTION: "file-check",
    Subject.INVOICE: "receipt-euro",
    Subject.INSURANCE: "shield-alert",
    Subject.PORTAGE: "file-text",
    Subject.LIMITATION: "hourglass",
}
ALL, MEDIATION = "all", "mediation"
_OF_MEDIATION = (Subject.MEDIATION, Subject.COMPLAINT, Subject.CONVENTION)
_SUBJECTS = (
    (Subject.COMPLAINT, "Réclamations"),
    (Subject.CONVENTION, "Conventions"),
    (Subject.INSURANCE, "Sinistres et assurance"),
    (Subject.PORTAGE, "Contrats de portage"),
    (Subject.LETTER, "Réponses aux lettres"),
    (Subject.LIMITATION, "Prescriptions"),
    (Subject.INVOICE, "Factures à échoir"),
    (Subject.TYPED, "Notées par vous"),
)
FILTERS: Final = (
    CalendarFilter(ALL, "Toutes les échéances"),
    CalendarFilter(MEDIATION, "Médiation seulement", frozenset(map(str, _OF_MEDIATION))),
    *(CalendarFilter(f"only-{subject}", words, frozenset({str(subject)})) for subject, words in _SUBJECTS),
)


def calendar_entry(entry: Entry, today: date) -> CalendarEntry:
    """A date to watch; a right of somebody else that has gone by is only told, never late."""
    gone = entry.only_told and entry.done_on is None and entry.day < today
    return CalendarEntry(
        key=entry.key,
        day=entry.day,
        label=entry.short,
        title=entry.title,
        detail=entry.who,
        why=entry.why,
        icon=ICONS[entry.subject],
        group=str(entry.subject),
        done=entry.done_on is not None,
        happened=gone,
        word="passé" if gone else "",
        pressable=entry.record is not None or entry.deadline_id is not None,
    )


def happened_entry(fact: Happening) -> CalendarEntry:
    """A fact on its day, with nothing left to do."""
    return CalendarEntry(
        key=fact.key,
        day=fact.day,
        label=fact.short,
        title=fact.title,
        detail=fact.who,
        icon=ICONS[fact.subject],
        group=str(fact.subject),
        happened=True,
        word="reçue" if fact.subject is Subject.COMPLAINT else "noté",
    )
