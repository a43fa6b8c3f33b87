"""Data folders that tests start from, made once in each process and copied: every migration and every letter takes its time."""

import shutil
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from litigedesk.demo import telling
from litigedesk.desk import Desk

_KEPT: list[TemporaryDirectory[str]] = []  # gone when the process ends


def new_desk(folder: Path, clock: Callable[[], datetime]) -> Desk:
    """A desk open on a folder of its own, just made and empty."""
    return Desk.open(Path(shutil.copytree(_empty(clock()), folder)), clock)


def demo_folder(folder: Path, now: datetime) -> Path:
    """The whole example as it is told on that day, in a folder of its own."""
    return Path(shutil.copytree(_told(now), folder))


@cache
def _empty(now: datetime) -> Path:
    folder = _place()
    Desk.open(folder, lambda: now).close()
    return folder


@cache
def _told(now: datetime) -> Path:
    folder = _place()
    telling.make(folder, now)
    return folder


def _place() -> Path:
    _KEPT.append(TemporaryDirectory(prefix="litigedesk-tests-"))
    return Path(_KEPT[-1].name) / "données"
