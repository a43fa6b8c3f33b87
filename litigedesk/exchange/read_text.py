"""What is read of a file, whatever its kind."""

from dataclasses import dataclass

MOST_TEXT = 5_000_000  # characters of a file that are looked through


@dataclass(frozen=True)
class ReadText:
    """What a file says and where its links lead, with sentences about what could not be read.

    ``pages`` is where each page begins in the text; empty when the file has no pages of its own.
    """

    text: str
    links: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
