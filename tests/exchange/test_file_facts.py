"""A file is known by what it holds, dated by what it says, and never trusted: what cannot be read is a fact in one sentence."""

import io
import zipfile
import zlib
from datetime import date
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from litigedesk.exchange import file_facts
from litigedesk.exchange.file_facts import LARGEST, FileFacts, sniff
from tests.bad_input.broken_files import blank_picture, under_a_password, word_file_with
from tests.exchange import evidence_files as files
from tests.exchange.outlook_file import compound_file, message

MAIL = b"Received: by x\nFrom: a@b.example\nDate: Sun, 14 Mar 2027 23:30:00 GMT\nSubject: x\n\nBonjour"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40)


def shown(facts: FileFacts) -> tuple[date | None, str, int | None]:
    assert facts.why_not_shown == ""
    assert not facts.protected
    return facts.dated_on, facts.author, facts.pages


# ---- what a file is ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (files.pdf(), "a.pdf", "application/pdf"),
        (b"\n junk \n" + files.pdf(), "a.pdf", "application/pdf"),
        *[
            (files.photo(kind), "a.bin", f"image/{kind.lower()}")
            for kind in ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP")
        ],
        (HEIC, "IMG_1.HEIC", "image/heic"),
        (files.word(), "a.docx", WORD),
        (files.open_document(), "a.odt", files.ODT),
        (files.archive(a=b"1"), "a.zip", "application/zip"),
        (MAIL, "a.eml", "message/rfc822"),
        (MAIL, "sans extension", "message/rfc822"),
        (b"Subject: un seul\n\nx", "a.eml", "message/rfc822"),
        (b"Note: appeler\nDate: demain\n", "a.txt", "text/plain"),
        (compound_file(message()), "a.msg", "application/vnd.ms-outlook"),
        (compound_file({"WordDocument": b"x" * 600}), "a.doc", "application/msword"),
        ("déjà réglé".encode("cp1252"), "a.txt", "text/plain"),
        ("déjà réglé".encode("utf-16"), "a.txt", "text/plain"),
        (b"a;b\n1;2\n", "a.csv", "text/csv"),
        (b"<!DOCTYPE html><p>x", "a.txt", "text/html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "a", "application/xml"),
        (b"<svg onload='x()'/>", "a.svg", "image/svg+xml"),
        (b"BEGIN:VCALENDAR\n", "a", "text/calendar"),
        (b"MZ\x90\0\3\0", "facture.pdf", "application/x-executable"),
        (b"\x7fELF\2\1", "a", "application/x-executable"),
        (b"RIFF\0\0\0\0WAVE", "a", "audio/wav"),
        (b"\0\0\0\x18ftypM4A \0", "a", "audio/mp4"),
        (b"\0\0\0\x18ftypisom\0", "a", "video/mp4"),
        (bytes(range(256)), "a.txt", "application/octet-stream"),
    ],
)
def test_a_file_is_known_by_what_it_holds(data: bytes, name: str, media_type: str) -> None:
    assert sniff(data, name).media_type == media_type


@pytest.mark.parametrize(
    ("data", "name", "remark"),
    [
        (files.photo(), "facture.pdf", "Malgré son nom, ce fichier n’est pas un PDF\u00a0: c’est une image JPEG."),
        (b"MZ\x90\0", "devis.docx", "Malgré son nom, ce fichier n’est pas un document Word\u00a0: c’est un programme."),
        (b"bonjour", "a.png", "Malgré son nom, ce fichier n’est pas une image PNG\u00a0: c’est un texte."),
        (files.photo(), "a.JPG", ""),
        (b"a;b", "a.txt", ""),
        (b"bonjour", "a.csv", ""),
        (files.pdf(), "facture", ""),
        (files.pdf(), "F-12.2027", ""),
    ],
)
def test_a_name_that_deceives_is_said(data: bytes, name: str, remark: str) -> None:
    assert sniff(data, name).remark == remark


# ---- what it says of itself ----------------------------------------------------------------------------------------------
def test_a_pdf_gives_its_day_in_france_its_author_and_pages() -> None:
    assert shown(sniff(files.pdf())) == (date(2027, 3, 15), "Camille Roussel", 2)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("D:20270314233000Z", date(2027, 3, 15)),
        ("D:20270314233000+00'00'", date(2027, 3, 15)),
        ("D:20270315003000+01'00", date(2027, 3, 15)),
        ("D:20270315003000-05'00'", date(2027, 3, 15)),
        ("D:20270314233000", date(2027, 3, 14)),
        ("D:20270314", date(2027, 3, 14)),
        ("20270314", date(2027, 3, 14)),
        ("D:2027", date(2027, 1, 1)),
        ("D:20271399", None),
        ("D:00000000000000", None),
        ("D:19700101000000Z", None),
        ("D:20270314233000+99'99'", date(2027, 3, 14)),
        ("hier", None),
        ("", None),
    ],
)
def test_a_date_of_a_pdf_is_a_day_in_france(written: str, day: date | None) -> None:
    assert sniff(files.pdf(CreationDate=written)).dated_on == day


def test_a_pdf_without_the_day_of_its_making_gives_that_of_its_change() -> None:
    assert sniff(files.pdf(CreationDate="", ModDate="D:20260201120000+01'00'")).dated_on == date(2026, 2, 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_gives_the_day_of_the_camera(kind: str) -> None:
    facts = sniff(files.photo(kind))
    assert (facts.dated_on, facts.author, facts.points) == (date(2027, 3, 14), "Camille Roussel", (64, 48))
    assert facts.why_not_shown == ""


@pytest.mark.parametrize(
    "taken", ["0000:00:00 00:00:00", "    :  :     :  :  ", "", "2027:02:31 10:00:00", "1970:01:01 00:00:00"]
)
def test_a_camera_whose_clock_was_never_set_gives_no_day(taken: str) -> None:
    facts = sniff(files.photo(taken=taken))
    assert (facts.dated_on, facts.why_not_shown) == (None, "")


def test_a_scan_counts_its_pages() -> None:
    assert sniff(files.scan(5)).pages == 5


def test_documents_give_who_saved_them_and_when() -> None:
    assert shown(sniff(files.word()))[:2] == (date(2027, 3, 15), "Camille Roussel")
    facts = sniff(files.open_document())
    assert (facts.dated_on, facts.author, facts.pages) == (date(2027, 3, 14), "Camille Roussel", 3)


def test_e_mails_give_the_day_they_were_sent_and_by_whom() -> None:
    assert shown(sniff(MAIL)) == (date(2027, 3, 15), "a@b.example", None)
    assert shown(sniff(compound_file(message()))) == (
        date(2027, 3, 15),
        "Camille Roussel <camille@roussel.example>",
        None,
    )


def test_an_author_fits_on_one_line() -> None:
    assert sniff(files.pdf(Author="Eve\n\u202eLong " + "x" * 500)).author == ("Eve Long " + "x" * 500)[:200]


# ---- what cannot be shown ------------------------------------------------------------------------------------------------
def large_picture() -> bytes:
    """A few thousand bytes that say they are ten thousand million points."""
    row = zlib.compress(bytes(100))

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    head = (100_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", row) + chunk(b"IEND", b"")


def lying_word_file() -> bytes:
    """A document whose description says it is small and unfolds to two hundred million bytes."""
    data = bytearray(word_file_with(docProps__core_xml=bytes(200_000_000)))
    at = data.rfind(b"docProps/core.xml") - 46
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.pdf", "Ce fichier est vide"),
        (files.protected_pdf(), "a.pdf", "protégé par un mot de passe"),
        (b"%PDF-1.7\n1 0 obj", "a.pdf", "abîmé"),
        (files.pdf()[:600], "a.pdf", "abîmé"),
        (HEIC, "a.heic", "enregistrez-la en JPEG"),
        (large_picture(), "a.png", "trop de points"),
        (blank_picture(8_000), "a.png", "trop de points"),
        (blank_picture(14_000), "a.png", "trop de points"),
        (files.photo("JPEG", size=(900, 900))[:9000], "a.jpg", "abîmée ou incomplète"),
        (files.photo("PNG", size=(300, 300))[:9000], "a.png", "abîmée ou incomplète"),
        (files.scan(3)[:200], "a.tif", "abîmée ou incomplète"),
        (b"GIF89a" + bytes(50), "a.gif", "abîmée ou incomplète"),
        (files.word()[:9000], "a.docx", "abîmé ou incomplet"),
        (word_file_with(word__media__x_bin=bytes(120_000_000)), "a.docx", "trop gros une fois ouvert"),
        (lying_word_file(), "a.docx", "ne peut pas être lu"),
        (under_a_password(), "a.docx", "mot de passe"),
        (compound_file({"EncryptedPackage": b"x" * 600}), "a.docx", "mot de passe"),
        (files.archive(a=bytes(100))[:40], "a.zip", "abîmée ou incomplète"),
        (files.archive(**{f"f{n}": b"" for n in range(20_001)}), "a.zip", "plus de 20\u202f000\u00a0fichiers"),
        (files.open_document()[:-30], "a.odt", "abîmé ou incomplet"),
        (files.open_document(), "a.odt", "exportez-le en PDF"),
        (b"MZ\x90\0", "a.exe", "n’est jamais lancé"),
        (b"OggS" + bytes(20), "a.ogg", "enregistrement"),
        (bytes(300), "a", "format inconnu"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le") * 9, "a.msg", "message Outlook"),
    ],
)  # fmt: skip
def test_why_a_file_is_not_shown_is_said_in_one_sentence(data: bytes, name: str, sentence: str) -> None:
    facts = sniff(data, name)
    said = facts.why_not_shown.replace("000 fichiers", "000\u00a0fichiers")
    assert sentence in said
    assert said.endswith(".")
    assert facts.protected == ("mot de passe" in said)


def test_a_file_of_two_thousand_million_bytes_is_only_weighed() -> None:
    facts = sniff(files.pdf(), "film.pdf", size=2_000_000_000)
    assert facts.why_not_shown == "Ce fichier est trop gros pour être montré\u00a0: 2,0\u00a0Go, au plus 50,0\u00a0Mo."
    assert (facts.size, facts.media_type, facts.pages) == (2_000_000_000, "application/pdf", None)
    assert "trop gros" in sniff(bytes(LARGEST + 1)).why_not_shown


def test_an_archive_that_swells_is_shown_since_only_its_list_is_read() -> None:
    assert sniff(files.archive(a=bytes(200_000_000)), "a.zip").why_not_shown == ""


def test_properties_with_entities_are_not_believed() -> None:
    core = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a><creator>&x;</creator></a>'
    facts = sniff(word_file_with(docProps__core_xml=core), "a.docx")
    assert (facts.author, facts.dated_on, facts.why_not_shown) == ("", None, "")


def test_an_image_that_is_no_image_of_the_kinds_shown_is_not_opened_by_other_readers() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (9, 9)).save(buffer, "PPM")
    assert sniff(buffer.getvalue(), "a.jpg").why_not_shown


# ---- any bytes -----------------------------------------------------------------------------------------------------------
def attached() -> bytes:
    letter = EmailMessage()
    letter["From"] = "a@b.example"
    letter["Subject"] = "x"
    letter.add_attachment(b"x", maintype="a", subtype="b", filename="c")
    return bytes(letter)


VALID = {
    "pdf": files.pdf(),
    "jpeg": files.photo(),
    "png": files.photo("PNG"),
    "tiff": files.photo("TIFF"),
    "scan": files.scan(2),
    "webp": files.photo("WEBP"),
    "gif": files.photo("GIF"),
    "bmp": files.photo("BMP", size=(8, 8)),
    "docx": files.word(),
    "docx stored": files.archive(
        zipfile.ZIP_STORED,
        **{"[Content_Types]_xml": b"<a/>", "word__a": b"", "docProps__core_xml": b"<a><creator>x</creator></a>"},
    ),
    "odt": files.open_document(),
    "zip": files.archive(a=b"bonjour", b=bytes(400)),
    "eml": attached(),
}


@given(st.sampled_from(sorted(VALID)), st.data())
def test_a_valid_file_changed_anywhere_gives_facts(kind: str, data: st.DataObject) -> None:
    valid = VALID[kind]
    place = data.draw(st.integers(0, len(valid)))
    cut, put = data.draw(st.integers(0, 40)), data.draw(st.binary(max_size=40))
    facts = sniff(valid[:place] + put + valid[place + cut :], f"a.{kind}")
    assert facts.why_not_shown == "" or facts.why_not_shown.endswith(".")


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.eml", "a.xml", "a.csv", "a", ".", ""]))
def test_any_bytes_give_facts(data: bytes, name: str) -> None:
    assert sniff(data, name).size == len(data)


@given(st.sampled_from([mark for mark, _ in file_facts.file_kind._FIRST_BYTES]), st.binary(max_size=200))
def test_first_bytes_followed_by_anything_give_facts(mark: bytes, data: bytes) -> None:
    assert sniff(mark + data, "a").called
