"""What the workflows promise: nothing of others that can change under us, no secret, and only commands that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def text_of(name: str) -> str:
    return (ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8")


def test_there_is_one_for_tests_and_one_for_releases() -> None:
    assert [path.name for path in WORKFLOWS] == ["release.yml", "tests.yml"]


@every_workflow
def test_actions_of_others_are_named_by_their_commit_and_version(path: Path) -> None:
    used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert used
    assert [one for one in used if not one.startswith("./") and not PINNED.fullmatch(one)] == []


def test_an_action_has_one_version_everywhere() -> None:
    used = {one for path in WORKFLOWS for one in re.findall(r"uses: (\S+@\S+)", path.read_text(encoding="utf-8"))}
    assert len({one.partition("@")[0] for one in used}) == len(used)


@every_workflow
def test_a_workflow_reads_the_sources_and_knows_no_secret(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "\npermissions:\n  contents: read\n\n" in text
    assert not re.search(r"secrets\b|pull_request_target|write-all|id-token", text)
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_only_the_last_job_of_a_release_may_write_and_only_a_release() -> None:
    text = text_of("release.yml")
    assert re.findall(r"\w[\w-]*: write\b", text) == ["contents: write"]
    assert text.index("contents: write") > text.index("\n  draft:\n")
    assert "write" not in text_of("tests.yml")


@every_workflow
def test_nothing_is_downloaded_but_pinned_actions_and_packages_of_registries(path: Path) -> None:
    assert not re.search(r"\b(curl|wget|choco|brew|Invoke-WebRequest|iwr)\b", path.read_text(encoding="utf-8"))


@every_workflow
def test_every_job_ends_by_itself(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("runs-on:") == text.count("timeout-minutes:")


@every_workflow
def test_every_command_of_ours_exists(path: Path) -> None:
    source = (ROOT / "resources" / "installer" / "from_source.py").read_text(encoding="utf-8")
    known = set(re.findall(r'"([a-z-]+)": \w+', source[source.index("ACTIONS") :]))
    asked = set(re.findall(r"from_source\.py ([\w-]+)", path.read_text(encoding="utf-8")))
    assert asked
    assert asked <= known


def test_the_matrix_is_every_python_the_project_says_it_supports() -> None:
    said = re.search(r'requires-python = ">=3\.(\d+),<3\.(\d+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert said
    wanted = [f"3.{minor}" for minor in range(int(said[1]), int(said[2]))]
    assert re.findall(r'"(3\.\d+)"', text_of("tests.yml")) == wanted


def test_what_is_released_was_tested_installed_and_tried() -> None:
    text = text_of("release.yml")
    assert "needs: [debian, windows-and-macos]" in text
    assert text.count("needs: tests") == 2
    assert "litigedesk --selftest" in text
    assert text.count("from_source.py dist-test") == 2
    assert "sha256sum" in text
