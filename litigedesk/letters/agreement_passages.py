"""The passages of agreements that code makes: the debt in its parts, the payments promised, and the places to sign."""

from collections.abc import Mapping, Sequence

from litigedesk import formats
from litigedesk.domain.agreement import Agreement, AgreementKind
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.letters import address
from litigedesk.letters.blocks import Align, Block, Column, PageBreak, Paragraph, Row, Run, Table
from litigedesk.letters.facts import InstalmentFacts, LetterFacts
from litigedesk.letters.page import TEXT_WIDTH
from litigedesk.letters.template import Template

_SUM = 35.0  # millimetres, for the largest sum
_NUMBER = 20.0
_ROOM = "\n" * 3  # lines left for a date and a signature
_DOTS, _LINES = "…" * 54, 3  # where the debtor writes the sum by hand
_INTEREST = {
    ClientKind.PROFESSIONAL: "Pénalités de retard arrêtées",
    ClientKind.PUBLIC: "Intérêts moratoires arrêtés",
}


def named(_: Template, facts: LetterFacts) -> Mapping[str, Sequence[Block]]:
    """The blocks that these templates may hold besides those of all letters."""
    agreement = facts.agreement
    found: dict[str, Sequence[Block]] = {"page": (PageBreak(),), "signatures": (_signatures(facts),)}
    found["debtor_signature"] = (_places([_debtor(facts)]),)
    found["handwritten"] = (Paragraph((Run("\n" + "\n\n".join([_DOTS] * _LINES)),)),)
    if agreement is not None:
        found["debt"] = _debt(agreement, facts)
        found["schedule"] = (_schedule(facts.instalments),) if len(facts.instalments) > 1 else ()
    return found


def _debt(agreement: Agreement, facts: LetterFacts) -> Sequence[Block]:
    """The parts of the debt; nothing where there is only a principal, which the text has said."""
    interest = _INTEREST.get(facts.client.kind, "Intérêts arrêtés")
    entries = [
        ("Principal", agreement.principal),
        (f"{interest} au {formats.date_long(agreement.as_of)}", agreement.interest),
        ("Indemnité forfaitaire pour frais de recouvrement", agreement.fee),
        ("Remise consentie", -agreement.waived),
    ]
    shown = [(label, amount) for label, amount in entries if amount]
    if len(shown) < 2:
        return ()
    rows = [Row((label, formats.money(amount))) for label, amount in shown]
    rows.append(Row(("Total", formats.money(agreement.total)), total=True))
    return (Table((Column(TEXT_WIDTH - _SUM), Column(_SUM, Align.RIGHT)), tuple(rows)),)


def _schedule(parts: Sequence[InstalmentFacts]) -> Table:
    """Each payment with its day and its sum, and what is left after it."""
    whole = Money.total(one.amount for one in parts)
    rows, paid = [], Money()
    for number, one in enumerate(parts, 1):
        paid += one.amount
        cells = (str(number), formats.date_full(one.due_on), formats.money(one.amount), formats.money(whole - paid))
        rows.append(Row(cells))
    rows.append(Row(("", "Total", formats.money(whole), ""), total=True))
    day = TEXT_WIDTH - _NUMBER - 2 * _SUM
    columns = (Column(_NUMBER), Column(day), Column(_SUM, Align.RIGHT), Column(_SUM, Align.RIGHT))
    return Table(columns, tuple(rows), ("N°", "À payer au plus tard le", "Versement", "Reste ensuite"), dense=True)


def _signatures(facts: LetterFacts) -> Table:
    settled = facts.agreement is not None and facts.agreement.kind is AgreementKind.SETTLEMENT
    mine = ("Le prestataire" if settled else "Le créancier", address.profile_name(facts.profile))
    return _places([mine, _debtor(facts, "Le client" if settled else "Le débiteur")])


def _debtor(facts: LetterFacts, called: str = "Le débiteur") -> tuple[str, str]:
    return called, address.client_name(facts.client)


def _places(sides: Sequence[tuple[str, str]]) -> Table:
    """One column for each side: who they are, then the room to date and sign."""
    width = TEXT_WIDTH / max(2, len(sides))
    cells = tuple(f"{called}\n{name}" for called, name in sides)
    room = tuple(f"Date et signature{formats.NBSP}:{_ROOM}{formats.NBSP}" for _ in sides)
    return Table(tuple(Column(width) for _ in sides), (Row(cells), Row(room)))
