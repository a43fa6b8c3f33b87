"""The passages of letters about a claim that code makes: what it is in a few lines, and the harms complained of."""

from collections.abc import Iterator, Mapping, Sequence

from litigedesk import formats
from litigedesk.domain.insurance import Harm, HarmKind, ImmaterialHarm, InsuranceClaim
from litigedesk.letters import address, escaping, insurance_wording, phrases
from litigedesk.letters.blocks import Block, Column, Inline, ItemList, Row, Run, Table
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.page import TEXT_WIDTH
from litigedesk.letters.template import Template

_LABEL = 46.0  # millimetres, for the longest label
_ALLEGED = {  # what only the third party may say of the insured
    ImmaterialHarm.PROFESSIONAL_FAULT: "faute professionnelle alléguée",
    ImmaterialHarm.UNDERPERFORMANCE: "défaut de performance allégué",
}


def named(_: Template, facts: LetterFacts) -> Mapping[str, Sequence[Block]]:
    """The blocks that these templates may hold besides those of all letters."""
    claim = facts.insurance_claim
    if claim is None:
        return {}
    rows = tuple(Row((label, text)) for label, text in _summary(claim, facts) if text)
    return {
        "claim": (Table((Column(_LABEL), Column(TEXT_WIDTH - _LABEL)), rows, dense=True),),
        "harms": (ItemList(tuple(_harm(one, claim) for one in facts.harms)),) if facts.harms else (),
    }


def _summary(claim: InsuranceClaim, facts: LetterFacts) -> Iterator[tuple[str, str]]:
    policy = facts.policy
    if policy is not None:
        yield "Contrat d’assurance", address.in_line(policy.insurer, phrases.numbered(policy.number))
        yield "Activité assurée", escaping.clean(policy.activity)
    yield "Objet", escaping.clean(claim.title)
    yield "Fait survenu le", formats.date_long(claim.happened_on) if claim.happened_on is not None else ""
    yield "Connu le", formats.date_long(claim.known_on)
    yield "Réclamation reçue le", formats.date_long(claim.claimed_on) if claim.claimed_on is not None else ""
    yield "Tiers", address.in_line(insurance_wording.third_party(facts), _place(facts))
    agreements = phrases.agreements(facts.contracts)
    named = agreements.removeprefix("le ")
    yield "Contrat avec le tiers", f"{named[:1].upper()}{named[1:]}"
    yield "Somme réclamée", formats.money(claim.amount) if claim.amount is not None else ""


def _place(facts: LetterFacts) -> str:
    found = facts.address if facts.known_client is not None else None
    return address.place(found) if found is not None else ""


def _harm(harm: Harm, claim: InsuranceClaim) -> Inline:
    """``Dommage immatériel non consécutif, retard : la livraison… Somme réclamée : 1 500,00 €.``"""
    told = escaping.clean(harm.description)
    told = f"{told.rstrip('.')}. " if told else ""
    claimed = insurance_wording.is_claimed(claim)
    whose = "Somme réclamée" if claimed else "Somme en jeu"
    asked = (
        f"{whose}{formats.NBSP}: {formats.money(harm.amount)}." if harm.amount is not None else "Non chiffré à ce jour."
    )
    return (
        Run(f"Dommage {_kind(harm, claimed=claimed)}{formats.NBSP}: ", bold=True),
        Run(f"{told}{asked}"),
    )


def _kind(harm: Harm, *, claimed: bool) -> str:
    kind = harm.kind.label.lower()
    if harm.kind is not HarmKind.IMMATERIAL:
        return kind
    follows = {True: " consécutif", False: " non consécutif", None: ""}[harm.consecutive]
    known = harm.nature is not None and harm.nature is not ImmaterialHarm.OTHER
    told = _ALLEGED.get(harm.nature, harm.nature.label.lower()) if known and harm.nature is not None else ""
    if harm.nature in _ALLEGED and not claimed:
        told = ""  # nobody alleges it yet: the insured would be the first to say it (C. ass. L124-2)
    return ", ".join(filter(None, (f"{kind}{follows}", told)))
