"""What keeps an agreement with the client from being saved, field by field."""

from collections.abc import Sequence
from datetime import date

from litigedesk import formats
from litigedesk.domain.agreement import Agreement, AgreementKind, AgreementOutcome, Instalment
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.errors import Problem
from litigedesk.lengths import length_problems
from litigedesk.validation.values import Problems, in_order, past, plausible_date, required, said, sum_problem

_SUMS = ("principal", "interest", "fee", "waived")
_HAPPENED = ("proposed_on", "signed_on", "as_of", "ended_on")
_ORDER = (
    ("proposed_on", "signed_on", "L’accord serait signé avant d’avoir été proposé."),
    ("as_of", "signed_on", "Les sommes sont arrêtées après la signature : arrêtez-les au plus tard ce jour-là."),
    ("proposed_on", "ended_on", "La fin vient avant la proposition."),
    ("signed_on", "ended_on", "La fin vient avant la signature."),
)


def agreement_problems(
    agreement: Agreement, instalments: Sequence[Instalment], client: ClientKind, today: date
) -> Problems:
    """Faults of an agreement and of its table; what the law forbids to ask of this client refuses, what it frowns on warns."""
    problems = [*length_problems(agreement), *_dates(agreement, today), *_sums(agreement, client)]
    problems += _table(agreement, instalments)
    problems += _content(agreement)
    problems += _ending(agreement)
    return said(problems)


def instalment_problems(instalment: Instalment) -> Problems:
    """Faults of one instalment."""
    problems = [*plausible_date("due_on", instalment.due_on), *sum_problem("amount", instalment.amount)]
    if not instalment.amount:
        problems.append(Problem("amount", "Indiquez la somme de ce versement."))
    return said(problems)


def _dates(agreement: Agreement, today: date) -> Problems:
    problems: Problems = []
    for name in _HAPPENED:
        day = getattr(agreement, name)
        problems += [*plausible_date(name, day), *past(name, day, today)]
    for first, second, sentence in _ORDER:
        problems += in_order(getattr(agreement, first), getattr(agreement, second), second, sentence)
    return problems


def _sums(agreement: Agreement, client: ClientKind) -> Problems:
    problems = [problem for name in _SUMS for problem in sum_problem(name, getattr(agreement, name))]
    if agreement.total < ZERO:
        problems.append(Problem("waived", "Vous ne pouvez pas renoncer à plus que ce qui est dû."))
    elif not agreement.total and agreement.kind is not AgreementKind.SETTLEMENT:
        problems.append(Problem("principal", "Indiquez la somme due."))
    if client is ClientKind.CONSUMER and agreement.fee:
        sentence = "Aucun frais de recouvrement à la charge d’un consommateur sans titre exécutoire (CPCE L111-8)."
        problems.append(Problem("fee", sentence))
    if client is ClientKind.PUBLIC and agreement.waived:
        sentence = "Renoncer aux intérêts d’un acheteur public est sans effet (CCP L2192-14)."
        problems.append(Problem("waived", sentence, blocking=False))
    return problems


def _table(agreement: Agreement, instalments: Sequence[Instalment]) -> Problems:
    problems = [
        Problem("instalments", one.sentence, one.blocking)
        for instalment in instalments
        for one in instalment_problems(instalment)
    ]
    total = Money.total(one.amount for one in instalments)
    lacking = agreement.total - total
    if lacking > ZERO:
        sentence = f"Il manque {formats.money(lacking)} : les versements font {formats.money(total)}"
        problems.append(Problem("instalments", f"{sentence}, l’accord {formats.money(agreement.total)}."))
    elif lacking < ZERO:
        sentence = f"{formats.money(-lacking)} de trop : les versements font {formats.money(total)}"
        problems.append(Problem("instalments", f"{sentence}, l’accord {formats.money(agreement.total)}."))
    if any(one.due_on < agreement.as_of for one in instalments):
        problems.append(Problem("instalments", "Un versement tombe avant le jour où les sommes sont arrêtées."))
    days = [one.due_on for one in instalments]
    if len(set(days)) < len(days):
        problems.append(Problem("instalments", "Deux versements tombent le même jour.", blocking=False))
    return problems


def _content(agreement: Agreement) -> Problems:
    """What the paper must hold: a debt its cause, a settlement what each side gives up (C. civ. 2044)."""
    problems: Problems = []
    if agreement.kind is AgreementKind.ACKNOWLEDGMENT and not agreement.cause.strip():
        sentence = "Dites d’où vient la dette : la lettre le reprend."
        problems.append(Problem("cause", sentence, blocking=False))
    if agreement.kind is AgreementKind.SETTLEMENT:
        signed = agreement.signed_on is not None
        for name, who in (("our_concessions", "vous cédez"), ("their_concessions", "votre client cède")):
            if not getattr(agreement, name).strip():
                sentence = (
                    f"Dites ce que {who} : sans concessions réciproques, ce n’est pas une transaction (C. civ. 2044)."
                )
                problems.append(Problem(name, sentence, blocking=signed))
    return problems


def _ending(agreement: Agreement) -> Problems:
    problems: Problems = []
    if agreement.outcome is not None:
        problems += required("ended_on", agreement.ended_on, "Indiquez le jour où l’accord a pris fin.")
    elif agreement.ended_on is not None:
        problems.append(Problem("outcome", "Dites comment l’accord a pris fin."))
    signed = agreement.signed_on is not None
    if agreement.outcome is AgreementOutcome.NOT_SIGNED and signed:
        problems.append(Problem("outcome", "Une date de signature est notée : cet accord a été signé."))
    if agreement.outcome in {AgreementOutcome.KEPT, AgreementOutcome.BROKEN} and not signed:
        problems.append(Problem("outcome", "Notez d’abord la signature : sans elle, l’accord n’engage personne."))
    return problems
