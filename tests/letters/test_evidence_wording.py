"""The bordereau: its golden texts, what it lists, and what it needs."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from litigedesk.errors import MissingFacts
from litigedesk.letters import catalogue
from litigedesk.letters.blocks import Table
from litigedesk.letters.facts import InventoryFacts, LetterFacts
from litigedesk.letters.ids import INVENTORY
from tests.letters import samples

GOLDEN = Path(__file__).parent / "golden"
PIECES = (
    InventoryFacts(number=1, title="Devis D-2026-009 signé", dated_on=date(2026, 3, 2), author="Camille Roussel"),
    InventoryFacts(number=2, title="Facture F-2026-014", dated_on=date(2026, 5, 1), is_copy=False),
    InventoryFacts(number=4, title="Courriel « je paierai »", author="Jeanne Martin <jeanne@martin.example>"),
)
VARIANTS: dict[str, dict[str, Any]] = {
    "several": {},
    "one": {"inventory": PIECES[:1], "enclosures": ("la pièce du bordereau",)},
}


def facts(status: str = "ei", kind: str = "professional", **changes: Any) -> LetterFacts:
    values = {
        "written_on": samples.TODAY, "profile": samples.PROFILES[status], "client": samples.CLIENTS[kind],
        "address": samples.ADDRESS, "dispute": samples.DISPUTE, "inventory": PIECES,
        "enclosures": ("les 3 pièces du bordereau",),
    }  # fmt: skip
    return samples.made(values | changes)


@pytest.mark.parametrize("status", ["ei", "company", "portage"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_bordereau_reads_as_its_golden_text(variant: str, status: str) -> None:
    """``LETTERS_GOLDEN=write`` in the environment writes the texts anew; read the difference before committing it."""
    path = GOLDEN / f"{INVENTORY}.{variant}.{status}.txt"
    text = catalogue.render(catalogue.template(INVENTORY), facts(status, **VARIANTS[variant])).text()
    if os.environ.get("LETTERS_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_each_piece_has_its_number_date_author_and_origin() -> None:
    document = catalogue.render(catalogue.template(INVENTORY), facts())
    (table,) = [one for one in document.blocks if isinstance(one, Table)]
    assert [row.cells for row in table.rows] == [
        ("1", "Devis D-2026-009 signé", "02/03/2026", "Camille Roussel", "copie"),
        ("2", "Facture F-2026-014", "01/05/2026", "—", "original"),
        ("4", "Courriel « je paierai »", "—", "Jeanne Martin <jeanne@martin.example>", "copie"),
    ]


def test_without_a_piece_there_is_nothing_to_list() -> None:
    with pytest.raises(MissingFacts) as lacking:
        catalogue.render(catalogue.template(INVENTORY), facts(inventory=()))
    assert [one.key for one in lacking.value.facts] == ["dispute.pieces"]
