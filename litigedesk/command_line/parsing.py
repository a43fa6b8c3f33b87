"""The command line in French: its options, and what each kind of argument accepts."""

import argparse
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from litigedesk import formats
from litigedesk.command_line.french import FrenchParser
from litigedesk.command_line.outcome import Run
from litigedesk.domain.money import Money

FIRST_YEAR, LAST_YEAR = 1950, 2100


def add_general_options(parser: argparse.ArgumentParser, *, default: object = argparse.SUPPRESS) -> None:
    """``--data`` and ``--json``, before the command (with a default) and after it (without, so as not to undo the
    first)."""
    suppressed = default is argparse.SUPPRESS
    parser.add_argument(
        "--data",
        metavar="DOSSIER",
        type=Path,
        default=default,
        help="dossier de données (par défaut : le vôtre)",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS if suppressed else False,
        help="un document JSON au lieu d’un texte",
    )


def add_command(
    subparsers: "argparse._SubParsersAction[FrenchParser]", name: str, run: Run, about: str
) -> FrenchParser:
    """A command: its parser, with the general options, and what runs it as ``arguments.run``."""
    parser = subparsers.add_parser(name, help=about, description=about)
    add_general_options(parser)
    parser.set_defaults(run=run)
    return parser


def day(text: str) -> date:
    """A date such as ``2026-11-22`` or ``22/11/2026``, within living memory."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text.strip())
    french = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text.strip())
    try:
        if found:
            value = date(int(found[1]), int(found[2]), int(found[3]))
        elif french:
            value = date(int(french[3]), int(french[2]), int(french[1]))
        else:
            raise ValueError(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            formats.typographic(f"« {text} » n’est pas une date : écrivez AAAA-MM-JJ, par exemple 2026-11-22.")
        ) from None
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(
            formats.typographic(f"« {text} » : l’année doit être comprise entre {FIRST_YEAR} et {LAST_YEAR}.")
        )
    return value


def money(text: str) -> Money:
    """A sum above zero, such as ``1000.00`` or ``1 000,00``."""
    try:
        amount = formats.parse_money(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            formats.typographic(f"« {text} » n’est pas une somme : écrivez par exemple 1000.00.")
        ) from None
    if amount <= Money(0):
        raise argparse.ArgumentTypeError(formats.typographic(f"« {text} » : la somme doit être supérieure à zéro."))
    return amount


def payment(text: str) -> tuple[date, Money]:
    """A payment written ``DATE:SUM``."""
    when, colon, amount = text.partition(":")
    if not colon:
        raise argparse.ArgumentTypeError(
            formats.typographic(f"« {text} » : écrivez DATE:SOMME, par exemple 2026-03-01:250.00.")
        )
    return day(when), money(amount)


def percentage(text: str) -> Decimal:
    """A rate in percent, such as ``12`` or ``12,5``."""
    try:
        rate = formats.parse_decimal(text.strip().removesuffix("%").strip())
    except ValueError:
        rate = Decimal(-1)
    if not 0 <= rate <= 100:
        raise argparse.ArgumentTypeError(formats.typographic(f"« {text} » n’est pas un taux entre 0 et 100."))
    return rate


def year(text: str) -> int:
    """A year written with four digits."""
    if not re.fullmatch(r"[0-9]{4}", text.strip()):
        raise argparse.ArgumentTypeError(
            formats.typographic(f"« {text} » n’est pas une année : écrivez par exemple 2026.")
        )
    return int(text)


def count(text: str) -> int:
    """A whole number of days."""
    if not re.fullmatch(r"\d{1,6}", text.strip()):
        raise argparse.ArgumentTypeError(formats.typographic(f"« {text} » n’est pas un nombre de jours."))
    return int(text)
