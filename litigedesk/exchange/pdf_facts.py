"""What a PDF says of itself: its pages, its author, when it was made; no script of it is run."""

import re
from datetime import date, datetime, timedelta, timezone

from litigedesk.errors import UserError
from litigedesk.exchange import moment, pdf_text
from litigedesk.exchange.file_facts import Within
from litigedesk.pdfium import LOCK

_DATE = re.compile(
    r"(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?\s*(?:(Z)|([+-])(\d{2})'?(\d{2})?)?"  # ISO 32000-1, 7.9.4
)


def look_into(data: bytes) -> Within:
    """Pages, author and day; ``ProtectedFile`` under a password, ``UserError`` when it is damaged or has no page."""
    from pypdfium2 import PdfiumError  # type: ignore[import-untyped]

    with LOCK, pdf_text.opened(data) as document:
        pages = len(document)
        if not pages:
            raise UserError(pdf_text.DAMAGED)
        try:
            document.get_page_size(0)
            said = {key: document.get_metadata_value(key) for key in ("CreationDate", "ModDate", "Author")}
        except (PdfiumError, ValueError) as fault:
            raise UserError(pdf_text.DAMAGED) from fault
    day = pdf_day(said["CreationDate"]) or pdf_day(said["ModDate"])
    return Within(dated_on=day, author=said["Author"], pages=pages)


def pdf_day(text: str) -> date | None:
    """The day in France of a date as PDF writes it, ``D:20270314233000Z``; ``None`` if it is none."""
    match = _DATE.match(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups()[:6])
    zone = None
    if match[7]:
        zone = timezone(timedelta(0))
    elif match[8]:
        offset = timedelta(hours=int(match[9]), minutes=int(match[10] or 0))
        zone = timezone(offset if match[8] == "+" else -offset) if offset < timedelta(hours=24) else None
    try:
        return moment.local_day(
            datetime(year or 1, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=zone)
        )
    except ValueError:
        return None
