"""An e-mail saved by Outlook (``.msg``, MS-OXMSG): a small file system whose streams are the properties of the message."""

import io
import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.parser import HeaderParser
from functools import cached_property
from typing import TYPE_CHECKING

from litigedesk.errors import UserError
from litigedesk.exchange import html_text, mail_page, mail_parts, moment
from litigedesk.exchange.encoding import decoded
from litigedesk.exchange.file_name import safe_name
from litigedesk.exchange.mail import MOST_READ, Attachment, Mail
from litigedesk.formats import typographic

if TYPE_CHECKING:
    from oxmsg.storage import Storage

_MOST_ENTRIES = 12_000  # streams and folders; a message to five hundred people has some seven thousand
_MOST_PROPERTIES = 500_000  # bytes of a list of properties, 16 for each
_MOST_NESTED = 10
_UNREADABLE = typographic(
    "Ce message Outlook ne peut pas être lu : il est abîmé. Ouvrez-le dans Outlook et enregistrez-le de nouveau."
)
_NO_MAIL = typographic("Ce fichier n’est pas un message Outlook, malgré son nom.")
_NO_TEXT = typographic("Le texte de ce message n’a pas pu être lu : ouvrez-le dans Outlook et enregistrez-le en PDF.")
_LOST = typographic("Une pièce jointe de ce message n’y est pas enregistrée : elle ne peut pas être lue.")
_PROPERTIES = "__properties_version1.0"
_STRING, _STRING8, _BINARY, _INTEGER, _TIME = 0x001F, 0x001E, 0x0102, 0x0003, 0x0040
_HEADS = {"message": 32, "nested": 24, "other": 8}  # bytes before the properties themselves (MS-OXMSG, 2.4)
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_TO, _METHOD_NESTED = 1, 5


def read(data: bytes) -> Mail:
    """The e-mail; ``UserError`` if the file is damaged or holds none."""
    try:
        storage = _storage(data)
        return _mail(_Properties(storage, "message"), 0)
    # KeyError, IndexError, TypeError, AttributeError: what the libraries meet in a file that points where nothing is
    except (
        OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError, struct.error,
    ) as fault:  # fmt: skip
        raise UserError(_UNREADABLE) from fault


def _storage(data: bytes) -> "Storage":
    """All folders and streams, each counted once: a file may name the same bytes a thousand times over."""
    from olefile import DEFECT_INCORRECT, OleFileIO  # type: ignore[import-untyped]
    from oxmsg.storage import Storage

    class Bounded(OleFileIO):  # type: ignore[misc]
        """Stops at too many entries before they are in memory, and finds each at once."""

        entries = 0

        def _load_direntry(self, sid: int) -> object:
            self.entries += 1
            if self.entries > _MOST_ENTRIES:
                raise UserError(_UNREADABLE)
            return super()._load_direntry(sid)

        def _find(self, filename: str) -> int:
            """By its own table of names: the library compares each name with all the others."""
            entry = self.root
            for name in filename.split("/"):
                entry = entry.kids_dict[name.lower()]
            return int(entry.sid)

    _refuse_false_head(data)
    with Bounded(io.BytesIO(data), raise_defects=DEFECT_INCORRECT) as ole:
        entries = [entry for entry in ole.direntries if entry is not None]
        if sum(entry.size for entry in entries) > 2 * len(data):
            raise UserError(_UNREADABLE)
        if any(entry.size > _MOST_PROPERTIES for entry in entries if entry.name == _PROPERTIES):
            raise UserError(_UNREADABLE)
        if _PROPERTIES not in ole.root.kids_dict:
            raise UserError(_NO_MAIL)
        return Storage.from_ole(ole)


def _refuse_false_head(data: bytes) -> None:
    """Sizes in the head that the file has no room for: following them takes hours."""
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    counts = [struct.unpack_from("<I", data, place)[0] for place in (40, 44, 64, 72)]
    if shift not in (9, 12) or mini_shift != 6 or max(counts) > len(data) >> shift:
        raise UserError(_UNREADABLE)


class _Properties:
    """What one folder of the file says of a message, a recipient or an attachment."""

    def __init__(self, storage: "Storage", what: str) -> None:
        self.storage = storage
        self._what = what

    def text(self, *numbers: int) -> str:
        """The first of these properties that says something, in clear."""
        return next((found for number in numbers if (found := self._text(number).strip())), "")

    def _text(self, number: int) -> str:
        wide = self._stream(number, _STRING)
        if wide is not None:
            return re.sub(r"\r\n?", "\n", wide.decode("utf-16-le", errors="replace")).replace("\0", "")
        narrow = self._stream(number, _STRING8)
        return "" if narrow is None else decoded(narrow, f"cp{self._codepage}").replace("\0", "")

    def data(self, number: int) -> bytes | None:
        """A property that is bytes."""
        return self._stream(number, _BINARY)

    def integer(self, number: int) -> int:
        """A property that is a whole number, 0 if it is missing."""
        return int.from_bytes(self._fixed.get((number, _INTEGER), b"")[:4], "little")

    def moment(self, number: int) -> datetime | None:
        """A property that is a moment, in the time of Paris."""
        ticks = int.from_bytes(self._fixed.get((number, _TIME), b""), "little")  # of 100 nanoseconds
        try:
            return moment.local(_EPOCH + timedelta(seconds=ticks // 10_000_000)) if ticks else None
        except OverflowError:
            return None

    def _stream(self, number: int, kind: int) -> bytes | None:
        try:
            return self.storage.property_stream_bytes(number, kind)
        except KeyError:
            return None

    @cached_property
    def _fixed(self) -> dict[tuple[int, int], bytes]:
        """Properties that fit in eight bytes, by number and type."""
        listed = self.storage.properties_stream_bytes[_HEADS[self._what] :]
        whole = listed[: len(listed) // 16 * 16]
        return {(number, kind): value for kind, number, value in struct.iter_unpack("<HH4x8s", whole)}

    @cached_property
    def _codepage(self) -> int:
        return self.integer(0x3FDE) or self.integer(0x3FFD) or 1252


def _mail(message: _Properties, depth: int) -> Mail:
    if depth > _MOST_NESTED:
        raise UserError(mail_parts.UNREADABLE)
    headers = HeaderParser().parsestr(message.text(0x007D)[:1_000_000])
    recipients = [(one.integer(0x0C15), _address(one, (0x3001,), (0x39FE, 0x3003))) for one in _recipients(message)]
    text = _body(message)
    attachments = list(_attachments(message, depth))
    warnings = ([] if text or not message.data(0x1009) else [_NO_TEXT]) + ([_LOST] if None in attachments else [])
    sender = _address(message, (0x0C1A, 0x0042), (0x5D01, 0x5D02, 0x0C1F, 0x0065))
    return Mail(
        sender=sender if "@" in sender else ", ".join(mail_parts.addresses(headers, "From")) or sender,
        recipients=tuple(who for kind, who in recipients if kind in (0, _TO) and who)
        or mail_parts.addresses(headers, "To"),
        copies=tuple(who for kind, who in recipients if kind not in (0, _TO) and who),
        sent_at=message.moment(0x0039) or mail_parts.sent_at(headers) or message.moment(0x0E06),
        subject=re.sub(r"\s+", " ", message.text(0x0037)),
        text=text,
        attachments=tuple(one for one in attachments if one is not None),
        warnings=tuple(warnings),
    )


def _recipients(message: _Properties) -> Iterator[_Properties]:
    for folder in message.storage.iter_recipient_storages():
        yield _Properties(folder, "other")


def _address(who: _Properties, names: tuple[int, ...], addresses: tuple[int, ...]) -> str:
    """Name and e-mail address; the address of an Exchange directory says nothing to anyone."""
    address = next((one for number in addresses if "@" in (one := who.text(number))), "")
    return mail_parts.full_address(re.sub(r"\s+", " ", who.text(*names)), address)


def _body(message: _Properties) -> str:
    """The text, or the page it was written as."""
    if plain := message.text(0x1000):
        return plain[:MOST_READ]
    page = message.data(0x1013)
    told = html_text.read_text(message.text(0x1013)[:MOST_READ]) if page is None else html_text.read(page[:MOST_READ])
    return told.text


def _attachments(message: _Properties, depth: int) -> Iterator[Attachment | None]:
    """What is attached; ``None`` for a link to a file, or an object of another program."""
    for folder in message.storage.iter_attachment_storages():
        one = _Properties(folder, "other")
        name, media_type = one.text(0x3707, 0x3704, 0x3001), one.text(0x370E) or "application/octet-stream"
        data = one.data(0x3701)
        nested = next((inner for inner in folder.storages if inner.name == "__substg1.0_3701000D"), None)
        if data is not None:
            yield Attachment(safe_name(name, one.text(0x3703)), media_type, data)
        elif nested is not None and one.integer(0x3705) == _METHOD_NESTED:
            inner = _mail(_Properties(nested, "nested"), depth + 1)
            yield Attachment(
                safe_name(f"{name or inner.subject}.txt", ".txt"), "text/plain", mail_page.page(inner).encode()
            )
            yield from inner.attachments
        else:
            yield None
