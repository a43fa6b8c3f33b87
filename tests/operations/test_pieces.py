"""Pieces: taken in once each, numbered for good, put in order, and the way back; e-mails make a line of the timeline."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.evidence import Piece
from litigedesk.domain.matter import Matter, of_claim, of_dispute
from litigedesk.domain.records import Client, Dispute, Event, Invoice, StoredFile
from litigedesk.domain.vocabulary import EventKind, PieceKind
from litigedesk.errors import InvalidInput, NotFound, Refused
from litigedesk.operations import disputes, insurance_claims, invoices, pieces, trash
from litigedesk.operations.files import LARGEST
from litigedesk.operations.pieces import Incoming
from litigedesk.queries import pieces as queries
from litigedesk.queries.piece_uses import UseKind, uses
from litigedesk.store.check import examine
from tests.exchange.evidence_files import pdf, photo, protected_pdf
from tests.operations.mediation_world import dump
from tests.operations.portage_world import can_be_taken_back, goes_and_comes_back, incident

TODAY = date(2026, 11, 22)
ORDER = Incoming("Devis_signé.pdf", pdf(CreationDate="D:20260302100000Z"))
SHOT = Incoming("Capture.png", photo("PNG"))


def email(subject: str = "Relance : facture F-2026-014", **attached: bytes) -> Incoming:
    """An e-mail of 3 November 2026; ``attached`` are texts by name."""
    message = EmailMessage()
    message["From"], message["To"] = "Jeanne Martin <jeanne@martin.example>", "camille@roussel.example"
    message["Subject"], message["Date"] = subject, "Tue, 03 Nov 2026 10:30:00 +0100"
    message.set_content("Je paierai la semaine prochaine.")
    for name, data in attached.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"{name}.txt")
    return Incoming("Relance.eml", message.as_bytes())


@pytest.fixture
def matter(unpaid: Dispute) -> Matter:
    return of_dispute(unpaid.id or 0)


def numbers(desk: Desk, matter: Matter) -> list[int]:
    """The numbers in the order of the list."""
    return [row.piece.number for row in queries.rows(desk, matter)]


def three(desk: Desk, matter: Matter) -> list[int]:
    """Three pieces; their ids."""
    wanted = [Incoming(f"{name}.txt", name.encode()) for name in ("un", "deux", "trois")]
    return [one.id or 0 for one in pieces.add(desk, matter, wanted).value.added]


# ---- taken in --------------------------------------------------------------------------------------------------------
def test_files_come_in_with_what_they_say_of_themselves_and_can_be_taken_back(desk: Desk, matter: Matter) -> None:
    taken = can_be_taken_back(desk, lambda: pieces.add(desk, matter, [ORDER, SHOT]))
    first, second = taken.added
    assert (first.number, first.title, first.kind) == (1, "Devis signé", PieceKind.ORDER)
    assert (first.dated_on, first.author) == (date(2026, 3, 2), "Camille Roussel")
    assert (second.number, second.kind) == (2, PieceKind.OTHER)
    assert second.dated_on is None, "this camera's clock is ahead: a day to come would refuse the next save"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("facture-F-2026-014.pdf", PieceKind.INVOICE),
        ("AR lettre recommandée.pdf", PieceKind.RECEIPT),
        ("Mise_en_demeure.pdf", PieceKind.NOTICE),
        ("PV de recette.pdf", PieceKind.DELIVERY),
        ("Attestation de M. Riou.pdf", PieceKind.ATTESTATION),
        ("Rapport d’expertise.pdf", PieceKind.EXPERT),
        ("capture.png", PieceKind.OTHER),
    ],
)
def test_the_name_of_a_file_says_what_it_is(desk: Desk, matter: Matter, name: str, kind: PieceKind) -> None:
    (made,) = pieces.add(desk, matter, [Incoming(name, b"contenu")]).value.added
    assert made.kind is kind


def test_the_same_file_is_kept_once_and_its_number_is_told(desk: Desk, matter: Matter) -> None:
    pieces.add(desk, matter, [SHOT, ORDER])
    before = dump(desk)
    outcome = pieces.add(desk, matter, [replace(ORDER, name="copie du devis.pdf"), replace(ORDER, name="encore.pdf")])
    assert outcome.value.added == ()
    assert [one.number for one in outcome.value.already] == [2]
    assert dump(desk) == before
    assert outcome.changed == frozenset()


def test_a_file_given_twice_at_once_is_one_piece(desk: Desk, matter: Matter) -> None:
    taken = pieces.add(desk, matter, [ORDER, replace(ORDER, name="le même.pdf")]).value
    assert taken.already == taken.added
    assert numbers(desk, matter) == [1]


def test_what_is_refused_is_said_and_keeps_nothing_else_out(desk: Desk, matter: Matter) -> None:
    huge = Incoming("film.mp4", bytes(LARGEST + 1))
    taken = pieces.add(desk, matter, [Incoming("vide.pdf", b""), ORDER, huge]).value
    assert [one.title for one in taken.added] == ["Devis signé"]
    assert [one.replace("\u202f", " ").replace("\u00a0", " ") for one in taken.refused] == [
        "« vide.pdf » est vide.",
        "« film.mp4 » est trop gros : au plus 50,0 Mo.",
    ]


def test_a_broken_or_protected_file_is_kept_as_it_is(desk: Desk, matter: Matter) -> None:
    broken = Incoming("abîmé.pdf", b"%PDF-1.7 coup\xe9")
    taken = pieces.add(desk, matter, [broken, Incoming("protégé.pdf", protected_pdf())]).value
    assert [one.number for one in taken.added] == [1, 2]


def test_a_name_cannot_lead_out_of_the_folder(desk: Desk, matter: Matter) -> None:
    (made,) = pieces.add(desk, matter, [Incoming("../../etc/devis\u202efdp.exe", b"contenu")]).value.added
    assert desk.table(StoredFile).get(made.file_id).name == "devisfdp.exe"


def test_more_than_the_memory_should_hold_is_read_in_part_and_the_rest_is_counted(tmp_path: Path) -> None:
    files = [tmp_path / f"{place}.txt" for place in range(5)]
    for file in files:
        file.write_bytes(b"x" * 600)
    found, refused = pieces.read(files, together=1_000)
    assert [one.name for one in found] == ["0.txt", "1.txt"]
    assert refused == ["3\u00a0fichiers restent à ajouter ensuite\u00a0: au plus 1\u00a0Ko d’un coup."]
    assert pieces.read(files, together=3_000) == ([pieces.Incoming(one.name, b"x" * 600) for one in files], [])


def test_files_that_cannot_be_read_are_told_one_by_one(desk: Desk, matter: Matter, tmp_path: Path) -> None:
    there = tmp_path / "devis.txt"
    there.write_bytes(b"contenu")
    found, refused = pieces.read([tmp_path / "absent.pdf", there, tmp_path])
    assert found == [Incoming("devis.txt", b"contenu")]
    assert len(refused) == 2
    assert "absent.pdf" in refused[0]


# ---- e-mails ---------------------------------------------------------------------------------------------------------
def test_an_email_makes_a_line_of_the_timeline_that_goes_and_comes_back_with_it(desk: Desk, matter: Matter) -> None:
    taken = can_be_taken_back(desk, lambda: pieces.add(desk, matter, [email(devis=b"Devis")]))
    (made,) = taken.added
    line = desk.table(Event).get(made.event_id)
    assert (made.title, made.kind) == ("Relance : facture F-2026-014", PieceKind.CORRESPONDENCE)
    assert (made.dated_on, made.author) == (date(2026, 11, 3), "Jeanne Martin <jeanne@martin.example>")
    assert (line.kind, line.happened_on) == (EventKind.EMAIL, date(2026, 11, 3))
    for words in ("De Jeanne Martin", "À camille@roussel.example", "devis.txt"):
        assert words in line.body
    with pytest.raises(Refused, match="supprimez la pièce"):
        disputes.delete_event(desk, line.id or 0)
    label = goes_and_comes_back(desk, lambda: pieces.delete(desk, made.id or 0))
    assert label.startswith("Pièce n°\u00a01")


def test_what_is_changed_in_an_email_changes_its_line(desk: Desk, matter: Matter) -> None:
    (made,) = pieces.add(desk, matter, [email()]).value.added
    wanted = replace(made, title="Promesse de paiement", dated_on=date(2026, 11, 4), confidential=True)
    can_be_taken_back(desk, lambda: pieces.save(desk, wanted))
    line = desk.table(Event).get(made.event_id or 0)
    assert (line.title, line.happened_on) == ("Courriel\u00a0: Promesse de paiement", date(2026, 11, 4))
    assert line.confidential


def test_attachments_become_pieces_of_the_day_of_their_email(desk: Desk, matter: Matter) -> None:
    (made,) = pieces.add(desk, matter, [email(devis=b"Devis", plan=b"Plan")]).value.added
    pieces.save(desk, replace(made, confidential=True))
    taken = can_be_taken_back(desk, lambda: pieces.add_attachments(desk, made.id or 0, [1]))
    (plan,) = taken.added
    assert (plan.number, plan.title, plan.dated_on, plan.confidential) == (2, "plan", date(2026, 11, 3), True)
    both = pieces.add_attachments(desk, made.id or 0, [0, 1]).value
    assert [one.title for one in both.added] == ["devis"]
    assert [one.number for one in both.already] == [2]


# ---- numbers and order -----------------------------------------------------------------------------------------------
def test_a_number_is_never_used_again_even_when_its_piece_is_in_the_trash(desk: Desk, matter: Matter) -> None:
    ids = three(desk, matter)
    pieces.delete(desk, ids[2])
    (made,) = pieces.add(desk, matter, [ORDER]).value.added
    assert made.number == 4
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert sorted(numbers(desk, matter)) == [1, 2, 3, 4]


def test_another_dossier_counts_from_one(desk: Desk, matter: Matter) -> None:
    three(desk, matter)
    claim = of_claim(incident(desk).id or 0)
    pieces.delete(desk, pieces.add(desk, claim, [SHOT]).value.added[0].id or 0)
    (made,) = pieces.add(desk, claim, [ORDER]).value.added
    assert made.number == 2


@pytest.mark.parametrize(("place", "to", "wanted"), [(0, 2, [2, 3, 1]), (2, 0, [3, 1, 2]), (1, 9, [1, 3, 2])])
def test_moving_keeps_the_numbers(desk: Desk, matter: Matter, place: int, to: int, wanted: list[int]) -> None:
    ids = three(desk, matter)
    can_be_taken_back(desk, lambda: pieces.move(desk, ids[place], to))
    assert numbers(desk, matter) == wanted


def test_renumbering_follows_the_order_and_one_that_comes_back_takes_a_free_number(desk: Desk, matter: Matter) -> None:
    ids = three(desk, matter)
    pieces.delete(desk, ids[0])
    pieces.move(desk, ids[2], 0)
    can_be_taken_back(desk, lambda: pieces.renumber(desk, matter))
    assert numbers(desk, matter) == [1, 2]
    assert [row.piece.title for row in queries.rows(desk, matter)] == ["trois", "deux"]
    can_be_taken_back(desk, lambda: trash.restore(desk, desk.trash.all()[0].id or 0))
    assert {row.piece.title: row.piece.number for row in queries.rows(desk, matter)} == {
        "un": 3,
        "trois": 1,
        "deux": 2,
    }


# ---- described -------------------------------------------------------------------------------------------------------
def test_a_piece_says_what_it_is_and_of_a_day_that_has_come(desk: Desk, matter: Matter) -> None:
    (made,) = pieces.add(desk, matter, [ORDER]).value.added
    with pytest.raises(InvalidInput) as refused:
        pieces.save(desk, replace(made, title=" ", dated_on=date(2027, 1, 1)))
    assert {one.field for one in refused.value.problems if one.blocking} == {"title", "dated_on"}
    can_be_taken_back(desk, lambda: pieces.save(desk, replace(made, is_copy=False, note="Signé en double")))


# ---- papers already kept ---------------------------------------------------------------------------------------------
@pytest.fixture
def invoice_kept(desk: Desk, unpaid: Dispute, tmp_path: Path) -> Invoice:
    paper = tmp_path / "F-2026-014.pdf"
    paper.write_bytes(pdf(3))
    invoice = desk.table(Invoice).where(dispute_id=unpaid.id)[0]
    return invoices.save(desk, invoice, paper).value


def test_papers_kept_elsewhere_join_the_pieces_once(desk: Desk, matter: Matter, invoice_kept: Invoice) -> None:
    papers = queries.known_papers(desk, matter)
    assert [(one.title, one.kind) for one in papers] == [("Facture F-2026-014", PieceKind.INVOICE)]
    taken = can_be_taken_back(desk, lambda: pieces.add_known(desk, matter, papers))
    assert [one.dated_on for one in taken.added] == [invoice_kept.issued_on]
    assert queries.known_papers(desk, matter) == []
    assert [one.number for one in pieces.add_known(desk, matter, papers).value.already] == [1]


def test_a_paper_dropped_before_is_not_offered_again(desk: Desk, matter: Matter, invoice_kept: Invoice) -> None:
    pieces.add(desk, matter, [Incoming("ma facture.pdf", pdf(3))])
    data = desk.vault.read(desk.table(StoredFile).get(invoice_kept.file_id or 0).sha256)
    pieces.add(desk, matter, [Incoming("encore.pdf", data)])
    assert queries.known_papers(desk, matter) == []


# ---- with the rest ---------------------------------------------------------------------------------------------------
def test_a_dispute_goes_and_comes_back_with_its_pieces(desk: Desk, matter: Matter) -> None:
    pieces.add(desk, matter, [email(), ORDER])
    goes_and_comes_back(desk, lambda: disputes.delete(desk, matter.id))
    assert numbers(desk, matter) == [1, 2]


def test_a_claim_goes_and_comes_back_with_its_pieces(desk: Desk) -> None:
    claim = of_claim(incident(desk).id or 0)
    pieces.add(desk, claim, [email(), ORDER])
    goes_and_comes_back(desk, lambda: insurance_claims.delete(desk, claim.id))
    assert numbers(desk, claim) == [1, 2]


def test_a_dispute_goes_with_a_claim_and_the_pieces_of_both(
    desk: Desk, unpaid: Dispute, new_client: Callable[..., Client]
) -> None:
    claim = of_claim(incident(desk, dispute_id=unpaid.id).id or 0)
    pieces.add(desk, claim, [email()])
    pieces.add(desk, of_dispute(unpaid.id or 0), [email(), ORDER])
    goes_and_comes_back(desk, lambda: disputes.delete(desk, unpaid.id or 0))
    assert (numbers(desk, claim), numbers(desk, of_dispute(unpaid.id or 0))) == ([1], [1, 2])


def test_check_finds_the_file_of_a_piece_that_is_gone(desk: Desk, matter: Matter) -> None:
    (made,) = pieces.add(desk, matter, [ORDER]).value.added
    assert examine(desk.db, desk.vault, desk.folder) == []
    desk.vault.path_of(desk.table(StoredFile).get(made.file_id).sha256).unlink()
    (found,) = examine(desk.db, desk.vault, desk.folder)
    assert (found.code, "Devis_signé.pdf" in found.sentence) == ("file-missing", True)


def test_a_piece_that_is_gone_is_told(desk: Desk, matter: Matter) -> None:
    (made,) = pieces.add(desk, matter, [ORDER]).value.added
    pieces.delete(desk, made.id or 0)
    for act in (
        lambda: pieces.move(desk, made.id or 0, 0),
        lambda: pieces.delete(desk, made.id or 0),
        lambda: pieces.save(desk, made),
        lambda: pieces.add_attachments(desk, made.id or 0, [0]),
    ):
        with pytest.raises(NotFound):
            act()
    assert desk.table(Piece).count() == 0


# ---- serving other records ------------------------------------------------------------------------------------------
def test_a_piece_serves_a_contract_an_invoice_and_a_claim_and_no_longer_when_taken_back(
    desk: Desk, unpaid: Dispute
) -> None:
    matter = of_dispute(unpaid.id or 0)
    incident(desk, dispute_id=unpaid.id, client_id=unpaid.client_id)
    (piece,) = pieces.add(desk, matter, [ORDER]).value.added
    offered = uses(desk, piece)
    assert {one.kind for one in offered} >= {UseKind.INVOICE, UseKind.CLAIM}
    assert not any(one.serves for one in offered)
    for use in offered:
        pieces.serve(desk, piece.id or 0, use)
    assert all(one.serves for one in uses(desk, piece))
    assert desk.table(StoredFile).count() == 1
    desk.undo()
    assert [one.serves for one in uses(desk, piece)].count(False) == 1
    for use in uses(desk, piece):
        pieces.serve(desk, piece.id or 0, use, serves=False)
    assert not any(one.serves for one in uses(desk, piece))
