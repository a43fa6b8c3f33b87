"""Which money received settles which invoice: candidates with their reason, none chosen where another would do as well.

Pure: the open invoices, the payments already noted and what is due on a day are handed in. Nothing here is law: which debt a
payment settles is the client's to say, and the user confirms it.
"""

from litigedesk.rules.settlement.facts import (
    Asked,
    Candidate,
    Confidence,
    Noted,
    OpenInvoice,
    Proposal,
    Received,
    Share,
)
from litigedesk.rules.settlement.ledger import spread
from litigedesk.rules.settlement.proposals import proposals

__all__ = [
    "Asked",
    "Candidate",
    "Confidence",
    "Noted",
    "OpenInvoice",
    "Proposal",
    "Received",
    "Share",
    "proposals",
    "spread",
]
