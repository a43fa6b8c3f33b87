"""What a line of the file would become, before it is known whose client it is."""

from dataclasses import dataclass
from pathlib import Path

from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Contact, Invoice, Payment


@dataclass(frozen=True, slots=True)
class ClientDraft:
    """A client of the file with its address and the person to ask for; ``person`` tells that no firm is named.

    ``address`` and ``contact`` have no client yet (id 0).
    """

    client: Client
    address: Address | None = None
    contact: Contact | None = None
    civility: str = ""
    person: bool = False


@dataclass(frozen=True, slots=True)
class ClientChange:
    """A client already there, as the file would leave it; what is ``None`` stays as it is."""

    client: Client
    address: Address | None = None
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class ExtraContact:
    """Another person at a client that an earlier line adds."""

    first_line: int
    contact: Contact


@dataclass(frozen=True, slots=True)
class InvoiceDraft:
    """An invoice of the file: ``invoice`` has a client once it is known (else 0, and ``owner`` is the key of the new one).

    ``paid`` is what the file says was received in all; with ``from_rest`` it only says what is left, if anything, so that what
    credit notes take off is counted in it. ``due_missing`` says that its due date is to be computed,
    ``credited`` is the number of the invoice that a credit note reduces, ``document`` the invoice itself.
    """

    invoice: Invoice
    owner: str = ""
    payment: Payment | None = None
    paid: Money | None = None
    from_rest: bool = False
    due_missing: bool = False
    credited: str = ""
    document: Path | None = None
