"""The command ``ways``: what may be done with somebody's help in a dispute, each condition with its article."""

import argparse
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.command_line import parsing
from litigedesk.command_line.folder import open_desk
from litigedesk.command_line.french import FrenchParser
from litigedesk.command_line.outcome import Json, Outcome

if TYPE_CHECKING:
    from litigedesk.rules.conditions import Condition
    from litigedesk.rules.procedures import Assessment, Cost, CourtAdvice

_SIGNS: Final = {"met": "oui", "ask": "à vérifier", "failed": "non"}


def register(subparsers: "argparse._SubParsersAction[FrenchParser]") -> None:
    """Adds the command."""
    command = parsing.add_command(
        subparsers, "ways", ways, "les démarches possibles dans un litige, et leurs conditions"
    )
    command.add_argument("--dispute", type=parsing.count, required=True, metavar="N", help="numéro interne du litige")


def ways(arguments: argparse.Namespace) -> Outcome:
    """Every way on from a dispute, in the order to consider them."""
    from litigedesk.queries import procedures

    with open_desk(arguments) as desk:
        found = procedures.ways(desk, arguments.dispute, desk.today())
    data: Json = [_way(one) for one in found]
    return Outcome(data, formats.typographic("\n".join(line for one in found for line in _lines(one))))


def _way(one: "Assessment") -> Json:
    return {
        "way": one.key,
        "title": one.title,
        "verdict": one.verdict.value,
        "disabled": one.disabled,
        "conditions": [_condition(line) for line in one.conditions],
        "costs": [_cost(line) for line in one.costs],
        "court": None if one.court is None else _court(one.court),
        "file": list(one.file),
        "letters": list(one.letters),
        "notes": list(one.notes),
        "source": one.article,
        "confidence": one.confidence,
    }


def _condition(line: "Condition") -> Json:
    return {
        "code": line.code,
        "title": line.title,
        "verdict": line.verdict.value,
        "forbids": line.forbids,
        "sentence": line.sentence,
        "instead": line.instead,
        "source": line.article,
    }


def _cost(line: "Cost") -> Json:
    return {
        "title": line.label,
        "amount": None if line.amount is None else str(line.amount),
        "sentence": line.sentence,
        "source": line.source,
        "confidence": line.confidence,
    }


def _court(found: "CourtAdvice") -> Json:
    return {
        "kind": None if found.kind is None else found.kind.value,
        "others": [one.value for one in found.others],
        "sentence": found.sentence,
        "form": found.form,
        "lawyer": found.lawyer,
        "source": found.article,
    }


def _lines(one: "Assessment") -> list[str]:
    from litigedesk.rules.conditions import Verdict

    lines = [f"{one.title} : {_SIGNS[one.verdict]} ({one.article})"]
    lines += [f"  {one.disabled}"] if one.disabled else []
    lines += [
        f"  {_SIGNS[line.verdict]}, {line.title.lower()} : {line.sentence} {line.instead}".rstrip()
        for line in one.conditions
        if line.verdict is not Verdict.MET
    ]
    if one.court is not None:
        lines += [f"  {one.court.sentence}"]
    return lines
