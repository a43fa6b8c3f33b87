"""The small Markdown of templates, read into blocks: paragraphs, bold, italic, lists, headings and named blocks.

A fenced line such as ```` ```summary ```` stands for blocks that code makes; anything else of Markdown is plain text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from litigedesk.errors import BugError
from litigedesk.letters.blocks import Block, Inline, ItemList, PageBreak, Paragraph, Role, Run

if TYPE_CHECKING:
    from markdown_it.token import Token

RULES = ("paragraph", "list", "heading", "fence", "emphasis", "escape", "newline")
Named = Mapping[str, Sequence[Block]]


def read(text: str, named: Named) -> tuple[Block, ...]:
    """The blocks of a Markdown text; ``named`` gives the blocks behind each fence; ``BugError`` for an unknown name."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("zero").enable(list(RULES)).parse(text)
    blocks: list[Block] = []
    position = 0
    while position < len(tokens):
        made, position = _block(tokens, position, named)
        blocks += made
    return tuple(_titled(blocks))


def _titled(blocks: Sequence[Block]) -> Sequence[Block]:
    """A first heading on a new page is the title of a document that comes with the letter, not the object of the letter."""
    return [
        replace(block, role=Role.HEADING)
        if isinstance(block, Paragraph) and block.role is Role.OBJECT and isinstance(before, PageBreak)
        else block
        for before, block in zip([None, *blocks], blocks, strict=False)
    ]


def _block(tokens: Sequence["Token"], at: int, named: Named) -> tuple[Sequence[Block], int]:
    token = tokens[at]
    if token.type == "paragraph_open":
        return [Paragraph(_inline(tokens[at + 1]))], at + 3
    if token.type == "heading_open":
        role = Role.OBJECT if token.tag == "h1" else Role.SUBHEADING
        return [Paragraph(_inline(tokens[at + 1]), role, keep_with_next=True)], at + 3
    if token.type in ("bullet_list_open", "ordered_list_open"):
        return _list(tokens, at)
    if token.type == "fence":
        name = token.info.strip()
        if name not in named:
            raise BugError(f"no block is called {name!r}")
        return named[name], at + 1
    raise BugError(f"templates hold no {token.type}")


def _list(tokens: Sequence["Token"], at: int) -> tuple[Sequence[Block], int]:
    """The items of a list; those of a list inside it stand after the item they are under, at the same level."""
    opening = tokens[at]
    end = (opening.type.replace("_open", "_close"), opening.level)
    items: list[Inline] = []
    while (tokens[at].type, tokens[at].level) != end:
        if tokens[at].type == "inline":
            items.append(_inline(tokens[at]))
        at += 1
    return [ItemList(tuple(items), opening.type == "ordered_list_open")], at + 1


def _inline(token: "Token") -> Inline:
    runs: list[Run] = []
    bold = italic = 0
    for child in token.children or []:
        bold += child.nesting if child.type.startswith("strong") else 0
        italic += child.nesting if child.type.startswith("em_") else 0
        text = {"softbreak": " ", "hardbreak": "\n"}.get(child.type, child.content)
        if text:
            runs.append(Run(text, bool(bold), bool(italic)))
    return joined(runs)


def joined(runs: Sequence[Run]) -> Inline:
    """The same text in as few runs as its looks allow."""
    merged: list[Run] = []
    for run in runs:
        if merged and (merged[-1].bold, merged[-1].italic) == (run.bold, run.italic):
            merged[-1] = Run(merged[-1].text + run.text, run.bold, run.italic)
        else:
            merged.append(run)
    return tuple(merged)
