"""What is wrong with single typed values, in sentences; each function returns every problem at once."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.errors import InvalidInput, Problem

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
LARGEST = Money.of(100_000_000)

Problems = list[Problem]


def refuse(problems: Sequence[Problem]) -> None:
    """Raise ``InvalidInput`` with every problem if one at least is blocking."""
    if any(problem.blocking for problem in problems):
        raise InvalidInput(problems)


def said(problems: Iterable[Problem]) -> Problems:
    """The problems, each once, with their sentences in French typography."""
    found = dict.fromkeys(problems)
    return [Problem(one.field, formats.typographic(one.sentence), one.blocking) for one in found]


def siret_problem(field: str, value: str) -> Problems:
    """A SIREN (9 digits) or SIRET (14 digits) whose check digits hold; empty is allowed."""
    from stdnum.fr import siren, siret

    compact = re.sub(r"\s", "", value)
    if not compact:
        return []
    if not re.fullmatch(r"[0-9]*", compact):
        return [Problem(field, "Un SIREN ou un SIRET s’écrit avec des chiffres seulement.")]
    if len(compact) not in (9, 14):
        return [
            Problem(
                field, formats.typographic(f"Un SIREN compte 9 chiffres, un SIRET 14 : il y en a ici {len(compact)}.")
            )
        ]
    if not siren.is_valid(compact[:9]):
        return [
            Problem(field, formats.typographic("Un chiffre est faux : vérifiez les 9 premiers chiffres, le SIREN."))
        ]
    if len(compact) == 14 and not siret.is_valid(compact):
        return [
            Problem(field, formats.typographic(f"Un chiffre est faux : vérifiez le dernier groupe, {compact[9:]}."))
        ]
    return []


def iban_problem(field: str, value: str) -> Problems:
    """An IBAN whose country, length and check digits hold; empty is allowed."""
    from stdnum import iban

    if value and not iban.is_valid(value):
        return [
            Problem(
                field,
                formats.typographic(
                    "Cet IBAN est faux : un chiffre ou une lettre ne correspond pas. Recopiez-le du RIB."
                ),
            )
        ]
    return []


def bic_problem(field: str, value: str) -> Problems:
    """A BIC of 8 or 11 characters; empty is allowed."""
    from stdnum import bic

    if value and not bic.is_valid(value):
        return [Problem(field, "Ce BIC est faux\u00a0: il compte 8 ou 11 caractères.")]
    return []


def vat_number_problem(field: str, value: str) -> Problems:
    """A European VAT number whose check digits hold; empty is allowed."""
    from stdnum.eu import vat

    if value and not vat.is_valid(value):
        return [
            Problem(
                field, formats.typographic("Ce numéro de TVA est faux : pour la France, FR suivi de 11 caractères.")
            )
        ]
    return []


def email_problem(field: str, value: str) -> Problems:
    """An e-mail address that a mail program would accept; empty is allowed."""
    if value and not re.fullmatch(r"[^@\s<>\"',;]+@[^@\s.<>\"',;]+(\.[^@\s.<>\"',;]+)+", value):
        return [
            Problem(
                field,
                formats.typographic(
                    "Cette adresse ne peut pas recevoir de courriel : il y manque un @ ou la fin, comme .fr."
                ),
            )
        ]
    return []


def phone_problem(field: str, value: str) -> Problems:
    """A phone number of plausible length; only a warning, as numbers abroad vary."""
    digits = re.sub(r"\D", "", value)
    if value and (not re.fullmatch(r"[+\d\s().\-/\u00a0\u202f]+", value) or not 6 <= len(digits) <= 15):
        return [Problem(field, "Ce numéro de téléphone paraît incomplet.", blocking=False)]
    return []


def postcode_problem(field: str, value: str, country: str) -> Problems:
    """A French postcode has five digits; other countries are left alone."""
    if value and not country and not re.fullmatch(r"\d{5}", value):
        return [Problem(field, "Un code postal français compte 5 chiffres.")]
    return []


def required(field: str, value: object, sentence: str) -> Problems:
    """A problem when nothing was typed."""
    return [] if value not in (None, "") else [Problem(field, sentence)]


def plausible_date(field: str, value: date | None) -> Problems:
    """A date between 1990 and 2100; outside, a slip of the finger."""
    if value is not None and not EARLIEST <= value <= LATEST:
        return [Problem(field, f"L’année {value.year} paraît fausse.")]
    return []


def in_order(first: date | None, second: date | None, field: str, sentence: str, *, blocking: bool = True) -> Problems:
    """A problem on ``field`` when the second date comes before the first."""
    if first is not None and second is not None and second < first:
        return [Problem(field, sentence, blocking)]
    return []


def past(field: str, value: date | None, today: date) -> Problems:
    """A problem when a day that must have gone by is still to come."""
    if value is not None and value > today:
        return [Problem(field, "Cette date est à venir\u00a0: notez-la quand ce sera fait.")]
    return []


def between(rate: Decimal, low: int, high: int) -> bool:
    """Whether a rate is a number within bounds, both included."""
    return rate.is_finite() and low <= rate <= high


def sum_problem(field: str, value: Money | None) -> Problems:
    """A sum that is negative or absurd."""
    if value is not None and value < Money(0):
        return [Problem(field, "Une somme ne peut pas être négative ici.")]
    if value is not None and value > LARGEST:
        return [Problem(field, "Cette somme paraît fausse\u00a0: elle dépasse 100 millions d’euros.")]
    return []
