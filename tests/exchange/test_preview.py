"""A file is shown as text without anything in it being run, fetched or unfolded."""

import io
import re
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.errors import UserError
from litigedesk.exchange.file_facts import sniff
from litigedesk.exchange.preview import MOST_SHOWN, text_preview
from tests.bad_input.broken_files import word_file_with
from tests.exchange import evidence_files as files
from tests.exchange.outlook_file import compound_file, message
from tests.exchange.test_mail import written

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><l>&j;</l>"
)
STOLEN = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]><l>&a;</l>'


def preview(data: bytes, name: str) -> str:
    return text_preview(data, sniff(data, name))


def test_an_e_mail_is_shown_with_its_headers_and_the_list_of_what_is_attached() -> None:
    letter = written()
    letter.add_attachment(b"x" * 12_400, maintype="application", subtype="pdf", filename="../devis.pdf")
    assert preview(letter.as_bytes(), "a.eml").split("\n") == [
        "De\u00a0: Élodie Marchand <elodie@marchand.example>",
        "À\u00a0: Camille Roussel <camille@roussel.example> ; juge@tribunal.example",
        "Copie à\u00a0: Port, Hôtel du <compta@port.example>",
        "Date\u00a0: lundi 15\u00a0mars\u00a02027 à 00:30 (heure de Paris)",
        "Objet\u00a0: Réponse à votre relance – facture n° 12",
        "",
        "1\u00a0pièce jointe\u00a0:",
        "– devis.pdf (12\u00a0Ko)",
        "",
        "Bonjour,",
        "je règle lundi.",
    ]


def test_an_outlook_message_is_shown_the_same_way() -> None:
    shown = preview(compound_file(message()), "a.msg")
    assert "Copie à\u00a0: Me Albert <albert@avocat.example>" in shown
    assert "– F-12.pdf (5\u00a0Ko)" in shown


def test_a_page_is_shown_as_text() -> None:
    page = b'<!DOCTYPE html><script>alert(1)</script><p>Devis <b>accept&eacute;</b><img src="https://a.example/x.png">'
    assert preview(page, "a.html") == "Devis accepté"


@pytest.mark.parametrize(
    "data", ["réglé\r\nle 15".encode(), "réglé\nle 15".encode("cp1252"), "réglé\nle 15".encode("utf-16")]
)
def test_a_text_is_shown_in_its_encoding(data: bytes) -> None:
    assert preview(data, "a.txt") == "réglé\nle 15"


def test_a_document_is_shown_as_text() -> None:
    assert preview(files.word("Bon pour accord"), "a.docx") == "Bon pour accord"


def test_a_document_one_part_of_which_has_no_type_is_still_read() -> None:
    with ZipFile(io.BytesIO(files.word("Bon pour accord"))) as sound:
        packed = {name: sound.read(name) for name in sound.namelist()}
    types = packed["[Content_Types].xml"]
    without = re.sub(rb'(PartName="/word/styles.xml") ContentType="[^"]*"', rb"\1", types)
    assert without != types
    packed["[Content_Types].xml"] = without
    made = io.BytesIO()
    with ZipFile(made, "w") as damaged:
        for name, content in packed.items():
            damaged.writestr(name, content)
    assert preview(made.getvalue(), "a.docx") == "Bon pour accord"


def test_a_damaged_document_is_refused_in_words() -> None:
    data = word_file_with(word__document_xml=b"bonjour")
    assert sniff(data, "a.docx").why_not_shown == ""
    with pytest.raises(UserError, match="ne peut pas être lu"):
        preview(data, "a.docx")


def test_a_document_that_refers_to_no_part_is_refused_in_words() -> None:
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(files.word())) as whole, ZipFile(buffer, "w") as cut:
        for name in whole.namelist():
            cut.writestr(name, re.sub(rb'Target="styles.xml"', b"", whole.read(name)))
    with pytest.raises(UserError, match="abîmé"):
        preview(buffer.getvalue(), "contrat.docx")


def test_xml_is_shown_in_steps_and_no_entity_is_replaced() -> None:
    assert preview(b"<?xml version='1.0'?><a><b>&lt;1</b><c/></a>", "a.xml") == "<a>\n  <b>&lt;1</b>\n  <c/>\n</a>"
    for hostile in (LAUGHS, STOLEN):
        assert preview(hostile, "a.xml") == hostile.decode()


def test_steps_do_not_swell_a_small_file() -> None:
    deep = b"<?xml version='1.0'?>" + b"<a>" * 200 + b"<b/>" * 60_000 + b"</a>" * 200
    assert len(preview(deep, "a.xml")) <= MOST_SHOWN + 100


def test_an_archive_is_shown_as_the_list_of_its_files() -> None:
    shown = preview(files.archive(devis_xml=b"<a/>", **{"..__..__etc__passwd": bytes(1200), "a\u202eb": b""}), "a.zip")
    assert shown.split("\n") == [
        "3\u00a0fichiers dans cette archive\u00a0:",
        "– devis.xml (4\u00a0octets)",
        "– ../../etc/passwd (1\u00a0Ko)",
        "– a?b (0\u00a0octet)",
    ]


def test_an_archive_that_swells_is_said() -> None:
    assert "elle prendrait 200,0\u00a0Mo" in preview(files.archive(a=bytes(200_000_000)), "a.zip")


def test_a_long_text_is_cut_and_says_so() -> None:
    shown = preview("é".encode() * 6_000_000, "a.txt")
    assert shown.startswith("é" * MOST_SHOWN)
    assert shown.endswith("ouvrez le fichier pour la lire.]")
    assert len(shown) < MOST_SHOWN + 100
    assert preview(b"x" + "é".encode() * 6_000_000, "a.txt").startswith("xééé")


@pytest.mark.parametrize("data", [files.pdf(), files.photo(), b"\xef\xbb\xbf", b"\n\n"])
def test_a_file_without_text_says_so(data: bytes) -> None:
    with pytest.raises(UserError, match="ne contient pas de texte"):
        preview(data, "a.txt")


@pytest.mark.parametrize("data", [b"", files.protected_pdf(), b"MZ\x90\0", files.archive(a=b"x")[:30]])
def test_a_file_that_cannot_be_shown_says_why(data: bytes) -> None:
    with pytest.raises(UserError) as refused:
        preview(data, "a")
    assert str(refused.value) == sniff(data, "a").why_not_shown


VALID = {
    "docx": files.word(),
    "eml": written().as_bytes(),
    "html": b"<!DOCTYPE html><html><p>Devis <b>accept&eacute;</b></html>",
    "xml": b"<?xml version='1.0' encoding='iso-8859-1'?><a x='1'><b>\xe9</b></a>",
    "zip": files.archive(a=b"bonjour", b=bytes(400)),
}


@given(st.sampled_from(sorted(VALID)), st.data())
def test_a_valid_file_changed_anywhere_is_shown_or_refused(kind: str, data: st.DataObject) -> None:
    valid = VALID[kind]
    place = data.draw(st.integers(0, len(valid)))
    changed = valid[:place] + data.draw(st.binary(max_size=40)) + valid[place + data.draw(st.integers(0, 40)) :]
    try:
        shown = preview(changed, f"a.{kind}")
    except UserError as refused:
        shown = str(refused)
    assert shown.strip()
