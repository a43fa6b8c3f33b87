"""The kept files that copies hold, to mend a data folder that lost one or has it otherwise than it was kept."""

from pathlib import Path

from litigedesk.store.backups.keeper import Backups
from litigedesk.store.backups.pool import Pool, Sources
from litigedesk.store.faults import disk_faults
from litigedesk.store.vault import Vault


class Spares:
    """What the copies of one data folder hold of its files."""

    def __init__(self, folder: Path) -> None:
        keeper = Backups.of(folder)
        self._vault = Vault(keeper.files)
        self._files = Pool(keeper.files)
        with disk_faults():
            self._sources = Sources(keeper.pool.folder)

    def has(self, sha256: str) -> bool:
        """Whether copies hold a file, as it was kept; reads it."""
        with disk_faults():
            return self._sources.good(sha256) is not None

    def put_back(self, sha256: str) -> bool:
        """Put a file back as it was kept, what is in its place being set aside; whether it was there."""
        with disk_faults():
            source = self._sources.good(sha256)
            if source is None:
                return False
            there = self._vault.missing([sha256]) == []
            done = self._files.link(sha256, source, lambda: self._vault.set_aside_altered(sha256) if there else None)
            self._files.settle()
        return done
