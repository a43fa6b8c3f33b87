"""The due date that follows from a payment term: calendar days, never moved for a Sunday or a public holiday.

Between professionals, failing agreement 30 days after performance, at most 60 days after the invoice or, if the
contract says so, 45 days end of month in one of two readings (C. com. L441-10). Public bodies pay within 30 days of
receipt (CCP R2192-10 to -15).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind, PaymentTerm
from litigedesk.rules.deadlines import month_end
from litigedesk.rules.law import Law, Parameter
from litigedesk.rules.reasons import written

_FIXED_DAYS = {PaymentTerm.INVOICE_30: 30, PaymentTerm.INVOICE_45: 45, PaymentTerm.INVOICE_60: 60}
_MONTH_END = frozenset({PaymentTerm.EOM_45_A, PaymentTerm.EOM_45_B})
_FACTS = {
    "issued_on": "la date de facture",
    "performed_on": "la date d’exécution de la prestation",
    "received_on": "la date de réception par l’acheteur public",
    "payment_days": "le nombre de jours du délai",
}


@dataclass(frozen=True, kw_only=True)
class ProposedDue:
    """A due date to propose, ``None`` when it cannot be told.

    ``missing`` names the record fields that would make it sure: ``issued_on``, ``performed_on``, ``received_on`` of the
    invoice, ``payment_days`` of the contract.
    """

    date: dt.date | None
    missing: tuple[str, ...]
    steps: tuple[str, ...]
    source: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Facts:
    client: ClientKind
    issued: dt.date | None
    performed: dt.date | None
    received: dt.date | None
    custom_days: int | None
    law: Law

    @property
    def known_day(self) -> dt.date:
        """The day for which the law's figures are looked up."""
        return self.issued or self.performed or self.received or self.law.rates.complete_until


@dataclass(frozen=True)
class _Found:
    date: dt.date | None
    steps: tuple[str, ...]
    missing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def propose(
    term: PaymentTerm,
    law: Law,
    *,
    client: ClientKind,
    issued: dt.date | None,
    performed: dt.date | None = None,
    received: dt.date | None = None,
    custom_days: int | None = None,
) -> ProposedDue:
    """The due date by the contract's term, from the dates known; never an error: what is missing is named."""
    facts = _Facts(
        client=client, issued=issued, performed=performed, received=received, custom_days=custom_days, law=law
    )
    found = _found(term, facts)
    warnings = [*found.warnings, *_missing_warning(found), *_ceiling_warnings(term, found.date, facts)]
    return ProposedDue(
        date=found.date,
        missing=found.missing,
        steps=written(found.steps),
        source=formats.typographic(_source(term, facts)),
        warnings=written(warnings),
    )


def _found(term: PaymentTerm, facts: _Facts) -> _Found:
    if term is PaymentTerm.PERFORMANCE_30 and facts.client is ClientKind.CONSUMER:
        return _nothing_agreed(facts)
    if term is PaymentTerm.PERFORMANCE_30:
        days = facts.law.parameter("payment-term-default", facts.known_day).whole
        return _after(facts.performed, days, "l’exécution", "performed_on")
    if term is PaymentTerm.PUBLIC_30:
        return _public(facts)
    if term is PaymentTerm.ON_RECEIPT:
        return _on_receipt(facts)
    if term in _MONTH_END:
        return _month_end(term, facts)
    days_given = _FIXED_DAYS.get(term, facts.custom_days)
    if days_given is None or days_given < 0:
        return _Found(None, (), ("payment_days",))
    return _after(facts.issued, days_given, "la date de facture", "issued_on")


def _nothing_agreed(facts: _Facts) -> _Found:
    """The thirty days of C. com. L441-10 are between professionals: a consumer has only the term that was agreed."""
    if facts.issued is None:
        return _Found(None, (), ("issued_on",))
    step = (
        "Rien n’est convenu avec ce consommateur, et les 30 jours de l’article L441-10 du code de commerce ne valent "
        "qu’entre professionnels : la date de facture est proposée. Recopiez l’échéance écrite sur la facture."
    )
    return _Found(facts.issued, (step,))


def _after(day: dt.date | None, days: int, what: str, field: str) -> _Found:
    if day is None:
        return _Found(None, (), (field,))
    due = day + dt.timedelta(days)
    return _Found(
        due,
        (
            f"{formats.count(days, 'jour calendaire', 'jours calendaires')} après {what}, le "
            f"{formats.date_long(day)} : "
            f"{formats.date_full(due)}.",
        ),
    )


def _on_receipt(facts: _Facts) -> _Found:
    if facts.received is not None:
        return _Found(facts.received, (f"À réception de la facture, le {formats.date_full(facts.received)}.",))
    if facts.issued is None:
        return _Found(None, (), ("issued_on",))
    return _Found(
        facts.issued,
        (f"À réception de la facture, supposée le jour de sa date : {formats.date_full(facts.issued)}.",),
        (),
        ("La date de réception de la facture n’est pas connue : la date de facture est proposée à sa place.",),
    )


def _month_end(term: PaymentTerm, facts: _Facts) -> _Found:
    if facts.issued is None:
        return _Found(None, (), ("issued_on",))
    days = dt.timedelta(facts.law.parameter("payment-term-month-end", facts.issued).whole)
    first = month_end(facts.issued + days)
    second = month_end(facts.issued) + days
    chosen = first if term is PaymentTerm.EOM_45_A else second
    return _Found(
        chosen,
        (
            f"Facture du {formats.date_long(facts.issued)}.",
            f"Lecture « {days.days} jours, puis fin de mois » : {formats.date_full(first)}.",
            f"Lecture « fin de mois, puis {days.days} jours » : {formats.date_full(second)}.",
            f"Lecture retenue, celle du contrat : {formats.date_full(chosen)}.",
        ),
        (),
        (
            "Le délai « 45 jours fin de mois » doit être écrit expressément au contrat, qui doit dire laquelle "
            "des deux "
            "lectures s’applique ; les sources sont en désaccord.",
        ),
    )


def _public(facts: _Facts) -> _Found:
    """From receipt of the payment request, or performance when later; without receipt, the date of the request + 2
    days."""
    days = facts.law.parameter("public-payment", facts.known_day).whole
    received = facts.received
    missing: tuple[str, ...] = ()
    warnings = []
    if received is None:
        if facts.issued is None:
            return _Found(None, (), ("received_on",))
        extra = facts.law.parameter("public-request-proof", facts.issued).whole
        received = facts.issued + dt.timedelta(extra)
        warnings.append(
            "Réception par l’acheteur public non connue : date de la demande de paiement "
            f"+ {formats.count(extra, 'jour')} (CCP R2192-15). Relevez la date de mise à disposition sur Chorus Pro."
        )
        missing = ("received_on",)
    start, what = received, "réception de la demande de paiement"
    if facts.performed is not None and facts.performed > received:
        start, what = facts.performed, "exécution de la prestation, postérieure à la réception de la demande"
    due = start + dt.timedelta(days)
    steps = (
        f"Point de départ : {what}, le {formats.date_long(start)} (CCP R2192-12 à R2192-15).",
        f"{formats.count(days, 'jour')} après : {formats.date_full(due)} (CCP R2192-10).",
    )
    return _Found(due, steps, missing, tuple(warnings))


def _missing_warning(found: _Found) -> Iterable[str]:
    if found.missing and found.date is None:
        names = ", ".join(_FACTS[field] for field in found.missing)
        yield f"Il manque {names} pour proposer une échéance."


def _ceiling_warnings(term: PaymentTerm, due: dt.date | None, facts: _Facts) -> Iterable[str]:
    if facts.client is ClientKind.PUBLIC:
        if term is not PaymentTerm.PUBLIC_30:
            ceiling = facts.law.parameter("public-payment", facts.known_day)
            yield (
                f"Un acheteur public paie dans les {formats.count(ceiling.whole, 'jour')} de la réception de la "
                f"demande, quel "
                f"que soit le contrat ({ceiling.source})."
            )
            yield ceiling.note
        return
    if term is PaymentTerm.PUBLIC_30:
        yield "Ce délai est celui des acheteurs publics : il ne s’impose pas à ce client."
    if facts.client is not ClientKind.PROFESSIONAL or due is None or facts.issued is None:
        return
    ceiling = facts.law.parameter("payment-term-ceiling", facts.issued)
    gap = (due - facts.issued).days
    if gap > ceiling.whole and term not in {*_MONTH_END, PaymentTerm.PERFORMANCE_30}:
        yield (
            f"Ce délai de {formats.count(gap, 'jour')} après la facture dépasse le maximum légal entre professionnels, "
            f"{formats.count(ceiling.whole, 'jour')} ({ceiling.source})."
        )
    yield ceiling.to_read_again(facts.issued)


def _source(term: PaymentTerm, facts: _Facts) -> str:
    if facts.client is ClientKind.CONSUMER and term is not PaymentTerm.PUBLIC_30:
        return "ce qui est convenu avec le client"
    if term is PaymentTerm.PUBLIC_30:
        return _parameter(term, facts).source + " ; CCP R2192-12 à R2192-15"
    return _parameter(term, facts).source


def _parameter(term: PaymentTerm, facts: _Facts) -> Parameter:
    keys = {
        PaymentTerm.PERFORMANCE_30: "payment-term-default",
        PaymentTerm.PUBLIC_30: "public-payment",
        PaymentTerm.EOM_45_A: "payment-term-month-end",
        PaymentTerm.EOM_45_B: "payment-term-month-end",
    }
    return facts.law.parameter(keys.get(term, "payment-term-ceiling"), facts.known_day)
