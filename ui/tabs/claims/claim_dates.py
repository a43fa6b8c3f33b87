"""The dates of a claim: the time to declare with its count, those that happened, and those still watched."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.insurance import ClaimDecision, InsuranceClaim
from litigedesk.domain.vocabulary import Clock
from litigedesk.queries.insurance_claims import ClaimFile
from litigedesk.rules.insurance import LATE_COVER, ClaimPhase

from ... import legal_words
from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.dated_lines import Dated, DatedLine
from ...widgets.deadline_line import DeadlineLine
from ...widgets.explanation import Explanation
from ...widgets.flow import FlowLayout
from ...widgets.panels import Callout, Card, Foldable, Separator
from ...widgets.text import Chip, Label
from . import words
from .commands import Commands

AT_ITS_STEP: Final = frozenset({Clock.INSURER, Clock.EXPERT_MEETING, Clock.INSURER_REQUEST, Clock.INSURER_LIMITATION})


class DeclarationCard(Card):
    """The last day to declare, how it is counted, and what being late costs; the count is unfolded until it is declared."""

    def __init__(self, commands: Commands, file: ClaimFile, parent: QWidget | None = None) -> None:
        chip = Chip(*words.declaration_chip(file, commands.context.today()))
        super().__init__("Délai pour déclarer", right=chip, parent=parent)
        self.setToolTip(legal_words.tip("decheance-garantie"))
        waiting = file.phase is ClaimPhase.TO_DECLARE
        self.add(Label(words.declaration_sentence(file), wrap=True))
        if file.days_late:
            self.add(_late(file, waiting=waiting))
        found = file.declaration
        count = Explanation(found.steps, [found.source], found.warnings)
        fold = Foldable("Le compte des jours", count, note="", opened=waiting)
        fold.header.setObjectName("claim.count")
        self.add(fold, self._buttons(commands, file))

    @staticmethod
    def _buttons(commands: Commands, file: ClaimFile) -> QWidget:
        claim, holder = file.claim, QWidget()
        flow = FlowLayout(16, 4, holder)
        told = "J’ai déjà déclaré : noter le jour" if claim.declared_on is None else "Modifier la déclaration"
        note = Button(told, Kind.LINK, name="claim.declared")
        note.clicked.connect(lambda: commands.note_step(claim.id or 0, "declaration"))
        flow.addWidget(note)
        if (kept := claim.declaration_file_id) is not None:
            proof = Button("Ouvrir la preuve", Kind.LINK, name="claim.proof")
            proof.clicked.connect(lambda: commands.open_file(kept))
            flow.addWidget(proof)
        return holder


def _late(file: ClaimFile, *, waiting: bool) -> Callout:
    """What being late costs, and what the policy says of it."""
    lapse = f" Contrat : {words.lapse(file.policy)}." if file.policy is not None else ""
    if waiting:
        return Callout("Déclarez quand même", f"{LATE_COVER}{lapse}", Tone.LATE, icon="circle-alert")
    return Callout("Déclaré après le délai", f"{LATE_COVER}{lapse}")


def dated(c: InsuranceClaim) -> Iterator[Dated]:
    """The usual dates in order, noted or not; the unusual ones only once they are noted."""
    yield Dated("Fait à l’origine", c.happened_on)
    yield Dated("Réclamation du tiers", c.claimed_on)
    yield Dated("Vous avez su", c.known_on)
    yield Dated("Déclaration", c.declared_on, c.declared_by.label.lower() if c.declared_by else "", "declaration")
    handled = f"suivi par {c.handler}" if c.handler else ""
    known = " · ".join(filter(None, (c.insurer_reference, handled)))
    yield Dated("Référence de l’assureur", None, known, "reference")
    yield Dated("Expert désigné", c.expert_on, c.expert, "expert")
    if c.expert_meeting_on is not None:
        yield Dated("Réunion d’expertise", c.expert_meeting_on, step="expert")
    if c.sued_on is not None:
        yield Dated("Le tiers agit en justice", c.sued_on, step="suit")
    if c.compensated_on is not None:
        yield Dated("Tiers indemnisé", c.compensated_on, step="suit")
    yield Dated("Décision de l’assureur", c.decided_on, c.decision.label.lower() if c.decision else "", "decision")
    if c.decision not in {None, ClaimDecision.REFUSED}:
        paid = formats.money(c.indemnity) if c.indemnity is not None else ""
        yield Dated("Indemnité", c.paid_on, paid, "indemnity")
    yield Dated("Fin du sinistre", c.closed_on, c.outcome.label.lower() if c.outcome else "", "close")


FIELDS: Final = {"Fait à l’origine": "happened_on", "Réclamation du tiers": "claimed_on", "Vous avez su": "known_on"}


class DatesCard(Card):
    """Each date with « Modifier » or « Noter »; the steps that are not usual stand under « Noter une étape »."""

    def __init__(self, commands: Commands, file: ClaimFile, parent: QWidget | None = None) -> None:
        self._commands, self._id = commands, file.claim.id or 0
        other = Button("Noter une étape", Kind.QUIET, name="claim.steps")
        menu = QMenu(other)
        commands.fill_steps(menu, self._id)
        other.setMenu(menu)
        super().__init__("Dates", right=other, gap=4, parent=parent)
        for place, one in enumerate(dated(file.claim)):
            key = one.step or FIELDS[one.name]
            line = DatedLine(one, f"claim.date.{key}.{place}")
            line.act.clicked.connect(partial(self._ask, one))
            self.add(line)

    def _ask(self, one: Dated) -> None:
        if one.step:
            self._commands.note_step(self._id, one.step)
        else:
            self._commands.edit(self._id, FIELDS[one.name])


class ClocksCard(Card):
    """The dates still to come, each ticked or moved here; what is done at its own step is only moved."""

    def __init__(self, commands: Commands, file: ClaimFile, parent: QWidget | None = None) -> None:
        super().__init__("Échéances", gap=12, parent=parent)
        for place, one in enumerate(one for one in file.clocks if one.done_on is None):
            if place:
                self.add(Separator())
            self.add(DeadlineLine(commands.deadlines, one, stacked=True, quick=one.clock not in AT_ITS_STEP))
