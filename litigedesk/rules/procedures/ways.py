"""Every way on from a dispute, judged by its facts, in the order to consider them."""

from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Final

from litigedesk import formats
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.procedure import CourtKind, ProcedureKind
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.rules.conditions import Condition, Verdict
from litigedesk.rules.law import Law
from litigedesk.rules.procedures import (
    business_mediation,
    conciliation,
    court_claim,
    courts,
    data,
    grounds,
    insolvency,
    interim_order,
    judgment,
    payment_order,
    public_claim,
    small_claims,
)
from litigedesk.rules.procedures.assessment import Assessment, Cost, verdict
from litigedesk.rules.procedures.data import CostRule, WayRule
from litigedesk.rules.procedures.facts import CaseFacts

Kind = ProcedureKind
Rule = Callable[[CaseFacts, Law], tuple[Condition, ...]]
Notes = Callable[[CaseFacts, Law], tuple[str, ...]]
_RULES: Final = MappingProxyType[ProcedureKind, tuple[Rule, Notes]](
    {
        Kind.CONCILIATION: (conciliation.conditions, conciliation.notes),
        Kind.BUSINESS_MEDIATION: (business_mediation.conditions, business_mediation.notes),
        Kind.SMALL_CLAIMS: (small_claims.conditions, small_claims.notes),
        Kind.PAYMENT_ORDER: (payment_order.conditions, payment_order.notes),
        Kind.INTERIM_ORDER: (interim_order.conditions, interim_order.notes),
        Kind.COURT_CLAIM: (court_claim.conditions, court_claim.notes),
        Kind.PUBLIC_CLAIM: (public_claim.conditions, public_claim.notes),
        Kind.INSOLVENCY: (insolvency.conditions, insolvency.notes),
        Kind.JUDGMENT: (judgment.conditions, judgment.notes),
    }
)
_HAPPENING: Final = frozenset({Kind.INSOLVENCY, Kind.JUDGMENT})
_JUDGED: Final = frozenset({Kind.PAYMENT_ORDER, Kind.INTERIM_ORDER, Kind.COURT_CLAIM})
_FOR_PUBLIC: Final = (Kind.PUBLIC_CLAIM, Kind.BUSINESS_MEDIATION, Kind.COURT_CLAIM)


def assess(kind: ProcedureKind, facts: CaseFacts, law: Law) -> Assessment:
    """One way on, judged by the facts of a dispute."""
    rule = data.load().way(kind)
    creditor = grounds.creditor(facts)
    refused = creditor is not None
    conditions, notes = _RULES[kind]
    found = conditions(facts, law) if creditor is None else (creditor,)
    if kind not in _HAPPENING and not refused and (held := grounds.undecided(facts, kind)) is not None:
        found = (held, *found)
    advice = courts.advise(kind, facts, law) if kind in _JUDGED and not refused else None
    return Assessment(
        key=str(kind),
        kind=kind,
        title=kind.label,
        verdict=verdict(found),
        conditions=found,
        costs=() if refused else tuple(_costs(kind, facts, law)),
        file=rule.file,
        letters=() if refused else _letters(kind, facts, rule),
        article=rule.article,
        confidence=rule.confidence,
        happens=kind in _HAPPENING,
        court=advice,
        notes=tuple(formats.typographic(one) for one in (*notes(facts, law), *rule.notes, *_again(rule, facts))),
    )


def ways(facts: CaseFacts, law: Law) -> tuple[Assessment, ...]:
    """Every way on, in the order to consider them; those that the program does not open stand last."""
    closed = tuple(
        Assessment(
            key=one.key,
            kind=None,
            title=one.title,
            verdict=Verdict.FAILED,
            article=one.article,
            confidence=one.confidence,
            disabled=one.reason,
        )
        for one in data.load().closed
    )
    return (*(assess(kind, facts, law) for kind in order(facts)), *closed)


def order(facts: CaseFacts) -> tuple[ProcedureKind, ...]:
    """The ways in the order to consider them: those made for a public buyer first when the client is one."""
    if facts.client is not ClientKind.PUBLIC:
        return tuple(Kind)
    return (*_FOR_PUBLIC, *(kind for kind in Kind if kind not in _FOR_PUBLIC))


def _letters(kind: ProcedureKind, facts: CaseFacts, rule: WayRule) -> tuple[str, ...]:
    """The letters of a way; a formal notice is a claim only to a public buyer."""
    return rule.letters if kind is not Kind.PUBLIC_CLAIM or facts.client is ClientKind.PUBLIC else ()


def _again(rule: WayRule, facts: CaseFacts) -> Iterator[str]:
    if rule.valid_until is not None and facts.today > rule.valid_until:
        yield f"À relire : texte lu comme applicable jusqu’au {formats.date_long(rule.valid_until)} ({rule.source})."


# ---- what it costs ---------------------------------------------------------------------------------------------------
def _costs(kind: ProcedureKind, facts: CaseFacts, law: Law) -> Iterator[Cost]:
    courts_found = courts.possible(facts)
    administrative = kind in _JUDGED and courts_found == (CourtKind.ADMINISTRATIVE,)  # seized without a bailiff's act
    for rule in data.load().costs:
        in_force = rule.valid_from <= facts.today <= (rule.valid_until or facts.today)
        if (
            kind in rule.ways
            and in_force
            and _asks(rule, courts_found)
            and not (administrative and rule.court is None)
            and (cost := _cost(rule, facts, law)) is not None
        ):
            yield cost


def _asks(rule: CostRule, found: tuple[CourtKind, ...]) -> bool:
    """Whether one of the courts that may decide asks for it; all but the administrative one may while the court is not known."""
    if rule.court is CourtKind.ADMINISTRATIVE:
        return found == (CourtKind.ADMINISTRATIVE,)
    if rule.court is None or not found:
        return True
    if rule.court is CourtKind.COMMERCIAL:
        return bool({CourtKind.COMMERCIAL, CourtKind.ECONOMIC} & set(found))
    return bool({rule.court, *_ALSO_JUDICIAL.get(rule.court, ())} & set(found))


_ALSO_JUDICIAL: Final = {CourtKind.JUDICIAL: (CourtKind.LOCAL_COMMERCIAL,)}


def _cost(rule: CostRule, facts: CaseFacts, law: Law) -> Cost | None:
    amount, sentence, source, confidence = rule.amount, rule.sentence, rule.source, rule.confidence
    if rule.parameter:
        if facts.today < facts.contribution_from:
            return None
        found = law.parameter(rule.parameter, facts.today)
        amount = Money.of(found.value)
        sentence = f"{sentence} {found.to_read_again(facts.today)}".strip()
    elif rule.setting and facts.commercial_costs is not None:
        amount = facts.commercial_costs
        sentence = "Somme notée dans vos réglages ; à consigner dans les quinze jours de la requête (CPC 1425)."
        confidence = "votre réglage"
    shown = "" if amount is None else "gratuit" if amount == ZERO else formats.money(amount)
    words = f"{rule.label} : {shown}. {sentence}" if shown and amount != ZERO else f"{rule.label} : {_lower(sentence)}"
    return Cost(
        label=rule.label,
        amount=amount,
        sentence=formats.typographic(words),
        source=source,
        confidence=confidence,
        setting=rule.setting,
    )


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
