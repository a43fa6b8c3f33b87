"""A text of a letter as a file of its own: plain UTF-8, a head that says which letter it is and of which version, then the text."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from datetime import date

from litigedesk import __version__, formats
from litigedesk.errors import UserError
from litigedesk.letters import own_wording
from litigedesk.letters.template import FENCE, Template

LARGEST = 200_000  # bytes of a file: several times the longest text
_LONGEST_HEAD = 2_000  # characters: several times ours; a longer one could take minutes to read
_HEAD = re.compile(rf"\A\s*{re.escape(FENCE)}[^\S\n]*\n(.*?)\n{re.escape(FENCE)}[^\S\n]*(?:\n|\Z)", re.DOTALL)

_UNREADABLE_HEAD = f"L’en-tête de ce fichier, entre les deux lignes {FENCE}, ne peut pas être lu."


@dataclass(frozen=True)
class FileText:
    """What a file holds: the text; and from its head, the letter and the mark of our text that it was written from."""

    body: str
    letter: str = ""
    from_text: str = ""


def mark_of(text: str) -> str:
    """A short mark of a text: the same for the same text, whatever the version of the program."""
    return hashlib.sha256(own_wording.plain(text).encode()).hexdigest()[:16]


def write(template: Template, body: str, from_text: str, on: date) -> bytes:
    """The file of a text of that letter, ``from_text`` being our text that it was written from."""
    head = (
        f"{FENCE}\n"
        f"# Texte d’une lettre de LitigeDesk : il commence sous la deuxième ligne {FENCE}.\n"
        "# Pour l’employer : Outils, Mes textes de lettres, Importer.\n"
        f'lettre = "{template.id}"\n'
        f'titre = "{_plain(template.title)}"\n'
        f'version = "LitigeDesk {__version__}"\n'
        f'texte_de_depart = "{mark_of(from_text)}"\n'
        f"enregistre_le = {on.isoformat()}\n"
        f"{FENCE}\n"
    )
    return (head + own_wording.plain(body)).encode()


def name_of(template: Template) -> str:
    """The name of the file of a letter, which every system allows: ``03 Mise en demeure.md``."""
    words = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "-", _plain(template.title))
    return f"{template.order:02} {words}.md"


def _plain(text: str) -> str:
    return re.sub(r"[\u00a0\u202f]", " ", text).replace('"', "”")


def read(data: bytes) -> FileText:
    """What a file holds; ``UserError`` when it is no text, too long, or has a head that cannot be read."""
    if len(data) > LARGEST:
        raise UserError(formats.typographic("Ce fichier est trop gros pour un texte de lettre."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UserError(
            formats.typographic("Ce fichier n’est pas un texte : il doit être enregistré en UTF-8.")
        ) from fault
    if "\x00" in text:
        raise UserError(formats.typographic("Ce fichier n’est pas un texte."))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _HEAD.match(text)
    if found is None:
        if text.lstrip().startswith(FENCE):
            raise UserError(_UNREADABLE_HEAD)
        return FileText(own_wording.plain(text))
    if len(found[1]) > _LONGEST_HEAD:
        raise UserError(_UNREADABLE_HEAD)
    try:
        head = tomllib.loads(found[1])
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as fault:
        raise UserError(_UNREADABLE_HEAD) from fault
    return FileText(
        own_wording.plain(text[found.end() :]), str(head.get("lettre", "")), str(head.get("texte_de_depart", ""))
    )
