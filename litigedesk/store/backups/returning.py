"""Kept files on their way back from a copy to the data folder."""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from litigedesk.errors import StorageError
from litigedesk.store.backups.keeper import Backups
from litigedesk.store.backups.pool import Pool, Sources, Tick, remove
from litigedesk.store.backups.sources import Source
from litigedesk.store.disk import require_room, sha256_of
from litigedesk.store.vault import Vault


class Files:
    """What a copy brings back; a context, whose fault takes away again the files that it added, so that a full disk is not fuller.

    ``brought`` counts them; ``missing`` are the SHA-256 of those that are nowhere. With ``salvage``, one that an archive or a
    sealed copy has altered is missing; without, it raises ``StorageError``.
    """

    def __init__(self, keeper: Backups, source: Source, tick: Tick, *, salvage: bool = False) -> None:
        self.brought = 0
        self.missing: list[str] = []
        self._folder = keeper.database.parent
        self._vault = Vault(keeper.files)
        self._here = Pool(keeper.files)
        self._before = self._here.present()
        self._copies = Sources(keeper.pool.folder)
        self._source = source
        self._tick = tick
        self._salvage = salvage

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        if kind is not None:
            with suppress(OSError):
                for sha256, path in self._here.present().items():
                    if sha256 not in self._before:
                        remove(path)

    def bring_back(self, named: Mapping[str, str]) -> None:
        """Put the files that a copy names, with their extensions, back where they are not, or not as they were.

        A good file is never written over, and an altered one is put aside. Looks in the copy, then in the copies' own files.
        """
        lacking = [sha256 for sha256 in sorted(named) if not self._is_good(sha256)]
        require_room(self._folder, sum(self._source.file_size(sha256) or 0 for sha256 in lacking))
        for sha256 in lacking:
            if self._bring(sha256, named[sha256]):
                self.brought += 1
            else:
                self.missing.append(sha256)
        if self.brought:
            self._here.settle()

    def _is_good(self, sha256: str) -> bool:
        path = self._before.get(sha256)
        if path is None or sha256_of(path) != sha256:
            return False
        self._tick(path.stat().st_size)
        return True

    def _bring(self, sha256: str, extension: str) -> bool:
        make_way = partial(self._make_way, sha256)
        path = self._good_source(sha256)
        if path is not None:
            self._tick(path.stat().st_size)
            return self._here.link(sha256, path, make_way)
        if self._source.file_size(sha256) is None:
            return False
        try:
            with self._source.open_file(sha256) as content:
                return self._here.take_in(sha256, extension, content, self._tick, make_way)
        except StorageError:
            if self._salvage:
                return False
            raise

    def _make_way(self, sha256: str) -> None:
        if sha256 in self._before:
            self._vault.set_aside_altered(sha256)

    def _good_source(self, sha256: str) -> Path | None:
        there = self._source.path_of(sha256)
        return there if there is not None and sha256_of(there) == sha256 else self._copies.good(sha256)
