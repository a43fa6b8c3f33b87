"""The text of files of every kind, files made to harm, an index that is damaged or cannot be written, data that were erased."""

import io
import os
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from litigedesk.desk import Desk
from litigedesk.domain.evidence import Piece
from litigedesk.domain.records import Client, Dispute, StoredFile
from litigedesk.operations import clients, privacy
from litigedesk.search import file_text
from litigedesk.search.documents import Document
from litigedesk.search.index import FILE_NAME, Index
from litigedesk.search.keeper import Keeper
from tests.exchange import evidence_files

DAY = date(2026, 3, 3)


def pdf(*lines: str) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for line in lines:
        canvas.drawString(72, 700, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def mail(text: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Paul <paul@x.example>", "moi@y.example", "Rappel"
    message["Date"] = "Tue, 03 Mar 2026 10:00:00 +0100"
    message.set_content(text)
    return message.as_bytes()


def add_piece(desk: Desk, data: bytes, name: str) -> int:
    """A piece of the dispute, made if there is none."""
    with desk.db.transaction("Pièce"):
        client = desk.table(Client).first() or desk.table(Client).insert(Client(name="Dupont"))
        dispute = desk.table(Dispute).first() or desk.table(Dispute).insert(
            Dispute(client_id=client.id or 0, reference="LIT-1", opened_on=DAY)
        )
        stored = desk.vault.put_bytes(data, name)
        kept = desk.table(StoredFile).insert(
            StoredFile(sha256=stored.sha256, name=name, media_type="?", size=stored.size, added_on=DAY)
        )
        number = desk.table(Piece).count() + 1
        piece = desk.table(Piece).insert(
            Piece(dispute_id=dispute.id, number=number, place=number, file_id=kept.id or 0, title=f"Papier {number}")
        )
    return piece.id or 0


def found(keeper: Keeper, question: str) -> list[tuple[str, int]]:
    answer = keeper.find(question)
    assert answer is not None
    return [(hit.kind, hit.id) for group in answer.groups for hit in group.hits]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("contrat.pdf", pdf("Page une", "La ponceuse orbitale est remise")),
        ("message.eml", mail("La ponceuse orbitale est remise en main propre.")),
        ("lettre.docx", evidence_files.word("La ponceuse orbitale est remise")),
        ("note.txt", "La ponceuse orbitale est remise à Élise".encode("cp1252")),
        ("page.html", b"<html><body><p>La ponceuse <b>orbitale</b></p></body></html>"),
    ],
)
def test_a_piece_is_found_by_what_its_file_says(
    desk: Desk, keeper: Keeper, settle: Callable[[], None], name: str, data: bytes
) -> None:
    piece_id = add_piece(desk, data, name)
    settle()
    assert found(keeper, "orbitale ponceuse dupont") == [("piece", piece_id)]
    shown = keeper.excerpt_of("piece", piece_id, "orbitale")
    assert shown is not None
    assert [shown.text[start:end].lower() for start, end in shown.marks] == ["orbitale"]


def test_the_words_of_a_file_go_with_its_last_record(desk: Desk, keeper: Keeper, settle: Callable[[], None]) -> None:
    piece_id = add_piece(desk, b"la ponceuse", "a.txt")
    settle()
    with desk.db.transaction("Suppression"):
        desk.trash.put("une pièce", [desk.table(Piece).get(piece_id)], DAY)
    settle()
    assert found(keeper, "ponceuse") == []
    assert held_texts(desk.folder) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("vide.pdf", b""),
        ("coupé.pdf", pdf("La ponceuse")[:400]),
        ("protégé.pdf", evidence_files.protected_pdf()),
        ("faux.docx", b"PK\x03\x04" + os.urandom(2_000)),
        ("binaire.txt", os.urandom(5_000)),
        ("sans-fin.txt", b"a" * 2_000_000),
        ("tirets.txt", b"a-" * 1_000_000),
        ("chiffres.txt", b"1 " * 1_000_000),
        ("nul.txt", b"\0" * 10_000 + b"ponceuse"),
        ("bombe.zip", evidence_files.archive(a_xml=b"\0" * 5_000_000)),
        ("image.jpg", evidence_files.photo()),
    ],
)
def test_a_file_that_says_nothing_or_is_made_to_harm_is_passed_over(
    desk: Desk, keeper: Keeper, settle: Callable[[], None], name: str, data: bytes
) -> None:
    bad, good = add_piece(desk, data, name), add_piece(desk, b"la ponceuse", "a.txt")
    settle()
    assert ("piece", good) in found(keeper, "ponceuse")
    assert ("piece", bad) in found(keeper, "papier")


def test_a_long_text_is_looked_through_up_to_a_limit() -> None:
    text = file_text.text_of(b"mot " * 2_000_000, "long.txt")
    assert len(text) <= file_text.MOST_TEXT


def test_a_file_that_ended_the_program_is_not_read_again(tmp_path: Path) -> None:
    index = Index(tmp_path / FILE_NAME)
    index.keep("piece", [1], [Document(1, "papier", "", ("a" * 64,))])
    assert index.begin_text() == "a" * 64
    index.close()  # as a crash would, before the text is there
    again = Index(tmp_path / FILE_NAME)
    assert again.begin_text() is None
    again.close()


def held_texts(folder: Path) -> list[tuple[str]]:
    with sqlite3.connect(folder / FILE_NAME) as connection:
        found = connection.execute("SELECT text FROM file_text").fetchall()
    connection.close()
    return found


def contents(folder: Path) -> bytes:
    """All that is in the files of the index, folded as the index does."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob(f"{FILE_NAME}*"))).lower()


def harm_head(path: Path) -> None:
    path.write_bytes(b"\0" * 200 + path.read_bytes()[200:])


def harm_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4_096:] = os.urandom(len(data) - 4_096)
    path.write_bytes(bytes(data))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5_000])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def replace_by_text(path: Path) -> None:
    path.write_text("Ceci n’est pas un index", encoding="utf-8")


def age(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()


@pytest.mark.parametrize("harm", [harm_head, harm_pages, cut, empty, replace_by_text, age, Path.unlink])
def test_a_damaged_index_is_made_anew_without_a_word(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    folder = tmp_path / "données"
    for turn in range(2):
        with Desk.open(folder, lambda: datetime(2026, 11, 22, 9, 0)) as desk:
            if turn == 0:
                clients.save(desk, Client(name="Dupont & Fils"), [], [])
                add_piece(desk, b"la ponceuse", "a.txt")
            keeper = Keeper(folder, desk.db.reader, desk.vault)
            desk.db.follow(keeper)
            while keeper.work(lambda: False, lambda _share: None):
                pass
            assert ("client", 1) in found(keeper, "dupnot")
            assert found(keeper, "ponceuse") == [("piece", 1)]
        if turn == 0:
            harm(folder / FILE_NAME)


def test_an_index_damaged_while_it_is_open_is_made_anew(desk: Desk, keeper: Keeper, settle: Callable[[], None]) -> None:
    clients.save(desk, Client(name="Dupont & Fils"), [], [])
    settle()
    with sqlite3.connect(desk.folder / FILE_NAME) as connection:
        connection.execute("DROP TABLE find_client")
    connection.close()
    assert found(keeper, "dupont") == []
    assert keeper.is_lost
    settle()
    assert found(keeper, "dupont") == [("client", 1)]


def test_where_nothing_can_be_written_the_index_is_in_memory(desk: Desk) -> None:
    clients.save(desk, Client(name="Dupont & Fils"), [], [])
    (desk.folder / FILE_NAME).mkdir()  # as good as a refusal, for whoever runs the tests as root too
    for folder in (desk.folder, None):
        keeper = Keeper(folder, desk.db.reader, desk.vault)
        while keeper.work(lambda: False, lambda _share: None):
            pass
        assert found(keeper, "dupont") == [("client", 1)]
        keeper.closing()
    assert list((desk.folder / FILE_NAME).iterdir()) == []


def test_a_preview_is_searched_and_leaves_nothing_in_its_folder(tmp_path: Path) -> None:
    with Desk.open(tmp_path, lambda: datetime(2026, 11, 22, 9, 0)) as desk:
        clients.save(desk, Client(name="Dupont & Fils"), [], [])
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with Desk.open(tmp_path, lambda: datetime(2026, 11, 22, 9, 0), read_only=True) as desk:
        keeper = Keeper(None, desk.db.reader, desk.vault)
        while keeper.work(lambda: False, lambda _share: None):
            pass
        assert found(keeper, "dupont") == [("client", 1)]
        keeper.closing()
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_what_was_erased_is_nowhere_in_the_index(desk: Desk, keeper: Keeper, settle: Callable[[], None]) -> None:
    client = clients.save(desk, Client(name="Zébulon Quarkentaler", email="zq@quark.example"), [], []).value
    for number in range(30):
        clients.save(desk, Client(name=f"Autre {number}"), [], [])
    settle()
    assert b"quarkentaler" in contents(desk.folder)
    privacy.erase(desk, [client.id or 0], despite_reasons=True)
    settle()
    assert b"quark" not in contents(desk.folder)
    assert found(keeper, "autre 7") != []
