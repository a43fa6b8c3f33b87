"""The commands of copies given paths and passwords that a tired person, or another system, writes."""

import os
from datetime import date
from pathlib import Path

import pytest

from litigedesk.__main__ import main
from litigedesk.operations.backup import second_place

TODAY = date(2026, 11, 22)
LONG = "x" * 300


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ligne") / "exemple"
    assert main(["demo", str(folder), "--clients", "1"], today=TODAY) == 0
    return folder


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    capsys.readouterr()
    status = main([str(word) for word in words], today=TODAY)
    return status, capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [("backup", "--out", LONG), ("import", "clients", LONG), ("export", LONG), ("restore", LONG), ("demo", LONG)],
    ids=lambda words: words[0],
)
def test_a_name_too_long_for_the_disk_is_said(
    data: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = run(capsys, "--data", data, *words)
    assert (status, said.count("\n")) == (1, 1)
    assert "trop long" in said


def test_a_data_folder_whose_name_is_too_long_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    status, said = run(capsys, "--data", LONG, "check")
    assert (status, "trop long" in said) == (1, True)


def test_a_password_is_the_one_that_would_be_typed_or_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed, wide, ansi = (tmp_path / name for name in ("utf-8", "utf-16", "cp1252"))
    typed.write_text("clé-été", encoding="utf-8")
    wide.write_text("clé-été\r\n", encoding="utf-16")
    ansi.write_text("clé-été", encoding="cp1252")
    base = ("--data", data)
    assert run(capsys, *base, "backup", "--out", tmp_path / "copie", "--password-file", wide)[0] == 0
    new = ("--data", tmp_path / "neuf")
    assert run(capsys, *new, "restore", tmp_path / "copie", "--password-file", typed) == (0, "")
    status, said = run(capsys, *base, "backup", "--out", tmp_path / "autre", "--password-file", ansi)
    assert (status, "UTF-8" in said, (tmp_path / "autre").exists()) == (1, True, False)


def test_a_folder_is_no_copy(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = run(capsys, "--data", data, "restore", tmp_path)
    assert (status, said) == (1, f"«\u202f{tmp_path}\u202f» n’est pas un fichier.\n")


def test_a_second_place_given_from_where_one_stands_is_remembered_from_anywhere(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "clé").mkdir()
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "--data", data, "backup", "--second", "clé") == (0, "")
    monkeypatch.chdir(os.sep)
    held = second_place(data)
    assert held is not None
    assert held.folder == tmp_path / "clé"
