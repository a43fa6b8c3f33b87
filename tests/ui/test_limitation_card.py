"""Limitation in the dossier: bars with what moved them, alarms, who helps; and the questions that move it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Dispute, Invoice, LimitationEvent, Payment
from litigedesk.domain.vocabulary import EventKind, LimitationEventKind, Recognition
from litigedesk.operations import clients, contest, disputes, invoices
from litigedesk.operations.contest import Contestation
from litigedesk.queries import disputes as queries
from litigedesk.queries import limitations
from tests.ui.complaints_world import Typist, fill
from tests.ui.disputes_world import TODAY, answering, client_named, dispute_with, invoice_of, said, tab_shown
from ui.context import Context
from ui.dialogs import dispute as dialogs
from ui.dialogs.form_dialog import FormDialog
from ui.forms.payment_form import PaymentForm
from ui.tabs.disputes import DisputesTab
from ui.tabs.disputes.limitation_card import LimitationCard
from ui.widgets.limitation_bar import BarMark, LimitationBar
from ui.widgets.panels import Callout
from ui.widgets.split_bar import SplitBar


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> DisputesTab:
    return tab_shown(context, qtbot)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def save(dialog: FormDialog) -> None:
    dialog.form.save_button.click()


def card_of(tab: DisputesTab) -> LimitationCard:
    return next(one for one in tab.findChildren(LimitationCard) if one.isVisible())


def performed(desk: Desk, dispute_id: int, day: date) -> None:
    """The work was finished on that day."""
    invoice = desk.table(Invoice).where(dispute_id=dispute_id)[0]
    invoices.save(desk, replace(invoice, issued_on=day, performed_on=day, due_on=day))


# ---- bars ------------------------------------------------------------------------------------------------------------
def test_a_bar_tells_its_marks_and_what_is_only_possible(qtbot: QtBot) -> None:
    bar = LimitationBar()
    qtbot.addWidget(bar)
    mark = BarMark(date(2027, 1, 1), "circle-help", "Dette peut-être reconnue")
    bar.set_period(date(2026, 1, 1), date(2031, 1, 1), date(2028, 1, 1), possible=date(2032, 1, 1), marks=[mark])
    bar.resize(600, bar.sizeHint().height())
    assert "Dette peut-être reconnue" in bar.accessibleName()
    assert bar.told_at(QPoint(101, 5)) == "Dette peut-être reconnue"
    assert "écoulé" in bar.told_at(QPoint(20, 5))
    assert "reste" in bar.told_at(QPoint(400, 5))
    assert "n’y comptez pas" in bar.told_at(QPoint(580, 5))
    assert not bar.grab().isNull()


def test_each_unpaid_invoice_has_its_bar_the_first_to_lapse_on_top(tab: DisputesTab, desk: Desk) -> None:
    client_id = client_named(desk, "Atelier Boréal SARL")
    ids = [invoice_of(desk, client_id, "F-1"), invoice_of(desk, client_id, "F-2", due=date(2026, 3, 31))]
    dispute = disputes.open_dispute(desk, Dispute(client_id=client_id, opened_on=TODAY), ids).value
    tab.open_record(dispute.id or 0)
    card = card_of(tab)
    assert "facture F-2, la première" in said(tab)
    assert len(card.findChildren(LimitationBar)) == 3


def test_an_event_is_listed_with_what_it_did_and_taken_back(tab: DisputesTab, desk: Desk, qtbot: QtBot) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    event = LimitationEvent(dispute_id=dispute_id, kind=LimitationEventKind.SERVED, happened_on=date(2026, 10, 1))
    disputes.save_limitation_event(desk, event)
    tab.open_record(dispute_id)
    assert "Fin portée du 29\u00a0avr." in said(tab)
    assert "Fin portée" in card_of(tab).bar.accessibleName()
    (held,) = desk.table(LimitationEvent).all()
    tab.commands.unlimit(held.id or 0)
    assert "Ce qui a déplacé la date" not in said(tab)


# ---- alarms and help -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("left", "words", "tone"), [(100, "moins de six mois", "soon"), (10, "quinze jours", "late")])
def test_an_alarm_stands_above_the_dossier(tab: DisputesTab, desk: Desk, left: int, words: str, tone: str) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    performed(desk, dispute_id, date(2021, 11, 23) + timedelta(left))
    tab.open_record(dispute_id)
    (strip,) = [one for one in tab.findChildren(Callout) if one.isVisible() and "Prescription" in one.accessibleName()]
    assert words in strip.accessibleName()
    assert strip.property("tone") == tone
    assert "Ni relance ni mise en demeure" in strip.accessibleName()


def test_a_period_that_is_over_says_so_and_a_far_one_says_nothing(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    tab.open_record(dispute_id)
    assert not any("Prescription" in one.accessibleName() for one in tab.findChildren(Callout) if one.isVisible())
    performed(desk, dispute_id, date(2021, 10, 1))
    tab.open_record(dispute_id)
    assert "s’est achevé le 1er\u00a0octobre\u00a02026" in said(tab)


def test_who_helps_is_named_above_the_dossier(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL", euros="12000")
    client = desk.table(Client).all()[0]
    clients.save(desk, client, [], [Address(client_id=0, street="1 rue Haute", city="Bruxelles", country="Belgique")])
    tab.open_record(dispute_id)
    assert "la somme est élevée" in said(tab)
    assert "le client est à l’étranger" in said(tab)
    give = [one for one in tab.findChildren(QPushButton, "alert.help.amount") if one.isVisible()]
    assert [one.text() for one in give] == ["Remettre le dossier…"]


# ---- the questions ---------------------------------------------------------------------------------------------------
def test_a_partial_payment_asks_whether_it_recognises_the_debt(context: Context, qtbot: QtBot, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    invoice_id = desk.table(Invoice).where(dispute_id=dispute_id)[0].id or 0
    form = PaymentForm(context, None, [invoice_id])
    qtbot.addWidget(form)
    form.show()
    assert not form.question.isVisible()
    form.editor("amount").set_value(Money.of(200))
    form.editor("amount").changed.emit()
    assert form.question.isVisible()
    assert form.editor("recognition").value is Recognition.POSSIBLE
    assert "ce n’est pas sûr" in form.recognition.effect.label.full_text()
    form.editor("recognition").set_value(Recognition.WRITTEN)
    form.save()
    (payment,) = desk.table(Payment).all()
    assert limitations.recognition(desk, payment.id or 0) is Recognition.WRITTEN
    again = PaymentForm(context, payment.id)
    qtbot.addWidget(again)
    assert again.editor("recognition").value is Recognition.WRITTEN


def test_a_payment_in_full_asks_nothing(context: Context, qtbot: QtBot, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    invoice_id = desk.table(Invoice).where(dispute_id=dispute_id)[0].id or 0
    form = PaymentForm(context, None, [invoice_id])
    qtbot.addWidget(form)
    form.show()
    form.all_button.click()
    assert not form.question.isVisible()
    form.save()
    assert desk.table(LimitationEvent).all() == []


def test_a_letter_of_the_client_asks_and_a_call_does_not(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")

    def note(dialog: FormDialog) -> None:
        form = dialog.form
        assert not form.question.isVisible()  # type: ignore[attr-defined]
        form.editor("kind").set_value(EventKind.EMAIL)
        form.editor("kind").changed.emit()
        assert form.question.isVisible()  # type: ignore[attr-defined]
        form.editor("recognition").set_value(Recognition.POSSIBLE)
        fill(form, "title", "Il demande un délai", type_text)
        save(dialog)

    answering(lambda: dialogs.edit_event(context, window, dispute_id, None, EventKind.CALL), note)
    (event,) = queries.dossier(desk, dispute_id, TODAY).limitation_events
    assert (event.note, event.certain) == ("Il demande un délai", False)


def test_a_recognition_says_whether_it_is_in_writing(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")

    def note(dialog: FormDialog) -> None:
        fill(dialog.form, "happened_on", "1/10/2026", type_text)
        assert dialog.form.editor("certain").value is False
        dialog.form.editor("certain").set_value(True)
        save(dialog)

    answering(lambda: dialogs.edit_limitation_event(context, window, dispute_id), note)
    (view,) = queries.dossier(desk, dispute_id, TODAY).limitations
    assert view.result.prudent_date == view.result.date == date(2031, 10, 1)


# ---- what is contested -----------------------------------------------------------------------------------------------
def test_what_is_contested_is_noted_in_its_own_form_and_shown_in_two_parts(
    tab: DisputesTab, context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    tab.open_record(dispute_id)

    def note(dialog: FormDialog) -> None:
        fill(dialog.form, "contested_amount", "2500,01", type_text)
        save(dialog)
        assert "principal qui reste dû" in dialog.form.editor("contested_amount").problem
        fill(dialog.form, "contested_amount", "500", type_text)
        fill(dialog.form, "contested_reason", "Deux pages mal imprimées.", type_text)
        save(dialog)

    assert answering(lambda: dialogs.edit_dispute(context, window, dispute_id, field="contested_amount"), note)
    bar = next(one for one in tab.findChildren(SplitBar) if one.isVisible())
    assert (bar.first.amount, bar.second.amount) == (Money.of("2158.50"), Money.of("529.62"))
    assert "Non contesté\u00a0: 2\u202f158,50\u00a0€" in bar.accessibleName()
    assert not bar.grab().isNull()
    assert "Deux pages mal imprimées." in said(tab)
    tab.commands.lift_contest(dispute_id)
    assert not any(one.isVisible() for one in tab.findChildren(SplitBar))


def test_the_list_says_what_is_contested(tab: DisputesTab, context: Context, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    said_so = Contestation(amount=Money.of(500), reason="Deux pages.", on=TODAY)
    context.run(contest.contest, dispute_id, said_so)
    from litigedesk.queries import dispute_list
    from ui.tabs.disputes import words

    (row,) = dispute_list.rows(desk, TODAY)
    assert words.list_row(row, TODAY).detail.endswith("contesté")
