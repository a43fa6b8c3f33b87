"""An e-mail saved as a file, by any program (``.eml``) or by Outlook (``.msg``): who wrote to whom, when and what."""

from dataclasses import dataclass
from datetime import date, datetime

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # first bytes of what Outlook and old Office programs write

MOST_READ = 5_000_000  # characters of the text of an e-mail, or bytes of a page; none that people write comes near


@dataclass(frozen=True)
class Attachment:
    """A file attached to an e-mail; its name can be written on any system."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Mail:
    """One e-mail. Senders and recipients read « Name <address> »; ``sent_at`` is in the time of Paris, ``None`` if unknown.

    ``text`` is what the reader sees, an HTML message told as text. ``warnings`` are sentences on what could not be read.
    """

    sender: str
    recipients: tuple[str, ...]
    copies: tuple[str, ...]
    sent_at: datetime | None
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def sent_on(self) -> date | None:
        """The day it was sent, in France."""
        return self.sent_at.date() if self.sent_at else None


def read(data: bytes) -> Mail:
    """The e-mail of a file, whatever its name; ``UserError`` if it is none, is damaged, or is nested without end."""
    from litigedesk.exchange import internet_mail, outlook_mail

    return outlook_mail.read(data) if data.startswith(OLE) else internet_mail.read(data)
