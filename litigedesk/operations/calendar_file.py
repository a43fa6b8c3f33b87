"""The dates to watch as a calendar file, for whatever calendar the user keeps elsewhere."""

import uuid
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Final

from litigedesk.domain.records import Setting
from litigedesk.operations import limitation_dates
from litigedesk.operations.exports import write_file
from litigedesk.operations.outcome import operation
from litigedesk.queries import agenda
from litigedesk.queries.agenda import Entry, Subject
from litigedesk.settings import CALENDAR_IDENTITY

if TYPE_CHECKING:
    from litigedesk.desk import Desk
    from litigedesk.exchange.ics import CalendarItem

IDENTITY: Final = CALENDAR_IDENTITY  # tells this data folder's dates from another's
_CATEGORIES = {
    Subject.MEDIATION: "Médiation",
    Subject.COMPLAINT: "Réclamation",
    Subject.LETTER: "Courrier",
    Subject.TYPED: "Échéance",
    Subject.CONVENTION: "Convention de médiation",
    Subject.INSURANCE: "Sinistre et assurance",
    Subject.PORTAGE: "Portage salarial",
    Subject.INVOICE: "Facture",
    Subject.LIMITATION: "Prescription",
}


def export(desk: "Desk", path: Path, keys: Collection[str] | None = None) -> int:
    """Write the open dates, or those of these keys, to an ``.ics`` file; returns how many. Raises ``StorageError``.

    A date keeps its UID from one export to the next, so that importing again updates it.
    """
    from litigedesk.exchange import ics

    limitation_dates.catch_up(desk)
    wanted = [one for one in agenda.upcoming(desk, desk.today()) if keys is None or one.key in keys]
    identity = _identity(desk)
    items = [_item(one, identity) for one in wanted]
    write_file(path, ics.calendar(items, desk.now(), "LitigeDesk"))
    return len(items)


def _identity(desk: "Desk") -> str:
    held = desk.table(Setting).first(key=IDENTITY)
    return held.value if held is not None else _identify(desk).value


@operation("Calendrier exporté", undoable=False)
def _identify(desk: "Desk") -> str:
    return desk.table(Setting).insert(Setting(key=IDENTITY, value=uuid.uuid4().hex)).value


def _item(entry: Entry, identity: str) -> "CalendarItem":
    from litigedesk.exchange.ics import CalendarItem

    return CalendarItem(
        uid=f"{entry.key.replace(':', '-')}@{identity}.litigedesk",
        day=entry.day,
        title=f"{entry.who} — {entry.title}" if entry.who else entry.title,
        description=entry.why,
        categories=(_CATEGORIES[entry.subject],),
        alarms_days_before=entry.reminders,
    )
