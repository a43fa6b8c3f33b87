"""The proposal for each line of a statement, one after the other: what a line settles by itself is not offered to the next."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from litigedesk.domain.money import Money
from litigedesk.rules.settlement.facts import Noted, OpenInvoice, Proposal, Received
from litigedesk.rules.settlement.ledger import Due, Ledger
from litigedesk.rules.settlement.ways import About, candidates
from litigedesk.rules.settlement.words import Names, cites

NEAR: Final = timedelta(days=10)  # between the day noted by hand and the day of the bank


def proposals(
    lines: Iterable[Received], invoices: Sequence[OpenInvoice], noted: Sequence[Noted], due: Due
) -> list[Proposal]:
    """A proposal for each line, in the order given."""
    lines = tuple(lines)
    ledger = Ledger(invoices, due, noted)
    names = Names(
        {one.client_id: one.client_name for one in invoices} | {one.client_id: one.client_name for one in noted}
    )
    recorded = defaultdict[str, list[Noted]](list)
    for one in noted:
        recorded[one.bank_reference].append(one)
    here = {line.reference for line in lines}
    elsewhere = defaultdict[Money, list[Noted]](list)
    for one in noted:
        if one.bank_reference not in here:
            elsewhere[one.amount].append(one)
    found: dict[str, Proposal] = {}
    for line in sorted(lines, key=lambda one: one.booked_on):
        if already := recorded.get(line.reference):
            found[line.reference] = Proposal(line=line, recorded=tuple(already))
            continue
        about = About.of(line, ledger, names)
        twins = _twins(about, elsewhere.get(line.amount, ()))
        other = found.get(line.repeats)
        repeated = other is not None and (other.is_related or bool(other.recorded))
        proposal = Proposal(line=line, candidates=candidates(about), twins=twins, repeated=repeated)
        if proposal.chosen is not None:
            ledger.take(proposal.chosen.shares)
        for twin in twins:
            elsewhere[line.amount].remove(twin)
        found[line.reference] = proposal
    return [found[line.reference] for line in lines]


def _twins(about: About, noted: Sequence[Noted]) -> tuple[Noted, ...]:
    """Of the payments of that sum, one of an invoice that the line cites, else the one noted around that day.

    The latter is of a client the line names, or of anyone if it names none. A payment typed by hand may have any day.
    """
    line = about.line
    near = [one for one in noted if abs(one.paid_on - line.booked_on) <= NEAR]
    cited = [one for one in noted if (one in near or not one.bank_reference) and cites(line.label, one.number)]
    named = [one for one in near if one.client_id in about.near or not about.near]
    return tuple(sorted(cited or named, key=lambda one: abs(one.paid_on - line.booked_on)))[:1]
