"""What is read of files that anybody may have made: a few sound ones of each kind to change, and how the program reads them."""

import hashlib
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Final

from litigedesk import imports
from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.exchange import bank_table, einvoice, file_facts
from litigedesk.exchange.ics import CalendarItem, calendar
from litigedesk.operations import backup, bank, bundles, dossier_files, pieces
from litigedesk.queries import bank_files, einvoices
from litigedesk.rules.settlement import Share
from litigedesk.search.file_text import text_of
from litigedesk.store.backups.archive import DATABASE, MANIFEST
from litigedesk.store.check import examine
from tests.exchange import evidence_files, invoice_files, outlook_file, test_bank_files
from tests.faults import letters, worlds
from tests.faults.mutations import changed, changed_inside, changed_values
from tests.faults.worlds import NOW, going_on, unseen
from tests.imports.test_hostile_files import try_all

Change = Callable[[bytes, random.Random], bytes]
Use = Callable[[bytes, random.Random], None]
Ready = Callable[[Path], AbstractContextManager[Use]]


@dataclass(frozen=True)
class Kind:
    """A kind of input (French): how one is made, and a place where it is read, with what reads it."""

    harm: str
    words: str
    made: Callable[[random.Random], bytes]
    ready: Ready


def _of(*samples: bytes | str) -> Callable[[random.Random], bytes]:
    """One of these, changed."""
    known = [one.encode() if isinstance(one, str) else one for one in samples]
    return lambda luck: changed(luck.choice(known), luck)


def _packed(sample: Callable[[], bytes]) -> Callable[[random.Random], bytes]:
    return lambda luck: changed_inside(sample(), luck)


# ---- samples ---------------------------------------------------------------------------------------------------------
CSV: Final = (
    "Numéro;Client;Date;Échéance;Total HT;Total TTC;Statut\r\nF-1;Dupont SARL;03/04/2026;03/05/2026;1 000,00;1 200,00 €;Payée\r\n"
    'F-2;"Martin; fils";04/04/2026;;-50;(60,00);\r\n'
)
TAB: Final = (
    "Nom\tSIRET\tCourriel\tAdresse\nDupont\t00010002400017\ta@b.fr\t3 rue X, 29200 Brest\nMairie de Brest\t\t\t\n"
)
CARDS: Final = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jean Dupont\r\nN:Dupont;Jean;;M.;\r\nORG:Société;Compta\r\nEMAIL;TYPE=work:a@b.fr\r\n"
    "ADR;TYPE=work:;;8 quai;Lorient;;56100;France\r\nNOTE:a\\nb\r\nEND:VCARD\r\nBEGIN:VCARD\nVERSION:2.1\n"
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:L=C3=A9a;Morel\nTEL;CELL:06 12 34 56 78\nEND:VCARD\n"
)
MAIL: Final = (
    "From: =?utf-8?q?Jeanne_Mart=C3=ADn?= <jeanne@martin.example>\r\nTo: camille@r.example\r\nSubject: Promesse\r\n"
    "Date: Tue, 3 Nov 2026 10:30:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
    "Content-Type: multipart/alternative; boundary=y\r\n\r\n--y\r\nContent-Type: text/plain; charset=cp1252\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\nOui =E9\r\n--y\r\nContent-Type: text/html\r\n\r\n<p>Oui <a href=x>y</a>"
    "\r\n"
    '--y--\r\n--x\r\nContent-Type: application/pdf; name="a.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjc=\r\n'
    "--x--\r\n"
)
PAGE: Final = (
    "<!doctype html><html><head><style>a{}</style></head><body><table><tr><td>Oui<script>x</script><p>é&eacute;</table>"
)


@cache
def _workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    for row in (
        ["Numéro", "Client", "Date", "Total TTC"],
        ["F-1", "Dupont", NOW, 1234.5],
        ["F-2", "=1/0", "3/4/26", "#REF!"],
    ):
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@cache
def _everything(name: str) -> bytes:
    """A file of a whole folder: made once, before the processes that read."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as place:
        worlds.with_everything(Path(place) / "données")
        return (Path(place) / name).read_bytes()


def _dossier(luck: random.Random) -> bytes:
    """A dossier whose records were changed by somebody who knows how to sign them again."""
    sample = _everything(worlds.DOSSIER)
    if luck.random() < 0.2:
        return changed_inside(sample, luck)
    change = changed if luck.random() < 0.2 else changed_values
    return _signed_again(sample, "dossier.json", change, luck, lambda digest, _size: {"dossier_sha256": digest})


def _archive(luck: random.Random) -> bytes:
    """An archive whose database was changed in the same way."""
    sample = _everything(worlds.ARCHIVE)
    if luck.random() < 0.3:
        return changed_inside(sample, luck)
    return _signed_again(
        sample, DATABASE, changed, luck, lambda digest, size: {"database": {"size": size, "sha256": digest}}
    )


def _signed_again(
    sample: bytes, name: str, change: Change, luck: random.Random, sign: Callable[[str, int], dict[str, object]]
) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample)) as sound, zipfile.ZipFile(made, "w") as packed:
        content = change(sound.read(name), luck)
        signed = sign(hashlib.sha256(content).hexdigest(), len(content))
        manifest = json.dumps(json.loads(sound.read(MANIFEST)) | signed).encode()
        for one in sound.namelist():
            packed.writestr(one, {name: content, MANIFEST: manifest}.get(one) or sound.read(one))
    return made.getvalue()


# ---- readers ---------------------------------------------------------------------------------------------------------
def _ready(use: Callable[[Desk, Path, random.Random], None], suffix: str, *, empty: bool = False) -> Ready:
    """A data folder, and the input as a file beside it."""

    @contextmanager
    def ready(place: Path) -> Iterator[Use]:
        folder = place / "données"
        if not empty:
            worlds.world(folder)
        with Desk.open(folder, lambda: NOW) as desk:

            def read(data: bytes, luck: random.Random) -> None:
                path = place / f"entrée{suffix}"
                path.write_bytes(data)
                use(desk, path, luck)

            yield read

    return ready


def _import(desk: Desk, path: Path, _luck: random.Random) -> None:
    imports.read_source([path])
    try_all(desk, path)


def _bank(desk: Desk, path: Path, _luck: random.Random) -> None:
    found = bank_files.read(path)
    read: Sequence[object] = found.statements
    if found.table is not None:
        fields, _ = bank_files.columns(desk, found.table.table)
        read = [bank_table.statement(found.table.table, fields)]
    lines = bank_files.received(read)[:5]  # type: ignore[arg-type]
    bank.record(desk, [bank.Confirmed(line=line, shares=(Share(1, line.amount),)) for line in lines], path.name)
    desk.undo()


def _einvoice(desk: Desk, path: Path, _luck: random.Random) -> None:
    if (found := einvoice.read(path.read_bytes())) is not None:
        einvoices.read(desk, found)


def _receive(desk: Desk, path: Path, _luck: random.Random) -> None:
    found = dossier_files.reader(desk, path, None)(unseen, going_on)
    dossier_files.review(desk, found)
    dossier_files.receive(desk, found, dossier_files.Choices())
    broken = [one for one in examine(desk.db, desk.vault, desk.folder) if one.code != "file-orphan"]
    assert not broken, broken
    desk.undo()


def _restore(desk: Desk, path: Path, luck: random.Random) -> None:
    new = desk.folder.with_name(f"neuf-{luck.randrange(10**12)}")
    backup.describe(path, desk.folder, NOW)
    backup.restore(new, path, NOW)
    with Desk.open(new, lambda: NOW) as other:
        examine(other.db, other.vault, other.folder)


def _piece(desk: Desk, path: Path, luck: random.Random) -> None:
    """Looked at, looked through, filed, and now and then handed over in one PDF."""
    data = path.read_bytes()
    file_facts.sniff(data, path.name)
    pieces.add(desk, of_dispute(1), [pieces.Incoming(path.name, data)])
    try:
        if luck.random() < 0.1:
            target = path.with_name("dossier.pdf")
            target.unlink(missing_ok=True)
            bundles.make(desk, of_dispute(1), target, bundles.Wanted(), unseen, going_on)
        text_of(data, path.name)
    finally:
        desk.undo()


def _calendar(luck: random.Random) -> bytes:
    return changed(luck.choice((PAGE, CSV, CARDS, "BEGIN:VEVENT\\nEND:VCALENDAR; ,\\\\")).encode(), luck)


def _remember(_desk: Desk, path: Path, luck: random.Random) -> None:
    """Texts of the user in a calendar: whatever they say, there are as many events as dates, and nothing else."""
    from icalendar import Calendar

    text = path.read_bytes().decode(errors="replace")
    days = [NOW.date() + timedelta(number) for number in range(luck.randrange(1, 4))]
    items = [CalendarItem(f"{number}@x", day, text[:300], text, (text[:40],), (2,)) for number, day in enumerate(days)]
    made = Calendar.from_ical(calendar(items, NOW, text[:200]))
    assert [one.name for one in made.subcomponents] == ["VEVENT"] * len(days)
    assert [str(one["uid"]) for one in made.subcomponents] == [one.uid for one in items]


CSV_OF_BANK: Final = "Date;Libellé;Débit;Crédit\n03/03/2026;VIR DUPONT;;1 200,00\n04/03/2026;EAU;45,90;\n"
TABLES: Final = (CSV, TAB, CSV.encode("utf-16"), TAB.encode("cp1252", "replace"))
STATEMENTS: Final = (test_bank_files.SGML, test_bank_files.XML, test_bank_files.QIF, test_bank_files.CAMT, CSV_OF_BANK)
INVOICES: Final = (
    invoice_files.CII, invoice_files.ubl(), invoice_files.pdf_with("factur-x.xml", invoice_files.CII.encode()),
)  # fmt: skip
PDFS: Final = (evidence_files.pdf(), evidence_files.protected_pdf(), invoice_files.pdf_with("a.xml", b"<a/>"))
PICTURES: Final = (evidence_files.photo(), evidence_files.photo("PNG"), evidence_files.scan(2))

IMPORTS: Final = "fichier d’un autre logiciel, modifié au hasard"
OURS: Final = "dossier, copie ou texte de LitigeDesk, modifié puis signé"
PIECES: Final = "pièce modifiée au hasard (courriel, PDF, Word, image)"
LETTERS: Final = "texte de lettre hostile"

KINDS: Final = (
    Kind(IMPORTS, "clients et factures en CSV", _of(*TABLES), _ready(_import, ".csv", empty=True)),
    Kind(IMPORTS, "clients et factures en classeur", _packed(_workbook), _ready(_import, ".xlsx", empty=True)),
    Kind(IMPORTS, "cartes de visite", _of(CARDS), _ready(_import, ".vcf", empty=True)),
    Kind(IMPORTS, "factures électroniques", _of(*INVOICES), _ready(_einvoice, ".xml")),
    Kind(IMPORTS, "relevés OFX, QIF, CAMT, CSV", _of(*STATEMENTS), _ready(_bank, ".ofx")),
    Kind(OURS, "dossiers .litige", _dossier, _ready(_receive, ".litige")),
    Kind(OURS, "copies en un fichier", _archive, _ready(_restore, ".litigedesk")),
    Kind(OURS, "fichiers de textes de lettres", letters.files, _ready(letters.read_file, ".md")),
    Kind(PIECES, "courriels", _of(MAIL), _ready(_piece, ".eml")),
    Kind(PIECES, "messages Outlook", _of(outlook_file.compound_file(outlook_file.message())), _ready(_piece, ".msg")),
    Kind(PIECES, "documents Word", _packed(evidence_files.word), _ready(_piece, ".docx")),
    Kind(PIECES, "PDF", _of(*PDFS), _ready(_piece, ".pdf")),
    Kind(PIECES, "images", _of(*PICTURES), _ready(_piece, ".jpg")),
    Kind(PIECES, "pages et textes", _of(PAGE, CSV, PAGE.encode("utf-16")), _ready(_piece, ".html")),
    Kind(LETTERS, "modèles (Jinja)", letters.texts, letters.ready),
    Kind(LETTERS, "agenda (.ics) de textes hostiles", _calendar, _ready(_remember, ".txt")),
)
