"""The command ``dossier``: one PDF or one archive from a data folder, and what it says of it."""

import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from litigedesk.__main__ import main
from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.operations import pieces
from litigedesk.queries import pieces as queries
from tests.folders import demo_folder

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("remise") / "exemple"
    demo_folder(folder, datetime(2026, 11, 22, 9))
    with Desk.open(folder, lambda: datetime(2026, 11, 22, 9)) as desk:
        pieces.add(desk, of_dispute(1), [pieces.Incoming("photo.bin", b"\x00\x01\x02 nothing known")])
        pieces.add_known(desk, of_dispute(1), queries.known_papers(desk, of_dispute(1)))
    return folder


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main([str(word) for word in words], today=TODAY)
    seen = capsys.readouterr()
    return status, seen.out, seen.err


def test_a_dispute_becomes_one_pdf_and_says_what_could_not_be_shown(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "dossier.pdf"
    status, told, _ = run(capsys, "--data", data, "--json", "dossier", "1", "--out", out, "--for", "bailiff")
    found = json.loads(told)
    assert status == 0
    assert found["files"] == [str(out)]
    assert [one["title"] for one in found["slips"]] == ["photo"]
    assert found["pieces"] > 3
    assert out.read_bytes().startswith(b"%PDF")


def test_a_dispute_becomes_one_archive(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "dossier.zip"
    status, told, _ = run(capsys, "--data", data, "dossier", "1", "--out", out)
    assert status == 0
    assert "Dossier écrit" in told
    assert zipfile.is_zipfile(out)


def test_a_claim_is_handed_over_too(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sinistre.pdf"
    status, _, _ = run(capsys, "--data", data, "dossier", "1", "--claim", "--out", out, "--for", "insurer")
    assert status == 0
    assert out.exists()


@pytest.mark.parametrize(
    ("words", "said"), [(("9999",), "n’existe plus"), (("1",), ".pdf ou .zip")], ids=["nobody's", "another ending"]
)
def test_what_cannot_be_is_said_and_nothing_written(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    out = tmp_path / ("d.pdf" if words == ("9999",) else "d.odt")
    status, _, err = run(capsys, "--data", data, "dossier", *words, "--out", out)
    assert status == 1
    assert said in err
    assert not out.exists()


def test_what_is_confidential_goes_to_the_mediator_alone(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "d.pdf"
    status, _, err = run(capsys, "--data", data, "dossier", "1", "--out", out, "--for", "lawyer", "--confidential")
    assert status == 1
    assert "L612-3" in err
    assert not out.exists()
    assert run(capsys, "--data", data, "dossier", "1", "--out", out, "--for", "mediator", "--confidential")[0] == 0
