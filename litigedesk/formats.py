"""French dates, money, numbers and spacing: one place, used by screens and letters.

Also reads what people type (``15/3``, ``+30j``, ``1 234,56 €``). Units: euros, calendar days. No locale of the machine is used.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal

from litigedesk.domain.money import Money
from litigedesk.typography import MONTHS, NARROW, NBSP, typographic

__all__ = ["MONTHS", "NARROW", "NBSP", "typographic"]  # written elsewhere, read from here too

MONTHS_SHORT = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
WEEKDAYS_SHORT = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")


# ---- writing ---------------------------------------------------------------------------------------------------------
def number(value: Decimal | int, decimals: int = 0) -> str:
    """A number with narrow no-break thousands and a decimal comma, such as ``12 345,60``."""
    text = f"{value:,.{decimals}f}".replace(",", NARROW).replace(".", ",")
    return text.replace("-", "\u2212")


def money(value: Money) -> str:
    """A sum such as ``1 234,50 €``; a true minus sign when negative."""
    return f"{number(value.euros, 2)}{NBSP}€"


def money_in_words(value: Money) -> str:
    """``mille deux cent trente-quatre euros et cinquante-six centimes``; ``ValueError`` for a negative sum."""
    from num2words import num2words  # type: ignore[import-untyped]

    if value.cents < 0:
        raise ValueError("a sum in words is not negative")
    euros, cents = divmod(value.cents, 100)
    spelled: str = num2words(euros, lang="fr")
    of = " d’" if euros and euros % 1_000_000 == 0 else " "  # « un million d’euros »
    words = f"{spelled}{of}euro{'s' if euros > 1 else ''}"
    if not cents:
        return words
    rest = f"{num2words(cents, lang='fr')} centime{'s' if cents > 1 else ''}"
    return f"{words} et {rest}" if euros else rest


def percent(rate: Decimal) -> str:
    """A rate with two decimals at least, such as ``12,40 %``."""
    exponent = rate.as_tuple().exponent
    decimals = max(2, -exponent if isinstance(exponent, int) else 2)
    return f"{number(rate, decimals)}{NARROW}%"


def _day(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def date_long(day: date) -> str:
    """``3 mars 2027``, first of the month as ``1er mars 2027``; no breaking space inside."""
    return f"{_day(day)}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def date_full(day: date) -> str:
    """``mercredi 3 mars 2027``."""
    return f"{WEEKDAYS[day.weekday()]} {date_long(day)}"


def date_medium(day: date) -> str:
    """``3 nov. 2026``."""
    return f"{_day(day)}{NBSP}{MONTHS_SHORT[day.month - 1]}{NBSP}{day.year}"


def month_year(day: date) -> str:
    """The month of a day: « novembre 2026 »."""
    return f"{MONTHS[day.month - 1]}{NBSP}{day.year}"


def of_month(day: date) -> str:
    """The month of a day after its preposition: « de novembre 2026 », « d’octobre 2026 »."""
    elided = MONTHS[day.month - 1][0] in "ao"
    return f"{'d’' if elided else 'de '}{month_year(day)}"


def date_weekday(day: date) -> str:
    """``mar. 24 nov.``, for the weeks around today."""
    return f"{WEEKDAYS_SHORT[day.weekday()]} {_day(day)}{NBSP}{MONTHS_SHORT[day.month - 1]}"


def date_short(day: date) -> str:
    """``03/03/2027``, for tables and fields."""
    return f"{day:%d/%m/%Y}"


def count(n: int, singular: str, plural: str | None = None) -> str:
    """``1 facture``, ``3 factures``; zero takes the singular, as French does."""
    word = singular if abs(n) < 2 else plural or singular + "s"
    return f"{number(n)}{NBSP}{word}"


def file_size(size: int) -> str:
    """Bytes as people count them: ``640 octets``, ``12 Ko``, ``3,4 Mo``; a Ko is 1 000 bytes."""
    if size < 1_000:
        return count(size, "octet")
    if size < 999_500:
        return f"{number(round(Decimal(size) / 1_000))}{NBSP}Ko"
    unit, factor = ("Mo", 1_000_000) if size < 999_950_000 else ("Go", 1_000_000_000)
    return f"{number(Decimal(size) / factor, 1)}{NBSP}{unit}"


def days_away(day: date, today: date) -> str:
    """``aujourd’hui``, ``demain``, ``dans 5 jours``, ``en retard de 8 jours``."""
    gap = (day - today).days
    if gap == 0:
        return "aujourd’hui"
    if gap == 1:
        return "demain"
    return f"dans {count(gap, 'jour')}" if gap > 0 else f"en retard de {count(-gap, 'jour')}"


def moment(then: datetime) -> str:
    """``3 mars 2027 à 10:02``."""
    return f"{date_long(then.date())} à {then:%H:%M}"


def ago(then: datetime, now: datetime) -> str:
    """``à l’instant``, ``il y a 12 minutes``, ``il y a 3 heures``, ``hier``, ``il y a 5 jours``, ``il y a 2 mois``.

    What is ahead, by a clock that was wrong, is told by its date.
    """
    minutes = int((now - then).total_seconds() // 60)
    days = (now.date() - then.date()).days
    if minutes < 0:
        return f"daté du {moment(then)}"
    if minutes < 1:
        return "à l’instant"
    if minutes < 60:
        return f"il y a {count(minutes, 'minute')}"
    if days == 0 or minutes < 6 * 60:
        return f"il y a {count(minutes // 60, 'heure')}"
    if days == 1:
        return "hier"
    if days < 61:
        return f"il y a {count(days, 'jour')}"
    return f"il y a {count(days // 365, 'an')}" if days >= 730 else f"il y a {count(days * 12 // 365, 'mois', 'mois')}"


def grouped(text: str, *sizes: int) -> str:
    """Digits in groups joined by narrow no-break spaces; the last size repeats: ``grouped(siret, 3, 3, 3, 5)``."""
    compact = re.sub(r"\s", "", text)
    groups, start, step = [], 0, list(sizes)
    while start < len(compact):
        size = step.pop(0) if len(step) > 1 else step[0]
        groups.append(compact[start : start + size])
        start += size
    return NARROW.join(groups)


def siret(text: str) -> str:
    """A SIREN or SIRET as people read it: ``987 654 324 00019``."""
    return grouped(text, 3, 3, 3, 5)


def iban(text: str) -> str:
    """An IBAN in groups of four."""
    return grouped(text, 4)


def folded(text: str) -> str:
    """The text as search and sorting see it: lower case, no accents, œ as oe."""
    if text.isascii():  # the same, without looking at each sign
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


# ---- reading ---------------------------------------------------------------------------------------------------------
def parse_money(text: str, *, grouped: bool = True) -> Money:
    """A typed sum: ``1 234,56``, ``1234.5 €``, ``-12``; ``ValueError`` if it is not one or has over two decimals.

    Of ``1.500`` nobody knows whether it is thousands or thousandths: refused, unless nothing groups thousands (``grouped``).
    """
    compact = re.sub(r"[\s\u00a0\u202f€]", "", text).replace("\u2212", "-")
    if grouped and re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", compact):
        raise ValueError(text)
    if "," in compact and "." in compact:  # the last separator is the decimal one, the other groups thousands
        thousands = "." if compact.rindex(",") > compact.rindex(".") else ","
        compact = compact.replace(thousands, "")
    value = parse_decimal(compact)
    if abs(value) >= 10**11:
        raise ValueError(text)
    return Money.of(value)


def parse_decimal(text: str) -> Decimal:
    """Digits with a sign and a decimal comma or point, nothing else: ``Decimal`` alone also reads ``1e5``, ``1_000`` and ``NaN``.

    ``ValueError`` if it is not such a number.
    """
    plain = text.replace(",", ".")
    if not re.fullmatch(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)", plain):
        raise ValueError(text)
    return Decimal(plain)


def add_months(day: date, months: int) -> date:
    """The same day-number some months later, or the last day of that month (CPC 641)."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    if day.day <= 28:  # every month has that day
        return date(year, month, day.day)
    from calendar import monthrange  # brings the machine's locales along

    return date(year, month, min(day.day, monthrange(year, month)[1]))


_RELATIVE = re.compile(r"([+-])\s*(\d{1,4})\s*(j|jours?|s|sem|semaines?|m|mois|a|ans?)?", re.IGNORECASE)
_NUMERIC = re.compile(r"(\d{1,2})(?:[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?)?")
_RUN_TOGETHER = re.compile(r"(\d{2})(\d{2})((?:19|20)\d{2})")  # such a year can be no month: 20270315 is never read so
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(\d{1,2})(?:er)?\s+([a-zéûà]+)\.?(?:\s+(\d{4}))?", re.IGNORECASE)


def parse_date(text: str, today: date) -> date:
    """A typed date: ``15/3``, ``15/03/27``, ``15032027``, ``15``, ``3 mars``, ``+30j``, ``-2s``, ``demain``, ``2027-03-15``.

    Without a year it is this year's; without a month, this month's. ``ValueError`` if it is not a date.
    """
    text = re.sub(r"[\s\u00a0\u202f]+", " ", text).strip().lower()
    words = {"aujourd'hui": 0, "aujourd’hui": 0, "auj": 0, "demain": 1, "hier": -1}
    if text in words:
        return today + timedelta(words[text])
    try:
        if match := _RELATIVE.fullmatch(text):
            return _relative(match, today)
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _RUN_TOGETHER.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _NUMERIC.fullmatch(text):
            year = int(match[3]) if match[3] else today.year
            return date(year + 2000 if year < 100 else year, int(match[2] or today.month), int(match[1]))
        if match := _WORDS.fullmatch(text):
            return date(int(match[3] or today.year), _month_number(match[2]), int(match[1]))
    except OverflowError:
        raise ValueError(text) from None
    raise ValueError(text)


def _relative(match: re.Match[str], today: date) -> date:
    amount = int(match[2]) * (-1 if match[1] == "-" else 1)
    unit = (match[3] or "j")[0].lower()
    if unit == "m":
        return add_months(today, amount)
    if unit == "a":
        return add_months(today, 12 * amount)
    return today + timedelta(amount * (7 if unit == "s" else 1))


def _month_number(word: str) -> int:
    matches = [i for i, name in enumerate(MONTHS, 1) if name == word or (len(word) >= 3 and name.startswith(word))]
    short = [i for i, name in enumerate(MONTHS_SHORT, 1) if name.rstrip(".") == word]
    found = short or matches
    if len(found) != 1:
        raise ValueError(word)
    return found[0]
