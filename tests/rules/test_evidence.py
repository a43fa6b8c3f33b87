"""The checklist of proofs: what each situation asks for, and how well each proof stands."""

from dataclasses import replace

import pytest

from litigedesk.domain.vocabulary import PieceKind
from litigedesk.letters import catalogue
from litigedesk.rules import evidence
from litigedesk.rules.evidence import Held, HeldPiece, Situation
from litigedesk.rules.proofs import ProofState

MISSING, WEAK, PRESENT = ProofState.MISSING, ProofState.WEAK, ProofState.PRESENT
NOTHING = Held(pieces=())


def piece(kind: PieceKind, number: int = 1, *, image: bool = False) -> HeldPiece:
    return HeldPiece(number, kind, image)


def state(situation: Situation, held: Held, key: str) -> ProofState:
    return next(one.state for one in evidence.checked(situation, held) if one.evidence.key == key)


def test_each_situation_asks_for_its_own_proofs() -> None:
    keys = {one: [line.evidence.key for line in evidence.checked(one, NOTHING)] for one in Situation}
    assert keys == {
        Situation.UNPAID: ["order", "invoice", "delivery", "exchanges", "reminders", "notice"],
        Situation.PORTAGE: ["order", "invoice", "delivery", "activity-report", "exchanges", "reminders"],
        Situation.COMPLAINT: ["order", "delivery", "complaint", "exchanges", "answer"],
    }


def test_every_line_says_why_and_how_and_names_a_letter_that_exists() -> None:
    known = {one.id for one in catalogue.catalogue()} | {""}
    for one in evidence.catalogue():
        assert one.why
        assert one.how
        assert one.source
        assert one.letter in known


def test_nothing_held_is_all_missing_and_nothing_complete() -> None:
    lines = evidence.checked(Situation.UNPAID, NOTHING)
    assert {line.state for line in lines} == {MISSING}
    assert evidence.completeness(lines) == 0
    assert evidence.completeness(()) == 100


@pytest.mark.parametrize(
    ("held", "key", "expected"),
    [
        (Held(pieces=(piece(PieceKind.ORDER),)), "order", PRESENT),
        (Held(pieces=(piece(PieceKind.ORDER),), order_signed=False), "order", WEAK),
        (Held(pieces=(piece(PieceKind.ORDER),), order_signed=True), "order", PRESENT),
        (Held(pieces=(piece(PieceKind.DELIVERY, image=True),)), "delivery", WEAK),
        (Held(pieces=(piece(PieceKind.DELIVERY),), delivery_signed=False), "delivery", WEAK),
        (Held(pieces=(piece(PieceKind.CORRESPONDENCE, image=True),)), "exchanges", WEAK),
        (Held(pieces=(), reminders=1), "reminders", PRESENT),
        (Held(pieces=(), notice_sent=True), "notice", WEAK),
        (Held(pieces=(piece(PieceKind.RECEIPT),), notice_sent=True, notice_received=True), "notice", PRESENT),
    ],
)
def test_a_proof_stands_as_what_is_held_lets_it(held: Held, key: str, expected: ProofState) -> None:
    assert state(Situation.UNPAID, held, key) is expected


def test_a_month_without_its_report_weakens_those_that_are_there() -> None:
    assert state(Situation.PORTAGE, NOTHING, "activity-report") is MISSING
    assert state(Situation.PORTAGE, replace(NOTHING, reports=3, reports_lacking=1), "activity-report") is WEAK
    assert state(Situation.PORTAGE, replace(NOTHING, reports=3), "activity-report") is PRESENT


def test_a_complaint_made_aloud_is_no_proof_and_one_in_writing_wants_its_paper() -> None:
    assert state(Situation.COMPLAINT, NOTHING, "complaint") is MISSING
    written = replace(NOTHING, complaint_written=True)
    assert state(Situation.COMPLAINT, written, "complaint") is WEAK
    kept = replace(written, pieces=(piece(PieceKind.CORRESPONDENCE),))
    assert state(Situation.COMPLAINT, kept, "complaint") is PRESENT


def test_the_numbers_told_are_those_of_the_pieces_of_its_kind() -> None:
    held = Held(pieces=(piece(PieceKind.INVOICE, 2), piece(PieceKind.ORDER, 1), piece(PieceKind.INVOICE, 7)))
    line = next(one for one in evidence.checked(Situation.UNPAID, held) if one.evidence.key == "invoice")
    assert line.numbers == (2, 7)


def test_a_paper_kept_with_its_record_is_weak_until_it_is_a_piece() -> None:
    held = Held(pieces=(piece(PieceKind.INVOICE, 0),))
    line = next(one for one in evidence.checked(Situation.UNPAID, held) if one.evidence.key == "invoice")
    assert (line.state, line.numbers) == (WEAK, ())
    assert "pas encore parmi les pièces" in line.sentence


def test_a_weak_proof_counts_for_half() -> None:
    held = Held(pieces=(piece(PieceKind.INVOICE), piece(PieceKind.ORDER)), order_signed=False, reminders=1)
    lines = evidence.checked(Situation.UNPAID, held)
    assert evidence.completeness(lines) == round(100 * (2 + 1 + 2) / 12)
