"""The law with the half-years that a user added, read from their folder without opening, locking or changing it.

The window may be open on the same folder. A folder that holds no data gives the shipped law, and is not made.
"""

from contextlib import closing
from pathlib import Path

from litigedesk import paths
from litigedesk.domain.records import UserRate
from litigedesk.errors import DatabaseDamaged
from litigedesk.rules import law


def known_law(folder: Path | None) -> law.Law:
    """The shipped law, with what the user added in ``folder`` (by default their own).

    ``DatabaseDamaged``, ``DatabaseTooNew`` or another ``StorageError`` when the folder's data cannot be read.
    """
    from litigedesk.data_folder import is_data_folder
    from litigedesk.store.faults import disk_faults
    from litigedesk.store.layout import DATABASE_NAME

    folder = folder if folder is not None else paths.default_data_folder()
    with disk_faults():
        kept = is_data_folder(folder)
    shipped = law.load()
    return shipped.with_user_rates(_user_rates(folder / DATABASE_NAME)) if kept else shipped


def _user_rates(path: Path) -> list[UserRate]:
    import sqlite3

    from litigedesk.desk import SCHEMA
    from litigedesk.store.faults import DAMAGED, disk_faults
    from litigedesk.store.migrations import scripts, version_of
    from litigedesk.store.reads import Reads

    definition = SCHEMA.of(UserRate)
    question = f"SELECT {', '.join(definition.columns)} FROM {definition.name} ORDER BY half"
    try:
        with disk_faults(), closing(sqlite3.connect(_address(path), uri=True, timeout=2)) as connection:
            version_of(connection, len(scripts()))
            return [definition.read(dict(row)) for row in Reads(connection).rows(question)]
    except sqlite3.DatabaseError as fault:  # the question is right: a released program fits the files it makes
        raise DatabaseDamaged(DAMAGED) from fault


def _address(path: Path) -> str:
    """Without a journal beside it nobody has the file open: it is then read as it is, and nothing appears beside it."""
    alone = not path.with_name(path.name + "-wal").exists()
    return f"{path.absolute().as_uri()}?{'immutable=1' if alone else 'mode=ro'}"
