"""Each scene, killed at moments spread over all its writes, then met by a disk that refuses at as many others."""

import os
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from tests.faults import harm
from tests.faults.harm import End, Moment
from tests.faults.report import Line
from tests.faults.scenes import SCENES, Scene
from tests.faults.verdict import Course, copied, undisturbed

KILLED: Final = "programme tué (kill -9) pendant une écriture"
NAME: Final = "données"  # the same for all: names of files that a scene brings follow it
Harm = Callable[[str, Path, Moment], End]


def campaign(names: Sequence[str], tries: int, luck: random.Random) -> Iterator[Line]:
    """One line for each scene and kind of harm, as they are done: ``tries`` moments, twice as many kills, half as many deaths of
    the disk, or all when there are fewer."""
    for name in names:
        scene = SCENES[name]
        with tempfile.TemporaryDirectory() as place:
            start = Path(place) / "début" / NAME
            start.parent.mkdir()
            scene.prepare(start)
            course = undisturbed(scene, start)
            every = harm.moments(name, copied(start, Path(place) / "compte"))
            for words, tried, work in _kinds(every, tries, luck):
                yield _line(words, scene, course, start, [(name, at, work) for at in tried])


def _kinds(every: Sequence[Moment], tries: int, luck: random.Random) -> Iterator[tuple[str, list[Moment], Harm]]:
    def some(times: int) -> list[Moment]:
        return luck.sample(every, min(times, len(every)))

    yield KILLED, some(2 * tries), harm.kill
    yield "erreur du disque (EIO), une fois", some(tries), lambda *at: harm.refuse(*at, "EIO", for_ever=False)
    yield "disque qui ne répond plus (EIO)", some(-(-tries // 2)), lambda *at: harm.refuse(*at, "EIO", for_ever=True)
    yield "disque plein (ENOSPC)", some(tries), lambda *at: harm.refuse(*at, "ENOSPC", for_ever=True)


def _line(words: str, scene: Scene, course: Course, start: Path, tries: Sequence[tuple[str, Moment, Harm]]) -> Line:
    line = Line(words, scene.words)
    with ThreadPoolExecutor(os.cpu_count()) as together:
        for end, fault in together.map(lambda one: _try(course, start, *one), tries):
            if end.killed or fault or words != KILLED:  # a moment may not come twice: then nobody was killed
                line.count(fault, refused=end.refused)
    return line


def _try(course: Course, start: Path, name: str, at: Moment, work: Harm) -> tuple[End, str]:
    with tempfile.TemporaryDirectory() as place:
        folder = copied(start, Path(place))
        end = work(name, folder, at)
        fault = course.fault(folder, end.acknowledged)
    if not fault and end.said and not end.refused:
        fault = f"a traceback instead of a sentence: {end.said[-300:]}"
    return end, f"{at.call} {at.place}: {fault}" if fault else ""
