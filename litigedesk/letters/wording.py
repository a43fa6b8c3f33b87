"""What templates can say: who speaks, how many, which dates; and the Jinja environment that lets them say nothing else."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.vocabulary import ProfileStatus
from litigedesk.errors import BugError
from litigedesk.letters import (
    agreement_wording,
    case_wording,
    escaping,
    evidence_passages,
    insurance_wording,
    payment_wording,
    phrases,
    portage_wording,
    procedure_wording,
    template,
)
from litigedesk.letters.addressee import addressee
from litigedesk.letters.facts import LetterFacts

if TYPE_CHECKING:
    from jinja2 import Template as Jinja
    from jinja2.sandbox import SandboxedEnvironment

_FAMILIES: Mapping[template.Family, Callable[[template.Template, LetterFacts], Mapping[str, object]]] = {
    template.Family.PAYMENT: payment_wording.context,
    template.Family.COMPLAINT: case_wording.context,
    template.Family.MEDIATION: case_wording.context,
    template.Family.PORTAGE: portage_wording.context,
    template.Family.INSURANCE: insurance_wording.context,
    template.Family.EVIDENCE: evidence_passages.context,
    template.Family.CONTEST: procedure_wording.context,
    template.Family.AGREEMENT: agreement_wording.context,
    template.Family.PROCEDURE: procedure_wording.context,
}


@lru_cache(maxsize=128)
def compiled(body: str) -> "Jinja":
    """The text of a letter, ready to be filled in; ``TemplateError`` if it is none."""
    return environment().from_string(body)


@cache
def environment() -> "SandboxedEnvironment":
    """A sandbox where a name not known is an error, what is printed is escaped, and only our filters exist."""
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(template.fragment),
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters = {
        "money": formats.money,
        "money_words": formats.money_in_words,
        "percent": formats.percent,
        "date_long": formats.date_long,
        "date_full": formats.date_full,
        "iban": formats.iban,
        "siret": formats.siret,
        "nowrap": lambda text: escaping.clean(text).replace(" ", formats.NBSP),
        "listed": phrases.listed,
        "days": lambda days: formats.count(days, "jour calendaire", "jours calendaires"),
    }
    made.globals = {}
    return made


def _printed(value: object) -> str:
    """Text is escaped; a sum or a date without its filter, or a missing value, is a fault of the template."""
    if isinstance(value, str):
        return escaping.markdown(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise BugError(f"a template prints {value!r} without a filter")


def context(letter: template.Template, facts: LetterFacts) -> Mapping[str, object]:
    """Every name a template may use; each is described in ``resources/letters/README.txt``."""
    profile, client = facts.writer, facts.known_client
    company = profile.status is ProfileStatus.COMPANY
    return {
        "say": partial(phrases.either, company),
        "company": company,
        "portage": profile.status is ProfileStatus.PORTAGE,
        "kind": client.kind.value if client is not None else "",
        "profile": profile,
        "salutation": addressee(letter, facts).salutation,
        "agreements": phrases.agreements(facts.contracts),
        "reply_by": facts.reply_by,
        "reply_days": (facts.reply_by - facts.written_on).days if facts.reply_by else 0,
        **_FAMILIES[letter.family](letter, facts),
    }
