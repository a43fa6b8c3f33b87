"""A clock that is wrong: set back, set ahead, or moved by the hour that summer takes; nothing of the user's goes or hides."""

import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from litigedesk.desk import Desk
from litigedesk.domain.records import Client
from litigedesk.errors import UserError
from litigedesk.operations import backup, clients, limitation_dates, procedure_lines
from litigedesk.queries import agenda, copies
from litigedesk.store.backups.keeper import copies_in
from litigedesk.store.layout import COPIES
from tests.faults import worlds
from tests.faults.report import Line
from tests.faults.verdict import copied, next_start, rows
from tests.faults.worlds import NOW

WRONG: Final = {
    "une heure en arrière": timedelta(hours=-1),
    "un jour en arrière": timedelta(-1),
    "un an en arrière": timedelta(-365),
    "en 1970": datetime(1970, 1, 1) - NOW,
    "une heure en avance": timedelta(hours=1),
    "un mois en avance": timedelta(31),
    "dix ans en avance": timedelta(3652),
    "en 2099": datetime(2099, 12, 31, 23, 59) - NOW,
}
DST: Final = (
    (datetime(2027, 3, 28, 1, 50), 70),
    (datetime(2026, 10, 25, 2, 50), -50),
)  # minutes of the clock for ten that pass


def campaign(tries: int) -> Iterator[Line]:
    """One line for each wrong clock: some minutes or hours of it, and back; then the two nights that change the hour."""
    with tempfile.TemporaryDirectory() as place:
        start = Path(place) / "début" / "données"
        start.parent.mkdir()
        _lived_in(start)
        for words, gap in WRONG.items():
            line = Line("horloge fausse", words)
            for number in range(max(1, tries)):
                with tempfile.TemporaryDirectory() as passing:
                    folder = copied(start, Path(passing))
                    line.count(
                        _told(
                            folder, [NOW + gap, NOW + gap + timedelta(minutes=7**number), NOW + timedelta(minutes=20)]
                        )
                    )
            yield line
        line = Line("horloge fausse", "changement d’heure")
        for moment, minutes in DST:
            with tempfile.TemporaryDirectory() as passing:
                folder = copied(start, Path(passing))
                line.count(_told(folder, [moment, moment + timedelta(minutes=minutes), moment + timedelta(hours=3)]))
        yield line


def _lived_in(folder: Path) -> None:
    """The world, opened and copied on twenty days until now; a client deleted three days ago; a form being filled."""
    worlds.world(folder)
    for days in range(20, -1, -1):
        with Desk.open(folder, lambda days=days: NOW - timedelta(days)) as desk:  # type: ignore[misc]
            gone = clients.save(desk, Client(name=f"Passage {days}"), [], []).value
            backup.back_up(desk)
            if days == 3:
                clients.delete(desk, gone.id or 0)
    with Desk.open(folder, lambda: NOW) as desk:
        desk.drafts.keep("client", {**worlds.TYPED}, title="Nouveau client", now=NOW)
        desk.drafts.write()


def _told(folder: Path, moments: list[datetime]) -> str:
    try:
        return _fault(folder, moments)
    except UserError as refused:
        return f"does not work: {refused}"
    except Exception as other:  # noqa: BLE001 (whatever is not a sentence is what is looked for)
        return f"a traceback: {other!r}"


def _fault(folder: Path, moments: list[datetime]) -> str:
    """Work a little at each of these moments, the last of which is right."""
    before = {copy.path.name for copy in copies_in(folder / COPIES)}
    kept = {table: held for table, held in rows(folder).items() if table not in {"client", "setting"}}
    for moment in moments:
        with Desk.open(folder, lambda moment=moment: moment) as desk:  # type: ignore[misc]
            limitation_dates.catch_up(desk)
            procedure_lines.catch_up(desk)
            agenda.upcoming(desk, moment.date())
            clients.save(desk, Client(name=f"À {moment}"), [], [])
            made = backup.back_up(desk).copy
            if made is None or not made.path.exists():
                return f"{moment}: the copy just made is gone"
            listed = copies.copies(folder, moment)
            if (
                made.path not in {one.path for one in listed}
                or next(one for one in listed if not one.ahead).path != made.path
            ):
                return f"{moment}: the copy just made is not the newest of the list"
            if len(desk.trash.all()) != 1:
                return f"{moment}: the trash was emptied"
            if [draft.values for _, draft in desk.drafts] != [worlds.TYPED]:
                return f"{moment}: what was being typed is gone"
    found = next_start(folder)
    if found.findings:
        return f"the check finds {sorted(found.findings)}"
    lost = sorted(table for table, held in kept.items() if found.rows[table] != held)
    if lost:
        return f"other records of {lost}"
    gone = {name for name in before if not (folder / COPIES / name).exists()}
    if moments[-1] - NOW > timedelta(1):  # months later, some rightly go
        return ""
    return f"{len(gone)} copies gone: {sorted(gone)}" if gone else ""
