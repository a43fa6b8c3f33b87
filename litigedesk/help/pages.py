"""The pages of help: their contents, their text, and where a word stands in them."""

from dataclasses import dataclass
from functools import cache

from litigedesk import formats
from litigedesk.errors import BugError
from litigedesk.help.toml_file import Row, folder, rows, text

AROUND = 32  # characters shown on each side of a word found


@dataclass(frozen=True)
class HelpPage:
    """One page: its title, the tab it belongs to (empty for none), and its text in Markdown."""

    key: str
    title: str
    tab: str
    body: str


@dataclass(frozen=True)
class Hit:
    """Where a search was found: the page, and the words around."""

    page: HelpPage
    excerpt: str


@cache
def pages() -> tuple[HelpPage, ...]:
    """Every page in reading order; ``BugError`` when a file lacks or stands in no table of contents."""
    found = rows("contents.toml", "page", _page)
    known = {f"{one.key}.md" for one in found}
    if left := sorted(path.name for path in (folder() / "pages").glob("*.md") if path.name not in known):
        raise BugError(f"contents.toml lacks {', '.join(left)}")
    return found


def page(key: str) -> HelpPage:
    """The page of that key; ``BugError`` when there is none."""
    for one in pages():
        if one.key == key:
            return one
    raise BugError(f"no page of help is called {key!r}")


def of_tab(tab: str) -> HelpPage:
    """The page of a tab, the first page for one that has none."""
    return next((one for one in pages() if one.tab == tab), pages()[0])


def search(words: str) -> tuple[Hit, ...]:
    """The pages that hold these words, blind to case and accents: in the title first."""
    wanted = formats.folded(words.strip())
    if not wanted:
        return ()
    titled = [Hit(one, "") for one in pages() if wanted in formats.folded(one.title)]
    inside = [Hit(one, _around(one.body, wanted)) for one in pages() if wanted in formats.folded(one.body)]
    seen = {hit.page.key for hit in titled}
    return (*titled, *(hit for hit in inside if hit.page.key not in seen))


def _around(body: str, wanted: str) -> str:
    plain = " ".join(body.replace("*", "").replace("#", "").split())
    at = formats.folded(plain).find(wanted)
    if at < 0:  # the words meet a sign of Markdown
        return ""
    start, end = plain.rfind(" ", 0, max(0, at - AROUND)) + 1, plain.find(" ", at + len(wanted) + AROUND)
    return f"{'…' if start else ''}{plain[start:] if end < 0 else plain[start:end] + '…'}"


def _page(row: Row) -> HelpPage:
    key = str(row["key"])
    path = folder() / "pages" / f"{key}.md"
    if not path.is_file():
        raise ValueError(f"{path.name} is not there")
    body = formats.typographic(path.read_text(encoding="utf-8"))
    return HelpPage(key=key, title=text(row, "title"), tab=str(row.get("tab", "")), body=body)
