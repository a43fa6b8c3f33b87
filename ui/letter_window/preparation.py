"""From facts to what the window shows: findings, missing facts, the pages, or why there are none. Runs beside the window."""

from dataclasses import dataclass, replace

from litigedesk.domain.records import Client
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.errors import MissingFact, MissingRate, NotFound, UserError
from litigedesk.letters import annex, catalogue, guards
from litigedesk.letters.blocks import LetterDocument
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.guards import Finding, Severity
from litigedesk.letters.ids import ASK_OFFICER, REPORT_UNPAID
from litigedesk.letters.pdf import write_pdf
from litigedesk.letters.template import Family, Template

from ..pdf_pages import page_with

OWN_FIELD = "letter."  # targets of this window itself: what is wrong there is mended without leaving the preview

# The letters that need the dispute's statement.
_WITH_SUMS = frozenset({Family.PAYMENT, Family.PORTAGE, Family.CONTEST, Family.AGREEMENT, Family.PROCEDURE})
_BY_COMPANY = {  # what a salarié porté writes to the portage company instead
    Family.PAYMENT: REPORT_UNPAID,
    Family.CONTEST: REPORT_UNPAID,
    Family.AGREEMENT: REPORT_UNPAID,
    Family.PROCEDURE: ASK_OFFICER,
}


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """Why there is no letter: a title, a sentence, the article it rests on, and where it is mended, if anywhere."""

    title: str
    sentence: str
    article: str = ""
    target: str = ""
    record_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """One letter as it stands: ``document`` and ``pdf`` are there unless something is missing or forbids it."""

    template: Template
    facts: LetterFacts | None = None
    findings: tuple[Finding, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    obstacle: Obstacle | None = None
    document: LetterDocument | None = None
    pdf: bytes = b""
    annex_from: int | None = None  # page where the statement begins, from 0

    @property
    def may_leave(self) -> bool:
        """Whether it may be printed, exported and filed."""
        forbidden = any(finding.severity is Severity.FORBIDS for finding in self.findings)
        return self.document is not None and not forbidden


def prepare(template: Template, facts: LetterFacts) -> Prepared:
    """The letter with all that is to be said about it; takes values only, so that a thread can run it."""
    findings = guards.findings(template, facts)
    missing = catalogue.missing(template, facts)
    found = Prepared(template=template, facts=facts, findings=findings, missing=missing)
    if (obstacle := _forbidden(findings, template)) is not None:
        return replace(found, obstacle=obstacle)
    if missing:
        return found
    try:
        document = catalogue.render(template, facts)
        pdf = write_pdf(document)
    except UserError as refusal:
        return replace(found, obstacle=Obstacle(title="Cette lettre ne peut pas être écrite", sentence=str(refusal)))
    start = page_with(pdf, annex.title(facts), first=1) if annex.needed(template, facts) else None
    return replace(found, document=document, pdf=pdf, annex_from=start)


def _forbidden(findings: tuple[Finding, ...], template: Template) -> Obstacle | None:
    """The first finding that the window itself cannot mend; another letter is offered when this one is not the user's."""
    for finding in findings:
        if finding.severity is Severity.FORBIDS and not finding.target.startswith(OWN_FIELD):
            return Obstacle(
                title=finding.title,
                sentence=finding.sentence,
                article=finding.article,
                target=_instead(template) if finding.code == "portage" else finding.target,
                record_id=finding.record_id,
            )
    return None


def _instead(template: Template) -> str:
    """A claim that only the portage company may make is reported to it; the other letters have no counterpart in portage."""
    instead = _BY_COMPANY.get(template.family)
    return f"template.{instead}" if instead is not None else ""


def without_facts(template: Template, fault: UserError, client: Client | None, *, rates_over: bool) -> Prepared:
    """What to show when the sums cannot be stated: an unknown client, a half-year without a rate, a dossier that is gone."""
    if isinstance(fault, NotFound):
        obstacle = Obstacle(title="Ce dossier n’est plus là", sentence=str(fault))
    elif client is None or template.family not in _WITH_SUMS:
        obstacle = Obstacle(title="Cette lettre ne peut pas être écrite", sentence=str(fault))
    elif client.kind is ClientKind.UNKNOWN:
        obstacle = Obstacle(
            title="Type de client inconnu", sentence=str(fault), target="client.kind", record_id=client.id
        )
    elif rates_over or isinstance(fault, MissingRate):
        obstacle = Obstacle(title="Il manque un taux d’intérêt", sentence=str(fault), target="rates")
    else:
        obstacle = Obstacle(title="Le décompte ne peut pas être établi", sentence=str(fault), target="dispute.invoices")
    return Prepared(template=template, obstacle=obstacle)
