"""What a file says, as text to be shown: nothing of it is run, fetched or unfolded on the disk."""

from collections.abc import Callable

from litigedesk.errors import UserError
from litigedesk.exchange.encoding import decoded
from litigedesk.exchange.file_facts import FileFacts
from litigedesk.formats import NBSP, count, file_size, typographic

MOST_SHOWN = 200_000  # characters
_MOST_READ = 5_000_000  # bytes of a text or of a page: more than is shown
_MOST_LISTED = 1_000  # files of an archive
_MOST_INDENTED = 50_000  # elements of an XML file that are set in steps
_SWELLS = 100_000_000  # bytes of an archive once unfolded, from which it is said
_CUT = typographic("[La suite n’est pas montrée : ouvrez le fichier pour la lire.]")
_NO_TEXT = typographic("Ce fichier ne contient pas de texte à montrer.")


def text_preview(data: bytes, facts: FileFacts) -> str:
    """The file as text, cut after 200 000 characters; ``UserError`` when it cannot be shown or has no text."""
    if facts.why_not_shown:
        raise UserError(facts.why_not_shown)
    reader = _reader(facts.media_type)
    if reader is None:
        raise UserError(_NO_TEXT)
    text = reader(data).replace("\0", "")
    if not text.strip():
        raise UserError(_NO_TEXT)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN].rstrip()}\n\n{_CUT}"


def has_text(media_type: str) -> bool:
    """Whether a file of this kind is shown as text; PDF and images are shown as they look."""
    return _reader(media_type) is not None


def _reader(media_type: str) -> Callable[[bytes], str] | None:
    readers: dict[str, Callable[[bytes], str]] = {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _word,
        "message/rfc822": _mail,
        "application/vnd.ms-outlook": _mail,
        "text/html": _page,
        "application/xml": _xml,
        "image/svg+xml": _xml,
        "application/zip": _archive,
    }
    return readers.get(media_type, _plain if media_type.startswith("text/") else None)


def _plain(data: bytes) -> str:
    return decoded(_first(data))


def _page(data: bytes) -> str:
    from litigedesk.exchange import html_text

    return html_text.read(_first(data)).text


def _word(data: bytes) -> str:
    from litigedesk.exchange import word_text

    return word_text.read(data).text


def _mail(data: bytes) -> str:
    from litigedesk.exchange import mail, mail_page

    return mail_page.page(mail.read(data))


def _xml(data: bytes) -> str:
    """In steps; as it is written when it is damaged, or refused because of what reading it would set off."""
    from lxml import etree

    from litigedesk.exchange import safe_xml

    try:
        root = safe_xml.parsed(data)
    except UserError:
        return _plain(data)
    if sum(1 for _ in root.iter()) > _MOST_INDENTED:
        return _plain(data)
    etree.indent(root)
    return etree.tostring(root, encoding="unicode")


def _archive(data: bytes) -> str:
    """The files it lists, and how big they would be."""
    from litigedesk.exchange import archive

    with archive.opened(data) as packed:
        listed = [one for one in packed.infolist() if not one.is_dir()]
        size = archive.unfolded_size(packed)
    lines = [f"{count(len(listed), 'fichier')} dans cette archive{NBSP}:"]
    lines += [f"– {_clean(one.filename)} ({file_size(one.file_size)})" for one in listed[:_MOST_LISTED]]
    if len(listed) > _MOST_LISTED:
        lines.append(f"– et {count(len(listed) - _MOST_LISTED, 'autre')}")
    if size > _SWELLS and size > 20 * len(data):
        lines += ["", typographic(f"Attention : une fois ouverte, elle prendrait {file_size(size)}. Ne l’ouvrez pas.")]
    return "\n".join(lines)


def _clean(name: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in name[:300])


def _first(data: bytes) -> bytes:
    """The beginning of a long text, not cut within a character."""
    if len(data) <= _MOST_READ:
        return data
    end = _MOST_READ
    while end > _MOST_READ - 4 and data[end] & 0xC0 == 0x80:  # within a character of UTF-8
        end -= 1
    return data[: end if end > _MOST_READ - 4 else _MOST_READ]
