"""Published files are read whole, with where their links lead; what cannot be read is said in one French sentence."""

import io
import os
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from litigedesk.errors import StorageError, UserError
from litigedesk.exchange import plain_text
from litigedesk.exchange.encoding import decoded
from litigedesk.exchange.plain_text import read
from litigedesk.queries.published_texts import check_file, check_text
from litigedesk.rules.odr import MediatorMention, Trace
from tests.bad_input.broken_files import LETTERHEADS, picture, under_a_password, word_file, word_file_with

LINK = "https://ec.europa.eu/consumers/odr"
FRENCH = "Règlement en ligne des litiges : « déjà fermé », à cœur ouvert, 30 € — où ?\nLigne 2"


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(UserError) as refused:
        read(data, name)
    return str(refused.value)


def read_or_refused(data: bytes, name: str) -> str:
    """All that was read, or the sentence that says why nothing was."""
    try:
        found = read(data, name)
    except UserError as refused:
        return str(refused)
    return "\n".join((found.text, *found.links))


# ---- text ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("name", ["cgv.txt", "CGV.TXT", "cgv.md"])
def test_a_text_is_read_in_the_encoding_it_was_written_in(encoding: str, name: str) -> None:
    assert read(FRENCH.encode(encoding), name).text == FRENCH


@pytest.mark.parametrize("encoding", ["mac-roman", "cp850"])
def test_a_text_of_another_age_keeps_its_accents(encoding: str) -> None:
    text = "Les présentes conditions générales règlent les litiges dès la première réclamation, où qu’elle naisse. " * 5
    assert read(text.replace("’", "'").encode(encoding), "cgv.txt").text == text.replace("’", "'")


def test_every_line_end_is_one() -> None:
    assert read(b"un\r\ndeux\rtrois\nquatre", "a.txt").text == "un\ndeux\ntrois\nquatre"


@pytest.mark.parametrize("data", [picture(), word_file(), b"%PDF-1.7\n1 0 obj"], ids=["picture", "Word", "PDF"])
def test_a_file_that_is_no_text_in_spite_of_its_name_is_refused(data: bytes) -> None:
    assert "n’est pas un texte" in refusal(data, "cgv.txt")


@given(st.binary(max_size=400), st.sampled_from(plain_text.KINDS))
def test_any_bytes_are_read_or_refused_in_words(data: bytes, kind: str) -> None:
    said = read_or_refused(data, f"a{kind}")
    assert said.strip()


# ---- web pages -----------------------------------------------------------------------------------------------------------
PAGE = """<!DOCTYPE html><html><head><title>Mentions légales</title>
<style>body { background: url(https://style.example/x.png) } .rll { color: red }</style>
<script>var odr = "https:\\/\\/ec.europa.eu\\/consumers\\/odr"; document.write("Bonjour")</script></head>
<body onload="go('https://load.example/')"><h1>Médiation</h1><p>Le r&egrave;glement <b>en
ligne</b>&nbsp;des <a href="https://ec.europa.eu/consumers/odr/?a=1&amp;lng=FR">liti&shy;ges</a></p>
<!-- caché https://comment.example -->
<table><tr><td>Un</td><td>Deux</td></tr></table><img src="/logo.png" alt="Plateforme européenne"><noscript>Sans script</noscript>
<iframe src="https://frame.example/"></iframe><div data-url="https://data.example/x">fin</div></body></html>"""


def test_a_page_gives_what_is_seen_and_every_address_scripts_and_styles_included() -> None:
    found = read(PAGE.encode(), "index.html")
    assert found.text.split("\n") == [
        "Mentions légales",
        "Médiation",
        "Le règlement en ligne\u00a0des liti\u00adges",
        "Un",
        "Deux",
        "Plateforme européenne",
        "Sans script",
        "fin",
    ]
    assert set(found.links) == {
        LINK,
        "https://ec.europa.eu/consumers/odr/?a=1&lng=FR",
        "https://style.example/x.png",
        "https://load.example/",
        "https://frame.example/",
        "https://data.example/x",
        "/logo.png",
    }


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp1252", '<meta charset="iso-8859-1">'),
        ("iso8859-15", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-15">'),
        ("utf-8", '<meta charset="windows-1252">'),
        ("cp1252", '<meta charset="zlib">'),
        ("cp1252", '<meta charset="no-such">'),
        ("utf-16", ""),
        ("utf-8", '<?xml version="1.0" encoding="iso-8859-1"?>'),
    ],
)
def test_a_page_says_its_encoding_and_is_not_believed_blindly(encoding: str, declared: str) -> None:
    page = f"{declared}<p>La réclamation a déjà été reçue : 30 € réglés, où et à quel prix ?</p>"
    found = read(page.encode(encoding), "a.htm")
    assert found.text == "La réclamation a déjà été reçue : 30 € réglés, où et à quel prix ?"


@pytest.mark.parametrize(
    "page",
    [
        "<!--" * 500_000,
        "<a x=" * 500_000,
        "<a b='" * 500_000,
        "<![CDATA[" * 300_000,
        "<div>" * 300_000 + "fond",
        "<a>x" * 200_000,
        "<script></script " * 100_000,
        "&#x" * 500_000,
        "<table><tr><td>x" * 50_000,
        '<meta charset="' * 100_000,
    ],
    ids=lambda page: page[:12],
)
def test_a_page_made_to_be_slow_is_read_or_refused_like_another(page: str) -> None:
    assert read_or_refused(page.encode(), "a.html")


def test_a_page_fetches_nothing_from_the_disk() -> None:
    page = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><p>avant &a; après</p>'
    assert "avant &a; après" in read(page.encode(), "a.html").text


# ---- Word ----------------------------------------------------------------------------------------------------------------
def word(fill: Callable[["docx.document.Document"], None]) -> bytes:
    made = docx.Document()
    fill(made)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def add_link(made: "docx.document.Document", target: str, shown: str) -> None:
    paragraph = made.add_paragraph("Voir ")
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), made.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = shown
    run.append(text)
    link.append(run)
    paragraph._p.append(link)


def full_document(made: "docx.document.Document") -> None:
    made.add_heading("Médiation")
    paragraph = made.add_paragraph("L. 616")
    paragraph.add_run("\u20112 du ").bold = True
    paragraph.add_run("code")
    outer = made.add_table(1, 2)
    outer.cell(0, 0).text = "Dans un tableau"
    outer.cell(0, 1).add_table(1, 1).cell(0, 0).text = "Dans un tableau du tableau"
    made.sections[0].header.paragraphs[0].text = "En-tête"
    made.sections[0].footer.paragraphs[0].text = "Pied de page RLL"
    add_link(made, LINK, "la plateforme")
    made.element.body.insert(0, parse_xml(
        f'<w:p {nsdecls("w")}><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPER</w:instrText></w:r><w:r><w:instrText>'
        'LINK "https://field.example/" \\o "x"</w:instrText><w:t>champ</w:t></w:r><w:del><w:r><w:t>effacé</w:t></w:r></w:del></w:p>'
    ))  # fmt: skip
    made.element.body.insert(0, parse_xml(
        f'<w:p {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><mc:AlternateContent>'
        "<mc:Choice><w:p><w:r><w:t>Zone de texte</w:t></w:r></w:p></mc:Choice>"
        "<mc:Fallback><w:p><w:r><w:t>deux fois</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ))  # fmt: skip


def test_a_word_file_gives_its_body_tables_boxes_headers_and_links() -> None:
    found = read(word(full_document), "cgv.docx")
    lines = [line for line in found.text.split("\n") if line]
    assert lines == [
        "Zone de texte",
        "champ",
        "Médiation",
        "L. 616\u20112 du code",
        "Dans un tableau",
        "Dans un tableau du tableau",
        "Voir la plateforme",
        "Pied de page RLL",
        "En-tête",
    ]
    assert set(found.links) == {LINK, "https://field.example/"}


@pytest.mark.parametrize("name", [name for name in LETTERHEADS if "swells" not in name and "styles" not in name])
def test_a_broken_word_file_is_refused_in_words(name: str) -> None:
    if name in {"text without a body", "text of another program"}:
        assert refusal(LETTERHEADS[name], "a.docx")
    else:
        assert "ce document word ne peut pas être lu" in refusal(LETTERHEADS[name], "a.docx").lower()


def test_a_word_file_under_a_password_is_refused_in_words() -> None:
    assert "mot de passe" in refusal(under_a_password(), "a.docx")
    assert "mot de passe" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "a.docx")


def test_a_word_file_that_swells_is_refused_before_it_fills_the_memory() -> None:
    assert "trop gros une fois ouvert" in refusal(word_file_with(word__media__x_bin=bytes(110_000_000)), "a.docx")
    assert "trop gros une fois ouvert" in refusal(word_file_with(word__document_xml=b" " * 21_000_000), "a.docx")


def test_a_word_file_that_lies_about_its_size_is_unfolded_no_further_than_it_says() -> None:
    honest = word_file_with(word__document_xml=b"<w:p/>" * 5_000_000)
    with zipfile.ZipFile(io.BytesIO(honest)) as package:
        size = package.getinfo("word/document.xml").file_size
    lying = honest.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != honest
    assert "ne peut pas être lu" in refusal(lying, "a.docx")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_word_file_packed_as_word_never_packs_is_refused(method: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file())) as source, zipfile.ZipFile(buffer, "w", method) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    assert "ne peut pas être lu" in refusal(buffer.getvalue(), "a.docx")


def test_a_word_file_expands_no_entity_and_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TRESOR", encoding="utf-8")
    body = f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>a &x; b</w:t></w:r></w:p></w:body></w:document>"
    for entity in (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', '<!ENTITY y "ha"><!ENTITY x "&y;&y;&y;&y;">'):
        data = word_file_with(word__document_xml=f"<!DOCTYPE d [{entity}]>{body}".encode())
        text = read(data, "a.docx").text
        assert "TRESOR" not in text
        assert "haha" not in text


# ---- PDF -----------------------------------------------------------------------------------------------------------------
def pdf(*pages: Callable[[Canvas], None], **options: str) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=True, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(*texts: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for place, text in enumerate(texts):
            canvas.drawString(72, 700 - 20 * place, text)

    return draw


def scanned(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(picture())), 72, 600, 60, 40)


def linked(canvas: Canvas) -> None:
    lines("La plateforme européenne")(canvas)
    canvas.linkURL(LINK, (72, 690, 300, 720))
    canvas.linkURL("mailto:a@b.example", (72, 590, 300, 620))
    canvas.linkRect("", "ailleurs", (1, 1, 2, 2))
    canvas.bookmarkPage("ailleurs")


def test_a_pdf_gives_its_text_its_links_and_where_its_pages_begin() -> None:
    found = read(pdf(lines("Première page", "déjà « là »"), linked), "cgv.pdf")
    assert found.text.split("\n") == ["Première page", "déjà « là »", "La plateforme européenne"]
    assert found.links == (LINK, "mailto:a@b.example")
    assert [found.text[start:].split()[0] for start in found.pages] == ["Première", "La"]
    assert found.warnings == ()


def test_a_word_cut_at_the_end_of_a_line_of_a_pdf_is_still_found(tmp_path: Path) -> None:
    path = tmp_path / "cgv.pdf"
    path.write_bytes(pdf(lines("Voyez la plate-", "forme européenne des liti-", "ges, L616-", "2 du code")))
    assert [found.kind for found in check_file(path).found] == [Trace.PLATFORM, Trace.ARTICLE]


def test_a_scanned_pdf_is_refused_and_a_scanned_page_is_said() -> None:
    assert "ne contient pas de texte" in refusal(pdf(scanned, scanned), "a.pdf")
    assert "ne contient pas de texte" in refusal(pdf(lambda canvas: None), "a.pdf")
    one = read(pdf(lines("Un"), scanned), "a.pdf")
    assert one.warnings == ("La page 2 ne contient pas de texte\u00a0: elle n’a pas été vérifiée.",)
    two = read(pdf(scanned, lines("Un"), scanned), "a.pdf")
    assert two.warnings == ("Les pages 1, 3 ne contiennent pas de texte\u00a0: elles n’ont pas été vérifiées.",)


def test_a_pdf_under_a_password_is_refused_in_words() -> None:
    assert "protégé par un mot de passe" in refusal(pdf(lines("Secret"), encrypt="abc"), "a.pdf")


def test_a_broken_pdf_is_refused_in_words() -> None:
    whole = pdf(lines("Un"))
    for data in (b"", b"bonjour", b"%PDF-1.7", whole[:60]):
        assert "abîmé" in refusal(data, "a.pdf")


# ---- e-mails -------------------------------------------------------------------------------------------------------------
def test_an_e_mail_gives_its_subject_and_what_is_seen_of_it() -> None:
    message = EmailMessage()
    message["Subject"] = "Réponse à votre réclamation"
    message.set_content("La version que personne ne voit : RLL", charset="iso-8859-1")
    message.add_alternative(f'<p>Signature : <a href="{LINK}">litiges</a></p>', subtype="html")
    message.add_attachment(b"RLL en annexe", maintype="text", subtype="plain", filename="a.txt")
    found = read(bytes(message), "m.eml")
    assert found.text == "Réponse à votre réclamation\nSignature : litiges"
    assert found.links == (LINK,)


@pytest.mark.parametrize("subject", ["=?no-such?q?a=E9?=", "=?utf-\ufffd?q?a?=", "=?utf-8?b?a?="])
def test_a_plain_e_mail_keeps_its_accents_whatever_it_declares(subject: str) -> None:
    head = f"Subject: {subject}\nContent-Type: text/plain; charset=no-such\n\n".encode()
    found = read(head + "déjà réglé, à l’été".encode("cp1252"), "m.eml")
    assert found.text.split("\n")[1:] == ["déjà réglé, à l’été"]


def test_an_e_mail_nested_without_end_is_refused_in_words() -> None:
    head = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(2000))
    assert "ne peut pas être lu" in refusal(head + b"\nfin", "m.eml")


# ---- refusals of all kinds ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("cgv.odt", "enregistrez-le en .docx"),
        ("cgv.doc", "enregistrez-le en .docx"),
        ("capture.PNG", "copiez le texte à la main"),
        ("programme.exe", "collez le texte"),
        ("sans extension", "collez le texte"),
        (".docx", "collez le texte"),
    ],
)
def test_another_kind_of_file_is_refused_with_what_to_do(name: str, advice: str) -> None:
    sentence = refusal(b"bonjour", name)
    assert "LitigeDesk sait lire (.txt, .md, .html, .htm, .docx, .pdf ou .eml)" in sentence
    assert advice in sentence


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.docx", "a.eml"])
def test_an_empty_file_has_no_text(name: str) -> None:
    data = word_file() if name == "a.docx" else b" \n "
    assert refusal(data, name) == f"«\u202f{name}\u202f» ne contient pas de texte."


def test_too_much_is_refused_in_words() -> None:
    assert "au plus 20\u00a0Mo" in refusal(bytes(20_000_001), "a.txt")
    assert "trop de texte" in refusal(b"mot " * 1_300_000, "a.txt")


# ---- the question a screen asks ------------------------------------------------------------------------------------------
def test_a_file_is_checked_with_its_pages_links_and_mediator(tmp_path: Path) -> None:
    path = tmp_path / "cgv.pdf"
    path.write_bytes(pdf(lines("Médiateur : CM2C, www.cm2c.net"), linked, scanned))
    checked = check_file(path, "CM2C", "https://www.cm2c.net/")
    assert checked.name == "cgv.pdf"
    assert [(found.kind, checked.page(found)) for found in checked.found] == [(Trace.LINK, None)]
    assert checked.mediator == MediatorMention(name=True, site=True)
    assert len(checked.warnings) == 1
    path.write_bytes(pdf(lines("Un"), lines("Article L616-2")))
    (article,) = (checked := check_file(path)).found
    assert checked.page(article) == 2
    assert checked.mediator is None


def test_a_pasted_text_is_checked_without_name_or_page() -> None:
    checked = check_text("Plateforme\r\nRLL\r\n", "Médiation X", "")
    assert checked.name == ""
    assert [(found.line, checked.page(found)) for found in checked.found] == [(1, None)]
    assert checked.mediator == MediatorMention(name=False, site=False)


def test_a_file_that_is_gone_a_folder_and_a_pipe_are_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "dossier.txt").mkdir()
    for name, sentence in (("absent.txt", "n’est plus à cet endroit"), ("dossier.txt", "ne peut pas être lu")):
        with pytest.raises(StorageError, match=sentence):
            check_file(tmp_path / name)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "tube.txt")
        with pytest.raises(StorageError, match="ne peut pas être lu"):
            check_file(tmp_path / "tube.txt")
    with (tmp_path / "énorme.txt").open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(StorageError, match="au plus 20\u00a0Mo"):
        check_file(tmp_path / "énorme.txt")


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp850"])
@pytest.mark.parametrize("text", ["VIR HÉLÈNE", "Société Générale", "Échéance payée", "reçu de l’hôtel"])
def test_a_few_accented_words_are_enough_to_tell_the_encoding(text: str, encoding: str) -> None:
    if encoding == "cp850" and "’" in text:
        text = text.replace("’", "'")
    assert decoded(text.encode(encoding)) == text
