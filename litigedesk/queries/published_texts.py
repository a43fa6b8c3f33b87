"""Whether a text that was published still speaks of the closed European platform, and whether it names the user's mediator."""

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from litigedesk.exchange import plain_text
from litigedesk.exchange.read_text import ReadText
from litigedesk.rules import odr
from litigedesk.rules.odr import Found, MediatorMention
from litigedesk.store.disk import read_file


@dataclass(frozen=True)
class FileCheck:
    """What was found in a file or in a pasted text, whose ``name`` is then empty.

    ``mediator`` is ``None`` when no mediator was looked for; ``warnings`` say what could not be checked.
    """

    name: str
    found: tuple[Found, ...]
    mediator: MediatorMention | None = None
    warnings: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()

    def page(self, found: Found) -> int | None:
        """The page of a trace, from 1; ``None`` for the target of a link and in a file without pages."""
        if found.start is None or not self.pages:
            return None
        return bisect_right(self.pages, found.start)


def check_file(path: Path, mediator: str = "", website: str = "") -> FileCheck:
    """The check of a file; ``UserError`` or ``StorageError`` says in French why it cannot be read."""
    read = plain_text.read(read_file(path, most=plain_text.LARGEST), path.name)
    return _checked(path.name, read, mediator, website)


def check_text(text: str, mediator: str = "", website: str = "") -> FileCheck:
    """The check of a pasted text."""
    return _checked("", ReadText(text), mediator, website)


def _checked(name: str, read: ReadText, mediator: str, website: str) -> FileCheck:
    mention = odr.mentions_mediator(read.text, read.links, mediator, website) if mediator or website else None
    return FileCheck(name, odr.check(read.text, read.links), mention, read.warnings, read.pages)
