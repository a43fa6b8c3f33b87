"""A question to the records that may take seconds, asked beside the window; short, nothing of it is seen."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from litigedesk.desk import Desk
from litigedesk.reading import Reading

from .long_work import PATIENCE, LongWork, Progress

T = TypeVar("T")


def read_beside(parent: QWidget | None, desk: Desk, title: str, question: Callable[[Desk], T]) -> T | None:
    """The answer, read in a thread on a connection of its own; ``None`` when the user gave up. Raises its ``UserError``."""
    reading = Reading.of(desk)

    def work(progress: Progress) -> T:
        with reading.open() as there:
            found = question(there)
        progress(1, 1)
        return found

    return LongWork(parent, title, work, words="Lecture de vos données").ask(PATIENCE)
