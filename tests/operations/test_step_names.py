"""Each step that can be undone says what it did, and to which record."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from litigedesk.desk import SCHEMA, Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Dispute, Invoice, Payment
from litigedesk.domain.vocabulary import DisputeKind
from litigedesk.operations import clients, disputes, invoices, pieces, profile
from litigedesk.settings import REPLY_FIRM

OPERATIONS = Path(pieces.__file__).parent
LABELS = sorted(
    {
        label
        for path in OPERATIONS.rglob("*.py")
        for label in re.findall(r'@operation\("([^"]+)"', path.read_text("utf-8"))
    }
)
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("label", LABELS)
def test_a_name_of_a_step_is_a_short_french_sentence_about_a_record_there_is(label: str) -> None:
    assert label[0].isupper()
    assert not label.endswith(".")
    assert len(label) <= 80
    assert {kind in SCHEMA for kind in re.findall(r"([a-z_]+)\}", label)} <= {True}


def test_the_record_is_named_in_its_place(
    desk: Desk, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]
) -> None:
    client = new_client(name=r"Martin & \1 fils")
    assert desk.undo_label == r"Client enregistré — Martin & \1 fils"
    assert clients.save(desk, client, [], [Address(client_id=0, street="1 rue Haute")]).label.endswith("fils"), (
        "only its address"
    )
    invoice = new_invoice(client, "F-2026-004")
    assert desk.undo_label == "Facture F-2026-004 enregistrée"
    paid = invoices.save_payment(desk, Payment(invoice_id=invoice.id or 0, paid_on=TODAY, amount=Money.of(1000)))
    assert paid.label == "Paiement de 1\u202f000,00\u00a0€ noté"
    opened = disputes.open_dispute(
        desk, Dispute(client_id=client.id or 0, kind=DisputeKind.UNPAID, opened_on=TODAY), [invoice.id or 0]
    )
    assert opened.label == "Litige LIT-2026-001 ouvert"
    long = replace(client, name="B" * 200)
    assert len(clients.save(desk, long, [], []).label) < 90
    assert clients.delete(desk, new_client(name="Zoé").id or 0).label == "Client mis à la corbeille — Zoé"
    assert profile.set_setting(desk, REPLY_FIRM.key, "9").label.startswith(
        "Réglage modifié — Délai de réponse à une relance"
    )


def test_several_made_at_once_are_the_first_and_the_others_counted(
    desk: Desk, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice], tmp_path: Path
) -> None:
    client = new_client()
    invoice = new_invoice(client)
    dispute = disputes.open_dispute(
        desk, Dispute(client_id=client.id or 0, kind=DisputeKind.UNPAID, opened_on=TODAY), [invoice.id or 0]
    ).value
    files = [tmp_path / f"devis-{n}.txt" for n in range(3)]
    for file in files:
        file.write_text(file.name)
    found, _ = pieces.read(files)
    done = pieces.add(desk, of_dispute(dispute.id or 0), found)
    assert done.label == "Pièces ajoutées — devis-0 et 2\u00a0autres"
