"""A complaint noted in its form: what it needs, what it starts, whom mediation is for, and what is kept of it."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Contract
from litigedesk.domain.vocabulary import ClientKind, Clock, ComplaintAnswer, ComplaintChannel, DisputeKind
from litigedesk.operations import contracts, profile
from litigedesk.queries import dispute_list, files, mediations, policies
from litigedesk.queries import disputes as queries
from litigedesk.settings import COMPLAINT_DAYS, INSURED
from tests.ui.claims_world import insured_by
from tests.ui.complaints_world import Typist, complaining, complaint_of, fill, said, stops
from tests.ui.disputes_world import TODAY, answering, choose, client_named, dispute_with, shown
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.mediation import edit_complaint, open_complaint
from ui.forms.complaint_form import ComplaintForm
from ui.forms.editors import ChoiceEditor, FileEditor
from ui.forms.policy_form import PolicyForm


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def form_shown(context: Context, qtbot: QtBot, complaint_id: int | None = None, **place: int) -> ComplaintForm:
    form = ComplaintForm(context, complaint_id, **place)
    qtbot.addWidget(form)
    form.resize(1000, 1400)
    form.show()
    return form


def chosen(form: ComplaintForm, channel: str) -> None:
    choose(form.channel, channel)


# ---- opening ---------------------------------------------------------------------------------------------------------
def test_a_consumers_complaint_opens_a_dispute_with_three_clocks(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    client_named(desk, "Nadia Ferrand", ClientKind.CONSUMER)
    insured_by(desk)

    def note(dialog: FormDialog) -> None:
        form = dialog.form
        assert isinstance(form, ComplaintForm)
        assert form.client is not None
        choose(form.client, "Nadia Ferrand")
        fill(form, "received_on", "16/11", type_text)
        chosen(form, "Courriel")
        fill(form, "grievance", "L’album est arrivé en retard.", type_text)
        fill(form, "amount", "120", type_text)
        form.save_button.click()

    dispute_id = answering(lambda: open_complaint(context, window), note)
    assert dispute_id is not None
    dossier = queries.dossier(desk, dispute_id, TODAY)
    assert dossier.dispute.kind is DisputeKind.COMPLAINT
    assert dossier.dispute.reference == "LIT-2026-001"
    view = dossier.complaints[0]
    assert view.complaint.amount == Money.of("120")
    assert {one.clock: one.due_on for one in view.clocks} == {
        Clock.COMPLAINT_ANSWER: date(2026, 12, 1),
        Clock.CLIENT_REFERRAL: date(2027, 11, 16),
        Clock.INSURER: date(2026, 11, 23),
    }


def test_what_is_missing_is_said_beside_each_field_and_nothing_is_saved(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    form = form_shown(context, qtbot)
    form.save()
    assert form.editor("client_id").problem == "Choisissez le client."
    assert form.editor("received_on").problem == "Indiquez le jour où elle est arrivée."
    assert form.editor("channel").problem == "Dites comment elle est arrivée."
    assert form.editor("grievance").problem == "Dites en quelques mots ce que votre client reproche."
    assert dispute_list.rows(desk, TODAY) == []


def test_a_complaint_is_neither_to_come_nor_answered_before_it_came(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = form_shown(context, qtbot, dispute_id=complaining(desk))
    fill(form, "received_on", "+2j", type_text)
    fill(form, "answered_on", "10/11", type_text)
    form.save()
    assert form.editor("received_on").problem.startswith("Cette date est à venir")
    fill(form, "received_on", "12/11", type_text)
    form.save()
    assert form.editor("answered_on").problem == "La réponse vient avant la réclamation."


def test_consumers_are_offered_before_the_others(context: Context, desk: Desk, qtbot: QtBot) -> None:
    client_named(desk, "Atelier Boréal")
    client_named(desk, "Zoé Martin", ClientKind.CONSUMER)
    form = form_shown(context, qtbot)
    combo = form.editor("client_id").field
    assert [combo.itemText(i) for i in range(combo.count())] == ["Zoé Martin", "Atelier Boréal · professionnel"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "button", "words"),
    [
        (ClientKind.PROFESSIONAL, "complaint.client", "réservée aux consommateurs"),
        (ClientKind.PUBLIC, "complaint.client", "réservée aux consommateurs"),
        (ClientKind.UNKNOWN, "complaint.unknown_client", "dites qui est ce client"),
    ],
)
def test_a_client_who_is_no_consumer_is_explained_and_can_be_opened(
    context: Context, desk: Desk, qtbot: QtBot, kind: ClientKind, button: str, words: str
) -> None:
    client_id = client_named(desk, "Atelier Boréal", kind)
    form = form_shown(context, qtbot, client_id=client_id)
    assert words in said(form)

    def correct(dialog: FormDialog) -> None:
        dialog.form.editor("kind").set_value(ClientKind.CONSUMER)
        dialog.form.save_button.click()

    answering(lambda: shown(form, QPushButton, button).click(), correct)
    assert words not in said(form)
    assert form.client_kind is ClientKind.CONSUMER


# ---- what it starts --------------------------------------------------------------------------------------------------
def test_the_clocks_follow_the_date_and_the_users_own_delay(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    profile.set_setting(desk, COMPLAINT_DAYS.key, "10")
    client_id = client_named(desk, "Nadia Ferrand", ClientKind.CONSUMER)
    form = form_shown(context, qtbot, client_id=client_id)
    assert "les délais s’affichent ici" in said(form)
    fill(form, "received_on", "16/11", type_text)
    chosen(form, "Lettre recommandée")
    words = said(form)
    assert "26 novembre 2026 · votre choix" in words
    assert "16 novembre 2027 · droit du client" in words
    assert "Par écrit : votre client peut saisir le médiateur pendant un an" in words
    fill(form, "received_on", "17/11", type_text)
    assert "17 novembre 2027 · droit du client" in said(form)


@pytest.mark.parametrize("channel", ["Téléphone, de vive voix", "En personne, de vive voix"])
def test_a_complaint_made_aloud_starts_no_year_and_says_why(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist, channel: str
) -> None:
    client_id = client_named(desk, "Nadia Ferrand", ClientKind.CONSUMER)
    form = form_shown(context, qtbot, client_id=client_id)
    fill(form, "received_on", "16/11", type_text)
    chosen(form, channel)
    words = said(form)
    assert "De vive voix : aucun délai de médiation ne court." in words
    assert "Demander une réclamation écrite" in words
    assert "droit du client" not in words


def test_who_is_insured_notes_the_policy_there_and_its_delay_starts_the_insurers_clock(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = form_shown(context, qtbot, client_id=client_named(desk, "Nadia Ferrand", ClientKind.CONSUMER))
    fill(form, "received_on", "16/11", type_text)
    chosen(form, "Courriel")
    assert "Prévenir l’assureur RC Pro" not in said(form)

    def note(dialog: FormDialog) -> None:
        assert isinstance(dialog.form, PolicyForm)
        fill(dialog.form, "insurer", "Assurances du Ponant", type_text)
        fill(dialog.form, "declaration_days", "8", type_text)
        dialog.form.save_button.click()

    answering(lambda: shown(form, QPushButton, "insured.yes").click(), note)
    assert policies.insured(desk) is True
    assert "26 novembre 2026 · votre contrat" in said(form)
    assert not form.triggers.question.isVisible()
    assert form.editor("received_on").value == date(2026, 11, 16)


def test_who_says_to_have_no_insurance_is_asked_no_more(context: Context, desk: Desk, qtbot: QtBot) -> None:
    form = form_shown(context, qtbot)
    qtbot.mouseClick(shown(form, QPushButton, "insured.no"), Qt.MouseButton.LeftButton)
    assert desk.setting(INSURED) == "no"
    assert not form.triggers.question.isVisible()


# ---- contract, document, answer --------------------------------------------------------------------------------------
def test_only_the_contracts_of_the_chosen_client_are_offered(context: Context, desk: Desk, qtbot: QtBot) -> None:
    nadia, other = (client_named(desk, name, ClientKind.CONSUMER) for name in ("Nadia Ferrand", "Zoé Martin"))
    contracts.save(desk, Contract(client_id=nadia, reference="D-2026-023", title="Album"))
    form = form_shown(context, qtbot, client_id=other)
    assert not form.contract.isVisible()
    assert form.client is not None
    choose(form.client, "Nadia Ferrand")
    choose(form.contract, "D-2026-023 · Album")
    choose(form.client, "Zoé Martin")
    assert form.contract.value is None


def test_a_document_dropped_on_its_field_is_kept_with_the_complaint(
    context: Context, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    mail = tmp_path / "réclamation.eml"
    mail.write_bytes(b"From: nadia@exemple.example")
    form = form_shown(context, qtbot, complaint_of(desk, complaining(desk)).id)
    editor = form.editor("document")
    assert isinstance(editor, FileEditor)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(mail))])
    buttons, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    editor.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, dropped, buttons, held))
    form.save()
    kept = complaint_of(desk, 1)
    assert files.content(desk, kept.file_id) == b"From: nadia@exemple.example"
    again = form_shown(context, qtbot, kept.id)
    assert "réclamation.eml" in said(again)
    again.save()
    assert complaint_of(desk, 1).file_id == kept.file_id


def test_a_kind_of_file_that_is_no_document_is_refused_in_words(context: Context, desk: Desk, qtbot: QtBot) -> None:
    form = form_shown(context, qtbot, dispute_id=complaining(desk))
    editor = form.editor("document")
    assert isinstance(editor, FileEditor)
    editor.take(Path("/tmp/programme.exe"))
    assert "programme.exe" in editor.own_problem()
    assert editor.value is None


def test_the_answer_is_folded_until_there_is_one(context: Context, desk: Desk, qtbot: QtBot, type_text: Typist) -> None:
    dispute_id = complaining(desk)
    form = form_shown(context, qtbot, complaint_of(desk, dispute_id).id)
    assert not form.editor("findings").isVisible()
    form.go_to("findings")
    fill(form, "findings", "Livré le 4 novembre.", type_text)
    answer = form.editor("answer")
    assert isinstance(answer, ChoiceEditor)
    choose(answer, "Je refuse, en donnant mes raisons")
    form.save()
    kept = complaint_of(desk, dispute_id)
    assert (kept.findings, kept.answer) == ("Livré le 4 novembre.", ComplaintAnswer.REFUSAL)
    assert "L124-2" in said(form_shown(context, qtbot, kept.id))


def test_a_word_that_admits_liability_is_pointed_out_in_the_answer_and_blocks_nothing(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = form_shown(context, qtbot, complaint_of(desk, complaining(desk)).id)
    form.go_to("findings")
    fill(form, "findings", "Livré en retard.", type_text)
    assert not form.admission.isVisible()
    fill(form, "findings", "Livré en retard, c’est ma faute.", type_text)
    assert "« ma faute »" in said(form)
    form.save()
    assert complaint_of(desk, 1).findings.endswith("ma faute.")


@pytest.mark.parametrize(
    ("answer", "warned"),
    [
        ("Je propose une solution", True),
        ("Je propose une solution pour une partie", True),
        ("Je refuse, en donnant mes raisons", False),
    ],
)
def test_an_offer_asks_for_the_insurers_consent_when_a_policy_may_answer(
    context: Context, desk: Desk, qtbot: QtBot, answer: str, warned: bool
) -> None:
    complaint_id = complaint_of(desk, complaining(desk)).id
    form = form_shown(context, qtbot, complaint_id)
    form.go_to("answer")
    editor = form.editor("answer")
    assert isinstance(editor, ChoiceEditor)
    choose(editor, answer)
    assert not form.settlement.isVisible()
    insured_by(desk)
    form.changed.emit()
    assert form.settlement.isVisible() is warned
    if warned:
        assert "Contrat RC Pro n° RC 204 117 (Assurances du Ponant). Demandez d’abord l’accord de l’assureur" in said(
            form
        )
    form.save()
    assert complaint_of(desk, 1).answer is editor.value


def test_preparing_the_answer_opens_the_form_where_the_cursor_is(
    context: Context, desk: Desk, window: QWidget, qtbot: QtBot
) -> None:
    complaint_id = complaint_of(desk, complaining(desk)).id

    seen: list[bool] = []

    def look(dialog: FormDialog) -> None:
        findings, viewport = dialog.form.editor("findings"), dialog.form.page.viewport()
        qtbot.waitUntil(findings.field.hasFocus)
        QApplication.processEvents()
        corners = (findings.rect().topLeft(), findings.rect().bottomLeft())
        seen.extend(viewport.rect().contains(findings.mapTo(viewport, corner)) for corner in corners)

    answering(lambda: edit_complaint(context, window, complaint_id, "findings"), look)
    assert seen == [True, True]


# ---- in a dispute ----------------------------------------------------------------------------------------------------
def test_a_complaint_is_noted_in_a_consumers_unpaid_dispute(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    dispute_id = dispute_with(desk, "Paul Guérin", ClientKind.CONSUMER)

    def note(dialog: FormDialog) -> None:
        assert "client_id" not in dialog.form.values()
        fill(dialog.form, "received_on", "20/11", type_text)
        chosen(dialog.form, "Courrier")  # type: ignore[arg-type]
        fill(dialog.form, "grievance", "Le site est lent.", type_text)
        dialog.form.save_button.click()

    complaint_id = answering(lambda: edit_complaint(context, window, None, dispute_id=dispute_id), note)
    dossier = queries.dossier(desk, dispute_id, TODAY)
    assert [view.complaint.id for view in dossier.complaints] == [complaint_id]
    assert dossier.dispute.kind is DisputeKind.UNPAID


def test_a_complaint_is_deleted_from_its_window_and_undo_brings_it_back(
    context: Context, desk: Desk, window: QWidget
) -> None:
    dispute_id = complaining(desk)
    complaint_id = complaint_of(desk, dispute_id).id
    answering(
        lambda: edit_complaint(context, window, complaint_id),
        lambda dialog: shown(dialog, QPushButton, "form.delete").click(),
    )
    assert mediations.complaints_of(desk, dispute_id) == ()
    context.undo()
    assert complaint_of(desk, dispute_id).id == complaint_id


def test_a_complaint_that_is_gone_is_said_in_the_message_bar(context: Context, window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitSignal(context.error_raised):
        assert edit_complaint(context, window, 99) is None


# ---- drafts, keys, names ---------------------------------------------------------------------------------------------
def test_escape_keeps_what_was_typed_with_its_client_and_contract(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    nadia = client_named(desk, "Nadia Ferrand", ClientKind.CONSUMER)
    contracts.save(desk, Contract(client_id=nadia, reference="D-2026-023", title="Album"))
    form = form_shown(context, qtbot)
    assert form.client is not None
    choose(form.client, "Nadia Ferrand")
    choose(form.contract, "D-2026-023 · Album")
    chosen(form, "Courriel")
    fill(form, "grievance", "En retard", type_text)
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    again = form_shown(context, qtbot)
    assert again.client_id == nadia
    assert again.contract.value == form.contract.value
    assert again.channel.value is ComplaintChannel.EMAIL
    assert again.editor("grievance").value == "En retard"


def test_a_complaint_saved_without_a_change_stays_the_same(context: Context, desk: Desk, qtbot: QtBot) -> None:
    before = complaint_of(desk, complaining(desk, amount=Money.of("120"), request="Un remboursement."))
    form = form_shown(context, qtbot, before.id)
    assert not form.is_dirty
    form.save()
    assert mediations.complaint(desk, before.id or 0) == before


def test_tab_goes_through_the_form_as_one_reads(context: Context, desk: Desk, qtbot: QtBot) -> None:
    form = form_shown(context, qtbot, client_id=client_named(desk, "Nadia Ferrand", ClientKind.CONSUMER))
    wanted = [
        "client_id.field", "client_id.new", "title.field", "received_on.field", "channel.field", "grievance.field",
        "request.field", "amount.field", "document.field", "insured.yes", "insured.no", "insured.settings", "form.cancel",
        "form.save",
    ]  # fmt: skip
    assert [name for name in stops(form) if name in wanted] == wanted


def test_every_field_has_a_name_for_screen_readers(context: Context, qtbot: QtBot) -> None:
    form = form_shown(context, qtbot)
    assert all(editor.field.accessibleName() for editor in form.editors())
    assert form.triggers.accessibleName() == "Ce que cela déclenche"
