"""The mention of the mediator, ready to be copied into conditions, quotes, contracts, the web site, e-mails and invoices.

Each text informs and imposes nothing: a clause that sends the consumer to the mediator before the judge is void (C. conso. L612-4).
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from litigedesk import formats, paths
from litigedesk.domain.mediation import Mediator
from litigedesk.domain.records import Profile
from litigedesk.errors import BugError, MissingFact, MissingFacts
from litigedesk.letters import address, escaping, markdown, template, wording
from litigedesk.letters.blocks import block_text


@dataclass(frozen=True, kw_only=True)
class ClauseFacts:
    """What a clause names, as plain text; of the two addresses for written complaints one is enough."""

    mediator_name: str = ""
    mediator_address: str = ""
    mediator_website: str = ""
    business_name: str = ""
    complaint_address: str = ""
    complaint_email: str = ""


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One text of ``resources/clauses``: where it goes, how to place it, what it rests on."""

    key: str
    title: str
    hint: str
    articles: tuple[str, ...]
    order: int
    body: str


@cache
def catalogue() -> tuple[Clause, ...]:
    """Every clause, in order; ``BugError`` names the file at fault."""
    files = sorted((paths.resources() / "clauses").glob("*.md"))
    return tuple(sorted((_clause(path) for path in files), key=lambda clause: clause.order))


def clause(key: str) -> Clause:
    """The clause of that key; ``BugError`` when there is none."""
    found = next((one for one in catalogue() if one.key == key), None)
    if found is None:
        raise BugError(f"no clause is called {key!r}")
    return found


def facts(profile: Profile, mediator: Mediator) -> ClauseFacts:
    """The facts of a clause: the user's name as business documents show it, their address and e-mail for complaints."""
    return ClauseFacts(
        mediator_name=mediator.name,
        mediator_address=_postal(mediator),
        mediator_website=mediator.website,
        business_name=address.profile_name(profile),
        complaint_address=_postal(profile),
        complaint_email=profile.email,
    )


def _postal(found: Profile | Mediator) -> str:
    """The address on one line; a town without a street is none."""
    town = f"{found.postcode} {found.city}"
    return address.in_line(found.street, found.street_extra, town) if found.street.strip() else ""


def missing(known: ClauseFacts) -> tuple[MissingFact, ...]:
    """What lacks before any clause can be written, all at once (C. conso. R616-1 asks for the mediator's details and site)."""
    needed = (
        ("mediator.name", "le nom du médiateur", known.mediator_name, "mediator.name"),
        ("mediator.address", "l’adresse postale du médiateur", known.mediator_address, "mediator.street"),
        ("mediator.website", "le site internet du médiateur", known.mediator_website, "mediator.website"),
        ("profile.name", "votre nom", known.business_name, "profile.name"),
        (
            "profile.address",
            "votre adresse postale ou électronique, pour recevoir les réclamations écrites",
            known.complaint_address + known.complaint_email,
            "profile.street",
        ),
    )
    return tuple(MissingFact(key, label, target) for key, label, value, target in needed if not escaping.clean(value))


def write(wanted: Clause, known: ClauseFacts) -> str:
    """The clause as plain text for the clipboard, paragraphs apart by an empty line; ``MissingFacts`` with all that lacks."""
    if lacking := missing(known):
        raise MissingFacts(lacking, "ce texte")
    source = wording.compiled(wanted.body)
    text = source.render(
        mediator=known.mediator_name,
        address=known.mediator_address,
        site=known.mediator_website,
        business=known.business_name,
        where=_where(known),
    )
    return "\n\n".join(block_text(block) for block in markdown.read(text, {}))


def _where(known: ClauseFacts) -> str:
    """Where a written complaint goes."""
    postal, email = escaping.clean(known.complaint_address), escaping.clean(known.complaint_email)
    if not email:
        return postal
    return f"{postal}, ou par courriel à {email}" if postal else f"par courriel à {email}"


def _clause(path: Path) -> Clause:
    declarations, body = template.split(path.read_text(encoding="utf-8"))
    try:
        data = tomllib.loads(declarations)
        return Clause(
            key=path.stem,
            title=formats.typographic(data["title"]),
            hint=formats.typographic(data["hint"]),
            articles=tuple(formats.typographic(article) for article in data["articles"]),
            order=int(data["order"]),
            body=template.typographic_source(body),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BugError(f"{path.name}: {error!r}") from error
