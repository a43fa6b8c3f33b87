"""The letters of a mediation, among those that fit its dispute."""

from typing import Final

from litigedesk.domain.matter import of_dispute
from litigedesk.letters.template import Family
from litigedesk.queries import letters
from litigedesk.queries.mediations import MediationFile

from ...widgets.record_letters import LettersCard
from .commands import Commands

WRITTEN_HERE: Final = (Family.MEDIATION, Family.COMPLAINT)


def letters_card(commands: Commands, file: MediationFile) -> LettersCard:
    """Those written and sent, and those that can be."""
    matter = of_dispute(file.dispute.id or 0)
    offered = [one for one in letters.fitting_letters(commands.context.desk, matter) if one.family in WRITTEN_HERE]
    card = LettersCard(
        file.letters, offered, commands.context.today(), name="mediation", empty="Aucune lettre dans cette médiation."
    )
    commands.letters.serve(card, matter, file.dispute.reference)
    return card
