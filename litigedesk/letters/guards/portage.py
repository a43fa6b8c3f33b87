"""Before a letter to the portage company leaves: who the client is, what the contract or the proof of the debt still lacks."""

from collections.abc import Callable, Iterable

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind, ProfileStatus, ValidationAnswer
from litigedesk.letters import portage_wording
from litigedesk.letters.facts import ConditionFacts, LetterFacts, ProofFacts
from litigedesk.letters.guards import payment
from litigedesk.letters.guards.finding import Finding, Severity, days_left, finding
from litigedesk.letters.ids import ASK_OFFICER, CHASE_COMPANY, LADDER, REPORT_UNPAID, SUBMIT_CONTRACT
from litigedesk.letters.template import Template

NEAR = 90  # calendar days before the limitation at which we warn; a choice
_LIMITED_BY = {ClientKind.PROFESSIONAL: "C. civ. 2224", ClientKind.PUBLIC: "Loi n° 68-1250, art. 1 et 2"}
NOT_BY_LETTER = "Une lettre ne l’interrompt pas ; appelez la société de portage."
_INTERRUPTED = {
    ClientKind.PUBLIC: "Une réclamation écrite de la société de portage à l’administration l’interrompt : appelez-la."
}


def _writer(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    """A company is no *salarié porté*: the letter is a person's."""
    if facts.portage and facts.profile.status is ProfileStatus.COMPANY:
        sentence = "En portage salarial, c’est une personne qui écrit : vérifiez le nom sous lequel la lettre part."
        yield finding(
            "writer", Severity.WARNS, "Votre profil est celui d’une société", sentence, article="C. trav. L1254-1",
            target="profile.name", record_id=facts.profile.id,
        )  # fmt: skip


# ---- a contract to validate ------------------------------------------------------------------------------------------
def _firm(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Only a firm may have recourse to portage (C. trav. L1254-1, L1254-3)."""
    client = facts.known_client
    if client is None or template.id != SUBMIT_CONTRACT:
        return
    article = "C. trav. L1254-1"
    if client.kind is ClientKind.CONSUMER:
        sentence = (
            "Le portage salarial n’est pas ouvert à un consommateur : facturez-le à votre nom, ou vérifiez qui il est."
        )
        yield finding(
            "consumer", Severity.FORBIDS, "Le client doit être une entreprise", sentence, article=article, target="client.kind",
            record_id=client.id,
        )  # fmt: skip
    elif client.kind is ClientKind.UNKNOWN:
        sentence = "Le portage salarial n’est ouvert qu’aux entreprises : dites qui est ce client."
        yield finding(
            "client-kind", Severity.WARNS, "Type de client inconnu", sentence, article=article, target="client.kind",
            record_id=client.id,
        )  # fmt: skip


def _contents(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """What the contract must say (C. trav. L1254-23), then what it may not exceed."""
    if template.id != SUBMIT_CONTRACT:
        return
    lacking = portage_wording.lacking(facts)
    if lacking:
        titles = " ; ".join(f"{one.title[:1].lower()}{one.title[1:]}" for one in lacking)
        count = formats.count(len(lacking), "mention")
        target, record_id = _where(lacking[0], facts)
        yield finding(
            "contents", Severity.WARNS, f"{count} à compléter", f"La lettre le dit et demande conseil : {titles}.",
            article=portage_wording.CONTENTS, target=target, record_id=record_id,
        )  # fmt: skip
    elif facts.conditions:
        yield finding("contents", Severity.OK, "Mentions obligatoires présentes", article=portage_wording.CONTENTS)
    for one in facts.conditions:
        if one.met is False and one.article != portage_wording.CONTENTS and one.code != "client":
            target, record_id = _where(one, facts)
            severity = Severity.FORBIDS if one.forbids else Severity.WARNS
            yield finding(
                f"limit-{one.code}", severity, one.title, one.sentence, article=one.article, target=target, record_id=record_id
            )  # fmt: skip


def _where(one: ConditionFacts, facts: LetterFacts) -> tuple[str, int | None]:
    """The field that answers a condition: the company's own, or one of the contract."""
    form, dot, field = one.field.rpartition(".")
    if dot:
        return f"{form}.{field}", facts.company.id if facts.company is not None else None
    return f"tripartite.{field}" if field else "", facts.contracts[0].id if facts.contracts else None


def _validation(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    parties = facts.tripartite
    if template.id != SUBMIT_CONTRACT or parties is None:
        return
    contract_id = facts.contracts[0].id if facts.contracts else None
    if parties.draft_file_id is None:
        sentence = "Ajoutez le projet au contrat : il partira avec le courriel. La lettre seule ne se valide pas."
        yield finding(
            "draft", Severity.WARNS, "Projet de contrat absent", sentence, target="tripartite.draft_file_id", record_id=contract_id
        )  # fmt: skip
    last = facts.rounds[-1] if facts.rounds else None
    if last is not None and last.answer is ValidationAnswer.APPROVED and last.answered_on is not None:
        sentence = f"Le feu vert est du {formats.date_long(last.answered_on)} : un nouvel envoi le remet en question."
        yield finding("approved", Severity.WARNS, "Contrat déjà validé", sentence)
    elif last is not None and last.answer is None:
        sentence = f"L’envoi du {formats.date_long(last.sent_on)} attend sa réponse : un nouvel envoi le remplace."
        yield finding("waiting", Severity.WARNS, "Réponse attendue", sentence)
    signed = (parties.worker_signed_on, parties.client_signed_on, parties.company_signed_on)
    if any(day is not None for day in signed):
        sentence = (
            "Une signature est déjà notée : la société de portage peut refuser un contrat signé avant son feu vert."
        )
        yield finding(
            "signed", Severity.WARNS, "Contrat déjà signé par l’un des trois", sentence, target="tripartite.worker_signed_on",
            record_id=contract_id,
        )  # fmt: skip


# ---- an unpaid dispute -----------------------------------------------------------------------------------------------
def _sums(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    if facts.statement is None:
        return
    yield from payment.due(template, facts)
    yield from payment.paid(template, facts)
    if not facts.owed.contested_amount:
        yield finding("not-contested", Severity.OK, "Somme non contestée par écrit")
        return
    sentence = f"La lettre le dit : {formats.money(facts.owed.contested_amount)}."
    if template.id == ASK_OFFICER:
        sentence += " Ces procédures y conviennent mal : la société de portage devra peut-être saisir le juge."
    yield finding(
        "contested", Severity.WARNS, "Somme contestée", sentence, target="dispute.contested_amount",
        record_id=facts.dispute.id,
    )  # fmt: skip


def _proofs(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    """The proofs that the company will ask for; the invoices are its own."""
    asked = [one for one in facts.proofs if one.kind != "invoice"]
    for one in asked:
        if one.state != "present":
            yield _proof(one)
    if asked and all(one.state == "present" for one in asked):
        yield finding("proofs", Severity.OK, "Commande et livraison prouvées")


def _proof(one: ProofFacts) -> Finding:
    state = "manquante" if one.state == "missing" else "fragile"
    sentence = f"{one.sentence} {one.how}".strip()
    return finding(f"proof-{one.kind}", Severity.WARNS, f"{one.title} {state}", sentence)


def _reminded(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """The worker chases politely, then reports, then asks; nothing forbids to begin further on."""
    if facts.statement is None:
        return
    sent = portage_wording.sent_reminders(facts)
    if not sent:
        sentence = "La société de portage demandera ce que vous avez fait : vous pouvez relancer poliment, sans mise en demeure."
        yield finding(
            "no-reminder", Severity.WARNS, "Aucune relance envoyée", sentence, target=f"template.{LADDER[0]}"
        )  # fmt: skip
    else:
        yield finding(
            "reminded", Severity.OK, f"{formats.count(len(sent), 'relance')} rappelée{'s' if len(sent) > 1 else ''}"
        )
    if template.id == ASK_OFFICER and portage_wording.reported_on(facts) is None:
        sentence = "Signalez d’abord l’impayé à la société de portage : elle peut suffire à le faire payer."
        yield finding(
            "not-reported", Severity.WARNS, "Impayé pas encore signalé", sentence, target=f"template.{REPORT_UNPAID}"
        )  # fmt: skip
    if template.id == CHASE_COMPANY and not (portage_wording.reported_on(facts) or portage_wording.requested_on(facts)):
        sentence = "Aucun courrier envoyé n’est noté : signalez-lui d’abord l’impayé, ou notez l’envoi du vôtre."
        yield finding(
            "not-reported", Severity.WARNS, "Aucun courrier envoyé à la société", sentence, target=f"template.{REPORT_UNPAID}"
        )  # fmt: skip


def _procedure(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """What a *commissaire de justice* can do depends on who the debtor is."""
    client = facts.known_client
    if template.id != ASK_OFFICER or client is None:
        return
    if client.kind is ClientKind.PUBLIC:
        sentence = (
            "Contre un acheteur public, ni injonction de payer ni petites créances : réclamation écrite, médiateur des "
            "entreprises, puis juge administratif. Demandez-le plutôt à la société de portage."
        )
        yield finding("public", Severity.WARNS, "Client public", sentence, article="CCP L2192-13")
    elif client.kind is ClientKind.PROFESSIONAL:
        sentence = (
            "Depuis le 25 avril 2026, la procédure des petites créances ne vaut plus pour une facture entre commerçants ; "
            "l’injonction de payer reste ouverte. La lettre laisse le choix au commissaire de justice."
        )
        yield finding(
            "procedure", Severity.OK, "Procédure laissée au choix", sentence, article="CPCE L125-1 et CPC 1405"
        )


def _limitation(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    if facts.statement is None or facts.limitation_on is None:
        return
    left, day = (facts.limitation_on - facts.written_on).days, formats.date_long(facts.limitation_on)
    kind = facts.known_client.kind if facts.known_client is not None else ClientKind.UNKNOWN
    article = _LIMITED_BY.get(kind, "C. conso. L218-2")  # the shortest while nobody knows who the client is
    if left < 0:
        sentence = f"Le dernier jour sûr était le {day} : demandez à la société de portage si rien ne l’a interrompue."
        yield finding("limitation", Severity.WARNS, "Prescription peut-être acquise", sentence, article=article)
    elif left <= NEAR:
        sentence = f"Dernier jour sûr pour agir : le {day}. {_INTERRUPTED.get(kind, NOT_BY_LETTER)}"
        yield finding("limitation", Severity.WARNS, days_left(left), sentence, article=article)
    else:
        yield finding("limitation", Severity.OK, f"Prescription : pas avant le {day}", article=article)


def _debtor(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    if facts.statement is not None:
        yield from payment.identity(template, facts)


CHECKS: tuple[Callable[[Template, LetterFacts], Iterable[Finding]], ...] = (
    _writer,
    _firm,
    _contents,
    _validation,
    _sums,
    _proofs,
    _reminded,
    _procedure,
    _limitation,
    _debtor,
)
