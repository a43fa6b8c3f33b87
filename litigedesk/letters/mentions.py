"""The line at the foot of a letter: the mentions that business documents must carry, each valid between its dates."""

import tomllib
from datetime import date
from functools import cache
from typing import Any

from litigedesk import formats, paths
from litigedesk.domain.records import Profile
from litigedesk.domain.vocabulary import ProfileStatus, VatRegime
from litigedesk.letters import address, escaping


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    with (paths.resources() / "letters" / "mentions.toml").open("rb") as file:
        return tuple(tomllib.load(file)["mention"])


def mention(name: str, on: date) -> str:
    """The wording of a mention valid on that day; empty outside its dates."""
    valid = (row for row in _rows() if row["id"] == name and row["valid_from"] <= on <= row["valid_until"])
    return formats.typographic(next((row["text"] for row in valid), ""))


def footer(profile: Profile, on: date) -> str:
    """Name and « EI », number with RCS (C. com. R123-237), VAT number or franchise (CGI 293 E)."""
    parts = [address.profile_name(profile)]
    if profile.status is ProfileStatus.PORTAGE:
        return f"{parts[0]} — en portage salarial"
    if profile.siret:
        siren = formats.siret(profile.siret[:9])
        city = escaping.clean(profile.registry_city)
        parts.append(f"{siren} RCS {city}" if city else f"SIREN {siren}")
    if profile.vat_regime is VatRegime.FRANCHISE:
        parts.append(mention("vat-franchise", on))
    elif profile.vat_number:
        parts.append(f"TVA {escaping.clean(profile.vat_number)}")
    return " — ".join(part for part in parts if part)
