"""One value as people read it, as a spreadsheet takes it, and as a program does."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from litigedesk import formats
from litigedesk.domain.labelled import Labelled
from litigedesk.domain.money import Money
from litigedesk.exchange.spreadsheet import harmless


def read_by_people(value: object) -> str:
    """In French, with its unit; empty for what is not known."""
    match value:
        case None:
            return ""
        case bool():
            return "Oui" if value else "Non"
        case Labelled():
            return value.label or str(value)
        case StrEnum():
            return str(value)
        case Money():
            return formats.money(value)
        case datetime():
            return f"{formats.date_long(value.date())} à {value:%H:%M}"
        case date():
            return formats.date_long(value)
        case Decimal():
            return _comma(value)
        case _:
            return str(value)


def read_by_spreadsheets(value: object) -> str:
    """Dates as ``22/11/2026``, sums as ``1234,50``: what a French spreadsheet reads as dates and numbers; no cell is a formula."""
    match value:
        case Money():
            return f"{value.euros:f}".replace(".", ",")
        case datetime():
            return f"{value:%d/%m/%Y %H:%M}"
        case date():
            return f"{value:%d/%m/%Y}"
        case str():
            return harmless(read_by_people(value))
        case _:
            return read_by_people(value)


def read_by_programs(value: object) -> str | int | bool | None:
    """Dates as ISO, sums and rates as text with a point, words of closed lists as they are stored."""
    match value:
        case None | bool() | int():
            return value
        case StrEnum():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


def _comma(value: Decimal) -> str:
    return format(value, "f").replace(".", ",")
