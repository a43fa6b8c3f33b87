"""Before a letter about a policy or a claim leaves: in time or not, to whom, with what proof, and what the insurer will look at."""

from collections.abc import Callable, Iterable

from litigedesk import formats
from litigedesk.domain.insurance import ClaimDecision, InsuranceClaim, PolicyHolder
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.letters import insurance_wording
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.guards import words
from litigedesk.letters.guards.finding import Finding, Severity, days_left, finding
from litigedesk.letters.ids import (
    ASK_ATTESTATION,
    ASK_ATTESTATION_OF_COMPANY,
    CHASE_INSURER,
    DECLARATIONS,
    DECLARE,
    DECLARE_TO_COMPANY,
    TELL_CLIENT,
)
from litigedesk.letters.template import Recipient, Template

DECLARE_ANYWAY = (
    "Déclarez quand même : ce retard ne prive de garantie que si le contrat le prévoit et si l’assureur prouve qu’il lui a nui, "
    "jamais en cas fortuit ou de force majeure."
)
NEAR = 90  # calendar days before the end of the two years at which we warn; a choice
_INSTEAD = {DECLARE: DECLARE_TO_COMPANY, ASK_ATTESTATION: ASK_ATTESTATION_OF_COMPANY}
_COVER = frozenset({"claimed", "in-force"})  # what the insurer looks at first


def _holder(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """The letters to the insurer are the insured's; those to the portage company are for its policy."""
    policy, claim = facts.policy, facts.insurance_claim
    if policy is None:
        return
    of_company = policy.holder is PolicyHolder.PORTAGE_COMPANY
    if of_company and template.recipient is Recipient.INSURER:
        instead = _INSTEAD.get(template.id)
        sentence = (
            "La société de portage est l’assurée : c’est d’ordinaire elle qui écrit à son assureur. Passez par elle."
        )
        yield finding(
            "holder", Severity.WARNS, "Contrat de la société de portage", sentence,
            target=f"template.{instead}" if instead is not None else "",
        )  # fmt: skip
    elif not of_company and template.recipient is Recipient.PORTAGE_COMPANY:
        instead = next((mine for mine, theirs in _INSTEAD.items() if theirs == template.id), None)
        record_id = claim.id if claim is not None else None
        sentence = "Ce contrat est le vôtre : écrivez directement à votre assureur."
        yield finding(
            "holder", Severity.WARNS, "Contrat à votre nom", sentence,
            target=f"template.{instead}" if instead is not None else "", record_id=record_id,
        )  # fmt: skip
    if template.recipient is Recipient.INSURER and not policy.number.strip():
        sentence = "Sans lui, l’assureur cherchera votre dossier : il est sur vos conditions particulières ou votre attestation."
        yield finding(
            "policy-number", Severity.WARNS, "Numéro du contrat absent", sentence, target="policy.number", record_id=policy.id
        )  # fmt: skip


# ---- declaring -------------------------------------------------------------------------------------------------------
def _in_time(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """A late declaration is said plainly and never forbidden (C. ass. L113-2)."""
    if template.id not in DECLARATIONS or facts.declare_by is None:
        return
    day = formats.date_long(facts.declare_by)
    if insurance_wording.is_late(facts):
        days = (facts.written_on - facts.declare_by).days
        sentence = f"Le délai a pris fin le {day}. {DECLARE_ANYWAY}"
        yield finding(
            "late", Severity.WARNS, f"{formats.count(days, 'jour')} de retard", sentence, article="C. ass. L113-2",
            target="insurance_claim.known_on", record_id=_id(facts.insurance_claim),
        )  # fmt: skip
    else:
        steps = " ".join(facts.declaration_steps)
        yield finding("in-time", Severity.OK, f"Dans le délai, jusqu’au {day}", steps, article="C. ass. L113-2, 4°")


def _declaration(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    claim = facts.insurance_claim
    if template.id not in DECLARATIONS or claim is None:
        return
    if claim.declared_on is not None:
        sentence = f"Vous avez noté une déclaration le {formats.date_long(claim.declared_on)} : cette lettre serait la seconde."
        yield finding(
            "declared", Severity.WARNS, "Sinistre déjà déclaré", sentence, target="insurance_claim.declared_on", record_id=claim.id
        )  # fmt: skip
    if facts.send_method is SendMethod.POST:
        sentence = (
            "Un courrier simple ne prouve ni l’envoi ni le jour : choisissez le recommandé, ou le canal que prévoit le contrat, "
            "et gardez l’accusé de réception."
        )
        yield finding(
            "proof", Severity.WARNS, "Envoi sans preuve", sentence, article="C. ass. L113-2, 4°", target="letter.send_method"
        )  # fmt: skip
    if not facts.harms:
        sentence = "Dites de quoi le tiers se plaint, par catégorie : chaque garantie a son plafond et sa franchise."
        yield finding(
            "harms", Severity.WARNS, "Aucun dommage noté", sentence, target="insurance_claim.harms", record_id=claim.id
        )  # fmt: skip
    if claim.happened_on is None:
        sentence = "L’assureur compare ce jour à la période du contrat."
        yield finding(
            "happened", Severity.WARNS, "Date du fait absente", sentence, article="C. ass. L124-5",
            target="insurance_claim.happened_on", record_id=claim.id,
        )  # fmt: skip


def _to_be_had(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """The time to declare does not wait for the pieces."""
    lacking = [one.title for one in facts.pieces if not one.there]
    if template.id in DECLARATIONS and lacking:
        named = " ; ".join(f"{title[:1].lower()}{title[1:]}" for title in lacking)
        title = f"{formats.count(len(lacking), 'pièce')} à réunir : déclarez sans les attendre"
        yield finding("pieces", Severity.OK, title, f"Elles peuvent suivre : {named}.")


def _cover(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Whether the third party claims and the policy was in force: the insurer's to judge, nothing here forbids declaring."""
    if template.id not in DECLARATIONS:
        return
    for one in facts.conditions:
        if one.code not in _COVER or one.met is True:
            continue
        form, dot, field = one.field.rpartition(".")
        record_id = _id(facts.insurance_claim) if not dot else facts.policy.id if facts.policy is not None else None
        target = f"{form if dot else 'insurance_claim'}.{field}" if field else ""
        if one.met is False or one.code == "claimed":
            yield finding(
                f"cover-{one.code}", Severity.WARNS, f"{one.title} : à vérifier", one.sentence, article=one.article,
                target=target, record_id=record_id,
            )  # fmt: skip


# ---- after the declaration -------------------------------------------------------------------------------------------
def _interrupts(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Only a registered letter about the indemnity makes the two years start again (C. ass. L114-2)."""
    claim = facts.insurance_claim
    if template.id != CHASE_INSURER or claim is None:
        return
    article = "C. ass. L114-2"
    if facts.policy is not None and facts.policy.holder is PolicyHolder.PORTAGE_COMPANY:
        sentence = "Seule une lettre de l’assuré interrompt sûrement les deux ans : demandez à la société de portage de l’envoyer."
        yield finding(
            "interrupts", Severity.WARNS, "N’interrompt peut-être pas la prescription", sentence, article=article
        )
    elif facts.send_method.is_registered:
        yield finding("interrupts", Severity.OK, "Recommandé : la prescription repart pour deux ans", article=article)
    else:
        sentence = (
            "Envoyée autrement qu’en recommandé avec avis de réception, cette lettre n’interrompt pas les deux ans."
        )
        yield finding(
            "interrupts", Severity.WARNS, "N’interrompt pas la prescription", sentence, article=article,
            target="letter.send_method",
        )  # fmt: skip
    yield from _two_years(facts)
    if claim.paid_on is not None and claim.decision is not ClaimDecision.PARTIAL:
        sentence = (
            f"Vous avez noté son versement le {formats.date_long(claim.paid_on)} : cette lettre est-elle encore utile ?"
        )
        yield finding(
            "indemnity-paid", Severity.WARNS, "Indemnité déjà versée", sentence, target="insurance_claim.paid_on",
            record_id=claim.id,
        )  # fmt: skip


def _two_years(facts: LetterFacts) -> Iterable[Finding]:
    if facts.insurer_limit is None:
        return
    left, day = (facts.insurer_limit - facts.written_on).days, formats.date_long(facts.insurer_limit)
    if left < 0:
        sentence = (
            f"Le dernier jour prudent était le {day}. Envoyez-la quand même et faites-vous aider : le départ du délai se "
            "discute."
        )
        yield finding("two-years", Severity.WARNS, "Deux ans peut-être passés", sentence, article="C. ass. L114-1")
    elif left <= NEAR:
        sentence = f"Dernier jour prudent : le {day}. Postez-la sans attendre, c’est l’envoi qui compte."
        yield finding(
            "two-years", Severity.WARNS, days_left(left), sentence, article="C. ass. L114-1"
        )  # fmt: skip


def _told(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """What the client is told is the insurer's business too."""
    if template.id != TELL_CLIENT:
        return
    if facts.portage:
        sentence = "La société de portage a signé avec ce client : mettez-vous d’accord avec elle sur qui lui écrit."
        yield finding("company-writes", Severity.WARNS, "Contrat de portage", sentence, article="C. trav. L1254-1")
    yield finding(
        "no-admission", Severity.OK, "Ni reconnaissance, ni offre, ni chiffre de l’assureur", article="C. ass. L124-2"
    )  # fmt: skip


def _closed(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    claim = facts.insurance_claim
    if claim is not None and claim.closed_on is not None:
        sentence = f"Il est clos depuis le {formats.date_long(claim.closed_on)} : rouvrez-le avant d’écrire."
        yield finding(
            "claim-closed", Severity.WARNS, "Sinistre clos", sentence, target="insurance_claim.closed_on", record_id=claim.id
        )  # fmt: skip


def _id(claim: InsuranceClaim | None) -> int | None:
    return claim.id if claim is not None else None


CHECKS: tuple[Callable[[Template, LetterFacts], Iterable[Finding]], ...] = (
    _holder,
    _in_time,
    _declaration,
    _to_be_had,
    _cover,
    words.admissions_only,
    _interrupts,
    _told,
    _closed,
)
