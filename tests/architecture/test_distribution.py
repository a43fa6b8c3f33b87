"""What is built for users agrees with the project, before anything is built: names, versions, licences, libraries."""

import argparse
import ast
import configparser
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import litigedesk
from litigedesk.paths import RESOURCE_FOLDERS
from ui.selftest_files import LIBRARIES

ROOT = Path(__file__).parents[2]
INSTALLER = ROOT / "resources" / "installer"
NAME = "fr.litigedesk.LitigeDesk"
OURS = {"litigedesk", "ui", "PySide6", "shiboken6"}
BUILT_ONLY = {"installer", "screenshots"}
HAVE_A_HOOK = {"lxml"}  # PyInstaller knows what its compiled modules import


@pytest.fixture
def installer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The modules that build are found as they are when they run."""
    monkeypatch.syspath_prepend(str(INSTALLER))


def spec() -> str:
    return (ROOT / "build.spec").read_text(encoding="utf-8")


def linux_file(name: str) -> str:
    return (INSTALLER / "linux" / name).read_text(encoding="utf-8")


def imported() -> Iterator[str]:
    """Every module that our code imports at any depth, whole names."""
    for path in (file for package in ("litigedesk", "ui") for file in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module


def of_others() -> set[str]:
    return {name for name in imported() if name.split(".")[0] not in OURS | sys.stdlib_module_names}


def names_in_spec(variable: str) -> set[str]:
    """The plain names of a list of the spec."""
    for node in ast.parse(spec()).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == variable:
            return {part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant)}
    raise AssertionError(f"build.spec has no {variable}")


def test_the_self_test_asks_every_library_that_the_code_imports() -> None:
    assert {name.split(".")[0] for name in of_others()} == set(LIBRARIES)


def test_nothing_that_the_code_imports_is_left_out_of_the_program() -> None:
    left_out = names_in_spec("EXCLUDED")
    wanted = of_others() | {name for name in imported() if name.startswith("PySide6.")}
    assert {name for name in wanted if any(name == one or name.startswith(f"{one}.") for one in left_out)} == set()


def test_what_compiled_modules_import_is_named_to_the_spec() -> None:
    """A compiled module with its source beside it (mypyc) hides what it imports from the analysis."""
    specs = [find_spec(name) for name in (*LIBRARIES, "chardet", "dateutil", "markupsafe")]
    packages = [Path(place) for one in specs if one for place in one.submodule_search_locations or ()]
    hiding = {
        package.name
        for package in packages
        for file in (*package.rglob("*.so"), *package.rglob("*.pyd"))
        if file.with_name(file.name.partition(".")[0] + ".py").exists()
    }
    assert hiding - HAVE_A_HOOK <= names_in_spec("BY_NAME")


def test_every_folder_of_resources_is_shipped_or_only_for_building() -> None:
    present = {path.name for path in (ROOT / "resources").iterdir() if path.is_dir()}
    assert present == set(RESOURCE_FOLDERS) | BUILT_ONLY


def test_the_menu_entry_opens_the_program_and_its_files() -> None:
    parsed = configparser.ConfigParser(interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment, method-assign]
    parsed.read_string(linux_file(f"{NAME}.desktop"))
    entry = parsed["Desktop Entry"]
    assert (entry["Exec"], entry["Icon"], entry["Terminal"]) == ("litigedesk %f", NAME, "false")
    kind = ET.fromstring(linux_file(f"{NAME}.mime.xml"))[0]
    assert entry["MimeType"] == f"{kind.attrib['type']};"
    assert [one.attrib["pattern"] for one in kind if one.tag.endswith("glob")] == ["*.litige"]
    assert f'setDesktopFileName("{NAME}")' in (ROOT / "ui" / "app.py").read_text(encoding="utf-8")


@pytest.mark.usefixtures("installer")
def test_software_centres_are_told_the_version_of_the_project() -> None:
    from linux import debian

    page = ET.fromstring(debian.filled(f"{NAME}.metainfo.xml", litigedesk.__version__))
    release = page.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": litigedesk.__version__, "date": litigedesk.RELEASED_ON}
    assert page.findtext("id") == NAME
    assert page.findtext("launchable") == f"{NAME}.desktop"
    assert page.findtext("project_license") == "GPL-3.0-or-later"


@pytest.mark.usefixtures("installer")
def test_the_package_begins_no_line_with_a_double_sign_of_french() -> None:
    from linux import debian

    page = debian.filled(f"{NAME}.metainfo.xml", litigedesk.__version__)
    manual = debian.filled("litigedesk.1", litigedesk.__version__)
    assert "se plaint\u202f? LitigeDesk" in page
    assert "hors ligne\u00a0: tout" in page
    assert "0\\~: fait\\~; 1\\~: refusé" in manual
    assert "se plaint\u202f? LitigeDesk" in debian.spaced(debian.CONTROL)
    assert "\nDepends: {depends}\n" in debian.spaced(debian.CONTROL)
    assert not re.search(r" [:;?!](\s|<|$)", page + manual + debian.spaced(debian.CONTROL))


@pytest.mark.usefixtures("installer")
def test_the_package_tells_what_changed_in_this_version() -> None:
    from linux import debian

    told = debian.changelog(litigedesk.__version__)
    assert told.startswith(f"litigedesk ({litigedesk.__version__}) ")
    assert told.count("\n  * ") > 5
    assert re.search(r"^ -- .+ <.+@.+>  \w{3}, \d\d \w{3} \d{4} ", told, re.MULTILINE)


def test_the_page_of_manual_names_every_option_of_the_window() -> None:
    from ui.__main__ import parser

    page = linux_file("litigedesk.1").replace("\\-", "-")
    shown = [action for action in parser()._actions if action.help != argparse.SUPPRESS]
    options = {name for action in shown for name in action.option_strings if name.startswith("--")}
    assert {name for name in options if name not in page} == set()


@pytest.mark.usefixtures("installer")
def test_each_library_is_given_with_the_text_of_its_licence_and_is_listed() -> None:
    import parts

    found = {part.name: part for part in parts.parts()}
    assert [name for name, part in found.items() if not part.licence or len("".join(part.texts)) < 30] == []
    listed = (ROOT / "resources" / "licences" / "THIRD_PARTY.md").read_text(encoding="utf-8").lower()
    assert {name for name in found if name.replace("-", "") not in re.sub(r"[-_]", "", listed)} == set()


@pytest.mark.usefixtures("installer")
def test_the_icon_is_drawn_in_every_size(tmp_path: Path) -> None:
    import icons
    from PIL import Image

    icons.draw(tmp_path)
    for size in icons.SIZES:
        with Image.open(tmp_path / f"{size}.png") as picture:
            assert picture.size == (size, size)
            assert picture.getpixel((0, 0))[3] == 0, "corners are clear"
            assert picture.getpixel((size // 2, size // 8))[3] == 255, "and the rest is not"
    with Image.open(tmp_path / "litigedesk.ico") as picture:
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= picture.info["sizes"]
    with Image.open(tmp_path / "litigedesk.icns") as picture:
        assert (512, 512, 1) in picture.info["sizes"]


@pytest.mark.parametrize("arguments", [("-m", "ui", "--version"), ("resources/installer/start.py", "--version")])
def test_the_program_says_its_version(arguments: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"LitigeDesk {litigedesk.__version__}")


def test_the_program_is_the_command_line_under_that_name(tmp_path: Path) -> None:
    named = tmp_path / "litigedesk-cli.py"
    shutil.copyfile(INSTALLER / "start.py", named)
    command = [sys.executable, str(named), "--json", "holidays", "2027"]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert "2027-05-01" in {day["date"] for day in json.loads(done.stdout)}
