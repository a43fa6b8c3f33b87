"""A registered letter on file: the scan of its receipt, the day that counts, its label, registered e-mail."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from litigedesk.desk import Desk
from litigedesk.domain.evidence import Piece
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Address, Client, Dispute, Invoice, Letter, Profile
from litigedesk.domain.vocabulary import ClientKind, DeliveryOutcome, PieceKind, SendMethod
from litigedesk.errors import InvalidInput, Refused, StorageError
from litigedesk.letters.ids import NOTICE
from litigedesk.operations import clients, disputes, labels, letters, pieces
from litigedesk.queries import disputes as dossiers
from litigedesk.queries import pieces as piece_queries
from litigedesk.queries import registered_mail
from litigedesk.rules.proofs import ProofState

TODAY = date(2026, 11, 22)
SENT, PRESENTED, RECEIVED = date(2026, 11, 3), date(2026, 11, 5), date(2026, 11, 12)


@pytest.fixture
def owed(desk: Desk, me: Profile, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]) -> Dispute:
    client = new_client(ClientKind.CONSUMER, "Paul Guérin")
    invoice = new_invoice(client)
    wanted = Dispute(client_id=client.id or 0, opened_on=date(2026, 10, 1))
    return disputes.open_dispute(desk, wanted, [invoice.id or 0]).value


def notice(desk: Desk, dispute: Dispute, method: SendMethod = SendMethod.REGISTERED) -> Letter:
    choices = letters.Choices(written_on=SENT, send_method=method, reply_by=date(2026, 11, 27))
    return letters.file(desk, of_dispute(dispute.id or 0), NOTICE, choices, sent_on=SENT).value


def scan(tmp_path: Path, name: str = "avis.pdf", text: str = "signé") -> Path:
    path = tmp_path / name
    path.write_bytes(b"%PDF-1.4\n%" + text.encode())
    return path


def pieces_of(desk: Desk, dispute: Dispute) -> list[Piece]:
    return [row.piece for row in piece_queries.rows(desk, of_dispute(dispute.id or 0))]


def proof(desk: Desk, dispute: Dispute) -> ProofState:
    dossier = dossiers.dossier(desk, dispute.id or 0, TODAY)
    return next(one.state for one in dossier.evidence if one.evidence.key == "notice")


# ---- the scan of the receipt -----------------------------------------------------------------------------------------
def test_the_scan_of_a_receipt_is_a_piece_that_proves_the_notice_and_one_undo_takes_both_back(
    desk: Desk, owed: Dispute, tmp_path: Path
) -> None:
    letter = notice(desk, owed)
    assert proof(desk, owed) is ProofState.WEAK
    followed = replace(letter, tracking_number="RR473124829GB", presented_on=PRESENTED, received_on=RECEIVED)
    letters.track(desk, followed, scan(tmp_path))
    (piece,) = pieces_of(desk, owed)
    assert (piece.kind, piece.number, piece.dated_on) == (PieceKind.RECEIPT, 1, RECEIVED)
    assert "RR 473 124 829 GB" in piece.title.replace("\u202f", " ").replace("\u00a0", " ")
    assert desk.table(Letter).get(letter.id or 0).receipt_file_id == piece.file_id
    assert proof(desk, owed) is ProofState.PRESENT
    desk.undo()
    assert pieces_of(desk, owed) == []
    assert desk.table(Letter).get(letter.id or 0) == letter


def test_a_better_scan_takes_the_number_of_the_first_and_one_taken_away_goes_to_the_trash(
    desk: Desk, owed: Dispute, tmp_path: Path
) -> None:
    first = letters.track(desk, replace(notice(desk, owed), received_on=RECEIVED), scan(tmp_path)).value
    pieces.save(desk, replace(pieces_of(desk, owed)[0], title="AR signé par M. Guérin"))
    better = letters.track(desk, first, scan(tmp_path, "mieux.pdf", "net")).value
    (piece,) = pieces_of(desk, owed)
    assert (piece.number, piece.title, piece.file_id) == (1, "AR signé par M. Guérin", better.receipt_file_id)
    assert better.receipt_file_id != first.receipt_file_id
    letters.track(desk, replace(better, receipt_file_id=None))
    assert pieces_of(desk, owed) == []
    desk.undo()
    assert [one.number for one in pieces_of(desk, owed)] == [1]


def test_a_scan_that_is_a_piece_already_is_not_one_twice(desk: Desk, owed: Dispute, tmp_path: Path) -> None:
    path = scan(tmp_path)
    pieces.add(desk, of_dispute(owed.id or 0), [pieces.Incoming(path.name, path.read_bytes())])
    letters.track(desk, replace(notice(desk, owed), received_on=RECEIVED), path)
    assert len(pieces_of(desk, owed)) == 1


def test_a_scan_that_cannot_be_read_changes_nothing(desk: Desk, owed: Dispute, tmp_path: Path) -> None:
    letter = notice(desk, owed)
    with pytest.raises(StorageError):
        letters.track(desk, replace(letter, received_on=RECEIVED), tmp_path / "parti.pdf")
    assert desk.table(Letter).get(letter.id or 0) == letter


# ---- which day counts ------------------------------------------------------------------------------------------------
def test_an_unclaimed_notice_starts_a_consumers_interest_on_its_presentation_never_on_its_posting(
    desk: Desk, owed: Dispute
) -> None:
    letter = notice(desk, owed)
    assert desk.table(Dispute).get(owed.id or 0).notice_received_on is None
    gone = letters.track(desk, replace(letter, presented_on=PRESENTED, outcome=DeliveryOutcome.UNCLAIMED)).value
    assert desk.table(Dispute).get(owed.id or 0).notice_received_on == PRESENTED
    said = " ".join(registered_mail.explained(desk, gone)).replace("\u00a0", " ")
    assert "19-20.680" in said
    assert "depuis le 6 novembre 2026" in said
    letters.track(desk, replace(gone, outcome=DeliveryOutcome.RECEIVED, received_on=RECEIVED))
    assert desk.table(Dispute).get(owed.id or 0).notice_received_on == RECEIVED


@pytest.mark.parametrize("outcome", [DeliveryOutcome.REFUSED, DeliveryOutcome.UNCLAIMED])
def test_a_letter_nobody_took_has_no_day_of_receipt(desk: Desk, owed: Dispute, outcome: DeliveryOutcome) -> None:
    letter = notice(desk, owed)
    with pytest.raises(InvalidInput, match="jour de réception"):
        letters.track(desk, replace(letter, presented_on=PRESENTED, received_on=RECEIVED, outcome=outcome))


# ---- registered e-mail -----------------------------------------------------------------------------------------------
def test_a_registered_e_mail_goes_to_a_consumer_only_with_a_consent_given_before(desk: Desk, owed: Dispute) -> None:
    with pytest.raises(Refused, match="accepté d’avance"):
        notice(desk, owed, SendMethod.ELECTRONIC)
    client = desk.table(Client).get(owed.client_id)
    addresses = desk.table(Address).where(client_id=client.id)
    clients.save(desk, replace(client, electronic_consent_on=date(2026, 11, 4)), [], addresses)
    with pytest.raises(Refused, match="accepté d’avance"):
        notice(desk, owed, SendMethod.ELECTRONIC)
    clients.save(desk, replace(client, electronic_consent_on=date(2026, 3, 2)), [], addresses)
    letter = notice(desk, owed, SendMethod.ELECTRONIC)
    said = " ".join(registered_mail.explained(desk, replace(letter, presented_on=TODAY))).replace("\u00a0", " ")
    assert "jusqu’au 7 décembre 2026" in said
    assert "qu’un an" in said


# ---- the label -------------------------------------------------------------------------------------------------------
def test_a_label_shows_both_addresses_and_the_number_even_when_the_sums_cannot_be_stated(
    desk: Desk, owed: Dispute
) -> None:
    letter = letters.track(desk, replace(notice(desk, owed), tracking_number="1A 123 456 7890 1")).value
    clients.save(
        desk,
        replace(desk.table(Client).get(owed.client_id), kind=ClientKind.UNKNOWN),
        [],
        desk.table(Address).where(client_id=owed.client_id),
    )
    (page,) = PdfReader(io.BytesIO(labels.written(desk, letter.id or 0))).pages
    text = page.extract_text().replace("\u202f", " ")
    for words in ("Paul Guérin", "56100 LORIENT", "Camille Roussel EI", "35000 RENNES", "1A 123 456 7890 1"):
        assert words in text
    assert "SIRET" not in text
    for address in desk.table(Address).where(client_id=owed.client_id):
        with desk.db.transaction("sans adresse"):
            desk.table(Address).delete(address.id or 0)
    with pytest.raises(Refused, match="adresse"):
        labels.written(desk, letter.id or 0)
