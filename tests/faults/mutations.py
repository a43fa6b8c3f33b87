"""A sound file changed at random: bytes, pieces moved, words that mean something to whoever reads it; also inside archives."""

import io
import json
import random
import zipfile
from typing import Final

WORDS: Final = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"%", b"{{", b"<!DOCTYPE x [<!ENTITY a 'b'>]>&a;", b"<", b"]]>", b"&#0;", b"&a;", b"\r",
    b"\n", b";", b'"', b"'", b"9" * 400, b"-1", b"1e999", b"NaN", b"2147483648", b"31/02/2026", b"0000-00-00",
    b"../../../etc/passwd", b"=cmd|'/C calc'!A0", b"\xe2\x80\xae", b"\xc3", b"A" * 5_000, b"(" * 500, b"<a>" * 500, b"[" * 500,
    b"null", b"{}", b"%PDF-1.7", b"PK\x03\x04", b"BEGIN:VCARD\n", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n",
    b"=?utf-8?b?/////w==?=", b"\x1b[31m", b"xmlns:x=''", b"<![CDATA[", b"20261399",
)  # fmt: skip


def changed(sample: bytes, luck: random.Random) -> bytes:
    """One of its kind, with one to eight changes; now and then only random bytes."""
    if luck.random() < 0.03:
        return luck.randbytes(luck.randrange(400))
    data = bytearray(sample)
    for _ in range(luck.choice((1, 1, 2, 3, 8))):
        place, length = luck.randrange(len(data) + 1), luck.choice((1, 2, 8, 64, 1_000))
        match luck.randrange(7):
            case 0:
                data[place : place + 1] = bytes([luck.randrange(256)])
            case 1:
                del data[place : place + length]
            case 2:
                data[place:place] = data[place : place + length] * luck.choice((1, 2, 50))
            case 3:
                data[place:place] = luck.choice(WORDS)
            case 4:
                data[place : place + length] = luck.choice(WORDS)
            case 5:
                other = luck.randrange(len(data) + 1)
                data[place : place + length] = data[other : other + length]
            case _:
                if luck.random() < 0.3:
                    del data[place:]
    return bytes(data[:2_000_000])


def changed_inside(sample: bytes, luck: random.Random) -> bytes:
    """An archive, one of whose files is changed and packed again, so that its checksums are right; or the archive itself."""
    if luck.random() < 0.3:
        return changed(sample, luck)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample)) as sound, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        names = sound.namelist()
        chosen = luck.choice(names)
        for name in names:
            content = sound.read(name)
            packed.writestr(name, changed(content, luck) if name == chosen else content)
    return made.getvalue()


VALUES: Final = (
    None, 0, -1, 1, 2, 3, 99, 2**62, -(2**63), "", "0", "2026-11-22", "9999-12-31", "0001-01-01", "2026-13-45", "x" * 5_000, "\0",
    "\u202e",
    "consumer", "professional", "unpaid", "complaint", "../../x", "{{7*7}}", "=cmd", "f" * 64, True, 1.5, 1e308, [], {}, "a\nb",
)  # fmt: skip


def changed_values(sample: bytes, luck: random.Random) -> bytes:
    """The rows of a dossier, some values of which are others, of the same row or of no kind of ours."""
    read = json.loads(sample)
    for _ in range(luck.choice((1, 1, 2, 5))):
        row = luck.choice(read["rows"])["row"]
        column = luck.choice(sorted(row))
        row[column] = luck.choice(VALUES) if luck.random() < 0.7 else row[luck.choice(sorted(row))]
    return json.dumps(read).encode()
