"""What templates can say: who speaks, how many, which dates; and the Jinja environment that lets them say nothing else."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from litigedesk import formats, paths
from litigedesk.domain.money import Money
from litigedesk.domain.records import Contract
from litigedesk.domain.vocabulary import ContractKind, ProfileStatus, SendMethod, VatRegime
from litigedesk.errors import BugError
from litigedesk.letters import annex, claim, escaping, template
from litigedesk.letters.facts import LetterFacts, StatementFacts

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_DOCUMENTS = {
    ContractKind.QUOTE: "le devis",
    ContractKind.ORDER: "le bon de commande",
    ContractKind.SERVICE: "le contrat de prestation",
}


def environment() -> "SandboxedEnvironment":
    """A sandbox where a name not known is an error, what is printed is escaped, and only our filters exist."""
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(_fragment),
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters = {
        "money": formats.money,
        "percent": formats.percent,
        "date_long": formats.date_long,
        "date_full": formats.date_full,
        "iban": formats.iban,
        "siret": formats.siret,
        "nowrap": lambda text: escaping.clean(text).replace(" ", formats.NBSP),
        "days": lambda days: formats.count(days, "jour calendaire", "jours calendaires"),
    }
    made.globals = {}
    return made


def _fragment(name: str) -> str | None:
    """A text that several letters share, with French spacing; ``None`` tells Jinja that there is none."""
    path = paths.resources() / "letters" / name
    if not name.startswith("_") or not path.is_file():
        return None
    return template.typographic_source(path.read_text(encoding="utf-8")).strip()


def _printed(value: object) -> str:
    """Text is escaped; a sum or a date without its filter, or a missing value, is a fault of the template."""
    if isinstance(value, str):
        return escaping.markdown(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise BugError(f"a template prints {value!r} without a filter")


def listed(parts: Sequence[str]) -> str:
    """``a, b et c``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} et {parts[-1]}"


def dates(days: Sequence[date]) -> str:
    """``du 5 octobre 2026``, ``des 5 octobre et 2 novembre 2026``: a year that all share is said once."""
    texts = [formats.date_long(day) for day in days]
    if len({day.year for day in days}) == 1:
        texts = [text.removesuffix(f"{formats.NBSP}{days[0].year}") for text in texts[:-1]] + texts[-1:]
    return f"{'du' if len(texts) == 1 else 'des'} {listed(texts)}"


def agreements(contracts: Sequence[Contract]) -> str:
    """``le devis D-2026-009 signé le 2 mars 2026 et le bon de commande C-12``; empty for none."""
    if not contracts:
        return ""
    return listed(
        [
            " ".join(
                part
                for part in (
                    _DOCUMENTS[contract.kind],
                    escaping.clean(contract.reference),
                    f"signé le {formats.date_long(contract.signed_on)}" if contract.signed_on else "",
                )
                if part
            )
            for contract in contracts
        ]
    )


def reminders(facts: LetterFacts) -> tuple[date, ...]:
    """The days on which earlier letters of the dispute left; one not noted as sent is not recalled."""
    sent = {
        letter.sent_on for letter in facts.previous_letters if letter.sent_on and letter.sent_on <= facts.written_on
    }
    return tuple(sorted(sent))


def _recalled(facts: LetterFacts, sent: Sequence[date]) -> str:
    """``rappels des 5 octobre et 2 novembre 2026``; ``courriers`` when a registered letter is among them."""
    if not sent:
        return ""
    registered = any(
        letter.sent_on and letter.send_method is SendMethod.REGISTERED for letter in facts.previous_letters
    )
    word = "courrier" if registered else "rappel"
    return f"{word}{'s' if len(sent) > 1 else ''} {dates(sent)}"


def references(facts: LetterFacts) -> str:
    """What the client should quote: the invoices' numbers while they are few, else the dossier or the first to the last."""
    numbers = [escaping.clean(line.number) for line in facts.statement.lines]
    dossier = escaping.clean(facts.dispute.reference)
    return listed(numbers) if len(numbers) <= claim.FEW else dossier or f"{numbers[0]} à {numbers[-1]}"


def context(letter: template.Template, facts: LetterFacts) -> Mapping[str, object]:
    """Every name a template may use; each is described in ``resources/letters/LISEZMOI.md``."""
    statement, profile = facts.statement, facts.profile
    company = profile.status is ProfileStatus.COMPANY
    count, sent = len(statement.lines), reminders(facts)
    asked = claim.asked(letter, facts)
    return {
        "say": partial(_either, company),
        "nb": partial(_either, count > 1),
        "company": company,
        "portage": profile.status is ProfileStatus.PORTAGE,
        "kind": facts.client.kind.value,
        "profile": profile,
        "salutation": escaping.clean(facts.client.salutation) or "Madame, Monsieur",
        "statement": statement,
        "lines": statement.lines,
        "line": statement.lines[0],
        "one": count == 1,
        "few": 1 < count <= claim.FEW,
        "count": count,
        "asked": asked,
        "whole": asked == statement.principal,
        "taxed": profile.vat_regime is VatRegime.LIABLE,
        "fee": max((line.fee for line in statement.lines), default=Money()),
        "rate_mode": statement.rate_mode.value if statement.rate_mode else "",
        "clause_rates": _clause_rates(statement),
        "agreements": agreements(facts.contracts),
        "reminders": _recalled(facts, sent),
        "reminded_once": len(sent) == 1,
        "references": references(facts),
        "reply_by": facts.reply_by,
        "reply_days": (facts.reply_by - facts.written_on).days if facts.reply_by else 0,
        "annexed": annex.needed(letter, facts),
    }


def _clause_rates(statement: StatementFacts) -> str:
    rates = {formats.percent(segment.rate) for line in statement.lines for segment in line.segments}
    return rates.pop() if len(rates) == 1 else ""


def _either(second: bool, one: str, other: str) -> str:
    """The first wording for one person or one invoice, the other for a company or several."""
    return other if second else one
