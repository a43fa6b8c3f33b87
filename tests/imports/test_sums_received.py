"""What a file may not make anybody believe: a rate of VAT for another, money that was received or is missing."""

from collections.abc import Callable

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Invoice
from litigedesk.domain.vocabulary import ImportKind
from litigedesk.imports import Plan

Planned = Callable[..., Plan]
Imported = Callable[..., tuple[int, int, dict[int, str]]]
INVOICES = ImportKind.INVOICES


@pytest.mark.parametrize(
    ("rate", "gross"),
    [
        ("0,9", "1009.00"), ("1,05", "1010.50"), ("2,1", "1021.00"), ("5,5", "1055.00"), ("20", "1200.00"), ("20 %", "1200.00"),
        ("0,2", "1200.00"), ("0,1", "1100.00"), ("0,055", "1055.00"), ("0,021", "1021.00"), ("0,009", "1009.00"), ("0", "1000.00"),
    ],
)  # fmt: skip
def test_a_rate_of_vat_is_read_as_it_exists(desk: Desk, imported: Imported, rate: str, gross: str) -> None:
    text = f"Numéro;Client;Date;Échéance;Total HT;Taux de TVA\nF-1;Dupont;01/04/2026;01/05/2026;1000;{rate}\n"
    assert imported(text, INVOICES)[0] == 1
    assert desk.table(Invoice).all()[0].gross == Money.of(gross)


@pytest.mark.parametrize("rate", ["0,5", "30", "90", "200", "-20"])
def test_a_rate_of_vat_that_exists_nowhere_is_refused_where_it_would_count(imported: Imported, rate: str) -> None:
    head = "Numéro;Client;Date;Échéance;Total HT;Total TTC;Taux de TVA\n"
    text = head + f"F-1;Dupont;01/04/2026;01/05/2026;1000;;{rate}\nF-2;Dupont;01/04/2026;01/05/2026;1000;1200;{rate}\n"
    added, _, refused = imported(text, INVOICES)
    assert (added, list(refused)) == (1, [2])
    assert "taux de TVA" in refused[2]
