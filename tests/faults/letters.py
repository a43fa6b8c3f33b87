"""Texts of letters made to harm: loops without end, ways out of the template, texts nested without end, mixed with our own."""

import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from litigedesk.desk import Desk
from litigedesk.domain.records import Profile
from litigedesk.errors import BugError
from litigedesk.letters import catalogue, names, own_wording, specimen, wording_file
from litigedesk.letters.template import Template
from litigedesk.operations import wordings
from tests.faults.mutations import changed

TODAY: Final = date(2026, 11, 22)
HOSTILE: Final = (
    "{% for i in range(10**9) %}x{% endfor %}", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ 10**10**10 }}",
    "{{ 'a' * 10**9 }}", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "{% include 'x.md' %}",
    '{% include "../../etc/passwd" %}', "{% import 'os' as os %}", "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum(n=100000) }}", "{{ self.__init__ }}", "{{ namespace(a=1) }}", "{% set x = x %}{{ x }}",
    "{% for a in statement.invoices %}{% for b in statement.invoices %}{{ b }}{% endfor %}{% endfor %}",
    "{% for a in statement.invoices recursive %}{{ loop(a) }}{% endfor %}", "{{ client.name|attr('__class__') }}",
    "{{ today.replace(year=1) }}", "{% filter upper %}a{% endfilter %}", "{% call f() %}{% endcall %}",
    "{% raw %}{{ x }}{% endraw %}", "{% extends 'x' %}", "{% block a %}{% endblock %}", "{{ '{{' * 99 }}", "{{ [1]*9**9 }}",
    "{{ {}.update() }}", "{{ dict(a=1) }}", "{{ joiner }}", "{{ client }}", "{{ client.__dict__ }}",
    "{{ profile.iban|iban|iban }}", "{{ 9999999999999999999999999999999 ** 99999 }}", "{% if 1 %}" * 60,
    "{% if client.name %}" * 30 + "{% endif %}" * 30, "{{ " + "(" * 300 + ")" * 300 + " }}", "{{ " + "-" * 2000 + "1 }}",
    "{{ not " * 400 + " }}", "{# " * 50, "```\n" * 40, "```statement\n```", "*" * 3000, "_" * 3000, "[" * 2000, "![a](" * 500,
    "> " * 500, "- " * 500, "1. " * 500, "`" * 2001, "# " * 300, "|" * 3000, "\\" * 999, "<script>alert(1)</script>",
    "\0\x1b\u202e", "é\u0301" * 500, "\n" * 3000, "{{ x" + "." * 500, "{{ x" + "[0]" * 500 + " }}", "{{ x|default(" * 100,
    "{{ 1 if 1 else " * 200, "{{ '%s' % client }}", "{{ '{0.__class__}'.format(client) }}",
)  # fmt: skip
_LEAK: Final = re.compile(r"<class '|object at 0x|<built-in|<bound method|root:x:0|uid=\d")


@cache
def _letters() -> tuple[Template, ...]:
    return tuple(catalogue.catalogue())


def texts(luck: random.Random) -> bytes:
    """Our text of a letter with hostile passages in it, or names of the letter put together anyhow; its place comes first."""
    place = luck.randrange(len(_letters()))
    letter = _letters()[place]
    lines = own_wording.ours(letter).split("\n")
    known = [one.snippet for one in names.known(letter).values()]
    for _ in range(luck.randrange(1, 5)):
        lines.insert(luck.randrange(len(lines) + 1), luck.choice(HOSTILE if luck.random() < 0.5 else known))
    body = "\n".join(lines)
    if luck.random() < 0.4:
        body = changed(body.encode(), luck).decode(errors="replace")
    return f"{place}\n{body}".encode(errors="replace")


@contextmanager
def ready(_place: Path) -> Iterator[Callable[[bytes, random.Random], None]]:
    """Checked, then the letter is written when the check lets it through; nothing of the program shows in it."""

    def use(data: bytes, _luck: random.Random) -> None:
        place, body = data.decode(errors="replace").split("\n", 1)
        letter = _letters()[int(place)]
        facts = specimen.facts(letter, Profile(), TODAY)
        if any(one.blocks for one in own_wording.check(letter, body, facts)):
            own_wording.written(letter, replace(facts, wording=body))  # refused in words
            raise BugError("a text that the check refuses is written")
        written = catalogue.render(letter, replace(facts, wording=body))
        if found := _LEAK.search(str(written)):
            raise BugError(f"the letter says {found[0]}")

    yield use


def files(luck: random.Random) -> bytes:
    """A text as a file of its own, changed."""
    letter = luck.choice(_letters())
    body = own_wording.ours(letter) + luck.choice(HOSTILE)
    return changed(wording_file.write(letter, body, own_wording.ours(letter), TODAY), luck)


def read_file(desk: Desk, path: Path, _luck: random.Random) -> None:
    """Taken as the user's own text, and taken back."""
    wordings.import_files(desk, [path])
    if desk.undo_label is not None:
        desk.undo()
