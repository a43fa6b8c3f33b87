"""May a consumer's mediator examine this dispute? Each condition of the law with what is known of it.

C. conso. L611-1 and L611-3 (who and what), L611-4 (services left out), L612-2 (what the mediator cannot examine). Whether the
request is unfounded or abusive (L612-2, 2°) is for the mediator alone to say.
"""

import datetime as dt
from collections.abc import Iterable

from litigedesk import formats
from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.rules import deadlines
from litigedesk.rules.conditions import Condition, Verdict, condition
from litigedesk.rules.kinds import DeadlineName
from litigedesk.rules.law import Law

_INSTEAD = {
    ClientKind.PROFESSIONAL: "Entre professionnels, proposez le médiateur des entreprises ou un conciliateur de justice, tous deux "
    "gratuits.",
    ClientKind.PUBLIC: "Avec un acheteur public, proposez le médiateur des entreprises, gratuit et confidentiel.",
}
_CLOSED = "la médiation de la consommation ne lui est pas ouverte"
_RECOVERY = (
    "Pour être payé, passez par vos relances et votre mise en demeure, un conciliateur de justice, les petites créances ou "
    "l’injonction de payer : la médiation de la consommation ne sert pas à recouvrer."
)


def first_written(complaints: Iterable[Complaint]) -> Complaint | None:
    """The complaint that the year counts from: the first one in writing."""
    written = [one for one in complaints if one.is_written]
    return min(written, key=lambda one: (one.received_on, one.id or 0), default=None)


def conditions(
    client: ClientKind, complaints: Iterable[Complaint], mediation: Mediation, law: Law, today: dt.date
) -> tuple[Condition, ...]:
    """Every condition in the order a mediator reads them; a referral not dated is taken as made on ``today``."""
    complaints = tuple(complaints)
    referred = mediation.referred_on or today
    return (
        _consumer(client),
        _started_by_client(mediation),
        _written_complaint(complaints, referred),
        _within_the_year(complaints, referred, law),
        _asked(
            "in_court", mediation.in_court, "Pas devant un juge",
            yes="Un juge est saisi ou a déjà jugé : le médiateur ne peut pas examiner le litige.",
            no="Aucun juge n’est saisi de ce litige.",
            ask="Le litige est-il déjà devant un juge, ou jugé ?",
            article="C. conso. L612-2, 3°",
            instead="Répondez dans la procédure, et signalez-le au médiateur : le juge peut lui aussi ordonner une médiation ou "
            "une conciliation.",
        ),
        _asked(
            "other_mediator", mediation.other_mediator, "Pas devant un autre médiateur",
            yes="Un autre médiateur est saisi ou a déjà examiné le litige.",
            no="Aucun autre médiateur n’est saisi.",
            ask="Un autre médiateur est-il déjà saisi de ce litige ?",
            article="C. conso. L612-2, 3°",
            instead="Laissez le premier médiateur finir, et signalez-le au second.",
        ),
        _asked(
            "in_sector", None if mediation.in_sector is None else not mediation.in_sector, "Dans le secteur du médiateur",
            yes="Ce médiateur n’est pas compétent pour votre activité.",
            no="Votre activité est dans son champ de compétence.",
            ask="Votre activité est-elle dans la liste de ses secteurs (annuaire de la CECMC) ?",
            article="C. conso. L612-2, 5°",
            instead="Signalez-le-lui, et donnez à votre client le médiateur compétent avec lequel vous avez signé une convention.",
        ),
        _asked(
            "excluded_service", mediation.excluded_service, "Activité non exclue",
            yes="Les services d’intérêt général non économiques, les soins des professionnels de santé et l’enseignement supérieur "
            "public sont hors de la médiation de la consommation.",
            no="Votre activité n’est pas de celles que la loi laisse de côté.",
            ask="Votre activité relève-t-elle des soins de santé, de l’enseignement supérieur public ou d’un service d’intérêt "
            "général non économique ?",
            article="C. conso. L611-4",
            instead="Proposez un conciliateur de justice.",
        ),
    )  # fmt: skip


def forbidding(found: Iterable[Condition]) -> tuple[Condition, ...]:
    """The failed conditions without which there can be no consumer mediation."""
    return tuple(one for one in found if one.forbids and one.verdict is Verdict.FAILED)


def _condition(
    code: str, title: str, verdict: Verdict, sentence: str, article: str, instead: str = "", field: str = "", *,
    forbids: bool = False,
) -> Condition:  # fmt: skip
    told = instead if verdict is Verdict.FAILED else ""
    return condition(code, title, verdict, sentence, article, instead=told, field=field, forbids=forbids)


def _consumer(client: ClientKind) -> Condition:
    verdict, sentence = {
        ClientKind.CONSUMER: (Verdict.MET, "Votre client est un consommateur."),
        ClientKind.UNKNOWN: (Verdict.ASK, "Dites d’abord qui est ce client : la médiation est réservée aux consommateurs."),
        ClientKind.PROFESSIONAL: (Verdict.FAILED, f"Votre client est un professionnel : {_CLOSED}."),
        ClientKind.PUBLIC: (Verdict.FAILED, f"Votre client est un acheteur public : {_CLOSED}."),
    }[client]  # fmt: skip
    return _condition(
        "consumer", "Client consommateur", verdict, sentence, "C. conso. L611-1 et L611-3", _INSTEAD.get(client, ""),
        forbids=True,
    )  # fmt: skip


def _started_by_client(mediation: Mediation) -> Condition:
    verdict, sentence = {
        True: (Verdict.MET, "C’est votre client qui a saisi le médiateur."),
        False: (Verdict.FAILED, "Un professionnel ne peut pas saisir le médiateur contre un consommateur."),
        None: (Verdict.ASK, "Est-ce votre client qui a saisi le médiateur ? Lui seul le peut."),
    }[mediation.started_by_client]
    return _condition(
        "started-by-client", "Saisi par le client", verdict, sentence, "C. conso. L611-3, 5°", _RECOVERY,
        "started_by_client", forbids=True,
    )  # fmt: skip


def _written_complaint(complaints: tuple[Complaint, ...], referred: dt.date) -> Condition:
    title, article = "Réclamation écrite préalable", "C. conso. L612-2, 1°"
    first = first_written(complaints)
    if first is not None and first.received_on <= referred:
        sentence = f"Reçue le {formats.date_long(first.received_on)} ({first.channel.label.lower()})."
        return _condition("written-complaint", title, Verdict.MET, sentence, article)
    if first is not None:
        sentence = (
            f"La réclamation écrite, reçue le {formats.date_long(first.received_on)}, est venue après la saisine."
        )
    elif complaints:
        sentence = "La réclamation a été faite de vive voix : seule une réclamation écrite ouvre la voie du médiateur."
    else:
        sentence = "Aucune réclamation écrite n’est notée dans ce dossier."
    instead = (
        "Demandez à votre client une réclamation écrite et répondez-y ; si le médiateur est déjà saisi, dites-lui que vous n’en "
        "avez pas reçu."
    )
    return _condition("written-complaint", title, Verdict.FAILED, sentence, article, instead)


def _within_the_year(complaints: tuple[Complaint, ...], referred: dt.date, law: Law) -> Condition:
    title, article = "Saisine dans l’année", "C. conso. L612-2, 4°"
    first = first_written(complaints)
    if first is None or first.received_on > referred:
        begun = "n’a pas commencé" if first is None else "n’avait pas commencé à la saisine"
        sentence = f"L’année se compte à partir de la réclamation écrite : elle {begun}."
        return _condition("within-a-year", title, Verdict.ASK, sentence, article)
    last = deadlines.compute(DeadlineName.MEDIATION_REFERRAL, first.received_on, law).date
    said = (
        f"pendant un an après la réclamation écrite reçue le {formats.date_long(first.received_on)}, soit jusqu’au "
        f"{formats.date_long(last)}"
    )
    if referred <= last:
        return _condition(
            "within-a-year", title, Verdict.MET, f"Votre client peut saisir le médiateur {said}.", article
        )
    sentence = f"La saisine du {formats.date_long(referred)} vient trop tard : elle était possible {said}."
    instead = "Signalez cette date au médiateur. Un conciliateur de justice ou le juge restent ouverts à votre client."
    return _condition("within-a-year", title, Verdict.FAILED, sentence, article, instead)


def _asked(
    field: str, failed: bool | None, title: str, *, yes: str, no: str, ask: str, article: str, instead: str
) -> Condition:
    """A condition that only the user knows: the sentence said when it fails, when it holds, and the question until then."""
    verdict, sentence = {True: (Verdict.FAILED, yes), False: (Verdict.MET, no), None: (Verdict.ASK, ask)}[failed]
    return _condition(field.replace("_", "-"), title, verdict, sentence, article, instead, field)
