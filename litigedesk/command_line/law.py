"""The commands about the law: ``interest``, ``deadline``, ``limitation``, ``rates``, ``holidays``."""

import argparse
from collections.abc import Sequence
from decimal import Decimal

from litigedesk import formats
from litigedesk.command_line import parsing
from litigedesk.command_line.french import FrenchParser
from litigedesk.command_line.outcome import Json, Outcome
from litigedesk.command_line.user_rates import known_law
from litigedesk.domain.vocabulary import ClientKind, DivisorBasis, HolidayRegion, LimitationEventKind, PenaltyClause
from litigedesk.rules import calendar, deadlines, interest, law, limitation
from litigedesk.rules.kinds import DeadlineName, LimitationClaim, RateOrigin
from litigedesk.rules.rates import Rate

_CLIENTS = [kind.value for kind in ClientKind if kind is not ClientKind.UNKNOWN]
_SUMS = (
    "principal", "interest", "fixed_fee", "paid", "total_due", "per_day",
    "principal_due", "interest_due", "fee_due", "overpaid",
)  # fmt: skip
_REGIONS = [region.value for region in HolidayRegion]


def register(subparsers: "argparse._SubParsersAction[FrenchParser]") -> None:
    """Adds the commands about the law."""
    _register_interest(subparsers)
    _register_deadline(subparsers)
    _register_limitation(subparsers)
    parsing.add_command(subparsers, "rates", rates, "la table des taux, par semestre")
    command = parsing.add_command(subparsers, "holidays", public_holidays, "les jours fériés d’une année")
    command.add_argument("year", metavar="ANNÉE", type=parsing.year, help="par exemple 2026")
    _add_region(command)


def _register_interest(subparsers: "argparse._SubParsersAction[FrenchParser]") -> None:
    command = parsing.add_command(subparsers, "interest", late_interest, "les intérêts de retard d’une facture")
    command.add_argument("--client", choices=_CLIENTS, required=True, help="qui doit la somme")
    command.add_argument("--principal", type=parsing.money, required=True, metavar="SOMME", help="somme due, TTC")
    command.add_argument("--due", type=parsing.day, required=True, metavar="DATE", help="échéance")
    command.add_argument(
        "--until", type=parsing.day, required=True, metavar="DATE", help="jour du paiement ou du décompte, compris"
    )
    command.add_argument(
        "--clause",
        type=_clause,
        metavar="TAUX",
        help="taux du contrat en pourcentage, ou 3x pour trois fois le taux légal",
    )
    command.add_argument(
        "--formal-notice", type=parsing.day, metavar="DATE", help="réception de la mise en demeure par un consommateur"
    )
    command.add_argument(
        "--payment",
        type=parsing.payment,
        action="append",
        default=[],
        metavar="DATE:SOMME",
        help="paiement partiel ; peut être répété",
    )
    command.add_argument("--capitalise", action="store_true", help="intérêts sur les intérêts d’une année entière")
    command.add_argument(
        "--judgment", type=parsing.day, metavar="DATE", help="jour où le jugement signifié est devenu exécutoire"
    )
    command.add_argument(
        "--basis",
        choices=[basis.value for basis in DivisorBasis],
        default=DivisorBasis.FIXED_365.value,
        help="jours d’une année : 365 toujours, ou actual (366 les années bissextiles)",
    )


def _register_deadline(subparsers: "argparse._SubParsersAction[FrenchParser]") -> None:
    command = parsing.add_command(subparsers, "deadline", time_limit, "la date d’un délai")
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    widest = max(len(name.value) for name in DeadlineName) + 2
    listed = "\n".join(f"  {name.value:<{widest}}{name.label}" for name in DeadlineName)
    command.epilog = f"règles :\n{listed}"
    command.add_argument(
        "rule", metavar="RÈGLE", choices=[name.value for name in DeadlineName], help="une des règles ci-dessous"
    )
    command.add_argument(
        "--from",
        dest="start",
        type=parsing.day,
        required=True,
        metavar="DATE",
        help="événement qui fait courir le délai",
    )
    command.add_argument("--order-date", type=parsing.day, metavar="DATE", help="date de l’ordonnance d’injonction")
    command.add_argument("--days", type=parsing.count, metavar="N", help="nombre de jours")
    _add_region(command)


def _register_limitation(subparsers: "argparse._SubParsersAction[FrenchParser]") -> None:
    command = parsing.add_command(subparsers, "limitation", limitation_period, "la prescription d’une créance")
    command.add_argument(
        "--claim", choices=[claim.value for claim in LimitationClaim], required=True, help="sur qui est la créance"
    )
    command.add_argument(
        "--from",
        dest="start",
        type=parsing.day,
        required=True,
        metavar="DATE",
        help="fin de la prestation, ou événement",
    )
    command.add_argument(
        "--event",
        type=_cause,
        action="append",
        default=[],
        metavar="NATURE:DATE[:DATE]",
        help="recognised:D, served:D, suspended:D1:D2, registered-letter:D ou expert:D (assureur) ; peut être répété",
    )


def _add_region(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--region",
        choices=_REGIONS,
        default=HolidayRegion.MAINLAND.value,
        help=f"jours fériés locaux : {', '.join(_REGIONS)}",
        metavar="RÉGION",
    )


def _clause(text: str) -> tuple[PenaltyClause, Decimal | None]:
    if text.strip().lower() == "3x":
        return PenaltyClause.TRIPLE_LEGAL, None
    return PenaltyClause.FIXED, parsing.percentage(text)


def _cause(text: str) -> limitation.Cause:
    kind, *days = text.split(":")
    try:
        event = LimitationEventKind(kind)
    except ValueError:
        known = ", ".join(one.value for one in LimitationEventKind)
        raise argparse.ArgumentTypeError(
            formats.typographic(f"« {kind} » n’est pas une nature connue : {known}.")
        ) from None
    expected = 2 if event is LimitationEventKind.SUSPENDED else 1
    if len(days) != expected:
        shape = "suspended:DATE:DATE" if expected == 2 else f"{event.value}:DATE"
        raise argparse.ArgumentTypeError(formats.typographic(f"« {text} » : écrivez {shape}."))
    first, last = parsing.day(days[0]), parsing.day(days[-1])
    return limitation.Cause(event, first, last if expected == 2 else None)


# ---- running ---------------------------------------------------------------------------------------------------------
def late_interest(arguments: argparse.Namespace) -> Outcome:
    """Late interest on one invoice."""
    clause, rate = arguments.clause or (PenaltyClause.NONE, None)
    claim = interest.Claim(
        client=ClientKind(arguments.client),
        principal=arguments.principal,
        due=arguments.due,
        until=arguments.until,
        clause=clause,
        clause_rate=rate,
        payments=tuple(arguments.payment),
        formal_notice=arguments.formal_notice,
        capitalise=arguments.capitalise,
        judgment=arguments.judgment,
        basis=DivisorBasis(arguments.basis),
    )
    result = interest.compute(claim, known_law(arguments.data))
    lines = [
        f"Principal : {formats.money(result.principal)}",
        f"Intérêts : {formats.money(result.interest)}",
        f"Indemnité forfaitaire : {formats.money(result.fixed_fee)}",
        f"Payé : {formats.money(result.paid)}",
        f"Reste dû : {formats.money(result.total_due)}",
        f"Par jour de plus : {formats.money(result.per_day)}",
    ]
    return Outcome(_interest_data(result), _text(lines, result.steps, "\n".join(result.sources), result.warnings))


def _interest_data(result: interest.InterestResult) -> Json:
    segments: list[Json] = [
        {
            "from": segment.first.isoformat(),
            "to": segment.last.isoformat(),
            "days": segment.days,
            "rate": str(segment.rate),
            "base": str(segment.base),
            "amount": str(segment.amount),
            "legal_basis": segment.legal_basis,
            "source": segment.source,
        }
        for segment in result.segments
    ]
    sums: dict[str, Json] = {name: str(getattr(result, name)) for name in _SUMS}
    return {
        **sums,
        "days": result.days,
        "segments": segments,
        "steps": result.steps,
        "warnings": result.warnings,
        "sources": result.sources,
    }


def time_limit(arguments: argparse.Namespace) -> Outcome:
    """The date of a time limit."""
    found = deadlines.compute(
        DeadlineName(arguments.rule),
        arguments.start,
        law.load(),
        region=HolidayRegion(arguments.region),
        days=arguments.days,
        order_date=arguments.order_date,
    )
    data: Json = {
        "rule": found.rule.value,
        "from": found.start.isoformat(),
        "date": found.date.isoformat(),
        "raw_date": found.raw_date.isoformat(),
        "alarm_date": found.alarm_date.isoformat(),
        "steps": found.steps,
        "source": found.source,
        "warnings": found.warnings,
    }
    lines = [f"{found.rule.label} : {formats.date_full(found.date)}"]
    if found.alarm_date != found.date:
        lines.append(f"Par prudence, agir au plus tard le {formats.date_full(found.alarm_date)}")
    return Outcome(data, _text(lines, found.steps, found.source, found.warnings))


def limitation_period(arguments: argparse.Namespace) -> Outcome:
    """When a claim is time-barred."""
    found = limitation.compute(LimitationClaim(arguments.claim), arguments.start, arguments.event, law.load())
    data: Json = {
        "claim": found.claim.value,
        "from": found.start.isoformat(),
        "date": found.date.isoformat(),
        "safe_date": found.safe_date.isoformat(),
        "prudent_date": found.prudent_date.isoformat(),
        "prudent_safe_date": found.prudent_safe_date.isoformat(),
        "steps": found.steps,
        "source": found.source,
        "warnings": found.warnings,
    }
    lines = [
        f"Prescription : {formats.date_full(found.date)} à 24\u00a0heures",
        f"Dernier jour sûr : {formats.date_full(found.safe_date)}",
    ]
    if found.prudent_date != found.date:
        lines.append(f"Par prudence, garder comme limite le {formats.date_full(found.prudent_date)}")
    return Outcome(data, _text(lines, found.steps, found.source, found.warnings))


def rates(arguments: argparse.Namespace) -> Outcome:
    """The table of rates, and until when it is complete."""
    table = known_law(arguments.data).rates
    data: Json = {
        "complete_from": table.complete_from.isoformat(),
        "complete_until": table.complete_until.isoformat(),
        "expires_soon": table.expires_soon(arguments.today),
        "rates": [_rate_data(row) for row in table.rows],
    }
    head = f"{'Semestre':<10}{'BCE':>9}{'Légal':>9}{'Défaut':>9}{'Plancher':>10}{'Public':>9}"
    lines = [head, *(_rate_line(row) for row in table.rows)]
    lines.append(f"Table complète jusqu’au {formats.date_long(table.complete_until)}.")
    if table.expires_soon(arguments.today):
        lines.append("Le semestre suivant manque : ajoutez-le dans Outils → Taux légaux dès sa publication.")
    return Outcome(data, "\n".join(lines))


def _rate_data(row: Rate) -> Json:
    return {
        "half": row.half,
        "valid_from": row.valid_from.isoformat(),
        "valid_until": row.valid_until.isoformat(),
        "refi": str(row.refi),
        "part": None if row.part is None else str(row.part),
        "pro": str(row.pro),
        "default": str(row.default),
        "floor": str(row.floor),
        "public": str(row.public),
        "source": row.source,
        "read_on": row.read_on.isoformat(),
        "confidence": row.confidence,
        "origin": row.origin.value,
    }


def _rate_line(row: Rate) -> str:
    figures = [formats.percent(rate) for rate in (row.refi, row.pro, row.default, row.floor, row.public)]
    widths = (9, 9, 9, 10, 9)
    columns = "".join(f"{text:>{width}}" for text, width in zip(figures, widths, strict=True))
    return f"{row.half:<10}{columns}{'  ajouté par vous' if row.origin is RateOrigin.USER else ''}"


def public_holidays(arguments: argparse.Namespace) -> Outcome:
    """The public holidays of a year in a region."""
    found = calendar.holidays(law.load(), arguments.year, HolidayRegion(arguments.region))
    data: Json = [{"date": day.date.isoformat(), "name": day.name, "local": day.local} for day in found]
    return Outcome(data, "\n".join(f"{formats.date_full(day.date)} : {day.name}" for day in found))


def _text(lines: Sequence[str], steps: Sequence[str], source: str, warnings: Sequence[str]) -> str:
    """The answer first, then why, on what authority, and what to beware of."""
    parts = ["\n".join(formats.typographic(line) for line in lines)]
    parts.append("\n".join(["Pourquoi", *(f"- {step}" for step in steps)]))
    parts.append(f"Sources\n{source}")
    if warnings:
        parts.append("\n".join(["À savoir", *(f"- {warning}" for warning in warnings)]))
    return "\n\n".join(parts)
