"""The French of a time limit: the steps of its count, and what to beware of."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from litigedesk import formats
from litigedesk.rules.calendar import Holiday
from litigedesk.rules.kinds import DeadlineName, DeadlineUnit
from litigedesk.rules.law import DeadlineRule, InjonctionRegime
from litigedesk.rules.reasons import written

_LISTED = 31  # days beyond which counting aloud helps nobody
_UNITS = {
    DeadlineUnit.CALENDAR_DAYS: ("jour calendaire", "jours calendaires"),
    DeadlineUnit.WORKING_DAYS: ("jour ouvré", "jours ouvrés"),
    DeadlineUnit.WORKABLE_DAYS: ("jour ouvrable", "jours ouvrables"),
    DeadlineUnit.WEEKS: ("semaine", "semaines"),
    DeadlineUnit.MONTHS: ("mois", "mois"),
    DeadlineUnit.YEARS: ("an", "ans"),
    DeadlineUnit.DAYS_THEN_MONTH_END: ("jour, puis fin de mois", "jours, puis fin de mois"),
    DeadlineUnit.MONTH_END_THEN_DAYS: ("jour après la fin du mois", "jours après la fin du mois"),
}
_BY_DAY_NUMBER = frozenset({DeadlineUnit.MONTHS, DeadlineUnit.YEARS})


@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """What a time limit was computed from, for its sentences.

    ``raw`` ends the time, ``end`` after any extension, ``unsettled`` the same without local holidays; ``holidays`` are
    those met on the way, ``counted`` the days that count when only some do.
    """

    rule: DeadlineRule
    regime: InjonctionRegime | None
    start: dt.date
    count: int
    counted: tuple[dt.date, ...]
    raw: dt.date
    end: dt.date
    unsettled: dt.date
    holidays: tuple[Holiday, ...]
    region_note: str


def steps(count: Reckoning) -> tuple[str, ...]:
    """How the date was found, in order."""
    return written(_steps(count))


def warnings(count: Reckoning) -> tuple[str, ...]:
    """What to beware of in the date."""
    return written(_warnings(count))


def _steps(count: Reckoning) -> Iterable[str]:
    rule = count.rule
    yield f"Point de départ : {formats.date_full(count.start)} ; ce jour ne compte pas."
    length = formats.count(count.count, *_UNITS[rule.unit])
    yield f"Durée : {length}. Source : {count.regime.source if count.regime else rule.source}."
    if count.counted:
        yield from _counted_steps(count)
    else:
        yield f"Dernier jour : {formats.date_full(count.raw)}{_clipped(count)}."
    if count.end != count.raw:
        yield (
            f"Ce jour est {_not_working(count.raw, count.holidays)} : la fin du délai est reportée au "
            f"{formats.date_full(count.end)} "
            f"({_extension_article(rule)})."
        )
    if rule.first_day_after:
        following = count.end + dt.timedelta(1)
        yield f"Le délai s’achève ce jour-là à 24\u00a0heures : premier jour possible, {formats.date_full(following)}."


def _counted_steps(count: Reckoning) -> Iterable[str]:
    if len(count.counted) <= _LISTED:
        listed = ", ".join(formats.date_weekday(day) for day in count.counted)
        yield f"Jours comptés : {listed.removesuffix('.')}."
    weekend = 5 if count.rule.unit is DeadlineUnit.WORKING_DAYS else 6
    skipped = [holiday for holiday in count.holidays if holiday.date.weekday() < weekend]
    if skipped:
        named = ", ".join(f"{formats.date_full(holiday.date)} ({holiday.name})" for holiday in skipped)
        yield f"Jours fériés sautés : {named}."
    yield f"Dernier jour : {formats.date_full(count.end)}."


def _clipped(count: Reckoning) -> str:
    if count.rule.unit in _BY_DAY_NUMBER and count.raw.day != count.start.day:
        return ", dernier jour du mois faute de même quantième (CPC 641)"
    return ""


def _extension_article(rule: DeadlineRule) -> str:
    return "C. conso. L221-19" if rule.name is DeadlineName.WITHDRAWAL else "CPC 642"


def _warnings(count: Reckoning) -> Iterable[str]:
    rule = count.rule
    if rule.minimum is not None and count.count < rule.minimum:
        yield (
            f"Ce délai ne peut pas être inférieur à {formats.count(rule.minimum, *_UNITS[rule.unit])} "
            f"({rule.source}) : "
            "vérifiez votre contrat."
        )
    if not rule.extended and not count.counted and (why := _not_working(count.raw, count.holidays)):
        yield f"Le dernier jour tombe {why} : aucun texte lu ne prolonge ce délai."
    yield from _local_warnings(count)
    if rule.name is DeadlineName.LRE_ACCEPTANCE:
        first = formats.date_long(count.start + dt.timedelta(1))
        later = formats.date_long(count.raw + dt.timedelta(1))
        yield (
            f"Les 15 jours courent « à compter du lendemain » : si le {first} ne compte pas, le dernier jour est "
            f"le {later}. "
            "La date la plus prudente est retenue."
        )
    if rule.name is DeadlineName.PETITES_CREANCES and count.end != count.raw:
        yield (
            f"Aucun texte ne dit si ce délai est reporté : sans report il finit le {formats.date_long(count.raw)} ; "
            f"le {formats.date_long(count.end)} est retenu, plus sûr pour vous qui attendez."
        )
    if rule.valid_until is not None and count.end > rule.valid_until:
        yield f"À relire : {rule.source}, texte lu comme applicable jusqu’au {formats.date_long(rule.valid_until)}."
    yield rule.note
    if count.regime is not None and rule.name is DeadlineName.INJONCTION_ENFORCEABLE:  # it is said of enforcement alone
        yield count.regime.note


def _not_working(day: dt.date, holidays: tuple[Holiday, ...]) -> str:
    """Why a day is not a working one, « un dimanche », or ``""``."""
    if day.weekday() >= 5:
        return f"un {formats.WEEKDAYS[day.weekday()]}"
    named = [holiday.name for holiday in holidays if holiday.date == day]
    return f"un jour férié ({named[0]})" if named else ""


def _local_warnings(count: Reckoning) -> Iterable[str]:
    local = [holiday for holiday in count.holidays if holiday.local]
    if not local or not (count.counted or count.rule.extended):
        return
    names = ", ".join(f"{holiday.name} ({formats.date_long(holiday.date)})" for holiday in local)
    if count.end != count.unsettled:
        if count.rule.user_acts:
            yield (
                f"Jour férié local compté comme tel : {names}. Son effet n’a pas été jugé : par prudence, agissez "
                f"au plus "
                f"tard le {formats.date_long(count.unsettled)}."
            )
        else:
            yield (
                f"Fin du délai repoussée par un jour férié local : {names}. Son effet n’a pas été jugé ; attendre "
                f"est plus "
                "sûr."
            )
        yield count.region_note
    elif count.rule.extended and any(holiday.date == count.raw for holiday in local):
        yield (
            f"Jour férié local non pris en compte : {names}. Son effet sur CPC 642 n’a pas été jugé ; la date ne bouge "
            "pas."
        )
        yield count.region_note
