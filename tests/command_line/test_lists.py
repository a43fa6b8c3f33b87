"""The command ``list``, as someone who scripts it meets it."""

import csv
import json
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from litigedesk.__main__ import main
from tests.folders import demo_folder

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("listes") / "exemple"
    demo_folder(folder, datetime(2026, 11, 22, 9))
    return folder


@pytest.mark.parametrize("what", ["clients", "contracts", "deadlines", "disputes", "invoices"])
def test_a_list_is_the_same_in_both_forms(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    capsys.readouterr()
    counts = []
    for name in ("l.csv", "l.xlsx"):
        assert main(["--data", str(data), "--json", "list", what, "--out", str(tmp_path / name)], today=TODAY) == 0
        counts.append(json.loads(capsys.readouterr().out)["rows"])
    rows = list(csv.reader((tmp_path / "l.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    sheet = openpyxl.load_workbook(tmp_path / "l.xlsx").active
    assert sheet is not None
    assert counts == [len(rows) - 1] * 2 == [sheet.max_row - 1] * 2
    assert main(["--data", str(data), "--json", "list", what], today=TODAY) == 0
    told = json.loads(capsys.readouterr().out)
    assert [list(one) for one in told[:1]] == [rows[0]]
    assert len(told) == counts[0]


def test_another_ending_is_refused_in_words(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "list", "clients", "--out", "x.ods"], today=TODAY) == 1
    assert capsys.readouterr().err.strip() == "Le fichier à écrire finit par .csv ou .xlsx."
