"""The steps of each kind of procedure: what is asked at each, and the sentence of the law that goes with it."""

from collections.abc import Mapping
from typing import Final

from litigedesk.domain.procedure import Procedure
from litigedesk.domain.procedure import ProcedureKind as Kind
from litigedesk.domain.procedure import ProcedureOutcome as Outcome

from .form import Values
from .procedure_fields import FILE
from .record_step_form import DAY, Step

SUSPENDS: Final = (
    "L’accord écrit des deux parties, ou à défaut la première réunion, suspend la prescription ; il reste ensuite six mois au "
    "moins (C. civ. 2238)."
)
INTEREST_AFTER: Final = (
    "Impayée deux mois après, la condamnation porte intérêt au taux légal majoré de cinq points (CMF L313-3)."
)
BY_OFFICER: Final = "Seul un commissaire de justice peut signifier : donnez-lui la décision, il vous remet l’acte daté."


def _likely_end(procedure: Procedure) -> Values:
    """How it ends, as the dates noted lead to expect."""
    if procedure.outcome is not None:
        return {}
    if procedure.kind is Kind.SMALL_CLAIMS and procedure.decided_on is not None:
        return {"outcome": Outcome.AGREEMENT, "ended_on": procedure.decided_on}
    return {}


def _cost(note: str) -> Step:
    return Step(title="Frais", save="Noter les frais", lines=(("cost",),), note=note)


def _end(note: str, *extra: str) -> Step:
    return Step(
        title="Fin de la démarche",
        save="Noter la fin",
        lines=(("outcome",), ("ended_on",), *((name,) for name in extra)),
        needed={"outcome": "Dites comment elle a pris fin.", "ended_on": DAY},
        note=note,
        begins=_likely_end,
    )


def _step(title: str, save: str, note: str, *names: str) -> Step:
    """A step whose first field is the day, which is needed."""
    return Step(title=title, save=save, lines=tuple((name,) for name in names), needed={names[0]: DAY}, note=note)


_BY_AGREEMENT_ENDS: Final = (
    "Si elle était suspendue, la prescription court de nouveau de ce jour, pour six mois au moins (C. civ. 2238). "
)
_OFFICER_COST: Final = (
    "Vous avancez ces frais ; le juge met en général les dépens à la charge de celui qui perd (CPC 695)."
)
_FORCED: Final = "Les frais de l’exécution forcée sont à la charge du client (CPCE L111-8)."

STEPS: Final[Mapping[Kind, Mapping[str, Step]]] = {
    Kind.CONCILIATION: {
        "asked": _step(
            "Conciliateur saisi",
            "Noter la saisine",
            "Il se saisit sans formalité, gratuitement (CPC 1536). Si aucune réunion n’est possible dans les trois mois, vous êtes "
            "dispensé de conciliation : gardez-en la preuve (CPC 750-1, 3°).",
            "asked_on",
            "authority",
        ),
        "agreed": _step("Accord pour concilier", "Noter l’accord", SUSPENDS, "agreed_on"),
        "meeting": _step("Première réunion", "Noter la réunion", SUSPENDS, "meeting_on"),
        "decided": _step(
            "Accord homologué",
            "Noter l’homologation",
            "Homologué par le juge, l’accord devient un titre exécutoire ; un accord signé seul n’en est pas un (CPCE L111-3).",
            "decided_on",
            "granted",
            FILE,
        ),
        "ended": _end(
            _BY_AGREEMENT_ENDS + "Après un échec, le tribunal vous est ouvert : gardez le constat (CPC 750-1).",
            "granted",
            FILE,
        ),
        "cost": _cost("Le conciliateur est gratuit ; notez ici vos autres frais, s’il y en a."),
    },
    Kind.BUSINESS_MEDIATION: {
        "asked": _step(
            "Médiateur des entreprises saisi",
            "Noter la saisine",
            "Gratuit et confidentiel, entre entreprises ou avec un acheteur public. Le saisir ne suspend pas encore la "
            "prescription (C. civ. 2238).",
            "asked_on",
            "authority",
        ),
        "agreed": _step("Accord pour une médiation", "Noter l’accord", SUSPENDS, "agreed_on"),
        "meeting": _step("Première réunion", "Noter la réunion", SUSPENDS, "meeting_on"),
        "ended": _end(
            _BY_AGREEMENT_ENDS + "Un accord signé n’est pas un titre exécutoire (CPCE L111-3).", "granted", FILE
        ),
        "cost": _cost("Le médiateur des entreprises est gratuit ; notez ici vos autres frais, s’il y en a."),
    },
    Kind.SMALL_CLAIMS: {
        "asked": _step(
            "Lettre du commissaire envoyée",
            "Noter l’envoi",
            "Le client a un mois à compter de cet envoi ; son silence vaut refus (CPCE R125-2). D’ici là, n’acceptez aucun "
            "paiement : il ne peut y en avoir avant que le commissaire ait constaté l’issue (R125-7).",
            "asked_on",
            "authority",
        ),
        "agreed": _step(
            "Le client accepte de participer",
            "Noter son accord",
            "Son accord suspend la prescription (C. civ. 2238). Reste à convenir du montant et des modalités, dans le même mois "
            "(CPCE R125-5).",
            "agreed_on",
        ),
        "decided": _step(
            "Titre exécutoire remis",
            "Noter le titre",
            "L’accord sur le montant et les modalités donne un titre exécutoire (CPCE R125-6). S’il n’est pas tenu, un autre "
            "commissaire de justice l’exécute (R125-8).",
            "decided_on",
            "granted",
            FILE,
        ),
        "ended": _end(
            "Après un refus ou un silence, il reste six mois au moins avant la prescription si elle était suspendue (C. civ. "
            "2238), et vous êtes dispensé de conciliation avant le tribunal (CPC 750-1, 5°).",
            "granted",
            FILE,
        ),
        "cost": _cost("Tous les frais de cette procédure sont à votre charge (CPCE L125-1)."),
    },
    Kind.PAYMENT_ORDER: {
        "asked": _step(
            "Requête déposée",
            "Noter le dépôt",
            "Le dépôt n’interrompt pas la prescription, seule la signification le fait (Cass. 1re civ., 9 sept. 2020, n° "
            "19-12.006). Devant le tribunal de commerce, les frais se consignent dans les quinze jours, sinon la demande tombe "
            "(CPC 1425).",
            "asked_on",
            "court",
            "authority",
            "reference",
        ),
        "decided": _step(
            "Ordonnance rendue",
            "Noter l’ordonnance",
            "Faites-la signifier à temps, sinon elle ne vaut plus rien : trois mois si elle est rendue depuis le 1er septembre "
            "2026, six mois avant (CPC 1411). Accordée en partie seulement, mieux vaut ne pas la signifier si vous voulez "
            "demander le reste (CPC 1409).",
            "decided_on",
            "granted",
            FILE,
        ),
        "served": _step(
            "Ordonnance signifiée",
            "Noter la signification",
            "Le client a un mois pour former opposition ; s’il n’a pas reçu l’acte en personne, ce mois peut partir plus tard, "
            "d’un acte remis en personne ou de la première saisie (CPC 1416). La signification interrompt la prescription (C. "
            "civ. 2241).",
            "served_on",
            "served_in_person",
        ),
        "opposed": _step(
            "Opposition du client",
            "Noter l’opposition",
            "L’affaire sera plaidée. Gardez l’acte de signification : pour une ordonnance rendue depuis le 1er septembre 2026, "
            "le juge le demande à l’audience (CPC 1418). Au tribunal de commerce, consignez les frais dans les quinze jours de "
            "la lettre du greffe (CPC 1425).",
            "opposed_on",
        ),
        "meeting": _step(
            "Audience",
            "Noter l’audience",
            "Venez avec l’acte de signification et toutes vos pièces (CPC 1418).",
            "meeting_on",
        ),
        "enforceable": _step(
            "Ordonnance exécutoire",
            "Noter la date",
            "Sans opposition, un commissaire de justice peut saisir. " + INTEREST_AFTER,
            "enforceable_on",
        ),
        "ended": _end(
            "Un rejet ne se conteste pas en appel : il reste à saisir le tribunal par la voie ordinaire (CPC 1409).",
            "granted",
        ),
        "cost": _cost(
            "Gratuite au tribunal judiciaire ; le greffe du tribunal de commerce et la signification sont payants."
        ),
    },
    Kind.INTERIM_ORDER: {
        "asked": _step(
            "Assignation délivrée",
            "Noter l’assignation",
            "Le référé est ouvert si la dette n’est pas sérieusement contestable (CPC 835 et 873). La demande en justice "
            "interrompt la prescription (C. civ. 2241).",
            "asked_on",
            "court",
            "authority",
            "reference",
            "exemption",
        ),
        "meeting": _step("Audience", "Noter l’audience", "Venez avec vos pièces et leur bordereau.", "meeting_on"),
        "decided": _step("Ordonnance de référé", "Noter la décision", BY_OFFICER, "decided_on", "granted", FILE),
        "served": _step("Ordonnance signifiée", "Noter la signification", INTEREST_AFTER, "served_on"),
        "enforceable": _step("Décision exécutoire", "Noter la date", INTEREST_AFTER, "enforceable_on"),
        "ended": _end(
            "Notez une décision favorable quand il reste à la faire exécuter, et « Payé » quand tout est réglé.",
            "granted",
        ),
        "cost": _cost(_OFFICER_COST),
    },
    Kind.COURT_CLAIM: {
        "asked": _step(
            "Tribunal saisi",
            "Noter la saisine",
            "Jusqu’à 5 000 €, une conciliation doit d’abord être tentée, sauf dispense, sinon la demande est irrecevable (CPC "
            "750-1). La demande en justice interrompt la prescription (C. civ. 2241).",
            "asked_on",
            "court",
            "authority",
            "reference",
            "exemption",
        ),
        "meeting": _step("Audience", "Noter l’audience", "Venez avec vos pièces et leur bordereau.", "meeting_on"),
        "decided": _step("Jugement rendu", "Noter le jugement", BY_OFFICER, "decided_on", "granted", FILE),
        "served": _step("Jugement signifié", "Noter la signification", INTEREST_AFTER, "served_on"),
        "enforceable": _step("Jugement exécutoire", "Noter la date", INTEREST_AFTER, "enforceable_on"),
        "ended": _end(
            "Notez une décision favorable quand il reste à la faire exécuter, et « Payé » quand tout est réglé.",
            "granted",
        ),
        "cost": _cost(_OFFICER_COST),
    },
    Kind.PUBLIC_CLAIM: {
        "asked": _step(
            "Réclamation envoyée",
            "Noter l’envoi",
            "Une réclamation écrite interrompt la déchéance de quatre ans (loi 68-1250, art. 2). Les intérêts et les 40 € sont "
            "dus sans les demander ; renoncer aux intérêts est sans effet (CCP L2192-13 et L2192-14).",
            "asked_on",
            "authority",
        ),
        "decided": _step(
            "Réponse de l’acheteur",
            "Noter la réponse",
            "Les intérêts et les 40 € se paient dans les 45 jours du paiement du principal (CCP R2192-36).",
            "decided_on",
            "granted",
            FILE,
        ),
        "ended": _end(
            "Après un refus ou un silence, il reste le tribunal administratif : faites-vous conseiller.", "granted"
        ),
        "cost": _cost("La réclamation ne coûte rien d’autre que son envoi."),
    },
    Kind.INSOLVENCY: {
        "decided": _step(
            "Procédure collective ouverte",
            "Noter l’ouverture",
            "Les intérêts s’arrêtent au jugement (C. com. L622-28) et les relances cessent (L622-7, L622-21). La créance se "
            "déclare dans les deux mois de la publication au BODACC (R622-24).",
            "decided_on",
            "published_on",
            "authority",
        ),
        "declared": _step(
            "Créance déclarée",
            "Noter la déclaration",
            "Hors délai, un relevé de forclusion se demande dans les six mois (C. com. L622-26). Gardez la preuve de l’envoi.",
            "declared_on",
            "reference",
            FILE,
        ),
        "ended": _end(
            "Notez ce que le mandataire vous annonce ; le litige reste ouvert tant que vous ne le closez pas.",
            "granted",
        ),
        "cost": _cost("La déclaration ne coûte rien d’autre que son envoi."),
    },
    Kind.JUDGMENT: {
        "decided": _step(
            "Décision rendue", "Noter la décision", BY_OFFICER, "decided_on", "court", "authority", "granted", FILE
        ),
        "served": _step("Décision signifiée", "Noter la signification", INTEREST_AFTER, "served_on"),
        "enforceable": _step("Décision exécutoire", "Noter la date", INTEREST_AFTER, "enforceable_on"),
        "ended": _end(
            "Une décision de justice s’exécute pendant dix ans (CPCE L111-4) : « Rien à recouvrer » ne vous en prive pas."
        ),
        "cost": _cost(_FORCED),
    },
}
