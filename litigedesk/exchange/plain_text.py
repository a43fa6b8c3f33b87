"""The text and the links of a file that was published: page, contract, terms of sale, e-mail. Nothing of it is run or fetched."""

import re
from collections.abc import Callable
from pathlib import PurePath

from litigedesk.errors import UserError
from litigedesk.exchange.read_text import MOST_TEXT, ReadText
from litigedesk.formats import typographic

LARGEST = 20_000_000  # bytes of a file
KINDS = (".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".eml")
_NEIGHBOURS = {  # what people have, and what to make of it
    ".doc": "Ouvrez-le dans votre traitement de texte et enregistrez-le en .docx.",
    ".odt": "Ouvrez-le dans votre traitement de texte et enregistrez-le en .docx.",
    ".rtf": "Ouvrez-le dans votre traitement de texte et enregistrez-le en .docx.",
    ".pages": "Ouvrez-le dans Pages et exportez-le en PDF ou en .docx.",
    ".msg": "Ouvrez le message et enregistrez-le en .eml, ou copiez son texte.",
    ".jpg": "Une image ne contient pas de texte : copiez le texte à la main.",
    ".jpeg": "Une image ne contient pas de texte : copiez le texte à la main.",
    ".png": "Une image ne contient pas de texte : copiez le texte à la main.",
}


def read(data: bytes, name: str) -> ReadText:
    """The text of a file, by the end of its name; ``UserError`` when it has none, is damaged, protected or too big."""
    if len(data) > LARGEST:
        raise _refused(name, f"est trop gros : au plus {LARGEST // 1_000_000}\u00a0Mo.")
    kind = PurePath(name).suffix.lower()
    if kind not in KINDS:
        accepted = ", ".join(KINDS[:-1])
        advice = _NEIGHBOURS.get(kind, "Choisissez-en un autre, ou collez le texte.")
        raise _refused(name, f"n’est pas un fichier que LitigeDesk sait lire ({accepted} ou {KINDS[-1]}). {advice}")
    found = _reader(kind)(data)
    if len(found.text) > MOST_TEXT:
        raise _refused(name, "contient trop de texte : vérifiez-le en plusieurs fois.")
    if not found.text.strip() and not found.links:
        raise _refused(name, "ne contient pas de texte.")
    return found


def _reader(kind: str) -> Callable[[bytes], ReadText]:
    from litigedesk.exchange import html_text, mail_text, pdf_text, word_text

    readers: dict[str, Callable[[bytes], ReadText]] = {
        ".html": html_text.read,
        ".htm": html_text.read,
        ".docx": word_text.read,
        ".pdf": pdf_text.read,
        ".eml": mail_text.read,
    }
    return readers.get(kind, _typed)


def _typed(data: bytes) -> ReadText:
    """A text file; a program or a picture called ``.txt`` is refused."""
    from litigedesk.exchange.encoding import decoded

    text = decoded(data)
    if "\0" in text or data.startswith((b"%PDF-", b"PK\x03\x04")):
        raise UserError(typographic("Ce fichier n’est pas un texte, malgré son nom : rendez-lui sa vraie extension."))
    return ReadText(text)


def _refused(name: str, why: str) -> UserError:
    shown = re.sub(r"\s+", " ", name)[:80]
    return UserError(typographic(f"« {shown} » {why}"))
