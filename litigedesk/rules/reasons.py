"""The sentences every result carries: why it is what it is, and what to beware of."""

from collections.abc import Iterable

from litigedesk import formats


def written(sentences: Iterable[str]) -> tuple[str, ...]:
    """The sentences in French typography, each once, in the order of their first appearance; empty ones dropped."""
    return tuple(dict.fromkeys(formats.typographic(sentence) for sentence in sentences if sentence))
