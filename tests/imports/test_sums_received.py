"""What a file may not make anybody believe: a rate of VAT for another, money that was received or is missing."""

from collections.abc import Callable
from datetime import date

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Invoice, Payment
from litigedesk.domain.vocabulary import ClientKind, ImportKind
from litigedesk.imports import Choices, LineStatus, Plan
from litigedesk.operations import invoices

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


HEAD = "Numéro;Client;Date;Échéance;TTC;Payé;Reste à payer;Statut;Facture réduite;Type\n"
BILL = "F-1;Dupont;01/04/2026;01/05/2026;1000;{};{};{};;Facture\n"
CREDIT = "A-1;Dupont;02/04/2026;02/04/2026;300;;;;F-1;Avoir\n"


@pytest.mark.parametrize(
    ("paid", "left", "status", "received"),
    [("600", "", "", 600), ("", "", "Payée", 700), ("", "100", "", 600), ("600", "100", "", 600), ("700", "", "Payée", 700)],
)  # fmt: skip
@pytest.mark.parametrize("again", [False, True])
def test_what_was_received_of_an_invoice_that_a_credit_note_reduces(
    desk: Desk, imported: Imported, *, paid: str, left: str, status: str, received: int, again: bool
) -> None:
    bill = BILL.format(paid, left, status)
    if again:
        imported(HEAD + BILL.format("", "", "") + CREDIT, INVOICES)
        invoice = next(one for one in desk.table(Invoice).all() if one.number == "F-1")
        invoices.save_payment(
            desk, Payment(invoice_id=invoice.id or 0, paid_on=date(2026, 4, 9), amount=Money.of("400"))
        )
        imported(HEAD + bill, INVOICES)
    else:
        imported(HEAD + bill + CREDIT, INVOICES)
    assert Money.total(one.amount for one in desk.table(Payment).all()) == Money.of(str(received))
    held = desk.table(Payment).count()
    imported(HEAD + bill + CREDIT, INVOICES)
    assert desk.table(Payment).count() == held


@pytest.mark.parametrize(
    "status",
    [
        "payée à tort", "Payée (avoir)", "Payée - remboursée", "Paid (refunded)", "Payée, litige", "Payée en double",
        "réglée par avoir", "Payée ?",
    ],
)  # fmt: skip
def test_a_status_that_says_more_than_paid_concludes_nothing_and_says_so(
    desk: Desk, planned: Planned, imported: Imported, status: str
) -> None:
    text = HEAD + BILL.format("", "", status) + BILL.format("250", "", status).replace("F-1", "F-2")
    first, second = planned(text, INVOICES).lines
    assert any(status in one.replace("\u202f", " ") and "rien n’est noté" in one for one in first.warnings)
    assert not any("rien n’est noté" in one for one in second.warnings)
    imported(text, INVOICES)
    assert [one.amount for one in desk.table(Payment).all()] == [Money.of("250")]


@pytest.mark.parametrize(
    "status", ["Payée", "Payée en retard", "Payée le 12/05/2026", "Paid", "Soldée", "Facture réglée"]
)
def test_a_status_that_says_paid_is_believed(desk: Desk, imported: Imported, status: str) -> None:
    imported(HEAD + BILL.format("", "", status), INVOICES)
    assert [one.amount for one in desk.table(Payment).all()] == [Money.of("1000")]


def test_an_invoice_already_there_is_not_warned_of_what_is_not_changed(imported: Imported, planned: Planned) -> None:
    text = "Numéro;Client;Date;TTC;Statut;Contrat\nF-1;Dupont;01/04/2026;300;Payée;C-9\n"
    warned = planned(text, INVOICES).lines[0].warnings
    assert len(warned) == 3, "the due date, the day of the payment and the contract"
    imported(text, INVOICES, choices=Choices(kind=ClientKind.CONSUMER))
    (line,) = planned(text, INVOICES).lines
    assert (line.status, line.warnings) == (LineStatus.SAME, ())
    (line,) = planned(text.replace("Contrat", "Objet").replace("C-9", "Pose"), INVOICES).lines
    assert (line.status, line.warnings) == (LineStatus.UPDATE, ())


def test_a_payment_added_to_an_invoice_already_there_still_tells_that_its_day_is_a_guess(
    imported: Imported, planned: Planned
) -> None:
    text = "Numéro;Client;Date;TTC;Statut\nF-1;Dupont;01/04/2026;300;{}\n"
    imported(text.format("Envoyée"), INVOICES)
    (line,) = planned(text.format("Payée"), INVOICES).lines
    assert line.status is LineStatus.UPDATE
    assert [one.split("\u00a0")[0] for one in line.warnings] == ["Le jour du paiement n’est pas dit"]


def test_a_credit_note_that_comes_with_the_payment_of_an_invoice_already_there_is_no_money(
    desk: Desk, imported: Imported
) -> None:
    imported(HEAD + BILL.format("", "", ""), INVOICES)
    imported(HEAD + BILL.format("", "", "Payée") + CREDIT, INVOICES)
    assert [one.amount for one in desk.table(Payment).all()] == [Money.of("700")]
