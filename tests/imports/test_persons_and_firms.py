"""A person and their firm often bear one name: the law that applies is never told by it."""

from collections.abc import Callable

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.records import Client
from litigedesk.domain.vocabulary import ClientKind, ImportKind
from litigedesk.imports import LineStatus, Plan
from litigedesk.operations import clients

Planned = Callable[..., Plan]
Imported = Callable[..., tuple[int, int, dict[int, str]]]
CLIENTS, INVOICES = ImportKind.CLIENTS, ImportKind.INVOICES
FIRM = "Jean Martin EURL;00010002400017"


def person(desk: Desk, kind: ClientKind = ClientKind.CONSUMER) -> int:
    return clients.save(desk, Client(kind=kind, name="Jean Martin")).value.id or 0


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (ClientKind.CONSUMER, f"Nom;SIRET\n{FIRM}\n"),
        (ClientKind.CONSUMER, "Nom;Type\nJean Martin;Professionnel\n"),
        (ClientKind.CONSUMER, "Nom;Type\nJean Martin;Collectivité\n"),
        (ClientKind.PROFESSIONAL, "Nom;Type\nJean Martin;Particulier\n"),
        (ClientKind.CONSUMER, "Nom\nJean Martin SARL\n"),
    ],
)
def test_a_name_alone_never_makes_a_firm_of_a_person_nor_a_person_of_a_firm(
    desk: Desk, planned: Planned, kind: ClientKind, told: str
) -> None:
    person(desk, kind)
    plan = planned(told, CLIENTS)
    assert [line.status for line in plan.lines] == [LineStatus.DOUBTFUL]
    assert plan.doubts[0].why == "Même nom, mais l’un des deux est un particulier."


def test_an_invoice_to_the_firm_of_a_person_waits_for_the_answer(desk: Desk, planned: Planned) -> None:
    held = person(desk)
    plan = planned(f"Numéro;Client;SIRET;Date;Échéance;TTC\nF-1;{FIRM};01/04/2026;01/05/2026;300\n", INVOICES)
    assert [line.status for line in plan.lines] == [LineStatus.DOUBTFUL]
    assert [one.id for one in plan.doubts[0].near] == [held]


def test_a_person_and_their_firm_in_one_file_are_two_clients(desk: Desk, imported: Imported) -> None:
    assert imported(f"Nom;SIRET;Type\n{FIRM};\nJean Martin;;Particulier\n", CLIENTS) == (2, 0, {})
    kinds = {one.name: one.kind for one in desk.table(Client).all()}
    assert kinds == {"Jean Martin EURL": ClientKind.PROFESSIONAL, "Jean Martin": ClientKind.CONSUMER}


def test_where_neither_is_told_the_name_is_enough(desk: Desk, planned: Planned) -> None:
    person(desk)
    assert [line.status for line in planned("Nom;Téléphone\nJean Martin;0612345678\n", CLIENTS).lines] == [
        LineStatus.UPDATE
    ]
