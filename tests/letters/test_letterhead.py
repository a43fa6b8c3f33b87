"""The user's letterhead: what its file states is read as it stands, and what would spoil a letter is said."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from litigedesk.errors import UserError
from litigedesk.letters import letterhead
from tests.letters import samples

EI = samples.EI
NUMBER = "SIRET 987 654 324 00019"


def nothing(_: Document) -> None:
    """The paper as it is."""


def paper(
    change: Callable[[Document], object] = nothing, *, header: str = "Camille Roussel EI", footer: str = NUMBER
) -> bytes:
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height, section.top_margin = Mm(210), Mm(297), Mm(45)
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = header, footer
    change(made)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def said(data: bytes) -> str:
    found = letterhead.examine(data, EI)
    return " ".join(one.sentence for one in found.remarks).replace("\u202f", " ").replace("\u00a0", " ")


def picture() -> io.BytesIO:
    buffer = io.BytesIO()
    Image.new("RGB", (300, 100), "teal").save(buffer, "PNG")
    buffer.seek(0)
    return buffer


def test_a_sound_letterhead_has_nothing_said_of_it_and_is_read_as_it_stands() -> None:
    found = letterhead.examine(paper(), EI)
    assert found.remarks == ()
    assert found.is_usable
    assert (round(found.width), round(found.height), round(found.top)) == (210, 297, 45)
    assert found.header.lines == ("Camille Roussel EI",)
    assert found.footer.lines == (NUMBER,)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda made: setattr(made.sections[0], "page_width", Mm(216)), "216 × 297 mm"),
        (lambda made: setattr(made.sections[0], "left_margin", Mm(4)), "La marge gauche est de 4 mm"),
        (lambda made: setattr(made.sections[0], "right_margin", Mm(90)), "peu de place"),
        (lambda made: setattr(made.sections[0], "top_margin", Mm(70)), "réserve 70 mm"),
        (lambda made: made.add_paragraph("Bonjour"), "ne sera pas repris"),
        (lambda made: made.add_section(), "plusieurs sections"),
        (lambda made: setattr(made.sections[0].header.paragraphs[0].runs[0].font, "name", "Garamond"), "Garamond"),
    ],
)
def test_what_would_spoil_a_letter_is_said_and_not_refused(change: Callable[[Document], object], words: str) -> None:
    data = paper(change)
    assert words in said(data)
    assert letterhead.examine(data, EI).is_usable


def test_what_the_law_wants_beside_the_name_is_looked_for() -> None:
    assert "« EI »" in said(paper(header="Camille Roussel"))
    assert "Votre nom" in said(paper(header="Atelier EI"))
    assert "SIREN" in said(paper(footer="Merci"))
    assert "sont vides" in said(paper(header="", footer=""))
    with_logo = paper(
        lambda made: made.sections[0].header.paragraphs[0].add_run().add_picture(picture(), Mm(40)), footer=""
    )
    assert "dans une image" in said(with_logo)


def test_a_picture_of_the_header_is_measured_and_one_over_the_address_is_said() -> None:
    inline = paper(lambda made: made.sections[0].header.paragraphs[0].add_run().add_picture(picture(), Mm(40)))
    assert [round(one.width) for one in letterhead.examine(inline, EI).header.pictures] == [40]

    def place(made: Document) -> None:
        namespace = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
        anchor = (
            f'<wp:anchor xmlns:wp="{namespace}"><wp:positionH relativeFrom="page"><wp:posOffset>{Mm(110)}</wp:posOffset>'
            f'</wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>{Mm(50)}</wp:posOffset></wp:positionV>'
            f'<wp:extent cx="{Mm(30)}" cy="{Mm(20)}"/></wp:anchor>'
        )
        made.sections[0].header.paragraphs[0]._p.append(parse_xml(anchor))

    assert "couvre la fenêtre" in said(paper(place))


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr(name, content)
    return buffer.getvalue()


def test_macros_are_refused() -> None:
    found = letterhead.examine(with_member(paper(), "word/vbaProject.bin", b"x"), EI)
    assert not found.is_usable
    assert "macros" in found.remarks[0].sentence


@settings(max_examples=40)
@given(st.data())
def test_a_damaged_or_hostile_file_is_refused_in_words_or_read(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(paper())) as package:
        members = {name: package.read(name) for name in package.namelist()}
    name = data.draw(
        st.sampled_from(["word/document.xml", "word/header1.xml", "word/styles.xml", "[Content_Types].xml"])
    )
    content = members.get(name, b"<a/>")
    at = data.draw(st.integers(0, max(0, len(content) - 1)))
    members[name] = content[:at] + data.draw(st.binary(max_size=20)) + content[at + data.draw(st.integers(0, 30)) :]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for one, held in members.items():
            made.writestr(one, held)
    with suppress(UserError):
        letterhead.examine(buffer.getvalue(), replace(EI, name=""))
