"""What the user decides of an import before it is done: who is whom, of which kind, which lines stay out."""

from dataclasses import dataclass, field

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.imports import Choices, Doubt, LineStatus, Plan, PlannedLine, UnknownKind

from ..palette import Tone

ADDS = frozenset({LineStatus.NEW, LineStatus.UPDATE, LineStatus.DOUBTFUL})
_STATE = {
    LineStatus.NEW: ("plus", Tone.FINE),
    LineStatus.UPDATE: ("pencil", Tone.ACCENT),
    LineStatus.SAME: ("check", Tone.MUTED),
    LineStatus.DOUBTFUL: ("circle-help", Tone.SOON),
    LineStatus.REFUSED: ("circle-alert", Tone.LATE),
    LineStatus.SKIPPED: ("minus", Tone.MUTED),
}


@dataclass
class Decisions:
    """The answers given so far about a plan; ``choices`` hands them over."""

    plan: Plan
    kind: ClientKind | None = None
    kinds: dict[str, ClientKind] = field(default_factory=dict)
    same: dict[str, int | None] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)
    update: bool = True

    def __post_init__(self) -> None:
        self._doubts = {line: doubt for doubt in self.plan.doubts for line in doubt.lines}
        self._unknown = {line: one for one in self.plan.unknown_kinds for line in one.lines}
        self.kinds = {one.key: one.hint for one in self.plan.unknown_kinds if one.hint is not ClientKind.UNKNOWN}

    # ---- of one line -------------------------------------------------------------------------------------------------
    def doubt(self, line: PlannedLine) -> Doubt | None:
        """The question about whose line it is."""
        return self._doubts.get(line.line)

    def unknown(self, line: PlannedLine) -> UnknownKind | None:
        """The question about the kind of its client."""
        return self._unknown.get(line.line)

    def may_tick(self, line: PlannedLine) -> bool:
        """Whether it would add or change something."""
        return line.status in ADDS and (self.update or line.status is not LineStatus.UPDATE)

    def is_open(self, doubt: Doubt) -> bool:
        """Whether the user has not answered: its lines would be refused."""
        return doubt.key not in self.same and not set(doubt.lines) <= self.left_out

    # ---- answers -----------------------------------------------------------------------------------------------------
    def answer(self, doubt: Doubt, client_id: int | None) -> None:
        """It is that client, or with ``None`` another one."""
        self.same[doubt.key] = client_id
        self.left_out -= set(doubt.lines)

    def skip(self, doubt: Doubt) -> None:
        """Leave its lines out."""
        self.same.pop(doubt.key, None)
        self.left_out |= set(doubt.lines)

    def tick(self, line: PlannedLine, on: bool) -> None:
        """Take a line or leave it out."""
        (self.left_out.discard if on else self.left_out.add)(line.line)

    def choices(self) -> Choices:
        """The answers, for the operation."""
        return Choices(
            kind=self.kind or ClientKind.UNKNOWN,
            kinds=dict(self.kinds),
            same=dict(self.same),
            left_out=frozenset(self.left_out),
            update=self.update,
        )

    # ---- words -------------------------------------------------------------------------------------------------------
    @property
    def open_doubts(self) -> int:
        """How many questions have no answer yet."""
        return sum(map(self.is_open, self.plan.doubts))

    @property
    def taken(self) -> int:
        """How many lines would add or change something."""
        counts = self.plan.counts
        refused = sum(len(one.lines) for one in self.plan.doubts if self.is_open(one))
        out = (
            sum(1 for line in self.plan.lines if line.line in self.left_out and self.may_tick(line))
            if self.left_out
            else 0
        )
        updates = counts[LineStatus.UPDATE] if self.update else 0
        return counts[LineStatus.NEW] + updates + counts[LineStatus.DOUBTFUL] - refused - out

    def summary(self) -> str:
        """« 120 à ajouter, 14 à mettre à jour, 3 à trancher, 2 refusées »."""
        words = {
            LineStatus.NEW: ("à ajouter", "à ajouter"),
            LineStatus.UPDATE: ("à mettre à jour", "à mettre à jour"),
            LineStatus.SAME: ("déjà là", "déjà là"),
            LineStatus.DOUBTFUL: ("à trancher", "à trancher"),
            LineStatus.REFUSED: ("refusée", "refusées"),
            LineStatus.SKIPPED: ("passée", "passées"),
        }
        counts = self.plan.counts
        parts = [formats.count(counts[status], *said) for status, said in words.items() if counts[status]]
        return f"{formats.count(len(self.plan.lines), 'ligne')} : {', '.join(parts)}." if parts else "Aucune ligne."


def state(line: PlannedLine, decisions: Decisions) -> tuple[str, str, Tone]:
    """What becomes of a line in a few words, with an icon and a tone."""
    if line.line in decisions.left_out:
        return "Laissée de côté", "minus", Tone.MUTED
    doubt = decisions.doubt(line)
    if line.status is LineStatus.DOUBTFUL and doubt is not None and doubt.key in decisions.same:
        known = decisions.same[doubt.key]
        return ("Même client", "merge", Tone.FINE) if known is not None else ("Nouveau client", "plus", Tone.FINE)
    if line.status is LineStatus.UPDATE and not decisions.update:
        return "Déjà là", "check", Tone.MUTED
    icon, tone = _STATE[line.status]
    return line.status.label, icon, tone


def about(line: PlannedLine) -> str:
    """What the table says beside a line: why, what would change, or what to look at."""
    if line.reason:
        return line.reason
    if line.changes:
        return ", ".join(f"{one.label.lower()} : {one.after or '(vide)'}" for one in line.changes[:3])
    return " ".join(line.warnings) or line.detail
