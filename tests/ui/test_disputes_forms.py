"""The windows of a dispute: what they propose, what they refuse beside the field, and what they save."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import Letter, LimitationEvent
from litigedesk.domain.vocabulary import (
    ClientKind,
    ClosingReason,
    DeliveryOutcome,
    DisputeStage,
    EventKind,
    LimitationEventKind,
    MediationOutcome,
    SendMethod,
)
from litigedesk.operations import contest, disputes, letters
from litigedesk.operations.contest import Contestation
from litigedesk.queries import disputes as queries
from tests.ui.claims_world import insured_by
from tests.ui.complaints_world import complaining, mediating, mediator_named, said
from tests.ui.disputes_world import (
    TODAY,
    answering,
    choose,
    client_named,
    dispute_with,
    invoice_of,
    shown,
    who_writes,
)
from ui.context import Context
from ui.dialogs.dispute import (
    close_dispute,
    edit_deadline,
    edit_dispute,
    edit_event,
    edit_limitation_event,
    track_letter,
)
from ui.dialogs.form_dialog import FormDialog
from ui.forms.date_editor import DateEditor
from ui.forms.dispute_form import DisputeForm
from ui.forms.editors import ChoiceEditor, LongTextEditor, TextEditor
from ui.forms.form import Form
from ui.forms.invoices_editor import NO_INVOICE
from ui.widgets.text import Label

Typist = Callable[[QWidget, str], None]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def fill(form: Form, name: str, text: str, type_text: Typist) -> None:
    """Type into a field, over what is there."""
    editor = form.editor(name)
    if isinstance(editor, LongTextEditor):
        type_text(editor.text, text)
        return
    assert isinstance(editor, TextEditor | DateEditor)
    editor.line.selectAll()
    type_text(editor.line, text)


def save(dialog: FormDialog) -> None:
    dialog.form.save_button.click()


# ---- opening ---------------------------------------------------------------------------------------------------------
def test_a_dispute_is_opened_from_an_invoice_with_one_press(context: Context, desk: Desk, window: QWidget) -> None:
    client_id = client_named(desk, "Atelier Boréal SARL")
    invoice_id = invoice_of(desk, client_id, "F-2026-014")
    opened = answering(lambda: edit_dispute(context, window, None, client_id, [invoice_id]), save)
    assert opened is not None
    dossier = queries.dossier(desk, opened, TODAY)
    assert dossier.dispute.reference == "LIT-2026-001"
    assert dossier.dispute.opened_on == TODAY
    assert [line.invoice.id for line in dossier.sums.lines] == [invoice_id]
    assert dossier.sums.total_due == Money.of("2688.12")
    assert not dossier.dispute.capitalise


def test_only_the_late_invoices_of_the_chosen_client_are_ticked(context: Context, desk: Desk, qtbot: QtBot) -> None:
    first, other = client_named(desk, "Atelier Boréal SARL"), client_named(desk, "Studio Lumen")
    late = invoice_of(desk, first, "F-1")
    running = invoice_of(desk, first, "F-2", due=date(2026, 12, 20))
    invoice_of(desk, other, "F-3")
    form = DisputeForm(context, None)
    qtbot.addWidget(form)
    assert form.invoices.value == ()
    choose(form.client, "Atelier Boréal SARL")
    assert set(form.invoices.boxes) == {late, running}
    assert form.invoices.value == (late,)
    assert "2\u202f500,00\u00a0€" in form.invoices.boxes[late].accessibleName()


def test_a_client_who_owes_nothing_is_said_so_with_a_way_to_a_new_invoice(
    context: Context, desk: Desk, window: QWidget
) -> None:
    client_id = client_named(desk, "Paul Guérin", ClientKind.CONSUMER)

    def look(dialog: FormDialog) -> None:
        sentences = [label.full_text() for label in dialog.findChildren(Label) if label.isVisible()]
        assert NO_INVOICE in sentences
        assert shown(dialog, QPushButton, "dispute.new_invoice").isEnabled()
        save(dialog)
        assert dialog.isVisible()
        assert dialog.form.editor("invoice_ids").problem == "Choisissez au moins une facture impayée."
        assert "les factures" in dialog.form.bar.status.label.full_text()

    assert answering(lambda: edit_dispute(context, window, None, client_id), look) is None


def test_the_proposed_reference_follows_the_year_until_one_types_another(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = DisputeForm(context, None)
    qtbot.addWidget(form)
    assert form.reference.value == "LIT-2026-001"
    fill(form, "opened_on", "15/12/2025", type_text)
    assert form.reference.value == "LIT-2025-001"
    fill(form, "reference", "A-7", type_text)
    fill(form, "opened_on", "15/01/2026", type_text)
    assert form.reference.value == "A-7"


def test_escape_keeps_what_was_typed_and_the_next_opening_finds_it(
    context: Context, desk: Desk, window: QWidget, qtbot: QtBot, type_text: Typist
) -> None:
    client_id = client_named(desk, "Atelier Boréal SARL")
    invoice_id = invoice_of(desk, client_id, "F-2026-014")

    def leave(dialog: FormDialog) -> None:
        fill(dialog.form, "title", "Refonte du site", type_text)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    def find(dialog: FormDialog) -> None:
        assert dialog.form.editor("title").value == "Refonte du site"
        save(dialog)

    assert answering(lambda: edit_dispute(context, window, None, client_id, [invoice_id]), leave) is None
    opened = answering(lambda: edit_dispute(context, window, None, client_id, [invoice_id]), find)
    assert queries.dossier(desk, opened or 0, TODAY).dispute.title == "Refonte du site"


def test_changing_a_dispute_keeps_its_stage_and_what_is_not_in_the_form(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    disputes.set_stage(desk, dispute_id, DisputeStage.ASSISTED)

    def change(dialog: FormDialog) -> None:
        fill(dialog.form, "title", "Refonte", type_text)
        dialog.form.editor("criminal").set_value(True)
        save(dialog)

    contest.contest(desk, dispute_id, Contestation(amount=Money.of(300), reason="Deux pages.", on=TODAY))
    assert answering(lambda: edit_dispute(context, window, dispute_id), change) == dispute_id
    changed = queries.dossier(desk, dispute_id, TODAY).dispute
    assert (changed.stage, changed.contested_amount) == (DisputeStage.ASSISTED, Money.of("300"))
    assert (changed.title, changed.contested_reason, changed.criminal) == ("Refonte", "Deux pages.", True)


def test_a_judgment_to_come_is_refused_beside_its_field(context: Context, desk: Desk, window: QWidget) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")

    def judge(dialog: FormDialog) -> None:
        dialog.form.editor("judgment_on").set_value(date(2026, 12, 1))
        save(dialog)
        assert dialog.form.editor("judgment_on").problem == (
            "Cette date est à venir\u00a0: notez-la quand ce sera fait."
        )
        assert dialog.form.editor("judgment_on").isVisible()  # its fold has opened

    answering(lambda: edit_dispute(context, window, dispute_id), judge)


def test_the_tab_key_goes_from_the_client_through_the_invoices_to_the_date(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    client_id = client_named(desk, "Atelier Boréal SARL")
    ids = [invoice_of(desk, client_id, "F-1"), invoice_of(desk, client_id, "F-2")]
    form = DisputeForm(context, None, client_id)
    qtbot.addWidget(form)
    stops, widget = [], form.client.field
    while widget is not form.opened_on.field:
        widget = widget.nextInFocusChain()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(form):
            stops.append(widget.objectName())
    boxes = [form.invoices.boxes[one].objectName() for one in sorted(ids, reverse=True)]
    assert stops == ["dispute.new_client", *boxes, "dispute.new_invoice", "opened_on.field"]


# ---- closing ---------------------------------------------------------------------------------------------------------
def test_closing_asks_why_and_refuses_a_day_to_come(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")

    def close(dialog: FormDialog) -> None:
        save(dialog)
        assert dialog.form.editor("reason").problem == "Choisissez pourquoi ce litige est clos."
        reason = dialog.form.editor("reason")
        assert isinstance(reason, ChoiceEditor)
        choose(reason, "Accord trouvé")
        fill(dialog.form, "closed_on", "+3j", type_text)
        save(dialog)
        assert dialog.form.editor("closed_on").problem.startswith("Cette date est à venir")
        fill(dialog.form, "closed_on", "20/11", type_text)
        save(dialog)

    assert answering(lambda: close_dispute(context, window, dispute_id), close) == dispute_id
    closed = queries.dossier(desk, dispute_id, TODAY).dispute
    assert (closed.closing_reason, closed.closed_on) == (ClosingReason.SETTLED, date(2026, 11, 20))


@pytest.mark.parametrize("running", [True, False])
def test_closing_says_that_a_mediation_still_runs(context: Context, desk: Desk, window: QWidget, running: bool) -> None:
    """Closing would leave it among those in progress with no date to watch."""
    dispute_id = complaining(desk)
    end = {} if running else {"ended_on": TODAY, "outcome": MediationOutcome.WITHDRAWN_BY_CLIENT}
    mediating(desk, dispute_id, mediator_named(desk), **end)
    seen: list[bool] = []

    def look(dialog: FormDialog) -> None:
        seen.append("médiation court encore" in said(dialog))

    answering(lambda: close_dispute(context, window, dispute_id), look)
    assert seen == [running]


def test_a_settlement_noted_at_the_end_asks_for_the_insurers_consent(
    context: Context, desk: Desk, window: QWidget
) -> None:
    dispute_id = complaining(desk)
    insured_by(desk)
    seen: dict[str, bool] = {}

    def look(dialog: FormDialog) -> None:
        reason = dialog.form.editor("reason")
        assert isinstance(reason, ChoiceEditor)
        for words in ("Abandonné", "Accord trouvé"):
            choose(reason, words)
            seen[words] = "Demandez d’abord l’accord de l’assureur" in said(dialog)
        save(dialog)

    assert answering(lambda: close_dispute(context, window, dispute_id), look) == dispute_id
    assert seen == {"Abandonné": False, "Accord trouvé": True}


# ---- letters ---------------------------------------------------------------------------------------------------------
def filed(desk: Desk, method: SendMethod = SendMethod.REGISTERED) -> Letter:
    """A formal notice as it was filed on 2 November, with its two files."""
    who_writes(desk)
    dispute_id = dispute_with(desk, "Paul Guérin", ClientKind.CONSUMER)
    choices = letters.Choices(written_on=date(2026, 11, 2), send_method=method, reply_by=date(2026, 11, 17))
    return letters.file(desk, of_dispute(dispute_id), "mise-en-demeure", choices).value


def test_dates_of_a_letter_out_of_order_are_refused_beside_the_field(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    letter = filed(desk)

    def follow(dialog: FormDialog) -> None:
        fill(dialog.form, "sent_on", "5/11", type_text)
        fill(dialog.form, "presented_on", "4/11", type_text)
        fill(dialog.form, "received_on", "+2j", type_text)
        save(dialog)
        assert dialog.form.editor("presented_on").problem == "La présentation vient avant l’envoi."
        assert dialog.form.editor("received_on").problem.startswith("Cette date est à venir")
        assert dialog.isVisible()

    assert answering(lambda: track_letter(context, window, letter.id or 0), follow) is None
    assert queries.letter(desk, letter.id or 0).sent_on is None


def test_following_a_notice_to_its_receipt_starts_a_consumers_interest(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    letter = filed(desk)

    def follow(dialog: FormDialog) -> None:
        for name, text in (("sent_on", "3/11"), ("tracking_number", "1A20012345678"), ("presented_on", "5/11")):
            fill(dialog.form, name, text, type_text)
        fill(dialog.form, "received_on", "6/11", type_text)
        outcome = dialog.form.editor("outcome")
        outcome.set_value(DeliveryOutcome.RECEIVED)
        save(dialog)

    assert answering(lambda: track_letter(context, window, letter.id or 0), follow) == letter.id
    dossier = queries.dossier(desk, letter.dispute_id, TODAY)
    assert dossier.dispute.notice_received_on == date(2026, 11, 6)
    assert dossier.sums.statement is not None
    assert dossier.sums.statement.interest == Money.of("3.01")  # 16 days at 2,75 % on 2 500 €
    assert dossier.sums.statement.fixed_fee == Money(0)


def test_only_a_registered_letter_is_asked_for_its_presentation(context: Context, desk: Desk, window: QWidget) -> None:
    letter = filed(desk, SendMethod.EMAIL)

    def look(dialog: FormDialog) -> None:
        assert [editor.name for editor in dialog.form.editors()] == ["sent_on", "reply_by"]

    answering(lambda: track_letter(context, window, letter.id or 0), look)


def test_a_letter_that_is_gone_is_said_in_the_message_bar(context: Context, window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitSignal(context.error_raised):
        assert track_letter(context, window, 99) is None


# ---- timeline, deadlines, limitation ---------------------------------------------------------------------------------
def test_a_call_is_noted_and_can_be_deleted_from_its_own_window(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")

    def note(dialog: FormDialog) -> None:
        save(dialog)
        assert dialog.form.editor("title").problem
        fill(dialog.form, "title", "Appel à Mme Kermadec", type_text)
        fill(dialog.form, "body", "« Règlement promis. »", type_text)
        save(dialog)

    event_id = answering(lambda: edit_event(context, window, dispute_id, None, EventKind.CALL), note)
    event = next(one for one in queries.dossier(desk, dispute_id, TODAY).events if one.id == event_id)
    assert (event.kind, event.title) == (EventKind.CALL, "Appel à Mme Kermadec")

    def delete(dialog: FormDialog) -> None:
        shown(dialog, QPushButton, "form.delete").click()

    assert answering(lambda: edit_event(context, window, dispute_id, event_id), delete) is None
    assert event_id not in [one.id for one in queries.dossier(desk, dispute_id, TODAY).events]
    context.undo()
    assert event_id in [one.id for one in queries.dossier(desk, dispute_id, TODAY).events]


def test_a_deadline_is_typed_as_days_from_today(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")

    def plan(dialog: FormDialog) -> None:
        fill(dialog.form, "title", "Rappeler", type_text)
        save(dialog)
        assert dialog.form.editor("due_on").problem
        fill(dialog.form, "due_on", "+15j", type_text)
        editor = dialog.form.editor("due_on")
        assert isinstance(editor, DateEditor)
        assert editor.long_text() == "Lundi 7\u00a0décembre\u00a02026, dans 15\u00a0jours"
        save(dialog)

    deadline_id = answering(lambda: edit_deadline(context, window, dispute_id), plan)
    assert deadline_id is not None
    assert queries.dossier(desk, dispute_id, TODAY).deadlines[0].due_on == date(2026, 12, 7)


@pytest.mark.parametrize(("kind", "offered"), [(ClientKind.PROFESSIONAL, False), (ClientKind.PUBLIC, True)])
def test_a_written_claim_interrupts_only_against_a_public_body(
    context: Context, desk: Desk, window: QWidget, kind: ClientKind, offered: bool
) -> None:
    dispute_id = dispute_with(desk, "Client", kind)

    def look(dialog: FormDialog) -> None:
        editor = dialog.form.editor("kind")
        editor.set_value(LimitationEventKind.REGISTERED_LETTER)
        assert (editor.value is LimitationEventKind.REGISTERED_LETTER) is offered

    answering(lambda: edit_limitation_event(context, window, dispute_id), look)


def test_a_suspension_has_an_end_and_says_what_it_does(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")

    def suspend(dialog: FormDialog) -> None:
        kind = dialog.form.editor("kind")
        assert isinstance(kind, ChoiceEditor)
        assert not dialog.form.editor("ended_on").isVisible()
        choose(kind, "Médiation ou conciliation convenue")
        assert dialog.form.editor("ended_on").isVisible()
        assert any("art. 2238" in label.full_text().replace("\u00a0", " ") for label in dialog.findChildren(Label))
        fill(dialog.form, "happened_on", "10/10", type_text)
        fill(dialog.form, "ended_on", "1/10", type_text)
        save(dialog)
        assert dialog.form.editor("ended_on").problem == "La fin vient avant le début."
        fill(dialog.form, "ended_on", "1/11", type_text)
        save(dialog)

    event_id = answering(lambda: edit_limitation_event(context, window, dispute_id), suspend)
    found = queries.dossier(desk, dispute_id, TODAY).limitation_events
    assert [(one.id, one.kind, one.ended_on) for one in found] == [
        (event_id, LimitationEventKind.SUSPENDED, date(2026, 11, 1))
    ]


def test_an_interruption_saved_without_a_change_stays_the_same(context: Context, desk: Desk, window: QWidget) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    wanted = LimitationEvent(
        dispute_id=dispute_id, kind=LimitationEventKind.RECOGNISED, happened_on=date(2026, 10, 1), note="Courriel"
    )
    event = disputes.save_limitation_event(desk, wanted).value
    answering(lambda: edit_limitation_event(context, window, dispute_id, event.id), save)
    assert queries.dossier(desk, dispute_id, TODAY).limitation_events == (event,)
