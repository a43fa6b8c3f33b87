"""The simplified procedure for small claims, before a commissaire de justice (CPCE L125-1, R125-1 to R125-8)."""

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.rules.conditions import Condition, Verdict, condition
from litigedesk.rules.law import Law
from litigedesk.rules.procedures import courts, data, grounds
from litigedesk.rules.procedures.facts import CaseFacts

_ARTICLE = "CPCE L125-1 et R125-1"
_PUBLIC = (
    "Un acheteur public ne peut pas y être appelé.",
    "Adressez-lui une réclamation écrite, puis saisissez le juge administratif s’il refuse.",
)


def conditions(facts: CaseFacts, law: Law) -> tuple[Condition, ...]:
    """What must hold: amount, client, no claim invoiced between traders, a claim that is due, contractual and of a known sum."""
    allowed = {
        ClientKind.PROFESSIONAL: "Ouverte contre un professionnel, sauf entre commerçants.",
        ClientKind.CONSUMER: "Ouverte contre un consommateur.",
    }
    found = [
        grounds.who(facts, allowed, {ClientKind.PUBLIC: _PUBLIC}, _ARTICLE),
        _within(facts, law),
        *_not_between_traders(facts),
        grounds.due(facts, _ARTICLE),
        grounds.contractual(facts, _ARTICLE),
        _officer(facts),
        grounds.solvent(facts),
        grounds.in_time(
            facts, "La lettre du commissaire ne l’arrête pas : seul l’accord du client la suspend (C. civ. 2238)."
        ),
    ]
    return tuple(found)


def _within(facts: CaseFacts, law: Law) -> Condition:
    title, ceiling = "Montant", Money.of(law.parameter("small-claims-ceiling", facts.today).value)
    limit = formats.money(ceiling)
    if facts.principal > ceiling:
        sentence = f"{formats.money(facts.principal)} de principal : le plafond est de {limit}, principal et intérêts."
        return _too_much(title, sentence)
    if facts.with_interest is None:
        sentence = f"Le plafond est de {limit}, intérêts compris, et vos intérêts ne sont pas connus. {facts.obstacle}"
        return condition("within", title, Verdict.ASK, sentence, _ARTICLE)
    said = f"{formats.money(facts.with_interest)} de principal et d’intérêts"
    if facts.with_interest > ceiling:
        return _too_much(title, f"{said} : le plafond est de {limit}.")
    return condition("within", title, Verdict.MET, f"{said}, pour un plafond de {limit}.", _ARTICLE)


def _too_much(title: str, sentence: str) -> Condition:
    return condition(
        "within", title, Verdict.FAILED, sentence, _ARTICLE,
        instead="L’injonction de payer n’a pas de plafond.", forbids=True,
    )  # fmt: skip


def _not_between_traders(facts: CaseFacts) -> tuple[Condition, ...]:
    rule = data.load().exclusion("small-claims-between-traders")
    if facts.today < rule.valid_from or facts.client is not ClientKind.PROFESSIONAL:
        return ()
    title, both = "Pas entre commerçants", courts.between_traders(facts)
    if both is None:
        question, field = grounds.trader_question(facts)
        return (condition("traders", title, Verdict.ASK, f"{rule.sentence} {question}", rule.article, field=field),)
    if both:
        return (
            condition(
                "traders", title, Verdict.FAILED, f"Vous êtes tous deux commerçants. {rule.sentence}", rule.article,
                instead="Passez par l’injonction de payer, devant le tribunal de commerce.", forbids=True,
            ),
        )  # fmt: skip
    return (
        condition(
            "traders",
            title,
            Verdict.MET,
            "L’un de vous deux n’est pas commerçant : l’exclusion ne joue pas.",
            rule.article,
        ),
    )


def _officer(facts: CaseFacts) -> Condition:
    return grounds.located(
        facts, "CPCE R125-1", "Commissaire de justice à choisir dans le ressort de la cour d’appel de ce lieu"
    )


def notes(facts: CaseFacts, _: Law) -> tuple[str, ...]:
    """That the file must show the debt was asked for."""
    return (
        ()
        if facts.notice_sent
        else ("Aucune mise en demeure n’est notée : envoyez-la d’abord, elle reste utile devant un juge.",)
    )
