"""Questions about an invoice read from a file: whose it is here, and what makes one look twice at it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.domain.records import Client
from litigedesk.exchange import einvoice
from litigedesk.exchange.einvoice import EInvoice, Party
from litigedesk.queries import clients, files, portage
from litigedesk.queries.clients import ClientChoice
from litigedesk.store.disk import read_file

if TYPE_CHECKING:
    from litigedesk.desk import Desk


LARGEST: Final = 50_000_000  # bytes of a file


class Side(StrEnum):
    """Who issued the invoice, seen from the user."""

    OWN = "own"
    COMPANY = "company"  # the portage company
    RECEIVED = "received"  # the user is the buyer: nothing is owed to them
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Reading:
    """What this folder knows of an invoice: the client it may be of, whose it is, and sentences on what does not fit."""

    client: ClientChoice | None
    side: Side
    warnings: tuple[str, ...]


def of_file(path: Path) -> EInvoice | None:
    """The invoice that a file of the user carries; ``None`` for any other file, ``UserError`` when it cannot be read."""
    return einvoice.read(read_file(path, most=LARGEST))


def of_stored(desk: "Desk", file_id: int) -> EInvoice | None:
    """The same of a file already kept."""
    return einvoice.read(files.content(desk, file_id) or b"")


def read(desk: "Desk", found: EInvoice) -> Reading:
    """Compare an invoice with the profile, the portage companies and the clients."""
    side, client = _side(desk, found), _client(desk, found.buyer)
    said = _warnings(desk, found, side)
    if client is not None and client not in clients.similar(desk, Client(name=found.buyer.name)):
        said.append(f"Ce SIREN est celui de « {client.name} » dans vos fiches : vérifiez que c’est ce client.")
    return Reading(client, side, tuple(map(formats.typographic, said)))


def _client(desk: "Desk", buyer: Party) -> ClientChoice | None:
    """The only client with the same SIREN, or else with the same name; several are the user's to choose from."""
    numbered = clients.similar(desk, Client(siret=buyer.siret)) if buyer.siret else []
    named = clients.similar(desk, Client(name=buyer.name))
    found = numbered or named
    return found[0] if len(found) == 1 else None


def _side(desk: "Desk", found: EInvoice) -> Side:
    own = desk.profile().siret
    if _same(found.seller.siret, own):
        return Side.OWN
    if _same(found.buyer.siret, own):
        return Side.RECEIVED
    if any(_same(found.seller.siret, one.siret) for one in portage.companies(desk)):
        return Side.COMPANY
    return Side.UNKNOWN


def _same(one: str, other: str) -> bool:
    return len(one) >= 9 and len(other) >= 9 and one[:9] == other[:9]


def _warnings(desk: "Desk", found: EInvoice, side: Side) -> list[str]:
    profile, said = desk.profile(), []
    if side is Side.RECEIVED:
        said.append(
            "Vous êtes l’acheteur : cette facture est à payer par vous, ce n’est pas une somme qu’on vous doit."
        )
    elif side is Side.COMPANY:
        said.append("Votre société de portage l’a émise : choisissez le contrat de portage, elle est la créancière.")
    elif side is Side.UNKNOWN and found.seller.siret and profile.siret:
        said.append(
            f"Le vendeur est {found.seller.name or 'un autre'}, et non vous : vérifiez que c’est votre facture."
        )
    if side is Side.OWN and found.seller.iban and profile.iban and found.seller.iban != profile.iban:
        said.append("L’IBAN de la facture n’est pas celui de votre profil : vos lettres donnent celui du profil.")
    return said
