"""Messages saved by Outlook are read without it; garbage that begins like one is refused in one sentence."""

import struct
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.errors import UserError
from litigedesk.exchange import mail
from litigedesk.exchange.mail import Mail
from tests.exchange.outlook_file import compound_file, message, properties

VALID = compound_file(message())


def refusal(data: bytes) -> str:
    with pytest.raises(UserError) as refused:
        mail.read(data)
    return str(refused.value)


def read_or_refused(data: bytes) -> Mail | None:
    """The e-mail, or nothing when it was refused in words; any other fault fails the test."""
    try:
        return mail.read(data)
    except UserError:
        return None


def test_an_outlook_message_tells_who_wrote_to_whom_when_and_what() -> None:
    found = mail.read(VALID)
    assert found.sender == "Camille Roussel <camille@roussel.example>"
    assert found.recipients == ("Hôtel du Port <compta@port.example>",)
    assert found.copies == ("Me Albert <albert@avocat.example>",)
    assert (found.subject, found.text) == ("Relance de la facture F-12", "Bonjour,\nÀ régler : 1 200 €.")
    assert found.warnings == ()


def test_an_outlook_message_is_of_the_day_it_was_in_france() -> None:
    found = mail.read(VALID)
    assert found.sent_at is not None
    assert (found.sent_on, found.sent_at.hour) == (date(2027, 3, 15), 0)
    assert mail.read(compound_file(message(p0039=datetime(1601, 1, 2, tzinfo=UTC)))).sent_at is None


def test_attachments_come_whole_under_a_safe_name() -> None:
    (found,) = mail.read(VALID).attachments
    assert (found.name, found.media_type) == ("F-12.pdf", "application/pdf")
    assert found.data == b"%PDF-1.7 " + bytes(5000)


def test_a_message_in_the_letters_of_old_windows_is_read() -> None:
    tree = message()
    del tree["__substg1.0_1000001F"]
    tree["__substg1.0_1000001E"] = "réglé, où ? 30 €".encode("cp1252")
    assert mail.read(compound_file(tree)).text == "réglé, où ? 30 €"


def test_a_page_is_told_as_text() -> None:
    assert mail.read(compound_file(message(p1000="", p1013="<p>Déjà <b>réglé</b></p>".encode()))).text == "Déjà réglé"


def test_a_text_that_only_outlook_reads_is_said() -> None:
    assert "enregistrez-le en PDF" in mail.read(compound_file(message(p1000="", p1009=b"LZFu"))).warnings[0]


def test_the_address_of_an_exchange_directory_gives_way_to_the_header() -> None:
    headers = "From: Camille <c@r.example>\r\nDate: Mon, 15 Mar 2027 09:00:00 +0100\r\n"
    found = mail.read(compound_file(message(p5D01="", p0C1F="/O=EXCHANGE/CN=ROUSSEL", p007D=headers)))
    assert found.sender == "Camille <c@r.example>"


def test_a_message_within_a_message_becomes_a_text_with_its_attachments() -> None:
    outer = message()
    outer["__attach_version1.0_#00000001"] = {
        **properties(8, p3705=5, p3001="Relance/de mars"),
        "__substg1.0_3701000D": message(24, p0037="Relance de mars"),
    }
    found = mail.read(compound_file(outer))
    assert [one.name for one in found.attachments] == ["F-12.pdf", "de mars.txt", "F-12.pdf"]
    assert "Objet\u00a0: Relance de mars" in found.attachments[1].data.decode()


def test_a_link_in_place_of_a_file_is_said() -> None:
    tree = message()
    tree["__attach_version1.0_#00000001"] = properties(8, p3705=2, p3707="sur le serveur.pdf")
    assert "n’y est pas enregistrée" in " ".join(mail.read(compound_file(tree)).warnings)


# ---- hostile -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("length", [8, 9, 76, 511, 512, 1535, 1536, 4000])
def test_garbage_after_the_first_bytes_of_outlook_is_refused(length: int) -> None:
    assert "message Outlook" in refusal((VALID[:8] + b"garbage!" * 500)[:length])


@pytest.mark.parametrize("part", range(1, 20))
def test_a_message_cut_short_is_refused(part: int) -> None:
    assert "message Outlook" in refusal(VALID[: len(VALID) * part // 20])


def test_the_path_of_a_file_in_place_of_a_message_opens_no_file() -> None:
    assert "courriel" in refusal(__file__.encode())


def test_another_document_of_old_office_is_no_message() -> None:
    assert "n’est pas un message Outlook" in refusal(compound_file({"WordDocument": b"a" * 600}))


@pytest.mark.parametrize(("place", "what"), [(44, "FAT"), (64, "mini FAT"), (72, "DIFAT"), (40, "directory")])
def test_a_head_that_promises_more_than_the_file_holds_is_refused(place: int, what: str) -> None:
    data = bytearray(VALID)
    struct.pack_into("<I", data, place, 0x7FFFFFFF)
    assert "abîmé" in refusal(bytes(data)), what


def test_streams_that_claim_the_same_bytes_over_and_over_are_refused() -> None:
    tree = {f"s{n:05}": b"x" * 5000 for n in range(40)}
    data = bytearray(compound_file({**message(), **tree}))
    first = data.find("s00000".encode("utf-16-le")) + 116
    for n in range(1, 40):
        at = data.find(f"s{n:05}".encode("utf-16-le"))
        data[at + 116 : at + 120] = data[first : first + 4]
    assert "abîmé" in refusal(bytes(data))


def test_entries_without_end_are_refused() -> None:
    assert "abîmé" in refusal(compound_file({**message(), **{f"s{n:05}": b"" for n in range(12_000)}}))


def test_messages_within_messages_without_end_are_refused() -> None:
    inner = message(24)
    for _ in range(12):
        inner = {
            **message(24),
            "__attach_version1.0_#00000001": {**properties(8, p3705=5), "__substg1.0_3701000D": inner},
        }
    outer = {**inner, **message()}
    assert "ne peut pas être lu" in refusal(compound_file(outer))


@given(st.integers(0, len(VALID)), st.integers(0, 30), st.binary(max_size=30))
def test_a_valid_message_changed_anywhere_is_read_or_refused(place: int, cut: int, put: bytes) -> None:
    found = read_or_refused(VALID[:place] + put + VALID[place + cut :])
    assert found is None or all(one.name and "/" not in one.name for one in found.attachments)


@given(st.data())
def test_a_message_whose_numbers_were_changed_is_read_or_refused(data: st.DataObject) -> None:
    changed = bytearray(VALID)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(2, len(VALID) // 4 - 1)) * 4
        struct.pack_into("<I", changed, place, data.draw(st.sampled_from([0, 1, 2, 5, 64, 0xFFFFFFFE, 0xFFFFFFFF])))
    found = read_or_refused(bytes(changed))
    assert found is None or all(one.name and "/" not in one.name for one in found.attachments)


def test_a_message_to_five_hundred_people_is_read() -> None:
    tree = message()
    for number in range(500):
        tree[f"__recip_version1.0_#{number:08X}"] = properties(
            8, p0C15=1, p3001=f"N{number}", p39FE=f"n{number}@b.example"
        )
    assert len(mail.read(compound_file(tree)).recipients) == 500
