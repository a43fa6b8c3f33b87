"""Bundles below a size: pieces in their order, whole whenever they fit, page numbers that go on."""

import re
from itertools import chain
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from litigedesk.bundle.pdf import write_volumes
from litigedesk.bundle.volumes import Share, plan_volumes
from tests.bundle import samples
from tests.bundle.conftest import reader

SIZES = st.lists(st.integers(0, 5_000), max_size=40)


@given(SIZES, st.integers(200, 3_000), st.integers(0, 100), st.integers(0, 100))
def test_no_volume_exceeds_the_limit_and_no_piece_that_fits_is_cut(
    sizes: list[int], limit: int, first: int, each: int
) -> None:
    volumes = plan_volumes(sizes, limit, first=first, each=each)
    room = limit - each
    for number, volume in enumerate(volumes):
        held = sum(-(-sizes[share.piece] // share.parts) for share in volume)
        assert held <= limit - (each if number else first)
    shares = list(chain.from_iterable(volumes))
    assert [(share.piece, share.part) for share in shares] == sorted((share.piece, share.part) for share in shares)
    assert {share.piece for share in shares} == set(range(len(sizes)))
    for share in shares:
        assert (share.parts == 1) == (sizes[share.piece] <= room)


@given(st.integers(1, 500), st.integers(1, 50))
def test_the_parts_of_a_piece_hold_each_page_once(count: int, parts: int) -> None:
    pages = [page for part in range(1, parts + 1) for page in Share(0, part, parts).pages(count)]
    assert pages == list(range(count))


def test_no_volume_is_empty_but_the_first() -> None:
    assert plan_volumes([], 100) == ((),)
    assert plan_volumes([90, 90], 100, first=50) == ((), (Share(0),), (Share(1),))
    assert plan_volumes([500], 100, pages=[2]) == ((), (Share(0, 1, 2),), (Share(0, 2, 2),))


def test_volumes_stay_below_the_limit_and_their_pages_go_on(folder: samples.Folder) -> None:
    for number in range(1, 7):
        folder.add(f"photo-{number}.jpg", samples.jpeg(samples.scan(seed=number)))
    folder.add("long.tif", samples.tiff(6))
    limit = 1_500_000
    facts = samples.facts(folder)
    report = write_volumes(facts, folder.path.parent / "Dossier.pdf", limit, lambda *_: None, lambda: False)
    names = [path.name for path in report.files]
    assert names == [f"Dossier ({number} sur {len(names)}).pdf" for number in range(1, len(names) + 1)]
    assert len(names) > 2
    assert all(path.stat().st_size <= limit for path in report.files)
    texts = [text(path) for path in report.files]
    pages = list(chain.from_iterable(texts))
    assert [re.search(r"\b(\d+)/(\d+)(?= Pièce n° \d+ – |$)", page).groups() for page in pages] == [  # type: ignore[union-attr]
        (str(place), str(report.pages)) for place in range(1, report.pages + 1)
    ]
    stamps = [found for page in pages for found in re.findall(r"Pièce n° (\d+) – (\d+)/(\d+)$", page)]
    wanted = [(piece.number, 1, 1) for piece in facts.pieces[:6]] + [(7, page, 6) for page in range(1, 7)]
    assert stamps == [tuple(map(str, stamp)) for stamp in wanted]
    assert all(f"Dossier {number}/{len(names)}" in pages[0] for number, pages in enumerate(texts, 1))


def text(path: Path) -> list[str]:
    """The words of each page, all spaces alike."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_a_line_of_the_contents_names_the_volume_that_holds_the_piece(folder: samples.Folder) -> None:
    for number in range(1, 5):
        folder.add(f"photo-{number}.jpg", samples.jpeg(samples.scan(seed=number)))
    report = write_volumes(samples.facts(folder), folder.path.parent / "D.pdf", 900_000, lambda *_: None, lambda: False)
    first = next(page for page in text(report.files[0]) if page.startswith("Sommaire"))
    volume, page = re.search(r"Pièce n° 4 – Document 4 dossier (\d+), p. (\d+)", first).groups()  # type: ignore[union-attr]
    document = reader(report.files[int(volume) - 1])
    assert document.page_labels[0] != "1"
    place = document.page_labels.index(page)
    assert "Pièce n° 4 – 1/1" in text(report.files[int(volume) - 1])[place]


def test_lighter_images_make_fewer_volumes(folder: samples.Folder) -> None:
    for number in range(1, 4):
        folder.add(f"photo-{number}.jpg", samples.jpeg(samples.scan(1500, 2000, seed=number)))
    counts = [
        len(
            write_volumes(
                samples.facts(folder),
                folder.path.parent / "D.pdf",
                1_200_000,
                lambda *_: None,
                lambda: False,
                light=light,
            ).files
        )
        for light in (False, True)
    ]
    assert counts[1] < counts[0]
