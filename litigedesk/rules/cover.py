"""What an insurer looks at before it pays: each condition, what is known of it, and what to do meanwhile.

C. ass. L113-2 (declared in time), L124-1 (the third party must claim), L124-5 (what triggers the cover, and how long after the end
of the policy), and the policy's own caps. Whether a policy answers is the insurer's to say: nothing here forbids declaring.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from litigedesk import formats
from litigedesk.domain.insurance import (
    Guarantee,
    GuaranteeKind,
    Harm,
    InsuranceClaim,
    Policy,
    PolicyHolder,
    PolicyTrigger,
)
from litigedesk.domain.money import ZERO, Money
from litigedesk.rules.conditions import Condition, Verdict, condition
from litigedesk.rules.insurance import (
    DECLARE_ANYWAY,
    LATE_COVER,
    LEAST_DAYS,
    days_late,
    declaration,
    guarantee_kind,
    in_force,
    subsequent_end,
)
from litigedesk.rules.law import Law


def conditions(
    claim: InsuranceClaim,
    harms: Sequence[Harm],
    policy: Policy | None,
    guarantees: Sequence[Guarantee],
    law: Law,
    today: dt.date,
) -> tuple[Condition, ...]:
    """What the insurer will look at, and what is known of each; none forbids declaring."""
    found = [_claimed(claim), _in_time(claim, policy, law, today)]
    if policy is not None:
        found += [_within_period(claim, policy, law), *_within_caps(claim, harms, policy, guarantees)]
    return tuple(found)


def _claimed(claim: InsuranceClaim) -> Condition:
    title, article = "Une réclamation du tiers", "C. ass. L124-1"
    if claim.claimed_on is not None:
        day = formats.date_long(claim.claimed_on)
        return condition("claimed", title, Verdict.MET, f"Reçue le {day}.", article)
    sentence = "L’assureur ne doit rien tant que le tiers ne réclame pas. Déclarez quand même ce que vous savez."
    return condition("claimed", title, Verdict.ASK, sentence, article, field="claimed_on")


def _in_time(claim: InsuranceClaim, policy: Policy | None, law: Law, today: dt.date) -> Condition:
    title, article = "Déclaré dans le délai", "C. ass. L113-2, 4°"
    days = policy.declaration_days if policy is not None else LEAST_DAYS
    last = formats.date_long(declaration(claim.known_on, days, law).alarm_date)
    if days_late(claim, days, law, today):
        if claim.declared_on is not None:
            sentence = f"Déclaré le {formats.date_long(claim.declared_on)}, après le {last}."
        else:
            sentence = f"Le délai finissait le {last}."
        spared = policy is not None and policy.lapse_clause is False
        instead = LATE_COVER if claim.declared_on is not None else DECLARE_ANYWAY
        clause = "Le contrat ne prévoit pas de déchéance. " if spared else ""
        return condition("in-time", title, Verdict.FAILED, sentence, article, instead=clause + instead)
    if claim.declared_on is not None:
        sentence = f"Déclaré le {formats.date_long(claim.declared_on)} ; le délai finissait le {last}."
        return condition("in-time", title, Verdict.MET, sentence, article)
    return condition("in-time", title, Verdict.ASK, f"À déclarer au plus tard le {last}.", article)


def _within_period(claim: InsuranceClaim, policy: Policy, law: Law) -> Condition:
    """What triggers the cover decides which day counts; while nobody knows, both must be good for it to be said so."""
    if policy.trigger is PolicyTrigger.HARMFUL_EVENT:
        return _by_event(claim, policy)
    by_claim = _by_claim(claim, policy, law)
    if policy.trigger is PolicyTrigger.CLAIM:
        return by_claim
    first = _by_event(claim, policy)
    if first.verdict is by_claim.verdict:
        return first
    sentence = "Lisez ce qui déclenche la garantie, le fait dommageable ou la réclamation : la réponse en dépend."
    return condition("in-force", first.title, Verdict.ASK, sentence, first.article, field="policy.trigger")


def _by_event(claim: InsuranceClaim, policy: Policy) -> Condition:
    """Cover by harmful event: the event while the policy ran, whenever the claim comes (C. ass. L124-5)."""
    title, article, event = "Contrat en vigueur", "C. ass. L124-5", claim.happened_on
    if event is None:
        return condition("in-force", title, Verdict.ASK, "Indiquez le jour du fait.", article, field="happened_on")
    held, day = in_force(policy, event), formats.date_long(event)
    if held is None:
        sentence = "Indiquez le début du contrat."
        return condition("in-force", title, Verdict.ASK, sentence, article, field="policy.starts_on")
    if held:
        return condition("in-force", title, Verdict.MET, f"En vigueur le {day}, jour du fait.", article)
    instead = "Cherchez le contrat que vous aviez ce jour-là, et déclarez aussi à celui-ci en cas de doute."
    sentence = f"Il n’était pas en vigueur le {day}, jour du fait."
    return condition("in-force", title, Verdict.FAILED, sentence, article, instead=instead)


def _by_claim(claim: InsuranceClaim, policy: Policy, law: Law) -> Condition:
    """Cover by claim: the event before the end of the cover, the claim between its start and the end of the time after it."""
    title, article = "Réclamation dans la période", "C. ass. L124-5"
    event, day, until = claim.happened_on, claim.claimed_on, subsequent_end(policy, law)
    if event is not None and policy.ends_on is not None and event > policy.ends_on:
        sentence, instead = f"Le fait, du {formats.date_long(event)}, vient après la fin du contrat.", "d’alors"
    elif day is None:
        sentence = "C’est le jour de la réclamation qui compte : notez-le dès qu’elle arrive."
        return condition("in-force", title, Verdict.ASK, sentence, article, field="claimed_on")
    elif until is not None and day > until:
        sentence = f"La garantie subséquente a pris fin le {formats.date_long(until)}."
        instead = "plus récent"
    elif policy.starts_on is None:
        sentence = "Indiquez le début du contrat."
        return condition("in-force", title, Verdict.ASK, sentence, article, field="policy.starts_on")
    elif day < policy.starts_on:
        sentence, instead = f"La réclamation, du {formats.date_long(day)}, vient avant le début du contrat.", "d’avant"
    else:
        ended = until is not None and policy.ends_on is not None and day > policy.ends_on
        sentence = f"En vigueur le {formats.date_long(day)}, jour de la réclamation."
        if ended and until is not None:
            sentence = f"Contrat fini, mais garantie subséquente jusqu’au {formats.date_long(until)}."
        return condition("in-force", title, Verdict.MET, sentence, article)
    return condition("in-force", title, Verdict.FAILED, sentence, article, instead=f"Cherchez le contrat {instead}.")


def _within_caps(
    claim: InsuranceClaim, harms: Sequence[Harm], policy: Policy, guarantees: Sequence[Guarantee]
) -> Iterator[Condition]:
    # Under a portage company's policy no text lets the worker bear what the insurer does not pay: it is the insured's.
    borne = "à votre charge" if policy.holder is PolicyHolder.USER else "à la charge de l’assuré"
    held = {one.kind: one for one in guarantees}
    for kind in dict.fromkeys(guarantee_kind(harm) for harm in harms):
        of_kind = [harm for harm in harms if guarantee_kind(harm) is kind]
        asked = Money.total(harm.amount for harm in of_kind if harm.amount is not None)
        if not asked and len(harms) == 1 and claim.amount is not None:
            asked = claim.amount
        yield _within_cap(kind, asked, held.get(kind), borne)


def _within_cap(kind: GuaranteeKind, asked: Money, guarantee: Guarantee | None, borne: str) -> Condition:
    code, title, article = f"cap-{kind}", f"Plafond et franchise : {kind.label.lower()}", "contrat d’assurance"
    if guarantee is None or (guarantee.cap is None and guarantee.deductible is None):
        sentence = "Lisez dans le contrat s’il couvre ce dommage, son plafond et sa franchise."
        return condition(code, title, Verdict.ASK, sentence, article, field="policy.guarantees")
    cap, own = guarantee.cap, guarantee.deductible or ZERO
    if cap is not None and not cap:
        sentence = "Le contrat n’assure pas ce dommage : son plafond est nul."
        return condition(
            code,
            title,
            Verdict.FAILED,
            sentence,
            article,
            instead="Déclarez quand même : c’est à l’assureur de le dire.",
        )
    left = f" Franchise : {formats.money(own)} {borne}." if own else ""
    if cap is not None and asked > cap:
        sentence = f"La demande, {formats.money(asked)}, dépasse le plafond de {formats.money(cap)}.{left}"
        return condition(
            code, title, Verdict.FAILED, sentence, article,
            instead=f"Le surplus resterait {borne} : faites-vous aider avant de répondre au client.",
        )  # fmt: skip
    if own and asked and asked <= own:
        sentence = f"La demande, {formats.money(asked)}, ne dépasse pas la franchise de {formats.money(own)}."
        return condition(
            code, title, Verdict.ASK, sentence, article, instead="Déclarez quand même : la demande peut augmenter."
        )
    told = f"Plafond de {formats.money(cap)}." if cap is not None else "Plafond à lire dans le contrat."
    return condition(code, title, Verdict.MET if cap is not None else Verdict.ASK, f"{told}{left}", article)
