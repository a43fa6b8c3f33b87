"""The measures work: every row comes on a handful of clients, and becomes a table, JSON and a plot. No duration is judged."""

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from litigedesk.domain.matter import of_dispute
from litigedesk.letters.blocks import LetterDocument
from tests.benchmarks import bare_pages, beginning, holding, papers, plot, report, screen, searching, storing
from tests.benchmarks.figures import ROWS, Figure
from tests.benchmarks.stage import Stage, stage

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Stage]:
    with stage(3, tmp_path, quick=True) as made:
        yield made


def figures(growth: float) -> list[Figure]:
    """Every row at two sizes, the larger so many times as long."""
    return [
        Figure(row=row, clients=size, ms=ms, against_ms=1.0)
        for row in ROWS
        for size, ms in ((100, 10.0), (1000, 10.0 * growth))
    ]


def test_every_row_is_measured_on_a_handful_of_clients(small: Stage) -> None:
    found = [
        figure
        for subject in (beginning, screen, searching, papers, storing, holding)
        for figure in subject.measures(small)
    ]
    assert sorted(figure.row for figure in found) == sorted(ROWS)
    assert all(figure.ms > 0 for figure in found)
    assert {figure.row for figure in found if figure.times} == {key for key, row in ROWS.items() if row.against}


def test_the_bare_libraries_write_the_same_words(small: Stage) -> None:
    import docx

    words = papers.document(small, of_dispute(1))
    letter = bare_pages.by_python_docx(words)
    written = docx.Document(io.BytesIO(letter))
    said = "\n".join(one.text for one in written.paragraphs)
    assert all(line in said for line in first_lines(words))
    template, values = bare_pages.template_of(letter)
    filled = docx.Document(io.BytesIO(bare_pages.by_docxtpl(template, values)))
    assert [one.text for one in filled.paragraphs] == [one.text for one in written.paragraphs]
    assert bare_pages.by_reportlab(words).startswith(b"%PDF")


def first_lines(words: LetterDocument) -> list[str]:
    return [words.recipient.lines[0], words.sender.lines[0]]


def test_the_table_says_which_targets_are_met() -> None:
    linear, worse = report.table(figures(10)), report.table(figures(30))
    assert len(linear.splitlines()) == len(ROWS) + 2
    assert "**non**" in worse
    assert "| oui |" in linear
    assert "10 ×" in report.table(figures(10)).replace("\u202f", " ").replace("\u00a0", " ")
    assert all("| oui |" not in line for line in worse.splitlines() if "muette" not in line), (
        "growth faster than the clients"
    )


def test_the_same_figures_are_written_for_programs(tmp_path: Path) -> None:
    report.write_json(figures(2), date(2026, 11, 22), tmp_path / "build" / "bench.json")
    read = json.loads((tmp_path / "build" / "bench.json").read_text(encoding="utf-8"))
    assert (read["clients"], len(read["rows"])) == ([100, 1000], len(ROWS))
    assert {row["growth"] for row in read["rows"]} == {2.0}


def test_the_table_takes_the_place_between_the_marks_and_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text(f"avant\n{report.BEGINS}\nancien\n{report.ENDS}\naprès\n", encoding="utf-8")
    assert report.write_between_marks(page, "neuf")
    assert page.read_text(encoding="utf-8") == f"avant\n{report.BEGINS}\nneuf\n{report.ENDS}\naprès\n"
    page.write_text("sans marques", encoding="utf-8")
    assert not report.write_between_marks(page, "neuf")
    assert page.read_text(encoding="utf-8") == "sans marques"


def test_the_plot_draws_each_row_and_what_linear_would_be() -> None:
    drawn = plot.picture(figures(10))
    ET.fromstring(drawn)
    assert all(line.words in drawn for line in plot.lines_of(figures(10)))
    assert "en proportion du nombre de clients" in drawn
