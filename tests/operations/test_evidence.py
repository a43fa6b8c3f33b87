"""How well a dispute is proved, from what its records hold, and what the next step makes of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Dispute, Invoice
from litigedesk.domain.vocabulary import PieceKind, SendMethod
from litigedesk.operations import invoices, letters, pieces
from litigedesk.queries import disputes, next_step
from litigedesk.queries import pieces as queries
from litigedesk.rules.proofs import ProofState

TODAY = date(2026, 11, 22)
PAPER = pieces.Incoming("bon.txt", "Bon signé".encode())


def states(desk: Desk, dispute: Dispute) -> dict[str, ProofState]:
    return {line.evidence.key: line.state for line in disputes.dossier(desk, dispute.id or 0, TODAY).evidence}


def send(desk: Desk, dispute: Dispute, template: str) -> None:
    choices = letters.Choices(written_on=TODAY, send_method=SendMethod.EMAIL, reply_by=date(2026, 11, 30))
    letters.file(desk, of_dispute(dispute.id or 0), template, choices, sent_on=TODAY)


def test_a_dispute_just_opened_proves_nothing_and_each_paper_and_letter_counts(desk: Desk, unpaid: Dispute) -> None:
    assert set(states(desk, unpaid).values()) == {ProofState.MISSING}
    send(desk, unpaid, "relance-amiable")
    taken = pieces.add(desk, of_dispute(unpaid.id or 0), [PAPER]).value
    pieces.save(desk, replace(taken.added[0], kind=PieceKind.DELIVERY))
    found = states(desk, unpaid)
    assert found["reminders"] is ProofState.PRESENT
    assert found["delivery"] is ProofState.PRESENT
    assert found["order"] is ProofState.MISSING


def test_the_file_of_an_invoice_becomes_a_piece_in_one_press(desk: Desk, unpaid: Dispute, tmp_path: Path) -> None:
    invoice = desk.table(Invoice).where(order="id", dispute_id=unpaid.id)[0]
    document = tmp_path / "facture.pdf"
    document.write_bytes(b"%PDF-1.4 an invoice")
    invoices.save(desk, invoice, document)
    matter = of_dispute(unpaid.id or 0)
    known = queries.known_papers(desk, matter)
    assert [one.kind for one in known] == [PieceKind.INVOICE]
    pieces.add_known(desk, matter, known)
    assert queries.known_papers(desk, matter) == []
    assert states(desk, unpaid)["invoice"] is ProofState.PRESENT


@pytest.mark.parametrize(("template", "named"), [("relance-amiable", False), ("relance-ferme", True)])
def test_before_a_formal_notice_one_is_told_what_lacks(
    desk: Desk, unpaid: Dispute, template: str, named: bool, new_invoice: Callable[..., Invoice]
) -> None:
    send(desk, unpaid, template)
    later = date(2026, 12, 5)
    step = next_step.propose(disputes.dossier(desk, unpaid.id or 0, later), later)
    assert ("preuve de livraison" in step.reason) is named
