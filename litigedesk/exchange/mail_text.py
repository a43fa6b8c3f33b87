"""The text of an e-mail saved as a file: its subject and what its reader sees, without what is attached."""

from email.message import Message

from litigedesk.errors import UserError
from litigedesk.exchange import html_text, mail_parts
from litigedesk.exchange.read_text import ReadText


def read(data: bytes) -> ReadText:
    """The text and links of an ``.eml``; ``UserError`` when its parts are nested without end."""
    try:
        message = mail_parts.parsed(data)
        read = [ReadText(mail_parts.header(message, "Subject")), *map(_read, mail_parts.shown(message))]
    except RecursionError as fault:
        raise UserError(mail_parts.UNREADABLE) from fault
    return ReadText("\n".join(one.text for one in read if one.text), tuple(link for one in read for link in one.links))


def _read(part: Message) -> ReadText:
    text = mail_parts.text(part)
    return html_text.read_text(text) if part.get_content_subtype() == "html" else ReadText(text)
