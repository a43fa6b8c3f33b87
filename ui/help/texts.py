"""What the help window shows, as HTML made of our own texts: a page, a word, a field, the words all together."""

from html import escape

from litigedesk import formats
from litigedesk.help import glossary
from litigedesk.help.fields import FieldHelp
from litigedesk.help.glossary import Term
from litigedesk.help.pages import HelpPage, page

from ..theme import current


def style() -> str:
    """Colours and sizes of the theme in use; the document knows no other."""
    palette = current().palette
    return (
        f"body {{ color: {palette.text}; }} a {{ color: {palette.accent}; text-decoration: underline; }}"
        f" h1 {{ font-size: x-large; font-weight: 600; }} h2 {{ font-size: large; font-weight: 600; }}"
        f" .muted {{ color: {palette.muted}; }}"
    )


def of_page(shown: HelpPage) -> str:
    """A page, the words of the glossary that it explains at its end."""
    words = [one for one in glossary.glossary() if one.page == shown.key]
    told = "".join(f"<li>{_explained(one)}</li>" for one in words)
    below = f"<h2>Les mots</h2><ul>{told}</ul>" if told else ""
    return f"<h1>{escape(shown.title)}</h1>{_html(shown.body)}{below}{_read_on(words)}"


def of_word(term: Term) -> str:
    """A word, with the page that says more."""
    return f"<h1>{escape(term.word)}</h1><p>{escape(term.text)}</p>{_source(term.article)}{_more(term.page)}{_read_on([term])}"


def of_words() -> str:
    """Every word, in the order of the alphabet."""
    told = "".join(f"<p>{_explained(one)}</p>" for one in glossary.glossary())
    return f"<h1>Les mots du droit</h1>{told}{_read_on(glossary.glossary())}"


def of_field(label: str, found: FieldHelp | None, hint: str, more: str) -> str:
    """What helps to fill a field, with the legal words of its label; ``more`` is the page of its form."""
    words = glossary.found_in(f"{label} {found.text if found else ''}")
    said = f"<p>{escape(found.text)}</p>{_source(found.article)}" if found else ""
    asked = f"<p>{escape(formats.typographic(hint))}</p>" if hint else ""
    told = "".join(f"<p>{_explained(one)}</p>" for one in words)
    return f"<h1>{escape(label)}</h1>{said}{asked}{told}{_more((found.page if found else '') or more)}"


def _explained(term: Term) -> str:
    return f"<b>{escape(term.word)}</b>{formats.NBSP}: {escape(term.text)} <span class='muted'>({escape(term.article)})</span>"


def _source(article: str) -> str:
    return f"<p class='muted'>{escape(formats.typographic(article))}</p>" if article else ""


def _more(key: str) -> str:
    return f"<p><a href='page:{key}'>En savoir plus{formats.NBSP}: {escape(page(key).title)}</a></p>" if key else ""


def _read_on(terms: "list[Term] | tuple[Term, ...]") -> str:
    newest = max((one.read_on for one in terms), default=None)
    if newest is None:
        return ""
    told = formats.typographic(f"Articles lus le {formats.date_long(newest)}. LitigeDesk n’est pas un avocat.")
    return f"<p class='muted'>{escape(told)}</p>"


def _html(body: str) -> str:
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark", {"html": False}).render(body))
