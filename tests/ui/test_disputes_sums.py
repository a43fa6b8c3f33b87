"""The sums and the limitation of a dossier: what is shown is what the rules say, to the cent."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Dispute, Invoice, LimitationEvent, Payment
from litigedesk.domain.vocabulary import (
    ClientKind,
    InvoiceKind,
    LimitationEventKind,
)
from litigedesk.formats import money
from litigedesk.operations import clients, disputes, invoices
from litigedesk.queries import disputes as queries
from tests.ui.disputes_world import (
    DUE,
    TODAY,
    amount_of,
    answering_explanation,
    client_named,
    dispute_with,
    invoice_of,
    ledger_of,
    said,
    shown,
    tab_shown,
)
from ui.context import Context
from ui.tabs.disputes import DisputesTab
from ui.tabs.disputes.limitation_card import LimitationCard
from ui.tabs.disputes.sums_card import SumsCard
from ui.widgets.ledger import Ledger
from ui.widgets.panels import Callout, NextAction


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> DisputesTab:
    return tab_shown(context, qtbot)


# ---- sums ------------------------------------------------------------------------------------------------------------
def test_the_worked_example_stands_in_the_ledger_to_the_cent(tab: DisputesTab, desk: Desk) -> None:
    tab.open_record(dispute_with(desk, "Atelier Boréal SARL"))
    lines = ledger_of(tab)
    assert lines["Intérêts de retard"] == money(Money.of("148.12"))
    assert lines["1er – 30 juin : 30 j à 12,15\u202f%"] == money(Money.of("24.97"))
    assert lines["1er juil. – 22 nov. : 145 j à 12,40\u202f%"] == money(Money.of("123.15"))
    assert lines["Indemnité forfaitaire, 1\u00a0facture"] == money(Money.of("40"))
    assert lines["Dû aujourd’hui, 22\u00a0novembre\u00a02026"] == money(Money.of("2688.12"))
    assert lines["Par jour de plus"] == f"+ {money(Money.of('0.85'))}"
    assert amount_of(tab) == money(Money.of("2688.12"))


def test_the_outer_column_adds_up_to_what_is_due_and_the_inner_one_to_the_interest(
    tab: DisputesTab, desk: Desk
) -> None:
    dispute_id = dispute_with(desk, "Maison Corvo", euros="1999.99")
    invoice_id = queries.dossier(desk, dispute_id, TODAY).sums.lines[0].invoice.id or 0
    client_id = queries.dossier(desk, dispute_id, TODAY).client.id or 0
    note = Invoice(
        client_id=client_id,
        kind=InvoiceKind.CREDIT_NOTE,
        number="A-1",
        issued_on=date(2026, 6, 2),
        due_on=date(2026, 6, 2),
        net=Money.of("33.33"),
        gross=Money.of("33.33"),
        credited_invoice_id=invoice_id,
    )
    invoices.save(desk, note)
    invoices.save_payment(desk, Payment(invoice_id=invoice_id, paid_on=date(2026, 8, 7), amount=Money.of("777.77")))
    tab.open_record(dispute_id)
    lines = next(one for one in tab.findChildren(Ledger) if one.isVisible()).lines
    total = next(line for line in lines if line.total)
    before = lines[: lines.index(total)]
    sums = {inner: Money.total(x.amount for x in before if x.inner is inner and isinstance(x.amount, Money))
            for inner in (True, False)}  # fmt: skip
    assert sums[False] == total.amount
    assert sums[True] == next(line.amount for line in lines if line.text == "Intérêts de retard")


def test_a_partial_payment_changes_every_figure_at_once(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    tab.open_record(dispute_id)
    invoice_id = queries.dossier(desk, dispute_id, TODAY).sums.lines[0].invoice.id or 0
    paid = Payment(invoice_id=invoice_id, paid_on=date(2026, 10, 1), amount=Money.of("1000"))
    assert tab.context.run(invoices.save_payment, paid) is not None
    due = queries.dossier(desk, dispute_id, TODAY).sums.total_due
    assert due < Money.of("1688.12")  # less principal bears interest since
    assert amount_of(tab) == money(due)
    assert ledger_of(tab)["Déjà payé"] == money(-Money.of("1000"))
    row = tab.list.current
    assert row is not None
    assert row.amount == due
    assert "Chronologie\u00a03" in [button.text().replace(" ", "\u00a0") for button in tab.dossier.tabs.buttons()]


def test_a_consumer_is_never_shown_the_fixed_fee_nor_interest_before_notice(tab: DisputesTab, desk: Desk) -> None:
    tab.open_record(dispute_with(desk, "Paul Guérin", ClientKind.CONSUMER))
    lines = ledger_of(tab)
    assert not any("Indemnité" in words for words in lines)
    assert lines["Intérêts de retard"] == money(Money(0))
    assert amount_of(tab) == money(Money.of("2500"))
    assert "à compter de la mise en demeure reçue" in said(tab)


def test_an_unknown_client_shows_principal_and_the_button_that_solves_it(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Le Comptoir d’Élise", ClientKind.UNKNOWN)
    tab.open_record(dispute_id)
    assert ledger_of(tab)["Principal impayé"] == money(Money.of("2500"))
    assert shown(tab.dossier, QPushButton, "sums.solve").text() == "Compléter le client"
    client = queries.dossier(desk, dispute_id, TODAY).client
    tab.context.run(clients.save, Client(**{**vars(client), "kind": ClientKind.PROFESSIONAL}), [], [])
    assert amount_of(tab) == money(Money.of("2688.12"))
    assert not [one for one in tab.dossier.findChildren(Callout) if one.isVisible()]


def test_a_half_year_without_a_rate_is_named_and_can_be_added(tmp_path: Path, qtbot: QtBot) -> None:
    with Desk.open(tmp_path / "2027", lambda: datetime(2027, 2, 1, 9, 0)) as later:
        dispute_id = dispute_with(later, "Atelier Boréal SARL")
        tab = DisputesTab(Context(later))
        qtbot.addWidget(tab)
        tab.show()
        tab.open_record(dispute_id)
        assert "2027-S1" in said(tab)
        assert shown(tab.dossier, QPushButton, "sums.solve").text() == "Ajouter le taux du semestre"


def test_the_contested_part_is_shown_with_its_reason(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Maison Corvo")
    dossier = queries.dossier(desk, dispute_id, TODAY)
    contested = {"contested_amount": Money.of("300"), "contested_reason": "Deux pages mal imprimées."}
    disputes.save(
        desk, Dispute(**{**vars(dossier.dispute), **contested}), [line.invoice.id or 0 for line in dossier.sums.lines]
    )
    tab.open_record(dispute_id)
    assert ledger_of(tab)["Dont contesté par le client, en principal"] == money(Money.of("300"))
    assert "Deux pages mal imprimées." in said(tab)


def test_the_calculation_is_explained_with_the_steps_of_the_rules(tab: DisputesTab, desk: Desk, qtbot: QtBot) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    tab.open_record(dispute_id)
    card = next(one for one in tab.findChildren(SumsCard) if one.isVisible())
    text = answering_explanation(card.explain)
    found = queries.dossier(desk, dispute_id, TODAY).sums.statement
    assert found is not None
    assert all(step in text for step in found.steps)
    assert "C.\u00a0com.\u00a0L441-10" in text


# ---- limitation ------------------------------------------------------------------------------------------------------
def test_the_limitation_card_says_how_far_and_that_a_letter_changes_nothing(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    tab.open_record(dispute_id)
    card = next(one for one in tab.findChildren(LimitationCard) if one.isVisible())
    assert card.chip.text() == "loin\u00a0: 4\u00a0ans et 5\u00a0mois"
    assert "dernier jour sûr\u00a0: 28\u00a0avril\u00a02031" in said(tab)
    assert "Une mise en demeure ne l’interrompt pas." in said(tab)


def test_a_public_body_counts_from_january_and_a_written_claim_interrupts(tab: DisputesTab, desk: Desk) -> None:
    tab.open_record(dispute_with(desk, "Commune de Saint-Aubin", ClientKind.PUBLIC))
    assert "4\u00a0ans à compter du 1er\u00a0janvier\u00a02027" in said(tab)
    assert "Une réclamation écrite à l’administration l’interrompt." in said(tab)


def test_a_recognition_is_listed_moves_the_date_and_keeps_the_prudent_one(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    tab.open_record(dispute_id)
    event = LimitationEvent(
        dispute_id=dispute_id, kind=LimitationEventKind.RECOGNISED, happened_on=date(2026, 10, 1), note="Courriel"
    )
    tab.context.run(disputes.save_limitation_event, event)
    assert "dernier jour sûr\u00a0: 28\u00a0avril\u00a02031" in said(tab)
    assert "gardez le 29\u00a0avril\u00a02031 comme limite" in said(tab)
    assert "Dette peut-être reconnue" in said(tab)
    assert "Si un juge l’admet, fin portée du 29\u00a0avr. 2031 au 1er\u00a0oct. 2031" in said(tab).replace(
        "\u00a02031", " 2031"
    )


def test_two_invoices_each_have_their_principal_and_one_fee_each(tab: DisputesTab, desk: Desk) -> None:
    client_id = client_named(desk, "Cabinet Aldebert")
    ids = [invoice_of(desk, client_id, "F-1", "900"), invoice_of(desk, client_id, "F-2", "900", DUE + timedelta(60))]
    dispute = disputes.open_dispute(desk, Dispute(client_id=client_id, opened_on=TODAY), ids).value
    tab.open_record(dispute.id or 0)
    lines = ledger_of(tab)
    assert {"Principal, facture F-1", "Principal, facture F-2"} <= set(lines)
    assert lines["Indemnité forfaitaire, 2\u00a0factures"] == money(Money.of("80"))
    assert any(words.startswith("F-2 · ") for words in lines)
    sentence = next(one for one in tab.dossier.findChildren(NextAction) if one.isVisible()).accessibleName()
    assert "relance amiable" in sentence
