"""The statement of what is owed on pages of its own, for whoever is handed the dossier."""

from litigedesk import formats
from litigedesk.letters import address, annex, escaping, mentions, page
from litigedesk.letters.blocks import AddressLines, LetterDocument, Paragraph, Role, Run
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.template import Template

_NOBODY = AddressLines((), 10.0, 12.0, 0)


def statement_page(letter: Template, facts: LetterFacts) -> LetterDocument:
    """The statement that this letter would annex, addressed to nobody; ``BugError`` without a statement."""
    author = address.profile_name(facts.profile)
    heading, about = annex.title(facts), f"Dossier {escaping.clean(facts.dispute.reference)}. Montants en euros."
    _page_break, _heading, _note, *sums = annex.blocks(letter, facts)
    blocks = (
        Paragraph((Run(heading),), Role.HEADING, keep_with_next=True),
        Paragraph((Run(formats.typographic(about)),), Role.NOTE),
        *sums,
    )
    return LetterDocument(
        title=heading,
        author=author,
        subject=heading,
        written_on=facts.written_on,
        sender=address.fitted(address.sender_lines(facts.profile), page.SENDER),
        recipient=_NOBODY,
        blocks=blocks,
        footer=mentions.footer(facts.profile, facts.written_on),
        running_header=f"{author} — {heading}",
    )
