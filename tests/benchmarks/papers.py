"""A formal notice as Word and PDF and a dossier of fifty pieces, ours (facts, law and words included) and by the bare libraries."""

import statistics
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from litigedesk.bundle.work import IsCancelled, Progress
from litigedesk.demo.papers import paper
from litigedesk.domain.matter import Matter, of_dispute
from litigedesk.letters import catalogue
from litigedesk.letters.blocks import LetterDocument
from litigedesk.operations import bundles, letters, pieces
from litigedesk.operations.bundles import Wanted
from tests.benchmarks import bare_pages
from tests.benchmarks.figures import Figure
from tests.benchmarks.stage import Stage
from tests.benchmarks.timing import in_turns

NOTICE: Final = "mise-en-demeure"
PIECES: Final = 50
FEW: Final = 3  # to see whether it works
SILENT: Final[Progress] = lambda _done, _total, _words: None  # noqa: E731
GOES_ON: Final[IsCancelled] = lambda: False  # noqa: E731


def measures(stage: Stage) -> Iterator[Figure]:
    """Every figure of this subject at one size."""
    matter = of_dispute(_professional(stage))
    yield from _letters(stage, matter)
    yield _bundle(stage, matter)


def _professional(stage: Stage) -> int:
    """A dispute with a professional client: its notice claims interest and the fixed fee."""
    return int(
        stage.desk.db.value(
            "SELECT min(dispute.id) FROM dispute JOIN client ON client.id = client_id"
            " WHERE client.kind = 'professional' AND closed_on IS NULL"
        )
    )


def document(stage: Stage, matter: Matter) -> LetterDocument:
    """The words of the notice, for whoever writes them without us."""
    choices = letters.proposed_choices(stage.desk, NOTICE)
    return catalogue.render(catalogue.template(NOTICE), letters.facts(stage.desk, matter, NOTICE, choices))


def _letters(stage: Stage, matter: Matter) -> Iterator[Figure]:
    desk = stage.desk
    choices = letters.proposed_choices(desk, NOTICE)
    words = document(stage, matter)
    template, values = bare_pages.template_of(letters.written(desk, matter, NOTICE, choices, pdf=False))
    durations = {
        name: statistics.median(taken)
        for name, taken in in_turns(
            {
                "docx": lambda: letters.written(desk, matter, NOTICE, choices, pdf=False),
                "python-docx": lambda: bare_pages.by_python_docx(words),
                "docxtpl": lambda: bare_pages.by_docxtpl(template, values),
                "pdf": lambda: letters.written(desk, matter, NOTICE, choices, pdf=True),
                "reportlab": lambda: bare_pages.by_reportlab(words),
            },
            stage.times,
            stage.budget,
        ).items()
    }
    for row, ours, theirs in (
        ("letter", "docx", "python-docx"), ("letter-docxtpl", "docx", "docxtpl"), ("letter-pdf", "pdf", "reportlab"),
    ):  # fmt: skip
        yield Figure(row=row, clients=stage.clients, ms=durations[ours], against_ms=durations[theirs])


def _bundle(stage: Stage, matter: Matter) -> Figure:
    folder = stage.place / "pieces"
    folder.mkdir(exist_ok=True)
    files = [paper(folder, f"Pièce {number}", "Une page") for number in range(1, (FEW if stage.quick else PIECES) + 1)]
    incoming, _refused = pieces.read(files)
    pieces.add(stage.desk, matter, incoming)
    ours: Callable[[], object] = partial(
        bundles.make, stage.desk, matter, stage.place / "dossier.pdf", Wanted(), SILENT, GOES_ON
    )
    durations = in_turns(
        {"ours": ours, "bare": partial(_merged, files, stage.place / "pages.pdf")}, stage.times, stage.budget
    )
    stage.desk.undo()
    return Figure(
        row="bundle", clients=stage.clients, ms=statistics.median(durations["ours"]),
        against_ms=statistics.median(durations["bare"]),
    )  # fmt: skip


def _merged(files: list[Path], target: Path) -> None:
    """The pages one after the other, without cover, numbers nor table of contents."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for file in files:
        writer.append(file)
    writer.write(target)
