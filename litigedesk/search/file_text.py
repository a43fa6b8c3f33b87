"""What a file says, as far as it is looked through: bounded in size, pages, length and time."""

import re
from contextlib import suppress
from time import monotonic
from typing import Final

from litigedesk.errors import UserError
from litigedesk.exchange import file_kind, pdf_text, preview
from litigedesk.exchange.file_facts import FileFacts

LARGEST: Final = 25_000_000  # bytes of a file
MOST_TEXT: Final = 300_000  # characters
MOST_PAGES: Final = 400
_SECONDS: Final = 20.0  # for the pages of a PDF
_PDF = "application/pdf"

_CUT_WORD = re.compile("(?<=[^\\W\\d_])(?:[\u0002\u00ad\ufffe]\\s*|[-\u2010]\n)(?=[a-zà-ÿ])")  # at the end of a line


def text_of(data: bytes, name: str) -> str:
    """The text of a PDF, e-mail, Word document, page or text, empty for what has none; ``UserError`` when it cannot be read."""
    kind = file_kind.kind_of(data, name)
    if kind.media_type == _PDF:
        text = _pdf(data)
    elif preview.has_text(kind.media_type):
        text = preview.text_preview(data, FileFacts(media_type=kind.media_type, called=kind.called, size=len(data)))
        text = text[: preview.MOST_SHOWN]  # without the line that says that it was cut
    else:
        return ""
    return _CUT_WORD.sub("", text[:MOST_TEXT])


def _pdf(data: bytes) -> str:
    texts: list[str] = []
    length, until = 0, monotonic() + _SECONDS
    with suppress(UserError):  # of a damaged page: those before it were read
        for place, text in enumerate(pdf_text.pages(data), 1):
            texts.append(text)
            length += len(text)
            if length > MOST_TEXT or place >= MOST_PAGES or monotonic() > until:
                break
    return "\n".join(texts)
