"""What can be told of a data folder before it is opened."""

from pathlib import Path

from litigedesk.store.layout import DATABASE_NAME


def is_data_folder(folder: Path) -> bool:
    """Whether a folder already holds the data of this program."""
    return (folder / DATABASE_NAME).is_file()


def has_copies(folder: Path) -> bool:
    """Whether a folder holds verified copies of a database."""
    from litigedesk.store.backups.keeper import Backups

    return bool(Backups.of(folder).all())


def is_in_use(folder: Path) -> bool:
    """Whether another instance has the folder open; it may close it, or one may open it, the moment after."""
    from litigedesk.errors import AlreadyOpen, StorageError
    from litigedesk.store.lock import FolderLock

    try:
        with FolderLock(folder):
            return False
    except AlreadyOpen:
        return True
    except StorageError:
        return False
