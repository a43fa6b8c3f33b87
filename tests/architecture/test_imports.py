"""Who may import whom: each rule is a sentence, and its failure shows the chain of imports that breaks it."""

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
FACTS_ARE_HANDED_TO = (
    "litigedesk.rules", "litigedesk.letters", "litigedesk.exchange", "litigedesk.bundle", "litigedesk.help", "litigedesk.paper",
)  # fmt: skip
WHAT_THEY_MAY_IMPORT = (
    "litigedesk.chart", "litigedesk.domain", "litigedesk.errors", "litigedesk.fonts", "litigedesk.formats", "litigedesk.listing",
    "litigedesk.paths", "litigedesk.paper", "litigedesk.pdfium", "litigedesk.whole_file",
)  # fmt: skip
DISK = ("litigedesk.store", "sqlite3")
NOT_A_TAB = {"ui.tabs.base", "ui.tabs.entries"}  # what tabs have in common; the names of all

FETCHING_AND_ACTING = (*DISK, "litigedesk.queries", "litigedesk.operations", "litigedesk.desk")

# Whatever the left side imports, directly or through others, is never on the right side.
NEVER = (
    ("the core knows neither the windows nor Qt", "litigedesk", ("ui", "PySide6", "shiboken6")),
    ("rules are handed facts: they fetch nothing and change nothing", "litigedesk.rules", FETCHING_AND_ACTING),
    ("letters are handed facts: they fetch nothing and change nothing", "litigedesk.letters", FETCHING_AND_ACTING),
    (
        "exchange is handed bytes and facts: it opens no file and changes nothing",
        "litigedesk.exchange",
        FETCHING_AND_ACTING,
    ),
    ("a bundle is handed facts and files: it fetches nothing", "litigedesk.bundle", FETCHING_AND_ACTING),
    ("the readable export is handed records: it fetches nothing", "litigedesk.readable", FETCHING_AND_ACTING),
    ("what is printed is handed its facts: it fetches nothing", "litigedesk.paper", FETCHING_AND_ACTING),
    ("exchange knows no law and writes no letter", "litigedesk.exchange", ("litigedesk.rules", "litigedesk.letters")),
    ("the store knows no law and writes no letter", "litigedesk.store", ("litigedesk.rules", "litigedesk.letters")),
    ("the store serves and never calls back", "litigedesk.store", ("litigedesk.operations", "litigedesk.queries")),
    ("questions change nothing", "litigedesk.queries", ("litigedesk.operations",)),
    ("searching changes no record", "litigedesk.search", ("litigedesk.operations", "litigedesk.desk")),
    ("where disputes stand changes no record", "litigedesk.standing", ("litigedesk.operations", "litigedesk.desk")),
    ("where disputes stand is beside the data", "litigedesk.store", ("litigedesk.standing",)),
    ("questions are answered, whoever keeps the answers", "litigedesk.queries", ("litigedesk.standing",)),
    ("the index is beside the data: nothing that is kept depends on it", "litigedesk.store", ("litigedesk.search",)),
    ("an import is planned without changing anything", "litigedesk.imports", ("litigedesk.operations",)),
)


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Every import of both packages and of what they use, imports made for types only left out."""
    return grimp.build_graph(
        "litigedesk", "ui", include_external_packages=True, exclude_type_checking_imports=True, cache_dir=None
    )


def within(graph: grimp.ImportGraph, package: str) -> set[str]:
    """The package and all its modules, as far as they exist."""
    return {name for name in graph.modules if name == package or name.startswith(f"{package}.")}


def shown(graph: grimp.ImportGraph, importer: str, imported: str) -> str:
    """One link of a chain, with its line."""
    details = graph.get_import_details(importer=importer, imported=imported)
    line = f" (line {details[0]['line_number']})" if details else ""
    return f"{importer}{line} -> {imported}"


def chains(graph: grimp.ImportGraph, importers: set[str], imported: set[str]) -> list[str]:
    """The shortest chains from importers to imported modules, one for each import that enters where it must not."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for importer in sorted(importers):
        for target in sorted(imported - importers):
            chain = graph.find_shortest_chain(importer, target) or ()
            if chain and len(chain) < len(found.get(chain[-2:], (*chain, ""))):
                found[chain[-2:]] = chain
    return ["; ".join(shown(graph, a, b) for a, b in itertools.pairwise(chain)) for chain in found.values()]


def direct(graph: grimp.ImportGraph, importers: set[str]) -> Iterator[tuple[str, str]]:
    """Every import written in these modules."""
    for importer in sorted(importers):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            yield importer, imported


def test_every_module_of_ours_is_under_these_rules(graph: grimp.ImportGraph) -> None:
    files = [
        path.relative_to(ROOT).with_suffix("") for name in ("litigedesk", "ui") for path in (ROOT / name).rglob("*.py")
    ]
    names = {".".join(path.parts).removesuffix(".__init__") for path in files}
    assert names - graph.modules == set(), "a folder without __init__.py escapes the rules"


@pytest.mark.parametrize(("sentence", "package", "forbidden"), NEVER, ids=[rule[0] for rule in NEVER])
def test_it_holds_that(graph: grimp.ImportGraph, sentence: str, package: str, forbidden: tuple[str, ...]) -> None:
    targets = set().union(*(within(graph, name) for name in forbidden))
    broken = chains(graph, within(graph, package), targets)
    assert not broken, f"{sentence}, but:\n" + "\n".join(broken)


def test_the_domain_imports_the_standard_library_only(graph: grimp.ImportGraph) -> None:
    domain = within(graph, "litigedesk.domain")
    assert domain
    broken = [
        shown(graph, importer, imported)
        for importer, imported in direct(graph, domain)
        if imported not in domain and imported.split(".")[0] not in sys.stdlib_module_names
    ]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("package", FACTS_ARE_HANDED_TO)
def test_rules_letters_and_exchange_import_of_the_core_only_what_all_share(
    graph: grimp.ImportGraph, package: str
) -> None:
    allowed = within(graph, package).union(*(within(graph, name) for name in WHAT_THEY_MAY_IMPORT))
    broken = [
        shown(graph, importer, imported)
        for importer, imported in direct(graph, within(graph, package))
        if imported.startswith("litigedesk.") and imported not in allowed
    ]
    assert not broken, "\n".join(broken)


def test_windows_write_through_operations_and_read_through_queries_never_through_the_store(
    graph: grimp.ImportGraph,
) -> None:
    store = set().union(*(within(graph, name) for name in DISK))
    broken = [shown(graph, a, b) for a, b in direct(graph, within(graph, "ui")) if b in store]
    assert not broken, "\n".join(broken)


def test_a_tab_never_imports_another_tab(graph: grimp.ImportGraph) -> None:
    tabs = {".".join(name.split(".")[:3]) for name in within(graph, "ui.tabs") - {"ui.tabs"}} - NOT_A_TAB
    broken = [
        line
        for tab in tabs
        for other in tabs - {tab}
        for line in chains(graph, within(graph, tab), within(graph, other))
    ]
    assert not broken, "\n".join(broken)
