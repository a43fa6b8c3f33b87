"""The command ``instalments``: the table proposed for a sum to be paid month by month."""

import argparse

from litigedesk import formats
from litigedesk.command_line import parsing
from litigedesk.command_line.french import FrenchParser
from litigedesk.command_line.outcome import Json, Outcome
from litigedesk.domain.money import Money


def register(subparsers: "argparse._SubParsersAction[FrenchParser]") -> None:
    """Adds the command."""
    command = parsing.add_command(subparsers, "instalments", proposed, "un échéancier proposé, mois par mois")
    command.add_argument("--total", type=parsing.money, required=True, metavar="SOMME", help="somme à payer")
    how = command.add_mutually_exclusive_group(required=True)
    how.add_argument("--count", type=_number, metavar="N", help="nombre de versements")
    how.add_argument("--monthly", type=parsing.money, metavar="SOMME", help="somme par mois")
    command.add_argument(
        "--from", dest="start", type=parsing.day, required=True, metavar="DATE", help="premier versement"
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise argparse.ArgumentTypeError(formats.typographic(f"« {text} » n’est pas un nombre de versements."))
    return int(text)


def proposed(arguments: argparse.Namespace) -> Outcome:
    """The table: each instalment with its day and its sum; the last one takes the remainder."""
    from litigedesk.rules import instalments

    if arguments.monthly is not None:
        table = instalments.by_amount(arguments.total, arguments.monthly, arguments.start)
    else:
        table = instalments.by_count(arguments.total, arguments.count, arguments.start)
    total = Money.total(one.amount for one in table)
    rows: list[Json] = [{"due_on": one.due_on.isoformat(), "amount": str(one.amount)} for one in table]
    lines = [
        f"{place}. {formats.date_full(one.due_on)} : {formats.money(one.amount)}" for place, one in enumerate(table, 1)
    ]
    text = "\n".join(formats.typographic(line) for line in (*lines, f"Total : {formats.money(total)}"))
    return Outcome({"total": str(total), "instalments": rows}, text)
