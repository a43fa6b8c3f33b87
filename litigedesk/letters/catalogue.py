"""The letters that exist, what each still lacks, and the letter itself once nothing is missing."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from litigedesk import formats, paths
from litigedesk.domain.money import ZERO
from litigedesk.domain.vocabulary import ClientKind, SendMethod
from litigedesk.errors import BugError, MissingFact, MissingFacts, NotFound, Refused
from litigedesk.letters import (
    address,
    annex,
    claim,
    escaping,
    guards,
    markdown,
    mentions,
    needs,
    own_wording,
    page,
    passages,
    references,
    wording,
)
from litigedesk.letters.addressee import addressee
from litigedesk.letters.blocks import (
    Block,
    ItemList,
    LetterDocument,
    Paragraph,
    Picture,
    Role,
    Run,
    Table,
)
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.template import Family, Template, parse

SENT_AS = {
    SendMethod.REGISTERED: "Lettre recommandée avec avis de réception",
    SendMethod.POST: "Par courrier",
    SendMethod.EMAIL: "Par courriel",
    SendMethod.HAND: "Remise en main propre contre décharge",
    SendMethod.ELECTRONIC: "Par lettre recommandée électronique",
}
_KEPT_BEFORE_SIGNATURE = 2  # paragraphs that never part from the signature
CONFIDENTIAL = "Confidentiel — médiation de la consommation (article L612-3 du code de la consommation)"


@cache
def catalogue() -> tuple[Template, ...]:
    """Every letter, in the order of a dispute, then those about contracts, claims and policies."""
    folder = paths.resources() / "letters"
    files = (path for path in sorted(folder.glob("*.md")) if not path.name.startswith("_"))
    return tuple(sorted((parse(path.read_text(encoding="utf-8")) for path in files), key=lambda one: one.order))


def template(name: str) -> Template:
    """The letter of that id; ``NotFound`` names those that exist."""
    for one in catalogue():
        if one.id == name:
            return one
    known = ", ".join(one.id for one in catalogue())
    raise NotFound(formats.typographic(f"Aucune lettre ne s’appelle « {name} ». Lettres connues : {known}."))


def family_of(template_id: str) -> Family | None:
    """The family of a letter as it was filed; ``None`` for one that the catalogue has no more."""
    return next((one.family for one in catalogue() if one.id == template_id), None)


def missing(letter: Template, facts: LetterFacts) -> tuple[MissingFact, ...]:
    """Every fact the letter needs and does not have, all at once; empty when it can be written."""
    return needs.missing(letter.needs, facts)


def render(letter: Template, facts: LetterFacts) -> LetterDocument:
    """The letter, ready for the page.

    Raises ``Refused`` where the law keeps this user from sending it, ``MissingFacts`` with everything that lacks, and
    ``BugError`` if a consumer's statement carries a fee (C. com. L441-10: professional debtors only).
    """
    if reason := guards.who_may_send(letter, facts.sender_status):
        raise Refused(reason)
    if lacking := missing(letter, facts):
        raise MissingFacts(lacking)
    client = facts.known_client
    if client is not None and client.kind not in letter.client_kinds:
        raise Refused(f"Cette lettre n’existe pas pour ce type de client\u00a0: {client.kind.label}.")
    if letter.family in {Family.PAYMENT, Family.PROCEDURE}:
        _check_claim(letter, facts)
    return _document(letter, facts)


def _check_claim(letter: Template, facts: LetterFacts) -> None:
    if facts.client.kind is ClientKind.CONSUMER and facts.owed.fee:
        raise BugError("a consumer's statement carries a recovery fee")
    if claim.asked(letter, facts) <= ZERO:
        raise Refused("Il n’y a rien à réclamer\u00a0: tout est payé ou contesté.")


def _document(letter: Template, facts: LetterFacts) -> LetterDocument:
    profile, recipient = facts.writer, addressee(letter, facts)
    author = address.profile_name(profile)
    body = _kept_together([*_opening(letter, facts), *_body(letter, facts)])
    annexed = annex.blocks(letter, facts) if annex.needed(letter, facts) else ()
    return LetterDocument(
        title=f"{letter.title} — {recipient.name}",
        author=author,
        subject=f"{letter.title} du {formats.date_long(facts.written_on)}",
        written_on=facts.written_on,
        sender=address.fitted(address.sender_lines(profile), page.SENDER),
        recipient=address.fitted(recipient.lines, page.RECIPIENT),
        blocks=(*body, *annexed),
        footer=mentions.footer(profile, facts.written_on),
        running_header=f"{author} — {letter.title} du {formats.date_long(facts.written_on)}",
        logo=facts.logo,
        letterhead=facts.letterhead,
    )


def _opening(letter: Template, facts: LetterFacts) -> list[Block]:
    """Place and date, how the letter leaves, what it is filed under, and whether it is confidential."""
    place = escaping.clean(facts.writer.city)
    blocks: list[Block] = [
        Paragraph((Run(f"{place}, le {formats.date_long(facts.written_on)}"),), Role.PLACE_DATE),
        Paragraph((Run(SENT_AS[facts.send_method], bold=True),), Role.MENTION),
    ]
    if reference := references.on_the_letter(letter, facts):
        blocks.append(Paragraph((Run(f"Référence{formats.NBSP}: {reference}"),), Role.MENTION))
    if letter.confidential:
        blocks.append(Paragraph((Run(CONFIDENTIAL, bold=True),), Role.MENTION))
    return blocks


def _body(letter: Template, facts: LetterFacts) -> Sequence[Block]:
    if facts.wording:
        return own_wording.written(letter, facts)
    source = wording.compiled(letter.body).render(wording.context(letter, facts))
    return markdown.read(source, passages.named(letter, facts))


def _kept_together(blocks: list[Block]) -> list[Block]:
    """A signature, or the places to sign that end a document, never stand alone on a page, nor a table without its sentence."""
    last = next((index for index, block in enumerate(blocks) if _signs(block)), 0)
    start = next((index for index, block in enumerate(blocks) if isinstance(block, Picture)), last)
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        before_table = index + 1 < len(blocks) and isinstance(blocks[index + 1], Table | ItemList)
        near_signature = start - _KEPT_BEFORE_SIGNATURE <= index <= last and index < len(blocks) - 1
        near_signature = near_signature or (
            isinstance(blocks[-1], Table) and index >= len(blocks) - 2 - _KEPT_BEFORE_SIGNATURE
        )
        if before_table or near_signature:
            blocks[index] = replace(block, keep_with_next=True)
    return blocks


def _signs(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role in (Role.SIGNATURE, Role.SIGNED)
