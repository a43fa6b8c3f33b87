"""One dossier goes from one LitigeDesk to another whole, and comes back; what comes from outside is not believed."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from litigedesk.desk import SCHEMA, Desk
from litigedesk.domain.records import (
    Address,
    Client,
    Contact,
    Dispute,
    Event,
    Invoice,
    Payment,
    Profile,
    Setting,
    StoredFile,
)
from litigedesk.errors import PasswordNeeded, UserError, WrongPassword
from litigedesk.operations import clients, disputes, dossier_files, invoices, privacy
from litigedesk.operations.dossier_files import Choices, Received, scope
from litigedesk.queries import disputes as dossiers
from litigedesk.queries import trash
from litigedesk.store.links import Web, links
from tests.exit.conftest import NOW, SECRET

Row = dict[str, Any]


def quiet(_done: int, _total: int, _what: str) -> None:
    """Nobody looks."""


def sent(desk: Desk, dispute_id: int, target: Path, password: str | None = None) -> Path:
    dossier_files.write(dossier_files.prepared(desk, dispute_id), desk.vault, target, password, quiet, lambda: False)
    return target


def read(desk: Desk, path: Path, password: str | None = None) -> Received:
    return dossier_files.reader(desk, path, password)(quiet, lambda: False)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Desk:  # type: ignore[misc]
    with Desk.open(tmp_path / "ailleurs", lambda: NOW) as opened:
        yield opened


def rows_of(desk: Desk, dispute_id: int) -> list[Row]:
    """The rows that go, each id told by its rank: the same dossier has the same rows wherever it is."""
    rows: list[Row] = json.loads(dossier_files.prepared(desk, dispute_id).rows)["rows"]
    rank: dict[tuple[str, int], int] = {}
    for one in rows:
        rank[one["table"], one["row"]["id"]] = sum(1 for table, _ in rank if table == one["table"])
    parents = {(link.table, link.column): link.parent for link in links(desk.db, SCHEMA)}
    for one in rows:
        for column, value in one["row"].items():
            parent = one["table"] if column == "id" else parents.get((one["table"], column))
            if parent and value is not None:
                one["row"][column] = rank[parent, value]
    return rows


def test_every_dossier_of_the_example_is_the_same_elsewhere(desk: Desk, tmp_path: Path) -> None:
    for dispute in desk.table(Dispute).all():
        path = sent(desk, dispute.id or 0, tmp_path / f"{dispute.id}.litige")
        with Desk.open(tmp_path / f"ailleurs-{dispute.id}", lambda: NOW) as other:
            received = read(other, path)
            there = dossier_files.receive(other, received, Choices()).value
            assert rows_of(other, there) == rows_of(desk, dispute.id or 0), dispute.reference
            mine, theirs = (
                dossiers.dossier(one, number, NOW.date()) for one, number in ((desk, dispute.id or 0), (other, there))
            )
            assert theirs.sums.total_due == mine.sums.total_due
            assert [one.title for one in theirs.events] == [one.title for one in mine.events]
            assert theirs.client.name == mine.client.name
            assert other.vault.missing(one.sha256 for one in other.table(StoredFile).all()) == []
            assert not other.db.rows("SELECT 1 FROM pragma_foreign_key_check")


def test_nothing_of_the_sender_goes_but_their_name_and_nothing_of_their_other_clients(
    desk: Desk, tmp_path: Path
) -> None:
    path = sent(desk, 1, tmp_path / "un.litige")
    profile, client = desk.profile(), desk.table(Dispute).get(1).client_id
    with zipfile.ZipFile(path) as archive:
        said = (archive.read("manifest.json") + archive.read("dossier.json")).decode()
    assert profile.name in said
    for secret in (profile.iban, profile.siret, SECRET):
        assert secret
        assert secret not in said
    others = [one.name for one in desk.table(Client).all() if one.id != client]
    assert not any(name in said for name in others)


def test_each_table_either_goes_with_a_dispute_or_stays_by_name(desk: Desk) -> None:
    web = Web.read(desk.db, SCHEMA)
    gone = {table for dispute in desk.table(Dispute).all() for table, _ in scope.of_dispute(web, dispute.id or 0)}
    assert gone & scope.STAYS == set()
    assert gone | scope.STAYS == {one.name for one in SCHEMA.definitions}
    places = {one.name: place for place, one in enumerate(SCHEMA.definitions)}
    late = [link for link in links(desk.db, SCHEMA) if places[link.parent] > places[link.table]]
    assert late == [], "parents are placed first"


def test_receiving_is_one_step_that_undo_takes_back(desk: Desk, elsewhere: Desk, tmp_path: Path) -> None:
    received = read(elsewhere, sent(desk, 1, tmp_path / "un.litige"))
    before = {one.name: elsewhere.table(one.record).all() for one in SCHEMA.definitions}
    done = dossier_files.receive(elsewhere, received, Choices())
    assert "LIT-2026-001" in done.label
    elsewhere.undo()
    assert {one.name: elsewhere.table(one.record).all() for one in SCHEMA.definitions} == before
    elsewhere.redo()
    assert dossiers.dossier(elsewhere, done.value, NOW.date()).client.name == received.client.name


def test_a_client_who_is_here_is_joined_not_doubled(desk: Desk, elsewhere: Desk, tmp_path: Path) -> None:
    received = read(elsewhere, sent(desk, 1, tmp_path / "un.litige"))
    mine = clients.save(
        elsewhere, Client(name=received.client.name, siret=received.client.siret, phone="0299000000"), []
    ).value
    looked = dossier_files.review(elsewhere, received)
    assert looked.proposed_client == mine.id
    assert "Téléphone" in {one.label for one in dossier_files.differences_with(elsewhere, received, mine.id or 0)}
    dossier_files.receive(elsewhere, received, Choices(client_id=mine.id))
    (joined,) = elsewhere.table(Client).all()
    assert joined.phone == "0299000000", "what is known here stays"
    assert joined.email == received.client.email, "what is not is filled in"
    assert [one.name for one in elsewhere.table(Contact).all()] == [
        one.name for one in received.records["contact"].values()
    ]


def test_the_same_dossier_again_replaces_the_first_which_waits_in_the_trash(
    desk: Desk, elsewhere: Desk, tmp_path: Path
) -> None:
    first = dossier_files.receive(elsewhere, read(elsewhere, sent(desk, 1, tmp_path / "a.litige")), Choices()).value
    disputes.save_event(
        desk, Event(dispute_id=1, kind=desk.table(Event).all()[0].kind, happened_on=NOW.date(), title="Nouveau")
    )
    again = read(elsewhere, sent(desk, 1, tmp_path / "b.litige"))
    looked = dossier_files.review(elsewhere, again)
    assert looked.same is not None
    assert looked.same.id == first
    second = dossier_files.receive(elsewhere, again, Choices(client_id=looked.proposed_client, replace=True)).value
    assert elsewhere.table(Dispute).find(first) is None
    assert elsewhere.table(Dispute).get(second).reference == "LIT-2026-001"
    assert elsewhere.table(Invoice).count() == len(again.records["invoice"])
    assert elsewhere.table(Payment).count() == len(again.records["payment"])
    assert elsewhere.table(Client).count() == 1
    assert any("LIT-2026-001" in one.label for one in trash.rows(elsewhere))
    assert rows_of(elsewhere, second) == rows_of(desk, 1)
    elsewhere.undo()
    assert elsewhere.table(Dispute).get(first).reference == "LIT-2026-001"


def test_a_second_copy_counts_nothing_twice_under_one_number(desk: Desk, elsewhere: Desk, tmp_path: Path) -> None:
    path = sent(desk, 1, tmp_path / "un.litige")
    dossier_files.receive(elsewhere, read(elsewhere, path), Choices())
    looked = dossier_files.review(elsewhere, read(elsewhere, path))
    assert looked.reference == "LIT-2026-002"
    assert looked.invoices[0].dispute is not None
    dossier_files.receive(elsewhere, looked.received, Choices(client_id=looked.proposed_client))
    numbers = [one.number for one in elsewhere.table(Invoice).all()]
    assert sorted(numbers) == ["F-2026-014", "F-2026-014 (copie)"]


def test_an_invoice_that_is_here_in_no_dispute_joins_with_its_payments(
    desk: Desk, elsewhere: Desk, tmp_path: Path
) -> None:
    received = read(elsewhere, sent(desk, 2, tmp_path / "deux.litige"))
    there = next(iter(received.records["invoice"].values()))
    mine = clients.save(elsewhere, Client(name=received.client.name)).value
    here = invoices.save(elsewhere, Invoice(**{**vars(there), "id": None, "client_id": mine.id, "contract_id": None,
                                                "dispute_id": None, "file_id": None})).value  # fmt: skip
    dispute_id = dossier_files.receive(elsewhere, received, Choices(client_id=mine.id)).value
    assert elsewhere.table(Invoice).get(here.id or 0).dispute_id == dispute_id
    assert elsewhere.table(Invoice).count() == len(received.records["invoice"])


def test_a_dossier_that_comes_back_is_known_by_whoever_sent_it(desk: Desk, elsewhere: Desk, tmp_path: Path) -> None:
    there = dossier_files.receive(elsewhere, read(elsewhere, sent(desk, 3, tmp_path / "aller.litige")), Choices()).value
    back = read(desk, sent(elsewhere, there, tmp_path / "retour.litige"))
    looked = dossier_files.review(desk, back)
    assert looked.same is not None
    assert looked.same.id == 3
    assert looked.proposed_client == desk.table(Dispute).get(3).client_id


def test_an_origin_that_only_looks_like_ours_is_another_dossier(desk: Desk, elsewhere: Desk, tmp_path: Path) -> None:
    entries = parts(sent(desk, 3, tmp_path / "aller.litige"))

    def forged(rows: list[Row]) -> None:
        dispute = of(rows, "dispute")[0]
        dispute["origin"] = f"{str(dispute['origin']).rpartition(':')[0]}:{'9' * 40}"

    with_rows(forged)(entries)
    assert dossier_files.review(desk, read(desk, packed(tmp_path / "forge.litige", entries))).same is None


def test_a_password_is_asked_for_and_a_wrong_one_refused(desk: Desk, elsewhere: Desk, tmp_path: Path) -> None:
    path = sent(desk, 1, tmp_path / "un.litige", "à cœur ouvert")
    assert desk.table(Client).get(1).name.encode() not in path.read_bytes()
    with pytest.raises(PasswordNeeded):
        read(elsewhere, path)
    with pytest.raises(WrongPassword):
        read(elsewhere, path, "a coeur ouvert")
    assert read(elsewhere, path, "à cœur ouvert").dispute.reference == "LIT-2026-001"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(UserError):
        read(elsewhere, path, "à cœur ouvert")


# ---- hostile files ---------------------------------------------------------------------------------------------------
def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist()}


def packed(target: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return target


def with_rows(change: Callable[[list[Row]], object]) -> Callable[[dict[str, bytes]], None]:
    """A change of the rows by somebody who knows the format: the manifest says the right SHA-256."""

    def apply(entries: dict[str, bytes]) -> None:
        rows = json.loads(entries["dossier.json"])["rows"]
        change(rows)
        entries["dossier.json"] = json.dumps({"rows": rows}).encode()
        manifest = json.loads(entries["manifest.json"])
        manifest["dossier_sha256"] = hashlib.sha256(entries["dossier.json"]).hexdigest()
        entries["manifest.json"] = json.dumps(manifest).encode()

    return apply


def with_manifest(**values: object) -> Callable[[dict[str, bytes]], None]:
    def apply(entries: dict[str, bytes]) -> None:
        entries["manifest.json"] = json.dumps({**json.loads(entries["manifest.json"]), **values}).encode()

    return apply


def of(rows: list[Row], table: str) -> list[Row]:
    return [one["row"] for one in rows if one["table"] == table]


HOSTILE: dict[str, Callable[[dict[str, bytes]], object]] = {
    "a path that climbs": lambda e: e.update({"../../x": b"x"}),
    "an entry more": lambda e: e.update({"fichiers/readme.txt": b"x"}),
    "no manifest": lambda e: e.pop("manifest.json"),
    "no rows": lambda e: e.pop("dossier.json"),
    "a manifest that is no JSON": lambda e: e.update({"manifest.json": b"{"}),
    "a manifest too deep": lambda e: e.update({"manifest.json": b"[" * 15_000}),
    "another kind of file": with_manifest(format="autre"),
    "a version that is no number": with_manifest(version="1"),
    "rows changed on the way": lambda e: e.update({"dossier.json": e["dossier.json"].replace(b"LIT", b"LAT")}),
    "a file changed on the way": lambda e: e.update({next(n for n in e if n.startswith("fichiers/")): b"autre"}),
    "a file that is not there": lambda e: e.pop(next(n for n in e if n.startswith("fichiers/"))),
    "a bomb": lambda e: e.update({"dossier.json": b" " * 60_000_000}),
    "rows that are no list": lambda e: (e.update({"dossier.json": b'{"rows": 3}'}), with_manifest(
        dossier_sha256=hashlib.sha256(b'{"rows": 3}').hexdigest())(e)),
    "no dispute": with_rows(lambda rows: rows.remove(next(one for one in rows if one["table"] == "dispute"))),
    "two clients": with_rows(lambda rows: rows.insert(0, {"table": "client", "row": {**of(rows, "client")[0], "id": 999}})),
    "a table that does not exist": with_rows(lambda rows: rows.append({"table": "sqlite_master", "row": {"id": 1}})),
    "a setting": with_rows(lambda rows: rows.append({"table": "setting", "row": {"id": 1, "key": "k", "value": "v"}})),
    "a profile": with_rows(lambda rows: rows.append({"table": "profile", "row": {"id": 1}})),
    "a link to an absent record": with_rows(lambda rows: of(rows, "invoice")[0].update(contract_id=98765)),
    "a link that is no number": with_rows(lambda rows: of(rows, "event")[0].update(letter_id="1")),
    "a record of nobody": with_rows(
        lambda rows: rows.append({"table": "stored_file", "row": {**of(rows, "stored_file")[0], "id": 9999}})),
    "the same number twice": with_rows(lambda rows: rows.append({"table": "event", "row": of(rows, "event")[0]})),
    "a wrong type": with_rows(lambda rows: of(rows, "invoice")[0].update(gross="cent")),
    "a true for a number": with_rows(lambda rows: of(rows, "invoice")[0].update(gross=True)),
    "a number too large": with_rows(lambda rows: of(rows, "invoice")[0].update(gross=10**30)),
    "a day that is none": with_rows(lambda rows: of(rows, "invoice")[0].update(due_on="2026-13-45")),
    "a day at the end of time": with_rows(lambda rows: of(rows, "invoice")[0].update(due_on="9999-12-31")),
    "a day before any calendar of ours": with_rows(lambda rows: of(rows, "dispute")[0].update(opened_on="0001-01-01")),
    "an unknown word of a list": with_rows(lambda rows: of(rows, "client")[0].update(kind="royal")),
    "an unknown column": with_rows(lambda rows: of(rows, "client")[0].update(**{'x" DROP': 1})),
    "a text without end": with_rows(lambda rows: of(rows, "client")[0].update(name="a" * 5000)),
    "nothing where something must be": with_rows(lambda rows: of(rows, "dispute")[0].update(opened_on=None)),
    "a size that lies": with_rows(lambda rows: of(rows, "stored_file")[0].update(size=1)),
    "a negative id": with_rows(lambda rows: of(rows, "client")[0].update(id=-1)),
}  # fmt: skip


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_a_file_made_to_deceive_is_refused_in_words(
    change: Callable[[dict[str, bytes]], object], good: Path, elsewhere: Desk, tmp_path: Path
) -> None:
    entries = parts(good)
    change(entries)
    with pytest.raises(UserError) as refused:
        dossier_files.receive(elsewhere, read(elsewhere, packed(tmp_path / "x.litige", entries)), Choices())
    assert str(refused.value).endswith(".")
    assert not elsewhere.table(Dispute).count()
    assert not (tmp_path / "x").exists()


@pytest.fixture(scope="module")
def good(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    import shutil

    folder = Path(shutil.copytree(example, tmp_path_factory.mktemp("bon") / "données"))
    with Desk.open(folder, lambda: NOW) as desk:
        return sent(desk, 1, folder.parent / "bon.litige")


def test_rows_that_the_database_refuses_leave_nothing_behind(good: Path, elsewhere: Desk, tmp_path: Path) -> None:
    entries = parts(good)
    with_rows(lambda rows: of(rows, "invoice")[0].update(gross=5, net=1, vat=1))(entries)
    received = read(elsewhere, packed(tmp_path / "x.litige", entries))
    with pytest.raises(UserError, match="ne tient pas ensemble"):
        dossier_files.receive(elsewhere, received, Choices())
    assert not elsewhere.table(Client).count()
    assert elsewhere.db.undo_label is None


def test_a_newer_version_is_refused_with_what_to_do(good: Path, elsewhere: Desk, tmp_path: Path) -> None:
    for values in ({"version": 2}, {"records": elsewhere.db.version + 1}):
        entries = parts(good)
        with_manifest(**values)(entries)
        with pytest.raises(UserError, match="version plus récente"):
            read(elsewhere, packed(tmp_path / "x.litige", entries))


@pytest.mark.parametrize("cut", [0, 1, 100, 5_000, -1, -30])
def test_a_file_cut_anywhere_is_refused(cut: int, good: Path, elsewhere: Desk, tmp_path: Path) -> None:
    path = tmp_path / "x.litige"
    path.write_bytes(good.read_bytes()[:cut])
    with pytest.raises(UserError):
        read(elsewhere, path)


def test_columns_of_an_older_version_take_their_default(good: Path, elsewhere: Desk, tmp_path: Path) -> None:
    entries = parts(good)
    with_rows(lambda rows: of(rows, "client")[0].pop("erased_on"))(entries)
    assert read(elsewhere, packed(tmp_path / "x.litige", entries)).client.erased_on is None


def test_a_name_of_a_file_made_to_climb_is_made_safe(good: Path, elsewhere: Desk, tmp_path: Path) -> None:
    entries = parts(good)
    with_rows(lambda rows: of(rows, "stored_file")[0].update(name="../../.bashrc"))(entries)
    names = {one.name for one in read(elsewhere, packed(tmp_path / "x.litige", entries)).files}
    assert not any("/" in name for name in names)


def test_a_dossier_received_is_noted_and_the_sender_named(desk: Desk, elsewhere: Desk, tmp_path: Path) -> None:
    received = read(elsewhere, sent(desk, 1, tmp_path / "un.litige"))
    assert received.sender == desk.table(Profile).all()[0].name
    assert received.made_on == NOW.date()
    dossier_files.receive(elsewhere, received, Choices())
    assert elsewhere.db.value("SELECT file_name FROM import_batch") == "un.litige"
    assert elsewhere.table(Setting).count() == 0
    assert isinstance(elsewhere.now(), datetime)


def test_who_was_made_anonymous_is_not_named_again_by_a_dossier(desk: Desk, tmp_path: Path) -> None:
    path = sent(desk, 4, tmp_path / "quatre.litige")
    client = desk.table(Dispute).get(4).client_id
    privacy.anonymise(desk, client, despite_reasons=True)
    bare = desk.table(Client).get(client)
    received = read(desk, path)
    review = dossier_files.review(desk, received)
    assert (review.same, review.proposed_client, review.anonymised) == (desk.table(Dispute).get(4), None, bare)
    assert client not in {one.id for one in review.candidates}
    with pytest.raises(UserError, match="anonyme"):
        dossier_files.receive(desk, received, Choices(client_id=client))
    dossier_files.receive(desk, received, Choices())
    assert desk.table(Client).get(client) == bare
    assert desk.table(Address).where(client_id=client) == []
