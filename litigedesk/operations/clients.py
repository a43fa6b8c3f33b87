"""Clients with their contacts and addresses."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from litigedesk import validation
from litigedesk.domain.insurance import InsuranceClaim
from litigedesk.domain.records import Address, Client, Contact, Contract, Dispute, Invoice
from litigedesk.errors import Problem, Refused
from litigedesk.formats import count
from litigedesk.operations import clocks, procedure_lines
from litigedesk.operations.outcome import operation

if TYPE_CHECKING:
    from litigedesk.desk import Desk

Part = TypeVar("Part", Contact, Address)


@operation("Client enregistré{ — client}")
def save(
    desk: "Desk",
    client: Client,
    contacts: Sequence[Contact] | None = None,
    addresses: Sequence[Address] | None = None,
) -> Client:
    """Add or change a client with all its contacts and addresses; ``None`` leaves them, what a list lacks is removed.

    The first address is made the main one if none is. Raises ``InvalidInput`` with every problem at once; a problem of
    the n-th contact or address has the field ``contact.n.name``.
    """
    problems = validation.client_problems(client)
    for n, contact in enumerate(contacts or ()):
        problems += _placed(f"contact.{n}", validation.contact_problems(contact))
    for n, address in enumerate(addresses or ()):
        problems += _placed(f"address.{n}", validation.address_problems(address))
    validation.refuse(problems)
    table = desk.table(Client)
    if client.id is None:
        client = table.insert(client)
    else:
        before = table.get(client.id)
        table.update(client)
        if before.kind is not client.kind:
            clocks.follow_all(desk, client.id)  # a mediator is for consumers
            procedure_lines.follow_client(desk, client.id)  # a written claim interrupts against a public body
    assert client.id is not None
    if addresses and not any(address.main for address in addresses):
        addresses = [replace(addresses[0], main=True), *addresses[1:]]
    if contacts is not None:
        _replace_parts(desk, client.id, Contact, contacts)
    if addresses is not None:
        _replace_parts(desk, client.id, Address, addresses)
    return client


def _placed(prefix: str, problems: Sequence[Problem]) -> list[Problem]:
    return [replace(problem, field=f"{prefix}.{problem.field}") for problem in problems]


def _replace_parts(desk: "Desk", client_id: int, kind: type[Part], parts: Sequence[Part]) -> None:
    table = desk.table(kind)
    kept = {part.id for part in parts}
    for present in table.where(client_id=client_id):
        if present.id not in kept:
            table.delete(present.id)  # type: ignore[arg-type]
    for part in (replace(one, client_id=client_id) for one in parts):
        if part.id is None:
            table.insert(part)
        else:
            table.update(part)


@operation("Client mis à la corbeille{ — client}")
def delete(desk: "Desk", client_id: int) -> None:
    """Put a client in the trash for 30 days; ``Refused`` while contracts, invoices, disputes or insurance claims need it."""
    client = desk.table(Client).get(client_id)
    needed = [
        count(n, word)
        for n, word in (
            (desk.table(Contract).count(client_id=client_id), "contrat"),
            (desk.table(Invoice).count(client_id=client_id), "facture"),
            (desk.table(Dispute).count(client_id=client_id), "litige"),
            (desk.table(InsuranceClaim).count(client_id=client_id), "sinistre"),
        )
        if n
    ]
    if needed:
        what = " et ".join([", ".join(needed[:-1]), needed[-1]] if len(needed) > 1 else needed)
        raise Refused(f"{client.name} ne peut pas être supprimé\u00a0: il reste {what}, à supprimer d’abord.")
    parts = [*desk.table(Contact).where(client_id=client_id), *desk.table(Address).where(client_id=client_id)]
    desk.trash.put(f"Client {client.name}", [client, *parts], desk.today())
