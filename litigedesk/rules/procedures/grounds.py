"""The conditions that several ways share: who the creditor and the client are, what is due, how sure it is, how old, and where."""

from datetime import timedelta
from typing import Final

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import Procedure, ProcedureKind
from litigedesk.domain.vocabulary import ClientKind, ProfileStatus
from litigedesk.rules.conditions import Condition, Verdict, condition
from litigedesk.rules.procedures import courts
from litigedesk.rules.procedures.course import decided, insolvent
from litigedesk.rules.procedures.facts import CaseFacts, is_abroad

NEAR: Final = 90  # calendar days before the limitation at which we warn; a choice, as before a letter
_PLACE: Final = "client.postcode"


def creditor(facts: CaseFacts) -> Condition | None:
    """In portage the company has invoiced and is the creditor: it alone may act (C. trav. L1254-1); ``None`` otherwise."""
    if not facts.ported and facts.status is not ProfileStatus.PORTAGE:
        return None
    return condition(
        "creditor",
        "La créance est la vôtre",
        Verdict.FAILED,
        "En portage salarial, la créance est celle de la société de portage, qui a facturé : elle seule peut engager cette "
        "démarche.",
        "C. trav. L1254-1",
        instead="Demandez-lui de mandater un commissaire de justice, en lui remettant vos preuves.",
        forbids=True,
    )


def who(
    facts: CaseFacts, allowed: dict[ClientKind, str], refused: dict[ClientKind, tuple[str, str]], article: str
) -> Condition:
    """Whether the way is open against this client: ``allowed`` says why, ``refused`` why not and what to do instead."""
    title = "Client"
    if facts.client is ClientKind.UNKNOWN:
        return condition(
            "client",
            title,
            Verdict.ASK,
            "Dites d’abord qui est ce client : la suite en dépend.",
            article,
            field="client.kind",
        )
    if facts.client in allowed:
        return condition("client", title, Verdict.MET, allowed[facts.client], article)
    sentence, instead = refused[facts.client]
    return condition(
        "client", title, Verdict.FAILED, sentence, article, instead=instead, field="client.kind", forbids=True
    )


def solvent(facts: CaseFacts) -> Condition:
    """Once insolvency is opened, payments and proceedings stop: the claim is declared instead (C. com. L622-7 and L622-21)."""
    article = "C. com. L622-7 et L622-21"
    if insolvent(facts.previous) is None:
        check = " ; vérifiez sur bodacc.fr" if facts.client is ClientKind.PROFESSIONAL else ""
        sentence = f"Aucune n’est notée pour ce client{check}."
        return condition("solvent", "Pas de procédure collective", Verdict.MET, sentence, article)
    return condition(
        "solvent",
        "Pas de procédure collective",
        Verdict.FAILED,
        "Une procédure collective de votre client est en cours : les paiements et les poursuites sont arrêtés.",
        article,
        instead="Déclarez votre créance au mandataire judiciaire.",
        forbids=True,
    )


def undecided(facts: CaseFacts, kind: ProcedureKind) -> Condition | None:
    """A claim that has its decision or title is carried out, not claimed again; ``None`` while it has none but of that very way."""
    held = decided(one for one in facts.previous if one.kind is not kind)
    if held is None or held.decided_on is None:
        return None
    return condition(
        "undecided",
        "Pas encore de décision",
        Verdict.FAILED,
        f"Vous avez déjà une décision ou un titre du {formats.date_long(held.decided_on)} ({held.kind.label.lower()}).",
        "CPCE L111-3",
        instead="Faites-le signifier et exécuter par un commissaire de justice.",
        forbids=True,
    )


def due(facts: CaseFacts, article: str) -> Condition:
    """Something must be owed, and its due date gone by."""
    title = "Créance échue"
    if not facts.whole or facts.due is None:
        return condition(
            "due",
            title,
            Verdict.FAILED,
            "Rien n’est à payer dans ce litige.",
            article,
            instead="Vérifiez ses factures.",
            forbids=True,
        )
    said = formats.date_long(facts.due)
    if facts.due < facts.today:
        return condition("due", title, Verdict.MET, f"Échéance dépassée depuis le {said}.", article)
    return condition(
        "due", title, Verdict.FAILED, f"L’échéance est le {said} : rien n’est encore exigible.", article,
        instead="Attendez l’échéance.", forbids=True,
    )  # fmt: skip


def determined(facts: CaseFacts, article: str) -> Condition:
    """The exact sum must be known, with its breakdown."""
    title = "Somme exacte"
    if facts.interest is None:
        return condition(
            "determined",
            title,
            Verdict.ASK,
            facts.obstacle or "Le décompte n’a pas pu être fait.",
            article,
        )
    sentence = (
        f"{formats.money(facts.whole)}, dont {formats.money(facts.principal)} de principal et {formats.money(facts.interest)} "
        "d’intérêts à ce jour."
    )
    return condition("determined", title, Verdict.MET, sentence, article)


def contractual(facts: CaseFacts, article: str) -> Condition:
    """The claim must come of a contract (or of a text): an order, a quote or a contract on file shows it."""
    title = "Créance née d’un contrat"
    if facts.contracts:
        return condition(
            "contractual",
            title,
            Verdict.MET,
            "Vos factures reposent sur un contrat, un devis ou une commande.",
            article,
        )
    return condition(
        "contractual", title, Verdict.ASK,
        "Aucun contrat, devis ni commande n’est rattaché à ces factures : rattachez-le, le juge le demandera.", article,
    )  # fmt: skip


def uncontested(facts: CaseFacts, article: str, *, forbids: bool) -> Condition:
    """What the client contests is left out, or makes the way useless when it is everything."""
    title = "Non contestée"
    if not facts.contested:
        return condition("uncontested", title, Verdict.MET, "Aucune contestation n’est notée.", article)
    left = facts.principal - facts.contested
    if left <= Money():
        return condition(
            "uncontested", title, Verdict.FAILED, "Le client conteste toute la somme.", article,
            instead="Tentez un accord, ou saisissez le tribunal sur le fond.", field="dispute.contested_amount", forbids=forbids,
        )  # fmt: skip
    return condition(
        "uncontested", title, Verdict.ASK,
        f"Le client conteste {formats.money(facts.contested)} : ne demandez d’abord que le reste, {formats.money(left)}.",
        article, field="dispute.contested_amount",
    )  # fmt: skip


def in_time(facts: CaseFacts, stops: str) -> Condition:
    """Whether time is left before the limitation; ``stops`` says what this way does to it."""
    title, article = "Prescription", "C. civ. 2241 ; C. conso. L218-2 ; C. civ. 2224"
    if facts.client is ClientKind.PUBLIC:
        article = "loi 68-1250, art. 1 et 2"
    if facts.safe_date is None:
        return condition("in-time", title, Verdict.MET, "Rien n’est impayé à ce jour.", article)
    said = formats.date_long(facts.safe_date)
    if facts.safe_date < facts.today:
        sentence = f"Le dernier jour sûr était le {said} : le client peut opposer la prescription. Faites-vous aider."
        return condition("in-time", title, Verdict.ASK, sentence, article)
    if facts.safe_date - timedelta(days=NEAR) > facts.today:
        return condition("in-time", title, Verdict.MET, f"Dernier jour sûr : {said}. {stops}", article)
    days = formats.count((facts.safe_date - facts.today).days, "jour")
    return condition(
        "in-time",
        title,
        Verdict.ASK,
        f"Il ne reste que {days}, jusqu’au {said}. {stops} Faites-vous aider.",
        article,
    )


def located(facts: CaseFacts, article: str, here: str) -> Condition:
    """Where the debtor lives decides who to write to; ``here`` says it."""
    title = "Domicile du client"
    if is_abroad(facts.country):
        return condition(
            "located", title, Verdict.FAILED, f"Votre client demeure à l’étranger ({facts.country.strip()}).", article,
            instead="Dans l’Union européenne, il existe une injonction de payer européenne (règlement 1896/2006).",
            field=_PLACE, forbids=True,
        )  # fmt: skip
    if not facts.postcode.strip() and not facts.city.strip():
        return condition(
            "located",
            title,
            Verdict.ASK,
            "L’adresse du client n’est pas notée : elle décide qui saisir.",
            article,
            field=_PLACE,
        )
    place = f"{facts.postcode} {facts.city}".strip()
    return condition("located", title, Verdict.MET, f"{here} : {place}.", article)


def trader_question(facts: CaseFacts) -> tuple[str, str]:
    """The fact still missing to know whether both sides are traders, as a question and the field that answers it."""
    if courts.user_trader(facts) is None:
        return "Êtes-vous commerçant ? Une profession libérale ou un artisan ne l’est pas.", "profile.trader"
    return "Votre client est-il un commerçant ou une société commerciale ?", "client.trader"


def before(facts: CaseFacts, *kinds: ProcedureKind) -> tuple[Procedure, ...]:
    """The procedures of these kinds already begun in the dispute."""
    return tuple(one for one in facts.previous if one.kind in kinds)
