"""« Faites-vous aider »: past what thresholds a program is not enough, who helps then, and for whom the file is made ready."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from litigedesk import formats
from litigedesk.domain.labelled import Labelled
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.vocabulary import ClientKind, Clock

SHORT_DAYS: Final = 5  # fewer days than this before a date that costs a right: a choice of the program
_HOME: Final = frozenset({"", "france", "fr", "republique francaise"})
# Dates that cost a right once they are gone; an answer awaited, or a reminder to oneself, is not one of them.
COSTLY: Final = frozenset(
    {
        Clock.LIMITATION,
        Clock.INSURER_LIMITATION,
        Clock.ORDER_SERVICE,
        Clock.COSTS_DEPOSIT,
        Clock.AFTER_OPPOSITION,
        Clock.CLAIM_DECLARATION,
        Clock.RELIEF,
        Clock.TITLE_END,
    }
)


class Threshold(Labelled):
    """Why somebody else's help is needed."""

    BODILY_HARM = "bodily-harm", "Quelqu’un est blessé"
    CRIMINAL = "criminal", "Une plainte pénale est évoquée"
    INSOLVENCY = "insolvency", "Le client est en procédure collective"
    DEADLINE = "deadline", "Une date est toute proche"
    AMOUNT = "amount", "La somme est élevée"
    FOREIGN = "foreign", "Le client est à l’étranger"


@dataclass(frozen=True, kw_only=True)
class HelpFacts:
    """What the thresholds look at.

    ``threshold`` is the user's own, ``lawyer_from`` the sum beyond which a lawyer is compulsory; ``costly`` are the open dates that
    cost a right, by title, ``to_insurer`` those to tell the insurer by.
    """

    today: dt.date
    kind: ClientKind
    bodily_harm: bool = False
    criminal: bool = False
    insolvent: bool = False
    country: str = ""
    amount: Money = ZERO
    threshold: Money
    lawyer_from: Money
    costly: tuple[tuple[str, dt.date], ...] = ()
    to_insurer: tuple[tuple[str, dt.date], ...] = ()


@dataclass(frozen=True, kw_only=True)
class HelpNeeded:
    """One threshold that is passed: who helps, why, and the reader for whom the dossier is handed over (``audience``)."""

    threshold: Threshold
    who: str
    sentence: str
    article: str = ""
    audience: str = "lawyer"

    @property
    def title(self) -> str:
        """``Faites-vous aider par un avocat : la somme est élevée``."""
        why = self.threshold.label
        return formats.typographic(f"Faites-vous aider par {self.who} : {why[:1].lower()}{why[1:]}")


def needed(facts: HelpFacts) -> tuple[HelpNeeded, ...]:
    """Every threshold passed, the gravest first."""
    return tuple(_needed(facts))


def is_foreign(country: str) -> bool:
    """Whether an address is outside France; one without a country is in France."""
    return formats.folded(country.strip()) not in _HOME


def _help(threshold: Threshold, who: str, sentence: str, article: str = "", audience: str = "lawyer") -> HelpNeeded:
    return HelpNeeded(
        threshold=threshold, who=who, sentence=formats.typographic(sentence), article=article, audience=audience
    )


def _needed(facts: HelpFacts) -> Iterator[HelpNeeded]:
    if facts.bodily_harm:
        yield _help(
            Threshold.BODILY_HARM,
            "votre assureur et un avocat",
            "Un dommage corporel engage des sommes que ce programme n’estime pas : prévenez votre assureur, n’écrivez rien de plus "
            "au client et ne reconnaissez rien sans lui.",
            "C. ass. L124-2",
            "insurer",
        )
    if facts.criminal:
        yield _help(
            Threshold.CRIMINAL,
            "un avocat",
            "Ne répondez pas seul à une menace de plainte, et n’en faites pas une : un avocat dira ce qu’il faut dire, et à qui.",
        )
    if facts.insolvent:
        yield _help(
            Threshold.INSOLVENCY,
            "le mandataire judiciaire",
            "Ne réclamez plus rien au client. Déclarez votre créance au mandataire nommé dans l’annonce du BODACC ; pour une somme "
            "élevée ou un délai passé, voyez un avocat.",
            "C. com. L622-7, L622-21 et R622-24",
            "administrator",
        )
    yield from _dates(facts)
    if facts.amount > facts.threshold:
        yield _high(facts)
    if is_foreign(facts.country):
        yield _help(
            Threshold.FOREIGN,
            "un avocat",
            f"Adresse : {facts.country.strip()}. Le droit qui s’applique, le juge et les délais peuvent être autres que ceux "
            "calculés ici ; dans l’Union européenne, une injonction de payer européenne existe.",
            "règlement (CE) 1896/2006 ; CPC 1424-1",
        )


def _dates(facts: HelpFacts) -> Iterator[HelpNeeded]:
    if near := _near(facts.costly, facts.today):
        yield _help(
            Threshold.DEADLINE,
            "un avocat ou un commissaire de justice",
            f"{near}. Téléphonez avant d’écrire, un courrier arriverait trop tard.",
        )
    elif near := _near(facts.to_insurer, facts.today):
        yield _help(
            Threshold.DEADLINE,
            "votre assureur",
            f"{near}. Appelez-le, puis confirmez par écrit ; ne reconnaissez aucune responsabilité avant.",
            "C. ass. L113-2, 4° et L124-2",
            "insurer",
        )


def _near(dates: tuple[tuple[str, dt.date], ...], today: dt.date) -> str:
    """The first date under five days and what is left until then; empty without one."""
    near = [(day, title) for title, day in dates if 0 <= (day - today).days < SHORT_DAYS]
    if not near:
        return ""
    day, title = min(near)
    left = (day - today).days
    when = "c’est aujourd’hui le dernier jour" if not left else f"il reste {formats.count(left, 'jour')}"
    return f"« {title} », le {formats.date_long(day)} : {when}"


def _high(facts: HelpFacts) -> HelpNeeded:
    sum_, limit = formats.money(facts.amount), formats.money(facts.threshold)
    if facts.kind is ClientKind.PUBLIC:
        sentence = f"{sum_} sont en jeu, plus que {limit} : faites vérifier la demande avant d’aller au tribunal administratif."
        return _help(Threshold.AMOUNT, "un avocat", sentence)
    if facts.amount > facts.lawyer_from:
        sentence = (
            f"{sum_} sont en jeu. Au-delà de {formats.money(facts.lawyer_from)}, l’avocat est obligatoire devant le tribunal "
            "judiciaire et le tribunal de commerce, sauf exceptions."
        )
        return _help(Threshold.AMOUNT, "un avocat", sentence, "CPC 761 et 853")
    return _help(Threshold.AMOUNT, "un avocat", f"{sum_} sont en jeu, plus que la somme que vous avez fixée ({limit}).")
