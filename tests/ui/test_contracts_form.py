"""The contract's form: each term explained on an example, clauses checked against the floor of today."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Contract, Invoice
from litigedesk.domain.vocabulary import ClientKind, PaymentTerm, PenaltyClause
from litigedesk.operations import clients as client_operations
from litigedesk.operations import contracts as operations
from litigedesk.operations import invoices
from litigedesk.queries import contracts
from ui.context import Context
from ui.forms.contract_form import ContractForm
from ui.forms.form import Form
from ui.widgets.text import Label

Typing = Callable[[QWidget, str], None]


def add(desk: Desk, kind: ClientKind = ClientKind.PROFESSIONAL, name: str = "Atelier Boréal") -> int:
    return client_operations.save(desk, Client(name=name, kind=kind)).value.id or 0


def shown(context: Context, qtbot: QtBot, *known: int | None) -> ContractForm:
    form = ContractForm(context, *known)  # type: ignore[arg-type]
    qtbot.addWidget(form)
    form.resize(1046, 720)
    form.show()
    return form


def choose(form: Form, name: str, value: Any) -> None:
    """As a user does: the value, then the signals that follow."""
    editor = form.editor(name)
    editor.set_value(value)
    editor.changed.emit()
    editor.left.emit()
    QApplication.processEvents()


def words(widget: QWidget) -> str:
    return " ".join(label.full_text() for label in widget.findChildren(Label) if label.isVisible())


def test_a_contract_is_typed_and_saved_whole(context: Context, qtbot: QtBot, desk: Desk, type_text: Typing) -> None:
    client_id = add(desk)
    form = shown(context, qtbot, None, client_id)
    for name, text in (
        ("reference", "D-2026-009"),
        ("title", "Refonte du site"),
        ("signed_on", "2/3"),
        ("amount", "2500"),
    ):
        type_text(form.editor(name).field, text)
    with qtbot.waitSignal(form.saved) as saved:
        form.save()
    contract = contracts.page(desk, saved.args[0]).contract
    assert (contract.client_id, contract.reference, contract.amount) == (client_id, "D-2026-009", Money.of(2500))
    assert str(contract.signed_on) == "2026-03-02"
    assert contract.payment_term is PaymentTerm.INVOICE_30


def test_what_is_missing_is_said_beside_its_field(context: Context, qtbot: QtBot, desk: Desk) -> None:
    form = shown(context, qtbot, None)
    form.save()
    assert form.editor("client_id").problem == "Choisissez le client."
    assert "par exemple D-2026-009" in form.editor("reference").problem
    assert form.bar.status.label.full_text() == "2\u00a0champs à corriger\u00a0: le client, la référence"
    assert contracts.rows(desk) == []


def test_an_end_before_its_start_is_refused(context: Context, qtbot: QtBot, desk: Desk, type_text: Typing) -> None:
    form = shown(context, qtbot, None, add(desk))
    type_text(form.editor("starts_on").field, "1/6")
    type_text(form.editor("ends_on").field, "1/5")
    form.save()
    assert form.editor("ends_on").problem == "La fin vient avant le début."


@pytest.mark.parametrize(
    ("term", "due"),
    [(PaymentTerm.EOM_45_A, "31\u00a0janvier\u00a02027"), (PaymentTerm.EOM_45_B, "14\u00a0janvier\u00a02027")],
)
def test_both_readings_of_end_of_month_are_shown_and_the_one_chosen_is_kept(
    context: Context, qtbot: QtBot, desk: Desk, term: PaymentTerm, due: str
) -> None:
    form = shown(context, qtbot, None, add(desk))
    choose(form, "payment_term", term)
    said = words(form._explained)
    assert "dimanche 31\u00a0janvier\u00a02027" in said
    assert "jeudi 14\u00a0janvier\u00a02027" in said
    assert f"à payer le {due}." in said
    assert "les sources sont en désaccord" in said


def test_a_term_of_ones_own_asks_for_its_days(context: Context, qtbot: QtBot, desk: Desk, type_text: Typing) -> None:
    form = shown(context, qtbot, None, add(desk))
    assert form.editor("payment_days").isHidden()
    choose(form, "payment_term", PaymentTerm.CUSTOM)
    assert not form.editor("payment_days").isHidden()
    form.save()
    assert form.editor("payment_days").problem == "Indiquez le nombre de jours convenu."
    choose(form, "payment_days", 75)
    assert "dépasse le maximum légal" in words(form._explained)


def test_days_are_forgotten_when_another_term_is_chosen(context: Context, qtbot: QtBot, desk: Desk) -> None:
    form = shown(context, qtbot, None, add(desk))
    choose(form, "reference", "D-1")
    choose(form, "payment_term", PaymentTerm.CUSTOM)
    choose(form, "payment_days", 20)
    choose(form, "payment_term", PaymentTerm.INVOICE_45)
    form.save()
    assert contracts.page(desk, contracts.rows(desk)[0].id).contract.payment_days is None


def test_a_fixed_rate_under_the_floor_is_flagged_and_kept(context: Context, qtbot: QtBot, desk: Desk) -> None:
    form = shown(context, qtbot, None, add(desk))
    choose(form, "reference", "D-1")
    choose(form, "penalty_clause", PenaltyClause.FIXED)
    assert not form.editor("penalty_rate").isHidden()
    choose(form, "penalty_rate", Decimal(3))
    assert "sous le plancher légal de ce semestre, 8,25\u202f%" in form.editor("penalty_rate").problem
    assert not form.editor("penalty_rate").is_bad
    form.save()
    assert contracts.page(desk, contracts.rows(desk)[0].id).contract.penalty_rate == Decimal(3)


def test_a_clause_means_nothing_for_a_consumer_and_the_form_says_so(context: Context, qtbot: QtBot, desk: Desk) -> None:
    form = shown(context, qtbot, None, add(desk, ClientKind.CONSUMER))
    choose(form, "penalty_clause", PenaltyClause.FIXED)
    choose(form, "penalty_rate", Decimal(3))
    assert form.editor("penalty_rate").problem == ""
    assert "Aucune clause n’est appliquée à un consommateur" in words(form._explained)


def test_a_public_client_is_proposed_its_own_term(context: Context, qtbot: QtBot, desk: Desk) -> None:
    private, public = add(desk), add(desk, ClientKind.PUBLIC, "Commune de Saint-Aubin")
    form = shown(context, qtbot, None, private)
    choose(form, "client_id", public)
    assert form.editor("payment_term").value is PaymentTerm.PUBLIC_30
    choose(form, "client_id", private)
    assert form.editor("payment_term").value is PaymentTerm.INVOICE_30
    choose(form, "payment_term", PaymentTerm.INVOICE_60)
    choose(form, "client_id", public)
    assert form.editor("payment_term").value is PaymentTerm.INVOICE_60


def test_the_client_of_a_contract_with_invoices_cannot_change(context: Context, qtbot: QtBot, desk: Desk) -> None:
    client_id = add(desk)
    saved = operations.save(desk, Contract(client_id=client_id, reference="D-1")).value
    form = shown(context, qtbot, saved.id)
    assert form.editor("client_id").field.isEnabled()
    sum_ = Money.of(10)
    day = context.today()
    invoices.save(
        desk,
        Invoice(
            client_id=client_id, contract_id=saved.id, number="F-1", issued_on=day, due_on=day, net=sum_, gross=sum_
        ),
    )
    again = shown(context, qtbot, saved.id)
    assert not again.editor("client_id").field.isEnabled()


def test_a_contract_is_changed_and_keeps_what_was_not_touched(
    context: Context, qtbot: QtBot, desk: Desk, type_text: Typing
) -> None:
    wanted = Contract(
        client_id=add(desk),
        reference="D-1",
        title="Site",
        penalty_clause=PenaltyClause.FIXED,
        penalty_rate=Decimal("12.5"),
        payment_term=PaymentTerm.EOM_45_B,
    )
    saved = operations.save(desk, wanted).value
    form = shown(context, qtbot, saved.id)
    type_text(form.editor("title").field, " web")
    form.save()
    found = contracts.page(desk, saved.id or 0).contract
    assert (found.title, found.penalty_rate, found.payment_term) == ("Site web", Decimal("12.5"), PaymentTerm.EOM_45_B)


def test_every_field_has_a_name_for_screen_readers(context: Context, qtbot: QtBot, desk: Desk) -> None:
    form = shown(context, qtbot, None)
    assert [editor.name for editor in form.editors() if not editor.field.accessibleName()] == []
