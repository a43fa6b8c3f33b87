"""What a command gives back: a document for machines, a text for people, an exit status."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Json: TypeAlias = str | int | bool | Sequence["Json"] | Mapping[str, "Json"] | None


@dataclass(frozen=True)
class Outcome:
    """The result of a command: ``data`` is printed with ``--json``, ``text`` without; ``status`` is the exit status."""

    data: Json
    text: str
    status: int = 0


Run: TypeAlias = Callable[
    [argparse.Namespace], Outcome
]  # ``data`` (a folder or None) and ``today`` are among the arguments
