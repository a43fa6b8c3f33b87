"""The text of a web page as its reader sees it, and every address in it, those of its scripts and styles too.

libxml2 reads it in time that grows with its length; the standard library's parser needs hours for a page made to slow it down.
"""

import re

from litigedesk.exchange.encoding import decoded
from litigedesk.exchange.read_text import ReadText

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE
)
_NOT_READ = {"script", "style"}
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
_LEADS = {"href", "src", "action"}
_SAYS = {"alt", "title", "aria-label", "placeholder"}
_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>()\\]{1,2000}", re.IGNORECASE)


def read(data: bytes) -> ReadText:
    """The text and links of a page; nothing raises, since a browser shows something of any page."""
    declared = _DECLARED.search(data, 0, 4096)
    return read_text(decoded(data, declared[1].decode("ascii") if declared else ""))


def read_text(page: str) -> ReadText:
    """The same for a page already decoded."""
    from lxml import etree

    found = _Page()
    parser = etree.HTMLParser(target=found, encoding="utf-8", no_network=True, huge_tree=True)  # type: ignore[arg-type]
    parser.feed(page.replace("\0", "").encode("utf-8", errors="replace"))
    parser.close()
    return ReadText(found.text(), tuple(found.links))


class _Page:
    """What libxml2 tells while it reads: called for each tag and each piece of text."""

    def __init__(self) -> None:
        self.links: list[str] = []
        self._pieces: list[str] = []
        self._unread = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _NOT_READ:
            self._unread += 1
        if tag not in _INLINE:
            self._pieces.append("\n")
        for name, value in attributes.items():
            if name in _LEADS:
                self.links.append(value.strip())
            elif name in _SAYS:
                self._pieces.append(f" {value} ")
            elif "/" in value:
                self._scripted(value)

    def end(self, tag: str) -> None:
        if tag in _NOT_READ:
            self._unread = max(0, self._unread - 1)
        if tag not in _INLINE:
            self._pieces.append("\n")

    def data(self, text: str) -> None:
        if self._unread:
            self._scripted(text)
        else:
            self._pieces.append(re.sub(r"[ \t\r\n\f]+", " ", text))  # a line end of the source shows as a space

    def comment(self, text: str) -> None:
        """Nobody sees it."""

    def close(self) -> None:
        """Nothing is left to do."""

    def text(self) -> str:
        """The lines that are not empty."""
        lines = (line.strip(" ") for line in "".join(self._pieces).split("\n"))
        return "\n".join(line for line in lines if line)

    def _scripted(self, code: str) -> None:
        self.links += _ADDRESS.findall(code.replace("\\/", "/"))
