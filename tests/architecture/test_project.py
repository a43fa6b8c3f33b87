"""What the files beside the code promise: names, versions, documents that keep up with the program."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import litigedesk

ROOT = Path(__file__).parents[2]
USER_FIXED = {"litigedesk", "ui", "resources", "tests", "build.spec", "pyproject.toml"}
EVERY_PROJECT = {
    "README.md", "LICENSE", "CHANGELOG.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "Makefile", "constraints.txt",
    ".ci", ".github", ".git", ".gitignore", ".gitattributes", ".editorconfig",
}  # fmt: skip
TEXT = {".py", ".md", ".toml", ".txt", ".spec", ".sql", ".svg", ".json", ".yml", ".yaml", ".sh", ".j2", "", ".desktop"}
NOT_FOR_HELP = {
    "PySide6", "shiboken6", "ui", "docx", "jinja2", "lxml", "reportlab", "pypdfium2", "holidays", "stdnum",
    "markdown_it", "PIL", "dateutil", "sqlite3", "icalendar", "charset_normalizer", "clevercsv", "openpyxl", "rapidfuzz", "vobject",
}  # fmt: skip


def ignored(name: str) -> bool:
    """Whether .gitignore leaves this name out: its patterns are plain names here."""
    patterns = (ROOT / ".gitignore").read_text(encoding="utf-8").split("\n")
    return any(fnmatch(name, pattern.rstrip("/")) for pattern in patterns if pattern and not pattern.startswith("#"))


def text_files() -> Iterator[Path]:
    """Every text file of the project, the licence of others left out."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name != ".git" and not ignored(name)]
        for name in names:
            if Path(name).suffix in TEXT and not ignored(name) and not name.startswith("LICENSE"):
                yield Path(folder) / name


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def public_classes(package: str) -> set[str]:
    return {
        node.name
        for path in sorted((ROOT / package).rglob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }


def test_the_top_level_holds_what_the_user_fixed_and_what_every_project_has() -> None:
    present = {path.name for path in ROOT.iterdir() if not ignored(path.name)}
    assert present - USER_FIXED - EVERY_PROJECT == set()
    assert USER_FIXED - present == set()


def test_the_version_is_written_in_one_place() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"]["path"] == "litigedesk/__init__.py"
    sources = [path for path in text_files() if path.suffix in {".py", ".spec", ".toml"} and "tests" not in path.parts]
    holders = [path for path in sources if f'"{litigedesk.__version__}"' in path.read_text(encoding="utf-8")]
    assert holders == [ROOT / "litigedesk" / "__init__.py"]


def test_the_changelog_tells_users_of_this_version() -> None:
    assert re.search(rf"^## {re.escape(litigedesk.__version__)}\b", read("CHANGELOG.md"), re.MULTILINE)


def test_both_packages_are_declared_and_never_uploaded() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["litigedesk", "ui"]
    assert "Private :: Do Not Upload" in project["project"]["classifiers"]


def test_every_library_has_one_pinned_version() -> None:
    lines = [line.split("#")[0].strip() for line in read("constraints.txt").splitlines()]
    pins = dict(line.split("==") for line in lines if line)
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    names = {re.split(r"[=<>;\[ ]", requirement)[0].lower() for requirement in wanted}
    assert names - pins.keys() == set()


def test_every_class_of_the_domain_is_in_the_glossary() -> None:
    glossary = read("ARCHITECTURE.md").partition("## Glossary")[2]
    assert {name for name in public_classes("litigedesk/domain") if f"`{name}`" not in glossary} == set()


def test_the_documents_speak_of_every_make_target() -> None:
    targets = re.findall(r"^([a-z-]+):.*##", read("Makefile"), re.MULTILINE)
    assert {"run", "test", "check", "demo", "bench", "help"} <= set(targets)
    documents = read("README.md") + read("CONTRIBUTING.md")
    assert {target for target in targets if f"make {target}" not in documents} == set()


def test_every_file_the_documents_point_to_exists() -> None:
    missing = {
        f"{name}: {target}"
        for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", read(name))
        if not (ROOT / target).exists()
    }
    assert missing == set()


def test_every_module_the_documents_name_exists() -> None:
    missing = {
        f"{name}: {path}"
        for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
        for path in re.findall(r"`([a-z_.]+(?:/[a-z_]+)+\.(?:py|toml|yml))`", read(name))
        if not ((ROOT / path).exists() or (ROOT / "litigedesk" / path).exists())
    }
    assert missing == set()


def test_no_file_names_a_folder_of_ours_or_a_package_index() -> None:
    private = re.compile(r"(?<![\w.])/(home|root|Users|work)/\w|index-url|find-links|/simple\b")
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in text_files()
        if path != Path(__file__) and (match := private.search(path.read_text(encoding="utf-8")))
    }
    assert found == set()


def test_asking_the_command_line_for_help_loads_neither_qt_nor_a_heavy_library() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "litigedesk", "--help"],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-400:]
    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert "argparse" in loaded
    assert loaded & NOT_FOR_HELP == set()
