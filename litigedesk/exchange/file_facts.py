"""What is known of a file before it is kept as a piece: what it is, of when, by whom, and whether it can be shown.

Nothing raises: what cannot be read is a fact too, said in one sentence.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from litigedesk.errors import ProtectedFile, UserError
from litigedesk.exchange import file_kind
from litigedesk.formats import file_size, typographic

LARGEST = 50_000_000  # bytes of one file that is looked into
_MOST_AUTHOR = 200  # characters
_EMPTY = typographic("Ce fichier est vide : demandez qu’on vous le renvoie.")
_NOT_SHOWN = {
    "image/heic": "Cette image HEIC ne peut pas être montrée : enregistrez-la en JPEG, et gardez aussi l’original.",
    "image/avif": "Cette image AVIF ne peut pas être montrée : enregistrez-la en JPEG, et gardez aussi l’original.",
    "application/x-executable": "Ce fichier est un programme : il est gardé tel quel et n’est jamais lancé.",
    "application/x-encrypted-office": "Ce document est protégé par un mot de passe : enregistrez-en une copie sans mot de passe.",
    "application/octet-stream": "Ce fichier est d’un format inconnu : il est gardé et transmis tel quel.",
}
_NOT_SHOWN_EITHER = (  # by what is read of the media type
    ("audio/", "Un enregistrement ne peut pas être montré : il est gardé et transmis tel quel."),
    ("video/", "Une vidéo ne peut pas être montrée : elle est gardée et transmise telle quelle."),
    ("sheet", "Un tableur ne peut pas être montré ici : exportez-le en PDF, et gardez aussi l’original."),
    ("excel", "Un tableur ne peut pas être montré ici : exportez-le en PDF, et gardez aussi l’original."),
    ("presentation", "Une présentation ne peut pas être montrée ici : exportez-la en PDF, et gardez aussi l’original."),
    ("powerpoint", "Une présentation ne peut pas être montrée ici : exportez-la en PDF, et gardez aussi l’original."),
    ("opendocument", "Ce document ne peut pas être montré ici : exportez-le en PDF, et gardez aussi l’original."),
    ("msword", "Ce document ne peut pas être montré ici : exportez-le en PDF, et gardez aussi l’original."),
    ("rtf", "Ce document ne peut pas être montré ici : exportez-le en PDF, et gardez aussi l’original."),
    ("gzip", "Cette archive ne peut pas être montrée : ouvrez-la et gardez les fichiers qu’elle contient."),
    ("7z", "Cette archive ne peut pas être montrée : ouvrez-la et gardez les fichiers qu’elle contient."),
    ("rar", "Cette archive ne peut pas être montrée : ouvrez-la et gardez les fichiers qu’elle contient."),
)


@dataclass(frozen=True, kw_only=True)
class Within:
    """What a file says of itself: the day (in France), the author, its pages or frames, its size in points."""

    dated_on: date | None = None
    author: str = ""
    pages: int | None = None
    points: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class FileFacts:
    """A file looked into; ``size`` in bytes. ``dated_on`` and ``author`` are only proposed: files say what they like.

    ``why_not_shown`` is empty for what the window shows. ``protected`` is under a password. ``remark`` says that the end of
    the name deceives.
    """

    media_type: str
    called: str
    size: int
    dated_on: date | None = None
    author: str = ""
    pages: int | None = None
    points: tuple[int, int] | None = None
    protected: bool = False
    why_not_shown: str = ""
    remark: str = ""


def sniff(data: bytes, name: str = "", size: int | None = None) -> FileFacts:
    """The facts of a file; ``size`` is its true size when only its first bytes are handed, because it is too big to be read."""
    size = len(data) if size is None else size
    kind = file_kind.kind_of(data, name) if data else file_kind.UNKNOWN
    remark = _remark(kind, name) if data else ""
    if size > LARGEST or size > len(data):
        why = typographic(
            f"Ce fichier est trop gros pour être montré : {file_size(size)}, au plus {file_size(LARGEST)}."
        )
        return FileFacts(media_type=kind.media_type, called=kind.called, size=size, remark=remark, why_not_shown=why)
    within, protected, why = Within(), kind.media_type == "application/x-encrypted-office", ""
    try:
        if not data:
            raise UserError(_EMPTY)
        within = _looked_into(data, kind.media_type)
    except ProtectedFile as refused:
        protected, why = True, str(refused)
    except UserError as refused:
        why = str(refused)
    return FileFacts(
        media_type=kind.media_type,
        called=kind.called,
        size=size,
        dated_on=within.dated_on,
        author=_one_line(within.author),
        pages=within.pages,
        points=within.points,
        protected=protected,
        why_not_shown=why or _not_shown(kind.media_type),
        remark=remark,
    )


def _looked_into(data: bytes, media_type: str) -> Within:
    """What the file says of itself; ``UserError`` when it is damaged, protected or made to fill the memory."""
    from litigedesk.exchange import mail, office_facts, pdf_facts, picture_facts

    readers: dict[str, Callable[[bytes], Within]] = {
        "application/pdf": pdf_facts.look_into,
        "application/vnd.openxmlformats-officedocument": office_facts.look_into_office,
        "application/vnd.oasis.opendocument": office_facts.look_into_open_document,
        "application/zip": office_facts.look_into_archive,
    }
    if media_type in ("message/rfc822", "application/vnd.ms-outlook"):
        found = mail.read(data)
        return Within(dated_on=found.sent_on, author=found.sender)
    if media_type in picture_facts.SHOWN:
        return picture_facts.look_into(data)
    reader = next((reader for start, reader in readers.items() if media_type.startswith(start)), None)
    return reader(data) if reader else Within()


def _not_shown(media_type: str) -> str:
    sentence = _NOT_SHOWN.get(media_type)
    if sentence is None:
        sentence = next((said for part, said in _NOT_SHOWN_EITHER if part in media_type), "")
    return typographic(sentence)


def _remark(kind: file_kind.FileKind, name: str) -> str:
    claimed = file_kind.contradiction(kind, name)
    return typographic(f"Malgré son nom, ce fichier n’est pas {claimed} : c’est {kind.called}.") if claimed else ""


def _one_line(text: str) -> str:
    """An author as a field takes one: no control sign, a bounded length."""
    plain = re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", " ", text)
    return re.sub(r"\s+", " ", plain).strip()[:_MOST_AUTHOR]
