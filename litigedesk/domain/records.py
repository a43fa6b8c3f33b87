"""The records the user keeps: one frozen dataclass per table, fields in the table's column order.

A record with ``id=None`` has not been saved. Sums are ``Money`` (whole cents), rates ``Decimal`` percent a year, dates calendar
days. Text that is not known is ``""``; any other value that is not known is ``None``.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from litigedesk.domain.matter import Matter, MatterKind
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.vocabulary import (
    ClientKind,
    Clock,
    ClosingReason,
    ContractKind,
    DeliveryOutcome,
    DisputeKind,
    DisputeStage,
    EventAuthor,
    EventKind,
    HolidayRegion,
    InvoiceKind,
    LimitationEventKind,
    PaymentMethod,
    PaymentTerm,
    PenaltyClause,
    ProfileStatus,
    SendMethod,
    VatRegime,
)


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """A file kept in the data folder under its SHA-256, with the name it came or left with; size in bytes."""

    id: int | None = None
    sha256: str
    name: str
    media_type: str
    size: int
    added_on: date


@dataclass(frozen=True, kw_only=True)
class Profile:
    """The user: who writes, who is owed, and what they sell. There is one."""

    id: int | None = None
    status: ProfileStatus = ProfileStatus.EI
    name: str = ""
    legal_form: str = ""
    ei_mention: bool = True  # « EI » beside the name on every business document (C. com. R526-27)
    siret: str = ""
    registry_city: str = ""  # city of the RCS, on letters of registered businesses (C. com. R123-237)
    vat_regime: VatRegime = VatRegime.FRANCHISE
    vat_number: str = ""
    activity: str = ""
    street: str = ""
    street_extra: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    iban: str = ""
    bic: str = ""
    sells_online: bool = False
    sells_to_consumers: bool = False
    holiday_region: HolidayRegion = HolidayRegion.MAINLAND
    logo_file_id: int | None = None
    signature_file_id: int | None = None
    letterhead_file_id: int | None = None
    trader: bool | None = None  # a commerçant, as opposed to a liberal profession or a craft: decides the court


@dataclass(frozen=True, kw_only=True)
class Client:
    """Someone the user sells to; ``kind`` decides which law applies."""

    id: int | None = None
    kind: ClientKind = ClientKind.UNKNOWN
    name: str = ""
    legal_form: str = ""
    salutation: str = "Madame, Monsieur"
    siret: str = ""  # SIREN (9 digits) or SIRET (14), digits only
    vat_number: str = ""
    email: str = ""
    phone: str = ""
    notes: str = ""
    trader: bool | None = None  # a commerçant or a commercial company (C. com. L721-3)
    electronic_consent_on: date | None = None  # a consumer's consent to registered electronic mail (CPCE L100)
    erased_on: date | None = None  # personal data erased at the person's request (GDPR art. 17); sums and dates stay


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A person at a client."""

    id: int | None = None
    client_id: int
    name: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Address:
    """A postal address of a client; letters go to the main one."""

    id: int | None = None
    client_id: int
    label: str = ""
    street: str = ""
    street_extra: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    main: bool = True


@dataclass(frozen=True, kw_only=True)
class Contract:
    """A quote, order or service contract, with the payment term and penalty clause that the law reads."""

    id: int | None = None
    client_id: int
    kind: ContractKind = ContractKind.QUOTE
    reference: str = ""
    title: str = ""
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    amount: Money | None = None
    payment_term: PaymentTerm = PaymentTerm.INVOICE_30
    payment_days: int | None = None  # only with PaymentTerm.CUSTOM
    penalty_clause: PenaltyClause = PenaltyClause.NONE
    penalty_rate: Decimal | None = None  # percent a year, only with PenaltyClause.FIXED
    notes: str = ""
    file_id: int | None = None  # the paper as signed


@dataclass(frozen=True, kw_only=True)
class Dispute:
    """A dispute with a client: what it is about, how far it has gone, and the facts its sums depend on."""

    id: int | None = None
    client_id: int
    kind: DisputeKind = DisputeKind.UNPAID
    reference: str = ""
    title: str = ""
    opened_on: date
    stage: DisputeStage = DisputeStage.AMICABLE
    contested_amount: Money = ZERO
    contested_reason: str = ""
    notice_received_on: date | None = None  # formal notice received or first presented: starts a consumer's interest
    judgment_on: date | None = None  # day the served judgment became enforceable
    capitalise: bool = False  # interest on interest, only if the contract or a judgment says so (C. civ. 1343-2)
    closed_on: date | None = None
    closing_reason: ClosingReason | None = None
    notes: str = ""
    contested_on: date | None = None
    criminal: bool = False  # a criminal complaint is spoken of: a lawyer's matter
    contest_answer: str = ""  # the facts that the user sets against what the client contests
    origin: str = ""  # of a dossier received as a file: tells that the same one comes again


@dataclass(frozen=True, kw_only=True)
class Invoice:
    """An invoice, or a credit note that reduces one; ``gross`` = ``net`` + ``vat``, all positive on both kinds."""

    id: int | None = None
    client_id: int
    contract_id: int | None = None
    dispute_id: int | None = None
    kind: InvoiceKind = InvoiceKind.INVOICE
    number: str = ""
    title: str = ""
    issued_on: date
    performed_on: date | None = None
    received_on: date | None = None  # by a public body: starts its 30 days (CCP R2192-12)
    due_on: date
    net: Money = ZERO
    vat: Money = ZERO
    gross: Money = ZERO
    credited_invoice_id: int | None = None
    notes: str = ""
    file_id: int | None = None  # the invoice as issued


@dataclass(frozen=True, kw_only=True)
class Payment:
    """Money received for one invoice, whole or in part."""

    id: int | None = None
    invoice_id: int
    paid_on: date
    amount: Money
    method: PaymentMethod = PaymentMethod.TRANSFER
    note: str = ""
    bank_reference: str = ""  # of the line of the bank statement it was read from: the same line is not proposed twice


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter as it was sent: its files, how it left and what became of it.

    It is about a dispute, a contract, an insurance claim or a policy; one about the claim of a dispute is about both.
    """

    id: int | None = None
    dispute_id: int | None = None
    template: str
    title: str
    written_on: date
    send_method: SendMethod
    amount_due: Money
    reply_by: date | None = None
    sent_on: date | None = None
    tracking_number: str = ""
    presented_on: date | None = None
    received_on: date | None = None
    outcome: DeliveryOutcome | None = None
    docx_file_id: int | None = None
    pdf_file_id: int | None = None
    mediation_id: int | None = None
    confidential: bool = False  # exchanged in a mediation: stays out of what a court is shown (C. conso. L612-3)
    contract_id: int | None = None
    insurance_claim_id: int | None = None
    policy_id: int | None = None
    receipt_file_id: int | None = None  # the acknowledgment of receipt, scanned
    procedure_id: int | None = None
    agreement_id: int | None = None

    @property
    def matter(self) -> Matter:
        """What it is about, the narrowest."""
        narrowest = (MatterKind.CLAIM, MatterKind.POLICY, MatterKind.CONTRACT, MatterKind.DISPUTE)
        held = ((kind, getattr(self, f"{kind}_id")) for kind in narrowest)
        return next(Matter(kind, record_id) for kind, record_id in held if record_id is not None)


@dataclass(frozen=True, kw_only=True)
class Event:
    """One entry of the timeline of a dispute, an insurance claim or both, typed by the user or written by the program."""

    id: int | None = None
    dispute_id: int | None = None
    kind: EventKind
    author: EventAuthor = EventAuthor.USER
    happened_on: date
    title: str
    body: str = ""
    letter_id: int | None = None
    payment_id: int | None = None
    complaint_id: int | None = None
    mediation_id: int | None = None
    milestone: str = ""  # which date of the complaint or mediation the program noted; empty for a line typed by hand
    confidential: bool = False  # exchanged in a mediation (C. conso. L612-3)
    insurance_claim_id: int | None = None
    procedure_id: int | None = None
    agreement_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A date by which something must happen, in a dispute or on its own, with the reason for it; done or not.

    ``clock`` says which rule set it and ``computed_on`` the day that rule gave: ``due_on`` differs when the user moved it, and
    then stays. ``first_reminder`` and ``second_reminder`` are days before; ``None`` for the user's usual ones, 0 for none.
    """

    id: int | None = None
    dispute_id: int | None = None
    title: str
    due_on: date
    reason: str = ""
    done_on: date | None = None
    letter_id: int | None = None
    clock: Clock | None = None
    computed_on: date | None = None
    complaint_id: int | None = None
    mediation_id: int | None = None
    convention_id: int | None = None
    first_reminder: int | None = None
    second_reminder: int | None = None
    contract_id: int | None = None
    policy_id: int | None = None
    insurance_claim_id: int | None = None
    procedure_id: int | None = None
    agreement_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class LimitationEvent:
    """Something that interrupts or suspends the limitation period of a dispute, or that of a claim against the insurer."""

    id: int | None = None
    dispute_id: int | None = None
    kind: LimitationEventKind
    happened_on: date
    ended_on: date | None = None
    note: str = ""
    mediation_id: int | None = None
    insurance_claim_id: int | None = None
    certain: bool = False  # a recognition in writing; otherwise only possible, and the earlier date stays the safe one
    payment_id: int | None = None
    procedure_id: int | None = None
    agreement_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class UserRate:
    """A half-year of legal rates typed by the user, in percent a year, beyond the shipped table."""

    id: int | None = None
    half: str  # such as « 2027-S1 »
    refi: Decimal
    legal_professional: Decimal
    source: str
    read_on: date


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One stored setting, as text; ``settings`` knows its type and default."""

    id: int | None = None
    key: str
    value: str
