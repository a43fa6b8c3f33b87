"""Before an agreement, or a letter about one, leaves: its sums, its clauses, what the law voids, and what it cannot do."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from litigedesk import formats
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.letters import agreement_wording
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.guards import payment, words
from litigedesk.letters.guards.complaint import insurer
from litigedesk.letters.guards.finding import Finding, Severity, finding
from litigedesk.letters.ids import ACKNOWLEDGMENT, CLOSE_AMICABLY, SCHEDULE, SETTLEMENT, TERM_NOTICE, TERM_REMINDER
from litigedesk.letters.template import Template

_TO_SIGN = frozenset({SCHEDULE, ACKNOWLEDGMENT, SETTLEMENT})
_CALLED = {
    SCHEDULE: "Un échéancier",
    ACKNOWLEDGMENT: "Une reconnaissance de dette",
    SETTLEMENT: "Un accord transactionnel",
}


def _client(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """A public body signs no such paper, and a waiver of its interest is void (CCP L2192-14)."""
    if facts.client.kind is ClientKind.PUBLIC and ClientKind.PUBLIC not in template.client_kinds:
        sentence = (
            "Un acheteur public paie selon ses propres règles, et une "
            "renonciation aux intérêts moratoires y est sans effet : "
            "envoyez une mise en demeure, qui vaut réclamation écrite, ou saisissez le médiateur des entreprises."
        )
        yield finding(
            "public", Severity.FORBIDS, "Client public", sentence, article="CCP L2192-14", target="template.mise-en-demeure"
        )  # fmt: skip


def _known(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    if facts.agreement is None and template.id != CLOSE_AMICABLY:
        sentence = "Notez d’abord l’accord dans le dossier : ses sommes et ses dates sont celles de la lettre."
        yield finding(
            "no-agreement", Severity.FORBIDS, "Aucun accord dans ce dossier", sentence, target="agreement.proposed_on"
        )


# ---- papers to sign --------------------------------------------------------------------------------------------------
def _sums(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    agreement = facts.agreement
    if agreement is None or template.id not in _TO_SIGN:
        return
    if facts.client.kind is ClientKind.CONSUMER and agreement.fee:
        sentence = (
            "Un consommateur ne doit ni indemnité forfaitaire ni frais de recouvrement : mettez cette somme à zéro."
        )
        yield finding(
            "fee", Severity.FORBIDS, "Frais demandés à un consommateur", sentence, article="CPCE L111-8, al. 2",
            target="agreement.fee", record_id=agreement.id,
        )  # fmt: skip
    if facts.client.kind is ClientKind.CONSUMER and agreement.interest_runs:
        sentence = (
            "Un échéancier qui ajoute des intérêts ou des frais à la dette d’un consommateur peut être un crédit à la "
            "consommation : n’en ajoutez pas, ou faites-vous conseiller."
        )
        yield finding(
            "consumer-interest", Severity.WARNS, "Intérêts ajoutés pour un consommateur", sentence,
            article="C. conso. L312-4, à confirmer", target="agreement.interest_runs", record_id=agreement.id,
        )  # fmt: skip
    promised = Money.total(one.amount for one in facts.instalments)
    if facts.instalments and promised != agreement.total:
        sentence = f"Les versements font {formats.money(promised)}, l’accord {formats.money(agreement.total)}."
        yield finding(
            "table", Severity.FORBIDS, "Le tableau ne fait pas le total", sentence, target="agreement.instalments",
            record_id=agreement.id,
        )  # fmt: skip
    early = [one for one in facts.instalments if one.due_on <= facts.written_on]
    if early and agreement.signed_on is None:
        sentence = f"Le versement du {formats.date_long(early[0].due_on)} serait déjà échu quand le client signera."
        yield finding(
            "early", Severity.WARNS, "Versement déjà échu", sentence, target="agreement.instalments", record_id=agreement.id
        )  # fmt: skip
    yield from _as_owed(facts)


def _as_owed(facts: LetterFacts) -> Iterable[Finding]:
    """The sums of the agreement beside what is owed on the day of the letter, when they can be compared."""
    agreement, statement = facts.agreement, facts.statement
    if agreement is None or statement is None or not statement.lines:
        return
    if agreement.as_of > facts.written_on:
        return
    asked, owed = agreement.principal + agreement.interest + agreement.fee, statement.total_due
    if asked > owed:
        sentence = (
            f"L’accord part de {formats.money(asked)}, le décompte de ce jour dit "
            f"{formats.money(owed)} : un paiement est peut-être "
            "arrivé depuis."
        )
        yield finding(
            "more-than-owed", Severity.WARNS, "Plus que ce qui est dû", sentence, target="agreement.principal",
            record_id=agreement.id,
        )  # fmt: skip


def _signed(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    agreement = facts.agreement
    if agreement is None or template.id not in _TO_SIGN:
        return
    if agreement.signed_on is not None:
        sentence = (
            f"Il est signé depuis le {formats.date_long(agreement.signed_on)} : cette proposition n’a plus d’objet."
        )
        yield finding("signed", Severity.WARNS, "Accord déjà signé", sentence, record_id=agreement.id)
    several = len(facts.instalments) > 1
    if several and not agreement.acceleration:
        sentence = (
            "Sans cette clause, un versement manqué ne rend exigible que "
            "lui-même : vous ne pourrez pas demander tout le reste."
        )
        yield finding(
            "no-clause", Severity.WARNS, "Pas de clause de déchéance du terme", sentence, article="C. civ. 1305-4",
            target="agreement.acceleration", record_id=agreement.id,
        )  # fmt: skip
    sentence = (
        f"{_CALLED[template.id]} ne permet pas de saisir le compte du client : "
        "il faudrait l’homologation d’un juge, un notaire, "
        "ou les avocats et le greffe."
    )
    yield finding("no-title", Severity.OK, "Pas un titre exécutoire", sentence, article="CPCE L111-3")


def _proof(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    if template.id != ACKNOWLEDGMENT:
        return
    sentence = (
        "Vérifiez au retour que la somme est écrite à la main par le "
        "débiteur, en lettres et en chiffres, et l’original signé."
    )
    if facts.client.trader and facts.profile.trader:
        yield finding(
            "by-hand", Severity.OK, "Entre commerçants, la preuve est libre", sentence, article="C. com. L110-3"
        )
    else:
        yield finding("by-hand", Severity.OK, "Mention manuscrite prévue", sentence, article="C. civ. 1376")


def _settled(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    agreement = facts.agreement
    if template.id != SETTLEMENT or agreement is None:
        return
    yield from insurer(facts, "signer")
    if agreement.our_concessions.strip() and agreement.their_concessions.strip():
        yield finding("concessions", Severity.OK, "Concessions des deux côtés", article="C. civ. 2044")


# ---- letters about an agreement --------------------------------------------------------------------------------------
def _missed(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    agreement = facts.agreement
    if agreement is None or template.id not in {TERM_NOTICE, TERM_REMINDER}:
        return
    if facts.instalments and not agreement_wording.late(facts):
        yield finding("none-late", Severity.FORBIDS, "Aucun versement en retard", "Rien n’est à réclamer aujourd’hui.")
    if agreement.outcome is not None:
        sentence = f"Il a pris fin ({agreement.outcome.label.lower()}) : ses échéances ne se réclament plus une à une."
        yield finding("agreement-over", Severity.WARNS, "Accord terminé", sentence, record_id=agreement.id)
    if template.id == TERM_NOTICE:
        yield from _clause(facts)
        yield from payment.registered(template, facts)


def _clause(facts: LetterFacts) -> Iterable[Finding]:
    agreement = facts.agreement
    assert agreement is not None
    if not agreement.acceleration:
        sentence = (
            "L’accord ne prévoit pas que tout devienne exigible : une échéance "
            "manquée ne le permet pas à elle seule. Demandez "
            "seulement ce qui est échu."
        )
        yield finding(
            "clause", Severity.FORBIDS, "Pas de clause de déchéance du terme", sentence, article="C. civ. 1305-4",
            target=f"template.{TERM_REMINDER}",
        )  # fmt: skip
        return
    sentence = "Relisez la clause signée : la lettre en dit l’essentiel, et son délai doit être respecté."
    yield finding(
        "clause", Severity.OK, "Clause de déchéance du terme dans l’accord", sentence, article="C. civ. 1305-4"
    )
    least = facts.written_on + timedelta(days=agreement_wording.TERM_DAYS)
    if facts.reply_by is not None and facts.reply_by < least:
        sentence = (
            f"La clause laisse au moins {agreement_wording.TERM_DAYS} jours : choisissez une date à partir du "
            f"{formats.date_long(least)}."
        )
        yield finding(
            "clause-delay", Severity.WARNS, "Délai plus court que la clause", sentence, target="letter.reply_by"
        )


def _account(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Whether the account that a letter says closed is."""
    statement = facts.statement
    if template.id != CLOSE_AMICABLY or statement is None or not statement.lines:
        return
    left, forgone = agreement_wording.principal_left(statement), agreement_wording.forgone(statement)
    if left and not (facts.agreement is not None and facts.agreement.signed_on is not None):
        sentence = f"Il reste {formats.money(left)} de principal : la lettre dirait que le client ne doit plus rien."
        yield finding("unpaid", Severity.FORBIDS, "Tout n’est pas payé", sentence, target="dispute.invoices")
    elif left:
        sentence = (
            f"Les factures montrent encore {formats.money(left)} : la lettre y met "
            "fin. Vérifiez que l’accord signé en a fait la remise."
        )
        yield finding("unpaid", Severity.WARNS, "Solde remis par l’accord", sentence)
    elif forgone and facts.client.kind is ClientKind.PUBLIC:
        sentence = (
            f"Il reste {formats.money(forgone)} d’intérêts et d’indemnité, "
            "dus de plein droit : la lettre n’y renonce pas."
        )
        yield finding("forgone", Severity.WARNS, "Intérêts encore dus", sentence, article="CCP L2192-14")
    elif forgone:
        sentence = (
            f"La lettre dit que vous ne demandez pas {formats.money(forgone)} "
            "d’intérêts et de frais encore dus : elle y met fin."
        )
        yield finding("forgone", Severity.WARNS, "Vous renoncez aux intérêts", sentence)
    else:
        yield finding("settled", Severity.OK, "Tout est payé")


def _identity(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    if template.id in _TO_SIGN or template.id == TERM_NOTICE:
        yield from payment.identity(template, facts)


def _waived(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    agreement = facts.agreement
    if agreement is not None and template.id in _TO_SIGN and agreement.waived > ZERO:
        sentence = (
            f"Une fois l’accord signé et tenu, vous ne pourrez plus demander ces {formats.money(agreement.waived)}."
        )
        yield finding(
            "waived", Severity.WARNS, "Vous faites une remise", sentence, target="agreement.waived", record_id=agreement.id
        )  # fmt: skip


CHECKS: tuple[Callable[[Template, LetterFacts], Iterable[Finding]], ...] = (
    _client,
    _known,
    _sums,
    _waived,
    _signed,
    _proof,
    _settled,
    _missed,
    _account,
    _identity,
    words.check,
)
