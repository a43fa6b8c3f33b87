"""What reads or writes the whole folder: import, backup, check, and the invented data, beside what SQLite takes alone."""

import csv
import sqlite3
import statistics
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final

from litigedesk import imports
from litigedesk.desk import Desk
from litigedesk.domain.vocabulary import ClientKind, ImportKind
from litigedesk.imports import Choices
from litigedesk.operations import checks
from litigedesk.operations import imports as bringing_in
from litigedesk.store.layout import DATABASE_NAME
from tests.benchmarks.figures import Figure
from tests.benchmarks.stage import NOW, Stage
from tests.benchmarks.timing import in_turns, median

HEADS: Final = ("Nom", "Adresse", "Code postal", "Ville", "E-mail")
MOST_IMPORTS: Final = 3  # of each turn a new folder stays until the end


def measures(stage: Stage) -> Iterator[Figure]:
    """Every figure of this subject at one size."""
    yield _beside(stage, "import", partial(_imported, stage), partial(_bare_import, stage), MOST_IMPORTS)
    yield _beside(stage, "backup", lambda: stage.desk.backups.make(NOW), partial(_bare_backup, stage), stage.times)
    yield _alone(stage, "check", median(lambda: checks.examine(stage.desk), stage.times, stage.budget))
    yield _alone(stage, "demo", stage.made_in)


def _alone(stage: Stage, row: str, ms: float) -> Figure:
    return Figure(row=row, clients=stage.clients, ms=ms)


def _beside(stage: Stage, row: str, ours: Callable[[], object], bare: Callable[[], object], times: int) -> Figure:
    durations = in_turns({"ours": ours, "bare": bare}, min(times, stage.times), stage.budget)
    return Figure(
        row=row, clients=stage.clients, ms=statistics.median(durations["ours"]),
        against_ms=statistics.median(durations["bare"]),
    )  # fmt: skip


# ---- import ----------------------------------------------------------------------------------------------------------
def written_csv(stage: Stage) -> Path:
    """As many clients as the stage has, as a spreadsheet would write them."""
    path = stage.place / "clients.csv"
    if not path.exists():
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(HEADS)
            for number in range(1, stage.clients + 1):
                street = f"{number} rue des Essais"
                writer.writerow((f"Société {number:05} Boréal", street, "35000", "Rennes", f"c{number}@client.example"))
    return path


def _fresh(stage: Stage, name: str) -> Path:
    """The first folder of that name that is not there yet."""
    return next(place for one in count() if not (place := stage.place / f"{name}-{one}").exists())


def _imported(stage: Stage) -> None:
    """Read, understood, planned line by line and written in one step that can be undone, in a folder of its own."""
    with Desk.open(_fresh(stage, "import"), lambda: NOW) as desk:
        source = imports.read_source([written_csv(stage)])
        mapping = imports.propose_mapping(desk, source, ImportKind.CLIENTS)
        plan = imports.plan(desk, source, ImportKind.CLIENTS, mapping)
        choices = Choices(
            kind=ClientKind.PROFESSIONAL, same={doubt.key: None for doubt in plan.doubts}
        )  # near names are new clients
        bringing_in.apply(desk, plan, choices)


def _bare_import(stage: Stage) -> None:
    """The same lines into two tables without a question asked."""
    place = _fresh(stage, "bare")
    place.mkdir()
    with written_csv(stage).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]
    with closing(sqlite3.connect(place / DATABASE_NAME)) as base:
        base.execute("CREATE TABLE client (id INTEGER PRIMARY KEY, name TEXT, email TEXT)")
        base.execute("CREATE TABLE address (client_id INTEGER, street TEXT, postcode TEXT, city TEXT)")
        base.executemany("INSERT INTO client VALUES (?, ?, ?)", [(n, row[0], row[4]) for n, row in enumerate(rows, 1)])
        base.executemany(
            "INSERT INTO address VALUES (?, ?, ?, ?)", [(n, row[1], row[2], row[3]) for n, row in enumerate(rows, 1)]
        )
        base.commit()


# ---- backup ----------------------------------------------------------------------------------------------------------
def _bare_backup(stage: Stage) -> None:
    target = stage.place / "bare.sqlite"
    with (
        closing(sqlite3.connect(stage.place / "data" / DATABASE_NAME)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
    target.unlink()
