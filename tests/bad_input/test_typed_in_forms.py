"""What is typed wrong in a form: the sentence is beside the field, the keys stay there, what was typed stays, nothing is saved."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Client, Dispute, Profile
from litigedesk.domain.vocabulary import ClosingReason, VatRegime
from litigedesk.operations.letters import Choices, file, proposed_choices
from litigedesk.queries import disputes as dossiers
from tests.ui.claims_world import claim_with, insured_by
from tests.ui.portage_world import company_named, contract_with
from ui.context import Context
from ui.dialogs.calculators.deadline import DeadlineCalculator
from ui.dialogs.calculators.interest import InterestCalculator
from ui.dialogs.calculators.limitation import LimitationCalculator
from ui.forms.base_editor import Editor
from ui.forms.claim_form import ClaimForm
from ui.forms.claim_piece_form import ClaimPieceForm
from ui.forms.claim_steps import STEPS, ClaimStepForm
from ui.forms.client_form import ClientForm
from ui.forms.closing_form import ClosingForm
from ui.forms.contract_form import ContractForm
from ui.forms.deadline_form import DeadlineForm
from ui.forms.dispute_form import DisputeForm
from ui.forms.editors import DateEditor
from ui.forms.event_form import EventForm
from ui.forms.form import Form
from ui.forms.insurer_request_form import InsurerRequestForm
from ui.forms.invoice_form import InvoiceForm
from ui.forms.limitation_form import ClaimLimitationForm, LimitationEventForm
from ui.forms.payment_form import PaymentForm
from ui.forms.policy_form import PolicyForm
from ui.forms.portage_proof_form import PortageProofForm
from ui.forms.portage_round_form import PortageRoundForm
from ui.forms.portage_steps import STEPS as PORTAGE_STEPS
from ui.forms.portage_steps import PortageStepForm
from ui.forms.profile_form import ProfileForm
from ui.forms.rows_editor import RowsEditor
from ui.forms.tracking_form import TrackingForm
from ui.wizard.first_start import FirstStartDialog

Untouched = Callable[[], AbstractContextManager[None]]
Type = Callable[[QWidget, str], None]
F = TypeVar("F", bound=Form)

WRONG = [
    ("siret", "123 456 789", "vérifiez les 9 premiers chiffres"),
    ("siret", "12345", "il y en a ici 5"),
    ("siret", "12345678A", "des chiffres seulement"),
    ("vat_number", "FR00000000000", "Ce numéro de TVA est faux"),
    ("email", "camille.roussel", "il y manque un @"),
    ("email", "a@b", "il y manque un @"),
    ("postcode", "3500", "compte 5 chiffres"),
]
WRONG_OF_MINE = [
    *WRONG[:1],
    ("iban", "FR76 3000 6000 0112 3456 7890 188", "Cet IBAN est faux"),
    ("iban", "RIB", "Cet IBAN est faux"),
    ("bic", "ABC", "Ce BIC est faux"),
]
NONSENSE = ["31/2", "99/99", "0/0", "bientôt", "29/2/2027", "+", "12/2026/3"]
ANOTHER_AGE = ["31/12/9999", "1/1/0999", "15/3/1789", "+9999m"]


def shown(qtbot: QtBot, form: F) -> F:
    qtbot.addWidget(form)
    form.resize(1100, 800)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    return form


def typed(editor: Editor, text: str, type_text: Type) -> None:
    assert isinstance(editor.field, QLineEdit)
    editor.field.setFocus(Qt.FocusReason.OtherFocusReason)
    editor.field.selectAll()
    editor.field.del_()
    type_text(editor.field, text)


def refused(form: Form, name: str, text: str, sentence: str) -> None:
    """After « Enregistrer »: the sentence beside the field, the keys in it, what was typed still there."""
    saved: list[object] = []
    form.saved.connect(saved.append)
    form.save_button.click()
    editor = form.editor(name)
    assert sentence in editor.problem
    assert editor.is_bad
    assert editor.findChild(QWidget, f"{name}.problem").isVisibleTo(form)
    assert QApplication.focusWidget() is editor.field
    assert isinstance(editor.field, QLineEdit)
    assert "".join(editor.field.text().split()) == "".join(text.split())
    assert "à corriger" in form.bar.status.label.full_text()
    assert saved == []


# ---- identifiers and addresses ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(("name", "text", "sentence"), WRONG)
def test_a_client_with_a_wrong_number_or_address_is_not_saved(
    context: Context,
    debtor: Client,
    untouched: Untouched,
    type_text: Type,
    qtbot: QtBot,
    name: str,
    text: str,
    sentence: str,
) -> None:
    form = shown(qtbot, ClientForm(context, debtor.id))
    typed(form.editor(name), text, type_text)
    form.editor("notes").set_value("tapé avant")
    with untouched():
        refused(form, name, text, sentence)
    assert form.editor("notes").value == "tapé avant"


@pytest.mark.parametrize(("name", "text", "sentence"), WRONG_OF_MINE)
def test_a_profile_with_a_wrong_number_is_not_saved(
    context: Context,
    me: Profile,
    untouched: Untouched,
    type_text: Type,
    qtbot: QtBot,
    name: str,
    text: str,
    sentence: str,
) -> None:
    form = shown(qtbot, ProfileForm(context))
    if name == "vat_number":
        form.editor("vat_regime").set_value(VatRegime.LIABLE)
        form.changed.emit()
    typed(form.editor(name), text, type_text)
    with untouched():
        refused(form, name, text, sentence)


def test_the_first_start_does_not_go_on_with_a_wrong_siret(
    context: Context, type_text: Type, qtbot: QtBot, desk: Desk, untouched: Untouched
) -> None:
    dialog = FirstStartDialog(context, desk.folder / "ailleurs")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    form = dialog.findChild(Form, "form.wizard:me")
    assert isinstance(form, Form)
    typed(form.editor("name"), "Camille", type_text)
    typed(form.editor("siret"), "123456789", type_text)
    with untouched():
        refused(form, "siret", "123456789", "vérifiez les 9 premiers chiffres")
    assert form.isVisible()
    assert dialog.chosen is None


def test_a_person_with_a_wrong_email_is_said_in_their_row_and_the_client_is_not_saved(
    context: Context, debtor: Client, untouched: Untouched, type_text: Type, qtbot: QtBot
) -> None:
    form = shown(qtbot, ClientForm(context, debtor.id))
    people = form.editor("contacts")
    assert isinstance(people, RowsEditor)
    people.add_blank()
    row = people.rows()[0]
    typed(row.editor("name"), "Zoé", type_text)
    typed(row.editor("email"), "zoé chez boréal", type_text)
    with untouched():
        form.save_button.click()
    assert "il y manque un @" in row.editor("email").problem
    assert row.editor("name").value == "Zoé"
    assert QApplication.focusWidget() is row.editor("email").field


# ---- dates -----------------------------------------------------------------------------------------------------------
def forms_with_dates(context: Context, dispute_id: int) -> list[Form]:
    dossier = dossiers.dossier(context.desk, dispute_id, context.today())
    choices = proposed_choices(context.desk, "mise-en-demeure")
    letter = file(context.desk, of_dispute(dispute_id), "mise-en-demeure", choices).value
    claim_id = claim_with(context.desk, insured_by(context.desk))
    contract_id = contract_with(context.desk, company_named(context.desk))
    return [
        InvoiceForm(context, 1),
        ContractForm(context, None, 1),
        PaymentForm(context, None, [1]),
        DisputeForm(context, dossier),
        ClosingForm(context, dossier.dispute, None),
        EventForm(context, dispute_id, None),
        DeadlineForm(context, dispute_id, None),
        LimitationEventForm(context, dispute_id, None, dossier.client.kind),
        TrackingForm(context, letter),
        PolicyForm(context, 1),
        ClaimForm(context, claim_id),
        *(ClaimStepForm(context, claim_id, step) for step in STEPS),
        InsurerRequestForm(context, claim_id),
        ClaimPieceForm(context, claim_id, "contract"),
        ClaimLimitationForm(context, claim_id),
        ContractForm(context, contract_id),
        *(PortageStepForm(context, contract_id, step) for step in PORTAGE_STEPS),
        PortageRoundForm(context, contract_id),
        PortageProofForm(context, contract_id),
    ]


def test_no_date_of_any_form_takes_nonsense_or_another_age(
    context: Context, unpaid: Dispute, type_text: Type, qtbot: QtBot
) -> None:
    """Every date field there is; and no reaction to what is typed leaves the calendar Python knows."""
    fields = 0
    for form in forms_with_dates(context, unpaid.id or 0):
        shown(qtbot, form)
        for editor in [one for one in form.editors() if isinstance(one, DateEditor)]:
            fields += 1
            before, wrong = editor.raw, (*NONSENSE, *ANOTHER_AGE)
            for text in wrong:
                typed(editor, text, type_text)
                if text == "31/12/9999":
                    qtbot.keyClick(editor.field, Qt.Key.Key_Up)
                editor.set_raw(text)
                editor.changed.emit()
                form.check()
                assert editor.value is None, f"{form.key}.{editor.name}: {text}"
                expected = "paraît fausse" if text in ANOTHER_AGE else "Écrivez une date"
                assert expected in editor.own_problem()
                editor.normalise()
                assert editor.raw == text
            editor.set_raw(before)
            editor.changed.emit()
    assert fields >= 40


@pytest.mark.parametrize("text", ["1/1/1990", "29/2/2096", "20/12/2100", "31/12/2100"])
def test_every_form_answers_the_first_and_the_last_days_that_are_taken(
    context: Context, unpaid: Dispute, qtbot: QtBot, text: str
) -> None:
    """Working days counted from them may go past the years whose public holidays are known."""
    for form in forms_with_dates(context, unpaid.id or 0):
        shown(qtbot, form)
        for editor in [one for one in form.editors() if isinstance(one, DateEditor)]:
            before = editor.raw
            editor.set_raw(text)
            editor.changed.emit()
            form.check()
            assert editor.value is not None, f"{form.key}.{editor.name}"
            editor.set_raw(before)
            editor.changed.emit()


@pytest.mark.parametrize("text", ["31/2", "99/99", "bientôt", "31/12/9999"])
def test_an_invoice_with_an_impossible_date_is_not_saved(
    context: Context, unpaid: Dispute, untouched: Untouched, type_text: Type, qtbot: QtBot, text: str
) -> None:
    form = shown(qtbot, InvoiceForm(context, 1))
    typed(form.editor("issued_on"), text, type_text)
    with untouched():
        refused(form, "issued_on", text, "paraît fausse" if text in ANOTHER_AGE else "Écrivez une date")


def test_an_invoice_due_before_it_was_issued_is_not_saved(
    context: Context, unpaid: Dispute, untouched: Untouched, type_text: Type, qtbot: QtBot
) -> None:
    form = shown(qtbot, InvoiceForm(context, 1))
    typed(form.editor("due_on"), "01/04/2026", type_text)
    with untouched():
        refused(form, "due_on", "01/04/2026", "L’échéance vient avant la date de la facture.")


def test_a_dispute_judged_before_the_notice_or_closed_before_it_opened_is_not_saved(
    context: Context, unpaid: Dispute, untouched: Untouched, type_text: Type, qtbot: QtBot
) -> None:
    dossier = dossiers.dossier(context.desk, unpaid.id or 0, context.today())
    form = shown(qtbot, DisputeForm(context, dossier))
    typed(form.editor("notice_received_on"), "02/11/2026", type_text)
    typed(form.editor("judgment_on"), "01/11/2026", type_text)
    with untouched():
        refused(form, "judgment_on", "01/11/2026", "Le jugement vient avant la mise en demeure.")
    closing = shown(qtbot, ClosingForm(context, dossier.dispute, None))
    for editor in closing.editors():
        if not isinstance(editor, DateEditor):
            editor.set_value(ClosingReason.ABANDONED)
    typed(closing.editor("closed_on"), "01/09/2026", type_text)
    with untouched():
        refused(closing, "closed_on", "01/09/2026", "La clôture vient avant l’ouverture.")


def test_a_letter_received_before_it_left_is_not_saved(
    context: Context, unpaid: Dispute, untouched: Untouched, type_text: Type, qtbot: QtBot
) -> None:
    choices: Choices = proposed_choices(context.desk, "mise-en-demeure")
    letter = file(context.desk, of_dispute(unpaid.id or 0), "mise-en-demeure", choices, sent_on=context.today()).value
    form = shown(qtbot, TrackingForm(context, letter))
    typed(form.editor("received_on"), "20/11/2026", type_text)
    with untouched():
        refused(form, "received_on", "20/11/2026", "La réception vient avant l’envoi.")


# ---- sums ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("-50", "ne peut pas être négative"),
        ("0", "Indiquez la somme reçue"),
        ("", "Indiquez la somme reçue"),
        ("abc", "Écrivez une somme"),
        ("1e5", "Écrivez une somme"),
        ("12,345", "Écrivez une somme"),
        ("99999999", "C’est plus que ce qui reste dû"),
        ("9" * 30, "Écrivez une somme"),
    ],
)
def test_a_payment_that_cannot_be_is_not_saved(
    context: Context, unpaid: Dispute, untouched: Untouched, type_text: Type, qtbot: QtBot, text: str, sentence: str
) -> None:
    form = shown(qtbot, PaymentForm(context, None, [1]))
    typed(form.editor("amount"), text, type_text)
    form.save_button.click()
    editor = form.editor("amount")
    assert sentence in editor.problem
    assert QApplication.focusWidget() is editor.field
    with untouched():
        form.save_button.click()
    assert editor.is_bad


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("-1", "négative"),
        ("0", "Indiquez le montant"),
        ("1e5", "Écrivez une somme"),
        ("9999999999", "dépasse 100 millions"),
    ],
)
def test_an_invoice_of_an_absurd_sum_is_not_saved(
    context: Context, unpaid: Dispute, untouched: Untouched, type_text: Type, qtbot: QtBot, text: str, sentence: str
) -> None:
    form = shown(qtbot, InvoiceForm(context, 1))
    typed(form.editor("gross"), text, type_text)
    with untouched():
        form.save_button.click()
    assert sentence in form.editor("gross").problem
    assert QApplication.focusWidget() is form.editor("gross").field


# ---- calculators -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("make", [DeadlineCalculator, InterestCalculator, LimitationCalculator])
def test_calculators_answer_nonsense_with_a_sentence(
    context: Context, qtbot: QtBot, make: Callable[[Context], QWidget]
) -> None:
    dialog = make(context)
    qtbot.addWidget(dialog)
    dialog.show()
    for editor in dialog.findChildren(Editor):
        field = editor.field
        if not isinstance(field, QLineEdit):
            continue
        before = editor.raw
        for text in (
            *NONSENSE,
            *ANOTHER_AGE,
            "",
            "1e999999999999999999",
            "-1",
            "0",
            "9" * 40,
            "²",
            "1990",
            "1/1/1990",
            "31/12/2100",
        ):
            editor.set_raw(text)
            editor.changed.emit()
            editor.left.emit()
        editor.set_raw(before)
        editor.changed.emit()
