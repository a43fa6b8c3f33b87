"""The facts a letter is written from, handed in whole: the engine fetches nothing and reads no clock.

Sums are ``Money`` (whole cents), rates percent a year, dates calendar days. What the law computes, ``rules`` has computed.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from litigedesk import formats
from litigedesk.domain.agreement import Agreement
from litigedesk.domain.insurance import Guarantee, Harm, InsuranceClaim, Policy
from litigedesk.domain.mediation import Complaint, Convention, Mediation, Mediator
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.portage import DeliveryProof, PortageCompany, Tripartite, ValidationRound
from litigedesk.domain.procedure import Procedure
from litigedesk.domain.records import Address, Client, Contact, Contract, Dispute, Invoice, Letter, Payment, Profile
from litigedesk.domain.vocabulary import ProfileStatus, SendMethod
from litigedesk.errors import BugError


class RateMode(StrEnum):
    """Where a rate of late interest comes from: decides which sentence and article the letter uses."""

    DEFAULT = "default"  # ECB + 10 points, nothing agreed (C. com. L441-10)
    FIXED = "fixed"  # percentage of the contract (C. com. L441-10)
    TRIPLE_LEGAL = "triple-legal"  # three times the legal rate, by contract (C. com. L441-10)
    PUBLIC = "public"  # ECB + 8 points (CCP R2192-31)
    LEGAL = "legal"  # legal rate, from the formal notice (C. civ. 1231-6)


@dataclass(frozen=True, kw_only=True)
class SegmentFacts:
    """A stretch of days at one rate on one principal; ``first`` and ``last`` inclusive, ``amount`` rounded for display only."""

    first: date
    last: date
    days: int
    rate: Decimal
    amount: Money
    source: str
    principal: Money | None = None  # what bore interest in this stretch; shown when it changes after a payment


@dataclass(frozen=True, kw_only=True)
class InvoiceFacts:
    """One invoice of the statement; ``total`` = ``principal`` - ``credited`` + ``interest`` + ``fee`` - ``paid``.

    ``interest`` is everything that accrued, rounded once; ``paid`` everything received; ``principal_left`` what remains of the
    principal once payments went to interest first (C. civ. 1343-1).
    """

    invoice_id: int | None
    number: str
    title: str
    issued_on: date
    performed_on: date | None
    due_on: date
    principal: Money
    credited: Money = ZERO
    paid: Money = ZERO
    principal_left: Money
    days: int = 0
    rate_mode: RateMode
    interest: Money = ZERO
    fee: Money = ZERO
    total: Money
    segments: tuple[SegmentFacts, ...] = ()

    @property
    def rate_text(self) -> str:
        """The rates in the order they applied, ``12,15 % puis 12,40 %``; a dash when no interest ran."""
        rates = tuple(dict.fromkeys(formats.percent(segment.rate) for segment in self.segments))
        return " puis ".join(rates) if rates else "—"


@dataclass(frozen=True, kw_only=True)
class StatementFacts:
    """What is owed on a day, invoice by invoice; the totals are handed in and equal the sums of the lines."""

    as_of: date
    lines: tuple[InvoiceFacts, ...]
    principal: Money
    credited: Money = ZERO
    paid: Money = ZERO
    interest: Money = ZERO
    fee: Money = ZERO
    total_due: Money
    per_day: Money = ZERO  # further interest per day from the day after ``as_of``
    legal_basis: tuple[str, ...] = ()
    divisor_text: str = "365 jours"  # as in « intérêts calculés sur une année de … »
    contested_amount: Money = ZERO
    contested_interest: Money = ZERO  # interest accrued on the contested part, left out of the claim with it

    @property
    def claimed(self) -> Money:
        """What the letter asks for: the sum due less the part contested in writing and its interest."""
        return self.total_due - self.contested_amount - self.contested_interest

    @property
    def rate_mode(self) -> RateMode | None:
        """The one mode of all lines; ``None`` when contracts differ."""
        modes = {line.rate_mode for line in self.lines}
        return modes.pop() if len(modes) == 1 else None


@dataclass(frozen=True)
class DatedFact:
    """One line of a chronology."""

    day: date
    title: str


@dataclass(frozen=True, kw_only=True)
class ProofFacts:
    """One of the three proofs of an unpaid invoice (``order``, ``invoice``, ``delivery``): how it stands (``present``, ``weak``,
    ``missing``), why, how to get what lacks, and its papers.
    """

    kind: str
    title: str
    state: str
    sentence: str
    how: str = ""
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConditionFacts:
    """One thing that the law or the policy asks, as ``rules`` found it: ``met`` is ``None`` for what is not known.

    ``field`` is the field of the record that answers it, with its form when it is another's (``company.guarantor``).
    """

    code: str
    title: str
    met: bool | None
    sentence: str
    article: str
    field: str = ""
    forbids: bool = False


@dataclass(frozen=True, kw_only=True)
class PieceFacts:
    """A piece of a claim's file: there with its kept file, there without one, or still to be had."""

    title: str
    there: bool
    file_id: int | None = None


def ported(profile: Profile) -> Profile:
    """The user as a *salarié porté*, who has neither « EI » nor a number or account of their own, whatever else they are."""
    if profile.status is ProfileStatus.PORTAGE:
        return profile
    own = {"status": ProfileStatus.PORTAGE, "legal_form": "", "siret": "", "vat_number": "", "iban": "", "bic": ""}
    return replace(profile, **own)  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True)
class InventoryFacts:
    """One numbered piece of a dossier as its bordereau lists it; the confidential ones are never handed in."""

    number: int
    title: str
    dated_on: date | None = None
    author: str = ""
    is_copy: bool = True
    file_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class InstalmentFacts:
    """One payment promised by an agreement, and what was received for it."""

    due_on: date
    amount: Money
    received: Money = ZERO
    late: bool = False

    @property
    def left(self) -> Money:
        """What remains of it."""
        return self.amount - self.received


@dataclass(frozen=True, kw_only=True)
class HelpFacts:
    """Why somebody is to be asked first, and the reader for whom the dossier is handed over (``audience``)."""

    key: str
    title: str
    sentence: str
    article: str = ""
    audience: str = ""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What goes on in a dispute while one writes: procedures that run, and the agreement in force with no instalment missed.

    ``no_payment`` is the small-claims procedure during which none may be made, ``amicable`` those that look for an agreement,
    ``court`` those before a judge who has not decided.
    """

    insolvency: Procedure | None = None
    no_payment: Procedure | None = None
    amicable: tuple[Procedure, ...] = ()
    court: tuple[Procedure, ...] = ()
    agreement: Agreement | None = None
    help: tuple[HelpFacts, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LetterFacts:
    """Everything one letter may say, as it stood when written; ``None`` or empty for what is not known.

    ``logo`` and ``signature`` are PNG or JPEG bytes, ``letterhead`` a ``.docx``. ``enclosures`` come in their order, the
    statement excluded: the engine adds it, last. ``previous_letters`` are those of the same family kept in the dispute, oldest
    first, and ``other_letters`` those of the other families that may go with this one; confidential ones are there only for the
    mediator (C. conso. L612-3).

    ``statement`` and ``rate_warnings``, sentences of ``rules`` about the table of rates, are those of a letter of payment;
    ``payments`` are those of its invoices, oldest first. ``contracts`` are those of the invoices, or that of the complaint.

    ``complaint`` is the one to answer, ``complained_on`` the day of the first written one and ``refer_until`` the last day on
    which the client may go to the mediator (C. conso. L612-2, 4°). ``mediator`` is that of the mediation, or without one that of
    ``convention``, in force on the day of the letter. ``answer_days`` is the user's own delay to answer a complaint, in calendar
    days; ``insured`` says whether they have a professional liability policy.

    A letter is not always about a dispute, nor is there always a client: ``client`` and ``dispute`` are for the families that
    have them, ``known_client`` and ``known_dispute`` for what serves every letter. ``portage`` says that a portage company is the
    creditor, ``company`` which one; ``tripartite``, its ``rounds``, ``deliveries`` and ``proofs`` are those of its contract.
    ``insurance_claim`` has its ``harms`` and ``pieces``; ``policy`` and its ``guarantees`` are the claim's, or without one what
    answers for the dispute; ``declare_by`` is the last day to declare. ``conditions`` are those of the contract or of the claim.
    ``inventory`` holds the pieces of a dispute in their order, for their bordereau.
    ``agreement`` is the one the letter is about, with its ``instalments`` in their order; ``procedure`` likewise, its
    ``conditions`` being those that the law sets, and ``act_by`` the last day to make the step that the letter makes.

    ``standing`` is what else goes on in the dispute.

    ``admission_words`` are the user's own words to beware of (C. ass. L124-2), ``None`` for the shipped list. ``wording`` is the
    user's own text of this letter, empty while ours stands.
    """

    written_on: date
    profile: Profile
    known_client: Client | None = None
    address: Address | None = None
    contact: Contact | None = None
    known_dispute: Dispute | None = None
    contracts: tuple[Contract, ...] = ()
    previous_letters: tuple[Letter, ...] = ()
    other_letters: tuple[Letter, ...] = ()
    statement: StatementFacts | None = None
    payments: tuple[Payment, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    complaint: Complaint | None = None
    complained_on: date | None = None
    refer_until: date | None = None
    answer_days: int = 0
    insured: bool | None = None
    mediation: Mediation | None = None
    mediator: Mediator | None = None
    convention: Convention | None = None
    chronology: tuple[DatedFact, ...] = ()
    portage: bool = False
    company: PortageCompany | None = None
    tripartite: Tripartite | None = None
    rounds: tuple[ValidationRound, ...] = ()
    deliveries: tuple[DeliveryProof, ...] = ()
    proofs: tuple[ProofFacts, ...] = ()
    limitation_on: date | None = None  # last safe day to sue for the invoices
    insurance_claim: InsuranceClaim | None = None
    harms: tuple[Harm, ...] = ()
    pieces: tuple[PieceFacts, ...] = ()
    policy: Policy | None = None
    guarantees: tuple[Guarantee, ...] = ()
    declare_by: date | None = None
    declaration_steps: tuple[str, ...] = ()
    insurer_limit: date | None = None  # last safe day of the two years against the insurer
    conditions: tuple[ConditionFacts, ...] = ()
    inventory: tuple[InventoryFacts, ...] = ()
    agreement: Agreement | None = None
    instalments: tuple[InstalmentFacts, ...] = ()
    procedure: Procedure | None = None
    act_by: date | None = None
    standing: Standing = Standing()
    court_form: str = ""  # the official form of an order to pay before that court
    admission_words: tuple[str, ...] | None = None
    wording: str = ""
    reply_by: date | None = None
    send_method: SendMethod = SendMethod.POST
    enclosures: tuple[str, ...] = ()
    rate_warnings: tuple[str, ...] = ()
    logo: bytes | None = None
    signature: bytes | None = None
    letterhead: bytes | None = None

    @property
    def sender_status(self) -> ProfileStatus:
        """Who may write: under portage the user writes as a *salarié porté*, whatever else they are."""
        return ProfileStatus.PORTAGE if self.portage else self.profile.status

    @property
    def writer(self) -> Profile:
        """The user as this letter shows them."""
        return ported(self.profile) if self.portage else self.profile

    @property
    def client(self) -> Client:
        """The client of a letter that has one; ``BugError`` for the others."""
        if self.known_client is None:
            raise BugError("a letter that concerns no client")
        return self.known_client

    @property
    def dispute(self) -> Dispute:
        """The dispute of a letter that is about one; ``BugError`` for the others."""
        if self.known_dispute is None:
            raise BugError("a letter that is about no dispute")
        return self.known_dispute

    @property
    def reference(self) -> str:
        """The number of what the letter is about, the narrowest: the claim, else the dispute, else the contract."""
        if self.insurance_claim is not None:
            return self.insurance_claim.reference
        if self.known_dispute is not None:
            return self.known_dispute.reference
        return self.contracts[0].reference if self.tripartite is not None and self.contracts else ""

    @property
    def owed(self) -> StatementFacts:
        """The statement of a letter of payment; ``BugError`` for a letter of another family, which has none."""
        if self.statement is None:
            raise BugError("a letter that asks for no payment has no statement")
        return self.statement
