"""What is looked at before any letter leaves: who writes, to whom, by when, after which letters, and what the page can show."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from litigedesk import fonts, formats
from litigedesk.domain.matter import MatterKind
from litigedesk.domain.vocabulary import ClientKind, ProfileStatus, SendMethod
from litigedesk.letters import address, escaping, typed
from litigedesk.letters.addressee import known
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.guards.finding import Finding, Severity, finding
from litigedesk.letters.ids import SUBMIT_CONTRACT
from litigedesk.letters.template import Family, Recipient, Template

SHORT_DELAY = 8  # calendar days under which we warn; a choice: C. civ. 1231 only asks a notice for a reasonable one
_ADDRESSES = {
    "client": "client.address",
    "policy": "policy.insurer",
    "procedure": "procedure.authority",
}  # where a postal line is typed, elsewhere in « name »


def who_may_send(template: Template, status: ProfileStatus) -> str | None:
    """Why this user may not send this letter, in one sentence; ``None`` when they may (portage: C. trav. L1254-1)."""
    if status in template.senders:
        return None
    return formats.typographic(_REFUSALS[_refused(template)][1].format(title=template.title))


_REFUSALS: Final[Mapping[Family, tuple[str, str]]] = {
    Family.PAYMENT: (
        "Lettre réservée au créancier",
        "En portage salarial, la société de portage émet la facture et elle est seule créancière : « {title} » ne peut pas "
        "partir à votre nom. Signalez-lui l’impayé, elle écrira ou vous donnera mandat.",
    ),
    Family.COMPLAINT: (
        "Pas de consommateur en portage",
        "En portage salarial, vos clients sont des entreprises : la médiation de la consommation ne vous concerne pas. Transmettez "
        "la réclamation à la société de portage : c’est elle qui a signé avec le client.",
    ),
    Family.AGREEMENT: (
        "Accord réservé au créancier",
        "En portage salarial, la société de portage est seule créancière : elle seule peut accorder un délai, faire reconnaître la "
        "dette ou transiger. Signalez-lui l’impayé et ce que le client propose.",
    ),
    Family.PROCEDURE: (
        "Démarche réservée au créancier",
        "En portage salarial, la société de portage est seule créancière : elle seule peut agir. Demandez-lui de mandater un "
        "commissaire de justice.",
    ),
    Family.CONTEST: (
        "Réponse réservée au créancier",
        "En portage salarial, la société de portage a signé avec le client et facturé : transmettez-lui la contestation avec vos "
        "pièces.",
    ),
    Family.PORTAGE: (
        "Dossier hors portage salarial",
        "Cette lettre s’adresse à une société de portage, qui a signé avec le client et facturé. Ici, vous facturez à votre nom : "
        "c’est à vous de relancer.",
    ),
}


def _refused(template: Template) -> Family:
    return template.family if template.family in _REFUSALS else Family.COMPLAINT


def sender(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Whether this user may send it, and under which name."""
    profile = facts.writer
    if reason := who_may_send(template, facts.sender_status):
        title, _ = _REFUSALS[_refused(template)]
        yield finding("portage", Severity.FORBIDS, title, reason, article="C. trav. L1254-1")
    if profile.status is ProfileStatus.EI and not profile.ei_mention:
        sentence = "La mention « EI » doit figurer à côté de votre nom sur tout document professionnel."
        yield finding(
            "ei-mention", Severity.WARNS, "Mention « EI » absente", sentence, article="C. com. R526-27",
            target="profile.ei_mention", record_id=profile.id,
        )  # fmt: skip


def client_kind(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Whether the regime of the client is known, where the letter depends on it."""
    client = facts.known_client
    if client is not None and client.kind is ClientKind.UNKNOWN and ClientKind.UNKNOWN not in template.client_kinds:
        sentence = "Le texte, les intérêts et les frais en dépendent : dites d’abord si c’est un professionnel ou un consommateur."
        yield finding(
            "client-kind", Severity.FORBIDS, "Type de client inconnu", sentence, article="C. conso. art. liminaire",
            target="client.kind", record_id=client.id,
        )  # fmt: skip


def closed(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Whether the dispute that the letter is about is still open."""
    dispute = facts.known_dispute
    if template.about is MatterKind.DISPUTE and dispute is not None and dispute.closed_on is not None:
        to = "au client" if template.recipient is Recipient.CLIENT else "cette lettre"
        sentence = f"Il est clos depuis le {formats.date_long(dispute.closed_on)} : rouvrez-le avant d’écrire {to}."
        yield finding("closed", Severity.WARNS, "Dossier clos", sentence, target="dispute.stage", record_id=dispute.id)


def delay(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Whether the reply date leaves time, when there is one."""
    if facts.reply_by is None:
        return
    days = (facts.reply_by - facts.written_on).days
    note = template.delay_note
    if days <= 0:
        yield finding(
            "delay-past",
            Severity.FORBIDS,
            "Date limite passée",
            "Choisissez une date à venir.",
            target="letter.reply_by",
        )
    elif days < SHORT_DELAY:
        sentence = f"{formats.count(days, 'jour')} : le délai doit rester raisonnable. {note}"
        article = "C. civ. 1231" if template.family is Family.PAYMENT else ""
        yield finding("delay-short", Severity.WARNS, "Délai court", sentence, article=article, target="letter.reply_by")
    else:
        yield finding(
            "delay", Severity.OK, f"Délai de {formats.count(days, 'jour calendaire', 'jours calendaires')}", note
        )


def sequence(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """The letters of its family that went before: not noted as sent, the same one already gone, a delay still running."""
    for letter in facts.previous_letters:
        if letter.sent_on is None:
            recalled = " n’est pas rappelée" if template.family is Family.PAYMENT else " est gardée sans date d’envoi"
            sentence = (
                f"« {letter.title} » du {formats.date_long(letter.written_on)}{recalled} : notez sa date d’envoi."
            )
            yield finding(
                "unsent",
                Severity.WARNS,
                "Courrier sans date d’envoi",
                sentence,
                target="letter.sent_on",
                record_id=letter.id,
            )
    again = (
        template.id == SUBMIT_CONTRACT
    )  # once corrected; the guards of portage say whether it still waits for its answer
    same = [one for one in facts.previous_letters if one.template == template.id and one.sent_on and not again]
    if same and same[-1].sent_on:
        sentence = f"« {template.title} » est déjà partie le {formats.date_long(same[-1].sent_on)}."
        yield finding("already-sent", Severity.WARNS, "Lettre déjà envoyée", sentence, record_id=same[-1].id)
    running = [
        one for one in facts.previous_letters if one.sent_on and one.reply_by and one.reply_by >= facts.written_on
    ]
    if running and running[-1].reply_by:
        until = formats.date_long(running[-1].reply_by + timedelta(days=1))
        sentence = f"Le délai laissé par votre dernier courrier n’est pas écoulé : attendez le {until}."
        yield finding("delay-running", Severity.WARNS, "Délai en cours", sentence, record_id=running[-1].id)


def sending(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Whether an e-mail has somewhere to go."""
    to = known(template, facts)
    if to is not None and facts.send_method is SendMethod.EMAIL and not to.email:
        yield finding(
            "email",
            Severity.WARNS,
            f"Aucun courriel connu pour {to.called}",
            "Indiquez son adresse, ou choisissez un autre envoi.",
            target=f"{to.form}.{to.email_field}",
            record_id=to.record_id,
        )


def printing(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """What the envelope's window and the letters' font can show."""
    to = known(template, facts)
    if to is None or not to.lines:
        return
    if address.exceeds_postal_rules(to.lines):
        sentence = "La Poste lit 6 lignes de 38 caractères au plus. L’adresse est imprimée plus petit : abrégez-la."
        yield finding(
            "address", Severity.WARNS, "Adresse trop longue", sentence, target=_ADDRESSES.get(to.form, f"{to.form}.name"),
            record_id=to.record_id,
        )  # fmt: skip
    titles = [line.title for line in facts.statement.lines] if facts.statement else []
    texts = [
        escaping.clean(text) for text in (*(one.text for one in typed.texts(template, facts)), *typed.others(facts))
    ]
    printed = "".join([*to.lines, *address.sender_lines(facts.writer), *titles, *texts])
    if lacking := fonts.lost(printed):
        sentence = f"Remplacés par « ? » dans le PDF : {' '.join(lacking)}. Écrivez-les en lettres latines."
        yield finding("glyphs", Severity.WARNS, "Caractères absents de la police", sentence)
