"""What the installers of Windows and macOS promise, read without building them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INSTALLER = ROOT / "resources" / "installer"
SCRIPT = (INSTALLER / "windows" / "installer.nsi").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def installer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The modules that build are found as they are when they run."""
    monkeypatch.syspath_prepend(str(INSTALLER))


@pytest.mark.parametrize(
    ("version", "numbers"), [("1.2.3", (1, 2, 3, 0)), ("0.1", (0, 1, 0, 0)), ("2.0.0rc1", (2, 0, 0, 1))]
)
def test_windows_is_told_a_version_in_four_numbers(version: str, numbers: tuple[int, ...]) -> None:
    import windows

    assert windows.four_numbers(version) == numbers


def test_the_script_is_given_all_that_it_asks_for() -> None:
    asked = set(re.findall(r"\$\{([A-Z]+)\}", SCRIPT)) - set(re.findall(r"!define (\w+)", SCRIPT))
    parameters = set(re.findall(r"!macro \w+ (.+)", SCRIPT))
    asked -= {name for line in parameters for name in line.split()}
    source = (INSTALLER / "windows" / "__init__.py").read_text(encoding="utf-8")
    assert {name for name in asked if f'"{name}"' not in source} == set()


def test_installing_asks_for_no_administrator() -> None:
    assert "RequestExecutionLevel user" in SCRIPT
    assert not re.search(r"HKLM|HKCR|SHCTX|\$PROGRAMFILES|SetShellVarContext all", SCRIPT)


def test_only_the_folder_of_the_program_is_ever_removed_whole() -> None:
    assert set(re.findall(r"RMDir /r (.+?)(?: ;.*)?\n", SCRIPT)) == {r'"$INSTDIR\_internal"'}
    removed = SCRIPT[SCRIPT.index('Section "Uninstall"') :]
    assert not re.search(r'(Delete|RMDir).*"\$(LOCALAPPDATA|APPDATA|DOCUMENTS|PROFILE)', removed)


def test_what_is_installed_beside_the_folder_is_removed() -> None:
    spec = (ROOT / "build.spec").read_text(encoding="utf-8")
    programs = {f"{name}.exe" for name in re.findall(r'program\("([\w-]+)"', spec)}
    named = dict(re.findall(r'!define (\w+) "([\w-]+\.exe)"', SCRIPT))
    removed = {named[name] for name in re.findall(r'Delete "\$INSTDIR\\\$\{(\w+)\}"', SCRIPT)}
    assert removed == programs | {"desinstaller.exe"}


def test_every_key_written_is_removed() -> None:
    written = {tuple(found) for found in re.findall(r'WriteReg\w+ HKCU "\$\{(\w+)\}(\\\$\{KIND\}|\\\.litige)?', SCRIPT)}
    assert written == {("UNINSTALL_KEY", ""), ("CLASSES", r"\${KIND}"), ("CLASSES", r"\.litige")}
    for first, second in written:
        assert re.search(rf'DeleteReg\w+ (/ifempty )?HKCU "\${{{first}}}{re.escape(second)}"', SCRIPT)


def test_a_silent_installation_never_waits_for_an_answer() -> None:
    boxes = re.findall(r"^\s*MessageBox .+$", SCRIPT, re.MULTILINE)
    assert len(boxes) >= 3
    assert [line for line in boxes if " /SD " not in line] == []


def test_the_words_of_the_user_have_french_apostrophes() -> None:
    words = [text for text in re.findall(r'"([^"]*)"', SCRIPT) if re.search(r"\w '?\w", text)]
    assert [text for text in words if re.search(r"[a-zé]'[a-zéê]", text)] == []


def test_no_line_of_the_user_begins_with_a_sign_that_belongs_to_the_word_before() -> None:
    shown = re.findall(r'"([^"\n]* [:;?!](?: |\$)[^"\n]*)"', SCRIPT)
    assert shown == [], "a no-break space stands before these signs"


def test_wine_is_given_every_library_the_program_runs_with_and_none_of_the_tests() -> None:
    from windows import wine

    pins = {line.partition("==")[0] for line in wine.pinned().splitlines()}
    assert {"pyside6-essentials", "holidays", "tzdata", "pyinstaller", "pefile", "docopt"} <= pins
    assert pins & {"pytest", "mypy", "hypothesis", "macholib"} == set()
    assert pins >= wine.FREEZE


def test_the_stubs_for_wine_have_their_sources() -> None:
    from windows import wine

    assert {path.stem for path in (INSTALLER / "windows" / "wine_stubs").glob("*.c")} == set(wine.STUBS)


def test_macos_is_told_that_the_program_opens_its_files() -> None:
    from macos.info_plist import info_plist

    told = info_plist()
    (kind,) = told["CFBundleDocumentTypes"]
    (declared,) = told["UTExportedTypeDeclarations"]
    assert (
        kind["CFBundleTypeExtensions"] == declared["UTTypeTagSpecification"]["public.filename-extension"] == ["litige"]
    )
    assert kind["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert told["CFBundleDevelopmentRegion"] == "fr"
