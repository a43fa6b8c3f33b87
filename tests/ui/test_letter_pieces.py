"""The letter window about a contract, a claim or a policy: what goes with the e-mail, and where the links lead."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.insurance import ClaimPiece
from litigedesk.domain.matter import of_claim, of_contract, of_dispute, of_policy
from litigedesk.domain.money import Money
from litigedesk.domain.records import Contract, Dispute, Invoice
from litigedesk.letters import needs
from litigedesk.operations import disputes, insurance_claims, invoices
from tests.ui.claims_world import claim_with, insured_by
from tests.ui.letter_records import (
    Open,
    child,
    letter_windows,
    press,
    save_profile,
    text_of,
    with_dialog,
    words_in,
    written,
)
from tests.ui.portage_world import active, company_named, contract_with, ported, report
from ui.context import Context
from ui.forms.base_editor import Editor
from ui.letter_window import LetterWindow, jumps

WHERE = {"street": "1 rue du Phare", "postcode": "29200", "city": "Brest", "email": "sinistres@ponant.example"}


@pytest.fixture
def open_letter(context: Context, qtbot: QtBot) -> Iterator[Open]:
    with letter_windows(context, qtbot) as make:
        yield make


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """The files and addresses that the system was asked to open."""
    urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(url) or True)
    return urls


def paper(tmp_path: Path, name: str, data: bytes = b"%PDF-1.4 piece") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def unpaid(desk: Desk, tmp_path: Path) -> int:
    """A portage dispute with the three proofs, each with its file; its id."""
    ported(desk)
    papers = {"client": paper(tmp_path, "contrat.pdf", b"contrat")}
    contract_id = active(desk, company_named(desk), documents=papers)
    report(desk, contract_id, date(2026, 9, 1), paper(tmp_path, "cra.pdf", b"cra"))
    client_id = desk.table(Contract).get(contract_id).client_id
    wanted = Invoice(
        client_id=client_id, contract_id=contract_id, number="F-77", title="Septembre", issued_on=date(2026, 9, 30),
        performed_on=date(2026, 9, 30), due_on=date(2026, 10, 30), net=Money.of(9900), gross=Money.of(9900),
    )  # fmt: skip
    invoice = invoices.save(desk, wanted, document=paper(tmp_path, "facture.pdf", b"facture")).value
    dispute = Dispute(client_id=client_id, title="Septembre", opened_on=date(2026, 11, 5))
    return disputes.open_dispute(desk, dispute, [invoice.id or 0]).value.id or 0


def drafted(urls: list[QUrl]) -> EmailMessage:
    message = message_from_bytes(Path(urls[-1].toLocalFile()).read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def attached(message: EmailMessage) -> list[str | None]:
    return [one.get_filename() for one in message.iter_attachments()]


def boxes(window: LetterWindow) -> dict[str, bool]:
    return {box.text(): box.isChecked() for box in window.choices.findChildren(QCheckBox) if box.isVisibleTo(window)}


# ---- pieces ------------------------------------------------------------------------------------------------------------
def test_a_contract_goes_to_be_validated_with_its_draft(
    open_letter: Open, desk: Desk, tmp_path: Path, opened: list[QUrl]
) -> None:
    ported(desk)
    contract_id = contract_with(desk, company_named(desk), documents={"draft": paper(tmp_path, "projet.docx")})
    window = open_letter(of_contract(contract_id), "contrat-a-valider")
    assert boxes(window) == {"Projet de contrat": True}
    assert "1\u00a0fichier joint, 14\u00a0octets" in words_in(window.choices)
    window.exits.open_draft()
    message = drafted(opened)
    assert message["To"] == "contrats@dunes.example"
    assert attached(message) == ["contrat-a-valider-2026-11-22.pdf", "projet.docx"]
    body = message.get_body(("plain",))
    assert body is not None
    assert "Pièce jointe\u00a0:\n- projet.docx" in body.get_content().replace("\r\n", "\n")
    assert "la lettre et 1\u00a0pièce jointes" in window.messages.text


def test_an_unpaid_invoice_is_reported_with_the_three_proofs(
    open_letter: Open, desk: Desk, tmp_path: Path, opened: list[QUrl]
) -> None:
    window = open_letter(unpaid(desk, tmp_path), "impaye-portage")
    assert set(boxes(window)) == {"Contrat de portage signé", "Facture", "Preuve de livraison"}
    window.exits.open_draft()
    message = drafted(opened)
    assert message["To"] == "compta@dunes.example"
    assert attached(message)[1:] == ["contrat.pdf", "facture.pdf", "cra.pdf"]
    child(window, QCheckBox, "letter.enclose.invoices").click()
    window.exits.open_draft()
    assert attached(drafted(opened))[1:] == ["contrat.pdf", "cra.pdf"]


def test_a_claim_is_declared_with_its_pieces(open_letter: Open, desk: Desk, tmp_path: Path, opened: list[QUrl]) -> None:
    save_profile(desk)
    claim_id = claim_with(desk, insured_by(desk, **WHERE), facts="Le 12 novembre, les données ont été effacées.")
    piece = ClaimPiece(insurance_claim_id=claim_id, key="claim-letter")
    insurance_claims.save_piece(desk, piece, paper(tmp_path, "réclamation.eml", b"Subject: x\n\ny"))
    window = open_letter(of_claim(claim_id), "declaration-sinistre")
    assert boxes(window) == {"Pièce du sinistre": True}
    window.exits.open_draft()
    message = drafted(opened)
    assert message["To"] == "sinistres@ponant.example"
    assert attached(message)[1:] == ["réclamation.eml"]
    assert list(message.iter_attachments())[1].get_content() == b"Subject: x\n\ny"


def test_a_piece_that_is_gone_stops_the_draft_with_its_name(
    open_letter: Open, desk: Desk, tmp_path: Path, opened: list[QUrl]
) -> None:
    window = open_letter(unpaid(desk, tmp_path), "impaye-portage")
    for stored in (desk.folder / "fichiers").rglob("*"):
        if stored.is_file() and stored.read_bytes() == b"cra":
            stored.chmod(0o600)
            stored.write_bytes(b"autre chose")
    window.exits.open_draft()
    assert opened == []
    assert "«\u202fcra.pdf\u202f» ne peut pas être joint" in window.messages.text
    child(window, QCheckBox, "letter.enclose.deliveries").click()
    window.exits.open_draft()
    assert attached(drafted(opened))[1:] == ["contrat.pdf", "facture.pdf"]


def test_a_heavy_message_is_pointed_out(open_letter: Open, desk: Desk, tmp_path: Path) -> None:
    ported(desk)
    heavy = {"draft": paper(tmp_path, "projet.pdf", bytes(10_400_000))}
    window = open_letter(of_contract(contract_with(desk, company_named(desk), documents=heavy)), "contrat-a-valider")
    assert "10,4\u00a0Mo" in words_in(window.choices)
    assert "certaines messageries refuseront" in words_in(window.choices)


def test_papers_without_a_file_are_to_be_joined_by_hand(open_letter: Open, desk: Desk, tmp_path: Path) -> None:
    dispute_id = unpaid(desk, tmp_path)
    invoice = desk.table(Invoice).where(dispute_id=dispute_id)[0]
    invoices.save(desk, replace(invoice, file_id=None))
    window = open_letter(dispute_id, "impaye-portage")
    assert "Les autres pièces n’ont pas de fichier" in words_in(window.choices)


def test_the_simple_message_recalls_the_pieces(
    open_letter: Open, desk: Desk, tmp_path: Path, opened: list[QUrl]
) -> None:
    window = open_letter(unpaid(desk, tmp_path), "impaye-portage")
    window.exits.open_message()
    assert opened[-1].path() == "compta@dunes.example"
    assert "le PDF de la lettre et ses pièces" in window.messages.text


# ---- what is offered ---------------------------------------------------------------------------------------------------
def test_a_policy_has_its_own_letter_without_any_client(open_letter: Open, desk: Desk) -> None:
    save_profile(desk)
    window = open_letter(of_policy(insured_by(desk, **WHERE)), "demande-attestation")
    assert "Assurances du Ponant" in text_of(window)
    assert "Assurances du Ponant · RC" in window.windowTitle()


def test_the_letters_about_a_claim_follow_who_is_insured(open_letter: Open, desk: Desk) -> None:
    save_profile(desk)
    window = open_letter(
        of_claim(claim_with(desk, insured_by(desk, **WHERE), facts="Un fait.")), "declaration-sinistre"
    )
    combo = child(window.choices.letter, QComboBox, "letter.template.field")
    assert [combo.itemText(place) for place in range(combo.count())] == [
        "Déclaration de sinistre", "Information du client\u00a0: déclaration faite", "Relance de l’assureur",
    ]  # fmt: skip


def test_an_admission_while_the_facts_are_told_leads_to_them(
    open_letter: Open, desk: Desk, context: Context, qtbot: QtBot
) -> None:
    save_profile(desk)
    claim_id = claim_with(desk, insured_by(desk, **WHERE), facts="C’est ma faute.")
    window = open_letter(of_claim(claim_id), "declaration-sinistre")
    reached: list[str] = []

    def look(dialog: QDialog) -> None:
        qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
        reached.append(field_of(dialog))
        dialog.reject()

    with_dialog(lambda: press(window, "guard.mend.admission"), look)
    assert reached == ["facts"]
    written(qtbot, window)


# ---- where links lead --------------------------------------------------------------------------------------------------
def field_of(dialog: QWidget) -> str:
    """The name of the editor that has the keys."""
    widget = dialog.focusWidget()
    while widget is not None and not isinstance(widget, Editor):
        widget = widget.parentWidget()
    return widget.name if isinstance(widget, Editor) else "nowhere"


FORMS = {"company", "policy", "tripartite"}
TARGETS = [
    *sorted(
        f"{form}.{field}" for form in ("company", "policy") for field in ("street", "postcode", "city")
    ),
    *sorted(one for one in needs.known() if one.partition(".")[0] in FORMS and one.count(".") and "address" not in one),
    "company.name", "company.accounts_email", "company.validation_email", "company.guarantor", "company.insurer",
    "company.policy_number", "policy.number", "policy.email", "policy.starts_on", "policy.company_id", "tripartite.skills",
    "tripartite.price", "tripartite.safety", "tripartite.equipment", "tripartite.starts_on", "tripartite.ends_on",
    "tripartite.ground", "tripartite.payment_days", "insurance_claim.facts", "insurance_claim.happened_on",
    "insurance_claim.known_on", "insurance_claim.claimed_on", "insurance_claim.policy_id", "insurance_claim.third_party",
    "insurance_claim.client_id",
]  # fmt: skip
CALLED = {"tripartite.payment_days": "payment_term", "insurance_claim.client_id": "who"}


@pytest.mark.parametrize("target", [*TARGETS, "tripartite.draft_file_id", "insurance_claim.declared_on"])
def test_every_field_a_letter_may_lack_is_reached(target: str, desk: Desk, context: Context, qtbot: QtBot) -> None:
    ported(desk)
    company_id = company_named(desk)
    contract_id = contract_with(desk, company_id)
    policy_id = insured_by(desk, **WHERE)
    claim_id = claim_with(desk, policy_id)
    form, _, field = target.partition(".")
    ids = {"company": company_id, "tripartite": contract_id, "policy": policy_id, "insurance_claim": claim_id}
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    reached: list[str] = []

    def look(dialog: QDialog) -> None:
        qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
        reached.append(field_of(dialog))
        dialog.reject()

    records = jumps.Records(of_claim(claim_id), None, None)
    with_dialog(lambda: jumps.go(context, parent, target, ids[form], records), look)
    expected = {"draft_file_id": "draft_document"}.get(field, field)
    assert reached == [expected]
    assert jumps.words(target)
    assert jumps.place(target) != "Le dossier"


def test_a_claim_is_opened_again_from_the_letter(desk: Desk, context: Context, qtbot: QtBot) -> None:
    from litigedesk.domain.insurance import ClaimOutcome, InsuranceClaim

    claim_id = claim_with(desk, insured_by(desk, **WHERE))
    claim = desk.table(InsuranceClaim).get(claim_id)
    insurance_claims.save(desk, replace(claim, closed_on=date(2026, 11, 20), outcome=ClaimOutcome.NO_FOLLOW_UP))
    parent = QWidget()
    qtbot.addWidget(parent)
    jumps.go(context, parent, "insurance_claim.closed_on", claim_id, jumps.Records(of_claim(claim_id), None, None))
    assert desk.table(InsuranceClaim).get(claim_id).closed_on is None


def test_the_dispute_s_letter_is_not_the_contract_s(open_letter: Open, desk: Desk, tmp_path: Path) -> None:
    window = open_letter(of_dispute(unpaid(desk, tmp_path)), "contrat-a-valider")
    assert window.prepared.document is None
    assert "ne s’écrit pas à partir de cette fiche" in words_in(window.preview)
