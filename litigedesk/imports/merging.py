"""What the file would change in a client already there: what it says replaces what differs, and takes nothing away."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from litigedesk.domain.records import Address, Client, Contact
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.formats import folded
from litigedesk.imports.drafts import ClientChange, ClientDraft
from litigedesk.imports.matching import Known, Register, known_of, register_of
from litigedesk.imports.plan import Change

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_REPLACED: Final = {
    "legal_form": "Forme juridique", "vat_number": "Numéro de TVA", "email": "Courriel", "phone": "Téléphone",
}  # fmt: skip


@dataclass(frozen=True)
class PresentClients:
    """The clients already there with their main addresses and contacts, and the register that finds them."""

    clients: Mapping[int, Client]
    addresses: Mapping[int, Address]
    contacts: Mapping[int, Sequence[Contact]]
    register: Register

    def known(self, client_id: int) -> Known:
        """What tells one of them."""
        address = self.addresses.get(client_id)
        return known_of(client_id, self.clients[client_id], address.postcode if address else "")


def present_clients(desk: "Desk") -> PresentClients:
    """All of them, read at once; those whose personal data were erased are told by nothing any more."""
    clients = {one.id: one for one in desk.table(Client).all() if one.id is not None and one.erased_on is None}
    addresses: dict[int, Address] = {}
    for address in desk.table(Address).all(order="main DESC, id"):
        addresses.setdefault(address.client_id, address)
    contacts: dict[int, list[Contact]] = defaultdict(list)
    for contact in desk.table(Contact).all():
        contacts[contact.client_id].append(contact)
    postcodes = {client_id: address.postcode for client_id, address in addresses.items()}
    known = (known_of(client_id, one, postcodes.get(client_id, "")) for client_id, one in clients.items())
    return PresentClients(clients, addresses, contacts, register_of(known))


def merged(there: PresentClients, client_id: int, draft: ClientDraft) -> tuple[ClientChange | None, tuple[Change, ...]]:
    """The client as the file would leave it, and what differs as the user reads it; ``None`` when nothing does."""
    client, said = _client(there.clients[client_id], draft.client)
    address, moved = _address(there.addresses.get(client_id), draft.address, client_id)
    contact = _contact(there.contacts.get(client_id, ()), draft.contact, client_id)
    changes = [*said, *moved]
    if contact is not None:
        changes.append(Change("Personne à contacter", "", contact.name))
    if not changes:
        return None, ()
    return ClientChange(client, address, contact), tuple(changes)


def _client(present: Client, wanted: Client) -> tuple[Client, list[Change]]:
    new: dict[str, object] = {}
    changes = []
    for name, label in _REPLACED.items():
        before, after = getattr(present, name), getattr(wanted, name)
        if after and _plain(name, before) != _plain(name, after):
            new[name] = after
            changes.append(Change(label, before, after))
    if wanted.siret and wanted.siret != present.siret and not present.siret.startswith(wanted.siret):
        new["siret"] = wanted.siret
        changes.append(Change("SIREN ou SIRET", present.siret, wanted.siret))
    if wanted.notes and not present.notes:
        new["notes"] = wanted.notes
        changes.append(Change("Notes", "", wanted.notes))
    if present.kind is ClientKind.UNKNOWN and wanted.kind is not ClientKind.UNKNOWN:
        new["kind"] = wanted.kind
        changes.append(Change("Type de client", present.kind.label, wanted.kind.label))
    return replace(present, **new), changes  # type: ignore[arg-type]


def _plain(name: str, text: str) -> str:
    """What counts when two values are compared."""
    if name == "phone":
        return re.sub(r"^(?:\+|00)33", "0", re.sub(r"[^\d+]", "", text))
    return re.sub(r"[\s.]", "", text).casefold()


def _address(present: Address | None, wanted: Address | None, client_id: int) -> tuple[Address | None, list[Change]]:
    if wanted is None:
        return None, []
    after = replace(wanted, client_id=client_id)
    if present is None:
        return after, [Change("Adresse", "", _written(after))]
    parts = ("street", "street_extra", "postcode", "city", "country")
    told = {part: value for part in parts if (value := getattr(wanted, part))}
    if all(_bare(getattr(present, part)) == _bare(value) for part, value in told.items()):
        return None, []
    if {"street", "postcode", "city"} <= told.keys():  # a whole address: the old one leaves nothing behind
        told = {part: getattr(wanted, part) for part in parts}
    moved = replace(present, **told)
    return moved, [Change("Adresse", _written(present), _written(moved))]


def _bare(text: str) -> str:
    return "".join(sign for sign in folded(text) if sign.isalnum())


def _written(address: Address) -> str:
    town = f"{address.postcode} {address.city}".strip()
    return ", ".join(part for part in (address.street, address.street_extra, town, address.country) if part)


def _contact(present: Sequence[Contact], wanted: Contact | None, client_id: int) -> Contact | None:
    """The person to add, unless already there."""
    if wanted is None or any(_bare(one.name) == _bare(wanted.name) for one in present):
        return None
    return replace(wanted, client_id=client_id)
