"""What the program is made of: the libraries it runs with, their licence texts, and the same list for programs (CycloneDX)."""

from __future__ import annotations

import re
import sqlite3
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import NamedTuple

from frozen import BUILD, ROOT, Failed

LICENCES = ROOT / "resources" / "licences"
TITLE = "Licences des bibliothèques, polices et icônes que LitigeDesk contient"
LICENCE_NAME = re.compile(r"(licen[cs]e|copying|notice|copyright)", re.IGNORECASE)
OTHER_SYSTEMS = re.compile(r"BUILD_LICENSES/(android|cibw_musl|.*musl/)|/doc/|\.html$|\.pyc?$")
WITHOUT_TEXT = {"pyside6-essentials", "shiboken6"}  # their wheels name the LGPL-3.0 and do not hold it


HOMES = ("homepage", "home", "source", "repository", "source code", "github", "documentation")


class Part(NamedTuple):
    """Something of others in the program; ``licence`` is an SPDX expression, or what its authors wrote instead."""

    name: str
    version: str
    licence: str
    home: str
    texts: tuple[str, ...]
    package: bool = True  # of the Python Package Index


def parts() -> list[Part]:
    """All that the program contains of others, Python first, then its libraries by name, then fonts and icons."""
    return [python(), sqlite(), *(part_of(found) for found in libraries()), *drawn()]


def libraries() -> list[Distribution]:
    """The distributions that the project depends on, and those they depend on, on this system."""
    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [Requirement(line) for line in project["dependencies"]]
    found: dict[str, Distribution] = {}
    while waiting:
        requirement = waiting.pop()
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            name = canonical(requirement.name)
            if name not in found:
                found[name] = distribution(name)
                waiting += [Requirement(line) for line in found[name].requires or ()]
    return [found[name] for name in sorted(found)]


def canonical(name: str) -> str:
    """A project's name as the index spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def part_of(found: Distribution) -> Part:
    """One library, with its licence texts; raises Failed when it has none, since it may not be given on without."""
    name = canonical(found.metadata["Name"])
    texts = [*licence_texts(found)]
    if name in WITHOUT_TEXT:
        texts = [(LICENCES / "LGPL-3.0.txt").read_text(encoding="utf-8")]
    if not texts:
        raise Failed(f"{name} ne contient pas le texte de sa licence\u00a0: ajoutez-le à resources/licences.")
    return Part(name, found.version, licence_of(found), home_of(found), tuple(dict.fromkeys(texts)))


def home_of(found: Distribution) -> str:
    """The page of a library: the one called its home, else that of its sources, else the first it names."""
    pages = dict(line.partition(", ")[::2] for line in found.metadata.get_all("Project-URL") or [])
    named = {label.lower(): page for label, page in pages.items()}
    first = (
        found.metadata.get_all("Home-page") or [named[label] for label in HOMES if label in named] or [*pages.values()]
    )
    return first[0] if first and first[0] != "UNKNOWN" else f"https://pypi.org/project/{found.metadata['Name']}"


def licence_of(found: Distribution) -> str:
    """The licence as the library states it: its SPDX expression, else its classifier, else its own words."""
    stated = found.metadata.get_all("License-Expression") or [""]
    classified = [
        line.rpartition("::")[2].strip() for line in found.metadata.get_all("Classifier") or [] if "License ::" in line
    ]
    words = found.metadata.get_all("License") or [""]
    return stated[0] or " / ".join(classified) or words[0].partition("\n")[0]


def licence_texts(found: Distribution) -> Iterator[str]:
    """The texts of licence that come with a library, its own and those of what it holds of others."""
    for file in sorted(found.files or (), key=str):
        inside = ".dist-info/" in str(file) and (LICENCE_NAME.search(file.name) or "licenses/" in str(file).lower())
        if inside and not OTHER_SYSTEMS.search(str(file)):
            yield Path(str(file.locate())).read_text(encoding="utf-8", errors="replace").strip()


def python() -> Part:
    """The interpreter, with the licence text of its installation."""
    places = [Path(sysconfig.get_path("stdlib"), "LICENSE.txt"), Path(sys.base_prefix, "LICENSE.txt")]
    text = next((path.read_text(encoding="utf-8") for path in places if path.exists()), None)
    if text is None:
        raise Failed("Le texte de la licence de Python n’a pas été trouvé dans son installation.")
    return Part("python", sys.version.split()[0], "PSF-2.0", "https://www.python.org", (text.strip(),), package=False)


def sqlite() -> Part:
    """The database inside Python."""
    text = "SQLite est dans le domaine public."
    return Part("sqlite", sqlite3.sqlite_version, "blessing", "https://www.sqlite.org", (text,), package=False)


def drawn() -> list[Part]:
    """Fonts and icons, with the texts kept beside them."""
    resources = ROOT / "resources"
    found = [
        ("inter", "OFL-1.1", "https://rsms.me/inter", resources / "fonts"),
        ("carlito", "OFL-1.1", "https://fonts.google.com/specimen/Carlito", resources / "fonts" / "carlito"),
        ("lucide", "ISC", "https://lucide.dev", resources / "icons"),
    ]
    parts = []
    for name, licence, home, folder in found:
        texts = [path.read_text(encoding="utf-8").strip() for path in sorted(folder.glob("*.txt"))]
        if not texts:
            raise Failed(f"{name} n’a pas le texte de sa licence dans {folder.name}.")
        parts.append(Part(name, "", licence, home, tuple(texts), package=False))
    return parts


def write_licences(target: Path = BUILD / "licences" / "TIERS.txt") -> Path:
    """One file with the list and all the texts, each once; gives it back."""
    found = parts()
    lines = [TITLE, "=" * len(TITLE), "", "LitigeDesk lui-même est sous GPL-3.0-or-later (LICENSE).", ""]
    lines += [" ".join((part.name, part.version)).strip() + f" — {part.licence} — {part.home}" for part in found]
    for part in found:
        lines += ["", "", "=" * 100, f"{part.name} {part.version}".strip(), "=" * 100, "", *part.texts]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return target


def write_bill(version: str, target: Path) -> Path:
    """The list of parts for programs: CycloneDX 1.6 in JSON, the same bytes for the same parts; gives it back."""
    from datetime import UTC, datetime
    from uuid import NAMESPACE_URL, uuid5

    from cyclonedx.factory.license import LicenseFactory
    from cyclonedx.model.bom import Bom, BomMetaData
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6
    from frozen import epoch
    from packageurl import PackageURL

    def component(part: Part) -> Component:
        address = PackageURL("pypi" if part.package else "generic", None, part.name, part.version or None)
        return Component(
            name=part.name, version=part.version or None, purl=address, bom_ref=str(address),
            licenses=[LicenseFactory().make_from_string(part.licence)],
        )  # fmt: skip

    program = Component(name="litigedesk", version=version, type=ComponentType.APPLICATION, bom_ref="litigedesk")
    bill = Bom(
        components=[component(part) for part in parts()],
        metadata=BomMetaData(component=program, timestamp=datetime.fromtimestamp(epoch(), UTC)),
        serial_number=uuid5(NAMESPACE_URL, f"litigedesk-{version}"),
    )
    bill.register_dependency(program, bill.components)
    target.write_text(JsonV1Dot6(bill).output_as_string(indent=2) + "\n", encoding="utf-8", newline="\n")
    return target
