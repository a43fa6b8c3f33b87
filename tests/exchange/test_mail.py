"""E-mails are read as their reader saw them, dated by the day in France; the hostile ones are refused in one sentence."""

from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.errors import UserError
from litigedesk.exchange import mail
from litigedesk.exchange.mail import Mail


def written() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Élodie Marchand <elodie@marchand.example>"
    message["To"] = "Camille Roussel <camille@roussel.example>, juge@tribunal.example"
    message["Cc"] = '"Port, Hôtel du" <compta@port.example>'
    message["Date"] = "Sun, 14 Mar 2027 23:30:00 +0000"
    message["Subject"] = "Réponse à votre relance – facture n° 12"
    message.set_content("Bonjour,\nje règle lundi.\n")
    return message


def read(message: EmailMessage) -> Mail:
    return mail.read(message.as_bytes(policy=SMTP))


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


# ---- what an e-mail says -------------------------------------------------------------------------------------------------
def test_an_e_mail_tells_who_wrote_to_whom_when_and_what() -> None:
    found = read(written())
    assert found.sender == "Élodie Marchand <elodie@marchand.example>"
    assert found.recipients == ("Camille Roussel <camille@roussel.example>", "juge@tribunal.example")
    assert found.copies == ("Port, Hôtel du <compta@port.example>",)
    assert found.subject == "Réponse à votre relance – facture n° 12"
    assert found.text == "Bonjour,\nje règle lundi."
    assert (found.attachments, found.warnings) == ((), ())


@pytest.mark.parametrize(
    ("header", "day", "hour"),
    [
        ("Sun, 14 Mar 2027 23:30:00 +0000", date(2027, 3, 15), 0),
        ("Sun, 14 Mar 2027 23:30:00 -0000", date(2027, 3, 15), 0),
        ("Sun, 14 Mar 2027 18:30:00 -0500 (EST)", date(2027, 3, 15), 0),
        ("Mon, 15 Mar 2027 07:30:00 +1400", date(2027, 3, 14), 18),
        ("14 Mar 2027 23:30:00", date(2027, 3, 14), 23),
        ("Sun, 28 Mar 2027 00:59:00 GMT", date(2027, 3, 28), 1),
        ("Sun, 28 Mar 2027 01:00:00 GMT", date(2027, 3, 28), 3),
    ],
)
def test_an_e_mail_is_of_the_day_it_was_in_france(header: str, day: date, hour: int) -> None:
    found = mail.read(f"From: a@b.example\nDate: {header}\n\nBonjour".encode())
    assert found.sent_at is not None
    assert (found.sent_on, found.sent_at.hour) == (day, hour)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "hier",
        "Thu, 1 Jan 1970 00:00:00 +0000",
        "1 Jan 99999 00:00:00",
        "Mon, 31 Feb 2027 25:61:00 +9999",
        "9" * 5000,
    ],
)
def test_a_date_that_is_none_is_left_unknown(header: str) -> None:
    assert mail.read(f"From: a@b.example\nDate: {header}\n\nBonjour".encode()).sent_at is None


def test_headers_in_any_encoding_are_read() -> None:
    head = (
        b"From: =?iso-8859-1?Q?=C9lodie?= =?utf-8?B?IE1hcmNoYW5k?= <e@m.example>\r\n"
        b"To: =?no-such?q?a=E9?= <t@m.example>\r\nCc: non divulgu\xe9s\r\n"
    )
    found = mail.read(head + "Subject: déjà écrit en UTF-8\r\n\r\n".encode() + b"r\xe9gl\xe9")
    assert found.sender == "Élodie Marchand <e@m.example>"
    assert found.recipients == ("=?no-such?q?a=E9?= <t@m.example>",)
    assert found.copies == ("non divulgués",)
    assert (found.subject, found.text) == ("déjà écrit en UTF-8", "réglé")


def test_what_turns_the_direction_of_writing_is_taken_out_of_headers() -> None:
    found = mail.read("From: a@b.example\nSubject: fac\u202etxt\x07.exe\n\nx".encode())
    assert found.subject == "factxt.exe"


def test_a_page_is_told_as_text_and_nothing_of_it_is_fetched_or_run() -> None:
    message = written()
    page = '<p>Je <b>conteste</b></p><script>go("https://a.example")</script><img src="https://b.example/x.png" alt="logo">'
    message.set_content(page, subtype="html")
    assert read(message).text == "Je conteste\nlogo"


def test_of_two_versions_the_one_that_programs_show_is_read() -> None:
    message = written()
    message.set_content("version cachée")
    message.add_alternative("<p>version vue</p>", subtype="html")
    message.add_alternative(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar")
    found = read(message)
    assert found.text == "version vue"
    assert [(one.media_type, one.data) for one in found.attachments] == [("text/calendar", b"BEGIN:VCALENDAR")]


# ---- attachments ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\Windows\\win.ini", "win.ini"),
        ("C:\\fakepath\\devis.pdf", "devis.pdf"),
        ("..", "pièce jointe.pdf"),
        ("", "pièce jointe.pdf"),
        ("CON", "_CON"),
        ("nul.pdf", "_nul.pdf"),
        ("facture\u202efdp.exe", "facturefdp.exe"),
        ('a<b>:"c|?*.pdf', "a_b___c___.pdf"),
        ("dossier. ", "dossier"),
        ("é" * 300 + ".pdf", "é" * 73 + ".pdf"),
        ("devis n° 12\t(signé).pdf", "devis n° 12 (signé).pdf"),
    ],
)
def test_the_name_of_an_attachment_can_be_written_on_any_system(name: str, safe: str) -> None:
    message = written()
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename=name)
    (found,) = read(message).attachments
    assert (found.name, found.media_type, found.data) == (safe, "application/pdf", b"%PDF-1.7")


def test_a_name_encoded_as_a_header_is_read() -> None:
    head = b'From: a@b.example\nContent-Type: image/png; name="=?utf-8?q?re=C3=A7u=2Epng?="\n\n'
    assert mail.read(head).attachments[0].name == "reçu.png"


def test_a_letter_that_outlook_wrapped_stays_an_attachment() -> None:
    message = written()
    message.add_attachment(b"\x78\x9f\x3e\x22", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    found = read(message)
    assert [one.name for one in found.attachments] == ["winmail.dat"]
    assert found.text == "Bonjour,\nje règle lundi."


def test_an_e_mail_attached_to_another_is_a_file_of_its_own_and_not_its_text() -> None:
    inner = written()
    inner.replace_header("Subject", "Devis ../ accepté")
    inner.set_content("Bon pour accord\nFrom ici\n")
    outer = written()
    outer.add_attachment(inner)
    found = read(outer)
    assert found.text == "Bonjour,\nje règle lundi."
    (attached,) = found.attachments
    assert (attached.name, attached.media_type) == ("Devis ..- accepté.eml", "message/rfc822")
    assert mail.read(attached.data).text == "Bon pour accord\nFrom ici"


def test_a_text_file_attached_is_no_text_of_the_e_mail() -> None:
    message = written()
    message.add_attachment("secret", filename="note.txt")
    found = read(message)
    assert "secret" not in found.text
    assert [(one.name, one.data.strip()) for one in found.attachments] == [("note.txt", b"secret")]


def test_an_encrypted_e_mail_says_so() -> None:
    head = b"From: a@b.example\nContent-Type: application/pkcs7-mime; name=smime.p7m\n\nAAAA"
    assert "est chiffré" in " ".join(mail.read(head).warnings)


# ---- hostile -------------------------------------------------------------------------------------------------------------
def nested(levels: int) -> bytes:
    head = b"From: a@b.example\n"
    return head + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (level, level) for level in range(levels)
    )


def test_an_e_mail_is_read_to_thirty_levels_and_no_further() -> None:
    assert mail.read(nested(30) + b"\nau fond").text == "au fond"
    assert "plus de 30 niveaux" in refusal(nested(31) + b"\nau fond")
    assert "emboîtés" in refusal(nested(5000) + b"\nau fond")


def test_e_mails_within_e_mails_without_end_are_refused() -> None:
    assert "emboîtés" in refusal(b"From: a@b.example\nContent-Type: message/rfc822\n\n" * 2000)


def test_an_e_mail_of_too_many_parts_is_refused() -> None:
    head = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n"
    assert "parties" in refusal(head + b"\n--x\n\na\n" * 1001)


@pytest.mark.parametrize("data", [b"", b"bonjour", b"%PDF-1.7", bytes(500), b"\xff" * 500, b"a,b\n1,2\n"])
def test_a_file_that_is_no_e_mail_is_refused(data: bytes) -> None:
    assert "n’est pas un courriel" in refusal(data)


def test_parts_whose_limits_are_broken_are_read_as_one_text() -> None:
    head = b"From: a@b.example\nContent-Type: multipart/mixed\n\n"
    assert mail.read(head + b"--x\n\nbonjour\n").text == "--x\n\nbonjour"


@pytest.mark.parametrize(
    "head",
    [
        b"Subject: " + b"=?utf-8?q?" * 20_000,
        b"To: " + b"(" * 50_000,
        b"To: " + b"<" * 50_000 + b'"' * 3,
        b"To: " + b"a@b.example, " * 10_000,
        b"From: " + b'"a\\' * 20_000,
        b"Content-Type: text/plain; charset*0*=" + b"%" * 4000,
        b'Content-Type: text/plain; charset="' + b"a;" * 2000,
        b"Content-Disposition: attachment; filename*=x'y'%ff%fe",
        b"Content-Disposition: attachment; filename*0*=a; filename*2*=b; filename*99999999999=c",
        b"Content-Transfer-Encoding: x-uuencode",
        b"Content-Transfer-Encoding: base64",
        b"Content-Type: /; =",
        b"X: " + b"\n " * 50_000,
    ],
    ids=lambda head: head[:40],
)
def test_a_header_made_to_break_programs_breaks_nothing(head: bytes) -> None:
    found = mail.read(b"From: a@b.example\n" + head + b"\n\nbegin 644 x\n#AAAA\nfin")
    assert found.sender


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: text/plain;" + b" a=b;" * 200_000,
        b"Subject: " + b"x" * 300_000,
        b"X: y\n" * 30_000,
        b"\n" + b"\r" * 1_100_000,
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" + b"X: y\n" * 30_000,
    ],
    ids=lambda data: data[:20],
)
def test_an_e_mail_made_to_take_all_the_time_is_refused(data: bytes) -> None:
    assert "trop nombreux" in refusal(b"From: a@b.example\n" + data + b"\n\nx")


def test_a_text_without_end_is_cut_and_says_so() -> None:
    found = mail.read(b"From: a@b.example\n\n" + b"a" * 6_000_000)
    assert len(found.text) == mail.MOST_READ
    assert "trop long" in found.warnings[0]


SAMPLE = written()
SAMPLE.add_alternative("<p>Page</p>", subtype="html")
SAMPLE.add_attachment(b"\0\1" * 40, maintype="image", subtype="png", filename="été.png")
SAMPLE.add_attachment(written())
VALID = SAMPLE.as_bytes()


@given(st.integers(0, len(VALID)), st.integers(0, 60), st.binary(max_size=60))
def test_a_valid_e_mail_changed_anywhere_is_read_or_refused(place: int, cut: int, put: bytes) -> None:
    found = read_or_refused(VALID[:place] + put + VALID[place + cut :])
    assert found is None or all(one.name and "/" not in one.name for one in found.attachments)
