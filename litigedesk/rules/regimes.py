"""What the kind of a client changes, in sentences with their articles, for who fills in a client or a contract."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind, PenaltyClause
from litigedesk.errors import MissingRate
from litigedesk.rules.kinds import LimitationClaim
from litigedesk.rules.law import Law


class Topic(StrEnum):
    """What a sentence is about, so that a screen can put a sign beside it."""

    INTEREST = "interest"
    FEE = "fee"
    TERM = "term"
    LIMITATION = "limitation"
    MEDIATION = "mediation"
    KIND = "kind"


@dataclass(frozen=True)
class RegimeNote:
    """One consequence of the client's kind, with the article it rests on (empty when it is the program's own habit)."""

    topic: Topic
    sentence: str
    article: str = ""

    @property
    def words(self) -> str:
        """The sentence with its article between brackets."""
        return f"{self.sentence[:-1]} ({self.article})." if self.article else self.sentence


def notes(kind: ClientKind, law: Law, today: date) -> tuple[RegimeNote, ...]:
    """What applies to a client of that kind today: interest, fee, limitation, mediation."""
    found = {
        ClientKind.PROFESSIONAL: _professional,
        ClientKind.CONSUMER: _consumer,
        ClientKind.PUBLIC: _public,
        ClientKind.UNKNOWN: _unknown,
    }[kind](law, today)
    return tuple(RegimeNote(note.topic, formats.typographic(note.sentence), note.article) for note in found)


def _professional(law: Law, today: date) -> Iterable[RegimeNote]:
    points = law.parameter("default-points", today)
    yield RegimeNote(
        Topic.INTEREST,
        f"Intérêts dès le lendemain de l’échéance, sans rappel : taux de la BCE + {points.whole} points, sauf clause "
        "du contrat.",
        "C. com. L441-10",
    )
    yield RegimeNote(Topic.FEE, f"{_fee(law, today)} par facture en retard.", "C. com. D441-5")
    yield _limitation(law, LimitationClaim.PROFESSIONAL, "C. civ. 2224")
    yield RegimeNote(
        Topic.MEDIATION,
        "Pas de médiation de la consommation ; le médiateur des entreprises est gratuit.",
        "C. conso. L611-3",
    )


def _consumer(law: Law, today: date) -> Iterable[RegimeNote]:
    yield RegimeNote(
        Topic.INTEREST,
        "Intérêts au taux légal, seulement depuis la mise en demeure.",
        "C. civ. 1231-6 et 1344-1",
    )
    yield RegimeNote(Topic.FEE, f"Ni {_fee(law, today)} ni frais de recouvrement.", "CPCE L111-8")
    yield _limitation(law, LimitationClaim.CONSUMER, "C. conso. L218-2")
    yield RegimeNote(
        Topic.MEDIATION,
        "Vous devez lui garantir un médiateur de la consommation, gratuit pour lui ; lui seul peut le saisir.",
        "C. conso. L612-1 et L611-3",
    )


def _public(law: Law, today: date) -> Iterable[RegimeNote]:
    days, points = law.parameter("public-payment", today), law.parameter("public-points", today)
    yield RegimeNote(
        Topic.TERM,
        f"Paiement dans les {formats.count(days.whole, 'jour')} de la réception de la facture (hôpitaux et "
        "entreprises publiques : plus long).",
        "CCP R2192-10 et R2192-11",
    )
    yield RegimeNote(Topic.INTEREST, f"Intérêts de droit : taux de la BCE + {points.whole} points.", "CCP R2192-31")
    yield RegimeNote(Topic.FEE, f"{_fee(law, today)} par facture en retard.", "CCP D2192-35")
    yield _limitation(law, LimitationClaim.PUBLIC, "loi 68-1250, art. 1")


def _unknown(_law: Law, _today: date) -> Iterable[RegimeNote]:
    yield RegimeNote(
        Topic.KIND,
        "Le type de client décide des intérêts, des frais, de la prescription et du texte des lettres : aucun intérêt "
        "n’est calculé tant qu’il n’est pas connu.",
    )
    yield RegimeNote(
        Topic.KIND,
        "Consommateur : une personne physique qui agit à des fins étrangères à toute activité commerciale, "
        "industrielle, artisanale, libérale ou agricole.",
        "C. conso. art. liminaire",
    )


def _fee(law: Law, today: date) -> str:
    return f"{formats.number(law.parameter('fixed-fee', today).whole)}\u00a0€"


def _limitation(law: Law, claim: LimitationClaim, article: str) -> RegimeNote:
    rule = law.limitation_rule(claim)
    return RegimeNote(
        Topic.LIMITATION, f"Prescription de {formats.count(rule.years, 'an')}, depuis {rule.starts}.", article
    )


def penalty_words(clause: PenaltyClause, rate: Decimal | None, client: ClientKind, law: Law, today: date) -> str:
    """What a penalty clause amounts to today, in one sentence; the half-year's rates may be missing, and it says so."""
    if client is ClientKind.CONSUMER:
        words = (
            "Aucune clause n’est appliquée à un consommateur : taux légal depuis la mise en demeure (C. civ. 1231-6)."
        )
        return formats.typographic(words)
    if client is ClientKind.PUBLIC:
        return formats.typographic("Le taux est réglementaire pour un acheteur public (CCP R2192-31).")
    if clause is PenaltyClause.FIXED:
        if rate is None:
            return formats.typographic(
                "Indiquez le taux du contrat : il s’appliquera tout au long du retard (C. com. L441-10, II)."
            )
        words = f"Taux du contrat : {formats.percent(rate)} l’an, tout au long du retard (C. com. L441-10, II)."
        return formats.typographic(words)
    try:
        row = law.rates.at(today)
    except MissingRate as missing:
        return str(missing)
    if clause is PenaltyClause.TRIPLE_LEGAL:
        words = f"Trois fois le taux légal : {formats.percent(row.floor)} l’an ce semestre (C. com. L441-10, II)."
    else:
        points = law.parameter("default-points", today).whole
        words = (
            f"Sans clause, le taux de la BCE + {points} points : {formats.percent(row.default)} l’an ce semestre "
            "(C. com. L441-10, II)."
        )
    return formats.typographic(words)


def floor_warning(clause: PenaltyClause, rate: Decimal | None, client: ClientKind, law: Law, today: date) -> str:
    """A sentence when a fixed rate is under the floor of today's half-year, or cannot be compared; else ``""``.

    The floor (C. com. L441-10, II) binds a rate agreed with a professional: it is flagged, never corrected.
    """
    if clause is not PenaltyClause.FIXED or rate is None or client in {ClientKind.CONSUMER, ClientKind.PUBLIC}:
        return ""
    try:
        floor = law.rates.at(today).floor
    except MissingRate:
        return formats.typographic("Le plancher légal n’a pas pu être vérifié : le taux de ce semestre manque.")
    if rate >= floor:
        return ""
    multiple = law.parameter("floor-multiple", today)
    return formats.typographic(
        f"Ce taux est sous le plancher légal de ce semestre, {formats.percent(floor)} "
        f"({multiple.whole} fois le taux légal, {multiple.source})."
    )
