"""The sentences every result carries: why it is what it is, and what to beware of."""

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from litigedesk import formats


@lru_cache(maxsize=4096)
def sentence(text: str) -> str:
    """One sentence in French typography; remembered, since lists of invoices say the same thing thousands of times."""
    return formats.typographic(text)


def written(sentences: Iterable[str]) -> tuple[str, ...]:
    """The sentences in French typography, each once, in the order of their first appearance; empty ones dropped."""
    return tuple(dict.fromkeys(sentence(text) for text in sentences if text))


class Reasons:
    """The sentences of one result, each list written when it is first read: a list of disputes needs only sums."""

    def __init__(
        self,
        steps: Callable[[], Iterable[str]],
        warnings: Callable[[], Iterable[str]],
        sources: Callable[[], Iterable[str]],
    ) -> None:
        self._steps, self._warnings, self._sources = steps, warnings, sources

    @classmethod
    def none(cls) -> "Reasons":
        """Those of what needs no explanation."""
        return cls(tuple, tuple, tuple)

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """Why the result is what it is, in the order of the computation."""
        return written(self._steps())

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What to beware of."""
        return written(self._warnings())

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The articles and publications relied on."""
        return written(self._sources())
