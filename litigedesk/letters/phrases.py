"""Turns of phrase that letters share: what is listed, which days, which contracts, one person or a company."""

from collections.abc import Sequence
from datetime import date

from litigedesk import formats
from litigedesk.domain.records import Contract
from litigedesk.domain.vocabulary import ContractKind
from litigedesk.letters import escaping

_DOCUMENTS = {
    ContractKind.QUOTE: "le devis",
    ContractKind.ORDER: "le bon de commande",
    ContractKind.SERVICE: "le contrat de prestation",
    ContractKind.TRIPARTITE: "le contrat tripartite de portage salarial",
}


def either(second: bool, one: str, other: str) -> str:
    """The first wording for one person or one invoice, the other for a company or several."""
    return other if second else one


def listed(parts: Sequence[str]) -> str:
    """``a, b et c``; parts that hold a comma themselves stand apart, ``a, b ; c, d``."""
    if len(parts) > 1 and any(", " in part for part in parts):
        return f"{formats.NARROW}; ".join(parts)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} et {parts[-1]}"


def numbered(number: str) -> str:
    """``n° RC-77 4512``, which no line break parts; empty for no number."""
    cleaned = escaping.clean(number)
    return f"n° {cleaned}".replace(" ", formats.NBSP) if cleaned else ""


def dates(days: Sequence[date]) -> str:
    """``du 5 octobre 2026``, ``des 5 octobre et 2 novembre 2026``: a year that all share is said once."""
    texts = [formats.date_long(day) for day in days]
    if len({day.year for day in days}) == 1:
        texts = [text.removesuffix(f"{formats.NBSP}{days[0].year}") for text in texts[:-1]] + texts[-1:]
    return f"{'du' if len(texts) == 1 else 'des'} {listed(texts)}"


def agreements(contracts: Sequence[Contract]) -> str:
    """``le devis D-2026-009 signé le 2 mars 2026 et le bon de commande C-12``; empty for none."""
    if not contracts:
        return ""
    return listed(
        [
            " ".join(
                part
                for part in (
                    _DOCUMENTS[contract.kind],
                    escaping.clean(contract.reference),
                    f"signé le {formats.date_long(contract.signed_on)}" if contract.signed_on else "",
                )
                if part
            )
            for contract in contracts
        ]
    )
