"""What no file of ours does, whoever imports it; each failure names the file and the line."""

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORE = ROOT / "litigedesk"
PACKAGES = (CORE, ROOT / "ui")
MODULE_LINES = 400
TEST_LINES = 500  # a test module is read a test at a time
FUNCTION_LINES = 60
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}
# Their import costs more than the rest of the start together, so it waits until they are needed.
HEAVY = {
    "PIL", "charset_normalizer", "clevercsv", "cryptography", "dateutil", "docx", "holidays", "icalendar", "jinja2", "lxml",
    "markdown_it", "openpyxl", "pypdf", "pypdfium2", "rapidfuzz", "reportlab", "stdnum", "vobject",
}  # fmt: skip
CLOCKS = {"today", "now", "utcnow", "localtime", "gmtime"}
CLOCK_OWNERS = {"date", "datetime", "time"}

Finding = tuple[ast.AST, str]


def python_files(*folders: Path) -> list[Path]:
    return [path for folder in folders for path in sorted(folder.rglob("*.py"))]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def places(paths: list[Path], find: Callable[[ast.Module], Iterator[Finding]]) -> list[str]:
    """``file:line what`` for all that ``find`` yields in these files."""
    return [
        f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)} {what}"
        for path in paths
        for node, what in find(tree_of(path))
    ]


def called_attributes(tree: ast.Module) -> Iterator[tuple[ast.Call, ast.Attribute]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func


# ---- rules -----------------------------------------------------------------------------------------------------------
def test_a_name_says_what_a_module_is() -> None:
    empty = [path.relative_to(ROOT) for path in python_files(*PACKAGES) if SAYS_NOTHING & {path.stem, path.parent.name}]
    assert empty == []


def test_no_module_is_longer_than_can_be_kept_in_mind() -> None:
    too_long = {
        str(path.relative_to(ROOT)): lines
        for roots, most in ((PACKAGES, MODULE_LINES), ((ROOT / "tests",), TEST_LINES))
        for path in python_files(*roots)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > most
    }
    assert too_long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    def long_functions(tree: ast.Module) -> Iterator[Finding]:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    yield node, f"{node.name} has {lines} lines"

    assert places(python_files(*PACKAGES), long_functions) == []


def test_the_core_is_told_the_date_and_never_reads_the_clock() -> None:
    def clock_readings(tree: ast.Module) -> Iterator[Finding]:
        for call, function in called_attributes(tree):
            owner = function.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if (function.attr in CLOCKS and name in CLOCK_OWNERS) or (name, function.attr) == ("time", "time"):
                yield call, f"calls {name}.{function.attr}()"

    assert places([path for path in python_files(CORE) if path.name != "__main__.py"], clock_readings) == []


def test_no_fault_is_swallowed_outside_the_crash_report() -> None:
    def catches_all(caught: ast.expr | None) -> bool:
        names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
        return any(name is None or getattr(name, "id", "") in {"Exception", "BaseException"} for name in names)

    def swallowed(tree: ast.Module) -> Iterator[Finding]:
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler) and catches_all(node.type):
                last = node.body[-1]
                if not (isinstance(last, ast.Raise) and last.exc is None):
                    yield node, "catches every fault and does not raise it again"

    assert places([path for path in python_files(*PACKAGES) if path != ROOT / "ui" / "crash.py"], swallowed) == []


def test_no_script_commits_behind_a_transaction() -> None:
    def scripts(tree: ast.Module) -> Iterator[Finding]:
        yield from ((call, "executescript commits") for call, f in called_attributes(tree) if f.attr == "executescript")

    assert places(python_files(*PACKAGES), scripts) == []


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    def at_the_head(tree: ast.Module) -> Iterator[Finding]:
        for node in tree.body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            yield from ((node, f"imports {name}") for name in names if name.split(".")[0] in HEAVY)

    assert places(python_files(*PACKAGES), at_the_head) == []


def test_no_widget_is_asked_for_its_screen() -> None:
    """``ui/screen_room.py`` says why, and tells how much room there is."""

    def asked(tree: ast.Module) -> Iterator[Finding]:
        yield from ((call, "calls screen()") for call, function in called_attributes(tree) if function.attr == "screen")

    assert places(python_files(ROOT / "ui", ROOT / "tests"), asked) == []


def test_no_layout_is_asked_for_its_items() -> None:
    """``ui/widgets/layout.py`` says why, and ``placed`` there tells what a layout holds; our own layout keeps its items itself."""

    def asked(tree: ast.Module) -> Iterator[Finding]:
        asking = {"itemAt", "itemAtPosition"}
        yield from (
            (call, f"calls {function.attr}") for call, function in called_attributes(tree) if function.attr in asking
        )

    assert places(python_files(ROOT / "ui", ROOT / "tests"), asked) == []


def test_no_test_waits_for_time_to_pass_or_replaces_our_own_code() -> None:
    def waits(tree: ast.Module) -> Iterator[Finding]:
        for call, function in called_attributes(tree):
            if function.attr in {"sleep", "qWait"} or (
                function.attr == "wait" and getattr(function.value, "id", "") == "qtbot"
            ):
                yield call, f"calls {function.attr}"
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == "unittest":
                yield node, "imports mock"

    assert places(python_files(ROOT / "tests"), waits) == []


@pytest.mark.parametrize("name", ["ui", "litigedesk"])
def test_no_folder_of_tests_hides_a_package(name: str) -> None:
    assert not (ROOT / "tests" / name / "__init__.py").exists()
