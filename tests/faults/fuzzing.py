"""Input that nobody meant: files of every kind changed at random, texts made to harm. Only results and sentences come out.

Each kind is read in a process of its own, which is killed when one input takes longer than it may, or more memory.
"""

import logging
import multiprocessing
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Final

from litigedesk.errors import UserError
from tests.faults.inputs import KINDS
from tests.faults.report import Line

SECONDS: Final = 20
MEMORY: Final = 2 << 30  # bytes of one process


def is_possible() -> bool:
    """Whether a process can be copied and bounded here."""
    return sys.platform == "linux"


def campaign(tries: int, seed: int) -> Iterator[Line]:
    """One line for each kind of input, several kinds at once."""
    with ThreadPoolExecutor(os.cpu_count()) as together:
        yield from together.map(lambda place: line_of(place, tries, seed), range(len(KINDS)))


def line_of(place: int, tries: int, seed: int) -> Line:
    """What comes of reading so many inputs of one kind."""
    line = Line(KINDS[place].harm, KINDS[place].words)
    number = 0
    while number < tries:
        number = _run(place, number, tries, seed, line)
    return line


def _run(place: int, first: int, last: int, seed: int, line: Line) -> int:
    """Read inputs until one hangs or ends the process; the number of the next one."""
    here, there = multiprocessing.Pipe(duplex=False)
    reader = multiprocessing.get_context("spawn").Process(target=_read, args=(place, first, last, seed, there))
    reader.start()
    there.close()
    number = first
    try:
        here.recv()  # its folder is made
        while number < last:
            if not _answers(here, reader):
                line.count(f"input {number} of seed {seed} takes over {SECONDS} s")
                return number + 1
            fault, refused = here.recv()
            line.count(f"input {number} of seed {seed}: {fault}" if fault else "", refused=refused)
            number += 1
    except EOFError:
        line.count(f"input {number} of seed {seed} ends the program")
        return number + 1
    finally:
        reader.kill()
        reader.join()
    return number


def _answers(here: Connection, reader: SpawnProcess) -> bool:
    """Whether it comes to an end in the time that it may work, whatever else the machine does; a sleep counts for a tenth."""
    began, slept = _worked(reader), 0
    while not here.poll(1):
        slept += 1
        if _worked(reader) - began + slept / 10 > SECONDS:
            return False
    return True


def _worked(reader: SpawnProcess) -> float:
    """Seconds of a processor that a process has used."""
    fields = Path(f"/proc/{reader.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _read(place: int, first: int, last: int, seed: int, told: Connection) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    logging.disable()
    sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (what libraries complain of)
    kind = KINDS[place]
    with tempfile.TemporaryDirectory() as folder, kind.ready(Path(folder)) as use:
        told.send(None)
        for number in range(first, last):
            luck = random.Random(f"{seed} {kind.words} {number}")
            fault, refused = "", False
            try:
                use(kind.made(luck), luck)
            except UserError as sentence:
                refused = True
                fault = "" if str(sentence).strip() else "refused without a word"
            except BaseException as other:  # noqa: BLE001 (whatever is not a sentence is what is looked for)
                fault = f"a traceback: {other!r}"[:300]
            told.send((fault, refused))
