"""The bordereau of a dispute: offered once there is a piece to show, and silent on what was exchanged in a mediation."""

from dataclasses import replace

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Dispute, Event
from litigedesk.letters.ids import INVENTORY
from litigedesk.operations import letters, pieces
from litigedesk.operations.pieces import Incoming
from litigedesk.queries import letters as queries
from litigedesk.queries import pieces as piece_queries


@pytest.fixture
def numbered(desk: Desk, unpaid: Dispute) -> Dispute:
    """Three pieces, the second exchanged in a mediation, the last put first."""
    matter = of_dispute(unpaid.id or 0)
    pieces.add(desk, matter, [Incoming(f"{name}.txt", name.encode()) for name in ("devis", "offre", "livraison")])
    first, second, third = (row.piece for row in piece_queries.rows(desk, matter))
    pieces.save(desk, replace(second, confidential=True))
    pieces.move(desk, third.id or 0, 0)
    assert first.number == 1
    return unpaid


def test_it_lists_the_pieces_in_their_order_and_never_a_confidential_one(desk: Desk, numbered: Dispute) -> None:
    matter = of_dispute(numbered.id or 0)
    given = letters.facts(desk, matter, INVENTORY, letters.proposed_choices(desk, INVENTORY))
    assert [(one.number, one.title) for one in given.inventory] == [(3, "livraison"), (1, "devis")]


def test_it_is_offered_only_when_there_is_something_to_list(desk: Desk, numbered: Dispute) -> None:
    matter = of_dispute(numbered.id or 0)
    assert INVENTORY in {one.id for one in queries.fitting_letters(desk, matter)}
    for row in piece_queries.rows(desk, matter):
        pieces.save(desk, replace(row.piece, confidential=True))
    assert INVENTORY not in {one.id for one in queries.fitting_letters(desk, matter)}


def test_filed_it_is_told_in_the_timeline_and_leaves_the_other_letters_alone(desk: Desk, numbered: Dispute) -> None:
    matter = of_dispute(numbered.id or 0)
    letters.file(desk, matter, INVENTORY, letters.proposed_choices(desk, INVENTORY), sent_on=desk.today())
    (line,) = [one for one in desk.table(Event).where(dispute_id=numbered.id) if one.letter_id is not None]
    assert line.title == "Bordereau de pièces\u00a0: lettre envoyée"
