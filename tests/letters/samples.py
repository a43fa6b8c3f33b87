"""Invented parties and sums that letters are written from in tests; the sums follow from the shipped rates."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Address, Client, Contact, Contract, Dispute, Letter, Profile
from litigedesk.domain.vocabulary import ClientKind, ContractKind, ProfileStatus, SendMethod, VatRegime
from litigedesk.letters.facts import InvoiceFacts, LetterFacts, RateMode, SegmentFacts, StatementFacts

TODAY = date(2026, 11, 22)
SOURCE_1 = "Taux BCE au 1er janvier 2026 (2,15 %) + 10 points — C. com. L441-10"
SOURCE_2 = "Taux BCE au 1er juillet 2026 (2,40 %) + 10 points — C. com. L441-10"

EI = Profile(
    id=1, status=ProfileStatus.EI, name="Camille Roussel", siret="98765432400019", vat_regime=VatRegime.FRANCHISE,
    street="12 rue des Tanneurs", postcode="35000", city="Rennes", email="camille@roussel.example", phone="02 99 00 00 00",
    iban="FR1420041010050500013M02606", bic="PSSTFRPPREN",
)  # fmt: skip
COMPANY = Profile(
    id=1, status=ProfileStatus.COMPANY, name="Studio Roussel", legal_form="SASU", siret="98765432400019", registry_city="Rennes",
    vat_regime=VatRegime.LIABLE, vat_number="FR12987654324", street="12 rue des Tanneurs", postcode="35000", city="Rennes",
    email="bonjour@studio-roussel.example", phone="02 99 00 00 00", iban="FR1420041010050500013M02606", bic="PSSTFRPPREN",
)  # fmt: skip
PORTAGE = replace(EI, status=ProfileStatus.PORTAGE, siret="", iban="", bic="")
PROFILES = {"ei": EI, "company": COMPANY, "portage": PORTAGE}

CLIENTS = {
    "professional": Client(
        id=3, kind=ClientKind.PROFESSIONAL, name="Atelier Boréal", legal_form="SARL", siret="73282932000074"
    ),
    "consumer": Client(id=3, kind=ClientKind.CONSUMER, name="Léa Fontaine", salutation="Madame"),
    "public": Client(id=3, kind=ClientKind.PUBLIC, name="Commune de Saint-Étienne-du-Bois", siret="21850210000017"),
}
ADDRESS = Address(id=5, client_id=3, street="8 quai des Indes", postcode="56100", city="Lorient")
CONTRACT = Contract(
    id=9,
    client_id=3,
    kind=ContractKind.QUOTE,
    reference="D-2026-009",
    title="Refonte du site internet",
    signed_on=date(2026, 3, 2),
)
DISPUTE = Dispute(id=7, client_id=3, reference="LIT-2026-003", opened_on=date(2026, 6, 15))


def invoice(index: int = 14, principal: Money | None = None, **changes: Any) -> InvoiceFacts:
    """2 500 € due 31 May 2026, at 22 November: 30 days at 12.15 % make 24.97, 145 at 12.40 % make 123.15 (C. com. L441-10)."""
    amount = Money.of(2500) if principal is None else principal
    values: dict[str, Any] = {
        "invoice_id": index, "number": f"F-2026-{index:03}", "title": "Refonte de votre site internet",
        "issued_on": date(2026, 4, 29), "performed_on": date(2026, 4, 28), "due_on": date(2026, 5, 31),
        "principal": amount, "principal_left": amount, "rate_mode": RateMode.DEFAULT, "total": amount,
    }  # fmt: skip
    return InvoiceFacts(**values | changes)


def late(index: int = 14) -> InvoiceFacts:
    """The invoice with default interest and fee."""
    principal = Money.of(2500)
    segments = (
        SegmentFacts(
            first=date(2026, 6, 1), last=date(2026, 6, 30), days=30, rate=Decimal("12.15"), amount=Money.of("24.97"),
            source=SOURCE_1, principal=principal,
        ),
        SegmentFacts(
            first=date(2026, 7, 1), last=TODAY, days=145, rate=Decimal("12.40"), amount=Money.of("123.15"),
            source=SOURCE_2, principal=principal,
        ),
    )  # fmt: skip
    return invoice(
        index, days=175, interest=Money.of("148.12"), fee=Money.of(40), total=Money.of("2688.12"), segments=segments
    )  # fmt: skip


def public_late(index: int = 14) -> InvoiceFacts:
    """The invoice owed by a public body: one rate all along."""
    source = "Taux BCE au 1er janvier 2026 (2,15 %) + 8 points — CCP R2192-31"
    segment = SegmentFacts(
        first=date(2026, 6, 1), last=TODAY, days=175, rate=Decimal("10.15"), amount=Money.of("121.66"), source=source,
        principal=Money.of(2500),
    )  # fmt: skip
    return invoice(
        index, days=175, rate_mode=RateMode.PUBLIC, interest=Money.of("121.66"), fee=Money.of(40), total=Money.of("2661.66"),
        segments=(segment,),
    )  # fmt: skip


def statement(*lines: InvoiceFacts, **changes: Any) -> StatementFacts:
    """The statement whose totals are the sums of these lines."""

    def total(name: str) -> Money:
        return Money.total(getattr(line, name) for line in lines)

    values: dict[str, Any] = {
        "as_of": TODAY, "lines": lines, "principal": total("principal"), "credited": total("credited"), "paid": total("paid"),
        "interest": total("interest"), "fee": total("fee"), "total_due": total("total"),
        "per_day": Money.of("0.85") * sum(1 for line in lines if line.fee),
        "legal_basis": ("C. com. L441-10 et D441-5",) if any(line.fee for line in lines) else (),
    }  # fmt: skip
    return StatementFacts(**values | changes)


def owed(kind: str, count: int = 1) -> StatementFacts:
    """What that kind of client owes on some invoices."""
    make = {
        "professional": late,
        "public": public_late,
        "consumer": lambda index: invoice(index, rate_mode=RateMode.LEGAL),
    }[kind]
    changes = {"legal_basis": ("CCP L2192-13, R2192-31 et D2192-35",)} if kind == "public" else {}
    return statement(*(make(14 + index) for index in range(count)), **changes)


def letter(template: str, title: str, sent_on: date | None) -> Letter:
    """An earlier letter of the dispute."""
    day = sent_on or TODAY - timedelta(days=30)
    return Letter(
        id=11, dispute_id=7, template=template, title=title, written_on=day, send_method=SendMethod.EMAIL, amount_due=ZERO,
        sent_on=sent_on,
    )  # fmt: skip


REMINDERS = (
    letter("relance-amiable", "Relance amiable", date(2026, 10, 5)),
    letter("relance-ferme", "Relance ferme", date(2026, 11, 2)),
)


def facts(
    template: str = "mise-en-demeure", kind: str = "professional", status: str = "ei", **changes: Any
) -> LetterFacts:
    """Everything for one letter; the reminders that go before it are noted as sent."""
    before = {"relance-amiable": 0, "relance-ferme": 1, "mise-en-demeure": 2}[template]
    values: dict[str, Any] = {
        "written_on": TODAY, "profile": PROFILES[status], "client": CLIENTS[kind], "address": ADDRESS,
        "contact": Contact(id=6, client_id=3, name="Mme Hélène Durand") if kind == "professional" else None,
        "dispute": DISPUTE, "contracts": (CONTRACT,), "statement": owed(kind), "previous_letters": REMINDERS[:before],
        "reply_by": TODAY + timedelta(days=15 if before == 2 else 8),
        "send_method": SendMethod.REGISTERED if before == 2 else SendMethod.EMAIL,
        "enclosures": ("devis D-2026-009 signé", "facture F-2026-014")[2 - max(1, before) :],
    }  # fmt: skip
    return made(values | changes)


def made(values: dict[str, Any]) -> LetterFacts:
    """The facts with their client and dispute under the names of the record."""
    names = {"client": "known_client", "dispute": "known_dispute"}
    return LetterFacts(**{names.get(name, name): value for name, value in values.items()})


TEMPLATES = ("relance-amiable", "relance-ferme", "mise-en-demeure")
KINDS = ("professional", "consumer", "public")
