"""What a procedure of each kind asks for, in the words of that kind: its whole form and its steps are made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from litigedesk.domain.procedure import AmicableExemption, Procedure
from litigedesk.domain.procedure import CourtKind as Court
from litigedesk.domain.procedure import ProcedureKind as Kind
from litigedesk.domain.procedure import ProcedureOutcome as Outcome
from litigedesk.errors import UserError
from litigedesk.rules import procedures as rules
from litigedesk.rules.clock_dates import ClockDate

from ..context import Context
from .editors import Editor, EmailEditor, PostcodeEditor
from .record_fields import RecordFields

FILE: Final = "file_id"
IN_PERSON: Final = [(True, "Oui"), (False, "Non"), (None, "Je ne sais pas")]
# When it is said that a date is still to come, as a meeting or a hearing is.
TO_COME: Final = frozenset({"meeting_on", "enforceable_on"})
LISTED: Final = {"outcome": "l’issue", "court": "le tribunal", "exemption": "la dispense"}
CIVIL: Final = (Court.JUDICIAL, Court.COMMERCIAL, Court.ECONOMIC, Court.LOCAL_COMMERCIAL)

PLAINLY: Final[Mapping[Kind, str]] = {
    Kind.CONCILIATION: "Un conciliateur nommé par la justice vous réunit pour trouver un accord. C’est gratuit.",
    Kind.BUSINESS_MEDIATION: "Un médiateur public aide deux entreprises à s’entendre. C’est gratuit et confidentiel.",
    Kind.SMALL_CLAIMS: "Un commissaire de justice écrit au client. S’il accepte, l’accord devient un titre exécutoire.",
    Kind.PAYMENT_ORDER: "Un juge lit votre dossier, sans audience. S’il vous donne raison, un commissaire de justice porte "
    "l’ordonnance au client, qui a un mois pour la contester.",
    Kind.INTERIM_ORDER: "Un juge ordonne vite un paiement quand la dette ne se discute pas sérieusement, après une audience.",
    Kind.COURT_CLAIM: "Le procès ordinaire : le juge entend les deux parties, puis tranche.",
    Kind.PUBLIC_CLAIM: "Une réclamation écrite à l’acheteur public. C’est le premier pas, et elle protège vos droits.",
    Kind.INSOLVENCY: "Votre client est en sauvegarde, redressement ou liquidation : on ne relance plus, on déclare sa créance.",
    Kind.JUDGMENT: "Vous avez une décision : il reste à la signifier, puis à la faire exécuter par un commissaire de justice.",
}


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One kind: whom it is before, its dates in order (label, how the bottom bar calls it, hint), and how it may end."""

    before: str
    hint: str
    dates: Mapping[str, tuple[str, str, str]]
    outcomes: Sequence[Outcome]
    granted: str = ""
    document: str
    courts: Sequence[Court] = ()
    exemption: bool = False
    in_person: bool = False
    names: Mapping[str, str] = field(default_factory=dict)  # short names of the dates, for a list and a line of time


_SIGNED: Final = "Il suspend la prescription (C. civ. 2238)."
_TALKS: Final = (Outcome.AGREEMENT, Outcome.FAILURE, Outcome.REFUSED)
_JUDGED: Final = (
    Outcome.GRANTED,
    Outcome.PARTLY_GRANTED,
    Outcome.REJECTED,
    Outcome.PAID,
    Outcome.UNRECOVERABLE,
    Outcome.WITHDRAWN,
)
_ADVERSARIAL: Final = {
    "asked_on": ("Tribunal saisi le", "la saisine", "La date de la requête déposée, ou de l’assignation."),
    "meeting_on": ("Audience le", "l’audience", ""),
    "decided_on": ("Décision rendue le", "la décision", ""),
    "served_on": ("Signifiée par commissaire de justice le", "la signification", ""),
    "enforceable_on": ("Exécutoire depuis le", "la date exécutoire", "Le jour où plus rien ne l’empêche."),
}
_ADVERSARIAL_NAMES: Final = {
    "asked_on": "Tribunal saisi",
    "meeting_on": "Audience",
    "decided_on": "Décision",
    "served_on": "Signification",
    "enforceable_on": "Exécutoire",
}

SHEETS: Final[Mapping[Kind, Sheet]] = {
    Kind.CONCILIATION: Sheet(
        before="Conciliateur de justice",
        hint="Son nom, ou le lieu de sa permanence : mairie, maison de justice, tribunal.",
        dates={
            "asked_on": ("Conciliateur saisi le", "la saisine", "Gardez la preuve de ce jour : trois mois en partent."),
            "agreed_on": ("Accord écrit des deux pour concilier le", "l’accord écrit", _SIGNED),
            "meeting_on": ("Première réunion le", "la première réunion", ""),
            "decided_on": (
                "Accord homologué par le juge le",
                "l’homologation",
                "Il devient alors un titre exécutoire.",
            ),
        },
        names={
            "asked_on": "Saisine",
            "agreed_on": "Accord pour concilier",
            "meeting_on": "Première réunion",
            "decided_on": "Homologation",
        },
        outcomes=(*_TALKS, Outcome.NO_MEETING, Outcome.WITHDRAWN),
        granted="Somme convenue",
        document="Constat d’accord ou d’échec",
    ),
    Kind.BUSINESS_MEDIATION: Sheet(
        before="Médiateur",
        hint="Le nom de la personne qui suit votre dossier.",
        dates={
            "asked_on": ("Médiateur saisi le", "la saisine", ""),
            "agreed_on": ("Accord écrit des deux pour une médiation le", "l’accord écrit", _SIGNED),
            "meeting_on": ("Première réunion le", "la première réunion", ""),
        },
        names={"asked_on": "Saisine", "agreed_on": "Accord pour une médiation", "meeting_on": "Première réunion"},
        outcomes=(*_TALKS, Outcome.WITHDRAWN),
        granted="Somme convenue",
        document="Accord ou constat de fin",
    ),
    Kind.SMALL_CLAIMS: Sheet(
        before="Commissaire de justice",
        hint="Dans le ressort de la cour d’appel où demeure votre client (CPCE R125-1).",
        dates={
            "asked_on": (
                "Lettre du commissaire envoyée le",
                "l’envoi de la lettre",
                "Le jour de l’envoi à votre client : le mois en part (CPCE R125-2).",
            ),
            "agreed_on": ("Le client accepte de participer le", "son accord", _SIGNED),
            "decided_on": ("Titre exécutoire remis le", "la remise du titre", ""),
        },
        names={"asked_on": "Lettre du commissaire", "agreed_on": "Accord pour participer", "decided_on": "Titre remis"},
        outcomes=(*_TALKS, Outcome.SILENCE, Outcome.PAID, Outcome.WITHDRAWN),
        granted="Somme convenue",
        document="Titre exécutoire, ou constat de refus",
    ),
    Kind.PAYMENT_ORDER: Sheet(
        before="Nom du tribunal",
        hint="Celui du lieu où demeure votre client (CPC 1406), avec l’adresse de son greffe.",
        dates={
            "asked_on": ("Requête déposée le", "la requête", "Le dépôt n’interrompt pas la prescription."),
            "decided_on": (
                "Ordonnance rendue le",
                "l’ordonnance",
                "Cette date dit quel délai s’applique pour la signifier.",
            ),
            "served_on": (
                "Ordonnance signifiée le",
                "la signification",
                "L’acte du commissaire de justice porte ce jour.",
            ),
            "opposed_on": ("Opposition du client le", "l’opposition", ""),
            "meeting_on": ("Audience le", "l’audience", "S’il y a eu opposition."),
            "enforceable_on": ("Exécutoire depuis le", "la date exécutoire", "Le jour où plus rien ne l’empêche."),
        },
        names={
            "asked_on": "Requête",
            "decided_on": "Ordonnance",
            "served_on": "Signification",
            "opposed_on": "Opposition",
            "meeting_on": "Audience",
            "enforceable_on": "Exécutoire",
        },
        outcomes=(*_JUDGED[:3], Outcome.LAPSED, *_JUDGED[3:]),
        granted="Somme accordée",
        document="Ordonnance",
        courts=CIVIL,
        in_person=True,
    ),
    Kind.INTERIM_ORDER: Sheet(
        before="Nom du tribunal",
        hint="Celui du lieu où demeure votre client, ou de l’exécution du contrat (CPC 46).",
        dates={**_ADVERSARIAL, "asked_on": ("Assignation délivrée le", "l’assignation", "")},
        names={**_ADVERSARIAL_NAMES, "asked_on": "Assignation"},
        outcomes=_JUDGED,
        granted="Somme accordée",
        document="Ordonnance de référé",
        courts=CIVIL,
        exemption=True,
    ),
    Kind.COURT_CLAIM: Sheet(
        before="Nom du tribunal",
        hint="Celui du lieu où demeure votre client, ou de l’exécution du contrat (CPC 46).",
        dates=_ADVERSARIAL,
        names=_ADVERSARIAL_NAMES,
        outcomes=_JUDGED,
        granted="Somme accordée",
        document="Jugement",
        courts=CIVIL,
        exemption=True,
    ),
    Kind.PUBLIC_CLAIM: Sheet(
        before="Acheteur public",
        hint="Le service qui a passé la commande, ou le comité consultatif saisi.",
        dates={
            "asked_on": (
                "Réclamation envoyée le",
                "l’envoi",
                "Gardez-en la preuve : l’écrit interrompt la déchéance de quatre ans.",
            ),
            "decided_on": ("Réponse reçue le", "la réponse", ""),
        },
        names={"asked_on": "Réclamation", "decided_on": "Réponse"},
        outcomes=(Outcome.AGREEMENT, Outcome.REFUSED, Outcome.SILENCE, Outcome.PAID, Outcome.WITHDRAWN),
        granted="Somme reconnue",
        document="Réponse de l’acheteur",
        courts=(Court.ADMINISTRATIVE,),
    ),
    Kind.INSOLVENCY: Sheet(
        before="Mandataire judiciaire",
        hint="Son nom est dans l’annonce du BODACC : c’est à lui que la créance se déclare.",
        dates={
            "decided_on": (
                "Jugement d’ouverture du",
                "le jugement d’ouverture",
                "Les intérêts s’arrêtent ce jour-là (C. com. L622-28).",
            ),
            "published_on": ("Publié au BODACC le", "la publication", "Le délai pour déclarer part de ce jour."),
            "declared_on": ("Créance déclarée le", "la déclaration", "Par lettre recommandée, de préférence."),
        },
        names={"decided_on": "Jugement d’ouverture", "published_on": "Publication", "declared_on": "Déclaration"},
        outcomes=(Outcome.PAID, Outcome.UNRECOVERABLE, Outcome.REJECTED, Outcome.WITHDRAWN),
        granted="Somme admise",
        document="Annonce ou déclaration",
    ),
    Kind.JUDGMENT: Sheet(
        before="Tribunal qui a jugé",
        hint="Tel que le nomme la première page de la décision.",
        dates={
            "decided_on": ("Décision rendue le", "la décision", ""),
            "served_on": ("Signifiée par commissaire de justice le", "la signification", ""),
            "enforceable_on": ("Exécutoire depuis le", "la date exécutoire", "Le jour où plus rien ne l’empêche."),
        },
        names={"decided_on": "Décision", "served_on": "Signification", "enforceable_on": "Exécutoire"},
        outcomes=(Outcome.PAID, Outcome.UNRECOVERABLE, Outcome.WITHDRAWN),
        granted="Somme accordée",
        document="Décision",
        courts=CIVIL,
    ),
}


def fields_of(kind: Kind) -> RecordFields:
    """The fields of one kind of procedure, in its own words."""
    sheet = SHEETS[kind]
    dates = dict(sheet.dates)
    dates["ended_on"] = ("Terminée le", "la fin", "")
    return RecordFields(
        dates=dates,
        to_come=TO_COME,
        sums={
            "granted": (sheet.granted, sheet.granted.lower(), ""),
            "cost": (
                "Frais payés à ce jour",
                "les frais",
                "Commissaire de justice, greffe, avocat : tout ce que vous avez payé.",
            ),
        },
        texts={"notes": ("Notes", 3, "")},
        short_texts={
            "reference": ("Référence ou numéro", 240, "Celui que porte son courrier (« RG » pour un tribunal)."),
            "authority": (sheet.before, 0, sheet.hint),
            "contact": ("Interlocuteur", 0, ""),
            "street": ("Rue", 0, ""),
            "street_extra": ("Complément", 0, ""),
            "city": ("Ville", 0, ""),
            "opposition_court": (
                "En cas d’opposition, à quel tribunal ?",
                0,
                "Les annexes le demanderont (CPC 1408). Laissez vide pour le tribunal saisi.",
            ),
        },
        choices={
            "court": ("Quel tribunal ?", [(one, one.label) for one in sheet.courts], "Pas encore su"),
            "exemption": ("Conciliation préalable", AmicableExemption, "Tentée, ou non demandée"),
            "served_in_person": ("Remis à votre client en personne ?", IN_PERSON, ""),
            "outcome": ("Issue", [(one, one.label) for one in sheet.outcomes], "En cours"),
        },
        listed=LISTED,
        files={FILE: (sheet.document, "")},
    )


def make(name: str, kind: Kind, context: Context, *, needed: bool = False) -> Editor:
    """The editor of one field; ``needed`` when the form at hand cannot do without it. ``KeyError`` for another name."""
    if name == "postcode":
        return PostcodeEditor(name, "Code postal", called="le code postal", optional=True)
    if name == "email":
        return EmailEditor(name, "Courriel", called="le courriel", optional=True)
    return fields_of(kind).make(name, context, needed=needed)


def has(kind: Kind, name: str) -> bool:
    """Whether a field means something for that kind."""
    sheet = SHEETS[kind]
    if name.endswith("_on"):
        return name in sheet.dates or name == "ended_on"
    wanted: dict[str, Any] = {
        "court": sheet.courts,
        "exemption": sheet.exemption,
        "served_in_person": sheet.in_person,
        "granted": sheet.granted,
        "opposition_court": kind is Kind.PAYMENT_ORDER,
    }
    return bool(wanted.get(name, True))


def dates_of(procedure: Procedure) -> list[tuple[str, str]]:
    """The field and the short name of each date of its kind, in the usual order, its end last."""
    return [*SHEETS[procedure.kind].names.items(), ("ended_on", "Fin")]


def clocks_of(context: Context, procedure: Procedure) -> Sequence[ClockDate]:
    """The dates that follow from a procedure, as they would be kept; none past the years whose public holidays are known."""
    profile = context.desk.profile()
    abroad = rules.is_abroad(profile.country)
    try:
        return rules.clocks(procedure, context.desk.law, profile.holiday_region, abroad=abroad)
    except UserError:  # saving says so
        return ()
