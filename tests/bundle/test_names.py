"""File names that every system takes, whatever people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.bundle.names import legal_name, legal_suffix

RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³")}
ANYTHING = st.text(max_size=300) | st.sampled_from(
    ["con", "../..", "a" * 400, "é" * 300, "nul.txt", "𝕏" * 200, ". .", "COM1 ", "\u202egpj"]
)


@given(ANYTHING, st.text(max_size=30) | st.sampled_from([".pdf", "a.PDF", "a.b/c", "x.tar.gz", "..", "C:\\a.exe"]))
def test_any_title_makes_a_name_that_windows_takes(text: str, original: str) -> None:
    name = legal_name(text, legal_suffix(original))
    assert name
    assert not set('<>:"/\\|?*') & set(name)
    assert all(ord(char) >= 32 and char.isprintable() for char in name)
    assert name == name.strip()
    assert not name.endswith(".")
    assert not name.startswith(".")
    assert name.split(".")[0].rstrip().upper() not in RESERVED
    assert len(name) <= 101
    assert len(name.encode()) <= 201


@given(ANYTHING)
def test_a_name_that_is_legal_stays_as_it_is(text: str) -> None:
    once = legal_name(text)
    assert legal_name(once) == once


@pytest.mark.parametrize(
    ("text", "suffix", "name"),
    [
        ("03 - Devis signé", ".pdf", "03 - Devis signé.pdf"),
        ("Facture n°\u00a012 : acompte 30\u202f%", ".pdf", "Facture n° 12 - acompte 30 %.pdf"),
        ("CON", ".txt", "CON_.txt"),
        ("../../etc/passwd", "", "etc-passwd"),
        ("???", ".png", "sans titre.png"),
        ("photo\u202egpj.exe", ".jpg", "photogpj.exe.jpg"),
    ],
)
def test_names_read_as_titles_do(text: str, suffix: str, name: str) -> None:
    assert legal_name(text, suffix) == name


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("devis.PDF", ".pdf"),
        ("sans", ""),
        ("a/b.c/d", ""),
        ("x.tar.gz", ".gz"),
        ("x.p df", ""),
        ("x." + "a" * 11, ""),
        (".bashrc", ""),
    ],
)
def test_the_suffix_of_the_file_is_kept_when_it_is_one(name: str, suffix: str) -> None:
    assert legal_suffix(name) == suffix
