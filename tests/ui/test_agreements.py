"""Agreements on screen: the table proposed and changed by hand, the card that follows it, the signature and the end."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.agreement import Agreement, AgreementKind, AgreementOutcome, Instalment
from litigedesk.domain.money import Money
from litigedesk.domain.records import Deadline, Dispute, Invoice, LimitationEvent, Payment
from litigedesk.domain.vocabulary import ClientKind, Clock
from litigedesk.operations import agreements, invoices
from litigedesk.queries import agreements as queries
from litigedesk.queries import disputes
from litigedesk.queries.next_step import agreement as next_step
from tests.ui.claims_world import insured_by
from tests.ui.complaints_world import Typist, fill, press, said
from tests.ui.disputes_world import TODAY, answering, choose, dispute_with, shown, tab_shown
from ui.context import Context
from ui.dialogs.agreements import note_agreement_step, propose_agreement
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.next_step import do_step
from ui.forms.agreement_form import AgreementForm
from ui.forms.agreement_steps import RECOGNISED, STEPS, AgreementStepForm
from ui.forms.closing_form import ClosingForm
from ui.forms.editors import ChoiceEditor
from ui.forms.payment_form import PaymentForm
from ui.tabs.disputes import DisputesTab
from ui.tabs.disputes.agreement_card import AgreementCard
from ui.widgets.text import IconText

SUMMER = date(2026, 9, 1)
TABLE = (("600.00", date(2026, 10, 1)), ("600.00", date(2026, 11, 1)), ("600.00", date(2026, 12, 1)))


def agreed(desk: Desk, dispute_id: int, *, signed_on: date | None = SUMMER, **facts: Any) -> Agreement:
    """Eighteen hundred euros in three instalments: by 22 November two have come due."""
    wanted: dict[str, Any] = {
        "kind": AgreementKind.INSTALMENTS, "proposed_on": SUMMER, "as_of": SUMMER, "principal": Money.of("1800"),
        "acceleration": True,
    }  # fmt: skip
    table = [Instalment(agreement_id=0, due_on=day, amount=Money.of(sum_)) for sum_, day in TABLE]
    agreement = Agreement(dispute_id=dispute_id, signed_on=signed_on, **(wanted | facts))
    return agreements.save(desk, agreement, table, None, signed_on is not None).value


def paid(desk: Desk, dispute_id: int, on: date, euros: str) -> None:
    invoice = desk.table(Invoice).where(dispute_id=dispute_id)[0]
    invoices.save_payment(desk, Payment(invoice_id=invoice.id or 0, paid_on=on, amount=Money.of(euros)))


def opened(context: Context, qtbot: QtBot, dispute_id: int, kind: AgreementKind) -> AgreementForm:
    form = AgreementForm(context, dispute_id=dispute_id, kind=kind)
    qtbot.addWidget(form)
    form.resize(1000, 900)
    form.show()
    return form


def rows(form: AgreementForm) -> list[tuple[date, Money]]:
    return [(one.due_on, one.amount) for one in form.table.instalments()]


def card_of(tab: DisputesTab) -> AgreementCard:
    (card,) = (one for one in tab.findChildren(AgreementCard) if one.isVisible())
    return card


# ---- proposing -------------------------------------------------------------------------------------------------------
def test_the_sums_and_the_table_are_proposed_and_follow_what_is_typed(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    form = opened(context, qtbot, dispute_id, AgreementKind.INSTALMENTS)
    assert not form.is_dirty
    assert [one for one, _ in rows(form)] == [date(2026, 12, 22), date(2027, 1, 22), date(2027, 2, 22)]
    assert "3 versements, 2 688,12 € : le compte est juste." in said(form)
    fill(form, "waived", "188,12", type_text)
    fill(form, "first_on", "31/12/2026", type_text)
    fill(form, "monthly", "1000", type_text)
    assert form.count.value is None
    assert rows(form) == [
        (date(2026, 12, 31), Money.of("1000")), (date(2027, 1, 31), Money.of("1000")), (date(2027, 2, 28), Money.of("500")),
    ]  # fmt: skip
    form.save()
    (view,) = queries.of_dispute(desk, dispute_id, TODAY)
    assert (view.agreement.total, view.tracking.promised) == (Money.of("2500"), Money.of("2500"))
    assert view.agreement.acceleration


def test_a_table_changed_by_hand_is_kept_and_made_again_only_when_asked(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    form = opened(context, qtbot, dispute_id, AgreementKind.INSTALMENTS)
    first = form.table.rows()[0].editor("amount")
    first.set_value(Money.of("700"))
    first.changed.emit()
    assert "il manque 196,04 €" in said(form)
    fill(form, "waived", "100", type_text)
    assert rows(form)[0][1] == Money.of("700")
    form.save()
    assert "Il manque" in form.table.problem
    assert not queries.of_dispute(desk, dispute_id, TODAY)
    qtbot.mouseClick(shown(form, QPushButton, "agreement.table"), Qt.MouseButton.LeftButton)
    assert "le compte est juste" in said(form)
    form.save()
    assert queries.of_dispute(desk, dispute_id, TODAY)


def test_sums_stopped_another_day_follow_it_unless_they_are_the_users_own(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = opened(context, qtbot, dispute_with(desk, "Atelier Boréal SARL"), AgreementKind.INSTALMENTS)
    fill(form, "fee", "0", type_text)
    fill(form, "as_of", "31/5/2026", type_text)
    assert (form.editor("interest").value, form.editor("fee").value) == (Money(0), Money(0))
    assert form.editor("principal").value == Money.of("2500")


def test_a_settlement_asks_for_both_concessions_and_for_the_insurers_consent(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    insured_by(desk)
    form = opened(context, qtbot, dispute_with(desk, "Atelier Boréal SARL"), AgreementKind.INSTALMENTS)
    assert "Concessions réciproques" not in said(form)
    press(form, "kind", "Accord transactionnel")
    assert "C. civ. 2044 et 2052" in said(form)
    assert "L124-2" in said(form)
    form.save()
    assert "2044" in form.editor("their_concessions").problem  # said, and kept as a draft of an agreement all the same
    assert not form.editor("their_concessions").is_bad


def test_a_consumer_is_asked_for_no_fee(context: Context, desk: Desk, qtbot: QtBot) -> None:
    form = opened(
        context, qtbot, dispute_with(desk, "Jeanne Martin", ClientKind.CONSUMER), AgreementKind.ACKNOWLEDGMENT
    )
    assert not form.editor("fee").isVisible()
    assert not form.acceleration.isVisible()  # one payment: nothing else to become due
    assert "1376" in said(form)


# ---- the card --------------------------------------------------------------------------------------------------------
def test_the_card_says_of_each_instalment_where_it_stands_and_what_is_not_due(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    agreed(desk, dispute_id)
    paid(desk, dispute_id, date(2026, 9, 30), "700")
    tab = tab_shown(context, qtbot)
    tab.open_record(dispute_id)
    card = card_of(tab)
    words = said(card)
    assert "1 versement manque" in words
    assert "700,00 € reçus sur 1 800,00 € · 1 versement payé sur 3" in words
    assert "Payé le 30 sept. 2026" in words
    assert "En retard de 21 jours, 100,00 € reçus" in words
    assert "À venir" in words
    assert "Le reste n’est pas exigible" in words
    assert "titre exécutoire" in words
    assert card.bar.accessibleName().startswith("700,00")
    aloud = [one.accessibleName() for one in card.findChildren(IconText)]  # what a screen reader says
    assert [one for one in aloud if one.startswith("Versement 2, 1er\xa0novembre")]


def test_a_payment_noted_moves_the_card_and_the_next_date(context: Context, desk: Desk, qtbot: QtBot) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    agreement = agreed(desk, dispute_id)
    tab = tab_shown(context, qtbot)
    tab.open_record(dispute_id)
    assert "2 versements manquent" in said(card_of(tab))
    invoice = desk.table(Invoice).where(dispute_id=dispute_id)[0]
    payment = Payment(invoice_id=invoice.id or 0, paid_on=TODAY, amount=Money.of("1200"))
    context.run(invoices.save_payment, payment)
    assert "Tenu jusqu’ici" in said(card_of(tab))
    (deadline,) = desk.table(Deadline).where(agreement_id=agreement.id)
    assert (deadline.clock, deadline.due_on) == (Clock.INSTALMENT, TABLE[2][1])


# ---- signed, ended ---------------------------------------------------------------------------------------------------
def test_noting_the_signature_records_the_recognition_unless_the_user_unticks_it(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    agreement = agreed(desk, dispute_id, signed_on=None)

    def sign(dialog: FormDialog) -> None:
        assert "2240" in said(dialog)
        fill(dialog.form, "signed_on", "20/11/2026", type_text)
        dialog.form.save()

    tab = tab_shown(context, qtbot)
    tab.open_record(dispute_id)
    button = shown(card_of(tab), QPushButton, f"agreement.{agreement.id}.sign")
    answering(lambda: qtbot.mouseClick(button, Qt.MouseButton.LeftButton), sign)
    (event,) = desk.table(LimitationEvent).where(agreement_id=agreement.id)
    assert (event.happened_on, event.certain) == (date(2026, 11, 20), True)
    form = AgreementStepForm(context, agreement.id or 0, "signed")
    qtbot.addWidget(form)
    form.editor(RECOGNISED).set_value(False)
    form.save()
    assert not desk.table(LimitationEvent).count(agreement_id=agreement.id)


def test_a_settlement_is_no_recognition_unless_it_says_so(context: Context, desk: Desk, qtbot: QtBot) -> None:
    agreement = agreed(
        desk, dispute_with(desk, "Atelier Boréal SARL"), signed_on=None, kind=AgreementKind.SETTLEMENT,
        our_concessions="Remise", their_concessions="Paiement",
    )  # fmt: skip
    form = AgreementStepForm(context, agreement.id or 0, "signed")
    qtbot.addWidget(form)
    assert form.editor(RECOGNISED).value is False
    assert not form.is_dirty


@pytest.mark.parametrize("step", STEPS)
def test_a_step_opened_and_left_is_no_draft(context: Context, desk: Desk, qtbot: QtBot, step: str) -> None:
    agreement = agreed(desk, dispute_with(desk, "Atelier Boréal SARL"), signed_on=None)
    form = AgreementStepForm(context, agreement.id or 0, step)
    qtbot.addWidget(form)
    assert not form.is_dirty


def test_the_forfeiture_is_refused_beside_its_field_with_its_conditions_shown(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    agreement = agreed(desk, dispute_with(desk, "Atelier Boréal SARL"))
    form = AgreementStepForm(context, agreement.id or 0, "outcome")
    qtbot.addWidget(form)
    form.resize(600, 900)
    form.show()
    outcome = form.editor("outcome")
    assert isinstance(outcome, ChoiceEditor)
    assert (outcome.value, form.conditions.isVisible()) == (AgreementOutcome.BROKEN, False)
    choose(outcome, "Déchéance du terme\xa0: tout est devenu exigible")
    assert form.conditions.line("clause").word.text() == "Remplie"
    assert form.conditions.line("notice").word.text() == "Non remplie"
    form.save()
    assert "mise en demeure" in outcome.problem
    assert queries.view(desk, agreement.id or 0, TODAY).is_running


def test_the_end_proposed_is_the_one_that_the_payments_tell(context: Context, desk: Desk, qtbot: QtBot) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    agreement = agreed(desk, dispute_id)
    paid(desk, dispute_id, TODAY, "1800")
    view = queries.view(desk, agreement.id or 0, TODAY)
    step = next_step.propose(view, TODAY)
    window = tab_shown(context, qtbot)
    answering(lambda: do_step(context, window, step, dispute_id=dispute_id), lambda dialog: dialog.form.save())
    assert queries.view(desk, agreement.id or 0, TODAY).agreement.outcome is AgreementOutcome.KEPT
    window.open_record(dispute_id)
    window.dossier.show_part("ways")
    assert "Accords terminés" in said(window)


# ---- menus -----------------------------------------------------------------------------------------------------------
def test_the_three_papers_are_offered_in_the_menu_of_a_dossier(context: Context, desk: Desk, qtbot: QtBot) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    tab = tab_shown(context, qtbot)
    menu = QMenu()
    qtbot.addWidget(menu)
    tab.commands.agreements.fill_new(menu, dispute_id, disputes.dossier(desk, dispute_id, TODAY).dispute.kind)
    assert [one.text() for one in menu.actions()] == [
        "Proposer un échéancier…", "Reconnaissance de dette…", "Accord transactionnel…",
    ]  # fmt: skip
    for action, kind in zip(menu.actions(), AgreementKind, strict=True):
        found: list[str] = []
        answering(action.trigger, lambda dialog, found=found: found.append(dialog.form.key))
        assert found == [f"agreement:new:{dispute_id}:{kind}"]


def test_an_agreement_gone_meanwhile_opens_no_form(context: Context, desk: Desk, qtbot: QtBot) -> None:
    agreement = agreed(desk, dispute_with(desk, "Atelier Boréal SARL"))
    agreements.delete(desk, agreement.id or 0)
    assert note_agreement_step(context, None, agreement.id or 0, "outcome") is None
    assert propose_agreement(context, None, 404, AgreementKind.INSTALMENTS) is None


def test_a_payment_under_an_agreement_is_offered_as_the_instalment_expected(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    agreed(desk, dispute_id)
    paid(desk, dispute_id, date(2026, 10, 1), "450.00")
    (invoice,) = desk.table(Invoice).where(dispute_id=dispute_id)
    form = PaymentForm(context, None, [invoice.id or 0])
    qtbot.addWidget(form)
    assert form.instalment_button.text() == "Le versement attendu\u00a0: 150,00\u00a0€"
    form.instalment_button.click()
    assert form.amount.value == Money.of("150.00")


def test_closing_a_dispute_whose_agreement_runs_is_warned_of(context: Context, desk: Desk, qtbot: QtBot) -> None:
    kept, running = (
        dispute_with(desk, name, number=number) for name, number in (("Studio", "F-1"), ("Atelier", "F-2"))
    )
    agreed(desk, running)
    for dispute_id, warned in ((kept, False), (running, True)):
        form = ClosingForm(context, desk.table(Dispute).get(dispute_id), None)
        qtbot.addWidget(form)
        said_of_it = [one.label.full_text() for one in form.findChildren(IconText)]
        assert any("Un accord court encore" in text for text in said_of_it) is warned
