"""The passages of letters to the portage company that code makes: its invoices, the three proofs, the terms of a contract."""

from collections.abc import Iterator, Mapping, Sequence

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.portage import Tripartite
from litigedesk.domain.records import Contract
from litigedesk.domain.vocabulary import ClientKind, PaymentTerm, PenaltyClause
from litigedesk.letters import address, claim, escaping, phrases
from litigedesk.letters.blocks import Align, Block, Column, Inline, ItemList, Row, Run, Table
from litigedesk.letters.facts import LetterFacts, ProofFacts, StatementFacts
from litigedesk.letters.page import TEXT_WIDTH
from litigedesk.letters.template import Template

_SUM = 27.0  # millimetres, for the largest sum
_LACKS = {
    ("order", "weak"): "Il me manque l’exemplaire signé par le client.",
    ("order", "missing"): "je n’ai pas encore de document par lequel le client a passé commande.",
    ("delivery", "weak"): "Il me manque un exemplaire signé par le client.",
    ("delivery", "missing"): "ni compte rendu d’activité, ni procès-verbal de recette, ni livrable daté à ce jour.",
}
_STATES = {"weak": ", à compléter", "missing": ", manquante"}


def named(_: Template, facts: LetterFacts) -> Mapping[str, Sequence[Block]]:
    """The blocks that these templates may hold besides those of all letters."""
    found: dict[str, Sequence[Block]] = {"proofs": _proofs(facts)}
    if facts.statement is not None:
        found["invoices"] = (_invoices(facts.statement),)
    if facts.tripartite is not None and facts.contracts:
        items = _terms(facts.contracts[0], facts.tripartite, facts)
        found["terms"] = (ItemList(tuple(_labelled(label, text) for label, text in items if text.strip())),)
    return found


# ---- an unpaid dispute -----------------------------------------------------------------------------------------------
def _invoices(statement: StatementFacts) -> Table:
    """Each invoice with its due date and what is left of its principal; the total when there are several."""
    partly = bool(statement.paid or statement.credited)
    sums = ("Montant", "Reste dû") if partly else ("Reste dû",)
    widths = [25.0, TEXT_WIDTH - 25.0 - 23.0 - _SUM * len(sums), 23.0]
    columns = (*map(Column, widths), *(Column(_SUM, Align.RIGHT) for _ in sums))
    rows = [
        Row(
            (
                escaping.clean(line.number),
                escaping.clean(line.title),
                formats.date_short(line.due_on),
                *([formats.money(line.principal)] if partly else []),
                formats.money(claim.principal_balance(line)),
            )
        )
        for line in statement.lines
    ]
    if len(rows) > 1:
        left = Money.total(map(claim.principal_balance, statement.lines))
        whole = [formats.money(statement.principal)] if partly else []
        rows.append(Row(("Total", "", "", *whole, formats.money(left)), total=True))
    return Table(columns, tuple(rows), ("Facture", "Prestation", "Échéance", *sums), dense=True)


def _proofs(facts: LetterFacts) -> Sequence[Block]:
    items = tuple(_proof(one, facts) for one in facts.proofs)
    return (ItemList(items),) if items else ()


def _proof(proof: ProofFacts, facts: LetterFacts) -> Inline:
    """A proof as the company reads it: what there is, and what lacks; the invoices are its own."""
    if proof.kind == "invoice":
        several = facts.statement is not None and len(facts.statement.lines) > 1
        own = (
            "celles du tableau ci-dessus, émises par votre société."
            if several
            else "celle ci-dessus, émise par votre société."
        )
        return _labelled("Factures" if several else "Facture", own)
    pieces = f"{' ; '.join(map(_inside, proof.pieces))}." if proof.pieces else ""
    lacks = _LACKS.get((proof.kind, proof.state), "")
    return _labelled(f"{proof.title}{_STATES.get(proof.state, '')}", formats.typographic(f"{pieces} {lacks}".strip()))


def _inside(title: str) -> str:
    """A title in the middle of a sentence; an abbreviation keeps its capitals."""
    title = escaping.clean(title)
    return title if title[:2].isupper() else f"{title[:1].lower()}{title[1:]}"


def _labelled(label: str, text: str) -> Inline:
    lines = "\n".join(cleaned for line in text.splitlines() if (cleaned := escaping.clean(line)))
    stop = "" if lines.endswith((".", "!", "?", "…")) else "."
    return (Run(f"{label}{formats.NBSP}: ", bold=True), Run(f"{lines[:1].upper()}{lines[1:]}{stop}"))


# ---- a contract to validate ------------------------------------------------------------------------------------------
def _terms(contract: Contract, parties: Tripartite, facts: LetterFacts) -> Iterator[tuple[str, str]]:
    """What the draft provides, in the order of C. trav. L1254-23, then of a careful contract; empty texts are left out."""
    yield "Prestation", parties.service
    yield "Compétences", parties.skills
    yield "Recours au portage", parties.ground.label if parties.ground is not None else ""
    yield "Durée", _duration(contract, parties)
    yield "Livrables et recette", parties.deliverables
    yield "Lieu", parties.place
    yield "Prix", _price(contract, parties)
    yield "Paiement", _payment(contract)
    public = facts.known_client is not None and facts.known_client.kind is ClientKind.PUBLIC
    yield "Pénalités de retard", _penalty(contract, public=public)
    yield "Santé et sécurité", parties.safety
    yield "Équipements de protection", parties.equipment
    yield "Propriété intellectuelle", parties.intellectual_property
    yield "Confidentialité", parties.confidentiality
    yield "Fin anticipée", parties.termination
    yield "Commande du client", parties.order_reference
    company = facts.company
    if company is not None:
        yield "Garant financier", company.guarantor
        number = phrases.numbered(company.policy_number)
        yield "Responsabilité civile", address.in_line(company.insurer, f"contrat {number}" if number else "")


def _duration(contract: Contract, parties: Tripartite) -> str:
    dated = ""
    if contract.starts_on is not None and contract.ends_on is not None:
        dated = claim.period(contract.starts_on, contract.ends_on)
    elif contract.starts_on is not None:
        dated = f"à compter du {formats.date_long(contract.starts_on)}"
    least = parties.minimum_duration.strip()
    return _together(dated, f"durée minimale{formats.NBSP}: {least}" if least else "")


def _price(contract: Contract, parties: Tripartite) -> str:
    total = f"{formats.money(contract.amount)} HT" if contract.amount is not None else ""
    return _together(total, parties.price.strip())


def _together(*parts: str) -> str:
    return f"{formats.NARROW}; ".join(filter(None, parts))


def _payment(contract: Contract) -> str:
    if contract.payment_term is PaymentTerm.CUSTOM:
        days = contract.payment_days
        return f"{formats.count(days, 'jour')} après la date de facture" if days is not None else ""
    label = contract.payment_term.label
    return f"{label[:1].lower()}{label[1:]}"


def _penalty(contract: Contract, *, public: bool) -> str:
    """Without a clause, the rate of C. com. L441-10, II, or that of CCP R2192-31 for a public buyer."""
    if contract.penalty_clause is PenaltyClause.FIXED:
        return f"{formats.percent(contract.penalty_rate)} l’an" if contract.penalty_rate is not None else ""
    if contract.penalty_clause is PenaltyClause.TRIPLE_LEGAL:
        return "trois fois le taux de l’intérêt légal"
    points = "huit" if public else "dix"
    return f"aucune clause, donc le taux de la Banque centrale européenne majoré de {points} points"
