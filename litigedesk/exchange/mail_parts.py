"""The parts of an e-mail (RFC 5322, MIME), read with a bound on their depth and number, and its headers in clear."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime

from litigedesk.errors import UserError
from litigedesk.exchange import moment
from litigedesk.exchange.encoding import decoded
from litigedesk.formats import number, typographic

DEEPEST = 30  # parts within parts; ten forwards of forwards
MOST_PARTS = 1_000
_MOST_LINES = 1_000_000  # the largest e-mails that travel have 650 000; the parser takes a long time for each
_MOST_HEADERS = 20_000
_MOST_HEADER = 200_000  # characters of one header; two thousand recipients
_MOST_PARAMETERS = (
    5_000  # characters of a header about a part: its parameters are read in time as the square of their length
)
_MOST_CLEAR = 2_000  # of a subject or a name: reading encoded words takes time as the square of their length
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")  # control signs, turns of direction
UNREADABLE = typographic("Ce courriel ne peut pas être lu : copiez son texte.")
_NESTED = typographic(
    f"Ce courriel ne peut pas être lu : il en contient d’autres, emboîtés sur plus de {DEEPEST} niveaux. Copiez son texte."
)
_LARGE = typographic(
    "Ce courriel ne peut pas être lu : ses lignes ou ses en-têtes sont trop longs ou trop nombreux. Copiez son texte."
)
_MANY = typographic(f"Ce courriel ne peut pas être lu : il a plus de {number(MOST_PARTS)} parties. Copiez son texte.")


class _Part(Message):
    """A part that knows how deep it is, so that reading stops before it takes all memory or time."""

    depth = 0

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        self.met = Counter[str]()  # one count for the whole message

    def attach(self, payload: Message) -> None:  # type: ignore[override]
        """What the parser calls for each part it begins."""
        if isinstance(payload, _Part):
            payload.depth, payload.met = self.depth + 1, self.met
            self.met["parts"] += 1
            if payload.depth > DEEPEST:
                raise UserError(_NESTED)
            if self.met["parts"] > MOST_PARTS:
                raise UserError(_MANY)
        super().attach(payload)

    def set_raw(self, name: str, value: str) -> None:
        """What the parser calls for each header it has read."""
        self.met["headers"] += 1
        most = _MOST_PARAMETERS if name.lower().startswith("content-") else _MOST_HEADER
        if self.met["headers"] > _MOST_HEADERS or len(value) > most:
            raise UserError(_LARGE)
        super().set_raw(name, value)


def parsed(data: bytes) -> Message:
    """The message and its parts; ``UserError`` when they are nested without end or too many."""
    if data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n") > _MOST_LINES:
        raise UserError(_LARGE)
    try:
        return BytesParser(_Part).parsebytes(data)
    except (RecursionError, MessageError, ValueError, LookupError, TypeError, AttributeError) as fault:
        raise UserError(UNREADABLE) from fault


def children(part: Message) -> list[Message]:
    """The parts directly within this one."""
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def shown(part: Message, *, forwarded: bool = True) -> Iterator[Message]:
    """The parts a reader sees: of alternatives the last one, which programs show when they can.

    ``forwarded`` counts the e-mails attached to this one among them. A part whose limits are broken is read as one text.
    """
    if part.get_content_maintype() == "message" and not forwarded:
        return
    if part.is_multipart():
        within = children(part)
        if part.get_content_subtype() == "alternative":
            texts = [one for one in within if one.is_multipart() or one.get_content_maintype() == "text"]
            usual = [one for one in texts if one.is_multipart() or one.get_content_subtype() in ("plain", "html")]
            within = usual[-1:] or texts[-1:]
        for one in within:
            yield from shown(one, forwarded=forwarded)
    elif part.get_content_maintype() in ("text", "multipart") and part.get_content_disposition() != "attachment":
        yield part


def content(part: Message) -> bytes:
    """The bytes of a part, out of base64 or the like; as they are written when that is broken."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError, TypeError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def text(part: Message) -> str:
    """The characters of a part, whatever it says of its encoding."""
    return decoded(content(part), str(part.get_content_charset("")))


def header(message: Message, name: str) -> str:
    """A header in clear, on one line; as it is written when its encoding is wrong."""
    return clear(next(_written(message, name), ""))


def _written(message: Message, *names: str) -> Iterator[str]:
    """Headers as they came: reading them the usual way loses the letters that are not in ASCII."""
    wanted = {name.lower() for name in names}
    yield from (str(value) for name, value in message.raw_items() if name.lower() in wanted)


def clear(written: str) -> str:
    """Encoded words (RFC 2047) read, spaces joined, bytes that are no text shown as U+FFFD; cut after some thousand signs."""
    written = re.sub(r"\s+", " ", written[:_MOST_CLEAR]).strip()
    with suppress(MessageError, LookupError, ValueError):
        written = str(make_header(decode_header(written)))
    return re.sub(r"\s+", " ", _UNSEEN.sub("", _bytes_read(written))).strip()


def addresses(message: Message, *names: str) -> tuple[str, ...]:
    """« Name <address> » for each address of these headers."""
    written = list(_written(message, *names))
    try:
        found = getaddresses([re.sub(r"\s+", " ", value) for value in written])
    except (RecursionError, IndexError, ValueError):
        found = []
    if not any("@" in address for _, address in found):  # not in the form of RFC 5322: better as it is than lost
        return tuple(one for value in written if (one := clear(value)))
    return tuple(full_address(clear(name), clear(address)) for name, address in found if name or address)


def full_address(name: str, address: str) -> str:
    """« Name <address> », or the one that is known."""
    return f"{name} <{address}>" if name and address and name != address else address or name


def sent_at(message: Message) -> datetime | None:
    """The date header in the time of Paris; ``None`` if it is missing or no date."""
    written = next(_written(message, "Date"), "")[:200].strip()
    try:
        found = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
    if found.tzinfo is None and "-0000" in written:  # UTC, by one who does not say where (RFC 5322, 3.3)
        found = found.replace(tzinfo=UTC)
    return moment.local(found)


def _bytes_read(written: str) -> str:
    """Raw bytes in a header, which the parser keeps as lone surrogates."""
    try:
        return decoded(written.encode("ascii", errors="surrogateescape"))
    except UnicodeEncodeError:
        return written.encode("utf-8", errors="replace").decode("utf-8")
