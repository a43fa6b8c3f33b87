"""Questions about the user's letterhead: what its file states, and a letter written on it for a look."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk.errors import UserError
from litigedesk.letters import catalogue, letterhead, specimen, word
from litigedesk.letters.ids import LADDER
from litigedesk.letters.letterhead import Letterhead
from litigedesk.queries.files import content
from litigedesk.store.disk import read_file

if TYPE_CHECKING:
    from litigedesk.desk import Desk

LARGEST = 10_000_000  # bytes, as for the file that is kept


@dataclass(frozen=True)
class Examined:
    """A letterhead as its file states it; ``found`` is ``None`` when it cannot be one, and ``refusal`` says why."""

    data: bytes = b""
    found: Letterhead | None = None
    refusal: str = ""


def examined(desk: "Desk", file_id: int | None, path: Path | None) -> Examined | None:
    """The letterhead just chosen (``path``) or kept; ``None`` without one."""
    try:
        data = read_file(path, most=LARGEST) if path is not None else content(desk, file_id)
        return None if data is None else Examined(data, letterhead.examine(data, desk.profile()))
    except UserError as refusal:
        return Examined(refusal=str(refusal))


def sample(desk: "Desk", data: bytes) -> bytes:
    """A reminder of an invented dossier written on that letterhead, as a Word file. Raises ``UserError``."""
    template = catalogue.template(LADDER[0])
    signature = content(desk, desk.profile().signature_file_id)
    facts = specimen.facts(template, desk.profile(), desk.today(), {"signature": signature, "letterhead": data})
    return word.write_docx(catalogue.render(template, facts))
