"""Which piece goes into which volume when a bundle must not exceed a size."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True)
class Share:
    """A piece in a volume: its place among the pieces from 0, and which part of how many when it is cut."""

    piece: int
    part: int = 1
    parts: int = 1

    def pages(self, count: int) -> range:
        """The pages of this part, of a piece of ``count`` pages, from 0."""
        return range(count * (self.part - 1) // self.parts, count * self.part // self.parts)


Volume = tuple[Share, ...]


def plan_volumes(
    sizes: Sequence[int], limit: int, *, first: int = 0, each: int = 0, pages: Sequence[int] = ()
) -> tuple[Volume, ...]:
    """Pieces in their order, in volumes of at most ``limit`` bytes; one volume at least.

    ``first`` and ``each`` are the bytes that the first and every later volume hold beside the pieces. A piece is cut only when it
    exceeds a volume by itself, into no more parts than it has pages (``pages``, as many as wished when unknown).
    """
    volumes: list[list[Share]] = [[]]
    left = limit - first
    for place, size in enumerate(sizes):
        room = max(limit - each, 1)
        parts = 1 if size <= room else ceil(size / room)
        if pages:
            parts = max(1, min(parts, pages[place]))
        for part in range(1, parts + 1):
            if size / parts > left and (volumes[-1] or len(volumes) == 1):
                volumes.append([])
                left = limit - each
            volumes[-1].append(Share(place, part, parts))
            left -= ceil(size / parts)
    return tuple(tuple(volume) for volume in volumes)
