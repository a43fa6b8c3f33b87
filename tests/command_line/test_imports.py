"""``import``, as someone who scripts it meets it."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from litigedesk.__main__ import main
from tests.folders import new_desk

TODAY = date(2026, 11, 22)
Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    data = tmp_path / "données"
    new_desk(data, lambda: datetime(2026, 11, 22, 9)).close()

    def command(*words: str | Path) -> tuple[int, Any, str]:
        capsys.readouterr()
        status = main(["--data", str(data), "--json", "import", *map(str, words)], today=TODAY)
        seen = capsys.readouterr()
        return status, json.loads(seen.out) if seen.out else None, seen.err

    return command


def test_what_is_read_added_updated_and_refused(run: Run, tmp_path: Path) -> None:
    people, bills = tmp_path / "clients.csv", tmp_path / "factures.csv"
    people.write_bytes("Nom;Courriel\nCafé Été;c@ete.example\nFaux;pas-un-courriel\n".encode("cp1252"))
    status, told, _ = run("clients", people, "--dry-run")
    assert (status, told["read"], told["added"], told["updated"]) == (0, 2, 1, 0)
    assert [one["line"] for one in told["refused"]] == [3]
    _, told, _ = run("clients", people, "--client", "professional")
    assert (told["added"], told["refused"][0]["reason"].startswith("Cette adresse")) == (1, True)
    assert run("clients", people)[1]["added"] == 0, "the same again adds nothing"
    bills.write_text("No;Pour;Le;Fin;Combien\nF-1;Café Eté;1/4/2026;1/5/2026;1 200,50\n", encoding="utf-8")
    status, told, error = run("invoices", bills)
    assert (status, told) == (1, None)
    assert "« Client »" in error.replace("\u202f", " ")
    given = ("--map", "Pour=client", "--map", "Le=Date de facture", "--map", "Fin=due_on", "--map", "Combien=gross")
    status, told, _ = run("invoices", bills, *given)
    assert (status, told["added"], told["columns"]["Combien"]) == (0, 1, "gross")
    bills.write_text("No;Pour;Le;Fin;Combien\nF-1;Café Eté;1/4/2026;1/6/2026;1 200,50\n", encoding="utf-8")
    assert run("invoices", bills)[1]["updated"] == 1, "the columns given are remembered"


def test_near_clients_wait_for_an_answer_and_refused_lines_are_written(run: Run, tmp_path: Path) -> None:
    people, refused = tmp_path / "clients.csv", tmp_path / "refusées.csv"
    people.write_text("Nom\nAtelier Boréal\n", encoding="utf-8")
    run("clients", people)
    people.write_text("Nom\nAtelier Boreall\n", encoding="utf-8")
    _, told, _ = run("clients", people, "--refused", refused)
    assert "Peut-être déjà là" in told["refused"][0]["reason"]
    assert "Motif du refus" in refused.read_text(encoding="utf-8-sig")
    assert run("clients", people, "--near", "new")[1]["added"] == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rien.csv", b"", "vide"),
        ("image.csv", b"\x89PNG\r\n\x1a\n" + bytes(200), "n’est pas un tableau"),
        ("vieux.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "enregistrez-le en .xlsx"),
    ],
)
def test_what_is_no_table_is_refused_in_words(run: Run, tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    status, told, error = run("clients", path)
    assert (status, told) == (1, None)
    assert words in error
    assert run("clients", tmp_path / "absent.csv")[0] == 1
