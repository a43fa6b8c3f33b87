"""The text of an e-mail saved as a file: its subject and what its reader sees, without what is attached."""

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from litigedesk.errors import UserError
from litigedesk.exchange import html_text
from litigedesk.exchange.encoding import decoded
from litigedesk.exchange.read_text import ReadText
from litigedesk.formats import typographic

_MOST_PARTS = 1_000


def read(data: bytes) -> ReadText:
    """The text and links of an ``.eml``; ``UserError`` when its parts are nested without end."""
    try:
        message = message_from_bytes(data)
        parts = list(_shown(message))
    except RecursionError as fault:
        raise UserError(typographic("Ce courriel ne peut pas être lu : copiez son texte.")) from fault
    read = [ReadText(_subject(message)), *(_read(part) for part in parts[:_MOST_PARTS])]
    return ReadText("\n".join(one.text for one in read if one.text), tuple(link for one in read for link in one.links))


def _shown(part: Message) -> Iterator[Message]:
    """The parts a reader sees: of alternatives the last one, which programs show when they can."""
    if part.is_multipart():
        children = [child for child in part.get_payload() if isinstance(child, Message)]
        texts = [child for child in children if child.is_multipart() or child.get_content_maintype() == "text"]
        for child in texts[-1:] if part.get_content_subtype() == "alternative" else children:
            yield from _shown(child)
    elif part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
        yield part


def _read(part: Message) -> ReadText:
    payload = part.get_payload(decode=True)
    text = decoded(payload if isinstance(payload, bytes) else b"", str(part.get_content_charset("")))
    return html_text.read_text(text) if part.get_content_subtype() == "html" else ReadText(text)


def _subject(message: Message) -> str:
    """The subject in clear; as it is written when its encoding is wrong."""
    written = str(message.get("Subject", ""))
    try:
        return str(make_header(decode_header(written)))
    except (MessageError, LookupError, ValueError):
        return written
