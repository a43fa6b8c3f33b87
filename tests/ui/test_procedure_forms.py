"""Procedures typed: the whole of one in the words of its kind, and each step in its small form."""

from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import CourtKind, Procedure, ProcedureKind, ProcedureOutcome
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.formats import typographic
from litigedesk.operations import procedures as operations
from litigedesk.queries import clients, invoices, procedures
from litigedesk.rules import procedures as rules
from tests.ui.complaints_world import Typist, fill, press, said, stops
from tests.ui.disputes_world import TODAY, answering, choose, client_named, dispute_with
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.procedures import begin_procedure, note_procedure_step
from ui.forms import procedure_fields as fields
from ui.forms.client_form import ClientForm
from ui.forms.editors import ChoiceEditor, FileEditor
from ui.forms.form import Form
from ui.forms.payment_form import PaymentForm
from ui.forms.procedure_form import ProcedureForm
from ui.forms.procedure_steps import STEPS, ProcedureStepForm
from ui.forms.profile_form import ProfileForm

F = TypeVar("F", bound=Form)
EVERY_STEP = [(kind, step) for kind in ProcedureKind for step in STEPS[kind]]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def begun(desk: Desk, kind: ProcedureKind, **changes: object) -> int:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    saved = operations.save(desk, Procedure(dispute_id=dispute_id, kind=kind, **changes)).value  # type: ignore[arg-type]
    assert saved.id is not None
    return saved.id


def opened(form: F, qtbot: QtBot) -> F:
    qtbot.addWidget(form)
    form.resize(700, 900)
    form.show()
    return form


# ---- words and steps -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ProcedureKind)
def test_each_kind_has_a_form_for_every_step_the_rules_may_ask_for(kind: ProcedureKind) -> None:
    asked = set(rules.STEPS[kind])
    assert asked <= set(STEPS[kind])
    dates = {name.removesuffix("_on") for name in fields.SHEETS[kind].dates} | {"ended"}
    assert asked == {one for one in dates if one != "published"}
    assert set(fields.SHEETS[kind].names) == set(fields.SHEETS[kind].dates)


@pytest.mark.parametrize(("kind", "step"), EVERY_STEP)
def test_a_step_names_its_fields_and_saved_empty_says_what_it_lacks(
    context: Context, desk: Desk, qtbot: QtBot, kind: ProcedureKind, step: str
) -> None:
    procedure_id = begun(desk, kind)
    form = opened(ProcedureStepForm(context, procedure_id, step), qtbot)
    assert kind.label in said(form)
    assert all(editor.field.accessibleName() for editor in form.editors())
    assert stops(form)[-2:] == ["form.cancel", "form.save"]
    needed = STEPS[kind][step].needed
    form.save()
    assert {name: form.editor(name).problem for name in needed} == dict(needed)
    if needed:
        assert procedures.procedure(desk, procedure_id) == Procedure(id=procedure_id, dispute_id=1, kind=kind)


# ---- the whole -------------------------------------------------------------------------------------------------------
def test_a_procedure_is_begun_with_what_is_known_of_it(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")

    def begin(dialog: FormDialog) -> None:
        form = dialog.form
        assert isinstance(form, ProcedureForm)
        court = form.editor("court")
        assert isinstance(court, ChoiceEditor)
        choose(court, "Tribunal de commerce")
        fill(form, "authority", "Tribunal de commerce de Lorient", type_text)
        fill(form, "asked_on", "20/11", type_text)
        form.save_button.click()

    kind = ProcedureKind.PAYMENT_ORDER
    procedure_id = answering(lambda: begin_procedure(context, window, dispute_id, kind), begin)
    kept = procedures.procedure(desk, procedure_id or 0)
    assert (kept.court, kept.authority, kept.asked_on) == (
        CourtKind.COMMERCIAL,
        "Tribunal de commerce de Lorient",
        date(2026, 11, 20),
    )


def test_only_the_fields_of_its_kind_are_asked(context: Context, desk: Desk, qtbot: QtBot) -> None:
    insolvency = opened(ProcedureForm(context, begun(desk, ProcedureKind.INSOLVENCY)), qtbot)
    names = {editor.name for editor in insolvency.editors()}
    assert {"decided_on", "published_on", "declared_on"} <= names
    assert names.isdisjoint({"court", "exemption", "asked_on", "served_on", "opposed_on"})


def test_opening_a_procedure_and_saving_it_changes_nothing(context: Context, desk: Desk, qtbot: QtBot) -> None:
    procedure_id = begun(
        desk,
        ProcedureKind.SMALL_CLAIMS,
        authority="Me Dupont",
        city="Lorient",
        asked_on=date(2026, 11, 20),
        cost=Money.of("14.92"),
    )
    before = procedures.procedure(desk, procedure_id)
    form = opened(ProcedureForm(context, procedure_id), qtbot)
    assert not form.is_dirty
    form.save()
    assert procedures.procedure(desk, procedure_id) == before


# ---- steps -----------------------------------------------------------------------------------------------------------
def test_the_service_of_an_order_says_who_received_it_and_shows_the_dates_that_follow(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    order = {"asked_on": date(2026, 9, 1), "decided_on": date(2026, 9, 20)}
    procedure_id = begun(desk, ProcedureKind.PAYMENT_ORDER, **order)

    def serve(dialog: FormDialog) -> None:
        fill(dialog.form, "served_on", "16/11", type_text)
        press(dialog.form, "served_in_person", "Oui")
        assert "Dates qui en découlent" in said(dialog)
        assert "16 décembre 2026" in said(dialog)
        dialog.form.save_button.click()

    assert answering(lambda: note_procedure_step(context, window, procedure_id, "served"), serve) == procedure_id
    kept = procedures.procedure(desk, procedure_id)
    assert (kept.served_on, kept.served_in_person) == (date(2026, 11, 16), True)


def test_the_end_offers_the_outcomes_of_its_kind_only(context: Context, desk: Desk, qtbot: QtBot) -> None:
    procedure_id = begun(desk, ProcedureKind.SMALL_CLAIMS, asked_on=date(2026, 10, 1))
    form = opened(ProcedureStepForm(context, procedure_id, "ended"), qtbot)
    outcome = form.editor("outcome")
    assert isinstance(outcome, ChoiceEditor)
    choose(outcome, typographic("Sans réponse : refus implicite"))
    assert outcome.value is ProcedureOutcome.SILENCE
    assert ProcedureOutcome.LAPSED not in fields.SHEETS[ProcedureKind.SMALL_CLAIMS].outcomes


def test_a_document_noted_with_a_step_is_kept(
    context: Context, desk: Desk, qtbot: QtBot, tmp_path: Path, type_text: Typist
) -> None:
    procedure_id = begun(desk, ProcedureKind.COURT_CLAIM, asked_on=date(2026, 9, 1))
    paper = tmp_path / "jugement.pdf"
    paper.write_bytes(b"%PDF-1.4 jugement")
    form = opened(ProcedureStepForm(context, procedure_id, "decided"), qtbot)
    fill(form, "decided_on", "20/11", type_text)
    document_editor = form.editor("file_id")
    assert isinstance(document_editor, FileEditor)
    document_editor.take(paper)
    form.save()
    document = procedures.file(desk, procedure_id, TODAY).document
    assert document is not None
    assert document.name == "jugement.pdf"


# ---- who is a trader, and payments meanwhile -------------------------------------------------------------------------
def test_user_and_client_say_whether_they_are_traders(context: Context, desk: Desk, qtbot: QtBot) -> None:
    client_id = client_named(desk, "Atelier Boréal SARL")
    client = opened(ClientForm(context, client_id, embedded=True), qtbot)
    press(client, "trader", "Oui")
    client.save()
    profile = opened(ProfileForm(context), qtbot)
    profile.editor("name").set_value("Camille Roussel")
    press(profile, "trader", "Non")
    profile.save()
    assert desk.profile().trader is False
    assert clients.page(desk, client_id).client.trader is True


def test_a_consumer_is_not_asked_whether_they_are_a_trader(context: Context, desk: Desk, qtbot: QtBot) -> None:
    form = opened(ClientForm(context, client_named(desk, "Nadia Ferrand", ClientKind.CONSUMER), embedded=True), qtbot)
    assert not form.editor("trader").isVisible()


def test_a_payment_during_a_small_claims_procedure_warns_and_is_not_refused(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    procedure_id = begun(desk, ProcedureKind.SMALL_CLAIMS, asked_on=date(2026, 11, 20))
    invoice_id = invoices.rows(desk)[0].invoice.id or 0
    form = opened(PaymentForm(context, None, [invoice_id]), qtbot)
    assert "aucun paiement ne peut être fait" in said(form).lower()
    fill(form, "amount", "100", type_text)
    form.save()
    assert invoices.page(desk, invoice_id).payments
    operations.delete(desk, procedure_id)
    assert not opened(PaymentForm(context, None, [invoice_id]), qtbot).warning.isVisible()
