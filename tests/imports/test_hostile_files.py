"""Files that nobody meant to be read: always a plan or a sentence, never anything else; and an undo leaves nothing."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigedesk import imports
from litigedesk.desk import Desk
from litigedesk.domain.records import Address, Client, Contact, Invoice, Payment
from litigedesk.domain.upkeep import ImportBatch, RefusedLine
from litigedesk.domain.vocabulary import ImportKind
from litigedesk.errors import UserError
from litigedesk.exchange.tables import MOST_COLUMNS
from litigedesk.imports import Choices
from litigedesk.operations import imports as operations

RECORDS = (Client, Address, Contact, Invoice, Payment, ImportBatch, RefusedLine)
FIELDS = {
    ImportKind.CLIENTS: ("name", "email", "siret"),
    ImportKind.INVOICES: ("number", "issued_on", "gross", "client"),
}
WORDS = (
    "", "Nom", "Client", "Numéro", "Date", "Échéance", "Total HT", "TVA", "Total TTC", "SIRET", "Courriel", "Statut", "Payé",
    "Dupont SARL", "F-1", "F-2", "03/04/2026", "31/02/2026", "2026-04-03", "46115", "1 234,56 €", "(12,00)", "-", "1e999",
    "=cmd|' /C calc'!A0", "00010002400017", "1,00010E+13", "a@b.fr", "a@b.fr, c@d.fr", "Payée", "Brouillon", "Avoir", "-120,00",
    "Total", "0", "'", '"', '""', "12 rue X\n35000 Rennes", "35000 Rennes", "Mairie de Brest", "\0", "\ufeff", "\u202e",
    "&eacute;&#0;&#x110000;", "9" * 400,
)  # fmt: skip
CARDS = (
    "BEGIN:VCARD", "END:VCARD", "VERSION:2.1", "VERSION:3.0", "VERSION:4.0", "FN:Jean Dupont", "N:Dupont;Jean;;M.;", "TEL", ":", "",
    "ORG:Société;Compta", "EMAIL;TYPE=work:a@b.fr", "TEL;CELL:06 12 34 56 78", "ADR;TYPE=work:;;8 quai;Lorient;;56100;France",
    "N;ENCODING=QUOTED-PRINTABLE:=C3=A9;=", "=E9;;;", " suite", "\tsuite", "PHOTO;ENCODING=b:AAAA", "NOTE:a\\nb", "item1.EMAIL:x",
    "N;CHARSET=ZZ;ENCODING=QUOTED-PRINTABLE:=E9", "BEGIN:VEVENT", "END:VEVENT", "FN;ENCODING=BASE64:!!!!", "ADR:;",
    "AGENT:BEGIN:VCARD",
)  # fmt: skip
INSIDE = ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml")
CELLS = st.one_of(st.sampled_from(WORDS), st.text(max_size=12))
DAMAGE = st.tuples(st.integers(0, 10_000), st.sampled_from([b"", b"<", b"&", b'"', b"9999999999", b"\xff", b't="d" ']))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk.open(tmp_path_factory.mktemp("import") / "données", lambda: datetime(2026, 11, 22, 9)) as opened:
        yield opened


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fichiers") / "fichier"


def refused(done: Callable[[], object]) -> bool:
    """Whether it was refused, and in words."""
    try:
        done()
    except UserError as refusal:
        return bool(str(refusal).strip())
    return False


def try_all(desk: Desk, path: Path) -> None:
    """Read, map, plan and import as far as the file allows; then all is taken back."""
    if refused(lambda: imports.read_source([path])):
        return
    source = imports.read_source([path])
    for kind, fields in FIELDS.items():
        mapping = imports.propose_mapping(desk, source, kind)
        for place, key in enumerate(fields):
            if mapping.missing() and place < len(source.columns):
                mapping = mapping.with_field(place, key)
        if mapping.missing():
            continue
        plan = imports.plan(desk, source, kind, mapping)
        choices = Choices(same={doubt.key: None for doubt in plan.doubts})
        foreseen = plan.foreseen(choices)
        if not foreseen.added:
            continue
        done = operations.apply(desk, plan, choices).value
        assert (done.added, done.updated) == (foreseen.added, foreseen.updated)
        desk.undo()
        assert [desk.table(record).count() for record in RECORDS] == [0] * len(RECORDS)


@given(content=st.binary(max_size=600), suffix=st.sampled_from([".csv", ".xlsx", ".vcf", ".txt", ".pdf", ""]))
def test_any_bytes(desk: Desk, file: Path, content: bytes, suffix: str) -> None:
    path = file.with_suffix(suffix)
    path.write_bytes(content)
    try_all(desk, path)


@given(
    rows=st.lists(st.lists(CELLS, max_size=9), max_size=14),
    delimiter=st.sampled_from([";", ",", "\t", "|", " ; "]),
    quote=st.sampled_from(["", '"', "'"]),
    end=st.sampled_from(["\n", "\r\n", "\r", "\r\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "mac-roman", "utf-16", "utf-16-le", "utf-32"]),
    cut=st.integers(0, 3),
)
def test_any_table(
    desk: Desk, file: Path, rows: list[list[str]], delimiter: str, quote: str, end: str, encoding: str, cut: int
) -> None:
    text = end.join(delimiter.join(f"{quote}{cell}{quote}" for cell in row) for row in rows)
    data = text.encode(encoding, errors="replace")
    path = file.with_suffix(".csv")
    path.write_bytes(data[: len(data) - cut])
    try_all(desk, path)


@settings(max_examples=40)
@given(lines=st.lists(st.sampled_from(CARDS), max_size=24))
def test_any_cards(desk: Desk, file: Path, lines: list[str]) -> None:
    path = file.with_suffix(".vcf")
    path.write_text("\n".join(["BEGIN:VCARD", *lines]), encoding="utf-8")
    try_all(desk, path)


@pytest.fixture(scope="module")
def workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Numéro", "Client", "Date", "Total TTC"],
        ["F-1", "Dupont", date(2026, 4, 3), 1234.5],
        ["F-2", "=1/0", datetime(2026, 4, 3, 12), "#REF!"],
    ):
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@given(places=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=6), cut=st.integers(0, 50))
def test_any_damage_to_a_workbook(
    desk: Desk, file: Path, workbook: bytes, places: list[tuple[int, int]], cut: int
) -> None:
    damaged = bytearray(workbook)
    for place, value in places:
        damaged[place % len(damaged)] = value
    path = file.with_suffix(".xlsx")
    path.write_bytes(bytes(damaged[: len(damaged) - cut]))
    try_all(desk, path)


@given(places=st.lists(DAMAGE, min_size=1, max_size=4))
def test_any_damage_inside_a_workbook(desk: Desk, file: Path, workbook: bytes, places: list[tuple[int, bytes]]) -> None:
    path = file.with_suffix(".xlsx")
    with zipfile.ZipFile(io.BytesIO(workbook)) as sound, zipfile.ZipFile(path, "w") as damaged:
        for name in sound.namelist():
            content = bytearray(sound.read(name))
            for place, value in places if name in INSIDE else ():
                content[place % len(content) : place % len(content) + 2] = value
            damaged.writestr(name, bytes(content))
    try_all(desk, path)


def test_a_bomb_a_million_columns_and_a_quote_that_never_ends_are_told_in_words(file: Path) -> None:
    path = file.with_suffix(".xlsx")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 201_000_000)
    with pytest.raises(UserError, match="trop gros"):
        imports.read_source([path])
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>')
    with pytest.raises(UserError, match="DTD"):
        imports.read_source([path])
    text = file.with_suffix(".csv")
    text.write_text(";".join(f"c{n}" for n in range(1_000_000)), encoding="utf-8")
    with pytest.raises(UserError, match=f"plus de {MOST_COLUMNS} colonnes"):
        imports.read_source([text])
    text.write_text('Nom;Ville\n"Le Petit;Rennes\n' + "Dupont;Nantes\n" * 5_000, encoding="utf-8")
    assert len(imports.read_source([text]).table.rows) == 5_001
