"""An e-mail as it travels (``.eml``): RFC 5322 and MIME, however badly they were followed."""

import io
import mimetypes
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.generator import BytesGenerator
from email.message import Message

from litigedesk.errors import UserError
from litigedesk.exchange import html_text, mail_parts
from litigedesk.exchange.file_name import safe_name
from litigedesk.exchange.mail import MOST_READ, Attachment, Mail
from litigedesk.formats import typographic

_NO_MAIL = typographic("Ce fichier n’est pas un courriel, malgré son nom : il n’a ni expéditeur, ni date, ni objet.")
_SEALED = typographic("Le texte de ce courriel est chiffré : ouvrez-le dans votre messagerie et enregistrez-le en PDF.")
_CUT = typographic("Ce courriel est trop long : la fin de son texte n’a pas été lue.")
_SEALS = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
_HEADERS = ("From", "To", "Date", "Subject", "Message-ID", "Received", "Return-Path", "Sender")


def read(data: bytes) -> Mail:
    """The e-mail; ``UserError`` if it has no header of one, or parts nested without end."""
    message = mail_parts.parsed(data)
    if not any(message.get(name) for name in _HEADERS):
        raise UserError(_NO_MAIL)
    try:
        return _read(message)
    except RecursionError as fault:
        raise UserError(mail_parts.UNREADABLE) from fault


def _read(message: Message) -> Mail:
    text, whole = _texts(message)
    sealed = bool(_SEALS & {part.get_content_type() for part in message.walk()})
    return Mail(
        sender=", ".join(mail_parts.addresses(message, "From") or mail_parts.addresses(message, "Sender")),
        recipients=mail_parts.addresses(message, "To"),
        copies=mail_parts.addresses(message, "Cc", "Bcc"),
        sent_at=mail_parts.sent_at(message),
        subject=mail_parts.header(message, "Subject"),
        text=text,
        attachments=tuple(_attachments(message)),
        warnings=(*([_SEALED] if sealed else []), *([] if whole else [_CUT])),
    )


def _texts(message: Message) -> tuple[str, bool]:
    """What is read of the message, and whether it is all that it says."""
    texts: list[str] = []
    left = MOST_READ
    for part in mail_parts.shown(message, forwarded=False):
        if not _is_text(part):
            continue
        text = mail_parts.text(part)
        if len(text) > left:
            return "\n".join([*texts, _told(part, text[:left])]), False
        left -= len(text)
        texts.append(_told(part, text))
    return "\n".join(text for text in texts if text), True


def _told(part: Message, text: str) -> str:
    return (html_text.read_text(text).text if part.get_content_subtype() == "html" else text).strip()


def _leaves(part: Message) -> Iterator[Message]:
    """What a part is made of, down to texts, files and whole e-mails."""
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        for one in mail_parts.children(part):
            yield from _leaves(one)
    else:
        yield part


def _is_text(part: Message) -> bool:
    """A text to be seen, or parts whose limits are broken and that are then one text."""
    return part.get_content_maintype() == "multipart" or (
        part.get_content_type() in ("text/plain", "text/html")
        and part.get_content_disposition() != "attachment"
        and not _file_name(part)
    )


def _file_name(part: Message) -> str:
    """The name a part gives itself, encoded by the rule or, as many programs do, as a header."""
    try:
        return mail_parts.clear(str(part.get_filename("")))
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def _attachments(message: Message) -> Iterator[Attachment]:
    for part in _leaves(message):
        media_type = part.get_content_type()
        if part.is_multipart():  # an e-mail, or what a mail server says of one
            within = mail_parts.children(part)
            suffix = ".eml" if media_type == "message/rfc822" else ".txt"
            name = _file_name(part) or f"{_title(within)}{suffix}"
            yield Attachment(safe_name(name, suffix), media_type, b"".join(_written(one) for one in within))
        elif not _is_text(part):
            suffix = mimetypes.guess_extension(media_type) or ""
            yield Attachment(safe_name(_file_name(part), suffix), media_type, mail_parts.content(part))


def _title(within: list[Message]) -> str:
    """What an attached e-mail is called: its subject."""
    subject = mail_parts.header(within[0], "Subject") if within else ""
    return re.sub(r"[/\\]", "-", subject) or "courriel joint"


def _written(message: Message) -> bytes:
    """An attached e-mail as a file of its own, its lines as they came."""
    buffer = io.BytesIO()
    try:
        BytesGenerator(buffer, mangle_from_=False, maxheaderlen=0).flatten(message)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        return b""
    return buffer.getvalue()
