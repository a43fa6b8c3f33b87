"""The commands on a data folder, as someone who scripts them meets them."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from litigedesk.__main__ import main

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ligne") / "exemple"
    assert main(["demo", str(folder)], today=TODAY) == 0
    return folder


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main([str(word) for word in words], today=TODAY)
    seen = capsys.readouterr()
    return status, seen.out, seen.err


def test_the_demo_is_coherent_and_writes_its_letters(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "--data", data, "--json", "check")
    assert (status, json.loads(out)) == (0, {"ok": True, "findings": []})
    names = sorted(path.suffix for path in (data / "exemples").iterdir())
    assert names.count(".docx") == names.count(".pdf") >= 15


def test_the_demo_refuses_a_folder_that_is_not_empty(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(data.rglob("*"))
    status, _, err = run(capsys, "demo", data)
    assert status == 1
    assert "n’est pas vide" in err
    assert sorted(data.rglob("*")) == before


def test_the_catalogue_names_its_letters(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "letters", "--json")
    letters = json.loads(out)
    assert status == 0
    assert [one["id"] for one in letters[:4]] == [
        "relance-amiable",
        "relance-ferme",
        "mise-en-demeure",
        "reponse-contestation",
    ]
    families = [(one["family"], one["recipient"]) for one in letters]
    assert list(dict.fromkeys(families)) == [
        ("payment", "client"), ("contest", "client"), ("complaint", "client"), ("mediation", "mediator"),
        ("mediation", "client"), ("evidence", "client"),
        ("portage", "portage-company"), ("insurance", "insurer"), ("insurance", "portage-company"), ("insurance", "client"),
        ("agreement", "client"), ("procedure", "authority"),
    ]  # fmt: skip
    assert "portage" not in letters[2]["who_may_send"]
    assert all(one["facts"] and one["legal_basis"] for one in letters)


@pytest.mark.parametrize(("suffix", "magic"), [(".pdf", b"%PDF"), (".docx", b"PK")])
def test_a_letter_is_written_in_both_forms(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str, magic: bytes
) -> None:
    out = tmp_path / f"lettre{suffix}"
    status, _, err = run(capsys, "--data", data, "letter", "mise-en-demeure", "--dispute", "1", "--out", out)
    assert (status, err) == (0, "")
    assert out.read_bytes().startswith(magic)
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_the_agreements_and_procedures_of_the_demo_have_their_letters(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from datetime import datetime

    from litigedesk.desk import Desk
    from litigedesk.domain.agreement import Agreement
    from litigedesk.domain.procedure import Procedure
    from litigedesk.letters.ids import AGREEMENT_OF, DECLARE_DEBT, PROCEDURE_OF

    with Desk.open(data, lambda: datetime(2026, 11, 22, 9, 0)) as desk:
        held = {(one.kind, one.dispute_id) for one in [*desk.table(Agreement).where(), *desk.table(Procedure).where()]}
    of_kind = {kind: template for template, kind in (*AGREEMENT_OF.items(), *PROCEDURE_OF.items())}
    wanted = {(of_kind[kind], dispute_id) for kind, dispute_id in held if kind in of_kind}
    assert DECLARE_DEBT in {template for template, _ in wanted}
    told = []
    for template, dispute_id in sorted(wanted):
        out = tmp_path / f"{template}.pdf"
        status, _, err = run(capsys, "--data", data, "letter", template, "--dispute", str(dispute_id), "--out", out)
        told.append((template, status, err))
        assert out.is_file() is (status == 0)
        assert status == 0 or err.startswith("Il manque, pour écrire cette lettre"), "its facts are the user's to type"
    assert sum(status == 0 for _, status, _ in told) >= 4, told


def test_a_letter_with_missing_facts_names_all_of_them_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from datetime import datetime

    from litigedesk.desk import Desk
    from litigedesk.domain.money import Money
    from litigedesk.domain.records import Client, Dispute, Invoice
    from litigedesk.domain.vocabulary import ClientKind
    from litigedesk.operations import clients, disputes, invoices

    folder, out = tmp_path / "d", tmp_path / "x.pdf"
    with Desk.open(folder, lambda: datetime(2026, 11, 22, 9)) as desk:
        client = clients.save(desk, Client(name="Sans Adresse SAS", kind=ClientKind.PROFESSIONAL)).value
        sums = {"net": Money.of("100"), "gross": Money.of("100")}
        day = date(2026, 9, 1)
        sold = Invoice(client_id=client.id or 0, number="F-1", issued_on=day, due_on=date(2026, 10, 1), **sums)  # type: ignore[arg-type]
        invoice = invoices.save(desk, sold).value
        disputes.open_dispute(desk, Dispute(client_id=client.id or 0, opened_on=TODAY), [invoice.id or 0])
    status, _, err = run(capsys, "--data", folder, "letter", "mise-en-demeure", "--dispute", "1", "--out", out)
    assert status == 1
    assert err.count("\n") == 1
    for word in ("nom", "adresse"):
        assert word in err
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("letter", "mise-en-demeure", "--dispute", "999", "--out", "x.pdf"), ""),
        (("letter", "inconnue", "--dispute", "1", "--out", "x.pdf"), "inconnue"),
        (("letter", "relance-amiable", "--dispute", "1", "--out", "x.txt"), ".docx ou .pdf"),
        (
            ("letter", "relance-amiable", "--dispute", "1", "--out", "nulle/part/x.pdf"),
            "«\u202fpart\u202f» n’existe pas",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence_without_traceback(
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = run(capsys, "--data", data, *words)
    assert (status, out) == (1, "")
    assert sentence in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_data_is_not_made_by_looking_at_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "--data", tmp_path / "rien", "check")
    assert status == 1
    assert "Il n’y a pas de données" in err
    assert not (tmp_path / "rien").exists()


def test_a_backup_is_listed_and_restored_and_the_present_is_kept(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copie.sqlite"
    assert run(capsys, "--data", data, "backup", "--out", copy)[0] == 0
    status, _, err = run(capsys, "--data", data, "backup", "--out", copy)
    assert (status, "existe déjà" in err) == (1, True)
    status, out, _ = run(capsys, "--data", data, "--json", "backups")
    listed = len(json.loads(out))
    assert listed >= 1
    status, out, err = run(capsys, "--data", data, "--json", "restore", copy)
    assert (status, err) == (0, "")
    assert Path(json.loads(out)["previous"]).is_file()
    assert run(capsys, "--data", data, "check")[0] == 0


def test_restoring_what_is_not_a_copy_changes_nothing(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "photo.sqlite"
    wrong.write_bytes(b"not a database" * 100)
    before = (data / "litigedesk.sqlite").read_bytes()
    status, _, err = run(capsys, "--data", data, "restore", wrong)
    assert status == 1
    assert err
    assert (data / "litigedesk.sqlite").read_bytes() == before


def test_a_large_demo_has_the_number_of_clients_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "demo", tmp_path / "grand", "--clients", "12")[0] == 0
    import sqlite3

    with sqlite3.connect(tmp_path / "grand" / "litigedesk.sqlite") as db:
        assert db.execute("SELECT count(*) FROM client").fetchone() == (12,)
        assert db.execute("SELECT count(*) FROM invoice").fetchone() == (60,)
    db.close()


def test_help_imports_neither_qt_nor_what_is_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "litigedesk", "--help"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=True,
    )
    for heavy in ("PySide6", "docx", "reportlab", "jinja2", "holidays", "stdnum", "lxml", "pypdfium2", "PIL"):
        assert f"| {heavy}" not in done.stderr.replace("   ", " ").replace("  ", " ")
