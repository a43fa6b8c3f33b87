"""Cover, bordereau, contents and slip sheets: for every audience, with any words."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk import formats, paths
from litigedesk.bundle.audiences import audiences
from litigedesk.bundle.facts import Fact, Party, PieceText
from litigedesk.bundle.front import Entry, Whereabouts, chronology, contents, cover
from litigedesk.bundle.text_pages import slip_sheet, text_pages
from litigedesk.paper import printed
from tests.bundle import samples

KEYS = ("lawyer", "bailiff", "conciliator", "mediator", "insurer", "portage", "court", "administrator")
HOSTILE = [
    "<b>gras</b> & <a href='x'>", "a" * 5_000, "\u202egpj.exe", "émoji 🎉 et 中文", "\x00\x07\x1b[31m", "&amp;<br/>",
    "ligne\nligne", "mot " * 3_000, "",
]  # fmt: skip


def text(pdf: bytes) -> str:
    """All words of a PDF, all spaces alike."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_there_is_a_cover_for_each_audience_in_clean_french() -> None:
    assert tuple(audience.key for audience in audiences()) == KEYS
    raw = (paths.resources() / "bundle" / "audiences.toml").read_text(encoding="utf-8")
    assert "'" not in raw
    for audience in audiences():
        assert audience.sentence.endswith(".")
        assert 3 <= len(audience.needs) <= 6
        assert formats.typographic(audience.sentence) == audience.sentence


@pytest.mark.parametrize("key", KEYS)
def test_a_cover_says_where_its_reader_finds_what_they_look_for(folder: samples.Folder, key: str) -> None:
    facts = samples.facts(folder, audience_key=key)
    where = Whereabouts(
        {"cover": (1, 1), "chronology": (1, 4), "statement": (1, 5), "letters": (1, 6), "pieces": (1, 9)}
    )
    words = text(cover(facts, where))
    assert facts.audience.cover.upper() in words
    for need in facts.audience.needs:
        shown = need.section in where.places and facts.can_show(need)
        assert (need.label.replace("\u202f", " ").replace("\u00a0", " ") in words) == shown


def test_a_cover_too_long_for_a_page_goes_on_over_the_next(folder: samples.Folder) -> None:
    facts = replace(
        samples.facts(folder),
        asked=tuple(f"Demande {number} : payer la somme due." for number in range(80)),
        left_out=tuple(f"Échange confidentiel {number}" for number in range(40)),
    )
    words = text(cover(facts, Whereabouts({})))
    assert "Demande 79" in words
    assert "Échange confidentiel 39" in words


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_can_be_set_on_every_page_of_ours(folder: samples.Folder, words: str) -> None:
    piece = folder.add(words[:50] or "x", b"x", title=words)
    facts = replace(
        samples.facts(folder),
        title=words, reference=words, object=words, asked=(words,), left_out=(words,),
        parties=(Party(words, (words, words)),), chronology=(Fact(date(2026, 1, 1), words),),
    )  # fmt: skip
    assert cover(facts, Whereabouts({}))
    assert chronology(facts)
    assert contents([Entry("x", words)], Whereabouts({"x": (1, 3)}))
    assert slip_sheet(piece, words, PieceText(((words, words),), (words,)))
    assert text_pages(piece, PieceText(((words, words),), (words,)))


def test_markup_in_a_title_is_read_not_obeyed(folder: samples.Folder) -> None:
    assert "<b>gras</b> & <a href=" in text(text_pages(folder.add("x", b"x", title=HOSTILE[0]), PieceText()))


@given(st.text(max_size=400))
def test_set_text_has_no_control_characters(words: str) -> None:
    made = printed.clean(words)
    assert all(char == "\n" or char.isprintable() or char.isspace() for char in made)


def test_an_endless_text_ends_and_says_so(folder: samples.Folder) -> None:
    piece = folder.add("journal.txt", b"x")
    lines = tuple(f"ligne {number} du journal" for number in range(200_000))
    words = text(text_pages(piece, PieceText((), lines)))
    assert "ligne 1000 du journal" in words
    assert words.endswith("La suite est dans le fichier d’origine.")


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 octet"), (999, "999 octets"), (84_000, "84 Ko"), (1_250_000, "1,2 Mo"), (25_000_000, "25 Mo")],
)
def test_sizes_read_in_french(size: int, words: str) -> None:
    assert printed.size_text(size).replace("\u00a0", " ") == words
