"""The annexed statement: each invoice, each stretch of interest with its rate and source, and how it was counted."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.letters import claim, escaping
from litigedesk.letters.blocks import Align, Block, Column, ItemList, PageBreak, Paragraph, Role, Row, Run, Table
from litigedesk.letters.facts import InvoiceFacts, LetterFacts, SegmentFacts, StatementFacts
from litigedesk.letters.page import TEXT_WIDTH
from litigedesk.letters.template import Template

Cell = Callable[[InvoiceFacts], str]


def needed(template: Template, facts: LetterFacts) -> bool:
    """Whether the letter comes with its statement: always, or beyond a number of invoices; only one that claims has it."""
    over = template.statement_over
    return over is not None and facts.statement is not None and len(facts.owed.lines) > over


def title(facts: LetterFacts) -> str:
    """What the annex is called among the enclosures."""
    return f"Décompte au {formats.date_long(facts.owed.as_of)}"


def blocks(template: Template, facts: LetterFacts) -> tuple[Block, ...]:
    """The annex from its page break to its last note."""
    statement = facts.owed
    total = claim.claims_total(template, facts)
    made: list[Block] = [PageBreak(), Paragraph((Run(title(facts)),), Role.HEADING, keep_with_next=True)]
    about = f"Annexe au courrier du {formats.date_long(facts.written_on)}"
    reference = escaping.clean(facts.dispute.reference)
    made.append(_note(f"{about}{f', dossier {reference}' if reference else ''}. Montants en euros."))
    if len(statement.lines) > claim.FEW:
        made += [_subheading("Factures"), _invoices(statement), _subheading("Sommes dues")]
    made.append(_sums(statement, facts.client.kind, total=total))
    made += _balance(template, facts, total=total)
    if total and any(line.segments for line in statement.lines):
        made += _interest(statement)
    return tuple(made)


def _note(text: str) -> Paragraph:
    return Paragraph((Run(formats.typographic(text)),), Role.NOTE)


def _subheading(text: str) -> Paragraph:
    return Paragraph((Run(text),), Role.SUBHEADING, keep_with_next=True)


def _sum(amount: Money) -> str:
    return formats.number(amount.euros, 2)


def _table(
    spec: Sequence[tuple[str, float, Align]], rows: Sequence[Sequence[str]], *, total: Sequence[str] = ()
) -> Table:
    """A dense table; widths are shares of the text's width."""
    share = TEXT_WIDTH / sum(weight for _, weight, _ in spec)
    columns = tuple(Column(round(weight * share, 2), align) for _, weight, align in spec)
    body = [Row(tuple(cells)) for cells in rows] + ([Row(tuple(total), total=True)] if total else [])
    return Table(columns, tuple(body), tuple(name for name, _, _ in spec), dense=True)


def _invoices(statement: StatementFacts) -> Table:
    spec = (
        ("Facture", 24, Align.LEFT),
        ("Date", 19, Align.LEFT),
        ("Prestation", 74, Align.LEFT),
        ("Exécutée le", 20, Align.LEFT),
        ("Montant", 23, Align.RIGHT),
    )
    rows = [
        (
            escaping.clean(line.number),
            formats.date_short(line.issued_on),
            escaping.clean(line.title),
            formats.date_short(line.performed_on) if line.performed_on else "—",
            _sum(line.principal),
        )
        for line in statement.lines
    ]
    return _table(spec, rows)


def _sums(statement: StatementFacts, kind: ClientKind, *, total: bool) -> Table:
    """One row per invoice; the columns of interest and fee only for those who are asked for them."""
    left, right = Align.LEFT, Align.RIGHT
    columns: list[tuple[str, float, Align, Cell, Money | None]] = [
        ("Facture", 23, left, lambda line: escaping.clean(line.number), None),
        ("Échéance", 21, left, lambda line: formats.date_short(line.due_on), None),
        ("Principal", 20, right, lambda line: _sum(line.principal), statement.principal),
    ]
    if statement.credited:
        columns.append(("Avoirs", 17, right, lambda line: _sum(line.credited), statement.credited))
    columns.append(("Payé", 18, right, lambda line: _sum(line.paid), statement.paid))
    if total and (statement.interest or kind is not ClientKind.CONSUMER):
        columns += [
            ("Jours", 10, right, lambda line: formats.number(line.days), None),
            ("Taux", 15, right, lambda line: line.rate_text.replace(" puis ", "\n"), None),
            ("Intérêts", 17, right, lambda line: _sum(line.interest), statement.interest),
        ]
        if kind is not ClientKind.CONSUMER:
            columns.append(("Indemnité", 17, right, lambda line: _sum(line.fee), statement.fee))
    if total:
        columns.append(("Total", 20, right, lambda line: _sum(line.total), statement.total_due))
    else:
        left_to_pay = Money.total(claim.principal_balance(line) for line in statement.lines)
        columns.append(("Reste dû", 20, right, lambda line: _sum(claim.principal_balance(line)), left_to_pay))
    rows = [[cell(line) for *_, cell, _ in columns] for line in statement.lines]
    totals = ["Total", *("" if amount is None else _sum(amount) for *_, amount in columns[1:])]
    return _table([(name, weight, align) for name, weight, align, _, _ in columns], rows, total=totals)


def _balance(template: Template, facts: LetterFacts, *, total: bool) -> list[Block]:
    """What comes off, what is claimed, what runs on, and which payments were counted."""
    statement = facts.owed
    made: list[Block] = []
    if statement.contested_amount and not template.claims_contested:
        contested = statement.contested_amount + (statement.contested_interest if total else Money())
        sums = f"{formats.money(contested)} ; somme réclamée : {formats.money(claim.asked(template, facts))}."
        made.append(_note(f"Part contestée{', intérêts compris' if total else ''}, non réclamée ici : {sums}"))
    if total and statement.per_day:
        further = formats.date_long(statement.as_of + timedelta(days=1))
        text = (
            f"Intérêts supplémentaires à compter du {further} : {formats.money(statement.per_day)} par jour de retard."
        )
        made.append(_note(text))
    if facts.payments:
        numbers = {line.invoice_id: escaping.clean(line.number) for line in statement.lines}
        received = " ; ".join(
            f"{formats.money(payment.amount)} le {formats.date_long(payment.paid_on)} (facture {numbers[payment.invoice_id]})"
            for payment in facts.payments
            if payment.invoice_id in numbers
        )
        order = " Ils sont imputés d’abord sur les intérêts, puis sur le principal (C. civ. art. 1343-1)."
        made.append(_note(f"Paiements reçus : {received}.{order if total and statement.interest else ''}"))
    return made


def _interest(statement: StatementFacts) -> list[Block]:
    stretches = [(line, segment) for line in statement.lines for segment in line.segments]
    sources = list(dict.fromkeys(_source(segment) for _, segment in stretches))
    spec = (
        ("Facture", 26, Align.LEFT),
        ("Du", 19, Align.LEFT),
        ("Au", 19, Align.LEFT),
        ("Sur", 23, Align.RIGHT),
        ("Jours", 12, Align.RIGHT),
        ("Taux", 17, Align.RIGHT),
        ("Intérêts", 19, Align.RIGHT),
        ("Source", 14, Align.RIGHT),
    )
    rows = [_stretch(line, segment, sources) for line, segment in stretches]
    articles = (formats.typographic(escaping.clean(text)).rstrip(".") for text in statement.legal_basis)
    basis = " ; ".join(text for text in articles if text not in sources)
    method = (
        "Intérêts simples : principal × taux × jours ÷ année, du lendemain de l’échéance ou du point de départ légal jusqu’au "
        f"dernier jour indiqué inclus ; année de {statement.divisor_text}. L’arrondi au centime est fait une seule fois par "
        "facture : la somme des lignes peut différer d’un centime."
    )
    made: list[Block] = [_subheading("Détail des intérêts"), _table(spec, rows), _note(method)]
    if basis:
        made.append(_note(f"Fondement : {basis}."))
    made.append(Paragraph((Run("Sources des taux"),), Role.NOTE, keep_with_next=True))
    made.append(ItemList(tuple((Run(source),) for source in sources), ordered=True, role=Role.NOTE))
    return made


def _source(segment: SegmentFacts) -> str:
    return formats.typographic(escaping.clean(segment.source)).rstrip(".")


def _stretch(line: InvoiceFacts, segment: SegmentFacts, sources: Sequence[str]) -> tuple[str, ...]:
    return (
        escaping.clean(line.number),
        formats.date_short(segment.first),
        formats.date_short(segment.last),
        _sum(line.principal if segment.principal is None else segment.principal),
        formats.number(segment.days),
        formats.percent(segment.rate),
        _sum(segment.amount),
        str(sources.index(_source(segment)) + 1),
    )
