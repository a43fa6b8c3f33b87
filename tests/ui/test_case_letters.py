"""The letter window on a complaint and its mediation: which letters it offers, where its links lead, what stays secret."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.mediation import Complaint, Convention, Mediation, Mediator
from litigedesk.domain.records import Address, Client, Dispute
from litigedesk.domain.vocabulary import ClientKind, ComplaintAnswer, ComplaintChannel, SendMethod, Stance
from litigedesk.letters import needs
from litigedesk.operations import clients, complaints, letters, mediations, mediators
from litigedesk.operations.letters import Choices
from tests.ui.letter_records import (
    Open,
    child,
    file_it,
    letter_windows,
    press,
    save_profile,
    text_of,
    with_dialog,
    words_in,
    written,
)
from ui.context import Context
from ui.forms.base_editor import Editor
from ui.letter_window import LetterWindow, jumps

TODAY, SENT = date(2026, 11, 22), date(2026, 11, 20)
REPLY, ASK, FILE = "reponse-reclamation", "demande-reclamation-ecrite", "transmission-dossier-mediateur"
WHOLE: dict[str, Any] = {
    "request": "Une remise.", "findings": "Livré le 30 octobre 2026.", "answer": ComplaintAnswer.REFUSAL,
    "answer_text": "La date du devis a été tenue.",
}  # fmt: skip


@pytest.fixture
def open_letter(context: Context, qtbot: QtBot) -> Iterator[Open]:
    with letter_windows(context, qtbot) as make:
        yield make


@pytest.fixture
def convention(desk: Desk) -> Convention:
    mediator = mediators.save(
        desk, Mediator(name="CM2C", website="cm2c.net", street="14 rue Saint-Jean", postcode="75017", city="Paris")
    ).value
    wanted = Convention(mediator_id=mediator.id or 0, reference="CV-1", starts_on=date(2025, 1, 1))
    return mediators.save_convention(desk, wanted).value


def open_complaint(desk: Desk, channel: ComplaintChannel = ComplaintChannel.EMAIL, **changes: Any) -> Complaint:
    save_profile(desk)
    client = Client(kind=ClientKind.CONSUMER, name="Jeanne Martin", salutation="Madame", email="jeanne@martin.example")
    address = Address(client_id=0, street="8 quai des Indes", postcode="56100", city="Lorient")
    client_id = clients.save(desk, client, [], [address]).value.id or 0
    complaint = Complaint(
        dispute_id=0, received_on=date(2026, 11, 2), channel=channel, grievance="Un retard.", **{**WHOLE, **changes}
    )
    wanted = Dispute(client_id=client_id, title="Retard", opened_on=date(2026, 11, 2))
    dispute = complaints.open_dispute(desk, wanted, complaint).value
    return desk.table(Complaint).where(dispute_id=dispute.id)[0]


def open_mediation(desk: Desk, complaint: Complaint, convention: Convention) -> Mediation:
    wanted = Mediation(
        dispute_id=complaint.dispute_id, mediator_id=convention.mediator_id, complaint_id=complaint.id, reference="M-7",
        started_by_client=True, referred_on=date(2026, 11, 5), notified_on=date(2026, 11, 10), stance=Stance.TAKES_PART,
        stance_on=date(2026, 11, 12), position="La date a été tenue.",
    )  # fmt: skip
    return mediations.save(desk, wanted).value


def offered(window: LetterWindow) -> list[str]:
    combo = child(window.choices.letter, QComboBox, "letter.template.field")
    return [combo.itemText(place) for place in range(combo.count())]


def boxes(window: LetterWindow) -> list[str]:
    return [box.text() for box in window.choices.findChildren(QCheckBox) if box.isVisibleTo(window)]


# ---- what is offered ---------------------------------------------------------------------------------------------------
def test_only_the_letters_that_fit_are_offered_by_their_titles(
    open_letter: Open, desk: Desk, convention: Convention
) -> None:
    complaint = open_complaint(desk)
    window = open_letter(complaint.dispute_id, REPLY)
    assert offered(window) == ["Réponse à réclamation", "Information sur la médiation"]
    open_mediation(desk, complaint, convention)
    assert offered(open_letter(complaint.dispute_id, FILE))[2:] == [
        "Accord pour participer à la médiation", "Refus de participer à la médiation",
        "Transmission du dossier au médiateur",
    ]  # fmt: skip


def test_the_reply_date_is_there_only_where_a_letter_leaves_a_delay_and_may_be_left_out(
    open_letter: Open, desk: Desk, convention: Convention, qtbot: QtBot
) -> None:
    window = open_letter(open_complaint(desk).dispute_id, REPLY)
    assert window.choices.reply_by.isVisibleTo(window)
    assert "Répondre au plus tard le facultatif" in words_in(window.choices)
    assert "7\u00a0décembre\u00a02026" in text_of(window)
    window.choices.reply_by.set_value(None)
    window.choices.changed.emit()
    assert "7\u00a0décembre\u00a02026" not in text_of(written(qtbot, window))
    window.show_template("information-mediation")
    written(qtbot, window)
    assert not window.choices.reply_by.isVisibleTo(window)
    assert "Jeanne Martin" in text_of(window)


def test_filing_the_reply_answers_the_complaint(open_letter: Open, desk: Desk, convention: Convention) -> None:
    complaint = open_complaint(desk)
    window = open_letter(complaint.dispute_id, REPLY)
    file_it(window, sent=True)
    assert desk.table(Complaint).get(complaint.id or 0).answered_on == TODAY


def test_an_oral_complaint_leads_to_the_letter_that_asks_for_a_writing(
    open_letter: Open, desk: Desk, convention: Convention, qtbot: QtBot
) -> None:
    window = open_letter(open_complaint(desk, ComplaintChannel.PHONE).dispute_id, REPLY)
    press(window, "guard.mend.oral")
    written(qtbot, window)
    assert window.title.text() == "Demande de réclamation écrite"
    assert window.prepared.document is not None


def test_a_letter_of_payment_warns_of_the_complaint_and_leads_to_its_reply(
    open_letter: Open, desk: Desk, convention: Convention, qtbot: QtBot
) -> None:
    window = open_letter(open_complaint(desk).dispute_id, "relance-amiable")
    press(window, "guard.mend.complaint-unanswered")
    written(qtbot, window)
    assert window.title.text() == "Réponse à réclamation"


# ---- secret letters ----------------------------------------------------------------------------------------------------
def test_papers_of_a_mediation_are_offered_to_the_mediator_only(
    open_letter: Open, desk: Desk, convention: Convention
) -> None:
    complaint = open_complaint(desk)
    open_mediation(desk, complaint, convention)
    choices = Choices(written_on=SENT, send_method=SendMethod.EMAIL, reply_by=None)
    letters.file(desk, of_dispute(complaint.dispute_id), FILE, choices, sent_on=SENT)
    to_mediator = open_letter(complaint.dispute_id, "participation-acceptee")
    assert boxes(to_mediator) == ["Réclamation reçue", "Le courrier envoyé"]
    assert boxes(open_letter(complaint.dispute_id, REPLY)) == []


def test_the_file_goes_with_its_papers_and_names_them(open_letter: Open, desk: Desk, convention: Convention) -> None:
    complaint = open_complaint(desk)
    open_mediation(desk, complaint, convention)
    text = text_of(open_letter(complaint.dispute_id, FILE))
    assert "réclamation reçue le 2\u00a0novembre\u00a02026" in text
    assert "Confidentiel" in text


def test_a_draft_to_a_mediator_without_address_says_whose_it_lacks(
    open_letter: Open, desk: Desk, convention: Convention, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtGui import QDesktopServices

    complaint = open_complaint(desk)
    open_mediation(desk, complaint, convention)
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda _url: True))
    window = open_letter(complaint.dispute_id, FILE)
    window.exits.open_draft()
    assert "Ajoutez l’adresse du médiateur" in words_in(window)


# ---- where links lead ---------------------------------------------------------------------------------------------------
def test_a_missing_fact_opens_the_complaint_on_its_field_and_the_letter_appears(
    open_letter: Open, desk: Desk, convention: Convention, context: Context, qtbot: QtBot
) -> None:
    complaint = open_complaint(desk, findings="")
    window = open_letter(complaint.dispute_id, REPLY)
    assert not child(window, QPushButton, "letter.file").isEnabled()
    reached = []

    def look(dialog: QDialog) -> None:
        reached.append(field_of(dialog))
        dialog.reject()

    with_dialog(lambda: press(window, "letter.missing.complaint.findings"), look)
    assert reached == ["findings"]
    context.run(complaints.save, replace(complaint, findings="Livré le 30 octobre 2026."))
    assert "Livré le 30 octobre 2026." in text_of(written(qtbot, window))


def field_of(dialog: QWidget) -> str:
    """The name of the editor that has the keys."""
    widget = dialog.focusWidget()
    while widget is not None and not isinstance(widget, Editor):
        widget = widget.parentWidget()
    return widget.name if isinstance(widget, Editor) else "nowhere"


TARGETS = [
    *sorted(one for one in needs.known() if one.split(".")[0] in {"complaint", "mediation"} and "." in one),
    "complaint.received_on", "mediation.referred_on", "mediation.my_answer", "mediation.my_answer_reason", "mediation.answer_by",
    "mediation.started_by_client", "mediation.stance_reason", "mediator.street", "mediator.postcode", "mediator.city",
    "mediator.website", "mediator.email", "mediator.name", "convention.mediator_id", "convention.notes",
]  # fmt: skip


@pytest.mark.parametrize("target", TARGETS)
def test_every_field_a_letter_may_lack_is_reached(
    target: str, desk: Desk, context: Context, convention: Convention, qtbot: QtBot
) -> None:
    complaint = open_complaint(desk)
    mediation = open_mediation(desk, complaint, convention)
    ids = {
        "complaint": complaint.id,
        "mediation": mediation.id,
        "mediator": convention.mediator_id,
        "convention": convention.id,
    }
    form, _, field = target.partition(".")
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    records = jumps.Records(of_dispute(complaint.dispute_id), complaint.dispute_id, 1)
    reached: list[str] = []

    def look(dialog: QDialog) -> None:
        qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
        reached.append(field_of(dialog))
        dialog.reject()

    with_dialog(lambda: jumps.go(context, parent, target, ids[form], records), look)
    assert reached == [field]
    assert jumps.words(target)
    assert jumps.place(target) != "Le dossier"
