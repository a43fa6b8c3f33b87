"""The sentences every result carries: why it is what it is, and what to beware of."""

from collections.abc import Iterable
from functools import lru_cache

from litigedesk import formats


@lru_cache(maxsize=4096)
def sentence(text: str) -> str:
    """One sentence in French typography; remembered, since lists of invoices say the same thing thousands of times."""
    return formats.typographic(text)


def written(sentences: Iterable[str]) -> tuple[str, ...]:
    """The sentences in French typography, each once, in the order of their first appearance; empty ones dropped."""
    return tuple(dict.fromkeys(sentence(text) for text in sentences if text))
