"""The LibreOffice that turns Word files into pages, when there is one."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from litigedesk import paths

Converter = Callable[[dict[str, bytes]], dict[str, bytes]]


@pytest.fixture
def converted(tmp_path: Path) -> Converter:
    """A function from named ``.docx`` bytes to PDF bytes, through LibreOffice; the test is skipped where it is not installed."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed: the Word files cannot be turned into pages here")

    def convert(files: dict[str, bytes]) -> dict[str, bytes]:
        for name, data in files.items():
            (tmp_path / f"{name}.docx").write_bytes(data)
        profile = (tmp_path / "profile").as_uri()
        fonts = Path(os.environ["XDG_DATA_HOME"]) / "fonts"  # where LibreOffice looks: ours, on a machine that lacks it
        shutil.copytree(paths.resources() / "fonts" / "carlito", fonts, dirs_exist_ok=True)
        command = [
            soffice,
            "--headless",
            f"-env:UserInstallation={profile}",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
        ]
        done = subprocess.run(
            [*command, *(str(tmp_path / f"{name}.docx") for name in files)], capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return {name: (tmp_path / f"{name}.pdf").read_bytes() for name in files}

    return convert
