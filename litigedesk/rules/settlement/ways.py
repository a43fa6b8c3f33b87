"""The ways to understand a line: by the number it cites, the client it names, the sum alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations
from typing import Final

from litigedesk import formats
from litigedesk.domain.money import ZERO, Money
from litigedesk.formats import typographic
from litigedesk.rules.settlement.facts import Candidate, Confidence, OpenInvoice, Received, Share
from litigedesk.rules.settlement.ledger import Ledger, spread
from litigedesk.rules.settlement.words import Names

AHEAD: Final = timedelta(days=10)  # an invoice dated that much after the money may still be what it pays
TOGETHER: Final = 12  # open invoices of one client of which every sum is tried: beyond, only the oldest
OFFERED: Final = 6  # candidates shown for one line
DEAR: Final = 3  # a sum above that many times the principal is not its interest


@dataclass(frozen=True, kw_only=True)
class About:
    """A line with what its words say: the invoices it cites, the clients it names (``near``), their open invoices by client.

    ``cites_settled`` when it cites an invoice that is settled: it may be that money again, or a copied reference.
    """

    line: Received
    ledger: Ledger
    cited: tuple[OpenInvoice, ...]
    cites_settled: bool
    near: frozenset[int]
    groups: tuple[tuple[OpenInvoice, ...], ...]
    same_sum: tuple[OpenInvoice, ...]  # of other clients

    @classmethod
    def of(cls, line: Received, ledger: Ledger, names: Names) -> "About":
        """Read the words of a line; an invoice dated long after it is not what it pays."""

        def dated(invoices: Iterable[OpenInvoice]) -> tuple[OpenInvoice, ...]:
            return tuple(one for one in invoices if one.issued_on <= line.booked_on + AHEAD)

        still_open, cites_settled = ledger.cited(line.label)
        cited = dated(still_open)
        near = frozenset(names.near(line.label))
        known = sorted(near | {one.client_id for one in cited})
        groups = (dated(ledger.of_client(client)) for client in known)
        same = (one for one in dated(ledger.of_sum(line.amount)) if one.client_id not in known)
        return cls(
            line=line,
            ledger=ledger,
            cited=cited,
            cites_settled=cites_settled,
            near=near,
            groups=tuple(filter(None, groups)),
            same_sum=tuple(same),
        )

    def due(self, invoice: OpenInvoice) -> Money:
        """What is due of an invoice on the day of the line."""
        return self.ledger.due(invoice, self.line.booked_on)

    def spread(self, invoices: Sequence[OpenInvoice]) -> tuple[tuple[Share, ...], Money]:
        """The sum of the line put on these invoices, and what is beyond them."""
        return spread(self.line.amount, invoices, self.due)

    def begin(self, group: Sequence[OpenInvoice]) -> str:
        """Why this client is thought of."""
        one = group[0]
        if one.client_id in self.near:
            return f"Le nom de {one.client_name} est dans le libellé"
        cited = next(invoice for invoice in self.cited if invoice.client_id == one.client_id)
        return f"Le libellé cite {cited.number}, facture de {one.client_name}"


def candidates(about: About) -> tuple[Candidate, ...]:
    """The surest first, one for each way to share the money out."""
    found = _by_number(about)
    for group in about.groups:
        found += _by_name(about, group)
    if about.cites_settled and not about.cited:
        found = [replace(one, confidence=Confidence.POSSIBLE) for one in found]
    found = found or _by_sum_alone(about)
    order = list(Confidence)
    found.sort(key=lambda one: (order.index(one.confidence), bool(one.surplus), len(one.shares)))
    kept: dict[frozenset[Share], Candidate] = {}
    for one in found:
        if one.shares:
            kept.setdefault(frozenset(one.shares), one)
    return tuple(kept.values())[:OFFERED]


def _by_number(about: About) -> list[Candidate]:
    """The label cites invoices: their sum, all that is due of them, a part of them, or more than they are.

    Less sure when it names another client, or when the invoices are of several; a question when far more was paid than is due.
    """
    cited, paid = about.cited, about.line.amount
    if not cited:
        return []
    begin, principal = f"Le libellé cite {listed(cited)}", _left(cited)
    clients = {one.client_id for one in cited}
    of_another = bool(about.near) and not clients & about.near
    whole = Confidence.LIKELY if of_another else Confidence.SURE
    part = Confidence.POSSIBLE if of_another or len(clients) > 1 else Confidence.LIKELY
    shares, surplus = about.spread(cited)
    if principal == paid:
        why = f"la somme est exactement ce qui reste à payer{_beside(about, cited)}"
        return [_made(whole, f"{begin}, et {why}.", shares)]
    if why := _whole(about, cited):
        return [_made(whole, f"{begin}, et la somme est {why}.", shares)]
    if surplus:
        why = f"mais la somme dépasse de {formats.money(surplus)} ce qui est dû"
        twice = surplus > principal  # more is left over than was to be paid: perhaps the same money once more
        return [_made(Confidence.POSSIBLE if twice else part, f"{begin}, {why}.", shares, surplus)]
    lacking = f"il restera {formats.money(principal - paid)}" if paid < principal else "une partie va aux intérêts"
    return [_made(part, f"{begin} : paiement partiel, {lacking}.", shares)]


def _by_name(about: About, group: Sequence[OpenInvoice]) -> list[Candidate]:
    """The client is known: one invoice, several, what a letter asked, an instalment, or else a part of the whole."""
    paid = about.line.amount
    found = [
        _made(
            Confidence.LIKELY,
            f"{about.begin(group)}, et la somme est ce qui reste à payer de {one.number}{_beside(about, [one])}.",
            (Share(one.invoice_id, paid),),
        )
        for one in group
        if one.left == paid
    ]
    found += _with_interest(about, group)
    found += _instalments(about, group)
    return found or _several(about, group) or _part(about, group)


def _with_interest(about: About, group: Sequence[OpenInvoice]) -> list[Candidate]:
    """All that is due of one invoice or of one dispute on that day, or what a letter asked of it."""
    disputes = [
        held
        for dispute in dict.fromkeys(one.dispute_id for one in group if one.dispute_id is not None)
        if len(held := _of(group, dispute)) > 1
    ]
    found = []
    for invoices in [*([one] for one in group[:TOGETHER]), *disputes]:
        if why := _whole(about, invoices):
            shares, _ = about.spread(invoices)
            found.append(_made(Confidence.LIKELY, f"{about.begin(group)}, et la somme est {why}.", shares))
    return found


def _whole(about: About, invoices: Sequence[OpenInvoice]) -> str:
    """Why a sum is all that these invoices owe: interest and fee that day, or what a letter asked; empty when it is not."""
    paid, principal = about.line.amount, _left(invoices)
    if paid <= principal or (principal and paid > principal * DEAR):
        return ""
    total = Money.total(about.due(one) for one in invoices)
    if paid == total:
        return f"tout ce qui était dû ce jour-là pour {listed(invoices)}, intérêts et frais compris"
    for letter in invoices[0].asked:
        if letter.amount == paid <= total and letter.written_on <= about.line.booked_on:
            return f"celle que demandait votre lettre du {formats.date_long(letter.written_on)} ({letter.title})"
    return ""


def _instalments(about: About, group: Sequence[OpenInvoice]) -> list[Candidate]:
    """The next instalment of an agreement, put on the invoices of its dispute, the oldest first."""
    found = []
    for dispute in dict.fromkeys(one.dispute_id for one in group if one.instalment == about.line.amount):
        shares, surplus = about.spread(_of(group, dispute))
        why = "la somme est celle du versement attendu par votre accord"
        found.append(_made(Confidence.LIKELY, f"{about.begin(group)}, et {why}.", shares, surplus))
    return found


def _several(about: About, group: Sequence[OpenInvoice]) -> list[Candidate]:
    """Invoices of one client that add up to the sum, fewest first; several ways to add up are only possible ones."""
    paid = about.line.amount
    tried = [one for one in group if one.left][:TOGETHER]
    sums = [
        chosen
        for size in range(2, len(tried) + 1)
        for chosen in combinations(tried, size)
        if sum(one.left.cents for one in chosen) == paid.cents
    ]
    how = Confidence.LIKELY if len(sums) == 1 else Confidence.POSSIBLE
    return [
        _made(
            how,
            f"{about.begin(group)}, et la somme est celle {of_several(chosen)}.",
            tuple(Share(one.invoice_id, one.left) for one in chosen),
        )
        for chosen in sums[:OFFERED]
    ]


def _part(about: About, group: Sequence[OpenInvoice]) -> list[Candidate]:
    """Nothing fits: a part of the oldest invoice, or more than all of them."""
    shares, surplus = about.spread(group)
    if surplus:
        why = f"la somme dépasse de {formats.money(surplus)} tout ce qu’il doit"
    elif len(shares) > 1:
        why = "la somme règle ses factures les plus anciennes, la dernière en partie"
    else:
        why = "la somme est une partie de sa plus ancienne facture"
    return [_made(Confidence.POSSIBLE, f"{about.begin(group)} ; {why}.", shares, surplus)]


def _by_sum_alone(about: About) -> list[Candidate]:
    """No number, and no client who owes anything: the invoices of exactly that sum."""
    paid = about.line.amount
    return [
        _made(
            Confidence.POSSIBLE,
            f"La somme est ce qui reste à payer de {one.number}, mais le libellé ne nomme pas {one.client_name}.",
            (Share(one.invoice_id, paid),),
        )
        for one in about.same_sum[:OFFERED]
    ]


def _made(how: Confidence, reason: str, shares: tuple[Share, ...], surplus: Money = ZERO) -> Candidate:
    return Candidate(shares=shares, confidence=how, reason=typographic(reason), surplus=surplus)


def _beside(about: About, invoices: Sequence[OpenInvoice]) -> str:
    """What the principal leaves due, in words."""
    return ", intérêts et frais mis à part" if any(about.due(one) > one.left for one in invoices) else ""


def _left(invoices: Iterable[OpenInvoice]) -> Money:
    return Money.total(one.left for one in invoices)


def _of(group: Iterable[OpenInvoice], dispute_id: int | None) -> list[OpenInvoice]:
    return [one for one in group if one.dispute_id == dispute_id]


def of_several(invoices: Sequence[OpenInvoice]) -> str:
    """« des factures F-1 et F-2 »."""
    return f"d{listed(invoices)[1:]}"


def listed(invoices: Sequence[OpenInvoice]) -> str:
    """« la facture F-1 », « les factures F-1, F-2 et F-3 »."""
    numbers = [one.number for one in invoices]
    if len(numbers) == 1:
        return f"la facture {numbers[0]}"
    shown = numbers if len(numbers) <= 5 else [*numbers[:4], f"{len(numbers) - 4} autres"]
    return f"les factures {', '.join(shown[:-1])} et {shown[-1]}"
