"""The life of a three-party portage contract: where it stands, who holds the pen, what it must say, the dates that follow.

C. trav. L1254-1 (three parties), L1254-3 (when a firm may have recourse to it), L1254-23 (what the contract must say). No text
fixes how fast the company validates nor how fast the three sign: these delays are the user's own.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from litigedesk import formats
from litigedesk.domain.labelled import Labelled
from litigedesk.domain.portage import DeliveryProof, PortageCompany, Tripartite, ValidationRound
from litigedesk.domain.records import Contract
from litigedesk.domain.vocabulary import (
    ClientKind,
    Clock,
    DeliveryProofKind,
    PaymentTerm,
    Signatory,
    ValidationAnswer,
)
from litigedesk.rules import deadlines
from litigedesk.rules.clock_dates import ClockDate, Milestone, clock_date
from litigedesk.rules.conditions import Condition, Verdict, condition
from litigedesk.rules.kinds import DeadlineName
from litigedesk.rules.law import Law

_LAWFUL_TERMS = frozenset(
    {PaymentTerm.PERFORMANCE_30, PaymentTerm.ON_RECEIPT, PaymentTerm.INVOICE_30, PaymentTerm.INVOICE_45, PaymentTerm.INVOICE_60,
     PaymentTerm.EOM_45_A, PaymentTerm.EOM_45_B, PaymentTerm.PUBLIC_30}
)  # fmt: skip
_PUBLIC_TERMS = frozenset(
    {PaymentTerm.PERFORMANCE_30, PaymentTerm.ON_RECEIPT, PaymentTerm.INVOICE_30, PaymentTerm.PUBLIC_30}
)
CONTENTS = "C. trav. L1254-23"


class ContractPhase(Labelled):
    """Where a three-party contract stands, in order."""

    DRAFTED = "drafted", "Rédaction"
    SENT = "sent", "En validation"
    CORRECTIONS = "corrections", "Corrections demandées"
    TO_SIGN = "to-sign", "À signer"
    ACTIVE = "active", "En cours"
    ENDED = "ended", "Terminé"


@dataclass(frozen=True, kw_only=True)
class PortageDelays:
    """The user's own delays: working days to validate, calendar days to sign; and two limits still to be confirmed."""

    validation_days: int
    signature_days: int
    mission_months: int
    conclusion_days: int


# ---- where it stands -------------------------------------------------------------------------------------------------
def last_round(rounds: Sequence[ValidationRound]) -> ValidationRound | None:
    """The latest sending to the portage company; ``None`` before the first."""
    return max(rounds, key=lambda one: (one.sent_on, one.id or 0), default=None)


def approved_on(rounds: Sequence[ValidationRound]) -> dt.date | None:
    """The day of the *feu vert*; ``None`` until then, and again once a new draft was sent."""
    last = last_round(rounds)
    return last.answered_on if last is not None and last.answer is ValidationAnswer.APPROVED else None


def signed_on(tripartite: Tripartite, who: Signatory) -> dt.date | None:
    """The day one of the three signed."""
    return {
        Signatory.WORKER: tripartite.worker_signed_on,
        Signatory.CLIENT: tripartite.client_signed_on,
        Signatory.COMPANY: tripartite.company_signed_on,
    }[who]


def to_sign(tripartite: Tripartite) -> tuple[Signatory, ...]:
    """Who has not signed yet, in the usual order."""
    return tuple(who for who in Signatory if signed_on(tripartite, who) is None)


def concluded_on(tripartite: Tripartite) -> dt.date | None:
    """The day of the last of the three signatures; ``None`` while one lacks."""
    days = [signed_on(tripartite, who) for who in Signatory]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def phase(tripartite: Tripartite, rounds: Sequence[ValidationRound]) -> ContractPhase:
    """Where a contract stands, from its dates alone; three signatures make it active even when no validation was noted."""
    if tripartite.ended_on is not None:
        return ContractPhase.ENDED
    if concluded_on(tripartite) is not None:
        return ContractPhase.ACTIVE
    last = last_round(rounds)
    if last is None:
        return ContractPhase.DRAFTED
    if last.answer is None:
        return ContractPhase.SENT
    return ContractPhase.TO_SIGN if last.answer is ValidationAnswer.APPROVED else ContractPhase.CORRECTIONS


def pen_holder(tripartite: Tripartite, rounds: Sequence[ValidationRound]) -> Signatory | None:
    """Whose move it is; ``None`` when nobody's."""
    match phase(tripartite, rounds):
        case ContractPhase.DRAFTED | ContractPhase.CORRECTIONS:
            return Signatory.WORKER
        case ContractPhase.SENT:
            return Signatory.COMPANY
        case ContractPhase.TO_SIGN:
            return to_sign(tripartite)[0]
        case _:
            return None


# ---- what it must say and may not exceed -----------------------------------------------------------------------------
def contents(contract: Contract, tripartite: Tripartite, company: PortageCompany, worker: str) -> tuple[Condition, ...]:
    """What the contract must state, item by item; ``worker`` is the user's name."""
    dated = contract.starts_on is not None and contract.ends_on is not None
    items: tuple[tuple[str, str, bool, str], ...] = (
        ("skills", "Votre identité et vos compétences", bool(worker.strip() and tripartite.skills.strip()), "skills"),
        ("service", "La prestation et ses conditions d’exécution", bool(tripartite.service.strip()), "service"),
        (
            "dates",
            "Le début et la fin, ou une durée minimale",
            dated or (contract.starts_on is not None and bool(tripartite.minimum_duration.strip())),
            "starts_on" if contract.starts_on is None else "ends_on",
        ),
        ("price", "Le prix", contract.amount is not None or bool(tripartite.price.strip()), "price"),
        ("safety", "La responsabilité de l’entreprise cliente pour la santé et la sécurité", bool(tripartite.safety.strip()),
         "safety"),
        ("equipment", "Les équipements de protection, s’il en faut", bool(tripartite.equipment.strip()), "equipment"),
        ("guarantor", "Le garant financier de la société de portage", bool(company.guarantor.strip()), "company.guarantor"),
        ("insurer", "Son assureur de responsabilité civile", bool(company.insurer.strip()), "company.insurer"),
        ("policy", "Le numéro de ce contrat d’assurance", bool(company.policy_number.strip()), "company.policy_number"),
    )  # fmt: skip
    return tuple(
        Condition(
            code=code,
            title=title,
            verdict=Verdict.MET if there else Verdict.ASK,  # a draft is no fault
            sentence="Indiqué." if there else "À compléter : le contrat doit le dire.",
            article=CONTENTS,
            field="" if there else field,
        )
        for code, title, there, field in items
    )


def limits(
    contract: Contract,
    tripartite: Tripartite,
    rounds: Sequence[ValidationRound],
    client: ClientKind,
    delays: PortageDelays,
    law: Law,
    today: dt.date,
) -> tuple[Condition, ...]:
    """What the law allows of such a contract, and what stands in its way."""
    return (
        _client_is_a_firm(client),
        _ground(tripartite),
        _duration(contract, delays),
        _payment_term(contract, client, law, contract.signed_on or today),
        *_concluded_in_time(contract, tripartite, delays, law),
        *_validated_first(tripartite, rounds),
    )


def _client_is_a_firm(client: ClientKind) -> Condition:
    title, article = "Le client est une entreprise", "C. trav. L1254-1"
    match client:
        case ClientKind.CONSUMER:
            return condition(
                "client", title, Verdict.FAILED, "Ce client est un consommateur : le portage salarial ne lui est pas ouvert.",
                article, instead="Facturez-le à votre nom, ou vérifiez qui il est.", field="client_id", forbids=True,
            )  # fmt: skip
        case ClientKind.UNKNOWN:
            return condition("client", title, Verdict.ASK, "Dites qui est ce client.", article, field="client_id")
        case _:
            return condition("client", title, Verdict.MET, f"{client.label}.", article)


def _ground(tripartite: Tripartite) -> Condition:
    title, article = "Un cas de recours", "C. trav. L1254-3"
    if tripartite.ground is None:
        sentence = "Dites si la tâche est occasionnelle, ou si le client n’a pas l’expertise."
        return condition("ground", title, Verdict.ASK, sentence, article, field="ground")
    return condition("ground", title, Verdict.MET, f"{tripartite.ground.label}.", article)


def last_day(start: dt.date, months: int) -> dt.date:
    """The last day of a mission of so many months that starts that day."""
    return formats.add_months(start, months) - dt.timedelta(days=1)


def _duration(contract: Contract, delays: PortageDelays) -> Condition:
    title, article = f"{delays.mission_months} mois au plus", "C. trav. L1254-4, à confirmer"
    if contract.starts_on is None:
        return condition("duration", title, Verdict.ASK, "Indiquez le début de la mission.", article, field="starts_on")
    most = last_day(contract.starts_on, delays.mission_months)
    if contract.ends_on is None:
        sentence = f"Sans date de fin, la mission ne peut pas dépasser le {formats.date_long(most)}."
        return condition("duration", title, Verdict.ASK, sentence, article, field="ends_on")
    if contract.ends_on > most:
        sentence = (
            f"La fin prévue, le {formats.date_long(contract.ends_on)}, dépasse le {formats.date_long(most)} : "
            f"{delays.mission_months} mois à compter du {formats.date_long(contract.starts_on)}."
        )
        return condition(
            "duration", title, Verdict.FAILED, sentence, article, instead="Avancez la fin.", field="ends_on"
        )
    return condition(
        "duration", title, Verdict.MET, f"Jusqu’au {formats.date_long(contract.ends_on)}.", article
    )  # fmt: skip


def _payment_term(contract: Contract, client: ClientKind, law: Law, on: dt.date) -> Condition:
    """45 days « fin de mois » is the other way the text allows; a public buyer has terms of its own."""
    public = client is ClientKind.PUBLIC
    rule = law.parameter("public-payment" if public else "payment-term-ceiling", on)
    longest, article = rule.whole, "CCP R2192-10 et R2192-11" if public else "C. com. L441-10, I"
    title, days = f"Paiement à {longest} jours au plus", contract.payment_days
    if contract.payment_term in (_PUBLIC_TERMS if public else _LAWFUL_TERMS):
        return condition("term", title, Verdict.MET, f"{contract.payment_term.label}.", article)
    custom = contract.payment_term is PaymentTerm.CUSTOM
    if custom and days is None:
        return condition("term", title, Verdict.ASK, "Indiquez le nombre de jours.", article, field="payment_days")
    if custom and days is not None and days <= longest:
        return condition("term", title, Verdict.MET, f"{formats.count(days, 'jour')} après la facture.", article)
    if public:
        sentence = f"{longest} jours en principe ; {rule.note}"
        return condition("term", title, Verdict.ASK, sentence, article, field="payment_term")
    sentence = f"{formats.count(days or 0, 'jour')} après la facture : la loi n’en permet pas plus de {longest}."
    return condition(
        "term", title, Verdict.FAILED, sentence, article, instead="Raccourcissez ce délai.", field="payment_days"
    )


def _concluded_in_time(
    contract: Contract, tripartite: Tripartite, delays: PortageDelays, law: Law
) -> Iterator[Condition]:
    """The [GK] limit of L1254-22, told as something to confirm: it never forbids."""
    concluded, start = concluded_on(tripartite), contract.starts_on
    if concluded is None or start is None:
        return
    days = formats.count(delays.conclusion_days, "jour ouvrable", "jours ouvrables")
    title, article = f"Conclu dans les {days} du début", "C. trav. L1254-22, à confirmer"
    by = start
    if concluded > start:
        by = deadlines.compute(DeadlineName.WORKABLE_DAYS, start, law, days=delays.conclusion_days).date
    if concluded <= by:
        sentence = f"Signé par les trois le {formats.date_long(concluded)}."
        yield condition("concluded", title, Verdict.MET, sentence, article)
        return
    sentence = (
        f"La dernière signature est du {formats.date_long(concluded)}, après le {formats.date_long(by)}. Parlez-en à la société de "
        "portage."
    )
    yield condition("concluded", title, Verdict.ASK, sentence, article)


def _validated_first(tripartite: Tripartite, rounds: Sequence[ValidationRound]) -> Iterator[Condition]:
    signed = [day for who in Signatory if (day := signed_on(tripartite, who)) is not None]
    if not signed:
        return
    title, article = "Validé avant d’être signé", "usage des sociétés de portage"
    green = approved_on(rounds)
    if green is None:
        sentence = "Une signature est notée sans feu vert de la société de portage : elle peut refuser ce contrat."
        yield condition(
            "validated", title, Verdict.ASK, sentence, article, instead="Notez sa réponse, ou envoyez-le-lui."
        )
    elif min(signed) < green:
        sentence = (
            f"Une signature précède le feu vert du {formats.date_long(green)} : vérifiez que c’est le même texte."
        )
        yield condition("validated", title, Verdict.ASK, sentence, article)
    else:
        yield condition("validated", title, Verdict.MET, f"Feu vert le {formats.date_long(green)}.", article)


# ---- dates that follow -----------------------------------------------------------------------------------------------
def contract_clocks(
    tripartite: Tripartite, rounds: Sequence[ValidationRound], delays: PortageDelays, law: Law
) -> tuple[ClockDate, ...]:
    """The reminders of a contract on its way to be signed: the company's answer, then the signatures."""
    concluded = concluded_on(tripartite)
    over = concluded or tripartite.ended_on
    found = [one for one in (_validation_clock(tripartite, rounds, delays, over, law),) if one is not None]
    green = approved_on(rounds)
    if green is not None:
        days = formats.count(delays.signature_days, "jour calendaire", "jours calendaires")
        found.append(
            clock_date(
                Clock.SIGNATURE,
                "Faire signer le contrat de portage par les trois parties",
                green + dt.timedelta(delays.signature_days),
                f"{days} après le feu vert du {formats.date_long(green)} : votre choix, aucun texte ne fixe ce délai.",
                over,
            )
        )
    return tuple(found)


def _validation_clock(
    tripartite: Tripartite, rounds: Sequence[ValidationRound], delays: PortageDelays, over: dt.date | None, law: Law
) -> ClockDate | None:
    """The one reminder before the *feu vert*: send the draft, chase the company, or send it again corrected."""
    last, days = last_round(rounds), formats.count(delays.validation_days, "jour ouvré", "jours ouvrés")
    if last is None:
        since, title, after = tripartite.drafted_on, "Envoyer le contrat de portage à valider", "la rédaction du"
    elif last.answer is ValidationAnswer.CORRECTIONS:
        since, title, after = (
            last.answered_on,
            "Corriger le contrat de portage et le renvoyer",
            "la demande de corrections du",
        )
    else:
        since, title, after = last.sent_on, "Relancer la société de portage : contrat à valider", "l’envoi du"
    if since is None:
        return None
    done = last.answered_on if last is not None and last.answer is ValidationAnswer.APPROVED else None
    return clock_date(
        Clock.VALIDATION,
        formats.typographic(title),
        deadlines.compute(DeadlineName.WORKING_DAYS, since, law, days=delays.validation_days).date,
        f"{days} après {after} {formats.date_long(since)} : votre choix, aucun texte ne fixe ce délai.",
        done or over,
    )


# ---- activity reports ------------------------------------------------------------------------------------------------
def reports_lacking(
    contract: Contract, tripartite: Tripartite, proofs: Sequence[DeliveryProof], today: dt.date
) -> tuple[dt.date, ...]:
    """The months that are over, between the mission's start and end, without an activity report; first days of months.

    None before the three have signed: nothing was to be done yet.
    """
    if contract.starts_on is None or concluded_on(tripartite) is None:
        return ()
    ends = [day for day in (tripartite.ended_on, contract.ends_on) if day is not None]
    until = min([today, *ends])
    known = {one.month for one in proofs if one.kind is DeliveryProofKind.ACTIVITY_REPORT}
    lacking, month = [], contract.starts_on.replace(day=1)
    while month <= until:
        following = formats.add_months(month, 1)
        over = following <= today or until < min([following, today])
        if over and month not in known:
            lacking.append(month)
        month = following
    return tuple(lacking)


# ---- the picture -----------------------------------------------------------------------------------------------------
def milestones(
    tripartite: Tripartite, rounds: Sequence[ValidationRound], clocks: Sequence[ClockDate]
) -> tuple[Milestone, ...]:
    """The dates of a contract in order, those that happened and those expected, for its picture."""
    found = []
    if tripartite.drafted_on is not None:
        found.append(Milestone(key="drafted", label="rédigé", date=tripartite.drafted_on))
    for number, one in enumerate(sorted(rounds, key=lambda one: (one.sent_on, one.id or 0)), 1):
        found.append(Milestone(key=f"sent-{number}", label="envoyé", date=one.sent_on))
        if one.answered_on is not None and one.answer is not None:
            found.append(Milestone(key=f"answered-{number}", label=one.answer.label.lower(), date=one.answered_on))
    for who in Signatory:
        if (day := signed_on(tripartite, who)) is not None:
            found.append(Milestone(key=f"signed-{who}", label=f"signé : {who.label.lower()}", date=day))
    if tripartite.ended_on is not None:
        found.append(Milestone(key="ended", label="fin de mission", date=tripartite.ended_on))
    awaited = {ContractPhase.DRAFTED: "à envoyer", ContractPhase.CORRECTIONS: "à renvoyer corrigé"}
    validation = awaited.get(phase(tripartite, rounds), "feu vert attendu")
    names = {Clock.VALIDATION: validation, Clock.SIGNATURE: "signatures attendues"}
    for clock in clocks:
        if clock.done_on is None and clock.clock in names:
            found.append(Milestone(key=str(clock.clock), label=names[clock.clock], date=clock.date, known=False))
    return tuple(sorted(found, key=lambda one: (one.date, not one.known)))
