"""The command line of LitigeDesk, without any window: ``python -m litigedesk``.

The only place that reads the clock. Exit status: 0 done, 1 refused or failed with one French sentence on the standard
error, 2 wrong usage.
"""

import io
import json
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime

from litigedesk import __version__
from litigedesk.command_line import (
    copies,
    dossier,
    exports,
    imports,
    instalments,
    law,
    lists,
    records,
    reminders,
    ways,
    window,
)
from litigedesk.command_line.french import FrenchParser
from litigedesk.command_line.outcome import Outcome
from litigedesk.command_line.parsing import add_general_options
from litigedesk.errors import UserError

FAMILIES = (
    law,
    lists,
    instalments,
    records,
    copies,
    dossier,
    exports,
    imports,
    reminders,
    ways,
    window,
)  # modules of commands, each with a ``register(subparsers)``


def main(argv: Sequence[str] | None = None, today: date | None = None) -> int:
    """Runs one command and gives its exit status; ``argv`` and ``today`` default to the machine's."""
    _write_utf8()
    arguments = _parser().parse_args(argv)
    arguments.today = today or date.today()
    arguments.now = datetime.combine(arguments.today, datetime.now().time().replace(microsecond=0))
    try:
        outcome: Outcome = arguments.run(arguments)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as fault:  # a path that the system refuses: too long, or on a disk that fails
        from litigedesk.store.faults import of_system

        print(of_system(fault), file=sys.stderr)
        return 1
    text = json.dumps(outcome.data, ensure_ascii=False, indent=2) if arguments.json else outcome.text
    try:
        print(text, flush=True)
    except BrokenPipeError:  # the reader, such as « head », has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return outcome.status


def _parser() -> FrenchParser:
    parser = FrenchParser(
        prog="litigedesk",
        description="LitigeDesk sans fenêtre : intérêts, délais et prescription, lettres, sauvegardes.",
        epilog="Chaque résultat est une proposition avec ses sources, pas une consultation juridique.",
    )
    parser.add_argument("--version", action="version", version=f"LitigeDesk {__version__}", help="affiche la version")
    add_general_options(parser, default=None)
    commands = parser.add_subparsers(title="commandes", metavar="COMMANDE", required=True, parser_class=FrenchParser)
    for family in FAMILIES:
        family.register(commands)
    return parser


def _write_utf8() -> None:
    """French needs characters that the console of Windows lacks by default."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
