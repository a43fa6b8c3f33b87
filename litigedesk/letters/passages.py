"""The passages of a letter that code makes: signature, enclosures, chronology, and what the user typed, line by line."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Final

from litigedesk import formats
from litigedesk.domain.vocabulary import ProfileStatus
from litigedesk.letters import (
    address,
    agreement_passages,
    annex,
    claim,
    escaping,
    evidence_passages,
    insurance_passages,
    portage_passages,
    typed,
)
from litigedesk.letters.blocks import Block, Column, Inline, ItemList, Paragraph, Picture, Role, Row, Run, Table
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.page import TEXT_WIDTH
from litigedesk.letters.template import Family, Template

_ENCLOSURES_IN_LINE = 6
_DATE_WIDTH = 36.0  # millimetres, for the longest date of a chronology
_DASH = re.compile(r"^\s*[-–—•*]\s+")


def named(letter: Template, facts: LetterFacts) -> Mapping[str, Sequence[Block]]:
    """The blocks behind each fence that the template of this letter may hold."""
    found: dict[str, Sequence[Block]] = {
        "signature": _signature(facts),
        "enclosures": _enclosures(letter, facts),
        "chronology": _chronology(facts),
    }
    if (make := _OF_FAMILY.get(letter.family)) is not None:
        found |= make(letter, facts)
    return found | {text.target: _lines(text.text) for text in typed.texts(letter, facts)}


def _payment(letter: Template, facts: LetterFacts) -> Mapping[str, Sequence[Block]]:
    return {"ledger": claim.ledger(letter, facts)}


def _procedure(letter: Template, facts: LetterFacts) -> Mapping[str, Sequence[Block]]:
    return {**evidence_passages.named(letter, facts), "ledger": claim.ledger(letter, facts)}


_OF_FAMILY: Final[Mapping[Family, Callable[[Template, LetterFacts], Mapping[str, Sequence[Block]]]]] = {
    Family.PAYMENT: _payment,
    Family.PORTAGE: portage_passages.named,
    Family.INSURANCE: insurance_passages.named,
    Family.EVIDENCE: evidence_passages.named,
    Family.CONTEST: _payment,
    Family.AGREEMENT: agreement_passages.named,
    Family.PROCEDURE: _procedure,
}


def _signature(facts: LetterFacts) -> Sequence[Block]:
    name = escaping.clean(facts.writer.name)
    signed = name if facts.writer.status is not ProfileStatus.COMPANY else f"Pour {address.profile_name(facts.writer)}"
    if facts.signature:
        return (Picture(facts.signature, 50, 18), Paragraph((Run(signed, bold=True),), Role.SIGNED))
    return (Paragraph((Run(signed, bold=True),), Role.SIGNATURE),)


def _enclosures(letter: Template, facts: LetterFacts) -> Sequence[Block]:
    names = [escaping.clean(name) for name in facts.enclosures if escaping.clean(name)]
    if annex.needed(letter, facts):
        day = formats.date_long(facts.owed.as_of)
        names.append(f"décompte au {day}")
    if not names:
        return ()
    counted = (
        "```pieces" not in letter.body
    )  # the numbers of its bordereau are the pieces' own: two lists would contradict each other
    label = Run(f"{'Pièce jointe' if len(names) == 1 else 'Pièces jointes'}{formats.NBSP}: ", bold=True)
    if len(names) > _ENCLOSURES_IN_LINE:
        items = ItemList(tuple((Run(name),) for name in names), ordered=counted, role=Role.ENCLOSURES)
        return (Paragraph((label,), Role.ENCLOSURES, keep_with_next=True), items)
    told = " — ".join(f"{index}.{formats.NBSP}{name}" if counted else name for index, name in enumerate(names, 1))
    return (Paragraph((label, Run(told)), Role.ENCLOSURES),)


def _chronology(facts: LetterFacts) -> Sequence[Block]:
    """What happened, day by day; nothing without a dated fact."""
    if not facts.chronology:
        return ()
    rows = tuple(Row((formats.date_long(fact.day), escaping.clean(fact.title))) for fact in facts.chronology)
    return (Table((Column(_DATE_WIDTH), Column(TEXT_WIDTH - _DATE_WIDTH)), rows, ("Date", "Fait"), dense=True),)


def _lines(text: str) -> Sequence[Block]:
    """Each typed line as a paragraph, lines that begin with a dash as a list."""
    lines = [line for line in text.splitlines() if escaping.clean(line)]
    blocks: list[Block] = []
    for dashed, group in groupby(lines, key=lambda line: bool(_DASH.match(line))):
        cleaned: list[Inline] = [(Run(escaping.clean(_DASH.sub("", line))),) for line in group]
        blocks += [ItemList(tuple(cleaned))] if dashed else [Paragraph(line) for line in cleaned]
    return blocks
