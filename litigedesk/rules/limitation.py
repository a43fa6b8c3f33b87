"""Limitation periods: counted in years from the day after their start, over at 24 h, never extended to a working day.

C. civ. 2228, 2229; CPC 641 and 642 do not apply (Cass. 2e civ., 7 April 2016, n° 15-12.960). An interruption starts a
new period of the same length (2231); a suspension keeps what has run (2230) and, for mediation or conciliation, leaves
at least six months (2238). When in doubt the earlier date is given.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind, LimitationEventKind
from litigedesk.errors import UserError
from litigedesk.rules.kinds import LimitationClaim
from litigedesk.rules.law import Law, LimitationRule
from litigedesk.rules.limitation_start import Start
from litigedesk.rules.reasons import Reasons

_CLAIMS = {
    ClientKind.PROFESSIONAL: LimitationClaim.PROFESSIONAL,
    ClientKind.CONSUMER: LimitationClaim.CONSUMER,
    ClientKind.PUBLIC: LimitationClaim.PUBLIC,
    ClientKind.UNKNOWN: LimitationClaim.CONSUMER,
}
_INTERRUPTING_ARTICLES = {
    LimitationEventKind.RECOGNISED: "C. civ. 2240 et 2231",
    LimitationEventKind.SERVED: "C. civ. 2241, 2244 et 2231",
    LimitationEventKind.REGISTERED_LETTER: "C. ass. L114-2",
    LimitationEventKind.EXPERT: "C. ass. L114-2",
}


@dataclass(frozen=True)
class Cause:
    """What may interrupt or suspend: its kind, its day, and the day a suspension ended (``None`` while it lasts).

    ``certain`` is said of a recognition: in writing it stands, otherwise a judge may not accept it as such. ``event_id`` is the
    record it comes from.
    """

    kind: LimitationEventKind
    on: dt.date
    ended: dt.date | None = None
    certain: bool = False
    event_id: int | None = None

    @property
    def is_only_possible(self) -> bool:
        """Whether the prudent date leaves it out."""
        return self.kind is LimitationEventKind.RECOGNISED and not self.certain


@dataclass(frozen=True)
class Move:
    """What one cause did to the end of the period, in one sentence; ``before`` and ``after`` are equal when it did nothing."""

    cause: Cause
    before: dt.date
    after: dt.date
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Limitation:
    """When a claim is time-barred: at 24 h on ``date``; ``safe_date`` is the day before, for alarms.

    ``start`` is what the running period counts from, ``first_end`` when it would have ended had nothing happened, ``moves`` what
    did, in the order of their days, those that are only possible apart from the others. ``prudent_date`` leaves these out and
    counts from ``prudent_start``; it equals ``date`` when there is none, and is the one to act by.
    """

    claim: LimitationClaim
    start: dt.date
    date: dt.date
    safe_date: dt.date
    prudent_start: dt.date
    prudent_date: dt.date
    first_end: dt.date
    moves: tuple[Move, ...]
    source: str
    reasons: Reasons = field(compare=False, repr=False)

    @property
    def steps(self) -> tuple[str, ...]:
        """How the end was found, from the start through every cause."""
        return self.reasons.steps

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to beware of."""
        return self.reasons.warnings

    @property
    def prudent_safe_date(self) -> dt.date:
        """The last day on which to act without relying on a doubtful recognition: the day of alarms."""
        return self.prudent_date - dt.timedelta(1)


def for_client(kind: ClientKind, start: Start, causes: Sequence[Cause], law: Law) -> Limitation:
    """The limitation of a claim on a client; a client not yet known is counted as a consumer, the shortest period."""
    found = compute(_CLAIMS[kind], start.date, causes, law)

    def steps() -> Iterator[str]:
        yield from start.steps
        yield from found.steps

    def warnings() -> Iterator[str]:
        if kind is ClientKind.UNKNOWN:
            yield (
                "Le type de client n’est pas encore choisi : la prescription la plus courte, celle d’un consommateur, "
                "est retenue."
            )
        yield from start.warnings
        yield from found.warnings

    return replace(found, reasons=Reasons(steps, warnings, tuple))


def compute(claim: LimitationClaim, start: dt.date, causes: Sequence[Cause], law: Law) -> Limitation:
    """The limitation of a claim whose right was known on ``start``.

    Causes that come too late, before the start, or that this claim does not know are ignored, with a warning.
    ``UserError`` when a suspension ends before it begins.
    """
    for cause in causes:
        if cause.ended is not None and cause.ended < cause.on:
            raise UserError(formats.typographic("Une suspension ne peut pas finir avant d’avoir commencé."))
    rule = law.limitation_rule(claim)
    full = _Count(rule, law, start, list(causes))
    firm = [cause for cause in causes if not cause.is_only_possible]
    sure = _Count(rule, law, start, firm) if len(firm) < len(causes) else full
    prudent = sure.end
    return Limitation(
        claim=claim,
        start=full.start,
        date=full.end,
        safe_date=full.end - dt.timedelta(1),
        prudent_start=sure.start,
        prudent_date=prudent,
        first_end=full.first_end,
        moves=_moves(full, sure),
        source=rule.source,
        reasons=Reasons(partial(_steps, full), partial(_warnings, full, prudent), tuple),
    )


def _steps(full: "_Count") -> Iterator[str]:
    yield from full.steps
    never_extended = "" if full.rule.claim is LimitationClaim.PUBLIC else " (Cass. 2e civ., 7 avril 2016, n° 15-12.960)"
    yield (
        f"Le délai s’achève le {formats.date_full(full.end)} à 24\u00a0heures, même un samedi, un dimanche ou un jour "
        f"férié{never_extended} ; dernier jour sûr : {formats.date_full(full.end - dt.timedelta(1))}."
    )


def _warnings(full: "_Count", prudent: dt.date) -> Iterator[str]:
    if prudent != full.end:
        yield (
            "Un paiement partiel ou une demande de délai peut ne pas valoir reconnaissance : gardez le "
            f"{formats.date_long(prudent)} comme limite ; le {formats.date_long(full.end)} n’est que possible."
        )
    yield from full.warnings
    yield full.rule.note


def _moves(full: "_Count", sure: "_Count") -> tuple[Move, ...]:
    """What each cause did: to the prudent end, or for one that is only possible, to the end that it would give."""
    found = (
        [*sure.moves, *(move for move in full.moves if move.cause.is_only_possible)] if full is not sure else full.moves
    )
    return tuple(sorted(found, key=lambda move: (move.cause.on, move.cause.kind)))


@dataclass(frozen=True)
class _Suspended:
    """One suspension as it counts: ``kept`` is the end once its days are added, ``least`` six months after it."""

    began: dt.date
    ended: dt.date
    before: dt.date
    kept: dt.date
    least: dt.date

    @property
    def end(self) -> dt.date:
        """When the period ends once it is counted."""
        return max(self.kept, self.least)


@dataclass
class _Count:
    """One count, from its start through every cause in the order of its day."""

    rule: LimitationRule
    law: Law
    start: dt.date
    causes: list[Cause]
    end: dt.date = field(init=False)
    first_end: dt.date = field(init=False)
    steps: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.first_end = self.end = self._literal()
        suspensions = self._suspensions()
        interruptions = sorted(
            (cause for cause in self.causes if self._interrupts(cause)), key=lambda cause: (cause.on, cause.kind)
        )
        self.steps.append(
            f"Délai de {formats.count(self.rule.years, 'an')} à compter du {formats.date_long(self._counted_from())} : "
            f"fin le {formats.date_long(self._literal())} ({self.rule.source})."
        )
        self.end = self._end(suspensions)
        for cause in interruptions:
            told = f"{cause.kind.label} du {formats.date_long(cause.on)}"
            if cause.on < self.start:
                self._without_effect(cause, f"{told} : antérieur au départ du délai, sans effet.")
            elif cause.on > self.end:
                late = f"la prescription était acquise depuis le {formats.date_long(self.end)}"
                self._without_effect(cause, f"{told} : {late}, sans effet.")
            else:
                self._restart(cause, suspensions)
        self._tell_suspensions(suspensions)

    def _without_effect(self, cause: Cause, sentence: str) -> None:
        """Tell of a cause that the period ignores."""
        self.warnings.append(sentence)
        self.moves.append(Move(cause, self.end, self.end, formats.typographic(sentence)))

    def _counted_from(self) -> dt.date:
        return dt.date(self.start.year + 1, 1, 1) if self.rule.from_next_january else self.start

    def _literal(self) -> dt.date:
        if self.rule.from_next_january:
            return dt.date(self.start.year + self.rule.years, 12, 31)
        return formats.add_months(self.start, 12 * self.rule.years)

    def _end(self, spans: Sequence[tuple[dt.date, dt.date]]) -> dt.date:
        effects = self._effects(spans)
        return effects[-1].end if effects else self._literal()

    def _effects(self, spans: Sequence[tuple[dt.date, dt.date]]) -> list[_Suspended]:
        """What each suspension does to the period that runs: days stopped are added, six months are left at least."""
        end, effects = self._literal(), []
        minimum = self.law.parameter("suspension-minimum", self.start).whole
        for began, ended in spans:
            counted = max(began, self.start)
            if counted <= end and ended > counted:
                least = formats.add_months(ended, minimum)
                effects.append(_Suspended(counted, ended, before=end, kept=end + (ended - counted), least=least))
                end = effects[-1].end
        return effects

    def _restart(self, cause: Cause, suspensions: Sequence[tuple[dt.date, dt.date]]) -> None:
        so_far = [span for span in suspensions if span[0] <= cause.on]
        before, self.start = self._end(so_far), cause.on
        after, self.end = self._end(so_far), self._end(suspensions)
        public = self.rule.claim is LimitationClaim.PUBLIC
        article = "loi 68-1250, art. 2" if public else _INTERRUPTING_ARTICLES[cause.kind]
        sentence = (
            f"{cause.kind.label} le {formats.date_long(cause.on)} : un nouveau délai de "
            f"{formats.count(self.rule.years, 'an')} court, fin le {formats.date_long(self._literal())} ({article})."
        )
        self.steps.append(sentence)
        self.moves.append(Move(cause, before, after, formats.typographic(sentence)))
        if cause.kind is LimitationEventKind.SERVED:
            self.warnings.append(
                "L’interruption tombe si l’acte devient caduc ou non avenu ; le dépôt d’une requête en injonction de "
                "payer n’interrompt pas, seule la signification de l’ordonnance le fait (Cass. 1re civ., 9 septembre "
                "2020, n° 19-12.006)."
            )

    def _interrupts(self, cause: Cause) -> bool:
        if cause.kind is LimitationEventKind.SUSPENDED:
            return False
        if cause.kind is LimitationEventKind.REGISTERED_LETTER and not self.rule.registered_letter_interrupts:
            self._without_effect(
                cause,
                f"La lettre du {formats.date_long(cause.on)} est sans effet : une relance ou une mise en demeure, même "
                "recommandée, n’interrompt pas la prescription (Cass. com., 18 mai 2022, n° 20-23.204).",
            )
            return False
        if cause.kind is LimitationEventKind.EXPERT and self.rule.claim is not LimitationClaim.INSURER:
            self._without_effect(
                cause,
                f"L’expert désigné le {formats.date_long(cause.on)} est sans effet : sa désignation n’interrompt que la "
                "prescription entre l’assuré et l’assureur (C. ass. L114-2).",
            )
            return False
        return True

    def _suspensions(self) -> list[tuple[dt.date, dt.date]]:
        """The suspensions that are over, merged where they overlap; the others are told and left out."""
        spans: list[tuple[dt.date, dt.date]] = []
        for cause in sorted(self.causes, key=lambda cause: cause.on):
            if cause.kind is not LimitationEventKind.SUSPENDED:
                continue
            if cause.ended is None:
                self._without_effect(
                    cause,
                    f"Médiation ou conciliation en cours depuis le {formats.date_long(cause.on)} : le temps est "
                    "arrêté, mais la date donnée n’en tient pas compte tant que la fin n’est pas connue.",
                )
            elif self.rule.claim is LimitationClaim.PUBLIC:
                self._without_effect(
                    cause,
                    "La médiation avec un acheteur public peut suspendre le délai (CJA L213-6, CCP L2197-4) : "
                    "par prudence, la date donnée n’en tient pas compte.",
                )
            elif spans and cause.on <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(spans[-1][1], cause.ended))
            else:
                spans.append((cause.on, cause.ended))
        return spans

    def _tell_suspensions(self, spans: Sequence[tuple[dt.date, dt.date]]) -> None:
        effects = self._effects(spans)
        effective = {effect.ended for effect in effects}
        for began, ended in spans:
            if ended not in effective:
                outside = (
                    f"La suspension du {formats.date_long(began)} au {formats.date_long(ended)} est hors du délai "
                    "qui court, sans effet."
                )
                self.warnings.append(outside)
                self._move_suspended(began, ended, self.end, self.end, outside)
        for effect in effects:
            stopped = (effect.ended - effect.began).days
            sentence = (
                f"Suspension du {formats.date_long(effect.began)} au {formats.date_long(effect.ended)} : le temps "
                f"déjà couru est gardé, la fin recule de {formats.count(stopped, 'jour')} au "
                f"{formats.date_long(effect.kept)} (C. civ. 2230 et 2238)."
            )
            self.steps.append(sentence)
            self._move_suspended(effect.began, effect.ended, effect.before, effect.end, sentence)
            if effect.least > effect.kept:
                self.steps.append(
                    "Il doit rester au moins six mois après la suspension : fin le "
                    f"{formats.date_long(effect.least)} (C. civ. 2238)."
                )
            self.warnings.append(
                "La suspension court du jour où les deux parties acceptent la médiation ou la conciliation (à "
                "défaut d’écrit, "
                "de la première réunion) ; la saisine par une seule partie ne suspend rien."
            )

    def _move_suspended(self, began: dt.date, ended: dt.date, before: dt.date, after: dt.date, sentence: str) -> None:
        """Tell what a span did, for each of the suspensions it is made of."""
        for cause in self.causes:
            suspends = cause.kind is LimitationEventKind.SUSPENDED and cause.ended is not None
            if suspends and cause.on <= ended and began <= (cause.ended or ended) <= ended:
                self.moves.append(Move(cause, before, after, formats.typographic(sentence)))
