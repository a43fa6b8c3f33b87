"""Everything leaves in a form that outlives the program: no table and no column can be forgotten, nothing secret goes."""

import csv
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from litigedesk.bundle.work import Cancelled
from litigedesk.desk import SCHEMA, Desk
from litigedesk.domain.labelled import Labelled
from litigedesk.domain.records import Client, Dispute, StoredFile
from litigedesk.errors import StorageError
from litigedesk.exchange.spreadsheet import harmless
from litigedesk.operations import readable_exit
from litigedesk.operations.readable_exit.written import ALTERED, GONE
from litigedesk.readable.data_files import csv_of
from litigedesk.readable.pages import Book
from litigedesk.readable.tables import words_of
from litigedesk.reading import Reading
from litigedesk.settings import SECRET_KEYS
from tests.exit.conftest import FORMULA, HOSTILE, NOW, SECRET


def quiet(_done: int, _total: int, _what: str) -> None:
    """Nobody looks."""


@pytest.fixture(scope="module")
def written(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("sortie") / "export"
    with Desk.open(example, lambda: NOW) as desk:
        given = readable_exit.everything(Reading.of(desk))
        readable_exit.write_folder(given, desk.vault, target, quiet, lambda: False)
    return target


@pytest.fixture(scope="module")
def whole(example: Path) -> Iterator[Desk]:
    with Desk.open(example, lambda: NOW) as desk:
        yield desk


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


class Reader(HTMLParser):
    """What a browser would find: links, tags, text."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(page: Path) -> Reader:
    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader


@pytest.mark.parametrize("definition", SCHEMA.definitions, ids=[one.name for one in SCHEMA.definitions])
def test_every_record_and_every_column_is_in_a_table(definition, written: Path, whole: Desk) -> None:  # type: ignore[no-untyped-def]
    words = words_of(definition.name)
    with (written / "csv" / f"{words.file}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    held = [one for one in whole.table(definition.record).all() if getattr(one, "key", "") not in SECRET_KEYS]
    assert held, "the example has no record of this table: whether it leaves is not tested"
    assert len(rows) == len(held)
    by_id = {row["N° interne"]: row for row in rows}
    heads = [words.head(one.name) for one in fields(definition.record)]
    assert len(set(heads)) == len(heads), "two columns have the same name"
    for record in held:
        row = by_id[str(record.id)]
        for one in fields(definition.record):
            value = getattr(record, one.name)
            if isinstance(value, str) and not isinstance(value, Labelled):
                found = row[words.head(one.name)].removeprefix("'" if harmless(value) != value else "")
                assert found.splitlines() == value.splitlines(), (definition.name, one.name)
            elif value is None:
                assert row[words.head(one.name)] == ""
            else:
                assert row[words.head(one.name)] != "", (definition.name, one.name)


def test_every_record_is_on_a_page(whole: Desk) -> None:
    given = readable_exit.everything(Reading.of(whole))
    book = Book(given.shelf, {})
    for table in (
        "client",
        "dispute",
        "contract",
        "mediation",
        "insurance_claim",
        "policy",
        "mediator",
        "portage_company",
    ):
        for record in given.shelf.tables[table]:
            book.record_page(table, record)
    list(book.other_pages())
    every = {(table, one.id) for table, records in given.shelf.tables.items() for one in records}
    assert every - book.shown == set()


def test_the_pages_need_no_script_and_every_link_leads_to_a_file(written: Path) -> None:
    for page in pages(written):
        reader = read(page)
        assert reader.tags & {"script", "iframe", "link", "img"} == set(), page
        for one in reader.links:
            assert not re.match(r"[a-z]+:", one), (page, one)
            assert (page.parent / unquote(one)).is_file(), (page, one)
    assert len(pages(written)) > 60
    assert read(written / "index.html").links, "the contents lead nowhere"


def test_names_that_are_markup_or_formulas_stay_text(written: Path) -> None:
    said = "".join("".join(read(page).text) for page in pages(written))
    assert HOSTILE in said
    assert not any("<script" in page.read_text(encoding="utf-8") for page in pages(written))
    for table in (written / "csv").iterdir():
        with table.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file, delimiter=";"):
                assert not any(re.match(r"\s*[=+@]|\s*-\D", cell) for cell in row), (table.name, row)
    assert f"'{FORMULA}" in (written / "csv" / "clients.csv").read_text(encoding="utf-8-sig")


def test_the_password_does_not_leave(written: Path) -> None:
    assert not any(SECRET.encode() in path.read_bytes() for path in written.rglob("*") if path.is_file())


def test_original_files_leave_as_they_came_under_names_all_systems_take(written: Path, whole: Desk) -> None:
    files = [path for path in (written / "fichiers").rglob("*") if path.is_file()]
    wanted = [whole.vault.read(one.sha256) for one in whole.table(StoredFile).all()]
    assert sorted(path.read_bytes() for path in files) == sorted(wanted)
    relative = [path.relative_to(written).as_posix() for path in files]
    assert len({name.casefold() for name in relative}) == len(relative)
    assert not any(re.search(r'[<>:"|?*\\]|[. ](/|$)', name) for name in relative)
    assert max(map(len, relative)) < 160


def test_a_name_with_slashes_is_one_folder(desk: Desk, tmp_path: Path) -> None:
    with desk.db.transaction("Références"):
        for one in desk.table(Dispute).all():
            desk.table(Dispute).update(replace(one, reference=f"2026/{one.id}/../A/B/C/D"))
    given = readable_exit.everything(Reading.of(desk))
    readable_exit.write_folder(given, desk.vault, tmp_path / "export", quiet, lambda: False)
    files = [path for path in (tmp_path / "export" / "fichiers" / "litiges").rglob("*") if path.is_file()]
    assert files
    assert {len(path.relative_to(tmp_path / "export").parts) for path in files} == {4}


def test_a_folder_with_something_in_it_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "plein"
    target.mkdir()
    (target / "à moi.txt").write_text("x")
    given = readable_exit.everything(Reading.of(desk))
    with pytest.raises(StorageError, match="n’est pas vide"):
        readable_exit.write_folder(given, desk.vault, target, quiet, lambda: False)
    assert [one.name for one in target.iterdir()] == ["à moi.txt"]


def test_giving_up_at_any_moment_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    given = readable_exit.of_client(Reading.of(desk), 1)
    for stop in range(0, 12, 2):
        asked = iter(range(1000))
        with pytest.raises(Cancelled):
            readable_exit.write_folder(given, desk.vault, tmp_path / "export", quiet, lambda: next(asked) >= stop)  # noqa: B023
    assert sorted(one.name for one in tmp_path.iterdir()) == ["données"]


def test_a_file_gone_and_a_file_altered_are_told_and_the_rest_leaves(desk: Desk, tmp_path: Path) -> None:
    first, second, *_ = desk.table(StoredFile).all()
    desk.vault.path_of(first.sha256).unlink()
    altered = desk.vault.path_of(second.sha256)
    altered.chmod(0o600)
    altered.write_bytes(b"autre chose")
    written = readable_exit.write_folder(
        readable_exit.everything(Reading.of(desk)), desk.vault, tmp_path / "export", quiet, lambda: False
    )
    assert len(written.faults) == 2
    said = "".join(read(tmp_path / "export" / "index.html").text)
    assert GONE in said
    assert ALTERED in said


def test_what_is_saved_meanwhile_is_not_half_in_it(desk: Desk) -> None:
    reading = Reading.of(desk)
    with reading.open() as moment:
        before = moment.table(Client).count()
        with desk.db.transaction("Ajout"):
            desk.table(Client).insert(Client(name="Arrivé pendant"))
        assert moment.table(Client).count() == before
    with reading.open() as later:
        assert later.table(Client).count() == before + 1


def test_the_data_of_one_person_are_theirs_alone(desk: Desk, tmp_path: Path) -> None:
    others = [one.name for one in desk.table(Client).all() if one.id != 1]
    target = tmp_path / "personne.zip"
    given = readable_exit.of_client(Reading.of(desk), 1)
    readable_exit.write_zip(given, desk.vault, target, quiet, lambda: False)
    said = csv_of(given.shelf, "client").decode("utf-8-sig")
    assert desk.table(Client).get(1).name in said
    assert not any(name in said for name in others)
    assert {one.client_id for one in given.shelf.tables["dispute"]} == {1}
    assert given.originals
    with pytest.raises(StorageError, match="existe déjà"):
        readable_exit.write_zip(given, desk.vault, target, quiet, lambda: False)
