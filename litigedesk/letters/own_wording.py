"""The user's own text of a letter: which text stands, whether it can be kept, what it changes; and the letter written from it.

Only the text is theirs: what a letter needs, who may send it and what guards it stay those of the template.
"""

import difflib
import re
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from litigedesk.errors import BugError, Refused
from litigedesk.letters import escaping, kept, markdown, names, passages, source_check, wording
from litigedesk.letters.blocks import Block, block_text
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.names import FILTERS, Name, NameKind
from litigedesk.letters.remark import Remark, remark
from litigedesk.letters.template import Template, typographic_source

MOST_WRITTEN: Final = 200_000  # characters of a letter once written: some eighty pages
_CONTEXT = 2  # lines shown around a difference
_FENCE = re.compile(r"^(`{3,}|~{3,})\s*([^`\s]*)(.*)$")
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


# ---- the text --------------------------------------------------------------------------------------------------------
def plain(body: str) -> str:
    """A text as it is shown and kept: plain spaces, no space at the end of lines, no invisible sign, one line break at its end."""
    spaced = re.sub(r"[\u00a0\u202f]", " ", body.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (re.sub(r"[^\S\t]*$", "", _visible(line)) for line in spaced.split("\n"))
    return "\n".join(lines).strip("\n") + "\n"


def _visible(line: str) -> str:
    return "".join(char for char in line.replace("\t", " ") if char == " " or escaping.clean(char))


def ours(letter: Template) -> str:
    """Our text of a letter, as it is shown."""
    return plain(letter.body)


def is_ours(letter: Template, body: str) -> bool:
    """Whether a text is ours, word for word."""
    return len(body) <= 2 * source_check.LONGEST and plain(body) == ours(letter)


# ---- the letter ------------------------------------------------------------------------------------------------------
def written(letter: Template, facts: LetterFacts) -> tuple[Block, ...]:
    """The blocks of a letter from the user's own text; ``Refused`` when that text cannot be written, saying the line."""
    found = [one for one in _source(letter, plain(facts.wording)) if one.blocks]
    if not found:
        blocks, fault = _attempt(letter, facts.wording, facts)
        if fault is None:
            return blocks
        found = [fault]
    told = " ".join(one.told for one in found[:3])
    raise Refused(
        f"Votre texte de cette lettre ne peut pas être écrit. {told} Corrigez-le, ou revenez au texte de LitigeDesk."
    )


def _attempt(letter: Template, body: str, facts: LetterFacts) -> tuple[tuple[Block, ...], Remark | None]:
    """The blocks, or why there are none. What a template can make of facts is not known beforehand: hence so many faults."""
    from jinja2 import TemplateError

    try:
        template = wording.compiled(typographic_source(plain(body)))
        text = ""
        for piece in template.generate(wording.context(letter, facts)):
            text += piece
            if len(text) > MOST_WRITTEN:
                return (), remark(0, "Ce texte donne une lettre trop longue : plus de quatre-vingts pages.")
        return markdown.read(text, passages.named(letter, facts)), None
    except (TemplateError, BugError, TypeError, ValueError, AttributeError, ArithmeticError, LookupError) as fault:
        return (), remark(_line_of(fault), _MISSING_VALUE)


_MISSING_VALUE = (
    "une information manque dans ce dossier, ou ne s’écrit pas ainsi. Si elle peut manquer, entourez la phrase de "
    "{% if nom %} et {% endif %}."
)


def _line_of(fault: BaseException) -> int:
    """The line of the text that was being written."""
    frames = traceback.extract_tb(fault.__traceback__)
    return next((frame.lineno or 0 for frame in reversed(frames) if frame.filename == "<template>"), 0)


# ---- the check -------------------------------------------------------------------------------------------------------
def check(letter: Template, body: str, facts: LetterFacts | None = None) -> tuple[Remark, ...]:
    """Everything to be said about a text, what refuses it first; with facts, also whether the letter can be written from them.

    Never raises and never hangs, whatever the text.
    """
    text = plain(body[: 2 * source_check.LONGEST])  # what is longer is refused for that alone
    found = list(_source(letter, text))
    refused = any(one.blocks for one in found)
    if not refused:
        found += kept.gone(letter, text)
        if facts is not None:
            _, fault = _attempt(letter, text, facts)
            found += [replace(fault, blocks=False)] if fault is not None else []  # another dossier may have it
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (not one.blocks, one.line)))


def _source(letter: Template, text: str) -> Iterator[Remark]:
    """What the text itself is refused for, and what its signs do not do."""
    reading = source_check.read(letter, text)
    yield from reading.remarks
    if not reading.parsed:
        return
    if not text.strip():
        yield remark(0, "Il n’y a pas de texte.")
    masked = _masked(text).split("\n")
    yield from _fences(letter, masked)
    yield from _marks(masked)
    if text.strip() and not any(line.startswith("# ") for line in masked):
        yield remark(0, "La lettre n’a plus d’objet : une ligne qui commence par « # Objet : ».", blocks=False)


def _masked(text: str) -> str:
    """The text with what stands between braces blanked out."""
    return _TAG.sub(lambda found: re.sub(r"[^\n]", "x", found[0]), text)


def _fences(letter: Template, lines: Sequence[str]) -> Iterator[Remark]:
    """Passages: known by their name, closed, and with nothing in them."""
    known, opened = names.known(letter), 0
    for number, line in enumerate(lines, 1):
        found = _FENCE.match(line.strip())
        if found is None:
            if opened and line.strip():
                yield remark(
                    number, "ce qui est écrit entre les deux lignes ``` d’un passage n’est pas imprimé.", blocks=False
                )
            continue
        if opened:
            opened = 0 if not found[2] else opened
            if found[2]:
                yield remark(number, f"le passage d’avant n’est pas refermé par une ligne ```, ligne {opened}.")
            continue
        opened = number
        if line[:1].isspace():  # under an item of a list it would not be printed
            yield remark(number, "un passage commence au début de la ligne : enlevez les espaces devant ```.")
        entry = known.get(found[2])
        if entry is None or entry.kind is not NameKind.PASSAGE or found[1] != "```" or found[3].strip():
            offered = ", ".join(one.name for one in known.values() if one.kind is NameKind.PASSAGE)
            yield remark(number, f"« {found[2]} » n’est pas un passage de cette lettre. Ceux qui existent : {offered}.")
    if opened:
        yield remark(opened, "ce passage n’est pas refermé : il finit par une ligne ```.")


def _marks(lines: Sequence[str]) -> Iterator[Remark]:
    """Bold and italic signs without their second, and braces that are not read."""
    start, paragraph = 1, ""
    for number, line in enumerate([*lines, ""], 1):
        if _BRACES.search(line):
            yield remark(number, "il reste ici des accolades qui seront imprimées telles quelles.", blocks=False)
        if line.strip():
            paragraph += f"{line.lstrip('* ') if line.startswith('* ') else line}\n"
            continue
        if paragraph.count("**") % 2:
            yield remark(
                start, "les étoiles du **gras** vont par deux : il en manque dans ce paragraphe.", blocks=False
            )
        elif paragraph.replace("**", "").count("*") % 2:
            yield remark(
                start, "l’étoile de l’*italique* va par deux : il en manque une dans ce paragraphe.", blocks=False
            )
        start, paragraph = number + 1, ""


# ---- what is offered -------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Offered:
    """A name that a letter may use, and what it says now: empty when nothing, or when there are no facts."""

    name: Name
    value: str = ""


def offered(letter: Template, facts: LetterFacts | None) -> tuple[tuple[str, tuple[Offered, ...]], ...]:
    """The names of a letter under the titles of their groups, with what each says of these facts."""
    return tuple(
        (
            group.title,
            tuple(Offered(one, _value(letter, one, facts) if facts is not None else "") for one in group.names),
        )
        for group in names.groups(letter)
    )


def _value(letter: Template, name: Name, facts: LetterFacts) -> str:
    """What a name says now, in a few words."""
    if name.kind in (NameKind.WORDS, *FILTERS):
        snippet = name.snippet
    elif name.kind in (NameKind.YES, NameKind.RECORD):
        snippet = f"{{% if {name.name} %}}oui{{% else %}}non{{% endif %}}"
    elif name.kind is NameKind.CHOICE:
        snippet = f"{{{{ {name.name} }}}}"
    elif name.kind in (NameKind.PASSAGE, NameKind.SHARED):
        snippet = name.snippet
    else:
        return ""
    blocks, fault = _attempt(letter, snippet, facts)
    return "" if fault is not None else " ".join(" ".join(map(block_text, blocks)).split())[:200]


# ---- differences -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class DiffLine:
    """One line of a comparison: ``mark`` is ``+`` added, ``-`` gone, a space the same, ``@`` lines left out.

    ``line`` is its number in the text after, 0 for one that is not there.
    """

    mark: str
    text: str
    line: int = 0


def differences(before: str, after: str) -> tuple[DiffLine, ...]:
    """What changes from one text to the other, with a few lines around; empty when they are the same."""
    old, new = plain(before).splitlines(), plain(after).splitlines()
    found: list[DiffLine] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for place, group in enumerate(matcher.get_grouped_opcodes(_CONTEXT)):
        if place or group[0][3] > 0:
            found.append(DiffLine("@", ""))
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                found += [DiffLine(" ", text, j1 + at) for at, text in enumerate(new[j1:j2], 1)]
                continue
            found += [DiffLine("-", text) for text in old[i1:i2]]
            found += [DiffLine("+", text, j1 + at) for at, text in enumerate(new[j1:j2], 1)]
    return tuple(found)
