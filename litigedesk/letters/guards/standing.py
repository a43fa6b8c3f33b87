"""What goes on around a dispute while one writes to its client: insolvency, agreement, procedures; and when to be helped."""

from collections.abc import Iterable
from typing import Final

from litigedesk import formats
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.guards.finding import Finding, Severity, finding
from litigedesk.letters.ids import DECLARE_DEBT
from litigedesk.letters.template import Template


def insolvency(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Once insolvency is open, what was owed before may be neither paid nor asked for: it is declared."""
    found = facts.standing.insolvency
    if found is None:
        return
    since = f" depuis le {formats.date_long(found.decided_on)}" if found.decided_on is not None else ""
    sentence = (
        f"Votre client est en procédure collective{since} : il ne peut plus payer ce qu’il devait avant, et vous ne pouvez plus le "
        "lui réclamer. Déclarez votre créance au mandataire judiciaire."
    )
    yield finding(
        "insolvency", Severity.FORBIDS, "Client en procédure collective", sentence, article="C. com. L622-7 et L622-21",
        target=f"template.{DECLARE_DEBT}", record_id=found.id,
    )  # fmt: skip


def agreement(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    """A client who keeps to an agreement is not asked for the whole."""
    kept = facts.standing.agreement
    if kept is None or kept.signed_on is None:
        return
    signed = formats.date_long(kept.signed_on)
    sentence = f"Un accord signé le {signed} est en cours et tenu : réclamer le tout le contredirait. Attendez un versement manqué."
    yield finding(
        "agreement-kept", Severity.WARNS, "Un accord est en cours", sentence,
        record_id=kept.id,
    )  # fmt: skip


def running(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Somebody else is trying to settle it, or to decide it."""
    standing = facts.standing
    if standing.no_payment is not None:
        sentence = (
            "Aucun paiement ne peut être fait avant que le commissaire de justice ait constaté l’issue : une lettre qui réclame "
            "irait contre sa procédure."
        )
        yield finding(
            "small-claims-running", Severity.WARNS, "Petites créances en cours", sentence, article="CPCE R125-7",
            record_id=standing.no_payment.id,
        )  # fmt: skip
    for one in standing.amicable:
        sentence = (
            "Vous cherchez tous deux un accord avec son aide : réclamer pendant ce temps peut le compromettre. Passez outre "
            "si un délai vous presse."
        )
        title = f"{one.kind.label} : démarche en cours"
        yield finding("conciliation-running", Severity.WARNS, title, sentence, record_id=one.id)
    for one in standing.court:
        sentence = (
            "Le juge est saisi : une relance n’ajoute rien à votre demande. Si le client paie, dites-le au tribunal et notez "
            "le paiement."
        )
        yield finding("court-running", Severity.WARNS, f"{one.kind.label} : en cours", sentence, record_id=one.id)


def help_needed(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Past the thresholds, who should be asked before a letter leaves."""
    for one in facts.standing.help:
        yield finding(
            f"help-{one.key}", Severity.WARNS, one.title, one.sentence, article=one.article, target=f"bundle.{one.audience}"
        )  # fmt: skip


CHECKS: Final = (insolvency, agreement, running)
