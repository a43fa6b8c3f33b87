"""What to look at before a letter leaves: each finding says what is wrong (or right), why, and whether the letter is forbidden."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from litigedesk import formats
from litigedesk.domain.money import ZERO
from litigedesk.domain.records import Profile
from litigedesk.domain.vocabulary import ClientKind, ProfileStatus, SendMethod
from litigedesk.letters import address, claim, fonts
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.template import Template

SHORT_DELAY = 8  # calendar days under which we warn; a choice: C. civ. 1231 only asks for a reasonable one


class Severity(StrEnum):
    """How a finding weighs; a warning can be passed over, a prohibition cannot."""

    FORBIDS = "forbids"
    WARNS = "warns"
    OK = "ok"


@dataclass(frozen=True)
class Finding:
    """One line of « Avant d’envoyer »; ``article`` is what it rests on, ``target`` the field that mends it, when there is one."""

    code: str
    severity: Severity
    title: str
    sentence: str = ""
    article: str = ""
    target: str = ""
    record_id: int | None = None


def findings(template: Template, facts: LetterFacts) -> tuple[Finding, ...]:
    """Every finding, the gravest first; an « ok » stands for each check that found nothing."""
    of_letter = (_sender, _paid, _contested, _delay, _rates, _sequence, _sending)
    of_facts = (_closed, _client_kind, _due, _identity, _printing)
    found = [finding for check in of_letter for finding in check(template, facts)]
    found += [finding for check in of_facts for finding in check(facts)]
    return tuple(sorted(found, key=lambda finding: list(Severity).index(finding.severity)))


def who_may_send(template: Template, profile: Profile) -> str | None:
    """Why this user may not send this letter, in one sentence; ``None`` when they may (portage: C. trav. L1254-1)."""
    if profile.status in template.senders:
        return None
    return formats.typographic(
        f"En portage salarial, la société de portage émet la facture et elle est seule créancière : « {template.title} » ne "
        "peut pas partir à votre nom. Signalez-lui l’impayé, elle écrira ou vous donnera mandat."
    )


def _finding(
    code: str,
    severity: Severity,
    title: str,
    sentence: str = "",
    *,
    article: str = "",
    target: str = "",
    record_id: int | None = None,
) -> Finding:
    return Finding(
        code, severity, formats.typographic(title), formats.typographic(sentence), article, target, record_id
    )


def _sender(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    profile = facts.profile
    if reason := who_may_send(template, profile):
        yield _finding("portage", Severity.FORBIDS, "Lettre réservée au créancier", reason, article="C. trav. L1254-1")
    if profile.status is ProfileStatus.EI and not profile.ei_mention:
        sentence = "La mention « EI » doit figurer à côté de votre nom sur tout document professionnel."
        yield _finding(
            "ei-mention", Severity.WARNS, "Mention « EI » absente", sentence, article="C. com. R526-27",
            target="profile.ei_mention", record_id=profile.id,
        )  # fmt: skip


def _client_kind(facts: LetterFacts) -> Iterable[Finding]:
    client = facts.client
    if client.kind is ClientKind.UNKNOWN:
        sentence = "Le texte, les intérêts et les frais en dépendent : dites d’abord si c’est un professionnel ou un consommateur."
        yield _finding(
            "client-kind", Severity.FORBIDS, "Type de client inconnu", sentence, article="C. conso. art. liminaire",
            target="client.kind", record_id=client.id,
        )  # fmt: skip


def _closed(facts: LetterFacts) -> Iterable[Finding]:
    if facts.dispute.closed_on is not None:
        sentence = (
            f"Il est clos depuis le {formats.date_long(facts.dispute.closed_on)} : rouvrez-le avant d’écrire au client."
        )
        yield _finding(
            "closed", Severity.WARNS, "Dossier clos", sentence, target="dispute.stage", record_id=facts.dispute.id
        )


def _due(facts: LetterFacts) -> Iterable[Finding]:
    early = [line for line in facts.statement.lines if line.due_on >= facts.written_on]
    if facts.statement.lines and len(early) == len(facts.statement.lines):
        sentence = f"Rien n’est dû avant le {formats.date_long(min(line.due_on for line in early))}."
        yield _finding("not-due", Severity.FORBIDS, "Aucune facture échue", sentence)
    elif early:
        numbers = ", ".join(line.number for line in early)
        yield _finding("partly-due", Severity.WARNS, "Facture pas encore échue", f"Retirez du dossier : {numbers}.")


def _paid(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    last = max((letter.written_on for letter in facts.previous_letters), default=None)
    recent = [payment for payment in facts.payments if last is not None and payment.paid_on >= last]
    if facts.statement.lines and claim.asked(template, facts) <= ZERO and not facts.statement.contested_amount:
        yield _finding("paid", Severity.FORBIDS, "Tout est payé", "Il ne reste rien à réclamer avec cette lettre.")
    elif recent:
        received = ", ".join(f"{formats.money(one.amount)} le {formats.date_long(one.paid_on)}" for one in recent)
        sentence = f"Reçu depuis votre dernier courrier : {received}. La lettre ne réclame que le reste ; est-elle encore utile ?"
        yield _finding("paid-since", Severity.WARNS, "Paiement récent", sentence)
    elif facts.statement.paid:
        title = f"Paiements partiels déduits ({formats.money(facts.statement.paid)})"
        yield _finding("partly-paid", Severity.OK, title)
    else:
        yield _finding("no-payment", Severity.OK, "Aucun paiement reçu" + (" depuis la relance" if last else ""))


def _contested(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    statement = facts.statement
    if not statement.contested_amount:
        yield _finding("not-contested", Severity.OK, "Somme non contestée par écrit")
    elif claim.asked(template, facts) <= ZERO:
        sentence = "Répondez d’abord à la contestation : il ne reste aucune part non contestée à réclamer."
        yield _finding("all-contested", Severity.FORBIDS, "Toute la somme est contestée", sentence)
    else:
        sentence = (
            f"La lettre ne réclame que la part non contestée. Contesté : {formats.money(statement.contested_amount)}."
        )
        yield _finding(
            "contested", Severity.WARNS, "Somme contestée en partie", sentence, target="dispute.contested_amount"
        )


def _delay(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    if facts.reply_by is None:
        return
    days = (facts.reply_by - facts.written_on).days
    note = template.delay_note
    if days <= 0:
        yield _finding(
            "delay-past",
            Severity.FORBIDS,
            "Date limite passée",
            "Choisissez une date à venir.",
            target="letter.reply_by",
        )
    elif days < SHORT_DELAY:
        sentence = f"{formats.count(days, 'jour')} : le délai doit rester raisonnable. {note}"
        yield _finding(
            "delay-short", Severity.WARNS, "Délai court", sentence, article="C. civ. 1231", target="letter.reply_by"
        )
    else:
        yield _finding(
            "delay", Severity.OK, f"Délai de {formats.count(days, 'jour calendaire', 'jours calendaires')}", note
        )


def _identity(facts: LetterFacts) -> Iterable[Finding]:
    client = facts.client
    if client.kind not in (ClientKind.PROFESSIONAL, ClientKind.PUBLIC):
        return
    number = re.sub(r"\s", "", client.siret)
    if not number or not _valid_number(number):
        title = "SIRET du client absent" if not number else "SIRET du client faux"
        sentence = "Il identifie le débiteur : un nom approchant peut en désigner un autre. Il figure sur son papier à lettres."
        yield _finding("client-siret", Severity.WARNS, title, sentence, target="client.siret", record_id=client.id)
    elif client.kind is ClientKind.PROFESSIONAL and not client.legal_form:
        sentence = "Vérifiez que le nom est la dénomination exacte ; ajoutez SARL, SAS… si le client est une société."
        yield _finding(
            "client-form",
            Severity.WARNS,
            "Forme juridique absente",
            sentence,
            target="client.legal_form",
            record_id=client.id,
        )
    else:
        yield _finding("client-identity", Severity.OK, "Client identifié par son numéro")


def _valid_number(number: str) -> bool:
    from stdnum.fr import siren, siret

    return bool(siret.is_valid(number)) if len(number) == 14 else bool(siren.is_valid(number))


def _rates(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    if not claim.claims_total(template, facts):
        return
    for warning in facts.rate_warnings:
        yield _finding("rates", Severity.WARNS, "Taux à vérifier", warning)
    if not facts.rate_warnings:
        yield _finding("rates", Severity.OK, "Taux à jour")


def _sequence(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """The letters that went before: not noted as sent, the same one already gone, a notice still running."""
    for letter in facts.previous_letters:
        if letter.sent_on is None:
            sentence = f"« {letter.title} » du {formats.date_long(letter.written_on)} n’est pas rappelée : notez sa date d’envoi."
            yield _finding(
                "unsent",
                Severity.WARNS,
                "Courrier sans date d’envoi",
                sentence,
                target="letter.sent_on",
                record_id=letter.id,
            )
    same = [letter for letter in facts.previous_letters if letter.template == template.id and letter.sent_on]
    if same and same[-1].sent_on:
        sentence = f"« {template.title} » est déjà partie le {formats.date_long(same[-1].sent_on)}."
        yield _finding("already-sent", Severity.WARNS, "Lettre déjà envoyée", sentence, record_id=same[-1].id)
    running = [
        one for one in facts.previous_letters if one.sent_on and one.reply_by and one.reply_by >= facts.written_on
    ]
    if running and running[-1].reply_by:
        until = formats.date_long(running[-1].reply_by + timedelta(days=1))
        sentence = f"Le délai laissé par votre dernier courrier n’est pas écoulé : attendez le {until}."
        yield _finding("delay-running", Severity.WARNS, "Délai en cours", sentence, record_id=running[-1].id)


def _sending(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    known = facts.client.email or (facts.contact is not None and facts.contact.email)
    if facts.send_method is SendMethod.EMAIL and not known:
        yield _finding(
            "email",
            Severity.WARNS,
            "Aucun courriel connu pour ce client",
            "Indiquez son adresse, ou choisissez un autre envoi.",
            target="client.email",
            record_id=facts.client.id,
        )
    if not template.formal_notice:
        return
    if facts.send_method is SendMethod.REGISTERED:
        yield _finding("registered", Severity.OK, "Envoi en recommandé : la preuve habituelle")
        return
    start = " La date de réception fait courir l’intérêt." if facts.client.kind is ClientKind.CONSUMER else ""
    sentence = f"Le recommandé n’est pas obligatoire, mais c’est la preuve habituelle.{start}"
    yield _finding(
        "registered",
        Severity.WARNS,
        "Envoi sans recommandé",
        sentence,
        article="C. civ. 1344",
        target="letter.send_method",
    )


def _printing(facts: LetterFacts) -> Iterable[Finding]:
    """What the envelope's window and the letters' font can show."""
    if facts.address is None:
        return
    lines = address.recipient_lines(facts.client, facts.address, facts.contact)
    if address.exceeds_postal_rules(lines):
        sentence = "La Poste lit 6 lignes de 38 caractères au plus. L’adresse est imprimée plus petit : abrégez-la."
        yield _finding("address", Severity.WARNS, "Adresse trop longue", sentence, article="", target="client.address")
    typed = [*lines, *address.sender_lines(facts.profile), *(line.title for line in facts.statement.lines)]
    if lacking := fonts.lost("".join(typed)):
        sentence = f"Remplacés par « ? » dans le PDF : {' '.join(lacking)}. Écrivez-les en lettres latines."
        yield _finding("glyphs", Severity.WARNS, "Caractères absents de la police", sentence)
