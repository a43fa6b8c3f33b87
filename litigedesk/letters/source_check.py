"""The user's own text of a letter read as a template, without running it: only what can neither hang nor say something unknown.

Allowed are the names of ``names.toml``, conditions, one loop at a time over rows, shared texts and filters: what a text of that
kind costs to write is bounded by its length.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.letters import names, template, wording
from litigedesk.letters.names import NameKind
from litigedesk.letters.source_values import ALLOWED, Reading, dotted_name, is_free, kind_of, printed
from litigedesk.letters.template import Template

if TYPE_CHECKING:
    from jinja2 import nodes

LONGEST = 30_000  # characters: seven times the longest letter of ours
DEEPEST = 24  # nodes within nodes: conditions in conditions, and what each asks
_BLOCK = re.compile(r"\{%[-+]?\s*(end)?(?:if|for)\b")
_TOO_DEEP = "Trop de conditions ou de parenthèses les unes dans les autres."
_RAW = re.compile(r"\{%[-+]?\s*(?:end)?raw\b")


def read(letter: Template, body: str) -> Reading:
    """Everything that the source of that letter uses and every fault of it; never raises, whatever the text."""
    reading = Reading(names.known(letter))
    if len(body) > LONGEST:
        reading.say(0, f"Ce texte est trop long : {formats.number(LONGEST)} caractères au plus.")
        return reading
    if (raw := _RAW.search(body)) is not None:
        reading.say(body.count("\n", 0, raw.start()) + 1, f"{{% raw %}} n’est pas permis. {ALLOWED}")
        return reading
    tree = _parsed(body, reading)
    if tree is not None:
        reading.parsed = True
        _statements(tree.body, reading, looping=False)
    return reading


def _parsed(body: str, reading: Reading) -> "nodes.Template | None":
    from jinja2 import TemplateSyntaxError

    try:
        tree = wording.environment().parse(body)
    except TemplateSyntaxError as fault:
        unclosed = "needs to be closed" in (fault.message or "") and "unknown tag" not in (fault.message or "")
        reading.say(_opened(body) or fault.lineno if unclosed else fault.lineno, _in_words(fault.message or ""))
    except RecursionError:
        reading.say(0, _TOO_DEEP)
    except (ValueError, OverflowError):  # a number of thousands of digits
        reading.say(0, "Un nombre entre accolades est trop long.")
    else:
        if _is_shallow(tree):
            return tree
        reading.say(0, _TOO_DEEP)
    return None


def _opened(body: str) -> int:
    """The line of the last tag that is not closed, 0 when all are."""
    lines: list[int] = []
    for found in _BLOCK.finditer(body):
        if not found[1]:
            lines.append(body.count("\n", 0, found.start()) + 1)
        elif lines:
            lines.pop()
    return lines[-1] if lines else 0


def _is_shallow(tree: "nodes.Node") -> bool:
    """Whether what is nested can be walked, and compiled; without recursion, as a text may nest thousands."""
    waiting = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > DEEPEST:
            return False
        waiting += [(child, depth + 1) for child in node.iter_child_nodes()]
    return True


def _in_words(message: str) -> str:
    """What the user can understand of what the library says, in English, of a fault of syntax."""
    closing = re.search(r"innermost block that needs to be closed is '(\w+)'", message)
    if message.startswith("Encountered unknown tag"):
        tag = re.findall(r"'(\w+)'", message)[0]
        if closing:
            return f"{{% {tag} %}} arrive avant {{% end{closing[1]} %}}."
        ends = tag.startswith("end") or tag in ("else", "elif")
        return f"{{% {tag} %}} n’a pas de début avant lui." if ends else f"{{% {tag} %}} n’existe pas. {ALLOWED}"
    if closing:
        return f"il manque {{% end{closing[1]} %}} : ce qui commence par {{% {closing[1]} %}} doit finir."
    if "comment tag" in message:
        return "il manque #} : ce qui commence par {# est une note, et doit finir."
    if "end of template" in message or message == "unexpected '}'":
        return "une accolade n’est pas refermée : {{ nom }} ou {% if nom %}."
    if "Expected an expression" in message:
        return "il manque un nom entre les accolades."
    found = re.search(r"got '([^']*)'$", message) or re.search(r"unexpected char (?:'|\")(.)(?:'|\")", message)
    if found and len(found[1]) == 1 and not found[1].isalnum():
        return f"le signe {found[1]} n’a pas sa place entre accolades."
    if found and "end of" not in found[1]:
        return f"« {found[1]} » n’a pas sa place ici : un seul nom, au besoin « | » et un filtre."
    return f"ce qui est entre accolades ne se comprend pas. {ALLOWED}"


# ---- statements ------------------------------------------------------------------------------------------------------
def _statements(found: Iterable["nodes.Node"], reading: Reading, *, looping: bool) -> None:
    for node in found:
        _statement(node, reading, looping=looping)


def _statement(node: "nodes.Node", reading: Reading, *, looping: bool) -> None:
    from jinja2 import nodes

    if isinstance(node, nodes.Output):
        for part in node.nodes:
            if not isinstance(part, nodes.TemplateData):
                printed(part, reading)
    elif isinstance(node, nodes.If):
        kind_of(node.test, reading)
        _statements([*node.body, *node.elif_, *node.else_], reading, looping=looping)
    elif isinstance(node, nodes.For):
        _loop(node, reading, looping=looping)
    elif isinstance(node, nodes.Include):
        _shared(node, reading, looping=looping)
    elif isinstance(node, nodes.Assign):
        _put_aside(node, reading)
    else:
        reading.say(node.lineno, f"ce passage n’est pas permis. {ALLOWED}")


def _loop(node: "nodes.For", reading: Reading, *, looping: bool) -> None:
    from jinja2 import nodes

    if looping or node.recursive or node.test is not None or node.else_:
        reading.say(
            node.lineno, "une répétition se fait seule : ni dans une autre, ni avec une condition sur sa ligne."
        )
        return
    dotted = dotted_name(node.iter)
    over = reading.known.get(dotted)
    if over is None or over.kind not in (NameKind.ROWS, NameKind.TEXTS):
        kind_of(node.iter, reading)
        offered = ", ".join(one.name for one in reading.known.values() if one.kind in (NameKind.ROWS, NameKind.TEXTS))
        reading.say(
            node.lineno, f"{{% for %}} parcourt une liste{f' : {offered}' if offered else ', et il n’y en a pas ici'}."
        )
        return
    if not isinstance(node.target, nodes.Name) or not is_free(node.target, reading):
        return
    reading.uses.add(over.name)
    reading.local[node.target.name] = over if over.kind is NameKind.ROWS else NameKind.TEXT
    reading.local["loop"] = None
    _statements(node.body, reading, looping=True)
    del reading.local[node.target.name], reading.local["loop"]


def _put_aside(node: "nodes.Assign", reading: Reading) -> None:
    from jinja2 import nodes

    if next(node.node.find_all(nodes.Concat), None) is not None or isinstance(node.node, nodes.Concat):
        reading.say(node.lineno, "{% set %} ne met pas des textes bout à bout.")
    elif not isinstance(node.target, nodes.Name):
        reading.say(node.lineno, "{% set %} donne une valeur à un seul nom.")
    elif is_free(node.target, reading):
        reading.local[node.target.name] = kind_of(node.node, reading)


def _shared(node: "nodes.Include", reading: Reading, *, looping: bool) -> None:
    from jinja2 import nodes

    name = node.template.value if isinstance(node.template, nodes.Const) else None
    if not isinstance(name, str) or not node.with_context or template.fragment(name) is None:
        offered = ", ".join(one.name for one in reading.known.values() if one.kind is NameKind.SHARED)
        reading.say(node.lineno, f"ce texte commun n’existe pas. Ceux de cette lettre : {offered}.")
        return
    if looping:
        reading.say(node.lineno, "un texte commun ne se répète pas : placez-le hors de {% for %}.")
    inner, faults = shared_uses(name)
    strange = sorted(one for one in inner if one not in reading.known and one.partition(".")[0] not in reading.roots)
    if strange or faults:
        reading.say(node.lineno, f"« {name} » parle de ce que cette lettre ne connaît pas : {', '.join(strange)}.")
    reading.uses |= {name, *inner}


@cache
def shared_uses(name: str) -> tuple[frozenset[str], bool]:
    """What a shared text uses, whatever the letter; and whether it could not be read."""
    everything = {one.name: one for group in names.every_group() for one in group.names}
    reading = Reading(everything)
    body = template.fragment(name) or ""
    tree = _parsed(body, reading)
    if tree is None:
        return frozenset(), True
    _statements(tree.body, reading, looping=False)
    return frozenset(reading.uses | set(passages_of(body))), False


def passages_of(body: str) -> Iterator[str]:
    """The names of the passages that a text holds."""
    return (found[1] for found in re.finditer(r"^```([\w.]+)\s*$", body, re.MULTILINE))
