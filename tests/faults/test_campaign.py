"""A small part of the campaign of faults, the same each time, so that it is known to work: ``make faults`` does the rest."""

import random

import pytest

from tests.faults import clocks, damage, full_disk, fuzzing, harm, instances, killing
from tests.faults.inputs import KINDS
from tests.faults.report import Line, table

needs_strace = pytest.mark.skipif(not harm.is_possible(), reason="strace manque")
needs_a_mount = pytest.mark.skipif(not full_disk.is_possible(), reason="aucun disque ne peut être monté ici")
needs_linux = pytest.mark.skipif(not fuzzing.is_possible(), reason="seulement sous Linux")


def kept(line: Line) -> bool:
    """Whether something was tried, and every promise kept."""
    return line.times > 0 and line.broken == []


@needs_strace
def test_killed_or_refused_by_the_disk_nothing_saved_is_lost() -> None:
    killed, *refused = killing.campaign(["payment"], 1, random.Random(4))
    assert (killed.times, killed.broken) == (2, []), "both moments came, and ended the program"
    assert [line.broken for line in refused if not kept(line)] == []
    assert any(line.refused for line in refused)


@needs_a_mount
def test_a_disk_that_is_full_refuses_in_words() -> None:
    (line,) = full_disk.campaign(["payment"], 1)
    assert kept(line), line.broken
    assert line.refused


def test_every_kind_of_file_is_damaged_and_none_is_believed() -> None:
    lines = list(damage.campaign(0, random.Random(2)))
    assert [line.broken for line in lines if not kept(line)] == []
    assert any(line.refused for line in lines)


def test_a_clock_set_back_hides_and_loses_nothing() -> None:
    line = next(clocks.campaign(1))
    assert kept(line), line.broken


def test_windows_on_one_folder_do_not_mix() -> None:
    line = next(instances.campaign(1, random.Random(1)))
    assert kept(line), line.broken


@needs_linux
def test_hostile_input_gives_a_result_or_a_sentence() -> None:
    letters = next(place for place, kind in enumerate(KINDS) if "Jinja" in kind.words)
    line = fuzzing.line_of(letters, 5, 1)
    assert kept(line), line.broken
    luck = random.Random(1)
    assert all(isinstance(kind.made(luck), bytes) for kind in KINDS)


def test_the_table_has_a_row_for_each_kind_of_harm() -> None:
    lines = [Line("a", "x", 1_200, 3), Line("a", "y", 1, 0, 1, ["lost"]), Line("b", "x", 2)]
    assert table(lines).splitlines()[2:] == ["| a | 1\u202f201 | 3 | 1 | 1 |", "| b | 2 | 0 | 0 | 0 |"]
