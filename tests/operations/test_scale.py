"""The large invented folder is one that work can be done in: letters, lists and sums."""

from datetime import datetime
from pathlib import Path

import pytest

from litigedesk.demo import scale
from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Client, Invoice
from litigedesk.operations import letters
from litigedesk.queries import dispute_list
from litigedesk.queries.dispute_list import Scope

NOW = datetime(2026, 11, 22, 9, 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    scale.make(tmp_path / "d", NOW, 12)
    return tmp_path / "d"


def test_each_client_has_five_invoices_and_two_disputes_and_no_one_bears_the_users_siret(folder: Path) -> None:
    with Desk.open(folder, lambda: NOW) as desk:
        assert (desk.table(Client).count(), desk.table(Invoice).count()) == (12, 60)
        assert dispute_list.counts(desk) == {Scope.OPEN: 12, Scope.CLOSED: 12, Scope.ALL: 24}
        sirets = [client.siret for client in desk.table(Client).all() if client.siret]
        assert desk.profile().siret not in sirets
        assert len(set(sirets)) == len(sirets) > 0


def test_a_letter_can_be_written_in_an_open_dispute(folder: Path) -> None:
    with Desk.open(folder, lambda: NOW) as desk:
        choices = letters.proposed_choices(desk, "relance-amiable")
        first = dispute_list.rows(desk, desk.today())[0].id
        assert letters.written(desk, of_dispute(first), "relance-amiable", choices, pdf=False).startswith(b"PK")
